"""Editions in a row: what each marks, and what it leaves out because its readers had it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.articles import find
from support.days import BRIEF, DAY, Besides, Days

from digest.edition import compose, prove
from digest.errors import UnprovenClaimError
from digest.models import (
    Certainty,
    Conflict,
    Counted,
    Document,
    Figure,
    FigureKind,
    Notice,
    Resolution,
    Retraction,
    Story,
    Value,
)
from digest.models.briefs import Limits
from digest.models.editions import (
    Change,
    Edition,
    Item,
)

POLICE = ["Polizei", "body"]
PAPER = ["Küstenbote", "outlet"]
CHIEF = ["Uwe Brandt", "person", "Hafenchef"]

DEAD = "12 Menschen sind im brennenden Hafenspeicher gestorben"
CHECKED = "der Hafenspeicher von Norderfelde wurde erst im Frühjahr von Gutachtern geprüft"
CAUSE = "ein Kurzschluss im Kühlhaus soll das Feuer ausgelöst haben"
FREED = "die Feuerwehr hat am Hafenspeicher drei Schiffe gerettet"


def article(name: str, *claims: dict[str, Any], day: int = 0, **more: Any) -> dict[str, Any]:
    """One about the fire, with a line for each of `claims`."""
    at = datetime.combine(DAY, datetime.min.time(), UTC) + timedelta(days=day, hours=9)
    lines = [f"{each['says']}, sagt {each['source'][0]}." for each in claims]
    text = "\n\n".join(["Brand im Hafenspeicher von Norderfelde", *lines, more.pop("ending", "")])
    return {"id": name, "text": text, "published": at, "claims": claims, **more}


def says(words: str, source: list[str] = POLICE, **more: Any) -> dict[str, Any]:
    figures = [word for word in words.split() if word.isdigit()]
    return {"says": words, "source": source, "figures": figures, **more}


def changes(edition: Edition) -> dict[str, Change | None]:
    """The mark of each line."""
    return {text(item): item.change for item in edition.items()}


def text(item: Item) -> str:
    return " ".join(words.text for words in item.words)


def left_out(edition: Edition) -> dict[str, str]:
    return {
        dropped.words[0].text: dropped.reason
        for dropped in (*edition.dropped, *(d for s in edition.stories for d in s.dropped))
    }


def had(item: Item) -> str:
    assert item.earlier
    return " ".join(words.text for words in item.earlier.words)


FIRST = article("a", says(DEAD), says(CHECKED, CHIEF), says(CAUSE, PAPER, certainty="alleged"))


def test_a_first_edition_marks_nothing() -> None:
    """To who has read nothing all is new, and a mark on each line would say nothing."""
    edition = Days().next(FIRST)
    assert edition.since is None
    assert changes(edition) == dict.fromkeys((DEAD, CHECKED, CAUSE))
    (story,) = edition.stories
    assert story.change is None
    assert {part.name for part in story.score}.isdisjoint({"novelty", "variety"})


def test_what_readers_had_is_left_out_and_what_is_new_is_marked() -> None:
    """The next day's article says two things again: only the third is news."""
    days = Days()
    days.next(FIRST)
    edition = days.next(article("b", says(DEAD), says(CHECKED, CHIEF), says(FREED), day=1))
    assert edition.since == DAY
    assert changes(edition) == {FREED: Change.NEW}
    assert left_out(edition)[CHECKED] == "its readers had it"
    (story,) = edition.stories
    assert story.change is Change.UPDATED
    assert story.articles == 2
    assert [(each.date, each.articles) for each in story.days] == [
        (DAY, 1),
        (DAY + timedelta(days=1), 1),
    ]
    assert [each.id for each in edition.references] == ["b"]


def test_a_claim_that_brings_a_figure_is_told_again_once() -> None:
    """Readers had the dead; who says in the same breath that 30 are hurt has news for them."""
    days = Days()
    days.next(FIRST)
    fuller = f"{DEAD} und 30 verletzt"
    edition = days.next(article("b", says(fuller), day=1))
    assert changes(edition) == {fuller: Change.UPDATED}
    (item,) = edition.items()
    assert had(item) == DEAD
    assert not changes(days.next(article("c", says(fuller), day=2)))


