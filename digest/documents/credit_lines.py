"""Who wrote an article and who published it: bylines, credit lines, links to the original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from digest import languages
from digest.documents.dates import DATE, TIME
from digest.documents.phrases import any_of, phrases
from digest.models import Found, Span

# Small words inside names, of any language.
PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "la", "le"}
    | {"ten", "ter", "van", "von", "zu", "zur"}
)

# A name has two to four words.
LONGEST_NAME = 4

SITE = re.compile(r"(?:www\.)?(?P<site>(?:[\w-]+\.)+[a-zA-Z]{2,6})(?![\w.])")
INITIALS = re.compile(r"[\w.&-]+(?:/[\w.&-]+)+")
COPYRIGHT = re.compile(r"(?:©|\(c\))\s*(?:(?:19|20)\d\d)?\s*(?P<owner>[^/,|\n]*)", re.IGNORECASE)
WORD = re.compile(r"[^\s,;/|•·]+")


def is_credit(words: str) -> bool:
    """`sba/hos/news.de/dpa`, `(dpa)`, `Quelle: Reuters`, `© 2023 AFP`, `Foto: dpa`."""
    if any_of("credits", "photos").match(words) or COPYRIGHT.match(words):
        return True
    bare = words.strip("()[]. ")
    if bare.lower() in phrases("agencies"):
        return True
    return bool(INITIALS.fullmatch(bare) and (SITE.search(bare) or any_of("agencies").search(bare)))


def agencies(text: str, span: Span) -> Iterator[Found[str]]:
    """The agencies that a credit line or dateline names, as they spell themselves."""
    if any_of("photos").match(text, *span):
        return
    for found in any_of("agencies").finditer(text, *span):
        name = _spelling()[found[0].lower()]
        yield Found(value=name, how="credit line", span=Span(*found.span()))


def outlet(text: str, span: Span) -> Found[str] | None:
    """The outlet that a credit line names: by its site, or as the owner of the rights."""
    if any_of("photos").match(text, *span):
        return None
    owner = COPYRIGHT.match(text, *span)
    found = owner if owner and owner["owner"].strip() else SITE.search(text, *span)
    if not found:
        return None
    start, end = found.span("owner" if found is owner else "site")
    name = text[start:end].strip(" .")
    start = text.index(name, start)
    return Found(value=name, how="credit line", span=Span(start, start + len(name)))


def original(text: str, span: Span) -> Found[str] | None:
    """The outlet that published first, by the link to its article."""
    link = any_of("originals").match(text, *span)
    if not link:
        return None
    name = text[link.end() : span.end].strip(" :.\"'„“”»«")
    if not name:
        return None
    start = text.index(name, link.end())
    return Found(value=name, how="link to the original", span=Span(start, start + len(name)))


def authors(text: str, span: Span) -> list[Found[str]]:
    """The names in a byline (`Von Ada Beispiel und Jörg Muster, Berlin`); none where it is none.

    Every part of the line must be a name, a place, an agency or a date, and one of them a name.
    """
    start = any_of("bylines").match(text, *span)
    if not start:
        return []
    names = []
    for part in _parts(text, Span(start.end(), span.end)):
        words = WORD.findall(text, *part)
        if not _is_name(words):
            return []
        if len(words) > 1:
            names.append(Found(value=part.of(text), how="byline", span=part))
    return names


def _parts(text: str, span: Span) -> Iterator[Span]:
    """What stands between commas, bars, slashes, "and" and dates, without white space."""
    at = span.start
    for joint in _joints().finditer(text, *span):
        yield from _trimmed(text, at, joint.start())
        at = joint.end()
    yield from _trimmed(text, at, span.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end].strip(" :-–—|•·")
    if words:
        start = text.index(words, start)
        yield Span(start, start + len(words))


def _is_name(words: list[str]) -> bool:
    """Up to four capitalised words, with small ones between them."""
    capitals = [word[0].isupper() for word in words]
    between = all(
        capital or word in PARTICLES for capital, word in zip(capitals, words, strict=True)
    )
    return len(words) <= LONGEST_NAME and between and capitals[0] and capitals[-1]


@cache
def _joints() -> re.Pattern[str]:
    return re.compile(
        rf"[,;/|•·]|{DATE.pattern}(?:{TIME.pattern})?|{any_of('joints').pattern}", re.IGNORECASE
    )


@cache
def _spelling() -> dict[str, str]:
    return {
        name.lower(): name
        for code in languages.codes()
        for name in languages.load(code).document.agencies
    }
