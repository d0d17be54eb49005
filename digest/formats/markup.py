"""A tree of markup to blocks of words, each with what its tag says of it.

Extraction and parsing take time with the square of an element's children and attributes, so a page
with more than any article has is turned away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from digest.errors import FormatError
from digest.models import BlockKind

# The longest news pages have some 5,000 elements. These bounds keep the worst page that was found
# (paragraphs of links) under five seconds.
MAX_CHARACTERS = 5_000_000
MAX_ELEMENTS = 20_000
MAX_CHILDREN = 4_000
MAX_ATTRIBUTES = 1_000

# Markup as the standard of HTML reads it. `<` may stand in a tag, and `>` in the quotes of a value;
# there are no tags in comments, nor in elements that hold text alone.
VALUE = r"""\s*+(?:"[^"]*"|'[^']*')?"""
TAG = re.compile(
    rf"""<!--(?:-?>|.*?(?:--!?>|\Z))
       | <(?:[!?]|/(?![a-z]))[^>]*+
       | <(?:(?P<plain>iframe|noembed|noframes|script|style|textarea|title|xmp)(?=[\s/>])|/?[a-z])
         (?P<attributes>(?:[^>=]++|={VALUE})*+)
         (?(plain)(?:(?<!/)>.*?(?=</(?P=plain)[\s/>]|\Z))?)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
ATTRIBUTE = re.compile(rf"[^\s/=]++(?:\s*+={VALUE})?", re.VERBOSE)

# Tags that end a line, in HTML and in trafilatura's trees (`head` is its heading, `lb` its break).
BLOCKS = frozenset(
    """address article aside blockquote body br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5
    h6 head header hr item lb li list main ol p pre quote row section table tr ul""".split()  # noqa: SIM905 - fifty words
)
CELLS = frozenset({"cell", "td", "th"})
KINDS = {
    "h1": BlockKind.TITLE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "item"), BlockKind.ITEM),
    "figcaption": BlockKind.CAPTION,
}
HIDDEN = ("button", "iframe", "math", "noscript", "script", "style", "svg", "template", "title")

ALONE = "save the article alone, or give its text"

Words = tuple[str, BlockKind]

# "start" or "end", the element's tag, and the words behind it up to the next event.
Event = tuple[str, str, str]


def parse(page: str, place: str) -> Any:
    """The tree of a page or piece of HTML, or FormatError where it is none or has too much."""
    from lxml.etree import ErrorTypes, ParserError, XMLSyntaxError
    from lxml.html import HTMLParser, document_fromstring

    if len(page) > MAX_CHARACTERS:
        raise _too_much(place, "characters", MAX_CHARACTERS)
    if has_many_attributes(page):
        raise _too_much(place, "attributes in one tag", MAX_ATTRIBUTES)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # lxml takes no text that declares an encoding; bytes are read as what they are.
        tree = document_fromstring(page.encode("utf-8"), parser=parser)
    except (ParserError, XMLSyntaxError) as error:
        raise FormatError("has no text", place=place, hint="give the article's text") from error
    if parser.error_log.filter_types(ErrorTypes.ERR_RESOURCE_LIMIT):
        # libxml2 stops 256 elements deep, and would leave out the rest in silence.
        raise FormatError("is nested too deeply", place=place, hint=ALONE)
    elements = list(islice(tree.iter(), MAX_ELEMENTS + 1))
    if len(elements) > MAX_ELEMENTS:
        raise _too_much(place, "elements", MAX_ELEMENTS)
    if any(len(element) > MAX_CHILDREN for element in elements):
        raise _too_much(place, "elements in one element", MAX_CHILDREN)
    return tree


def _too_much(place: str, what: str, limit: int) -> FormatError:
    return FormatError(f"has more than {limit:,} {what}", place=place, hint=ALONE)


def has_many_attributes(page: str) -> bool:
    """Whether a tag has more than any article's has; a character between two is the least."""
    if len(page) <= 2 * MAX_ATTRIBUTES:
        return False
    long = (tag for tag in TAG.finditer(page) if len(tag["attributes"] or "") > 2 * MAX_ATTRIBUTES)
    return any(len(ATTRIBUTE.findall(tag["attributes"])) > MAX_ATTRIBUTES for tag in long)


def blocks(tree: Any) -> Iterator[Words]:
    """The blocks of words below `tree`, in order, with white space as it stands."""
    from lxml.etree import strip_elements

    strip_elements(tree, *HIDDEN, with_tail=False)
    return gather(_events(tree))


def _events(tree: Any) -> Iterator[Event]:
    from lxml.etree import iterwalk

    for event, element in iterwalk(tree, events=("start", "end")):
        # trafilatura keeps a heading's own tag as its `rend`.
        tag = element.get("rend", "head") if element.tag == "head" else element.tag
        yield event, tag, (element.text if event == "start" else element.tail) or ""


def gather(events: Iterable[Event]) -> Iterator[Words]:
    """The blocks of words that elements make, in order, with white space as it stands."""
    kinds = [BlockKind.PARAGRAPH]
    words: list[str] = []
    for event, tag, behind in events:
        if tag in BLOCKS:
            yield "".join(words), kinds[-1]
            words.clear()
            if event == "start":
                kinds.append(KINDS.get(tag, kinds[-1]))
            else:
                kinds.pop()
        elif tag in CELLS:
            words.append(" ")
        words.append(behind)
    yield "".join(words), kinds[-1]
