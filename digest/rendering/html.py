"""The page as HTML for mail programs: MJML, by mjml-python, short enough to be shown whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat

from mjml import mjml2html

from digest.models import Problem
from digest.models.views import CLIP_BYTES
from digest.rendering.page import Page
from digest.rendering.templating import MJML, Templates

# From here on one more story may be too many.
WARNING = CLIP_BYTES * 8 // 10
# Claims on a card: more are no card any more.
CLAIMS = 12

Shorten = Callable[[int, int, int], Page]


def fit(templates: Templates, page: Page, shorten: Shorten) -> tuple[str, tuple[Problem, ...]]:
    """`page` as HTML of less than `CLIP_BYTES` bytes, and what is to be said about its length.

    `shorten(claims, more, cards)` gives the page with so many claims on so many cards, and with one
    more on the first of them. Raises TemplateError.
    """
    html = mail(templates, page)
    if size(html) > CLIP_BYTES:
        html = _shortest(templates, page, shorten)
        cut = f"cut off by mail programs at {CLIP_BYTES // 1000} KB"
        # What was wrong in earlier editions is never left out.
        is_over = size(html) > CLIP_BYTES
        message = f"is {cut}, though shortened" if is_over else f"would be {cut}: it is shortened"
    elif size(html) > WARNING:
        message = f"is {size(html) // 1000} KB: mail programs cut off at {CLIP_BYTES // 1000} KB"
    else:
        return html, ()
    hint = "lower words, claims or stories in the limits of the digest"
    return html, (Problem(place="edition.html", message=message, hint=hint),)


def _shortest(templates: Templates, page: Page, shorten: Shorten) -> str:
    """The longest of ever shorter pages that fits: claims go first, then the last cards."""
    cards = len(page.cards)
    fewer = ((claims, more, cards) for claims in range(CLAIMS + 1) for more in range(max(cards, 1)))
    cuts = [*((0, 0, n) for n in range(cards)), *fewer][::-1]
    best = bisect_left(cuts, -CLIP_BYTES, key=lambda cut: -size(mail(templates, shorten(*cut))))
    return mail(templates, shorten(*cuts[min(best, len(cuts) - 1)]))


def size(html: str) -> int:
    """In bytes, as it is sent."""
    return len(html.encode())


def mail(templates: Templates, page: object, name: str = MJML) -> str:
    """`page` through the template `name` and MJML. Raises TemplateError that names the place in
    it.
    """
    source = templates.fill(name, page)
    try:
        _well_formed(source.encode())
        # Without `fonts` the head would fetch one from a font service.
        html = mjml2html(source, fonts={})
        _understood(source, html)
    except ValueError as error:
        message, _, position = str(error).replace(" in root template", "").partition(_AT)
        byte = int(position.partition(":")[0] or 0)
        offset = len(source.encode()[:byte].decode(errors="ignore"))
        raise templates.blame(name, page, offset, f"MJML: {message}") from error
    # Spaces are references for mjml-python to keep them; to filters these look like hidden letters.
    # The indentation of the template is some 8% of the bytes.
    spaced = re.sub(r"\s*\n\s*", "\n", html.replace("&#32;", " "))
    return spaced.replace("&#160;", "\u00a0")


# Between an error's message and the byte it is about, as mjml-python says it.
_AT = " at position "


def _well_formed(source: bytes) -> None:
    """Raise ValueError where `source` is no XML: mjml-python often sees nothing, or not where."""
    parser = expat.ParserCreate("utf-8")
    # Names such as &nbsp; are known to HTML and not to XML; they are no errors here.
    parser.UseForeignDTD()
    try:
        parser.ParseFile(BytesIO(source))
    except expat.ExpatError as error:
        message = expat.ErrorString(error.code)
        raise ValueError(f"{message}{_AT}{parser.ErrorByteIndex}") from error


def _understood(source: str, html: str) -> None:
    """Raise ValueError for an element that mjml-python does not know: it leaves it as it is."""
    left = re.search(r"<mj-[\w-]+", html)
    if left:
        byte = len(source.partition(left[0])[0].encode())
        raise ValueError(f"unknown element {left[0]}>{_AT}{byte}")