def test_a_story_with_nothing_new_is_left_out_whole() -> None:
    """A copy of yesterday's news is no news."""
    days = Days()
    days.next(FIRST)
    edition = days.next(article("b", says(DEAD), says(CHECKED, CHIEF), day=1))
    assert edition.stories == edition.references == ()
    assert [each.reason for each in edition.dropped] == ["its readers had it"]


def test_what_was_left_out_is_not_told_later_as_news() -> None:
    """An edition has no room for a claim today: it is not worth more tomorrow, when a copy of the
    article comes in, or the article is touched up. It is when another article tells it."""
    days = Days(brief=replace(BRIEF, limits=Limits(claims=1)))
    days.next(FIRST)
    days.brief = BRIEF
    copied, copies = article("b", *FIRST["claims"], day=1), copying("a", "b")
    touched_up = {**FIRST, "text": FIRST["text"] + "\n\nMehr in Kürze."}
    assert days.next(copied, besides=copies).stories == ()
    assert days.next(touched_up, besides=copies).stories == ()
    later = days.next(article("c", says(CHECKED, CHIEF), says(FREED), day=3), besides=copies)
    assert changes(later) == {CHECKED: Change.NEW, FREED: Change.NEW}
    assert "an edition before left it out" in left_out(later).values()


def copying(*names: str) -> Besides:
    """What makes the articles `names` copies of one text."""

    def besides(story: Story, articles: Mapping[str, Document]) -> Story:
        return replace(story, copies=(tuple(articles[name].fingerprint for name in names),))

    return besides


def test_a_story_that_readers_had_nothing_of_is_new() -> None:
    """It may be days old: what counts is what they have read."""
    days = Days()
    days.next(FIRST)
    lynx = "Ein Tierpark im Süden bekommt drei junge Luchse"
    edition = days.next(
        {
            "id": "zoo",
            "text": f"{lynx}, sagte Jörg Amrhein.",
            "claims": [says(lynx, ["Jörg Amrhein", "person"])],
        }
    )
    (story,) = edition.stories
    assert story.change is Change.NEW
    assert changes(edition) == {lynx: Change.NEW}


def test_a_second_source_updates_a_claim() -> None:
    """What one said and another says too is surer; that a third does is no news."""
    days = Days()
    days.next(article("a", says(CHECKED, CHIEF)))
    edition = days.next(article("b", says(CHECKED, POLICE), says(FREED), day=1))
    (item,) = [each for each in edition.items() if text(each) == CHECKED]
    assert item.change is Change.UPDATED
    assert item.earlier
    assert (len(item.earlier.origins), len(item.origins)) == (1, 2)
    third = days.next(article("c", says(CHECKED, PAPER), says(DEAD), day=2))
    assert changes(third) == {DEAD: Change.NEW}


def test_certainty_updates_a_claim() -> None:
    """Yesterday a rumour, today denied or stated: readers would go on believing the rumour."""
    days = Days()
    days.next(article("a", says(CHECKED, CHIEF)))
    edition = days.next(article("b", says(CHECKED, CHIEF, certainty="alleged"), day=1))
    (item,) = edition.items()
    assert item.change is Change.UPDATED
    assert item.earlier
    assert item.earlier.certainty != item.certainty
    assert item.earlier.edition == "daily-2026-11-18"


TWO = "2 Menschen sind im brennenden Hafenspeicher gestorben"


def test_a_newer_version_corrects_what_readers_had() -> None:
    """Its article says something else of the same now: they have to be told, with both wordings."""
    days = Days()
    days.next(FIRST)
    newer = article("a", says(TWO), says(CHECKED, CHIEF), says(CAUSE, PAPER, certainty="alleged"))
    edition = days.next(newer)
    (item,) = edition.items()
    assert (text(item), item.change, had(item)) == (TWO, Change.CORRECTED, DEAD)
    assert edition.stories[0].change is Change.CORRECTED
    assert changes(days.next(article("b", says(TWO), says(FREED), day=2))) == {FREED: Change.NEW}


