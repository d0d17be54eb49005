"""Figures: what is one, what it says, and what is none."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.claims.figures import figures
from digest.claims.text.sentences import analyse
from digest.claims.text.tokens import tokenise
from digest.claims.vocabulary.lexicon import lexicon
from digest.languages import codes
from digest.models import Bound, Figure, FigureKind, Granularity, Span

# A Wednesday.
TODAY = date(2023, 9, 6)


def read(text: str, language: str, today: date | None = TODAY) -> tuple[Figure, ...]:
    words = lexicon(language)
    passage = analyse(tokenise(text, 0, len(text), words), [], words)
    return figures(passage, ((0, len(passage.tokens)),), today)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "300.000 Boote", 300_000),
        ("de", "300 000 Boote", 300_000),
        ("de", "300\N{NO-BREAK SPACE}000 Boote", 300_000),
        ("en", "300,000 boats", 300_000),
        ("de", "3,5 Liter", Decimal("3.5")),
        ("en", "3.5 miles", Decimal("3.5")),
        ("de", "3,5 Millionen Liter", 3_500_000),
        ("de", "7 Mrd. Liter", 7_000_000_000),
        ("en", "100 million years", 100_000_000),
        ("de", "einundzwanzig Boote", 21),
        ("de", "zweihundertfünfzigtausend Boote", 250_000),
        ("en", "twenty-three boats", 23),
        ("en", "two hundred and fifty thousand boats", 250_000),
        ("de", "ein Dutzend Boote", 12),
        ("de", "eine halbe Million Boote", 500_000),
        ("en", "half a million boats", 500_000),
        ("de", "anderthalb Stunden", Decimal("1.5")),
        ("en", "minus 5 degrees", -5),
        ("de", "-5 Grad", -5),
        ("fr", "300 000 bateaux", 300_000),
        ("fr", "quatre-vingt-dix-sept bateaux", 97),
    ],
)
def test_numbers(language: str, text: str, value: Decimal) -> None:
    """ "300.000" is three hundred thousand in German and three hundred in English."""
    (figure,) = read(f"{text}.", language)
    assert (figure.kind, figure.value) == (FigureKind.NUMBER, value)


@pytest.mark.parametrize(
    ("language", "text", "kind", "unit"),
    [
        ("de", "300 tote Fische", "number", "Fische"),
        ("de", "25 verletzte Fische", "number", "Fische"),
        ("de", "527 registrierte Boote", "number", "Boote"),
        ("en", "300 wounded seals", "number", "seals"),
        ("en", "12 reports", "number", "reports"),
        ("de", "12 km", "number", "km"),
        ("de", "12 °C", "number", "°C"),
        ("de", "34-Jährige", "number", "Jährige"),
        ("en", "34-year-old", "number", "year-old"),
        ("en", "34 years", "number", "years"),
        ("de", "3,5 Mrd. Euro", "money", "EUR"),
        ("de", "3,5 Milliarden US-Dollar", "money", "USD"),
        ("en", "$3.5bn", "money", "USD"),
        ("en", "US$300 million", "money", "USD"),
        ("en", "€5m", "money", "EUR"),
        ("en", "£2 million", "money", "GBP"),
        ("de", "12 Prozent", "percent", "%"),
        ("en", "12 per cent", "percent", "%"),
        ("de", "3 Prozentpunkte", "percent", "pp"),
        ("fr", "3,5 milliards d'euros", "money", "EUR"),
        ("en", "3 percentage points", "percent", "pp"),
    ],
)
def test_units(language: str, text: str, kind: str, unit: str) -> None:
    """A sum without its currency, or a share without its sign, is another figure."""
    (figure,) = read(f"{text}.", language)
    assert (figure.kind, figure.unit, figure.span) == (FigureKind(kind), unit, Span(0, len(text)))


@pytest.mark.parametrize(
    ("language", "text", "bound"),
    [
        ("de", "fast 300 Boote", Bound.ALMOST),
        ("de", "bis zu 300 Boote", Bound.AT_MOST),
        ("de", "mindestens 300 Boote", Bound.AT_LEAST),
        ("de", "300 oder mehr Boote", Bound.AT_LEAST),
        ("de", "ca. 300 Boote", Bound.ABOUT),
        ("de", "Dutzende Boote", Bound.ABOUT),
        ("de", "mehrere hundert Boote", Bound.ABOUT),
        ("de", "mehr als eine Million Boote", Bound.MORE_THAN),
        ("fr", "au moins 300 bateaux", Bound.AT_LEAST),
        ("en", "no fewer than 300 boats", Bound.AT_LEAST),
        ("en", "up to 300 boats", Bound.AT_MOST),
        ("en", "around 300 boats", Bound.ABOUT),
        ("en", "tens of thousands of boats", Bound.ABOUT),
        ("en", "fewer than 300 boats", Bound.LESS_THAN),
        ("en", "more than half the boats", Bound.MORE_THAN),
    ],
)
def test_bounds(language: str, text: str, bound: Bound) -> None:
    """ "Up to 300" printed as 300 is an error, so the words of the bound are part of the figure."""
    (figure,) = read(f"{text}.", language)
    assert (figure.bound, figure.span) == (bound, Span(0, len(text)))


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("de", "10 bis 13 Boote", 10, 13),
        ("de", "zwischen 10 und 13 Prozent", 10, 13),
        ("de", "10–13 Boote", 10, 13),
        ("de", "10-13 Boote", 10, 13),
        ("de", "10 - 13 Boote", 10, 13),
        ("de", "3 bis 5 Millionen Euro", 3_000_000, 5_000_000),
        ("en", "3 to 5 percent", 3, 5),
        ("en", "3% to 5%", 3, 5),
        ("en", "between $3bn and $5 billion", 3_000_000_000, 5_000_000_000),
        ("en", "$10-15 million", 10_000_000, 15_000_000),
    ],
)
def test_ranges(language: str, text: str, low: int, high: int) -> None:
    """One figure with two ends, not two figures."""
    (figure,) = read(f"{text}.", language)
    assert (figure.value, figure.high, figure.span) == (low, high, Span(0, len(text)))


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "zwei Drittel der Boote", "0.6667"),
        ("de", "die Hälfte der Boote", "0.5"),
        ("de", "ein Viertel der Boote", "0.25"),
        ("de", "jedes dritte Boot", "0.3333"),
        ("de", "neun von zehn Booten", "0.9"),
        ("fr", "un quart des bateaux", "0.25"),
        ("en", "two-thirds of boats", "0.6667"),
        ("en", "half of the boats", "0.5"),
        ("en", "a third of boats", "0.3333"),
        ("en", "one in ten boats", "0.1"),
        ("en", "nine out of ten boats", "0.9"),
    ],
)
def test_fractions(language: str, text: str, value: str) -> None:
    """A share in words is a figure like one in percent."""
    (figure,) = read(f"{text}.", language)
    assert (figure.kind, figure.value) == (FigureKind.FRACTION, Decimal(value))


@pytest.mark.parametrize(
    ("language", "text", "low", "high", "granularity"),
    [
        ("de", "6. Mai 2021", "2021-05-06", None, "day"),
        ("de", "6.5.2021", "2021-05-06", None, "day"),
        ("en", "May 6, 2021", "2021-05-06", None, "day"),
        ("en", "6th of May 2021", "2021-05-06", None, "day"),
        ("en", "Sept. 6", "2023-09-06", None, "day"),
        ("en", "2021-05-06", "2021-05-06", None, "day"),
        ("en", "25/9/2021", "2021-09-25", None, "day"),
        ("de", "5/9/2021", "2021-09-05", None, "day"),
        ("de", "10. bis 13. September", "2023-09-10", "2023-09-13", "day"),
        ("de", "30. August bis zum 2. September", "2023-08-30", "2023-09-02", "day"),
        ("de", "28. Dezember bis 2. Januar 2024", "2023-12-28", "2024-01-02", "day"),
        ("en", "Sept. 6-9", "2023-09-06", "2023-09-09", "day"),
        ("en", "10 to 13 September 2022", "2022-09-10", "2022-09-13", "day"),
        ("de", "2. Januar", "2024-01-02", None, "day"),
        ("de", "Mai 2024", "2024-05-01", None, "month"),
        ("en", "2022", "2022-01-01", None, "year"),
        ("en", "2020-2022", "2020-01-01", "2022-01-01", "year"),
        ("de", "gestern", "2023-09-05", None, "day"),
        ("en", "tomorrow", "2023-09-07", None, "day"),
    ],
)
def test_dates(language: str, text: str, low: str, high: str | None, granularity: str) -> None:
    """Two articles that date an event differently mean one day."""
    (figure,) = read(f"x {text}.", language)
    assert (figure.kind, figure.span) == (FigureKind.DATE, Span(2, 2 + len(text)))
    assert figure.value == date.fromisoformat(low)
    assert figure.high == (date.fromisoformat(high) if high else None)
    assert figure.granularity is Granularity(granularity)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "Es schließt zwischen 10. und 13. September.", "10. und 13. September"),
        ("en", "It is shut between 10 and 13 September.", "10 and 13 September"),
        ("fr", "Il est fermé du 10 au 13 septembre.", "10 au 13 septembre"),
    ],
)
def test_days_that_a_word_before_them_joins(language: str, text: str, words: str) -> None:
    """ "Am 10. und 13." are two days, "zwischen 10. und 13." is a stretch of them."""
    (figure,) = read(text, language)
    assert (figure.value, figure.high) == (date(2023, 9, 10), date(2023, 9, 13))
    assert figure.span.of(text) == words


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("de", "Die Fähre kam am Montag an.", "2023-09-04"),
        ("de", "Die Fähre kam am Mittwoch an.", "2023-09-06"),
        ("de", "Die Fähre wird am Montag ablegen.", "2023-09-11"),
        ("de", "Die Fähre kam am vergangenen Mittwoch an.", "2023-08-30"),
        ("en", "The ferry came on Tuesday night.", "2023-09-05"),
        ("en", "The ferry will sail on Friday.", "2023-09-08"),
        ("en", "The ferry sailed last Friday.", "2023-09-01"),
        ("en", "Next Wednesday the ferry sails.", "2023-09-13"),
        ("de", "Am Freitag letzter Woche kam die Fähre an.", "2023-09-01"),
        ("fr", "Le ferry arrive lundi prochain.", "2023-09-11"),
        ("de", "Die Fähre kam am Montag an, sie werde bleiben.", "2023-09-04"),
        ("de", "Die Fähre ist bis Montag gesperrt.", "2023-09-11"),
        ("en", "The ferry is due by Thursday.", "2023-09-07"),
        ("en", "The ferry will sail in January.", "2024-01-01"),
        ("en", "The ferry has been shut since October.", "2022-10-01"),
        ("en", "On Tuesday, September 5, the ferry sailed.", "2023-09-05"),
    ],
)
def test_dates_from_the_day_of_the_article(language: str, text: str, day: str) -> None:
    """A weekday is the last one, today among them, unless its clause looks ahead; a month is the
    nearest that its clause allows."""
    (figure,) = read(text, language)
    assert figure.value == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "am 6. September"),
        ("de", "vom 10. bis 13. September in Ulm"),
        ("de", "am Montag"),
        ("en", "yesterday"),
        ("en", "Sept. 6-9"),
    ],
)
def test_without_a_day_of_the_article_nothing_is_made_up(language: str, text: str) -> None:
    """A year that nobody wrote is not guessed, and the days of a date are no numbers."""
    assert read(text, language, None) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "in 10115 Berlin"),
        ("de", "in 01067 Dresden"),
        ("de", "Rufen Sie +49 30 123456 oder 030 123456 an"),
        ("en", "call 555-1234 or 202-555-0100"),
        ("de", "Sie gewannen 2:1 und 3-2"),
        ("en", "a 1-3 defeat, voted 5-4"),
        ("de", "nach Artikel 5 des Grundgesetzes"),
        ("en", "under Section 230 and Article 5"),
        ("de", "nach § 5 Abs. 2 Nr. 11"),
        ("de", "die G7 und die Formel 1"),
        ("de", "um 20 Uhr, 20:15 Uhr und 8.30 Uhr"),
        ("en", "at 8 p.m. and 8:30"),
        ("de", "der 2. Platz"),
        ("en", "the 5th time"),
        ("de", "die Saison 2023/24"),
        ("en", "on 5/9/2023"),
        ("de", "die 1980er Jahre, ein 5G-Netz"),
        ("en", "Anna Berg, 34, and Tom Reed (36) left"),
        ("de", "der zweite Mann und eine Frau"),
        ("en", "every Monday"),
        (
            "de",
            "heute Morgen",
        ),
        ("en", "the second half of the game"),
    ],
)
def test_what_is_no_figure(language: str, text: str) -> None:
    """Codes, results, names, ordinals and times of day tell nothing that could be compared."""
    assert [f for f in read(text, language) if f.kind is not FigureKind.DATE] == []
    assert read(text, language, None) == ()


def grouped(number: int, language: str) -> str:
    return f"{number:,}".replace(",", "," if language == "en" else ".")


@given(st.integers(1, 10**12), st.sampled_from(["de", "en"]))
def test_digits_give_the_number_they_were_written_from(number: int, language: str) -> None:
    """Each number of the language's own spelling comes back as itself."""
    written = grouped(number, language)
    text = {"de": f"mehr als {written} Euro", "en": f"more than ${written}"}[language]
    (figure,) = read(text, language)
    assert (figure.value, figure.span.of(text)) == (number, text)


