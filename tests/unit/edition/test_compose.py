"""Editions of the fixtures of stories: what holds of every edition, whatever is asked of it."""

import tomllib
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.articles import build, document

from digest.edition import compose, prove
from digest.edition.wording import tokens
from digest.errors import UnprovenClaimError
from digest.models import Certainty, Document, Found
from digest.models.briefs import Brief, Limits, Topics
from digest.models.editions import Edition, Section
from digest.stories import gather

DATA = Path(__file__).parents[2] / "data" / "stories"
FILES = [tomllib.loads(path.read_text("utf-8")) for path in sorted(DATA.glob("*.toml"))]
DOCUMENTS, CLAIMS = build(list(chain.from_iterable(file["articles"] for file in FILES)))
KNOWN = {document.fingerprint: document for document in DOCUMENTS}
STORIES = gather(DOCUMENTS, CLAIMS)
DAY = date(2026, 10, 7)
BRIEF = Brief(
    name="daily",
    title="Tagesdigest",
    language="de",
    timezone="Europe/Berlin",
    template="daily",
    # All fixtures are told, however many there are.
    limits=Limits(stories=1000, words=100_000),
)

limits = st.builds(
    Limits, stories=st.integers(1, 8), claims=st.integers(1, 6), words=st.integers(5, 400)
)


def made(brief: Brief = BRIEF, on: date = DAY) -> Edition:
    return compose(STORIES, KNOWN, brief, date=on, number=1)


def documents_of(story: str) -> tuple[str, ...]:
    return next(each.documents for each in STORIES if each.id == story)


@settings(max_examples=20)
@given(st.permutations(DOCUMENTS))
def test_the_order_of_arrival_makes_no_difference(documents: list[Document]) -> None:
    """The same articles give the same bytes, in whatever order their files are read."""
    stories = gather(documents, CLAIMS)
    assert compose(stories, KNOWN, BRIEF, date=DAY, number=1) == made()


@given(limits, st.sampled_from(["de", "en"]))
def test_every_edition_proves(asked: Limits, language: str) -> None:
    """No limit and no language may cut words that are then not the source's."""
    prove(made(replace(BRIEF, limits=asked, language=language)), KNOWN)


@given(limits)
def test_limits_hold(asked: Limits) -> None:
    """An edition is read in the time it promises."""
    edition = made(replace(BRIEF, limits=asked))
    shown = [words.text for item in edition.items() for words in item.words]
    assert len(edition.stories) <= asked.stories
    assert all(1 <= len(story.items) <= asked.claims for story in edition.stories)
    assert sum(len(tokens(text)) for text in shown) <= asked.words


@given(limits)
def test_nothing_is_lost(asked: Limits) -> None:
    """Each story is told or dropped, and so is each claim of a story that is told."""
    edition = made(replace(BRIEF, limits=asked))
    told = {story.id for story in edition.stories}
    dropped = {each.id for each in edition.dropped}
    assert told | dropped == {story.id for story in STORIES}
    assert not told & dropped
    statements = {story.id: {each.id for each in story.statements} for story in STORIES}
    for story in edition.stories:
        found = [each.id for each in (*story.items, *story.dropped)]
        assert sorted(found) == sorted(statements[story.id])


@given(limits)
def test_certainty_is_that_of_the_statement(asked: Limits) -> None:
    """Composing may not make anything surer than its least sure place."""
    sure = {each.id: each.certainty for story in STORIES for each in story.statements}
    edition = made(replace(BRIEF, limits=asked))
    assert all(item.certainty is sure[item.id] for item in edition.items())


def test_a_wider_limit_keeps_what_a_narrow_one_chose() -> None:
    """Choice is greedy: what is chosen first does not depend on how much may follow."""
    narrow = made(replace(BRIEF, limits=Limits(claims=2)))
    wide = made(replace(BRIEF, limits=Limits(claims=5)))
    kept = {item.id for item in wide.items()}
    assert {item.id for item in narrow.items()} <= kept


