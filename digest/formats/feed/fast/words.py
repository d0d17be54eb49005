"""The words and attributes of one element, or UnsureError where they are not simply that."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from digest.formats.feed.fast.unsure import UnsureError

# Characters that were read in the wrong encoding once, which feedparser puts right.
MISREAD = re.compile("[\x80-\x9f]|[\xc2-\xf4][\x80-\xbf]")

# Attributes of a namespace that are read; others with the name of one might be taken for it.
XML = "{http://www.w3.org/XML/1998/namespace}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
QUALIFIED = {f"{XML}base": "base", f"{XML}lang": "lang", f"{RDF}about": "rdf:about"}
READ = frozenset(
    """about base domain href ispermalink label lang lastmod length mode rel scheme term text type
    uri url version""".split()  # noqa: SIM905 - twenty words
)

# No element of a feed has ten.
MAX_ATTRIBUTES = 100
NO_ATTRIBUTES: dict[str, str] = {}


def words(element: Element) -> str:
    """The text of an element that has no others in it."""
    if len(element):
        raise UnsureError(element.tag)
    return sound((element.text or "").strip())


def sound(text: str) -> str:
    if not text.isascii() and MISREAD.search(text):
        raise UnsureError(text)
    return text


def attributes(element: Element) -> dict[str, str]:
    """By names in lower case; media types and kinds of links are in lower case too."""
    if not element.keys():
        return NO_ATTRIBUTES
    found = dict(_attribute(name, value) for name, value in element.items())
    if not len(found) == len(element.keys()) < MAX_ATTRIBUTES:
        raise UnsureError(element.tag)
    return found


def _attribute(name: str, value: str) -> tuple[str, str]:
    if name.startswith("{"):
        read = QUALIFIED.get(name)
        if read is None and name.rpartition("}")[2].lower() in READ:
            raise UnsureError(name)
        return read or name, value
    name = name.lower()
    return name, value.lower() if name in ("rel", "type") else value


def language(found: dict[str, str], outer: str) -> str:
    """The language of an element with these attributes in one of the language `outer`."""
    return found.get("lang", outer)
