"""The bytes of a feed as UTF-8, whatever the server, the file and its writer say of them.

What is UTF-8 is read as that: servers and files that say otherwise are wrong.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from digest.formats.decoding import decode
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
    if data.startswith(EBCDIC):
        data = data.decode(next(_declared(data, ""), "cp037")).encode()
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or 0 in data[:4]:
        data = decode(Raw(place=place, data=data)).encode("utf-8", "replace")
    data = data.removeprefix(codecs.BOM_UTF8).translate(None, CONTROLS)
    if ESC in data or not _is_utf8(data):
        data = _converted(Raw(place=place, data=data), content_type).translate(None, ESC)
    data = data.lstrip()
    start = None if data.startswith(WELL_BEGUN) else START.search(data, 0, MAX_BEFORE)
    return data[start.start() :] if start else data


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
    named = CHARSET.findall(content_type)
    head = data[:1_000].decode("cp037" if data.startswith(EBCDIC) else "latin-1")
    named += DECLARED.findall(head)
    for name in named:
        try:
            if codecs.lookup(name).name not in REFUSED:
                data.decode(name)
                yield name
        except (LookupError, UnicodeError):
            continue
