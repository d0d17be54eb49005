"""Bytes to text, in whatever encoding they are, or a FormatError that says why not.

The byte order mark goes; nothing else of the text is changed, line ends neither.
"""

from __future__ import annotations

import codecs

from digest.errors import FormatError
from digest.formats.format import UNWRITTEN
from digest.models import Raw

# UTF-32 before UTF-16, whose mark it begins with.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What western European articles without a mark or UTF-8 are written in: Windows, Mac, DOS.
LEGACY = ("cp1252", "mac_roman", "cp850")

# The letters and marks that such articles do have; taken for another encoding, they become others.
# Free to choose, charset-normalizer took 6 of 145 German news articles for central European.
WESTERN = frozenset("äöüßÄÖÜéèàáâçñóôêíîúûëïøåæœ„“”‚‘’–—»«€…•·°§\xa0")

# An encoding is recognised by its letters; a few hundred lines hold them all.
SAMPLE = 20_000

# The longest articles (long reads, court rulings, transcripts) stay under a million characters.
MAX_CHARACTERS = 2_000_000


def decode(raw: Raw, declared: str | None = None) -> str:
    """`raw` as text: by its byte order mark, as UTF-8, as it declares itself, or by its letters."""
    text = _text(raw, declared)
    if not text or text.isspace():
        raise FormatError("is empty", place=raw.place, hint="remove it, or write an article to it")
    return text


def _text(raw: Raw, declared: str | None) -> str:
    data = raw.data
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(raw, data[len(mark) :], encoding)
    if (unmarked := wide(data)) is not None:
        return _strictly(raw, data, unmarked)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(raw, declared)


def check(text: str, place: str) -> str:
    """`text`, or FormatError where it is empty, too long, or not what people write."""
    if not text.strip():
        raise FormatError("has no text", place=place, hint="remove it, or write an article to it")
    if len(text) > MAX_CHARACTERS:
        size = f"has {len(text):,} characters of text; {MAX_CHARACTERS:,} are read at most"
        raise FormatError(size, place=place, hint="split it into its articles")
    bad = UNWRITTEN.search(text)
    if bad:
        what = f"is not text: U+{ord(bad[0]):04X} at character {bad.start():,}"
        raise FormatError(what, place=place, hint="give text, Markdown, HTML, JSON or a mail")
    return text


def wide(data: bytes) -> str | None:
    """UTF-16 without its mark, as Windows tools write it: every other byte of the start is NUL."""
    head = data[:200]
    if len(head) < 4 or 0 not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.4 and not even:
        return "utf-16-le"
    if even > len(head) * 0.4 and not odd:
        return "utf-16-be"
    return None


def _legacy(raw: Raw, declared: str | None) -> str:
    """Bytes that are not UTF-8, as they declare themselves or by their letters."""
    if UNWRITTEN.search(raw.data[:SAMPLE].decode("latin-1")):
        hint = "give text, Markdown, HTML, JSON or a mail"
        raise FormatError("is a binary file, not text", place=raw.place, hint=hint)
    if declared:
        try:
            return raw.data.decode(codecs.lookup(declared).name)
        except (LookupError, UnicodeError):
            pass
    return _strictly(raw, raw.data, max(LEGACY, key=lambda encoding: _fit(raw.data, encoding)))


def _fit(data: bytes, encoding: str) -> float:
    """The share of the characters above ASCII that are western European ones, read so."""
    try:
        read = data[:SAMPLE].decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    above = [character for character in read if not character.isascii()]
    return sum(character in WESTERN for character in above) / max(len(above), 1)


def _strictly(raw: Raw, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"cannot be decoded as {encoding}, byte {error.start:,}"
        raise FormatError(what, place=raw.place, hint="save it as UTF-8") from error