def test_words_that_are_smoothed_are_no_correction() -> None:
    """Articles are touched up all day long; nobody wants to read of that."""
    days = Days()
    long = "die Arbeiten am zerstörten Hafenspeicher von Norderfelde dauern sicher bis zum Sommer"
    days.next(article("a", says(long)))
    edition = days.next(article("a", says(long.replace("sicher ", ""))))
    assert edition.stories == ()
    turned = days.next(article("a", says(long.replace("sicher bis", "nicht bis"))))
    assert [item.change for item in turned.items()] == [Change.CORRECTED]


def test_a_claim_that_is_gone_from_its_article_is_withdrawn() -> None:
    """With the words that readers had, and only once; should it come back, that is told too."""
    days = Days()
    days.next(FIRST)
    shorter = article("a", says(CHECKED, CHIEF), says(CAUSE, PAPER, certainty="alleged"))
    edition = days.next(shorter)
    (item,) = edition.items()
    assert (text(item), item.change, had(item)) == (DEAD, Change.WITHDRAWN, DEAD)
    assert [edition.references[place.number - 1].document for place in item.places] == [
        item.words[0].document
    ]
    again = days.next({**shorter, "text": shorter["text"] + " Mehr in Kürze."})
    assert again.stories == ()
    back = days.next(FIRST)
    assert changes(back) == {DEAD: Change.UPDATED}


def test_an_excerpt_withdraws_nothing() -> None:
    """A feed that gives the beginning of an article today did not take back the rest."""
    days = Days()
    days.next(FIRST)
    start = FIRST["text"].index(CHECKED)
    excerpt = {**FIRST, "text": FIRST["text"][:start].rstrip() + " […]", "claims": [says(DEAD)]}
    assert days.next(excerpt).stories == ()


def test_what_still_stands_elsewhere_is_not_withdrawn() -> None:
    """One of two papers has dropped it: it is as true as before."""
    days = Days()
    days.next(article("a", says(DEAD), says(CHECKED, CHIEF)), article("b", says(DEAD)))
    assert days.next(article("a", says(CHECKED, CHIEF))).stories == ()


def test_what_is_wrong_is_told_whatever_the_limits() -> None:
    """Readers who believe what is not so come before all limits; other claims do not."""
    days = Days()
    days.next(FIRST)
    days.brief = replace(BRIEF, limits=Limits(stories=1, claims=1, words=8))
    lynx = "Ein Tierpark im Süden bekommt drei junge Luchse"
    zoo = {
        "id": "zoo",
        "text": f"{lynx}, sagte Jörg Amrhein.",
        "published": datetime.combine(DAY + timedelta(days=1), datetime.min.time(), UTC),
        "claims": [says(lynx, ["Jörg Amrhein", "person", "Zoodirektor"])],
    }
    edition = days.next(zoo, article("a", says(TWO), says(CHECKED, CHIEF), says(FREED)))
    assert changes(edition) == {TWO: Change.CORRECTED, CAUSE: Change.WITHDRAWN}
    assert left_out(edition)[FREED] == "over the limit of claims"
    assert "over the limit of words" in left_out(edition).values()


def noticing(notice: Notice, name: str, words: str, origin: str = "Küstenbote") -> Besides:
    """What gives a story the notice that stands in `words` of the article `name`."""

    def besides(story: Story, articles: Mapping[str, Document]) -> Story:
        made = Retraction(
            notice=notice,
            document=articles[name].fingerprint,
            sentence=find(articles[name], words),
            origin=origin,
        )
        return replace(story, retractions=(made,))

    return besides


KILL = "Der Küstenbote zieht seinen Bericht über die Ursache zurück."


def test_what_a_source_takes_back_is_withdrawn() -> None:
    """Although the article that had it stands as it was; the notice is one of its places."""
    days = Days()
    days.next(FIRST)
    killing = article("b", says(FREED), ending=KILL, day=1)
    edition = days.next(killing, besides=noticing(Notice.WITHDRAWN, "b", KILL))
    assert changes(edition) == {FREED: Change.NEW, CAUSE: Change.WITHDRAWN}
    # A rumour that is taken back does not make the story one.
    assert edition.stories[0].certainty is Certainty.STATED
    (item,) = [each for each in edition.items() if each.change is Change.WITHDRAWN]
    assert [edition.references[place.number - 1].id for place in item.places] == ["a", "b"]
    third = article("c", says(CHECKED, CHIEF), day=2)
    assert days.next(third, besides=noticing(Notice.WITHDRAWN, "b", KILL)).stories == ()


