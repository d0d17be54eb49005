"""An edition as JSON: for machines, by a published schema, and back again."""

import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import get_args, get_type_hints

import jsonschema
import pytest
from support.editions import FOLDER, load, long

from digest import rendering
from digest.models import Found, Span
from digest.models.editions import Edition
from digest.rendering import read_json, write_json

SCHEMA = json.loads(Path(rendering.__file__).with_name("edition.schema.json").read_text("utf-8"))
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_every_edition_keeps_to_the_schema_and_comes_back(name):
    """Others read it by the schema; `digest explain` reads it back."""
    edition, _ = load(name)
    text = write_json(edition)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))
    assert read_json(text) == edition
    assert write_json(read_json(text)) == text


def test_the_schema_is_one_itself():
    """A schema that is wrong allows everything."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def models(hint):
    """The models that an edition is made of, by name."""
    found = {}
    if isinstance(hint, type) and is_dataclass(hint) and hint is not Found:
        found[hint.__name__] = hint
        for inner in get_type_hints(hint).values():
            found |= models(inner)
    for inner in get_args(hint):
        found |= models(inner)
    return found


def test_the_schema_has_each_key_of_the_models():
    """A key added to a model is added to what is published about it."""
    described = {**SCHEMA["$defs"], "Edition": SCHEMA}
    assert described.keys() == models(Edition).keys() | {"Span", "Published"}
    for name, model in models(Edition).items():
        expected = {field.name for field in fields(model)}
        if model is Edition:
            expected |= {"version"}
        assert described[name]["properties"].keys() == expected
        assert set(described[name]["required"]) == expected


def test_keys_are_sorted_and_characters_are_as_they_are():
    """So that two editions can be compared line by line, by people."""
    text = write_json(load("scripts")[0])
    data = json.loads(text)
    assert list(data) == sorted(data)
    assert "ليلى" in text
    assert text.endswith("}\n")


def test_half_a_surrogate_pair_can_be_written_and_read():
    """JSON articles may hold one, and UTF-8 may not."""
    edition, _ = long("en", 1, 1)
    headline = replace(edition.stories[0].headline, text="a \ud83d b", span=Span(0, 5))
    broken = replace(edition, stories=(replace(edition.stories[0], headline=headline),))
    text = write_json(broken)
    text.encode("utf-8")
    assert read_json(text) == broken


def test_a_title_without_a_place_keeps_to_the_schema():
    """A headline may be a title that only the article's metadata has."""
    edition, _ = load("german")
    story = edition.stories[0]
    titled = replace(story, headline=replace(story.headline, span=None), unfinished=True)
    text = write_json(replace(edition, stories=(titled,)))
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))
    assert read_json(text).stories == (titled,)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 99}', '{"version": 1}', "null"])
def test_what_is_no_edition_is_refused(text):
    """With an error that the commands turn into a message."""
    with pytest.raises(ValueError, match=r"."):
        read_json(text)
