"""What measures stories (`support.story_quality`): wrong measures make right programs wrong."""

from __future__ import annotations

from typing import Any

import pytest
from support.story_quality import bcubed, measure
from support.story_set import Group, Told, load
from support.story_tally import SHARES


def test_bcubed_is_that_of_its_authors() -> None:
    """Bagga and Baldwin show two answers that links alone cannot tell apart, with figures."""
    wanted = ["12345", "67", "89ABC"]
    everything = "".join(wanted)
    assert bcubed(wanted, ["12345", "6789ABC"], everything) == (pytest.approx(16 / 21), 1)
    assert bcubed(wanted, ["1234589ABC", "67"], everything) == (pytest.approx(7 / 12), 1)


def test_what_is_true_is_told_without_an_error() -> None:
    """The set contradicts itself nowhere, and nothing right is counted as wrong."""
    stories = load("set")
    tally = measure(stories, [ideal(story) for story in stories])
    assert tally.errors == []
    assert set(tally.shares().values()) == {1.0}


def test_who_tells_nothing_finds_nothing() -> None:
    """No share may be given for silence."""
    stories = load("set")
    silent = [{**EMPTY, "documents": [name]} for story in stories for name in story.documents()]
    shares = measure(stories, silent).shares()
    assert {value for key, value in shares.items() if "clusters" not in key} == {0.0}
    assert shares["clusters precision"] == 1.0
    assert shares.keys() >= SHARES


EMPTY: dict[str, Any] = {
    key: [] for key in ("documents", "copies", "claims", "conflicts", "retractions")
}


def ideal(story: Told) -> dict[str, Any]:
    """`story` as `digest stories --json` would write it if all were found."""
    pairs = [(each.claim[0], each.of[0]) for each in story.denials]
    told = list(story.claims)
    for place in (each for pair in pairs for each in pair):
        if not any(place in group.places for group in told):
            told.append(Group(places=[place], origins=[]))
    claims = [as_claim(str(n), group) for n, group in enumerate(told)]
    for pair in pairs:
        denying, denied = (
            next(n for n, group in enumerate(told) if place in group.places) for place in pair
        )
        claims[denying]["denies"] = claims[denied]["id"]
    return {
        "documents": story.documents(),
        "copies": story.copies,
        "claims": claims,
        "conflicts": [
            {
                "kind": conflict.kind,
                "resolution": conflict.resolution,
                "values": [
                    {"value": value, "document": place.document, "words": place.words, "origin": ""}
                    for place, value in conflict.values
                ],
            }
            for conflict in story.conflicts
        ],
        "retractions": [
            {
                "notice": each.kind,
                "document": each.places[0].document,
                "sentence": list(each.places[0].span),
                "words": each.places[0].words,
            }
            for each in story.retractions
        ],
    }


def as_claim(name: str, group: Group) -> dict[str, Any]:
    return {
        "id": name,
        "words": group.places[0].words,
        "origins": [sorted(names)[0] for names in group.origins],
        "denies": None,
        "places": [
            {"document": each.document, "quote": [list(each.span)], "words": each.words}
            for each in group.places
        ],
    }
