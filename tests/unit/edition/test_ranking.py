"""Which stories an edition takes: the best, and not the same event again and again."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from support.articles import build

from digest.edition import compose
from digest.models import Document
from digest.models.briefs import Brief, Limits, Preference, Ranking
from digest.models.editions import Edition
from digest.stories import gather

BRIEF = Brief(name="daily", title="Daily", language="en", timezone="UTC", template="daily")

STRIKE = (
    "Pilots of the ferry line Nordstrom walked out over night shifts, said {name}. The strike at "
    "Nordstrom grounds all ferries between Holmen and the islands, and passengers wait at the "
    "terminal in Holmen."
)
LYNX = (
    "A zoo in the southern hills has bred three young lynxes, said {name}. The animals will be "
    "shown to visitors once they are old enough to leave the den with their mother."
)


def told(name: str, text: str) -> dict[str, Any]:
    says = text.split(",", maxsplit=1)[0]
    claims = [{"says": says, "source": [name, "person"]}]
    return {"id": name, "text": text.format(name=name), "language": "en", "claims": claims}


ARTICLES, CLAIMS = build(
    [
        *(told(name, STRIKE) for name in ("Ada Quill", "Ben Marsh", "Cora Lund")),
        told("Dora Finch", LYNX),
    ]
)
KNOWN = {each.fingerprint: each for each in ARTICLES}
# As where clustering takes one event for several: each article is a story.
STORIES = [gather([each], CLAIMS)[0] for each in ARTICLES]


def made(**settings: Any) -> Edition:
    return compose(STORIES, KNOWN, replace(BRIEF, **settings), date=date(2026, 3, 2), number=1)


def names(edition: Edition) -> list[str]:
    return [KNOWN[story.headline.document].id for story in edition.stories]


def variety(edition: Edition) -> list[float]:
    found = ({part.name: part.value for part in story.score} for story in edition.stories)
    return [parts.get("variety", 0.0) for parts in found]


def test_one_event_cannot_fill_an_edition() -> None:
    """The second story is another one, and what is left out says why."""
    edition = made(limits=Limits(stories=2))
    assert "Dora Finch" in names(edition)
    reasons = {each.reason for each in edition.dropped}
    assert reasons == {"the stories before it tell much of it"}


def test_where_there_is_room_all_are_told_the_same_again_last() -> None:
    """Each repetition counts less than the one before; the part is never more than its weight."""
    edition = made()
    assert len(edition.stories) == 4
    assert variety(edition)[:2] == [0.0, 0.0]
    assert all(-Ranking().variety <= value < -1 for value in variety(edition)[2:])


def test_variety_can_be_turned_off() -> None:
    """Who wants all of one event gets it, by score alone."""
    edition = made(ranking=Ranking(variety=0.0), limits=Limits(stories=2))
    assert variety(edition) == [0.0, 0.0]
    assert [each.reason for each in edition.dropped] == ["over the limit of stories"] * 2


@pytest.mark.parametrize(("steps", "place"), [(2, 0), (-2, -1)])
def test_preferences_move_stories(steps: int, place: int) -> None:
    """What readers asked for is a part of the score, and a name among others."""
    asked = (Preference(name="lynxes", steps=steps),)
    edition = made(preferences=asked, ranking=Ranking(variety=0.0))
    assert names(edition)[place] == "Dora Finch"
    parts = {part.name: part.value for part in edition.stories[place].score}
    assert parts["preference"] == pytest.approx(Ranking().preference * steps / 3, abs=0.001)


def document_of(name: str) -> Document:
    return next(each for each in ARTICLES if each.id == name)


def test_stories_that_are_apart_lose_nothing() -> None:
    """What all articles have in common makes no two of them alike."""
    apart = [each for each in STORIES if document_of("Cora Lund").fingerprint not in each.documents]
    apart = [each for each in apart if document_of("Ben Marsh").fingerprint not in each.documents]
    edition = compose(apart, KNOWN, BRIEF, date=date(2026, 3, 2), number=1)
    assert variety(edition) == [0.0, 0.0]
