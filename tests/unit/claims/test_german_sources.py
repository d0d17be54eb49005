"""Who is meant in German: names behind titles, nouns that point back, papers and their reports."""

import pytest
from support.quality import as_document

from digest.claims import find
from digest.models import Claim


def last(text: str) -> Claim:
    return find(as_document(text, "de"))[-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # One who speaks for someone is not that one, but a role can belong to a town.
        (
            "Ein Sprecher von Ministerin Ute Brandt sagte, der Weg sei frei.",
            "Sprecher von Ministerin Ute Brandt",
        ),
        ("Der Sprecher der Stadt Jan Weber sagte, der Weg sei frei.", "Jan Weber"),
        ("Nach einem Bericht des Magazins „Weitblick“ ist der Weg frei.", "Weitblick"),
        ("Der Weg ist nach Schilderungen von Beamten frei.", "Beamte"),
        ("Laut dem Branchendienst „Kelle“ ist der Weg frei.", "Kelle"),
        ("Nach Schätzungen der Feuerwehr ist der Weg frei.", "Feuerwehr"),
        ("Der Läufer Jan Weber ging. Der Weg ist nach Angaben der Wanderer frei.", "Wanderer"),
        ("Nach einem Bericht der Innenrevision ist der Weg frei.", "Bericht der Innenrevision"),
        ("Die Anwältin Eva Richter ging. „Schade“, sagte Richter.", "Eva Richter"),
        ("Die zuständige Referentin, Frau Dr. Wenzel, sagte, der Weg sei frei.", "Wenzel"),
    ],
)
def test_whose_name_it_is(text: str, name: str) -> None:
    """A name in the words for a source is not always the source."""
    source = last(text).source
    assert source is not None
    assert source.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Die Nordkai GmbH sagte, der Weg sei frei. Laut Unternehmen ist er breit.",
            "Nordkai GmbH",
        ),
        (
            "Das Hafenamt sagte, der Weg sei frei. Er sei breit, so die Behörde.",
            "Hafenamt",
        ),
        (
            "Die Nordkai GmbH sagte, der Weg sei frei. Er sei breit, so die Behörde.",
            "Behörde",
        ),
        (
            "In der Klinik Haus Sonne brannte es. Die Klinik sagte, der Weg sei frei.",
            "Klinik Haus Sonne",
        ),
        (
            "Das Hafenamt sagte, der Weg sei frei. Den Angaben zufolge ist er breit.",
            "Hafenamt",
        ),
        (
            "Das Amt sprach von Pech. In einer heute verbreiteten Mitteilung hieß es, es sei eng.",
            "Amt",
        ),
        (
            "Das Institut für Meere lud ein. Nach Angaben des Instituts für Meere ist es eng.",
            "Institut für Meere",
        ),
        (
            "Verteidiger Jan Weber kam. Richterin Eva Berg auch. Es sei eng, so der Anwalt.",
            "Jan Weber",
        ),
        (
            "Jan Weber betrat den Saal. Der Zeuge sagte, der Weg sei frei.",
            "Jan Weber",
        ),
        (
            "Jan Weber betrat den Saal. Die Zeugin sagte, der Weg sei frei.",
            "Zeugin",
        ),
        (
            "Jan Weber betrat den Saal. Die Zeugen sagten, der Weg sei frei.",
            "Zeugen",
        ),
    ],
)
def test_whom_a_noun_points_at(text: str, name: str) -> None:
    """Readers follow "das Unternehmen" and "der Zeuge" to a name; a digest shows one line alone."""
    source = last(text).source
    assert source is not None
    assert source.name == name


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Meine Nachbarin Eva Berg sagte, der Weg sei frei.", "Nachbarin"),
        ("Die neue Referentin, Frau Dr. Wenzel, sagte, es sei eng.", "neue Referentin"),
    ],
)
def test_role_without_what_stands_before_it(text: str, role: str) -> None:
    """Whose someone is, and how they are addressed, is no part of a role."""
    source = last(text).source
    assert source is not None
    assert source.role == role


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("AFP meldete unter Berufung auf zwei Anwohner, der Weg sei frei.", ["zwei Anwohner"]),
        (
            "AFP berief sich am Montag auf einen Diplomaten. Demnach ist der Weg frei.",
            ["Diplomaten"],
        ),
        ("AFP meldete, er berufe sich auf sein Recht.", []),
    ],
)
def test_whom_a_source_leans_on(text: str, names: list[str]) -> None:
    """What a paper has from others is theirs: a story counts it as one origin."""
    assert [source.name for source in last(text).citing] == names


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Nordlands Kanzlerin Eva Berg sagte, es sei eng.", "Eva Berg", "Kanzlerin"),
        ("Es sei eng, meinte die neunjährige Pia.", "Pia", None),
        (
            "Der Chef der Gewerkschaft Bau, Jan Berg, sagte, es sei eng.",
            "Jan Berg",
            "Chef der Gewerkschaft Bau",
        ),
        (
            "Ein Sprecher von Minister Jan Berg ging. Berg sagte, es sei eng.",
            "Jan Berg",
            "Minister",
        ),
        ("Der Angeklagte Jan Berg sagte, es sei eng.", "Jan Berg", "Angeklagter"),
        (
            "Die Malerin Eva Berg ging. Ihr Bruder, der Bäcker Jan Berg, sagte, es sei eng.",
            "Jan Berg",
            "Bäcker",
        ),
    ],
)
def test_name_and_role(text: str, name: str, role: str | None) -> None:
    """A relation's role is not one's own, and a country is no part of an office."""
    source = last(text).source
    assert source is not None
    assert (source.name, source.role) == (name, role)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ute Brandt und Jan Weber kamen. Es sei eng, sagte die 34-Jährige.", "Ute Brandt"),
        ("Ute Brandt und Jan Weber kamen. Es sei eng, sagte der 36-Jährige.", "Jan Weber"),
        ("Ute Brandt und Jan Weber kamen. Es sei eng, sagte eine 20-Jährige.", "20-Jährige"),
    ],
)
def test_who_is_told_by_an_age(text: str, name: str) -> None:
    """The article before an age tells whether it is someone new, and else who."""
    source = last(text).source
    assert source is not None
    assert source.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Behind a colon, in the mood of told speech.
        ("Trainerin Eva Berg zieht den Hut: Das Spiel sei gut gewesen.", "Eva Berg"),
        # A quotation alone is of whom the sentence before is about, not of who spoke last.
        (
            "Es sei eng, sagte Jan Weber. Trainerin Eva Berg gibt nicht auf. „Wir kommen wieder.“",
            "Eva Berg",
        ),
        ("Ute Brandt: „Ich gehe, und ich komme nicht mehr.“", "Ute Brandt"),
        # One who speaks in what another tells.
        (
            "Es sei laut, sagte Jan Weber. Die Trainerin Eva Berg habe gerufen: „Weg da, sofort!“",
            "Eva Berg",
        ),
        ("Beim Zollamt wollte man sich „aus gutem Grund“ nicht äußern.", "Zollamt"),
        (
            "Wesel – Der Hersteller Nordlux hat nach eigenen Angaben nun mehr Aufträge als sonst.",
            "Nordlux",
        ),
        ("+++ 14.10 Uhr +++ Eva Berg bittet die Gäste, den Saal zu verlassen.", "Eva Berg"),
        ("Präsidentin Eva Berg: Das Geld sei knapp.", "Eva Berg"),
        ("Über einen Anwalt ließ Jan Weber mitteilen, er sei krank.", "Jan Weber"),
        ("Der Bus, betonte Eva Berg, komme noch.", "Eva Berg"),
        ("Darin fordern sie „ein Ende mit Schrecken“, sagte Jan Weber.", "Jan Weber"),
    ],
)
def test_whose_words_stand_alone(text: str, name: str) -> None:
    """Words without a verb of saying have a speaker all the same."""
    source = last(text).source
    assert source is not None
    assert source.name == name
