"""The small sentences of an edition."""

from dataclasses import replace

import pytest
from support.editions import build, load
from support.fixtures import fixture
from support.views import mail

from digest.models.editions import Place
from digest.rendering.citing import cited
from digest.rendering.cleaning import cut
from digest.rendering.layout import Layout
from digest.rendering.lines import marker
from digest.rendering.phrases import Phrases, short
from digest.rendering.wording import load as wording


def page(name):
    edition, _ = load(name)
    return Layout(edition, wording(edition.brief.language)).page()


def lines(name):
    return {
        line.id: line for card in page(name).cards for group in card.groups for line in group.lines
    }


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ([(1, 5), (2, 1), (2, 2)], "1 ¶5, 2 ¶1–2"),
        ([(1, 7), (1, 3)], "1 ¶7, ¶3"),
        ([(2, 14), (1, 5), (1, 5)], "2 ¶14, 1 ¶5"),
        ([(1, 1), (1, 2), (1, 3), (1, 5)], "1 ¶1–3, ¶5"),
        ([(n, 2) for n in range(1, 9)], "1 ¶2, 2 ¶2, 3 ¶2, 4 ¶2, 5 ¶2, 6 ¶2, +2"),
    ],
)
def test_places(found, shown):
    """The shown one first; neighbours as a range; the number of a source once; many counted."""
    assert marker(cited(Place(number=n, paragraph=p, spans=()) for n, p in found)) == shown


def test_who_is_cited_and_spoken_to():
    """Descriptions are quotations, names are not; one speaks to a paper and on a platform."""
    german, english = lines("german"), lines("english")
    cited = "unter Berufung auf „drei namentlich nicht genannte Beschäftigte der Werft“"
    assert german["1-1"].details == (cited,)
    assert german["1-4"].details == ("frühere Betriebsrätin", "zu HNT")
    assert german["1-5"].details == ("ehemaliger Wirtschaftsdezernent der Stadt", "auf X")
    assert english["1-4"].details == ("passenger", "on Mastodon")


def test_how_sure_and_where_else():
    """The hedge survives with its words; articles are told apart from origins."""
    german, english = lines("german"), lines("english")
    assert german["1-3"].hedge == "unbestätigt („behaupten“)"
    assert german["1-3"].spread == "in 2 Artikeln, 1 Ursprung (Nordhavener Kurier)"
    assert german["1-1"].spread == "in 2 Artikeln, 1 Ursprung"
    assert german["1-4"].spread == ""
    assert english["1-2"].hedge == "denied"
    assert english["1-1"].spread == "in 3 articles, 2 origins (Port Gazette, Küstenblatt)"


def test_a_label_that_the_text_has_needs_no_other_words():
    """ "denied (“has”)" says nothing: the verb is the label, and its auxiliary goes with it."""
    edition, _ = load("english")
    item = next(each for each in edition.items() if each.id == "1-2")
    (denied,) = item.evidence
    perfect = replace(item, evidence=(replace(denied, text="has"), denied))
    assert Phrases(edition, wording("en")).evidence(perfect) == ""


def test_what_is_open_does_not_say_so_twice():
    """Nobody answered: the heading says it, and the words name who; a role would be lost there."""
    assert (lines("german")["1-7"].speaker, lines("german")["1-7"].hedge) == ("", "")
    told = lines("english")["2-1"]
    assert (told.speaker, told.details) == ("member of the opposition", ("parliament",))


def test_verbatim_words_stand_in_quotation_marks():
    """The source's, or the reader's where it has none; each stretch of a quotation in its own, for
    between them the source says something else.
    """
    german, english = lines("german"), lines("english")
    assert german["1-5"].words == (
        '"Die Belegschaft setzt große Hoffnungen auf den "Auftrag des Jahrzehnts"."'
        " … „Sie wird enttäuscht werden.“"
    )
    assert german["1-4"].words.startswith("„Das wird Fragen aufwerfen.")
    assert english["1-5"].words == "»Wir prüfen alles«"
    assert english["1-5"].language == "de"


