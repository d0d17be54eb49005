"""Feeds as feedparser should get them: references that XML knows, and nothing that takes it long.

Most feeds that are not well-formed are so by an `&` alone. With it put right they are read exactly,
where the parser for the others guesses.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint
from itertools import islice

from digest.formats.feed.raw import MAX_ITEMS
from digest.formats.markup import MAX_ATTRIBUTES

# What takes time with the square of its length: attributes of a tag, letters of an author in which
# an address of mail is looked for. It is not found where its last part has five letters.
LONG_TAG = re.compile(rb"(<[a-zA-Z][\w:.-]{0,99})\s[^<>]{2000,}")
AUTHOR = re.compile(
    rb"(<(?:\w{1,20}:)?(?:author|creator|contributor|publisher|managingeditor|webmaster)\b[^<>]{0,500}>"
    rb"(?:\s{0,99}<!\[CDATA\[)?)([^<\]]+)",
    re.IGNORECASE,
)
MAILBOX = re.compile(rb"(?:mailto:)?[^\s<>()@;]{1,64}@[^\s<>()@;&]{1,255}")
MAX_AUTHOR = 500
ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)

# A reference, or an `&` that is none; what stands in CDATA and comments is no markup.
REFERENCE = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    rb"|&(?!(?:amp|lt|gt|quot|apos);)(?:(\w{1,32});|\#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6});)?",
    re.DOTALL,
)


def mend(data: bytes) -> bytes:
    """`data`, which is UTF-8, with what can be put right put right."""
    data = AUTHOR.sub(_named, LONG_TAG.sub(_short, data))
    over = next(islice(ITEM.finditer(data), MAX_ITEMS, None), None)
    data = data[: over.start()] if over else data
    return data if b"<!ENTITY" in data else REFERENCE.sub(_reference, data)


def _short(tag: re.Match[bytes]) -> bytes:
    return tag[0] if tag[0].count(b"=") < MAX_ATTRIBUTES else tag[1]


def _named(author: re.Match[bytes]) -> bytes:
    name = author[2][:MAX_AUTHOR].decode("utf-8", "ignore").encode()
    return author[1] + MAILBOX.sub(b"", name)


def _reference(found: re.Match[bytes]) -> bytes:
    """What HTML calls `&nbsp;` as its character; an `&` alone as one; nothing for no character."""
    whole, name, number = found[0], found[1], found[2]
    if whole.startswith(b"<"):
        return whole
    if number:
        code = int(number[1:], 16) if number[:1] in b"xX" else int(number)
        return b"&#%d;" % code if _is_character(code) else b""
    known = name2codepoint.get(name.decode("ascii", "replace")) if name else None
    return b"&#%d;" % known if known else b"&amp;" + whole[1:]


def _is_character(code: int) -> bool:
    """Whether XML has the character."""
    is_plain = 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return is_plain or code in (0x9, 0xA, 0xD)
