"""The rules that an HTML mail is held to, as a checker: what breaks one, in words.

Colours and sizes are found as a mail program does: inline styles, inheritance, and the style sheet
for the dark. Only what our templates use of CSS is known here; anything else is itself a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import html as lxml_html
from lxml.html import HtmlElement

BYTES = 102_000
STYLE_BYTES = 16_000
SMALLEST = 13
CONTRAST = 4.5
FORBIDDEN_CSS = re.compile(
    r"\bflex\b|\bfloat\s*:|\d+(?:\.\d+)?rem\b|var\(|url\(|@import|\bgrid\b|@font-face"
)
REMOTE = ("src", "srcset", "background", "poster", "data")


@dataclass(frozen=True)
class Rule:
    """One CSS rule: a selector of tags, classes and attributes, and its declarations."""

    selector: str
    style: dict[str, str]

    def matches(self, element: HtmlElement) -> bool:
        *ancestors, last = self.selector.split()
        if not _matches(element, last):
            return False
        above = iter([*element.iterancestors()])
        return all(any(_matches(each, part) for each in above) for part in reversed(ancestors))

    @property
    def weight(self) -> tuple[int, int]:
        return (
            len(re.findall(r"[.\[]", self.selector)),
            len(re.findall(r"(?:^|\s)\w", self.selector)),
        )


def _matches(element: HtmlElement, compound: str) -> bool:
    if not re.fullmatch(r"[\w.\[\]-]+", compound):
        raise ValueError(f"a selector that this checker does not know: {compound}")
    if not isinstance(element.tag, str):
        return False
    tag, classes = re.match(r"[\w-]*", compound)[0], re.findall(r"\.([\w-]+)", compound)
    attributes = re.findall(r"\[([\w-]+)\]", compound)
    return (
        (not tag or element.tag == tag)
        and set(classes) <= set((element.get("class") or "").split())
        and all(element.get(name) is not None for name in attributes)
    )


def problems(html: str) -> list[str]:
    """All that is wrong with `html` as a mail."""
    tree = lxml_html.document_fromstring(html)
    return [each for check in CHECKS for each in check(html, tree)]


def length(html: str, tree: HtmlElement) -> Iterator[str]:
    if len(html.encode()) > BYTES:
        yield f"{len(html.encode())} bytes: Gmail clips"
    styles = sum(len(each.text or "") for each in tree.iter("style"))
    if styles >= STYLE_BYTES:
        yield f"{styles} bytes of <style>"


def head(html: str, tree: HtmlElement) -> Iterator[str]:
    if not tree.get("lang") or tree.get("lang") == "und":
        yield "html has no lang"
    if tree.get("dir") not in {"ltr", "rtl"}:
        yield "html has no dir"
    if not (tree.findtext(".//title") or "").strip():
        yield "no title"
    metas = {each.get("name") for each in tree.iter("meta")}
    for name in ("color-scheme", "supported-color-schemes", "viewport"):
        if name not in metas:
            yield f"no meta {name}"
    for needed in ("prefers-color-scheme: dark", "[data-ogsc]", "[data-ogsb]"):
        if needed not in html:
            yield f"no {needed}"


def preheader(html: str, tree: HtmlElement) -> Iterator[str]:
    hidden = [each for each in tree.iter("div") if "display:none" in (each.get("style") or "")]
    text = hidden[0].text_content().strip() if hidden else ""
    if not 40 <= len(text) <= 110:
        yield f"preheader of {len(text)} characters"
    if text == (tree.findtext(".//title") or "").strip():
        yield "the preheader is the subject"


def headings(html: str, tree: HtmlElement) -> Iterator[str]:
    levels = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"{levels.count(1)} h1"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"h{before} is followed by h{after}"


def layout(html: str, tree: HtmlElement) -> Iterator[str]:
    # The tables of conditional comments are for Outlook: they count too. Those of figures say so.
    for table in re.findall(r"<table[^>]*>", html):
        if not re.search('role="(presentation|table)"', table):
            yield f"layout table without role: {table[:60]}"
    for width in re.findall(r"max-width:([1-9]\d*)px;", html):
        if not 600 <= int(width) <= 640:
            yield f"a column of {width} px"
    for image in tree.iter("img"):
        if image.get("alt") is None:
            yield "image without alt"


def remote(html: str, tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter():
        if element.tag in {"script", "link", "iframe", "object", "embed", "svg", "form", "base"}:
            yield f"<{element.tag}>"
        if isinstance(element.tag, str):
            names = [
                name
                for name, value in element.attrib.items()
                if (name in REMOTE and not value.startswith("cid:")) or name.startswith("on")
            ]
            yield from (f"{element.tag} {name}" for name in names)
    for address in tree.xpath("//@href"):
        if not re.match(r"https?://[^\s\"']+$", address):
            yield f"a link to {address[:40]}"


def css(html: str, tree: HtmlElement) -> Iterator[str]:
    styles = [each.text or "" for each in tree.iter("style")]
    for style in [*styles, *tree.xpath("//@style")]:
        for found in FORBIDDEN_CSS.findall(style):
            yield f"CSS: {found}"
    for style in tree.xpath("//@style"):
        if "\\" in style or '"' in style:
            yield f"mangled style: {style[:60]}"


def light(html: str, tree: HtmlElement) -> Iterator[str]:
    yield from _legible(tree, [], "light")


def dark(html: str, tree: HtmlElement) -> Iterator[str]:
    sheet = "\n".join(each.text or "" for each in tree.iter("style"))
    media = "".join(_media(sheet, "prefers-color-scheme: dark"))
    yield from _legible(tree, list(_rules(media)), "dark")


def outlook(html: str, tree: HtmlElement) -> Iterator[str]:
    """In Outlook's own dark mode the marked elements stand below one that carries the marks."""
    marked = lxml_html.document_fromstring(html)
    marked.set("data-ogsc", "")
    marked.set("data-ogsb", "")
    sheet = "\n".join(each.text or "" for each in marked.iter("style"))
    rules = [rule for rule in _rules(_outside_media(sheet)) if "[data-ogs" in rule.selector]
    yield from _legible(marked, rules, "Outlook's dark")


