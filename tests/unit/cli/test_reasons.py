"""Why an edition is as it is, in lines."""

from dataclasses import replace

from support.editions import load

from digest.cli import reasons
from digest.models import Alias, Same
from digest.models.editions import Change, Decisions, Dropped, Headline


def items():
    edition, _ = load("developing")
    return {item.id: item for story in edition.stories for item in story.items}


def test_a_line_says_what_it_is_why_it_is_there_and_its_score():
    """The same three for stories, claims, and what was left out."""
    edition, _ = load("developing")
    story = edition.stories[0]
    assert list(reasons.headline(story)) == [
        "story-1  Streit um den Deich von Sandvoort",
        "  chosen, corrected",
        "  4.00 = articles 4.00",
        "  origins: Polizei, Sandvoort hospital",
    ]
    item = items()["1-1"]
    name, why, *_ = reasons.headline(item)
    assert name == "1-1  Hinrich Tamms: Der Verband soll Geld gespart haben."
    assert why == "  reported, withdrawn"
    dropped = Dropped(id="x", words=item.words, reason="its readers had it", score=())
    assert list(reasons.headline(dropped))[1:] == ["  its readers had it", "  not scored"]


def test_what_an_editor_asked_for_is_told():
    """Who wonders why a claim stands there would look for it in the scores."""
    edition, _ = load("developing")
    story = edition.stories[0]
    decisions = Decisions(
        pinned=("1-1",),
        order=(story.id,),
        headlines=(Headline(story=story.id, words=story.headline),),
    )
    assert reasons.why(items()["1-1"], decisions) == "reported, withdrawn, pinned"
    told = "chosen, corrected, put first, under another headline"
    assert reasons.why(story, decisions) == told


def test_what_readers_had_is_of_the_claim_or_of_what_it_denies():
    """One field says both, and who asks must know which."""
    denial = items()["1-4"]
    had, sure, denies = reasons.of_item(denial, ())
    assert had.startswith("  readers had of what it denies in daily-2026-11-11: “Der Verband soll")
    assert sure == "    alleged, from Hinrich Tamms"
    assert denies == "  denies: elsewhere"
    had, *_ = reasons.of_item(replace(denial, change=Change.UPDATED), ())
    assert had.startswith("  readers had of it in")


def test_names_that_count_as_an_origin_are_told_where_it_is_one():
    """Of a claim those behind it alone."""
    aliases = (
        Alias(name="Tamms", origin="Hinrich Tamms", why=Same.NAME),
        Alias(name="Bote", origin="dpa", why=Same.AGENCY),
    )
    told = list(reasons.of_item(items()["1-1"], aliases))
    assert "    Tamms counts as Hinrich Tamms: is another name for it" in told
    assert not any("dpa" in line for line in told)


def test_figures_that_differ_say_how_they_were_read():
    """A figure that was read wrongly is the first thing to look for."""
    edition, _ = load("developing")
    told = list(reasons.of_story(edition.stories[0]))
    assert told[0] == "  disputed: injured, “Verletzte”, updated"
    read = edition.stories[0].disputes[0].values[0].figure.reading()
    assert told[1] == (
        f"    “sieben Verletzte”, read as {read}: Polizei, 2026-11-11 08:00 [2 ¶2]; "
        "replaced by a later one"
    )


def test_places_that_are_one_claim_say_why():
    """The one that a place was joined to, how, how much alike, and by which words."""
    join = {"to": 0, "how": "word for word", "likeness": 1.0, "shared": []}
    place = {"document": "a.txt", "paragraph": 2, "words": "Ja.", "joined": None}
    claim = {"places": [place, {**place, "document": "b.txt", "joined": join}]}
    assert list(reasons.places(claim)) == [
        "  places that are one claim:",
        "    1  a.txt ¶2: “Ja.”",
        "    2  b.txt ¶2: “Ja.”",
        "       as 1: word for word, 1.00",
    ]
    assert list(reasons.places({"places": [place]})) == []
    assert list(reasons.places(None)) == []


def test_words_of_articles_stay_in_their_line():
    """A mark that overrides the direction would have a terminal show the line backwards."""
    words = next(iter(items().values())).words[0]
    assert reasons.said([replace(words, text="Der \u202eDeich\n hält")]) == "Der Deich hält"
