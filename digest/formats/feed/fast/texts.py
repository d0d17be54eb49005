"""Texts of a feed: what is plain, what is HTML, and what feedparser takes for HTML."""

from __future__ import annotations

import re
from html.entities import entitydefs
from typing import NamedTuple

from digest.formats.feed.fast.unsure import UnsureError

# Whether a text of this type is HTML. Others are left alone: data, and markup as elements.
IS_HTML = {"text": False, "plain": False, "text/plain": False, "html": True, "text/html": True}

# A text that should be plain and has a closing tag or an entity is HTML for feedparser, if it knows
# all of its tags. These are the frequent ones of those that it knows.
MARKUP = re.compile(r"</\w+>|&#?\w+;")
TAG = re.compile(r"</?(\w+)")
ENTITY = re.compile(r"&(\w+);")
TAGS = frozenset(
    """a b blockquote br code div em figcaption figure h1 h2 h3 h4 h5 h6 hr i img li ol p pre small
    span strong table tbody td th tr u ul""".split()  # noqa: SIM905 - thirty words
)


class Text(NamedTuple):
    value: str
    is_html: bool
    language: str


def looks_like_html(text: str) -> bool:
    """Whether feedparser sees markup in a text that should have none."""
    if not MARKUP.search(text):
        return False
    if not TAGS.issuperset(tag.lower() for tag in TAG.findall(text)):
        raise UnsureError("tag")
    return all(entity in entitydefs for entity in ENTITY.findall(text))
