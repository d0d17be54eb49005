"""Words of a feed on one line, safe to show: without markup, entities resolved once."""

from __future__ import annotations

import html
import re

from digest.formats.feed.raw import RawText
from digest.formats.markup import BLOCKS, CELLS

# Control characters, halves of surrogates, what is no character, and what is not seen but turns
# text around (the Bidi_Control property of Unicode) or hides where a word is broken. White space
# and the joiners that Persian, Hindi and emoji are spelt with stay.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

TAG = re.compile(r"<!\[CDATA\[|</?[a-zA-Z][^<>]*>|<[!?][^<>]*>")
# A tag that ends a line of a page, and so a word.
BREAK = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS | CELLS))})\b[^<>]*>", re.IGNORECASE)
# A tag without its end.
CUT_OFF = re.compile(r"<(?:/[a-zA-Z]|[!?]|[a-zA-Z][^<>=]*=)[^<>]*")
# What is markup even where a feed says that a text has none. A bare `<blink>` is not: it can be a
# word of a headline about it.
LIVE = re.compile(r"</[a-zA-Z]|<[!?]|<[a-zA-Z][\w:.-]*[\s/][^<>]*>|<[a-zA-Z][^<>]*=")
# Python makes no number of thousands of digits, and Unicode has no character for eight.
NO_CHARACTER = re.compile(r"&#[0-9]{8,};?")
# Tags that are left where others were taken out of the middle of them.
MAX_NESTED = 3

# A headline has a hundred characters, and of what is longer nobody reads the rest.
MAX_LINE = 1_000


def line(text: RawText | str, limit: int = MAX_LINE) -> str:
    """`text` on one line, cut at `limit` characters."""
    value, is_html = (text, True) if isinstance(text, str) else text
    if not value:
        return ""
    # White space and markup are in the way of the limit, but not without one of their own.
    value = value[: 10 * limit]
    if is_html or LIVE.search(value):
        value = unescaped(without_tags(value))
    return " ".join(unmarked(seen(value)).split())[:limit].rstrip()


def seen(text: str) -> str:
    """`text` without characters that are not seen; nearly all texts have none, nor line breaks."""
    return text if text.isprintable() else UNSEEN.sub("", text)


def unmarked(text: str) -> str:
    """`text`, which should have no markup, without that which it has."""
    return without_tags(text) if LIVE.search(text) else text


def unescaped(text: str) -> str:
    """`text` with its references resolved, once."""
    return html.unescape(NO_CHARACTER.sub("", text)) if "&" in text else text


def without_tags(text: str) -> str:
    if "<" not in text:
        return text
    text = BREAK.sub(" ", text)
    for _ in range(MAX_NESTED):
        text, found = TAG.subn("", text)
        if not found:
            return CUT_OFF.sub("", text)
    return text.replace("<", "")
