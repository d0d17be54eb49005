"""How sure a source is, and who does not speak: one decision of the German rules each."""

import pytest
from support.quality import as_document

from digest.claims import find
from digest.models import Certainty, Claim


def only(text: str) -> Claim:
    (claim,) = find(as_document(text, "de"))
    return claim


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ute Brandt behauptet, der Zug sei leer gewesen.", Certainty.ALLEGED),
        ("Jan Weber will nach eigenen Worten nichts gehört haben.", Certainty.ALLEGED),
        ("Jan Weber will am Abend nichts gehört haben.", Certainty.ALLEGED),
        ("Jan Weber will nach eigenen Worten bald gehen.", Certainty.STATED),
        ("Ute Brandt vermutet, der Zug sei leer gewesen.", Certainty.POSSIBLE),
        ("Der Zug werde wohl ausfallen, sagte Ute Brandt.", Certainty.POSSIBLE),
        ("Es diene dem Wohl der Stadt, sagte Ute Brandt.", Certainty.STATED),
        ("Ute Brandt schließt nicht aus, dass der Zug ausfällt.", Certainty.POSSIBLE),
        ("Ein Defekt sei nicht ausgeschlossen, sagte Ute Brandt.", Certainty.POSSIBLE),
        ("Ein Defekt sei ausgeschlossen, sagte Ute Brandt.", Certainty.STATED),
        ("Ute Brandt rechnet damit, dass 300 Gäste kommen.", Certainty.ESTIMATED),
        ("Ute Brandt rechnet damit, dass alle Gäste kommen.", Certainty.STATED),
        ("Die alte Schätzung sei falsch, sagte Ute Brandt.", Certainty.STATED),
        ("Der Verband wies die Kritik am Montag zurück.", Certainty.DENIED),
        ("Der Verband dementiert: Es habe keinen Streit gegeben.", Certainty.STATED),
        ("Ute Brandt sagte, sie wolle sich dazu nicht äußern.", Certainty.NO_COMMENT),
    ],
)
def test_what_tells_how_sure_a_source_is(text: str, expected: Certainty) -> None:
    """A claim shown as surer than its source is a false report; one shown as less sure, a slur."""
    assert only(text).certainty is expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Auf die Kritik des Verbands ging Ute Brandt nicht ein.", "Ute Brandt"),
        ("Zu den Plänen wollte sich eine Sprecherin nicht äußern.", "Sprecherin"),
        ("Fragen der Anwohner beantwortete der Konzern Nordlux nicht.", "Nordlux"),
        ("Der Konzern Nordlux, der die Bahn baut, ließ eine Anfrage unbeantwortet.", "Nordlux"),
        ("Beim Zollamt wollte man den Fall nicht kommentieren.", "Zollamt"),
        ("Das Zollamt lehnte eine Stellungnahme ab.", "Zollamt"),
    ],
)
def test_who_does_not_speak(text: str, name: str) -> None:
    """Readers ask whether the other side was heard: its silence needs its name."""
    claim = only(text)
    assert claim.certainty is Certainty.NO_COMMENT
    assert claim.source is not None
    assert claim.source.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Die Siedlung ist mit dem Bus nicht zu erreichen, weil die Brücke fehlt.",
        "Das Amt hat keine neuen Karten und kann damit keine guten Angaben zu Wegen machen.",
    ],
)
def test_what_says_nothing_of_silence(text: str) -> None:
    """The words of a refusal stand in sentences about other things too."""
    assert all(c.certainty is not Certainty.NO_COMMENT for c in find(as_document(text, "de")))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ann Lee spoke. She did not say this.", "en"),
        ("Ann Lee spoke. She did not say that the bridge was closed.", "en"),
        ("Ann Lee spoke. She did not say the bridge was closed.", "en"),
        ("Ann Lee spoke. She never said that the bridge was closed.", "en"),
        ("Ann Lee did not claim that the bridge was closed.", "en"),
        ("Anna Lee sprach. Sie hat das nicht gesagt.", "de"),
        ("Anna Lee sprach. Das hat sie nie gesagt.", "de"),
        ("Anna Lee hat nicht gesagt, dass die Brücke gesperrt ist.", "de"),
        ("Anna Lee hat nicht behauptet, die Brücke sei gesperrt.", "de"),
        ("Anna Lee n'a pas dit que le pont était fermé.", "fr"),
    ],
)
def test_what_somebody_did_not_say_is_no_claim_of_theirs(text: str, language: str) -> None:
    """Nobody says it: as their claim it would be the opposite, as a silence it would be none."""
    assert not find(as_document(text, language))


@pytest.mark.parametrize(
    ("text", "language", "certainty"),
    [
        ("Ann Lee did not say why.", "en", Certainty.NO_COMMENT),
        ("Ann Lee did not say whether the bridge was closed.", "en", Certainty.NO_COMMENT),
        ("Ann Lee did not say more.", "en", Certainty.NO_COMMENT),
        ("Ann Lee could not say how many were hurt.", "en", Certainty.NO_COMMENT),
        ("Ann Lee does not believe that the bridge was closed.", "en", Certainty.DENIED),
        ("Ann Lee said they made an offer after refusing to talk.", "en", Certainty.STATED),
        ("Ann Lee said no bridge was closed.", "en", Certainty.STATED),
        ("Ann Lee confirmed no bridge was closed.", "en", Certainty.STATED),
        ("Anna Lee glaubt nicht, dass die Brücke gesperrt ist.", "de", Certainty.DENIED),
        ("Das Amt meldet, alle sieben waren demnach nicht geimpft.", "de", Certainty.STATED),
        ("Anna Lee n'a pas confirmé que le pont était fermé.", "fr", Certainty.DENIED),
    ],
)
def test_a_negation_belongs_to_its_verb(text: str, language: str, certainty: Certainty) -> None:
    """A verb of thinking denies with it, one of saying does not speak, and what is said is said."""
    (claim,) = find(as_document(text, language))
    assert claim.certainty is certainty


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The store is said to have burned down, police said.", Certainty.ALLEGED),
        ("Three men are thought to have fled, according to the Harbour Post.", Certainty.ALLEGED),
        ("The man was told to leave, police said.", Certainty.STATED),
        ("The mayor is expected to resign, police said.", Certainty.STATED),
    ],
)
def test_what_a_source_has_from_hearsay_gets_no_surer(text: str, expected: Certainty) -> None:
    """Who passes a rumour on does not confirm it."""
    (claim,) = find(as_document(text, "en"))
    assert claim.certainty is expected
