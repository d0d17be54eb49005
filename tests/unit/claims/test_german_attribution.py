"""Verbs, names, addressees and silence in German articles, each for one decision."""

import pytest
from support.quality import as_document

from digest.claims import find
from digest.models import Certainty, Claim, Source, Spans


def claims(text: str) -> list[Claim]:
    return list(find(as_document(text, "de")))


def source(text: str) -> Source:
    found = claims(text)[-1].source
    assert found is not None
    return found


def words(spans: Spans, text: str) -> str:
    return " … ".join(span.of(text) for span in spans)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("„Das Netz hält noch lange“, brummte Eva Kern.", "„Das Netz hält noch lange“"),
        (
            "Eva Kern hatte durchblicken lassen, dass das Netz reißt.",
            "dass das Netz reißt",
        ),
        (
            "Die Anklage legt Jan Weber zur Last, das Netz zerrissen zu haben.",
            "das Netz zerrissen zu haben",
        ),
    ],
)
def test_verbs_that_say(text: str, quote: str) -> None:
    """Papers seldom write "sagte" twice: a verb that is not known loses its claim."""
    assert words(claims(text)[0].quote, text) == quote


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Eva Kern wollte das weder bestätigen noch dementieren.", Certainty.NO_COMMENT),
        ("Der Verband kommentierte das nicht.", Certainty.NO_COMMENT),
        ("Der Verband schweigt dazu.", Certainty.NO_COMMENT),
        ("Eine Absicht stellte Eva Kern in Abrede.", Certainty.DENIED),
    ],
)
def test_silence_and_denial(text: str, label: Certainty) -> None:
    """Who does not speak has denied nothing, and who denies has spoken."""
    assert claims(text)[0].certainty is label


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nach Angaben der Organisation Netze ohne Grenzen reißt es.", "Netze ohne Grenzen"),
        ("Das Netz reiße, teilte der Wetterdienst Seewarte Nord mit.", "Seewarte Nord"),
        ("Jan Weber half. Der Presserat sagte, das Netz reiße.", "Presserat"),
        ("Nach den Worten von Ministerin Ute Brandt reißt das Netz.", "Ute Brandt"),
    ],
)
def test_names_of_bodies(text: str, name: str) -> None:
    """What kind of body it is, is no part of its name; a preposition can be."""
    assert source(text).name == name


def test_words_of_someone_are_no_role() -> None:
    """A minister is no "Worte von Ministerin"."""
    assert source("Nach den Worten von Ministerin Ute Brandt reißt es.").role == "Ministerin"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("„Das Netz reißt bald“, rief die 44-Jährige in den Saal.", "die 44-Jährige"),
        ("Bei uns sprach Fischer Jan Weber von einer „großen Not“.", "Fischer Jan Weber"),
        ("Für „ganz falsch“ hält das Fischer Jan Weber.", "Fischer Jan Weber"),
        ("Falsch ist nach Ansicht des Fischers „Netzwerk statt Netz“.", "Ansicht des Fischers"),
    ],
)
def test_how_far_a_speaker_goes(text: str, speaker: str) -> None:
    """Where someone speaks and what they say is no part of who they are."""
    assert words(claims(text)[-1].speaker, text) == speaker


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Eva Kern bestritt, dass es reißt. „Quatsch.“", "„Quatsch.“"),
        ("Das Blatt hält das Netz für alt: „Endlich!“", "„Endlich!“"),
        ("Eva Kern sprach von „Spielraum“.", "„Spielraum“"),
        ("Das sei noch „Verhandlungssache“, so Eva Kern.", "„Verhandlungssache“"),
        ("Laut Eva Kern ist das „Panikmache“.", "„Panikmache“"),
    ],
)
def test_one_word_in_marks_can_be_said(text: str, quote: str) -> None:
    """A noun in marks is mostly a title, but not where it is a sentence or what something is."""
    assert words(claims(text)[-1].quote, text) == quote


def test_titles_are_not_said() -> None:
    """A title behind its noun is nobody's word."""
    (claim,) = claims("Eva Kern sagte, sie sehe heute den Film „Titanic“.")
    assert claim.type == "indirect"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ministerin: Netze halten nur noch ein Jahr", "Ministerin"),
        ("Studie: Netz reißt schneller als gedacht", "Studie"),
    ],
)
def test_headlines_name_who_speaks(text: str, speaker: str) -> None:
    """A headline with a colon is short for a sentence with a verb."""
    (claim,) = claims(text)
    assert words(claim.speaker, text) == speaker


