"""Terms: what words of two articles, or two languages, have in common."""

import pytest

from digest.stories.comparing.words import concept_key, figure, fold, terms, words


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
    assert keys("war", "en") == ["~war"]


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


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Universitätskliniken", "hospitals"),
        ("Feuerwehrleute", "the fire brigade"),
        ("entgleiste", "derailed"),
        ("Bränden", "blazes"),
        ("die Vereinigten Staaten", "the U.S."),
        ("US-Soldaten", "American troops"),
        ("des Roten Kreuzes", "the Red Cross"),
        ("Verteidigungsministerin", "defense minister"),
        ("Kölner", "Cologne"),
        ("WHO", "the World Health Organization"),
    ],
)
def test_what_means_the_same_is_one_term(german: str, english: str) -> None:
    """A German and an English article on one event share few names, and many of these."""
    assert set(keys(german, "de")) >= set(keys(english, "en")) != set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Verkauf", ["~sale"]),
        ("verhindern", ["verhi"]),
        ("Heidelberg", ["heide"]),
        ("Universitätskrankenhaus", ["unive", "~university", "~hospital"]),
        ("Moorbrand", ["moorb", "~fire"]),
    ],
)
def test_a_compound_means_what_its_last_part_does(text: str, expected: list[str]) -> None:
    """Only where what stands before it is a word: endings and prefixes are parts of nothing."""
    assert keys(text, "de") == expected


def test_a_phrase_is_one_term() -> None:
    """Its words mean something else each for itself: a fire brigade is no fire."""
    assert keys("fire brigades", "en") == ["~firefighter"]
    assert keys("fire", "en") == ["~fire"]


def test_a_word_in_capitals_is_met_in_capitals() -> None:
    """Or each "who" would be the World Health Organization."""
    assert keys("who is ill", "en") == ["~disease"]
    assert keys("WHO", "en") == ["~world_health_organization"]


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Feuerwehr", "fire brigade"),
        ("das französische Innenministerium", "French interior ministry"),
        ("Polizei Rosenheim", "Rosenheim police"),
        ("Verteidigungsministerium", "Ministry of Defence"),
        ("Sprecher der Polizei", "police spokeswoman"),
    ],
)
def test_a_body_has_one_key_in_both_languages(german: str, english: str) -> None:
    """So that what it says in two languages is of one source."""
    assert concept_key(german, "de") == concept_key(english, "en") != frozenset()


@pytest.mark.parametrize("name", ["Anna Roth", "stevedores of Rosenheim", ""])
def test_a_name_that_nothing_is_known_of_has_no_key(name: str) -> None:
    """Half of a name would be the key of others as well."""
    assert concept_key(name, "en") == frozenset()


def test_bodies_of_two_places_have_two_keys() -> None:
    """The police of two towns are two sources."""
    assert concept_key("Polizei Essen", "de") != concept_key("Polizei Rosenheim", "de")
