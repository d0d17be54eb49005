"""French, which is data alone: one case for each thing that German and English do not have."""

from __future__ import annotations

import pytest
from support.quality import as_document

from digest.claims import find
from digest.claims.text.tokens import tokenise
from digest.claims.vocabulary.lexicon import lexicon
from digest.models import Certainty, Claim, ClaimType, Span


def only(text: str) -> Claim:
    (claim,) = find(as_document(text, "fr"))
    return claim


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(text) for span in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’homme qu'il", ["l'", "homme", "qu'", "il"]),
        ("a-t-il dit", ["a", "il", "dit"]),
        ("explique-t-elle", ["explique", "elle"]),
        ("L'Élysée, N'Golo", ["l'", "élysée", ",", "n'golo"]),
        ("aujourd'hui, prud'hommes", ["aujourd'hui", ",", "prud'hommes"]),
        ("un rendez-vous", ["un", "rendez-vous"]),
        ("selon lemonde.fr", ["selon", "lemonde.fr"]),
        ("d'après elle", ["d' après", "elle"]),
    ],
)
def test_words_that_lost_their_end_and_pronouns_behind_verbs(
    text: str, expected: list[str]
) -> None:
    """Nobody is called "l'homme", and "a-t-il" hides both the verb and who speaks."""
    assert [token.word for token in tokenise(text, 0, len(text), lexicon("fr"))] == expected


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("Le maire a déclaré lundi que le pont est sûr.", "que le pont est sûr", "Le maire"),
        ("Le pont est sûr, a déclaré le maire.", "Le pont est sûr", "le maire"),
        ("Le pont, explique-t-elle, est sûr.", "Le pont … est sûr", "elle"),
        ("« Le pont est sûr », a-t-il ajouté.", "« Le pont est sûr »", "il"),
        ("« Le pont est sûr », a confié à l'AFP Léa Morin.", "« Le pont est sûr »", "Léa Morin"),
        ("Selon la mairie, le pont est sûr.", "le pont est sûr", "la mairie"),
        ("Le pont est sûr, d'après une experte.", "Le pont est sûr", "une experte"),
        ("À en croire la police, le pont est sûr.", "le pont est sûr", "la police"),
        ("De source policière, le pont est sûr.", "le pont est sûr", "source policière"),
        ("Le pont est sûr, a-t-on appris de source proche.", "Le pont est sûr", "source proche"),
        ("Comme l'a dit Léa Morin, le pont est sûr.", "le pont est sûr", "Léa Morin"),
        ("Le maire a demandé si le pont était sûr.", "si le pont était sûr", "Le maire"),
        ("La ville promet de ne pas fermer le pont.", "de ne pas fermer le pont", "La ville"),
        ("Elle a demandé à la ville de fermer le pont.", "de fermer le pont", "Elle"),
        ("La ville dit vouloir fermer le pont.", "vouloir fermer le pont", "La ville"),
        ("Le syndicat dénonce une mesure injuste.", "une mesure injuste", "Le syndicat"),
        ("Le maire s'est dit « inquiet ».", "« inquiet »", "Le maire"),
    ],
)
def test_what_is_said_and_who_says_it(text: str, quote: str, speaker: str) -> None:
    """Verbs in two parts, subjects behind them, infinitives behind "de" and behind nothing."""
    claim = only(text)
    assert words(text, claim.quote) == quote
    assert words(text, claim.speaker) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre, en visite à Lyon, a annoncé une aide.",
        "Le pont sera fermé selon les jours.",
        "La route dit adieu aux camions.",
    ],
)
def test_a_verb_behind_an_aside_is_no_frame(text: str) -> None:
    """Only a comma between a subject and its verb tells that the verb belongs to someone else."""
    assert all(claim.rule != "verb: ..., a dit X" for claim in find(as_document(text, "fr")))


def test_a_frame_inside_of_the_marks_is_none_of_the_words() -> None:
    """Half of French quotations are broken so; with "dit-elle" in it, it is no quotation."""
    text = "« Le pont est sûr, assure Léa Morin, cheffe du chantier. Nous l'avons vérifié. »"
    claim = only(text)
    assert claim.type is ClaimType.DIRECT
    assert words(text, claim.quote) == "« Le pont est sûr … Nous l'avons vérifié. »"
    assert claim.source is not None
    assert claim.source.name == "Léa Morin"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Selon la police, le suspect aurait fui.", Certainty.ALLEGED),
        ("Le suspect aurait fui.", Certainty.ALLEGED),
        ("Le journal écrit que le pont coûterait deux millions.", Certainty.ALLEGED),
        ("Le maire a promis que le pont rouvrirait.", Certainty.STATED),
        ("Selon la police, le suspect pourrait fuir.", Certainty.POSSIBLE),
        ("La ville dément avoir fermé le pont.", Certainty.DENIED),
        ("La ville n'a pas confirmé que le pont était fermé.", Certainty.DENIED),
        ("La ville n'a pas souhaité commenter.", Certainty.NO_COMMENT),
        ("Contactée par l'AFP, la ville n'a pas donné suite.", Certainty.NO_COMMENT),
    ],
)
def test_the_mood_of_a_verb_tells_hearsay(text: str, expected: Certainty) -> None:
    """ "aurait fui" says that nobody knows; behind "a promis que" it is only the future told."""
    assert only(text).certainty is expected


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "La maire de Nantes Claire Morin a dit qu'il pleut.",
            "Claire Morin",
            "maire de Nantes",
        ),
        (
            "Le ministre de l'Intérieur, Paul Roux, a dit qu'il pleut.",
            "Paul Roux",
            "ministre de l'Intérieur",
        ),
        (
            "Paul Roux, porte-parole du parti, a dit qu'il pleut.",
            "Paul Roux",
            "porte-parole du parti",
        ),
        ("Le directeur Paul Roux est venu. Il a dit qu'il pleut.", "Paul Roux", "directeur"),
    ],
)
def test_names_and_roles(text: str, name: str, role: str) -> None:
    """A role stands before its name without a comma and reaches over "de" and "du"."""
    source = only(text).source
    assert source is not None
    assert (source.name, source.role) == (name, role)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("Selon la ville, 10\u202f000 personnes sont venues.", "personnes", "10000"),
        ("Selon la ville, cela coûte 3,5 millions d'euros.", "EUR", "3500000.0"),
        ("Selon la ville, 12\u00a0% des ponts sont fermés.", "%", "12"),
    ],
)
def test_figures(text: str, unit: str, value: str) -> None:
    """Spaces group the digits, a comma divides them, and "d'" leads to the unit."""
    figure = only(text).figures[0]
    assert (figure.unit, float(str(figure.value))) == (unit, float(value))
