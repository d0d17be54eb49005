"""Stories as a whole: order of arrival, ids, time, chains."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from support.articles import build, document

from digest.models import Document
from digest.stories import gather

DATA = Path(__file__).parents[2] / "data" / "stories"
FILES = [tomllib.loads(path.read_text("utf-8")) for path in sorted(DATA.glob("*.toml"))]
DOCUMENTS, CLAIMS = build(list(chain.from_iterable(file["articles"] for file in FILES)))
MONDAY = datetime(2026, 1, 5, 8, tzinfo=UTC)


def grouped(documents: Sequence[Document]) -> list[set[str]]:
    names = {document.fingerprint: document.id for document in documents}
    return [{names[key] for key in story.documents} for story in gather(documents, {})]


@settings(max_examples=15)
@given(st.permutations(DOCUMENTS))
def test_the_order_of_arrival_makes_no_difference(documents: list[Document]) -> None:
    """A feed that is read later must not change the edition; all fixtures at once."""
    assert gather(documents, CLAIMS) == gather(DOCUMENTS, CLAIMS)


def test_every_claim_is_in_one_statement() -> None:
    """Merging may put claims together; it may not lose one or show one twice."""
    merged = [
        claim
        for story in gather(DOCUMENTS, CLAIMS)
        for statement in story.statements
        for claim in statement.claims
    ]
    given_claims = [claim for claims in CLAIMS.values() for claim in claims]
    assert len(merged) == len(given_claims)
    assert all(claim in merged for claim in given_claims)


def test_ids_differ() -> None:
    """An id leads to one story or one claim."""
    stories = gather(DOCUMENTS, CLAIMS)
    assert len({story.id for story in stories}) == len(stories)
    ids = [statement.id for story in stories for statement in story.statements]
    assert len(set(ids)) == len(ids)


def test_an_article_that_joins_later_changes_no_id() -> None:
    """Tomorrow's edition must know the story and the claims that its readers had today."""
    (paper,) = (file for file in FILES if file["articles"][0]["id"] == "masthead-one")
    documents, claims = build(paper["articles"])
    (before,) = gather(documents[:1], claims)
    (after,) = gather(documents, claims)
    assert after.id == before.id
    known = {statement.id for statement in before.statements}
    assert known <= {statement.id for statement in after.statements}


def test_an_article_given_twice_is_one_article() -> None:
    """The same file under two globs is one place, not two."""
    assert gather(DOCUMENTS + DOCUMENTS, CLAIMS) == gather(DOCUMENTS, CLAIMS)


def test_no_articles_are_no_stories() -> None:
    """An empty folder is a state of the day, not an error."""
    assert gather([], {}) == ()


def test_articles_without_words_are_stories_of_their_own() -> None:
    """A page with nothing but figures and dashes must not stop the run, nor join another one."""
    blank = [document(id=name, text=text) for name, text in (("a", "– –"), ("b", "7 … 8"))]
    assert grouped(blank) == [{"a"}, {"b"}] or grouped(blank) == [{"b"}, {"a"}]


def test_time_speaks_against() -> None:
    """The same words a month later are another event: each year's fair is a story of its own."""
    text = "In Harkenau eröffnet Bürgermeister Tiedemann den Jahrmarkt am Elbufer mit Riesenrad."
    first = document(id="first", text=text, published=MONDAY)
    same_day = document(id="same day", text=text, published=MONDAY + timedelta(hours=5))
    later = document(id="later", text=text, published=MONDAY + timedelta(days=60))
    assert grouped([first, same_day, later]) == [{"first", "same day"}, {"later"}]


def test_a_time_without_a_zone_stands_beside_one_with() -> None:
    """Articles name zones or do not; comparing the two must not raise."""
    text = "In Harkenau eröffnet Bürgermeister Tiedemann den Jahrmarkt am Elbufer mit Riesenrad."
    aware = document(id="aware", text=text, published=MONDAY)
    naive = document(id="naive", text=text, published=MONDAY.replace(tzinfo=None))
    assert grouped([aware, naive]) == [{"aware", "naive"}]


def test_a_chain_does_not_glue_two_events() -> None:
    """An overview that shares words with two events joins one of them at most."""
    flood = "Hochwasser an der Orle: Deich bei Mühlbrück gebrochen, Landrätin Sievers ruft Helfer."
    strike = "Streik im Hafen Talverde: Docker fordern Lohn, Reederei Castellan klagt vor Gericht."
    texts = {
        "flood one": flood,
        "flood two": f"{flood} Sandsäcke fehlen an der Orle.",
        "overview": f"{flood} {strike}",
        "strike one": strike,
        "strike two": f"{strike} Kräne stehen in Talverde still.",
    }
    documents = [document(id=name, text=text, published=MONDAY) for name, text in texts.items()]
    stories = grouped(documents)
    assert {"flood one", "flood two"} <= next(each for each in stories if "flood one" in each)
    assert not any({"flood one", "strike one"} <= each for each in stories)


def test_certainty_is_never_upgraded() -> None:
    """A claim that one article alleges and ten state is alleged: the hedge survives merging."""
    for story in gather(DOCUMENTS, CLAIMS):
        for statement in story.statements:
            order = list(type(statement.certainty))
            least = max(order.index(claim.certainty) for claim in statement.claims)
            assert order.index(statement.certainty) == least


def test_a_title_that_is_not_in_the_text_counts() -> None:
    """JSON gives titles apart from the text; they tell the event all the same."""
    text = "Mehr dazu in Kürze."
    title = "Vulkan Kraterberg speit Asche über Nordinsel"
    both = [document(id=name, text=text, title=title, published=MONDAY) for name in ("a", "b")]
    other = document(id="c", text=text, title="Ölpreis fällt an Börse Südstadt", published=MONDAY)
    assert {"a", "b"} in grouped([*both, other])
    untitled = [replace(each, title=None) for each in (*both, other)]
    assert {"c"} not in grouped(untitled) or {"a", "b"} not in grouped(untitled)