def test_what_was_taken_back_before_readers_had_it_is_not_shown() -> None:
    """Nobody needs to learn what is not so."""
    killing = article("b", says(FREED), ending=KILL, day=1)
    edition = Days().next(FIRST, killing, besides=noticing(Notice.WITHDRAWN, "b", KILL))
    assert left_out(edition)[CAUSE] == "its source has taken it back"
    assert CAUSE not in changes(edition)


def test_an_outlet_takes_back_what_somebody_is_said_to_have_said() -> None:
    """The harbour master never said it: the claim was his, and the report was the paper's."""
    days = Days()
    days.next({**FIRST, "outlet": "Küstenbote"})
    kill = "Der Küstenbote zieht zurück, dass der Hafenspeicher im Frühjahr geprüft wurde."
    notice = noticing(Notice.WITHDRAWN, "b", kill)
    edition = days.next(article("b", ending=kill, day=1), besides=notice)
    assert changes(edition) == {CHECKED: Change.WITHDRAWN}


ABROAD = "the fire may have been started by a faulty cable"


def test_an_outlet_takes_back_what_others_have_from_it() -> None:
    """Whoever it leant on, and in another language too, where it is all that they have from it."""
    days = Days()
    leaning = says(CAUSE, PAPER, citing=[["Ermittler", "body"]])
    german = article("a", leaning, says(DEAD), ending="Ermittler schweigen.")
    days.next(german, article("e", says(ABROAD, PAPER), language="en"))
    kill = f"Wir schrieben, {CAUSE}. Diese Meldung ziehen wir zurück."
    notice = noticing(Notice.WITHDRAWN, "b", kill)
    edition = days.next(article("b", says(FREED), ending=kill, day=1), besides=notice)
    assert changes(edition) == {
        CAUSE: Change.WITHDRAWN,
        ABROAD: Change.WITHDRAWN,
        FREED: Change.NEW,
    }


def test_who_takes_something_back_takes_back_nothing_of_others() -> None:
    """The police still say what they said."""
    days = Days()
    days.next(FIRST)
    edition = days.next(
        article("b", ending=KILL, day=1), besides=noticing(Notice.WITHDRAWN, "b", KILL)
    )
    assert changes(edition) == {CAUSE: Change.WITHDRAWN}


CORRECTION = "Korrektur: Dass ein Kurzschluss im Kühlhaus das Feuer ausgelöst habe, war falsch."


def test_a_correction_without_a_newer_claim_is_told_in_its_own_words() -> None:
    """Once, with what readers had."""
    days = Days()
    days.next(FIRST)
    notice = noticing(Notice.CORRECTED, "b", CORRECTION)
    edition = days.next(article("b", ending=CORRECTION, day=1), besides=notice)
    (item,) = edition.items()
    assert (text(item), item.change, had(item)) == (CORRECTION, Change.CORRECTED, CAUSE)
    assert item.attribution.name.text == "Küstenbote"
    third = days.next(article("c", says(FREED), day=2), besides=notice)
    assert changes(third) == {FREED: Change.NEW}


def figure(story: Story, article: Document, words: str, number: str, **more: Any) -> Value:
    """The `number` in the claim with `words`, which stands in `article`."""
    sentence = find(article, words)
    span = find(article, number, sentence.start)
    statement = next(
        (
            each.id
            for each in story.statements
            for claim in each.claims
            if claim.document == article.fingerprint and claim.quote == (sentence,)
        ),
        None,
    )
    made = Figure(kind=FigureKind.NUMBER, span=span, value=Decimal(number))
    return Value(
        figure=made,
        document=article.fingerprint,
        sentence=sentence,
        language="de",
        source=None,
        certainty=Certainty.STATED,
        time=article.published.value if article.published else None,
        statement=statement,
        **{"origin": "Polizei"} | more,
    )


