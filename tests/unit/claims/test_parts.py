"""Tokens, quotation marks, sentences and verbs, each on their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.claims.text.quotations import pair
from digest.claims.text.sentences import Passage, analyse
from digest.claims.text.tokens import tokenise
from digest.claims.vocabulary.inflection import Conjugator, Form
from digest.claims.vocabulary.lexicon import lexicon
from digest.errors import LanguageError
from digest.languages import load


def passage(text: str, language: str = "de") -> Passage:
    words = lexicon(language)
    tokens = tokenise(text, 0, len(text), words)
    return analyse(tokens, pair(tokens, words).quotations, words)


def quoted(text: str, language: str = "de") -> list[str]:
    words = lexicon(language)
    tokens = tokenise(text, 0, len(text), words)
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in pair(tokens, words).quotations]


def sentences(text: str, language: str = "de") -> list[str]:
    found = passage(text, language)
    return [
        text[found.tokens[s.start].start : found.tokens[s.end - 1].end] for s in found.sentences
    ]


@given(st.text(max_size=80))
def test_tokens_are_the_text_without_its_spaces(text: str) -> None:
    """What no token covers can never be quoted."""
    tokens = tokenise(text, 0, len(text), lexicon("de"))
    assert "".join("".join(t.text.split()) for t in tokens) == "".join(text.split())
    assert all(text[token.start : token.end] == token.text for token in tokens)


@pytest.mark.parametrize(
    ("glued", "expected"),
    [
        ("Courierberichtete", ["Courier", "berichtete"]),
        ("mitUte", ["mit", "Ute"]),
        ("ZDFAm", ["ZDF", "Am"]),
        ("WikiLeaks", ["WikiLeaks"]),
        ("Beauftragte", ["Beauftragte"]),
    ],
)
def test_words_that_a_lost_link_has_glued(glued: str, expected: list[str]) -> None:
    """Pages that are copied lose the space around their links; names with capitals stay whole."""
    assert [token.text for token in tokenise(glued, 0, len(glued), lexicon("de"))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Ja“, sagte sie.", ["„Ja“"]),
        ("»Ja«, sagte sie.", ["»Ja«"]),
        ("«Ja», sagte sie.", ["«Ja»"]),
        ("“Ja”, sagte sie.", ["“Ja”"]),
        ("Er rief: „Sie sagte ‚Ja‘ zu mir.“", ["‚Ja‘", "„Sie sagte ‚Ja‘ zu mir.“"]),
        ('"Die "Roten" kommen", rief er.', ['"Roten"', '"Die "Roten" kommen"']),
        ('Er nannte es "Unsinn. Dann ging er „heim“.', ["„heim“"]),
        ("Ein Rest“ vom Satz, dann „Ja“.", ["„Ja“"]),
    ],
)
def test_quotation_marks_of_every_style(text: str, expected: list[str]) -> None:
    """One stray mark must not swallow the rest of the article."""
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Er kam am 3. Mai. Dann ging er.", 2),
        ("Er wurde Nummer 13. Die Nummer blieb frei.", 2),
        ("Dr. Ute Brandt kam. Sie blieb.", 2),
        ("„Ja. Nein. Gut“, sagte sie. Er schwieg.", 2),
        ("Das „B. N.“-Verfahren läuft.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    """A sentence cut in two loses its speaker."""
    assert len(sentences(text)) == count


def test_verbs_are_inflected_from_data() -> None:
    """A cue verb is listed once; "teilte ... mit" and "mitgeteilt" are found with it."""
    data = load("de").claims
    forms = dict(Conjugator(data.conjugation, data.inflection).forms(["mit|teilen"]))
    assert forms["teilte"] == Form("mit|teilen", "finite", "mit")
    assert forms["mitgeteilt"] == Form("mit|teilen", "participle")
    assert forms["mitzuteilen"] == Form("mit|teilen", "infinitive")


def test_a_verb_without_conjugation_is_named() -> None:
    """Whoever adds a verb that fits no pattern is told which and what to do."""
    data = load("de").claims
    with pytest.raises(LanguageError, match="xyz"):
        list(Conjugator(data.conjugation, data.inflection).forms(["xyz"]))
