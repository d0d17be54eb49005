"""What an editor decides on an edition, and what no decision may do."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.articles import build
from support.days import BRIEF as DAYS_BRIEF
from support.days import Besides, Days

from digest.edition import compose, headlines, prove, rulings, unapplied
from digest.edition.wording import tokens
from digest.models import Document, Notice, Retraction, Span, Story
from digest.models.briefs import Brief, Limits
from digest.models.editions import Change, Decisions, Edition, EditionStory, Headline
from digest.stories import gather

DATA = Path(__file__).parents[2] / "data" / "stories"
FILES = [tomllib.loads(path.read_text("utf-8")) for path in sorted(DATA.glob("*.toml"))[:12]]
DOCUMENTS, CLAIMS = build(list(chain.from_iterable(file["articles"] for file in FILES)))
KNOWN = {document.fingerprint: document for document in DOCUMENTS}
STORIES = gather(DOCUMENTS, CLAIMS)
LIMITS = Limits(stories=4, claims=2, words=60)
BRIEF = Brief(
    name="daily",
    title="Tagesdigest",
    language="de",
    timezone="Europe/Berlin",
    template="daily",
    limits=LIMITS,
)
IDS = [each.id for each in STORIES]
CLAIM_IDS = [each.id for story in STORIES for each in story.statements]
WORDS = {each.id: headlines(each, KNOWN, "de") for each in STORIES}

# Each example is an edition.
few = settings(max_examples=40)

anything = st.sampled_from([*IDS, *CLAIM_IDS, "0123456789"])
chosen = st.builds(
    Headline,
    story=st.sampled_from(IDS),
    words=st.sampled_from(list(chain.from_iterable(WORDS.values()))),
)
decided = st.builds(
    Decisions,
    left_out=st.lists(anything, max_size=6).map(tuple),
    pinned=st.lists(anything, max_size=6).map(tuple),
    order=st.lists(anything, max_size=6).map(tuple),
    headlines=st.lists(chosen, max_size=3).map(tuple),
)


def made(decisions: Decisions = Decisions(), **changes: Any) -> Edition:  # noqa: B008 (it is frozen)
    brief = replace(BRIEF, **changes)
    return compose(STORIES, KNOWN, brief, date=date(2026, 10, 7), number=1, decisions=decisions)


def problems(asked: Decisions, edition: Edition) -> list[str]:
    return [each.message for each in unapplied(asked, edition, STORIES, KNOWN)]


def ids(edition: Edition) -> list[str]:
    return [each.id for each in edition.stories]


def items(stories: Iterable[EditionStory]) -> set[str]:
    return {item.id for story in stories for item in story.items}


def reasons(edition: Edition) -> dict[str, str]:
    dropped = [*edition.dropped, *(each for story in edition.stories for each in story.dropped)]
    return {each.id: each.reason for each in dropped}


def over_the_limit(edition: Edition) -> list[str]:
    return [each.id for each in edition.dropped if each.reason == "over the limit of stories"]


def test_what_is_asked_of_it_here() -> None:
    """The properties below say something only where some of all is shown and some is not."""
    edition = made()
    assert len(edition.stories) == LIMITS.stories < len(STORIES)
    assert edition.decisions == Decisions()
    why = {each.removeprefix("over the limit of ") for each in reasons(edition).values()}
    assert {"words", "claims", "stories"} <= why


@few
@given(decided)
def test_any_decisions_give_an_edition_that_proves(asked: Decisions) -> None:
    """An editor chooses among what is proven; nothing is lost, nothing told twice."""
    edition = made(asked)
    prove(edition, KNOWN)
    told = ids(edition)
    assert len(told) == len({*told})
    assert {*told} | {each.id for each in edition.dropped} == {*IDS}
    assert [each.number for each in edition.references] == [*range(1, len(edition.references) + 1)]


@few
@given(decided)
def test_what_is_left_out_is_not_shown(asked: Decisions) -> None:
    """Whatever else is decided of it: an editor who leaves out has a reason to."""
    edition = made(asked)
    shown = {*ids(edition), *items(edition.stories)}
    assert shown.isdisjoint(asked.left_out)
    assert {*edition.decisions.left_out} == {*asked.left_out} - {"0123456789"}


@few
@given(decided)
def test_only_what_is_asked_for_goes_over_the_limits(asked: Decisions) -> None:
    """What an editor adds takes the place of other things, and does not make all longer."""
    edition = made(asked)
    applied = edition.decisions
    owners = {claim.id: each.id for each in STORIES for claim in each.statements}
    forced = {*applied.order, *(owners[each] for each in applied.pinned)}
    assert len(edition.stories) <= max(LIMITS.stories, len(forced))
    lines = {item.id: item for item in edition.items()}
    size = {
        name: sum(len(tokens(each.text)) for each in line.words) for name, line in lines.items()
    }
    # A claim and those that deny it are shown together; of a story in the order the first is.
    about = {name: line.denies if line.denies in lines else name for name, line in lines.items()}
    about = {name: about[other] for name, other in about.items() if other}
    asked_about = {about[name] for name in applied.pinned if name in about}
    pinned = {name for name in lines if about[name] in asked_about}
    first = (each.items for each in edition.stories if each.id in applied.order)
    asked_for = sum(size[name] for name in pinned) + sum(max(size[i.id] for i in f) for f in first)
    assert sum(size.values()) <= LIMITS.words + asked_for
    for story in edition.stories:
        assert len(story.items) <= max(LIMITS.claims, len(pinned & items([story])))


@few
@given(decided)
def test_each_decision_is_followed_or_told(asked: Decisions) -> None:
    """Nothing that an editor decides is lost silently."""
    edition = made(asked)
    done = edition.decisions
    count = sum(len({*each}) for each in (done.left_out, done.pinned, done.order, done.headlines))
    wanted = sum(len({*each}) for each in (asked.left_out, asked.pinned, asked.order))
    wanted += len({each.story for each in asked.headlines})
    assert len(problems(asked, edition)) == wanted - count
    first = [each for each in done.order if each in ids(edition)]
    assert ids(edition)[: len(first)] == first


@few
@given(decided)
def test_what_was_followed_is_followed_again(asked: Decisions) -> None:
    """Readers with topics of their own get an edition chosen anew by what it says was decided."""
    edition = made(asked)
    again = made(edition.decisions)
    assert (again.stories, again.decisions) == (edition.stories, edition.decisions)


def test_a_story_that_is_left_out_makes_room() -> None:
    """The next one takes its place, and the reason stands where readers of `explain` look."""
    before = made()
    edition = made(Decisions(left_out=(before.stories[0].id,)))
    assert len(edition.stories) == LIMITS.stories
    assert reasons(edition)[before.stories[0].id] == "the editor left it out"


def test_a_claim_that_is_left_out_makes_room() -> None:
    """So does a claim within its story."""
    story = made().stories[0]
    edition = made(Decisions(left_out=(story.items[0].id,)))
    (same,) = [each for each in edition.stories if each.id == story.id]
    assert len(same.items) >= len(story.items)
    assert reasons(edition)[story.items[0].id] == "the editor left it out"


def test_a_story_without_its_claims_says_who_left_them_out() -> None:
    """ "No claim that could be shown" would send an editor looking for a fault."""
    (story,) = [each for each in STORIES if each.id == made().stories[0].id]
    edition = made(Decisions(left_out=tuple(each.id for each in story.statements)))
    assert reasons(edition)[story.id] == "the editor left it out"


def test_a_pinned_claim_pushes_out_another() -> None:
    """It is shown over the limit of claims, and counts within it."""
    story = made().stories[0]
    out = next(each for each in story.dropped if each.reason.startswith("over"))
    edition = made(Decisions(pinned=(out.id,)))
    (same,) = [each for each in edition.stories if each.id == story.id]
    assert out.id in items([same])
    assert len(same.items) <= LIMITS.claims


def test_a_pinned_claim_brings_its_story() -> None:
    """One that was over the limit, at the place that its score gives it; the last one goes."""
    before = made()
    out = over_the_limit(before)[-1]
    (story,) = [each for each in STORIES if each.id == out]
    edition = made(Decisions(pinned=(story.statements[0].id,)))
    assert ids(edition)[-1] == out
    assert len(edition.stories) == LIMITS.stories
    assert reasons(edition)[before.stories[-1].id].startswith("over the limit")


def test_all_that_is_pinned_is_shown() -> None:
    """Over all limits, where an editor asks for more than they allow."""
    brief = {"limits": Limits(stories=1, claims=1, words=5)}
    wanted = [story.items[0].id for story in made(limits=Limits(stories=100, words=9999)).stories]
    edition = made(Decisions(pinned=tuple(wanted)), **brief)
    shown = {item.id for item in edition.items() if item.denies is None}
    assert {*wanted} >= shown
    assert items(edition.stories) >= {*wanted}


def test_stories_stand_in_the_order_that_was_asked_for() -> None:
    """Those asked for first, one that was over the limit too, the others behind them by rank."""
    before = made()
    out = over_the_limit(before)[-1]
    last = before.stories[-1].id
    edition = made(Decisions(order=(last, out, last, "0123456789")))
    assert ids(edition)[:2] == [last, out]
    assert [each for each in ids(before) if each in ids(edition)[2:]] == ids(edition)[2:]
    assert edition.decisions.order == (last, out)


def test_a_story_brought_in_shows_a_claim_though_the_words_are_used_up() -> None:
    """It was asked for: "over the limit of words" would be no answer."""
    (story,) = made(Decisions(order=(over_the_limit(made())[-1],)), limits=Limits(words=1)).stories
    assert len(story.items) == 1


def test_a_headline_is_another_sentence_of_the_sources() -> None:
    """With the document that has it, and the ellipsis where the sentence goes on."""
    for story in made().stories:
        for words in WORDS[story.id]:
            asked = Decisions(headlines=(Headline(story=story.id, words=words),))
            edition = made(asked)
            (same,) = [each for each in edition.stories if each.id == story.id]
            assert same.headline == words
            assert edition.decisions == asked
            prove(edition, KNOWN)


def test_headlines_to_choose_from_are_whole_and_in_the_readers_language_first() -> None:
    """Cut anywhere, a sentence could say the opposite of itself."""
    for name, found in WORDS.items():
        assert len({each.text for each in found}) == len(found)
        languages = [KNOWN[each.document].language.value == "de" for each in found]
        assert languages == sorted(languages, reverse=True), name
        for each in found:
            assert each.span is None or each.span.of(KNOWN[each.document].text) == each.text


def test_words_that_are_no_headline_are_told() -> None:
    """Neither of another story, nor a part of a sentence: the one that it had stays."""
    first, second = made().stories[:2]
    part = replace(first.headline, span=Span(0, 9), text=KNOWN[first.headline.document].text[:9])
    for words in (second.headline, part):
        asked = Decisions(headlines=(Headline(story=first.id, words=words),))
        edition = made(asked)
        assert edition.stories[0].headline == first.headline
        why = "no article of the story has these words any more"
        told = f"does not follow the decision “headline” on {first.id}: {why}"
        assert problems(asked, edition) == [told]


def test_a_story_is_called_as_it_is_shown() -> None:
    """Else who lists decisions looks for a story that is not in the edition under that name."""
    story = made().stories[0]
    other = next(each for each in WORDS[story.id] if each != story.headline)
    asked = Decisions(order=(story.id,), headlines=(Headline(story=story.id, words=other),))
    told = rulings(asked, made(asked), STORIES, KNOWN)
    assert [each.words for each in told] == [(other,), (other,)]


def test_what_is_not_followed_says_why() -> None:
    """An editor sees what to do about it, or that there is nothing to do."""
    story = made().stories[0]
    asked = Decisions(left_out=("0123456789", story.id), pinned=("9",), order=(story.id,))
    assert problems(asked, made(asked)) == [
        f"does not follow the decision {each}"
        for each in (
            "“left out” on 0123456789: the edition has nothing of that id any more",
            "“pinned” on 9: the edition has nothing of that id any more",
            f"“first” on {story.id}: the editor left it out",
        )
    ]


POLICE = ["Polizei", "body"]
FIRE = "im Hafenspeicher von Norderfelde brennen 300 Ballen Baumwolle"
GUARDS = "am Hafenspeicher von Norderfelde wachen 20 Feuerwehrleute"


def article(name: str, *words: str) -> dict[str, Any]:
    lines = [f"{each}, sagt Polizei." for each in words]
    claims = [{"says": each, "source": POLICE, "figures": []} for each in words]
    text = "\n\n".join(["Brand im Hafenspeicher von Norderfelde", *lines])
    return {"id": name, "text": text, "claims": claims}


def decide(days: Days, asked: Decisions) -> Edition:
    """The last edition as it is when that is decided on it."""
    had = replace(days.past(), editions=tuple(days.editions[:-1]))
    documents = {name: days.documents[name] for each in days.stories for name in each.documents}
    edition = compose(
        days.stories,
        documents,
        days.brief,
        date=days.editions[-1].date,
        number=len(days.editions),
        past=had,
        decisions=asked,
    )
    prove(edition, days.documents)
    return edition


def by_words(days: Days) -> dict[str, str]:
    found = {words.text: each.id for each in days.editions[0].items() for words in each.words}
    return found | {
        words.text: each.id for each in days.editions[-1].items() for words in each.words
    }


def test_what_readers_had_can_be_told_again() -> None:
    """An editor may want it beside what is new; it has no mark, for nothing of it is new."""
    days = Days()
    days.next(article("one", FIRE))
    days.next(article("two", FIRE, GUARDS))
    names = by_words(days)
    edition = decide(days, Decisions(pinned=(names[FIRE],)))
    marks = {item.words[0].text: item.change for item in edition.items()}
    assert marks == {FIRE: None, GUARDS: Change.NEW}
    assert edition.stories[0].change is Change.UPDATED
    alone = decide(days, Decisions(pinned=(names[FIRE],), left_out=(names[GUARDS],)))
    assert [(story.change, len(story.items)) for story in alone.stories] == [(None, 1)]
    gone = decide(days, Decisions(left_out=(names[GUARDS],)))
    assert [each.reason for each in gone.dropped] == ["the editor left it out"]


def test_what_was_passed_over_can_be_told() -> None:
    """An edition before left it out; to its readers it is new."""
    days = Days(brief=replace(DAYS_BRIEF, limits=Limits(claims=1)))
    days.next(article("one", FIRE, GUARDS))
    (passed,) = [each.id for story in days.editions[0].stories for each in story.dropped]
    days.next(article("two", FIRE, GUARDS, "der Hafen von Norderfelde bleibt bis Montag gesperrt"))
    edition = decide(days, Decisions(pinned=(passed,)))
    assert [(item.id, item.change) for item in edition.items()] == [(passed, Change.NEW)]


def test_what_nobody_said_is_not_told_because_it_is_pinned() -> None:
    """Every line has its source, whatever is decided."""
    days = Days()
    one = article("one", FIRE, GUARDS)
    del one["claims"][0]["source"]
    days.next(one)
    (dropped,) = days.editions[0].stories[0].dropped
    asked = Decisions(pinned=(dropped.id,))
    edition = decide(days, asked)
    assert edition == days.editions[0]
    assert [each.message for each in unapplied(asked, edition, days.stories, days.documents)] == [
        f"does not follow the decision “pinned” on {dropped.id}: no source is named"
    ]


def test_a_quotation_that_is_left_out_goes_as_a_whole() -> None:
    """What its speaker says in the same breath would stand there as if it were all of it."""
    first, then = "“We bought bricks for the harbour”", "“It turns out they were pigeons.”"
    other = "The harbour wall stays as it is"
    text = f"{first}, said Ada Quill. {then}\n\n{other}, said Bo Sample."
    quoted = {"source": ["Ada Quill", "person"], "type": "direct", "language": "en"}
    claims = [
        {**quoted, "says": first, "sentence": f"{first}, said Ada Quill."},
        {**quoted, "says": then},
        {"says": other, "source": ["Bo Sample", "person"]},
    ]
    days = Days(brief=replace(DAYS_BRIEF, language="en"))
    days.next({"id": "one", "text": text, "language": "en", "claims": claims})
    names = {item.attribution.name.text: item for item in days.editions[0].items()}
    whole = names["Ada Quill"]
    assert len(whole.words) == 2
    (behind,) = [each.id for each in days.editions[0].stories[0].dropped]
    edition = decide(days, Decisions(left_out=(whole.id,)))
    assert [item.id for item in edition.items()] == [names["Bo Sample"].id]
    assert reasons(edition) == {
        whole.id: "the editor left it out",
        behind: "it goes with the quotation before it",
    }
    half = decide(days, Decisions(left_out=(behind,)))
    assert {item.id: len(item.words) for item in half.items()}[whole.id] == 1
    pinned = decide(days, Decisions(pinned=(behind,)))
    assert pinned.decisions.pinned == (behind,)
    assert pinned.stories == days.editions[0].stories


def with_notice(notice: Notice) -> Besides:
    """What the second article says of the first."""

    def besides(story: Story, articles: Mapping[str, Document]) -> Story:
        if "two" not in articles:
            return story
        document = articles["two"]
        at = document.text.index("Korrektur")
        found = Retraction(
            document=document.fingerprint,
            sentence=Span(at, len(document.text)),
            notice=notice,
            origin="Polizei",
        )
        return replace(story, retractions=(found,))

    return besides


def corrected(notice: Notice) -> Days:
    days = Days()
    days.next(article("one", FIRE))
    two = article("two", GUARDS)
    two["text"] += f"\n\nKorrektur: dass {FIRE}, war falsch"
    days.next(two, besides=with_notice(notice))
    return days


@pytest.mark.parametrize("notice", Notice)
def test_what_was_wrong_is_told_whatever_is_decided(notice: Notice) -> None:
    """Nobody may keep it from readers that they were told something wrong, nor tell it again."""
    days = corrected(notice)
    names = by_words(days)
    wrong = {Notice.CORRECTED: Change.CORRECTED, Notice.WITHDRAWN: Change.WITHDRAWN}[notice]
    (story,) = days.editions[1].stories
    recall = next(item for item in story.items if item.change is wrong)
    asked = Decisions(left_out=(story.id, recall.id))
    edition = decide(days, asked)
    assert [item.change for item in edition.items()] == [wrong]
    assert [each.message for each in unapplied(asked, edition, days.stories, days.documents)] == [
        f"does not follow the decision “left out” on {name}: it puts right what readers had"
        for name in (story.id, recall.id)
    ]
    pinned = decide(days, Decisions(pinned=(names[FIRE],)))
    assert pinned.stories == days.editions[1].stories


def test_what_is_gone_from_its_article_is_told_whatever_is_decided() -> None:
    """No statement has it any more, and its readers had it."""
    days = Days()
    days.next(article("one", FIRE, GUARDS))
    names = by_words(days)
    days.next(article("one", GUARDS))
    asked = Decisions(left_out=(names[FIRE],))
    edition = decide(days, asked)
    assert [(item.id, item.change) for item in edition.items()] == [(names[FIRE], Change.WITHDRAWN)]
    assert [each.message for each in unapplied(asked, edition, days.stories, days.documents)] == [
        f"does not follow the decision “left out” on {names[FIRE]}: it puts right what readers had"
    ]
