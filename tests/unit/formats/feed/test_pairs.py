"""Every feed in tests/data/feeds, against what is expected of it."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from digest.formats.feed import parse
from digest.models.feeds import Channel, Item
from digest.models.serial import dump

DATA = Path(__file__).parents[3] / "data" / "feeds"
INPUTS = sorted(path for path in DATA.iterdir() if not path.name.endswith(".expected.json"))


def told(model: Channel | Item) -> dict[str, Any]:
    """The fields of a model that say something; the outline as words."""
    values = {field.name: getattr(model, field.name) for field in fields(model)}
    found = {name: dump(value) for name, value in values.items() if value not in ("", (), None)}
    if isinstance(model, Channel):
        return {**found, "items": [told(item) for item in model.items]}
    if model.outline:
        found["outline"] = [[mark.kind, mark.span.of(model.text)] for mark in model.outline]
    return found


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_what_is_expected_of_a_feed_is_read(path: Path) -> None:
    """A pair of files is how a kind of feed is asked for; adding one needs no code."""
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text("utf-8"))
    channel = parse(path.read_bytes(), place=path.name, url="https://feeds.example/all/feed.xml")
    assert told(channel) == expected
