"""The words of the program are there in each language, and nothing else is."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from gettext import c2py
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from digest.errors import ConfigError
from digest.rendering import languages
from digest.rendering.wording import direction, load

ROOT = Path(__file__).parents[3]
RENDERING = ROOT / "digest" / "rendering"
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]


def used():
    """Each message in code and templates: its id, or the pair of singular and plural."""
    for folder in (RENDERING, ROOT / "templates", ROOT / "digest" / "web"):
        for _, _, message, _, _ in extract_from_dir(folder, METHODS):
            yield tuple(message) if isinstance(message, tuple) else message


def messages(language):
    path = RENDERING / "locales" / language / "LC_MESSAGES" / "digest.po"
    return read_po(BytesIO(path.read_bytes()), locale=language)


def catalogue(language):
    return [each for each in messages(language) if each.id]


def of_one_number(language):
    """The plural forms that say how many by themselves: in Arabic "two articles" is one word."""
    form = c2py(messages(language).plural_expr)
    numbers = Counter(form(n) for n in range(1000))
    return {nth for nth, count in numbers.items() if count == 1}


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_has_all_messages_and_no_others(language):
    """A missing one would show English to a German, a spare one is work for translators."""
    assert {each.id for each in catalogue(language)} == set(used())


@pytest.mark.parametrize("language", languages())
def test_every_message_is_translated_with_its_values(language):
    """In all plural forms, none fuzzy, each naming the values that the message names."""
    alone = of_one_number(language)
    for message in catalogue(language):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        values = set(re.findall(r"%\(\w+\)s", str(message.id)))
        assert not message.fuzzy
        for nth, form in enumerate(forms):
            assert form
            said = set(re.findall(r"%\(\w+\)s", form))
            assert said == values or (len(forms) > 1 and nth in alone and not said)


def test_plurals_numbers_and_dates_are_the_readers():
    """1 is not many, thousands are grouped, and a date is written in full."""
    german, english, french = load("de"), load("en"), load("fr")
    say = ("%(count)s story", "%(count)s stories")
    assert [german.ngettext(*say, n) for n in (0, 1, 2)] == ["0 Themen", "1 Thema", "2 Themen"]
    assert [english.ngettext(*say, n) for n in (1, 1200)] == ["1 story", "1,200 stories"]
    assert german.ngettext(*say, 1200) == "1.200 Themen"
    assert [french.ngettext(*say, n) for n in (0, 1, 2)] == ["0 sujet", "1 sujet", "2 sujets"]
    assert french.short_date(date(2026, 3, 2)) == "2 mars 2026"
    assert german.long_date(date(2026, 3, 2)) == "Montag, 2. März 2026"
    assert english.short_date(date(2026, 3, 2)) == "March 2, 2026"


def test_arabic_has_six_plurals():
    """None, one and two have forms of their own, and what is counted changes its case with tens."""
    arabic = load("ar")
    say = ("%(count)s story", "%(count)s stories")
    assert [arabic.ngettext(*say, n) for n in (0, 1, 2, 3, 11, 100, 1203)] == [
        "لا موضوعات",
        "موضوع واحد",
        "موضوعان",
        "3 موضوعات",
        "11 موضوعًا",
        "100 موضوع",
        "1,203 موضوعات",
    ]
    assert arabic.direction == "rtl"
    assert arabic.long_date(date(2026, 3, 2)) == "الاثنين، 2 مارس 2026"


def test_french_marks_have_the_spaces_that_no_line_may_break_at():
    """A line that starts with a colon, or a quotation mark alone, is a mistake in French."""
    loose = re.compile(r"(?<=[^\s\u00a0]) ?[:;!?»]|« ?(?!\u00a0)|(?<!\u00a0)»")
    for message in catalogue("fr"):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert not [form for form in forms if loose.search(form)]


def test_a_time_is_of_the_day_it_is_where_the_readers_are():
    """Half past eleven at night in London is tomorrow in Berlin."""
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert load("de").day_of(moment, "Europe/Berlin") == "2. März 2026"
    assert load("de").day_of(moment, "America/New_York") == "1. März 2026"
    assert load("de").day_of(moment.replace(tzinfo=None), "Europe/Berlin") == "1. März 2026"


def test_another_language_is_refused_with_those_there_are():
    """Before an edition is half English."""
    with pytest.raises(ConfigError, match="'nl'") as caught:
        load("nl")
    assert "de" in caught.value.hint


@pytest.mark.parametrize(
    ("language", "runs"), [("ar", "rtl"), ("he", "rtl"), ("de", "ltr"), ("", "ltr"), ("??", "ltr")]
)
def test_direction(language, runs):
    """A quotation runs the way of its own language, known or not."""
    assert direction(language) == runs
