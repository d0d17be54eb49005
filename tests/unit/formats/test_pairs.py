"""Every file in tests/data/formats, against the articles and problems that are expected of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from digest.formats import read
from digest.models import Article, Problem, Raw

DATA = Path(__file__).parents[2] / "data" / "formats"
INPUTS = sorted(path for path in DATA.iterdir() if not path.name.endswith(".expected.json"))


def told(found: Article | Problem) -> dict[str, Any]:
    if isinstance(found, Problem):
        return {"place": found.place, "message": found.message, "hint": found.hint}
    return {
        "id": found.id,
        "place": found.place,
        "format": found.format,
        "text": found.text,
        "outline": [[mark.kind, mark.span.of(found.text)] for mark in found.outline],
        "metadata": dict(found.metadata),
    }


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_what_is_expected_of_a_file_is_read(path: Path) -> None:
    """A pair of files is how a format is asked for; adding one needs no code."""
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text("utf-8"))
    found = read(Raw(place=path.name, data=path.read_bytes()))
    assert [told(one) for one in found] == expected