TWENTY = "20 Menschen sind nun im Hafenspeicher gestorben"
SEVENTEEN = "17 Menschen sind nach der Zählung des Klinikums im Hafenspeicher gestorben"
CLINIC = ["Klinikum Norderfelde", "body"]


def dead(resolution: Resolution, *figures: tuple[str, str, str, dict[str, Any]]) -> Besides:
    """What gives a story a conflict of figures: article, words, number, and more."""

    def besides(story: Story, articles: Mapping[str, Document]) -> Story:
        values = [figure(story, articles[name], *told, **more) for name, *told, more in figures]
        made = Conflict(
            id="toll",
            kind=Counted.DEAD,
            about="Menschen",
            values=tuple(values),
            resolution=resolution,
        )
        return replace(story, conflicts=(made,))

    return besides


OLD = ("a", DEAD, "12", {"replaced": True})
NEW = ("b", TWENTY, "20", {})


@pytest.mark.parametrize(
    ("resolution", "change"),
    [
        (Resolution.UPDATED, Change.UPDATED),
        (Resolution.CORRECTED, Change.CORRECTED),
    ],
)
def test_a_newer_figure_of_one_origin(resolution: Resolution, change: Change) -> None:
    """Its claim says what readers had, and both figures stand side by side."""
    days = Days()
    days.next(FIRST)
    edition = days.next(article("b", says(TWENTY), day=1), besides=dead(resolution, OLD, NEW))
    (item,) = edition.items()
    assert (text(item), item.change, had(item)) == (TWENTY, change, DEAD)
    (dispute,) = edition.stories[0].disputes
    assert [(each.words.text, each.change) for each in dispute.values] == [
        ("12", None),
        ("20", change),
    ]
    assert dispute.change is change
    assert dispute.about
    assert dispute.about.text == "Menschen"
    assert [edition.references[each.place.number - 1].id for each in dispute.values] == ["a", "b"]
    third = article("c", says(FREED), day=2)
    assert days.next(third, besides=dead(resolution, OLD, NEW)).stories[0].disputes == ()


def test_a_newer_figure_is_told_beside_the_older_one_of_its_origin() -> None:
    """What another said comes later in the story, and says less about what has changed."""
    days = Days()
    days.next(FIRST, article("c", says(SEVENTEEN, CLINIC)))
    other = ("c", SEVENTEEN, "17", {"replaced": True, "origin": "Klinikum Norderfelde"})
    edition = days.next(
        article("b", says(TWENTY), day=1), besides=dead(Resolution.UPDATED, OLD, other, NEW)
    )
    (item,) = edition.items()
    assert (text(item), had(item)) == (TWENTY, DEAD)


@pytest.mark.parametrize("resolution", [Resolution.CORRECTED, Resolution.DISPUTED])
def test_a_figure_put_right_in_its_article_is_the_valid_one(resolution: Resolution) -> None:
    """A corrected article keeps its time, and others that have the old figure from the same source
    are later: that does not make the old one the newer, whatever a third says."""
    days = Days()
    days.next(FIRST, article("c", says(DEAD)), article("d", says(SEVENTEEN, CLINIC)))
    figures = [("a", TWENTY, "20", {"replaced": True}), ("c", DEAD, "12", {})]
    if resolution is Resolution.DISPUTED:
        figures.append(("d", SEVENTEEN, "17", {"origin": "Klinikum Norderfelde"}))
    newer = article("a", says(TWENTY), says(CHECKED, CHIEF), says(CAUSE, PAPER))
    edition = days.next(newer, besides=dead(Resolution.DISPUTED, *figures))
    corrected = [item for item in edition.items() if item.change is Change.CORRECTED]
    assert [(text(item), had(item)) for item in corrected] == [(TWENTY, DEAD)]
    (dispute,) = edition.stories[0].disputes
    assert dispute.change is Change.CORRECTED
    assert dispute.resolution is resolution
    assert [each.words.text for each in dispute.values if each.replaced] == ["12"]


