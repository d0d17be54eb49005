"""Feeds as feedparser should get them: references that XML knows, and nothing that takes it long.

Most feeds that are not well-formed are so by an `&` alone. With it put right they are read exactly,
where the parser for the others guesses.
"""

from __future__ import annotations

import re
from functools import partial
from html.entities import name2codepoint
from itertools import islice, pairwise

from digest.formats.feed.raw import MAX_ITEMS
from digest.formats.markup import MAX_ATTRIBUTES

# What says how a file is encoded, which it no longer is. feedparser takes time with the cube of one
# that is long.
PROLOG = re.compile(rb"(?:\s*<\?[^<>]*>)*")

# What stands in CDATA and comments is no markup.
UNREAD = rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"

# What takes time with the square of its length: attributes of a tag, letters of an author in which
# an address of mail is looked for. It is cut in two where its last part has five letters.
LONG_TAG = re.compile(rb"(<[a-zA-Z][\w:.-]{0,99})\s[^<>]{2000,}")
AUTHOR = re.compile(
    UNREAD + rb"|(<(?:\w{1,20}:)?"
    rb"(?:author|creator|contributor|email|managingeditor|publisher|webmaster)\b[^<>]{0,500}>"
    rb"(?:\s{0,99}<!\[CDATA\[)?)([^<\]]+)",
    re.IGNORECASE | re.DOTALL,
)
MAILBOX = re.compile(r"(?:mailto:)?[^\s<>()@;]{1,64}@[^\s<>()@;&]{1,255}")
MAX_AUTHOR = 500

# What a picture shows; and what else there is to read in an item.
CAPTION = re.compile(
    rb"<media:description\b[^<>]*>(?:[^<]*|\s*<!\[CDATA\[.{0,9999}?\]\]>\s*)</media:description\s*>",
    re.DOTALL,
)
TEXT = re.compile(rb"<(?:description|content:encoded|summary|content)[\s>]")

ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)

# A document type that declares entities, and those of them that are a few characters: others can
# stand for a file of this machine, or for a billion words.
DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[]*\[(.*?)\]\s*>", re.DOTALL)
ENTITY = re.compile(rb"""<!ENTITY\s+(\w{1,32})\s+(?:"([^"&%<]{0,64})"|'([^'&%<]{0,64})')\s*>""")

# A reference, or an `&` that is none.
REFERENCE = re.compile(
    UNREAD
    + rb"|&(?!(?:amp|lt|gt|quot|apos);)(?:(\w{1,32});|\#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6});)?",
    re.DOTALL,
)


def mend(data: bytes) -> bytes:
    """`data`, which is UTF-8, with what can be put right put right."""
    data, entities = _declared(_unprefaced(data))
    data = AUTHOR.sub(_named, LONG_TAG.sub(_short, data))
    over = next(islice(ITEM.finditer(data), MAX_ITEMS, None), None)
    data = data[: over.start()] if over else data
    return REFERENCE.sub(partial(_reference, entities), data)


def _unprefaced(data: bytes) -> bytes:
    prolog = PROLOG.match(data)
    rest = data[prolog.end() :] if prolog else data
    # What is not closed is no declaration where a line stands before it.
    return b"\n" + rest if rest.startswith(b"<?") else rest


def without_captions(data: bytes) -> bytes:
    """`data` without the captions of pictures in items that have a text, which may be shorter."""
    if b"<media:description" not in data:
        return data
    starts = [0, *(item.start() for item in ITEM.finditer(data)), len(data)]
    parts = (data[start:end] for start, end in pairwise(starts))
    return b"".join(CAPTION.sub(b"", part) if TEXT.search(part) else part for part in parts)


def _declared(data: bytes) -> tuple[bytes, dict[bytes, bytes]]:
    """`data` without the entities that it declares, and what can be kept of them."""
    doctype = DOCTYPE.match(data, max(data.find(b"<!DOCTYPE"), 0))
    if not doctype:
        return data, {}
    entities = {name: one or two for name, one, two in ENTITY.findall(doctype[1])}
    return data[: doctype.start()] + data[doctype.end() :], entities


def _short(tag: re.Match[bytes]) -> bytes:
    return tag[0] if tag[0].count(b"=") < MAX_ATTRIBUTES else tag[1]


def _named(author: re.Match[bytes]) -> bytes:
    if not author[1]:
        return author[0]
    name = author[2][:MAX_AUTHOR].decode("utf-8", "ignore")
    return author[1] + MAILBOX.sub("", name).encode()


def _reference(entities: dict[bytes, bytes], found: re.Match[bytes]) -> bytes:
    """What HTML calls `&nbsp;` as its character; an `&` alone as one; nothing for no character."""
    whole, name, number = found[0], found[1], found[2]
    if whole.startswith(b"<"):
        return whole
    if number:
        code = int(number[1:], 16) if number[:1] in b"xX" else int(number)
        return b"&#%d;" % code if _is_character(code) else b""
    if name in entities:
        return entities[name]
    known = name2codepoint.get(name.decode("ascii", "replace")) if name else None
    return b"&#%d;" % known if known else b"&amp;" + whole[1:]


def _is_character(code: int) -> bool:
    """Whether XML has the character."""
    is_plain = 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return is_plain or code in (0x9, 0xA, 0xD)