CHECKS: tuple[Callable[[str, HtmlElement], Iterator[str]], ...] = (
    length,
    head,
    preheader,
    headings,
    layout,
    remote,
    css,
    light,
    dark,
    outlook,
)


def _legible(tree: HtmlElement, rules: list[Rule], mode: str) -> Iterator[str]:
    """Every text is large enough and has contrast to what is behind it."""
    for element, text in _texts(tree):
        size = _inherited(element, "font-size", rules) or "16px"
        if not size.endswith("px"):
            yield f"{mode}: font size {size}"
        elif float(size[:-2]) < SMALLEST:
            yield f"{mode}: {size} for “{text[:30]}”"
        color = _inherited(element, "color", rules) or "#000000"
        ground = _inherited(element, "background-color", rules) or "#ffffff"
        ratio = contrast(color, ground)
        if ratio < CONTRAST:
            yield f"{mode}: {color} on {ground} is {ratio:.1f}:1 for “{text[:30]}”"


def _texts(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    for element in tree.find("body").iter():
        if not isinstance(element.tag, str) or _hidden(element):
            continue
        if element.text and element.text.strip():
            yield element, element.text.strip()
        for child in element:
            if child.tail and child.tail.strip():
                yield element, child.tail.strip()


def _hidden(element: HtmlElement) -> bool:
    chain = [element, *element.iterancestors()]
    return any("display:none" in (each.get("style") or "") for each in chain)


def _inherited(element: HtmlElement, name: str, rules: list[Rule]) -> str | None:
    for each in [element, *element.iterancestors()]:
        value = _own(each, name, rules)
        if value and value != "inherit":
            return value
    return None


def _own(element: HtmlElement, name: str, rules: list[Rule]) -> str | None:
    inline = _declarations(element.get("style") or "").get(name)
    found = [rule for rule in rules if name in rule.style and rule.matches(element)]
    if found:
        last = max(enumerate(found), key=lambda pair: (pair[1].weight, pair[0]))[1]
        value = last.style[name]
        if value.endswith("!important") or inline is None:
            return value.removesuffix("!important").strip()
    return inline


def _declarations(style: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in style.split(";") if ":" in each)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _media(sheet: str, query: str) -> Iterator[str]:
    """What stands in the media blocks with `query`."""
    for found in re.finditer(r"@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}", sheet):
        if query in found[0].partition("{")[0]:
            yield found[1]


def _outside_media(sheet: str) -> str:
    return re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", sheet)


def _rules(sheet: str) -> Iterator[Rule]:
    for selectors, style in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        for selector in selectors.split(","):
            yield Rule(selector.strip(), _declarations(style))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two #rrggbb colours (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    if not re.fullmatch(r"#[0-9a-f]{6}", color):
        raise ValueError(f"no colour of six digits: {color}")
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