def test_items_stand_in_the_order_of_their_sections() -> None:
    """A reader finds reports, quotations, figures and open questions in the same places."""
    order = list(Section)
    for story in made().stories:
        sections = [order.index(item.section) for item in story.items]
        assert sections == sorted(sections)


def test_an_edition_shows_the_design() -> None:
    """Two articles, one origin behind both, its report first, with both places and the hedge."""
    edition = made()
    (story,) = [each for each in edition.stories if each.origins == ("Valley Herald",)]
    assert story.certainty is Certainty.ALLEGED
    assert story.headline.text == "Die Betreiberin will den Stausee von Tarnhöhe angeblich ablassen"
    first = story.items[0]
    assert first.attribution.name.text == "Der Valley Herald"
    assert [source.name.text for source in first.citing] == [
        "mehrere namentlich nicht genannte Mitarbeiter der Talsperrenaufsicht"
    ]
    assert first.certainty is Certainty.ALLEGED
    assert [words.text for words in first.evidence] == ["soll"]
    assert len({place.number for place in first.places}) == 2
    sections = Counter(item.section for item in story.items)
    assert sections[Section.VERBATIM] == sections[Section.FIGURES] == 1


def test_a_claim_without_a_source_is_no_item() -> None:
    """ "Allegedly", by nobody, is not a line that can be attributed."""
    text = "Die Brücke ist angeblich einsturzgefährdet und wird bald für alle Autos gesperrt."
    documents, claims = build([{"id": "a", "text": text, "claims": [{"says": text}]}])
    known = {each.fingerprint: each for each in documents}
    edition = compose(gather(documents, claims), known, BRIEF, date=DAY, number=1)
    assert edition.stories == edition.references == ()
    assert [each.reason for each in edition.dropped] == ["no claim that could be shown"]


def test_no_stories_are_an_empty_edition() -> None:
    """A day without news is an edition that says so, not an error."""
    edition = compose((), {}, BRIEF, date=DAY, number=3)
    assert edition.id == "daily-2026-10-07"
    assert (edition.number, edition.minutes, edition.stories) == (3, 1, ())


def test_editions_of_one_day_are_told_from_each_other() -> None:
    """By their slot, which is in a file name and in an address too: without a colon."""
    edition = compose(STORIES, KNOWN, BRIEF, date=DAY, slot="07:00", number=1)
    assert (edition.id, edition.slot) == ("daily-2026-10-07-0700", "07:00")
    assert replace(edition, id=made().id, slot="") == made()


def test_the_wording_in_the_reader_s_language_is_shown() -> None:
    """A claim that stands in German and English is shown to each reader in his own."""
    spoken = {}
    for language in ("de", "en"):
        edition = made(replace(BRIEF, language=language))
        (item,) = [
            each
            for each in edition.items()
            if len({p.paragraph for p in each.places}) == 2
            and each.attribution.name.text == "Marek Zelenka"
        ]
        spoken[language] = (item.language, item.words[0].text[:12])
    assert spoken == {"de": ("de", '"Das Parlame'), "en": ("en", "Parliament v")}


def test_a_topic_of_interest_comes_first_and_one_of_no_interest_last() -> None:
    """What readers ask for outweighs how many articles tell another story."""
    for topic in ("Wölfe", "Hafenausbau", "Zugunglück"):
        first = made(replace(BRIEF, topics=Topics(of_interest=(topic,)))).stories[0]
        last = made(replace(BRIEF, topics=Topics(of_no_interest=(topic,)))).stories[-1]
        assert first.id == last.id


def test_a_story_has_the_topics_that_it_comes_up_for() -> None:
    """Editions by topic put it under them; what lifts a story and what it stands under are one."""
    words = [each.headline.text.split()[0] for each in made().stories[:3]]
    edition = made(replace(BRIEF, topics=Topics(of_interest=("nothing at all", *words))))
    for story in edition.stories:
        lifted = any(part.name == "interest" for part in story.score)
        assert bool(story.topics) is lifted
        assert [each for each in words if each in story.topics] == [*story.topics]
    assert any(story.topics for story in edition.stories)
    assert not all(story.topics for story in edition.stories)


