"""Terms: what words of two articles, or two languages, have in common."""

import pytest

from digest.stories.words import figure, fold, terms, words


def keys(text: str, language: str) -> list[str]:
    return [term.key for term in terms(words(text), language)]


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Gorbatschow", "Gorbachev's"),
        ("Wladiwostok", "Vladivostok"),
        ("Schostakowitsch", "Shostakovich"),
        ("Müller", "Mueller"),
        ("Demokratie", "democracy"),
        ("Nordkoreas", "North Korea"),
        ("Vereinigte Staaten", "United States"),
        ("300.000", "300,000"),
    ],
)
def test_one_name_has_one_key_in_both_languages(german: str, english: str) -> None:
    """Articles in two languages meet in names, cognates, countries and figures or not at all."""
    assert set(keys(german, "de")) & set(keys(english, "en"))


def test_common_words_are_no_terms() -> None:
    """What stands in every article would make every two of them alike."""
    assert keys("Das hatte er auch am Montag gesagt", "de") == ["gesag"]
    assert keys("It was also said on Monday by the officials", "en") == []


def test_common_words_are_those_of_the_text_s_language() -> None:
    """ "war" is a verb in German and news in English."""
    assert keys("war", "de") == []
    assert keys("war", "en") == ["var"]


def test_a_language_without_a_file_has_no_common_words() -> None:
    """An article in any language can be gathered; its words are then all weighed."""
    assert keys("le chat", "xx") == ["le", "chat"]


def test_years_and_small_numbers_are_no_terms() -> None:
    """They stand in any article; what is left of figures is seldom met by chance."""
    assert keys("2026 12 1999 450 2,5", "de") == ["450", "2.5"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("300.000", "300000"), ("300,000", "300000"), ("1.234.567", "1234567"), ("2,5", "2.5")],
)
def test_figures_lose_the_marks_between_their_digits(written: str, meant: str) -> None:
    """German and English write the same number with each other's marks."""
    assert figure(written) == meant


@pytest.mark.parametrize(
    ("written", "plain"),
    [("Łódź", "Łodz"), ("Orbán", "Orban"), ("Şimşek", "Simsek"), ("Öztürk", "Oeztuerk")],
)
def test_a_name_is_the_same_without_its_accents(written: str, plain: str) -> None:
    """Papers drop the accents of names, and some write umlauts as two letters."""
    assert fold(written) == fold(plain)