DE = """null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn
    fünfzehn sechzehn siebzehn achtzehn neunzehn"""
DE_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
EN = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen"""
EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def german(n: int) -> str:
    if n < 20:
        return DE.split()[n]
    if n < 100:
        return (f"{german(n % 10)}und" if n % 10 else "") + DE_TENS.split()[n // 10 - 2]
    size, word = (100, "hundert") if n < 1000 else (1000, "tausend")
    return german(n // size) + word + (german(n % size) if n % size else "")


def english(n: int) -> str:
    if n < 20:
        return EN.split()[n]
    if n < 100:
        return EN_TENS.split()[n // 10 - 2] + (f"-{english(n % 10)}" if n % 10 else "")
    size, word = (100, "hundred") if n < 1000 else (1000, "thousand")
    rest = f" and {english(n % size)}" if 0 < n % size < 100 else ""
    rest = rest or (f" {english(n % size)}" if n % size else "")
    return f"{english(n // size)} {word}{rest}"


@given(st.integers(2, 99_999))
@example(21)
@example(99_999)
def test_words_give_the_number_they_spell(number: int) -> None:
    """Compounds are taken apart, not listed."""
    for text, language in ((f"{german(number)} Boote", "de"), (f"{english(number)} boats", "en")):
        (figure,) = read(text, language)
        assert figure.value == number, text


PIECES = st.sampled_from(
    (
        *("3", "12", "2022", "300.000", "3,5", "10-13", "5-4", "020", "34-Jährige", "5/9/2023"),
        *("zwei", "einundzwanzig", "Million", "Millionen", "Dutzende", "million", "hundred", "bn"),
        *("bis", "zwischen", "und", "to", "between", "and", "–", "-", "von", "of", "in", "minus"),
        *("Prozent", "%", "$", "US", "Euro", "km", "°", "Menschen", "people", "half", "Hälfte"),
        *("am", "Montag", "Mai", "May", "September", "Sept", "yesterday", "gestern", "next", "."),
        *("mehr", "als", "fast", "ein", "eine", "a", "the", "oder", ",", "(", ")", "third", "½"),
    )
)


@given(
    st.lists(PIECES, max_size=20).map(" ".join) | st.text(max_size=60),
    st.sampled_from(codes()),
    st.sampled_from([TODAY, None, date.min, date.max]),
)
def test_every_figure_stands_in_the_text(text: str, language: str, today: date | None) -> None:
    """No input raises; spans are words of the text, in order and apart; ranges go up."""
    end = 0
    for figure in read(text, language, today):
        assert end <= figure.span.start < figure.span.end <= len(text)
        end = figure.span.end
        said = figure.span.of(text)
        assert said == said.strip()
        assert isinstance(figure.value, date) == (figure.kind is FigureKind.DATE)
        assert (figure.granularity is not None) == (figure.kind is FigureKind.DATE)
        assert figure.high is None or figure.high > figure.value  # type: ignore[operator]


def test_a_figure_tells_how_it_was_understood() -> None:
    """An editor sees at once that "up to" was lost, a range cut in two, or a year made a day."""
    sum_, month = read("about 10 to 13 percent in May 2024", "en")
    assert (sum_.reading(), month.reading()) == ("about 10 to 13 %", "2024-05")
