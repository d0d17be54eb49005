"""Who wrote an article and who published it: bylines, credit lines, links to the original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from digest import languages
from digest.documents.dates import DATE, time_of_day
from digest.documents.phrases import any_of, led_by, phrases
from digest.models import Found, Span

# A name has two to four words.
LONGEST_NAME = 4

SITE = re.compile(r"(?:www\.)?(?P<site>(?:[\w-]+\.)+[a-zA-Z]{2,6})(?![\w.])")
INITIALS = re.compile(r"[\w.&-]+(?:/[\w.&-]+)+")
# How editors sign: `(hs)`, `oswa/etu`.
SIGNED = re.compile(r"\([a-zß-öø-ÿ]{2,5}\)\.?|\(?[a-zß-öø-ÿ.-]+(?:/[a-zß-öø-ÿ.-]+)+\)?")
COPYRIGHT = re.compile(r"(?:©|\(c\))\s*(?:(?:19|20)\d\d)?\s*(?P<owner>[^/,|\n]*)", re.IGNORECASE)
MARKS = " \t\n\r:.,-–—|•·\"'„“”»«()"


def is_credit(words: str) -> bool:
    """`sba/hos/news.de/dpa`, `(dpa)`, `Quelle: Reuters`, `© 2023 AFP`, `Foto: dpa`."""
    bare = words.strip("()[]. ")
    if led_by(bare, "credits", "photos") or COPYRIGHT.match(words):
        return True
    if bare.lower() in phrases("agencies") or SIGNED.fullmatch(words):
        return True
    return bool(INITIALS.fullmatch(bare) and (SITE.search(bare) or any_of("agencies").search(bare)))


def agency(name: str) -> str | None:
    """The agency that goes by `name`, in whatever case a page's system wrote it."""
    return _known_as().get(name) or _known_as().get(name.lower())


def agencies(text: str, span: Span) -> Iterator[Found[str]]:
    """The agencies that a credit line or dateline names, by the names they go by."""
    if led_by(text, "photos", span=span):
        return
    for found in any_of("agencies").finditer(text, *span):
        name = _known_as().get(found[0])
        if name:
            yield Found(value=name, how="credit line", span=Span(*found.span()))


def outlet(text: str, span: Span) -> Found[str] | None:
    """The outlet that a credit line names: as the owner of the rights, or by its site."""
    if led_by(text, "photos", "originals", span=span):
        return None
    owner = COPYRIGHT.match(text, *span)
    site = SITE.search(text, *span)
    part = Span(*owner.span("owner")) if owner else Span(*site.span("site")) if site else None
    named = next(_trimmed(text, *part), None) if part else None
    if named is None or led_by(text, "agencies", span=named):
        return None
    return Found(value=named.of(text), how="credit line", span=named)


def original(text: str, span: Span) -> Found[str] | None:
    """The outlet that published first, by the link to its article."""
    link = led_by(text, "originals", span=span)
    if not link:
        return None
    named = next(_trimmed(text, link.end(), span.end), None)
    return named and Found(value=named.of(text), how="link to the original", span=named)


def authors(text: str, span: Span) -> list[Found[str]]:
    """The names in a byline (`Von Ada Beispiel und Jörg Muster, Berlin`); none where it is none.

    Every part of the line must be a name, a place, an agency or a date. The authors end with the
    name behind "and", or with the first: what a comma sets off behind it is a place or an office.
    """
    start = led_by(text, "bylines", span=span)
    parts = list(_parts(text, Span(start.end(), span.end))) if start else []
    if not all(_is_name(part.of(text)) for part, _ in parts):
        return []
    last = max((at for at, (_, behind_and) in enumerate(parts) if behind_and), default=0)
    named = (part for part, _ in parts[: last + 1] if " " in part.of(text))
    return [Found(value=part.of(text), how="byline", span=part) for part in named]


def _parts(text: str, span: Span) -> Iterator[tuple[Span, bool]]:
    """What stands between commas, bars, slashes, dates and "and", and whether behind an "and"."""
    at, behind_and = span.start, False
    for joint in _joints().finditer(text, *span):
        yield from ((part, behind_and) for part in _trimmed(text, at, joint.start()))
        at, behind_and = joint.end(), bool(joint["and"])
    yield from ((part, behind_and) for part in _trimmed(text, at, span.end))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """A stretch without the marks around it, where it has words."""
    words = text[start:end].strip(MARKS)
    if words:
        start = text.index(words, start)
        yield Span(start, start + len(words))


def _is_name(part: str) -> bool:
    """Up to four capitalised words with small ones between them, or an agency."""
    if part in _known_as():
        return True
    words = part.split()
    small = [word for word in words if not word[0].isupper()]
    ends = words[0][0].isupper() and words[-1][0].isupper()
    return ends and len(words) <= LONGEST_NAME and _particles().issuperset(small)


@cache
def _joints() -> re.Pattern[str]:
    joint, around = any_of("joints").pattern, any_of("stamps", "date_fillers").pattern
    date = rf"{DATE.pattern}(?:{time_of_day().pattern})?"
    return re.compile(rf"[,;/|•·:]|{date}|(?P<and>{joint})|{around}", re.IGNORECASE)


@cache
def _particles() -> frozenset[str]:
    """Small words inside names, of any language."""
    listed = (languages.load(code).claims.name_particles for code in languages.codes())
    return frozenset(word for words in listed for word in words.split())


@cache
def _known_as() -> dict[str, str]:
    """Every spelling of an agency, and the name it goes by: SID is one, Sid a first name."""
    return {
        spelling: names[0]
        for code in languages.codes()
        for names in languages.load(code).document.agencies
        for name in names
        for spelling in (name, name.lower(), name.upper())
    }