def test_topics_of_headlines_do_not_speak() -> None:
    """What a headline is about stands before a colon as well."""
    assert not claims("Streit um Netze: Ministerin zieht Antrag zurück")


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("„Es reißt bald“, sagte er Radio Nordlicht.", "Radio Nordlicht"),
        ("Das Netz halte, sagte sie den Zeitungen der Mediengruppe Ost.", "Mediengruppe Ost"),
        ("In einem Audio sagte Eva Kern, das Netz reiße.", "Audio"),
    ],
)
def test_outlets_spoken_to(text: str, medium: str) -> None:
    """An outlet is told something without an article, or as several with one."""
    found = claims(text)[0].medium
    assert found is not None
    assert found.name == medium


def test_listeners_without_an_article() -> None:
    """Several who are told something seldom have an article."""
    text = "Eva Kern erzählte Reportern, wie das Netz riss."
    assert words(claims(text)[0].addressee, text) == "Reportern"


def test_a_frame_ends_at_a_semicolon() -> None:
    """Behind a semicolon, someone else speaks."""
    text = "Laut Eva Kern riss das Netz; Jan Weber sagte, dass es hält."
    assert words(claims(text)[0].quote, text) == "riss das Netz"


def test_headlines_from_reports_name_nobody() -> None:
    """A headline that has its news from reports leaves it to the text to say whose they are."""
    assert not claims("Berichte: Netz riss schon im Mai")


def test_reports_without_a_name_allege() -> None:
    """What reports say that nobody is named for is no surer in another case."""
    assert claims("Berichte besagen, das Netz sei alt.")[0].certainty is Certainty.ALLEGED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Siegerin Eva Kern lachte. „Das Netz hielt“, sagte die Schwedin.", "Eva Kern"),
        ("Eva Kern, deren Tochter fischt, ist besorgt: Das Netz sei alt.", "Eva Kern"),
    ],
)
def test_who_is_meant(text: str, name: str) -> None:
    """Sports pages call people by their country, and somebody's daughter did not speak."""
    assert source(text).name == name


def test_part_of_what_was_counted_is_a_figure() -> None:
    """ "Drei davon" counts what the clause before counts."""
    text = "Zwölf Netze seien gerissen, drei davon ganz, sagte Eva Kern."
    assert [figure.span.of(text) for figure in claims(text)[0].figures] == ["Zwölf Netze", "drei"]


def test_past_subjunctives_of_strong_verbs_carry_on() -> None:
    """ "Böten" is no past tense."""
    text = "Eva Kern fordert mehr Geld. Die Werften böten zu wenig."
    assert claims(text)[-1].type == "indirect_free_indirect"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Nach Recherchen des Portals Nordnetz, das sich auf zwei Fischer beruft, riss es.",
            ["zwei Fischer"],
        ),
        (
            "Reuters meldete unter Verweis auf das „Hafenblatt“ und dessen Quellen, es riss.",
            ["Hafenblatt", "Quellen"],
        ),
        ("Aus Regierungskreisen erfuhr Reuters, das Netz sei gerissen.", ["Regierungskreise"]),
        ("Reuters meldete, das Netz berufe sich auf niemanden.", []),
    ],
)
def test_whom_an_outlet_leans_on(text: str, names: list[str]) -> None:
    """A relative clause, "aus" and "und" lead to an outlet's own sources as well."""
    assert [each.name for each in claims(text)[-1].citing] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das Netz riss. Ministerin Ute Brandt war ruhig: Alle hätten es gewusst.", "Ute Brandt"),
        ("Das Netz riss. Ministerin Ute Brandt war ruhig. Alle hätten es gewusst.", None),
    ],
)
def test_past_subjunctives_are_told_behind_a_colon(text: str, name: str | None) -> None:
    """Alone, "hätten" can be a wish; behind a colon, someone says it."""
    names = [each.source.name for each in claims(text) if each.source]
    assert names == ([name] if name else [])


def test_charges_allege() -> None:
    """What someone is charged with has not been shown."""
    text = "Die Anklage legt Jan Weber zur Last, das Netz zerrissen zu haben."
    assert claims(text)[0].certainty is Certainty.ALLEGED


def test_whose_can_start_a_sentence() -> None:
    """ "Dessen" points back there and opens no relative clause."""
    text = "Der Verband tagt. Dessen Chef Jan Weber verlangt vom Land neue Netze."
    (claim,) = claims(text)
    assert claim.source is not None
    assert (claim.type, claim.source.name) == ("reported", "Jan Weber")
