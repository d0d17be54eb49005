"""The proof refuses what is not in the article, and names it."""

from dataclasses import replace
from datetime import date

import pytest
from support.articles import build

from digest.edition import compose, prove
from digest.errors import UnprovenClaimError
from digest.models import Document, Span
from digest.models.briefs import Brief
from digest.models.editions import (
    Edition,
    Item,
    Words,
)
from digest.stories import gather

TEXT = "Der Deich hält, sagte Eva Lund. Er soll bis zum Abend halten, hieß es. Nein, rief sie."


@pytest.fixture
def made() -> tuple[Edition, dict[str, Document]]:
    source = ["Eva Lund", "person"]
    claims = [
        {"says": "Der Deich hält", "source": source},
        {"says": "Er soll bis zum Abend halten", "certainty": "alleged", "evidence": ["soll"]}
        | {"source": source},
        {"says": "Nein", "source": source, "type": "direct"},
    ]
    documents, found = build([{"id": "deich.txt", "text": TEXT, "claims": claims}])
    known = {each.fingerprint: each for each in documents}
    brief = Brief(name="b", title="B", language="de", timezone="UTC", template="daily")
    stories = gather(documents, found)
    return compose(stories, known, brief, date=date(2026, 1, 1), number=1), known


def forged(edition: Edition, **changes: object) -> Edition:
    """`edition` with its first item changed."""
    (story,) = edition.stories
    first, *rest = story.items
    items: tuple[Item, ...] = (replace(first, **changes), *rest)  # type: ignore[arg-type]
    return replace(edition, stories=(replace(story, items=items),))


def test_what_is_composed_proves(made: tuple[Edition, dict[str, Document]]) -> None:
    """The rule holds for every edition that composing makes."""
    prove(*made)


def test_changed_words_are_named(made: tuple[Edition, dict[str, Document]]) -> None:
    """The item, the article and the place: what a person needs to look it up."""
    edition, known = made
    item = edition.stories[0].items[0]
    changed = replace(item.words[0], text="Der Deich bricht")
    with pytest.raises(UnprovenClaimError) as caught:
        prove(forged(edition, words=(changed,)), known)
    assert caught.value.place == f"item {item.id}"
    start, end = changed.span
    assert caught.value.message == (
        f"“Der Deich bricht” does not stand at [{start}, {end}) of deich.txt"
    )


@pytest.mark.parametrize("part", ["words", "evidence", "attribution"])
def test_all_words_are_held_to_it(made: tuple[Edition, dict[str, Document]], part: str) -> None:
    """A name or a hedge that is not in the article is as wrong as a claim that is not."""
    edition, known = made
    alien = Words(document=next(iter(known)), span=Span(0, 3), text="Die")
    attribution = replace(edition.stories[0].items[0].attribution, name=alien)
    change = {"words": (alien,), "evidence": (alien,), "attribution": attribution}[part]
    with pytest.raises(UnprovenClaimError):
        prove(forged(edition, **{part: change}), known)


def test_headlines_and_what_was_dropped_are_held_to_it(
    made: tuple[Edition, dict[str, Document]],
) -> None:
    """`digest explain` shows what was dropped; it is words of the article as well."""
    edition, known = made
    (story,) = edition.stories
    alien = Words(document=next(iter(known)), span=Span(0, 3), text="Die")
    dropped = tuple(replace(each, words=(alien,)) for each in story.dropped)
    assert dropped
    for changed in (replace(story, headline=alien), replace(story, dropped=dropped)):
        with pytest.raises(UnprovenClaimError):
            prove(replace(edition, stories=(changed,)), known)


def test_a_missing_document_is_named(made: tuple[Edition, dict[str, Document]]) -> None:
    """An edition from the store without its articles cannot be proved."""
    edition, _ = made
    with pytest.raises(UnprovenClaimError, match="is not there"):
        prove(edition, {})


def test_empty_words_prove_nothing(made: tuple[Edition, dict[str, Document]]) -> None:
    """The empty string stands everywhere."""
    edition, known = made
    empty = Words(document=next(iter(known)), span=Span(5, 5), text="")
    with pytest.raises(UnprovenClaimError):
        prove(forged(edition, words=(empty,)), known)
