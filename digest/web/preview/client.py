"""The edition's HTML as a mail client would show it: its colours, its pictures, its preheader."""

from __future__ import annotations

import re
from enum import StrEnum
from html.parser import HTMLParser


class Scheme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


_STYLE = re.compile(r"<style\b.*?</style\s*>", re.IGNORECASE | re.DOTALL)
_META = re.compile(
    r"<meta\b[^>]*\bname\s*=\s*[\"']?(?:supported-)?color-schemes?\b[^>]*>", re.IGNORECASE
)
_QUERY = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:light\s+dark|dark\s+light)\b", re.IGNORECASE)

# A media feature that every window has, and one that none has.
_ALWAYS, _NEVER = "(min-width: 0)", "(max-width: 0)"


def in_scheme(html: str, scheme: Scheme) -> str:
    """`html` as a client set to `scheme` shows it, whatever this browser is set to.

    A frame has no setting of its own: its `prefers-color-scheme` is the browser's. So the queries
    that ask for it are answered here, in style sheets alone, and what declares both schemes
    declares the one. All else stays as it is.
    """

    def settle(part: re.Match[str]) -> str:
        return answered(part[0], scheme)

    return _STYLE.sub(settle, _META.sub(settle, html))


def answered(css: str, scheme: Scheme) -> str:
    """A style sheet whose queries for the scheme are answered."""

    def answer(query: re.Match[str]) -> str:
        return _ALWAYS if query[1].lower() == scheme else _NEVER

    return _QUERY.sub(answer, _BOTH.sub(scheme, css))


# A tag to its end, whatever stands in its quoted values.
_IMAGE = re.compile(r"""<img\b(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s([^\s=>"'/]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""")


def without_styles(html: str) -> str:
    """`html` as Gmail shows it where it does not like the style sheet, or is asked by an account of
    another provider: what stands inline is left. It does not read the head.
    """
    return _META.sub("", _STYLE.sub("", html))


def without_images(html: str) -> str:
    """`html` as clients show it that load no pictures until they are asked to: with what stands in
    their place.
    """

    def unless_source(attribute: re.Match[str]) -> str:
        return "" if attribute[1].lower() == "src" else attribute[0]

    return _IMAGE.sub(lambda tag: _ATTRIBUTE.sub(unless_source, tag[0]), html)


# A link that leads away from where it stands.
_LINK = re.compile(r"""<a(?=\s)(?=[^>]*\shref=["'](?!#))""", re.IGNORECASE)


def outward(html: str) -> str:
    """`html` in a frame: its links open beside that, as those of a mail do."""
    return _LINK.sub('<a target="_blank"', html)


_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "wbr"})


class _Hidden(HTMLParser):
    """Reads the text of the first element that is not displayed."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._depth = 0
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = (dict(attrs).get("style") or "").replace(" ", "").lower()
        if self._depth or (not self._done and "display:none" in style):
            self._depth += tag not in _VOID

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag not in _VOID:
            self._depth -= 1
            self._done = not self._depth

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text.append(data)


def preheader(html: str) -> str:
    """What an inbox shows beside the subject: the text of the first hidden element, or nothing.

    The invisible characters that fill it up are left out.
    """
    parser = _Hidden()
    parser.feed(html)
    return " ".join("".join(parser.text).translate(_FILLERS).split())


# Combining grapheme joiner, soft hyphen, zero-width characters and the like, which keep the
# beginning of the body out of the inbox.
_FILLERS = dict.fromkeys([0x34F, 0xAD, 0x200B, 0x200C, 0x2007, 0x2060, 0xFEFF])
