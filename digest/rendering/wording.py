"""The words of the program in the reader's language: gettext catalogues, dates, numbers.

The message ids of the catalogues are the English words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

from digest.errors import ConfigError, suggest
from digest.rendering.catalogues import languages, path


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """How things are said in one language; `translations` is what Jinja's i18n extension takes."""

    language: str
    locale: Locale
    translations: Translations

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.text_direction

    def joined(self, parts: Iterable[str]) -> str:
        """`one, two, three`"""
        return self.gettext(", ").join(parts)

    def gettext(self, message: str, **values: object) -> str:
        return str(self.translations.gettext(message)) % values

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form for `count`, which stands in it as %(count)s."""
        form = self.translations.ngettext(one, many, count)
        return str(form) % {"count": self.number(count)}

    def long_date(self, day: date) -> str:
        """`Wednesday, September 6, 2023`"""
        return format_date(day, "full", self.locale)

    def short_date(self, day: date) -> str:
        """`September 6, 2023`"""
        return format_date(day, "long", self.locale)

    def day(self, day: date) -> str:
        """`Sep 6`, for days of these weeks, on one line"""
        return str(format_skeleton("MMMd", day, locale=self.locale)).replace(" ", "\u00a0")

    def month(self, day: date) -> str:
        """`September 2023`"""
        return str(format_skeleton("yMMMM", day, locale=self.locale))

    def number(self, value: int | Decimal) -> str:
        """`1,200`"""
        return format_decimal(value, locale=self.locale)

    def weekday(self, day: date) -> str:
        """`Mon 16`, for days of one week, on one line"""
        return format_date(day, "EEE\u00a0d", self.locale)

    def day_of(self, moment: datetime, timezone: str) -> str:
        """The day of `moment` where the readers are; a time without zone is taken as it stands."""
        return self.short_date(local_day(moment, timezone))


def local_day(moment: datetime, timezone: str) -> date:
    return (moment.astimezone(ZoneInfo(timezone)) if moment.tzinfo else moment).date()


@cache
def load(language: str) -> Wording:
    """The wording of `language`. Raises ConfigError where there is none."""
    if language not in languages():
        hint = suggest(language, languages())
        raise ConfigError(f"no edition can be written in {language!r}", place="language", hint=hint)
    compiled = BytesIO()
    with path(language).open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Wording(language, Locale.parse(language), Translations(compiled))


def direction(language: str) -> str:
    """Which way a text in `language` runs; left to right where Babel does not know it."""
    try:
        return Locale.parse(language, sep="-").text_direction
    except (ValueError, UnknownLocaleError):
        return "ltr"
