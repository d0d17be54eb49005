"""The bytes of a feed as UTF-8, whatever the server, the file and its writer say of them.

What is UTF-8 is read as that: servers and files that say otherwise are wrong.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from digest.errors import FormatError
from digest.formats.decoding import MARKS, decode, wide
from digest.models import Raw

# Control characters, which XML forbids, but for that which ISO-2022-JP is written with.
ESC = b"\x1b"
CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\r", *ESC})

CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
DECLARED = re.compile(r"""<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})""")

# Codecs that Python has beside those of the web: UTF-7 hides markup, others take long, or make
# characters of what was text.
REFUSED = frozenset({"utf-7", "punycode", "idna", "unicode-escape", "raw-unicode-escape"})

# The element that a feed is. What stands before it is written by broken programs: their warnings,
# blank lines.
ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
START = re.compile(rb"<\?xml\s|" + ROOT.pattern, re.IGNORECASE)
MAX_BEFORE = 10_000
WELL_BEGUN = (b"<?", b"<!", b"{")

WIDE = [(mark, encoding) for mark, encoding in MARKS if encoding != "utf-8"]

# How a feed starts that a mainframe wrote.
EBCDIC = "<?xm".encode("cp037")

# A file in UTF-8 with a character cut in two has at least this many whole ones for it; one in
# another encoding has hardly any.
WHOLE_FOR_BROKEN = 3
ABOVE_ASCII = bytes(range(0x80, 0x100))


def utf8(data: bytes, *, place: str, content_type: str) -> bytes:
    """`data` as UTF-8 from where the feed starts, whatever its XML declaration says from then on.

    Raises FormatError where it is empty, or no text.
    """
    if not data.strip():
        raise FormatError("is empty", place=place, hint="give an RSS, Atom or JSON feed")
    if told := _told(data):
        data = data.decode(told, "replace").encode("utf-8", "replace")
    data = data.removeprefix(codecs.BOM_UTF8).translate(None, CONTROLS)
    if ESC in data or not _is_utf8(data):
        data = _converted(Raw(place=place, data=data), content_type).translate(None, ESC)
    data = data.lstrip()
    start = None if data.startswith(WELL_BEGUN) else START.search(data, 0, MAX_BEFORE)
    return data[start.start() :] if start else data


def _told(data: bytes) -> str | None:
    """The encoding that the first bytes are proof of. In UTF-8 bytes can still be broken."""
    if data.startswith(EBCDIC):
        return next(_declared(data, ""), "cp037")
    return next((encoding for mark, encoding in WIDE if data.startswith(mark)), None) or wide(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _converted(raw: Raw, content_type: str) -> bytes:
    """What is not simply UTF-8: UTF-8 that is broken somewhere, or another encoding."""
    text = raw.data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    above = len(text) - len(raw.data.translate(None, ABOVE_ASCII))
    if not above > broken * (WHOLE_FOR_BROKEN + 1):
        declared = next(_declared(raw.data, content_type), None)
        text = raw.data.decode(declared) if declared else decode(raw)
    return text.encode("utf-8", "replace")


def _declared(data: bytes, content_type: str) -> Iterator[str]:
    """The encodings that the server and then the file name, and that the bytes are in."""
    basis = "cp037" if data.startswith(EBCDIC) else "ascii"
    named = CHARSET.findall(content_type) + DECLARED.findall(data[:1_000].decode(basis, "replace"))
    for name in named:
        try:
            is_refused = codecs.lookup(name).name in REFUSED
            # UTF-16 and the like cannot be what was read as something else so far.
            if not is_refused and data[:4].decode(name) == data[:4].decode(basis):
                data.decode(name)
                yield name
        except (LookupError, UnicodeError):
            continue