def test_figures_are_strong():
    """In the list of figures they are what is looked for."""
    strong = [piece.text for piece in lines("german")["1-6"].pieces if piece.strong]
    assert strong == ["fast 40 Millionen Euro", "bis zu 9 Millionen"]


def test_many_origins_are_counted_not_listed():
    """Four names are read, forty are skipped."""
    about = page("english").cards[0].about[0]
    assert about.endswith("(Port Gazette, Mira Holt, Ole Brandt, Sound Courier, 2 more)")


def test_copies_of_one_text_are_listed_under_its_title():
    """Of what an agency wrote one reads the title once, and finds each number all the same."""
    listed = Layout(fixture("english")[0], wording("en")).page()
    numbers = [tuple(each.number for each in same) for same in listed.titles]
    assert numbers[:3] == [(1, 2, 3, 4), (5,), (6, 7, 8)]
    assert sum(numbers, ()) == tuple(each.number for each in listed.sources)
    assert "</a>, [3]\u00a0<a" in mail("daily", "english").html
    untitled = replace(listed, sources=tuple(replace(e, title=None) for e in listed.sources))
    assert all(len(same) == 1 for same in untitled.titles)


def test_sources_are_named_with_what_is_known():
    """By publisher, agency and first publisher; by file where there is no address."""
    first, second, third = page("english").sources
    assert first.text == "Sound Courier · Ferry “Tilda” hits a pier · March 1, 2026"
    assert second.text.startswith("Küstenblatt/Nordpress/KNA, Port Gazette (original) · Fähre")
    assert second.text.endswith(" · faehre.txt")
    assert (third.text, third.url) == ("unnamed article", None)
    edition, _ = load("english")
    agency = replace(edition.references[0], outlet="Reuters", agencies=("Reuters",))
    own = replace(edition, references=(agency, *edition.references[1:]))
    assert Layout(own, wording("en")).page().sources[0].name == "Reuters"


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("/home/ada/news/a.txt", "a.txt"),
        ("C:\\news\\b.txt", "b.txt"),
        ("urn:7", "urn:7"),
        ("-", ""),
    ],
)
def test_short(identifier, name):
    """Where somebody keeps their files is nobody's business."""
    assert short(identifier) == name


def test_the_subject_is_title_date_and_headline():
    """In one line, of a length that mail programs take, whatever a file calls its headline."""
    assert page("german").subject == (
        "Tagesdigest, 11. November 2026: Die Werft plant angeblich einen Verkauf von Rotoren"
    )
    text = "Stop\r\nBcc: a@b.example\x00 " + "words " * 99
    data = {"title": "A\nB", "language": "en", "timezone": "Etc/UTC", "number": 1, "minutes": 1}
    data |= {"date": load("empty")[0].date, "documents": [{"id": "a", "language": "en"}]}
    data["documents"][0]["text"] = text
    data["stories"] = [{"documents": [1], "origins": ["a"], "headline": text, "items": []}]
    edition, _ = build(data)
    subject = Layout(edition, wording("en")).page().subject
    assert subject.startswith("A B, March 2, 2026: Stop Bcc: a@b.example words words")
    assert len(subject) <= 180
    assert subject.isprintable()


def test_a_headline_that_goes_on_says_so():
    """The ellipsis is ours: it stands behind the words, wherever they are shown."""
    edition, _ = load("german")
    story = replace(edition.stories[0], unfinished=True)
    cut_short = replace(edition, stories=(story,))
    page = Layout(cut_short, wording("de")).page()
    assert page.cards[0].headline.text == f"{story.headline.text} …"
    assert page.subject.endswith(f"{story.headline.text} …")


@pytest.mark.parametrize("name", ["german", "english", "scripts", "empty"])
def test_the_preheader_is_of_the_length_that_is_shown(name):
    """40 to 110 characters that the subject does not say already."""
    assert 40 <= len(page(name).preheader) <= 110
    assert page(name).preheader not in page(name).subject


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [("one two", 7, "one two"), ("one two", 6, "one…"), ("abcdef", 4, "abc…"), ("", 3, "")],
)
def test_cut(text, length, shown):
    """At a word where there is one."""
    assert cut(text, length) == shown
