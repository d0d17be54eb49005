"""What is new is said in a word, once, and what readers had beside it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from support.editions import load, long

from digest.models.editions import Change
from digest.models.views import CLIP_BYTES
from digest.rendering import render
from digest.rendering.layout import Layout
from digest.rendering.shortening import shortened
from digest.rendering.wording import load as wording


def page(edition):
    return Layout(edition, wording(edition.brief.language)).page()


def lines(edition):
    cards = page(edition).cards
    return {line.id: line for card in cards for group in card.groups for line in group.lines}


def words(marks):
    return [mark.text for mark in marks]


def changed(edition, story, **values):
    """`edition` with other values in the item of its first story that these are given for."""
    first = edition.stories[0]
    items = tuple(replace(item, **values) if item.id == story else item for item in first.items)
    return replace(edition, stories=(replace(first, items=items), *edition.stories[1:]))


def test_what_became_of_a_claim_stands_before_it():
    """Who scans the edition sees what changed, and which line denies another."""
    told = lines(load("developing")[0])
    assert [words(told[f"1-{n}"].marks) for n in (1, 2, 3, 4, 5)] == [
        ["zurückgezogen"],
        ["korrigiert"],
        ["aktualisiert"],
        ["neu", "bestreitet"],
        ["neu"],
    ]


def test_a_story_that_is_new_is_marked_once():
    """That each of its claims is new goes without saying."""
    edition, _ = load("developing")
    assert words(page(edition).cards[1].marks) == ["neu"]
    assert lines(edition)["2-1"].marks == ()


def test_a_first_edition_has_no_marks():
    """To its readers all is new."""
    edition, _ = load("german")
    assert page(edition).cards[0].marks == ()
    assert {line.marks for line in lines(edition).values()} == {()}
    assert len(page(edition).legend) == 1


def test_what_readers_had_is_told_where_it_differs():
    """How sure, from how many, in which words; never what is as it was."""
    edition, _ = load("developing")
    told = lines(edition)
    assert told["1-3"].before == (
        "zuvor: unbestätigt, 1 Ursprung, „Der Deich soll nicht gewartet worden sein.“"
    )
    assert told["1-2"].before == "zuvor: „die Pumpen seien im Mai geprüft worden.“"
    assert told["1-5"].before == ""
    item = edition.stories[0].items[2]
    surer = replace(item.earlier, words=item.words, origins=item.origins, certainty="stated")
    less = changed(edition, "1-3", earlier=surer, certainty=item.earlier.certainty)
    assert lines(less)["1-3"].before == "zuvor: ohne Vorbehalt"


def test_what_is_withdrawn_is_not_told_as_if_two_articles_had_it():
    """One of its places is the notice that takes it back."""
    line = lines(load("developing")[0])["1-1"]
    assert line.is_withdrawn
    assert line.spread == ""
    assert line.before == "aus der Ausgabe vom 11.\u00a0Nov."


def test_a_denial_says_what_it_denies_unless_that_stands_before_it():
    """A denial alone is a riddle; behind what it denies it would say everything twice."""
    edition, _ = load("developing")
    told = lines(edition)
    assert told["1-6"].before == ""
    assert told["1-4"].before == (
        "bestreitet: „Der Verband soll Geld gespart haben.“, aus der Ausgabe vom 11.\u00a0Nov."
    )
    apart = lines(changed(edition, "1-6", denies="1-3"))["1-6"]
    assert apart.before.startswith("bestreitet: „Der Deich wurde")
    assert apart.hedge == ""


def test_a_denial_that_changed_says_what_readers_had_of_itself():
    """`earlier` is then of the denial, and is not what it denies."""
    edition, _ = load("developing")
    updated = changed(edition, "1-4", change=Change.UPDATED)
    assert lines(updated)["1-4"].before.startswith("zuvor: unbestätigt, „")


def test_figures_that_differ_stand_side_by_side():
    """Each with who gives it, when, how sure, and whether it is new or no longer holds."""
    dead, cost = page(load("developing")[0]).cards[0].tables
    assert (dead.title, words(dead.marks)) == ("Verletzte", ["umstritten"])
    assert [(row.figure.text, row.details, words(row.marks)) for row in dead.rows] == [
        ("sieben Verletzte", ("Die Polizei", "11.\u00a0Nov."), ["überholt"]),
        ("elf Verletzten", ("Die Polizei", "13.\u00a0Nov."), ["aktualisiert"]),
        (
            "at least 19 injured",
            ("The hospital (Sandvoort hospital)", "13.\u00a0Nov."),
            ["neu"],
        ),
    ]
    assert dead.rows[2].figure.language == "en"
    assert cost.title == "„Kosten“"
    assert [row.details[0] for row in cost.rows] == ["Der Landrat", "Sound Courier"]
    assert {row.marks for row in cost.rows} == {()}


def test_equal_figures_of_one_day_are_one_row():
    """With all who give them: five papers that repeat the police are no five figures."""
    edition, _ = load("developing")
    story = edition.stories[0]
    dispute = story.disputes[0]
    (_, eleven, nineteen) = dispute.values
    again = replace(eleven, attribution=nineteen.attribution, origin="x", place=nineteen.place)
    earlier = replace(eleven, time=eleven.time - timedelta(days=1))
    values = (*dispute.values, again, earlier)
    story = replace(story, disputes=(replace(dispute, values=values),))
    edition = replace(edition, stories=(story, *edition.stories[1:]))
    (table,) = page(edition).cards[0].tables
    assert [row.figure.text for row in table.rows].count(eleven.words.text) == 2
    assert [row.giver for row in table.rows] == [
        "Die Polizei",
        "Die Polizei, The hospital (x)",
        "The hospital (Sandvoort hospital)",
        "Die Polizei",
    ]
    assert table.rows[1].places == "3 ¶2, 4 ¶2"


def test_a_story_of_several_days_says_since_when():
    """With all its articles, not only those that are new."""
    first, second = page(load("developing")[0]).cards
    assert first.about[0].startswith("5 Artikel")
    assert first.about[1] == "seit 11.\u00a0Nov., an 3 Tagen"
    assert len(second.about) == 1


def test_articles_are_counted_in_one_way():
    """An edition has those of its stories: two numbers for one story would make a reader wonder
    which articles are missing."""
    shown = page(load("developing")[0])
    assert shown.counts[0] == "6 Artikel"
    assert [card.about[0].split(",")[0] for card in shown.cards] == ["5 Artikel", "1 Artikel"]


def test_an_earlier_version_is_told_from_the_newer_one():
    """Both have one title; it is no second article."""
    shown = page(load("developing")[0])
    assert "frühere Fassung" in shown.sources[0].details
    assert "frühere Fassung" not in shown.sources[1].details


def test_an_edition_with_nothing_new_says_since_when():
    """It is not that nothing was said."""
    assert page(load("unchanged")[0]).empty == "Nothing new since the edition of February 27, 2026."
    assert page(load("empty")[0]).empty == "Heute keine belegten Aussagen."


def test_who_gets_it_by_mail_is_not_told_a_command():
    """`digest explain` answers only who runs the digest."""
    edition, _ = load("german")
    layout = Layout(edition, wording("de"))
    assert "digest explain" in layout.page().why
    assert layout.page("https://digest.example/u").why == ""


@pytest.mark.parametrize("cards", [0, 1])
def test_what_was_wrong_is_told_however_short_the_page(cards):
    """A reader would go on believing it; a headline alone does not say it."""
    edition, _ = load("developing")
    story = edition.stories[0]
    corrected = replace(story.disputes[0], change=Change.CORRECTED)
    urgent = replace(story, disputes=(corrected, story.disputes[1]))
    turned = replace(edition, stories=(edition.stories[1], urgent))
    (*_, card) = shortened(page(turned), wording("de"), claims=0, more=0, cards=cards).cards
    assert [line.id for group in card.groups for line in group.lines] == ["1-1", "1-2"]
    assert [table.id for table in card.tables] == [corrected.id]
    assert card.rest.startswith("6 weitere Aussagen")


def test_a_long_edition_keeps_its_corrections():
    """The last story is the first to go, but not with what was wrong."""
    edition, documents = long("de", 200, 2)
    last = edition.stories[-1]
    items = (replace(last.items[0], change=Change.CORRECTED), *last.items[1:])
    urgent = replace(last, items=items, change=Change.CORRECTED)
    edition = replace(edition, stories=(*edition.stories[:-1], urgent), since=edition.date)
    daily = Path(__file__).parents[3] / "templates" / "daily"
    html = render(edition, documents, daily).html
    assert len(html.encode()) <= CLIP_BYTES
    assert f'id="{items[0].id}"' in html
    assert f'id="{items[1].id}"' not in html
