"""What the words for a source say of who it is."""

import pytest

from digest.models import Source, SourceKind, Span
from digest.stories.origins.names import Mention, Names
from digest.stories.origins.voices import (
    Voices,
    is_faceless,
    is_kind,
    is_network,
    office,
    spoken_for,
)

NOWHERE = Span(0, 0)


def person(name: str, role: str) -> Source:
    return Source(name=name, span=NOWHERE, kind=SourceKind.PERSON, role=role)


@pytest.mark.parametrize(
    ("said", "language", "body"),
    [
        ("Polizeisprecherin", "de", "Polizei"),
        ("deutscher Regierungssprecher", "de", "Regierung"),
        ("Human Rights Watch-Sprecher", "de", "Human Rights Watch"),
        ("Sprecher des CERN", "de", "CERN"),
        ("innenpolitische Sprecherin der FDP-Fraktion", "de", "FDP-Fraktion"),
        ("Polizeiangaben", "de", "Polizei"),
        ("police spokeswoman", "en", "police"),
        ("spokesman for the transport ministry", "en", "transport ministry"),
        ("Analysts at Kestrel Securities", "en", "Kestrel Securities"),
        ("porte-parole de la préfecture", "fr", "préfecture"),
        ("Sprecher", "de", ""),
        ("Bürgermeister", "de", ""),
        ("spokesman for the fire brigade", "xx", ""),
    ],
)
def test_a_voice_names_its_body(said: str, language: str, body: str) -> None:
    """The police and their spokeswoman are one origin."""
    assert spoken_for(said, language) == body


def test_an_expert_with_a_name_speaks_for_himself() -> None:
    """Nameless analysts are the house that they work for; one who gives his name is his own."""
    assert spoken_for("analysts at Keel Research", "en", role=True) == ""


def test_a_voice_is_its_body_where_that_is_heard_too() -> None:
    """Alone, a person is shown by name; beside the body, or another who speaks for it, as it."""
    sources = [(person("Jana Lohse", "Polizeisprecherin"), "de")]
    names = Names(
        [Mention("Jana Lohse", SourceKind.PERSON, "de"), Mention("Polizei", SourceKind.BODY, "de")]
    )
    assert Voices(sources, names).spoken_for("Jana Lohse") is None
    sources.append((person("Tim Ott", "Polizeisprecher"), "de"))
    assert Voices(sources, names).spoken_for("Jana Lohse") == "Polizei"


def test_an_office_leads_to_its_holder_where_there_is_one() -> None:
    """ "The mayor" is who was named as such; of two mayors it may be either."""
    sources = [(person("Ida Kjær", "Bürgermeisterin der Hafenstadt Havnsted"), "de")]
    voices = Voices(sources, Names([]))
    assert voices.holder("Bürgermeisterin von Havnsted", "de", SourceKind.UNNAMED) == "Ida Kjær"
    assert voices.holder("Bürgermeister von Grevenhafen", "de", SourceKind.UNNAMED) is None
    sources.append((person("Per Holm", "Bürgermeister von Grevenhafen"), "de"))
    assert Voices(sources, Names([])).holder("Bürgermeister", "de", SourceKind.UNNAMED) is None


def test_who_was_in_office_is_not_who_is() -> None:
    """A word before an office makes it another one."""
    assert not office("former president", "en", SourceKind.PERSON) <= office(
        "president of Sundmark", "en", SourceKind.PERSON
    )
    assert office("the president", "en", SourceKind.PERSON) <= office(
        "president of Sundmark", "en", SourceKind.PERSON
    )


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("drei namentlich nicht genannte Mitglieder der Besatzung", "de"),
        ("Sicherheitskreise", "de"),
        ("die Zeitung", "de"),
        ("several members of the crew", "en"),
        ("according to", "en"),
    ],
)
def test_some_names_name_nobody(said: str, language: str) -> None:
    """What they say is the word of the paper that has it from them."""
    assert is_faceless(said, language)


@pytest.mark.parametrize("said", ["Polizei", "US", "Zeitung am Sund", "Rat der Stadt"])
def test_others_name_somebody(said: str) -> None:
    """A body whose name has a common word is still one."""
    assert not is_faceless(said, "de")


def test_kinds_and_networks() -> None:
    """ "The company" is who was named before, and a network is nobody who reports."""
    assert is_kind("the company", "en") is is_kind("Unternehmen", "de") is True
    assert is_kind("Company House", "en") is is_kind("Kolmar", "de") is False
    assert is_network("X-Account") is is_network("Facebook") is True
    assert is_network("Kurier am Sund") is False