def test_a_newer_version_with_its_old_figure_corrects_nothing() -> None:
    """What is touched up still says what it said, and who was later has the newer figure."""
    days = Days()
    days.next(FIRST, article("c", says(TWENTY)))
    touched_up = {**FIRST, "text": FIRST["text"] + "\n\nMehr in Kürze."}
    told = article("b", says(SEVENTEEN, CLINIC), day=1)
    figures = dead(
        Resolution.DISPUTED,
        ("a", DEAD, "12", {"replaced": True}),
        ("c", TWENTY, "20", {}),
        ("b", SEVENTEEN, "17", {"origin": "Klinikum Norderfelde"}),
    )
    (story,) = days.next(touched_up, told, besides=figures).stories
    (dispute,) = story.disputes
    assert [(each.words.text, each.replaced) for each in dispute.values] == [
        ("12", True),
        ("20", False),
        ("17", False),
    ]


def test_a_figure_that_another_disputes_is_new() -> None:
    """The one that readers had still stands: nobody has taken it back."""
    days = Days()
    days.next(FIRST)
    old = ("a", DEAD, "12", {})
    other = ("b", SEVENTEEN, "17", {"origin": "Klinikum Norderfelde"})
    told = article("b", says(SEVENTEEN, CLINIC), day=1)
    edition = days.next(told, besides=dead(Resolution.DISPUTED, old, other))
    assert changes(edition) == {SEVENTEEN: Change.NEW}
    (dispute,) = edition.stories[0].disputes
    assert dispute.change is Change.NEW
    assert [each.change for each in dispute.values] == [None, Change.NEW]


def test_a_first_edition_shows_the_newest_figure_and_both_in_the_table() -> None:
    """A claim with a figure that is out of date by now would be read as news."""
    edition = Days().next(
        FIRST, article("b", says(TWENTY), day=1), besides=dead(Resolution.UPDATED, OLD, NEW)
    )
    assert left_out(edition)[DEAD] == "its source has a newer figure"
    assert changes(edition)[TWENTY] is None
    (dispute,) = edition.stories[0].disputes
    assert [each.change for each in (dispute, *dispute.values)] == [None, None, None]


def test_figures_and_what_readers_had_are_proven_too() -> None:
    """A number that stands nowhere is the last thing that a table of numbers should show."""
    days = Days()
    days.next(FIRST)
    edition = days.next(
        article("b", says(TWENTY), day=1), besides=dead(Resolution.UPDATED, OLD, NEW)
    )
    story = edition.stories[0]
    (dispute,), (item,) = story.disputes, story.items
    assert item.earlier
    false = replace(dispute.values[0].words, text="13")
    forged = replace(dispute.values[0], words=false)
    for changed in (
        replace(story, disputes=(replace(dispute, values=(forged,)),)),
        replace(story, disputes=(replace(dispute, about=false),)),
        replace(story, items=(replace(item, earlier=replace(item.earlier, words=(false,))),)),
    ):
        with pytest.raises(UnprovenClaimError):
            prove(replace(edition, stories=(changed,)), days.documents)


def test_a_figure_without_a_claim_is_news_enough() -> None:
    """The sentence names no source, so it is no line; the figure is shown with its place."""
    days = Days()
    days.next(FIRST)
    told = article("b", says(CHECKED, CHIEF), ending=TWENTY, day=1)
    edition = days.next(told, besides=dead(Resolution.UPDATED, OLD, NEW))
    (story,) = edition.stories
    assert story.items == ()
    assert [each.id for each in edition.references] == ["a", "b"]
    assert story.disputes[0].change is Change.UPDATED


BLAME = "die Hafenbehörde hat alle Rettungswege im Speicher versperrt"
DENIAL = "der Vorwurf der Feuerwehr zu den Rettungswegen ist erfunden"


def denying(story: Story, _: Mapping[str, Document]) -> Story:
    """DENIAL denies BLAME."""
    (denied,) = [each for each in story.statements if each.origins == ("Feuerwehr",)]
    statements = (
        replace(each, denies=denied.id) if each.certainty is Certainty.DENIED else each
        for each in story.statements
    )
    return replace(story, statements=tuple(statements))