def test_a_feed_s_weight_moves_its_stories() -> None:
    """A feed that is worth more to its reader leads; one worth less comes last, if alone."""
    told = made().stories
    single = next(story for story in told[1:-1] if len(story.references) == 1)
    (document,) = (KNOWN[name].id for name in documents_of(single.id))
    for weight, place in ((10.0, 0), (0.0, -1)):
        edition = compose(STORIES, KNOWN, BRIEF, date=DAY, number=1, weights={document: weight})
        assert edition.stories[place].id == single.id
        assert "weight" in {part.name for part in edition.stories[place].score}


def test_a_story_that_others_tell_is_not_lowered_with_one_feed() -> None:
    """What several outlets report does not sink because one of them is read reluctantly."""
    shared = next(story for story in STORIES if len(story.documents) > 1)
    light = {KNOWN[shared.documents[0]].id: 0.0}
    assert compose(STORIES, KNOWN, BRIEF, date=DAY, number=1, weights=light) == made()


def test_neutral_weights_change_nothing() -> None:
    """An edition without feeds has the bytes that it had before there were any."""
    neutral = {each.id: 1.0 for each in DOCUMENTS}
    assert compose(STORIES, KNOWN, BRIEF, date=DAY, number=1, weights=neutral) == made()


def test_yesterday_s_story_gives_way_to_today_s() -> None:
    """Of two stories that are alike in all else the newer is told first."""
    midnight = datetime.combine(DAY, datetime.min.time(), UTC)
    told = (
        ("station", 3, "Der Bahnhof am Markt wird saniert", "Paula Engström"),
        ("zoo", 0, "Ein Tierpark im Süden bekommt Luchse", "Jörg Amrhein"),
    )
    articles = [
        {
            "id": name,
            "published": midnight - timedelta(days=ago),
            "text": f"{says}, sagte {speaker}.",
            "claims": [{"says": says, "source": [speaker, "person"]}],
        }
        for name, ago, says, speaker in told
    ]
    documents, claims = build(articles)
    known = {each.fingerprint: each for each in documents}
    edition = compose(gather(documents, claims), known, BRIEF, date=DAY, number=1)
    assert [edition.references[story.references[0] - 1].id for story in edition.stories] == [
        "zoo",
        "station",
    ]


def test_references_are_the_articles_of_the_told_stories() -> None:
    """Each place leads to an article in the list, and no number is left out."""
    edition = made(replace(BRIEF, limits=Limits(stories=3)))
    numbers = [reference.number for reference in edition.references]
    assert numbers == list(range(1, len(numbers) + 1))
    told = {number for story in edition.stories for number in story.references}
    assert told == set(numbers)
    assert {place.number for item in edition.items() for place in item.places} <= told


def test_a_title_that_is_not_in_the_text_is_a_headline() -> None:
    """Its place is the article, and it is proved against what the article is called."""
    text = "Der Damm hält, sagte Ingenieurin Eva Lund. Am Dienstag wird der Damm geprüft."
    made_document = document(id="a", text=text, title="Damm hält")
    _, claims = build(
        [
            {
                "id": "a",
                "text": text,
                "claims": [{"says": "Der Damm hält", "source": ["Eva Lund", "person"]}],
            }
        ]
    )
    known = {made_document.fingerprint: made_document}
    edition = compose(gather([made_document], claims), known, BRIEF, date=DAY, number=1)
    headline = edition.stories[0].headline
    assert (headline.text, headline.span) == ("Damm hält", None)
    prove(edition, known)
    renamed = replace(made_document, title=Found(value="Damm bricht", how="metadata"))
    for changed in (renamed, replace(made_document, title=None)):
        with pytest.raises(UnprovenClaimError, match="does not stand in the title of a"):
            prove(edition, {changed.fingerprint: changed})


def test_minutes_grow_with_what_is_shown() -> None:
    """A promise of minutes is at least one, and more for more words."""
    few, many = (made(replace(BRIEF, limits=Limits(claims=claims))) for claims in (1, 12))
    assert 1 <= few.minutes < many.minutes