def test_a_denial_stands_behind_what_it_denies() -> None:
    """Wherever their scores would have put them; of two claims that have room both are shown, or
    none."""
    blame = says(BLAME, ["Feuerwehr", "body"], type="direct")
    denial = says(DENIAL, ["Hafenbehörde", "body"], certainty="denied")
    days = Days()
    edition = days.next(
        article("a", blame, says(CHECKED, CHIEF), says(FREED), denial), besides=denying
    )
    lines = [text(item) for item in edition.items()]
    place = next(n for n, line in enumerate(lines) if BLAME in line)
    items = list(edition.items())
    assert items[place + 1].denies == items[place].id
    days.brief = replace(BRIEF, limits=Limits(claims=1))
    days.editions.clear()
    alone = days.again()
    assert not {each.denies for each in alone.items()} - {None}


def test_a_denial_of_what_readers_had_says_what_that_was() -> None:
    """They read the blame yesterday and shall not have to look it up."""
    days = Days()
    days.next(article("a", says(BLAME, ["Feuerwehr", "body"])))
    denial = says(DENIAL, ["Hafenbehörde", "body"], certainty="denied")
    edition = days.next(article("b", denial, day=1), besides=denying)
    (item,) = edition.items()
    assert item.change is Change.NEW
    assert item.denies == next(iter(days.editions[0].items())).id
    assert had(item) == BLAME


def three() -> Days:
    """Three days of the fire, the last one not yet made into an edition."""
    days = Days()
    days.next(FIRST, article("z", says(FREED)))
    days.next(article("b", says(TWENTY), day=1), besides=dead(Resolution.UPDATED, OLD, NEW))
    killing = article("c", says(SEVENTEEN, CLINIC), says(BLAME), ending=KILL, day=2)
    days.next(
        killing, article("z", says(CHECKED, CHIEF)), besides=noticing(Notice.WITHDRAWN, "c", KILL)
    )
    days.editions.pop()
    return days


THREE = three()


def test_the_third_day_has_all_marks() -> None:
    """What is tested below would hold of an edition with nothing in it too."""
    marks = changes(THREE.again())
    assert marks[CAUSE] is marks[FREED] is Change.WITHDRAWN
    assert marks[SEVENTEEN] is marks[BLAME] is Change.NEW


@given(st.data())
def test_no_order_makes_a_difference(data: st.DataObject) -> None:
    """Of articles, stories, statements, or of what is kept of the past."""
    shuffled = data.draw(st.permutations(THREE.stories))
    documents = data.draw(st.permutations(sorted(THREE.documents)))
    past = THREE.past()
    again = THREE.again()
    edition = compose(
        shuffled,
        {name: THREE.documents[name] for name in documents if name in told(THREE.stories)},
        THREE.brief,
        date=again.date,
        number=3,
        past=replace(
            past,
            editions=tuple(data.draw(st.permutations(past.editions))),
            documents={name: THREE.documents[name] for name in reversed(documents)},
            newest=dict(reversed(past.newest.items())),
        ),
    )
    assert edition == again


def told(stories: Sequence[Story]) -> set[str]:
    return {name for each in stories for name in each.documents}


LINES = (DEAD, TWO, CHECKED, CAUSE, FREED, BLAME, TWENTY)
versions = st.dictionaries(
    st.sampled_from(("a", "b", "c")),
    st.lists(st.sampled_from(LINES), min_size=1, max_size=4, unique=True),
    min_size=1,
)


@settings(max_examples=40)
@given(st.lists(versions, min_size=2, max_size=4))
def test_whatever_comes_readers_get_each_thing_once(days_of_claims: list[dict[str, Any]]) -> None:
    """Articles come, change and come back in any way: each line is proven, new only once, told or
    left out with a reason, and an edition that is made again is the same."""
    days = Days()
    new: set[str] = set()
    for n, articles in enumerate(days_of_claims):
        told_now = [
            article(name, *map(says, lines), day=n) for name, lines in sorted(articles.items())
        ]
        edition = days.next(*told_now)
        names = [item.id for item in edition.items()]
        assert len(names) == len({*names})
        news = {item.id for item in edition.items() if item.change in (None, Change.NEW)}
        assert not news & new
        new |= news
        for story in edition.stories:
            found = {each.id for each in (*story.items, *story.dropped)}
            statements = next(each.statements for each in days.stories if each.id == story.id)
            assert {each.id for each in statements} <= found
        days.editions.pop()
        assert days.again() == edition
        days.editions.append(edition)
