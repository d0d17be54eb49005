"""The rules that an HTML mail is held to, as a checker: what breaks one, in words.

Colours and sizes are found as a mail program does (`styles`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from lxml import html as lxml_html
from lxml.html import HtmlElement

from support import styles

BYTES = 102_000
STYLE_BYTES = 16_000
SMALLEST = 13
CONTRAST = 4.5
FORBIDDEN_CSS = re.compile(
    r"\bflex\b|\bfloat\s*:|\d+(?:\.\d+)?(?:rem|vw|vh)\b|var\(|url\(|@import|\bgrid\b|@font-face"
)
# What mjml-python makes of characters in attributes, as Rust would print them.
MANGLED = re.compile(r"\\u\{|\\[\"'nrt\\]")
ESCAPED_TWICE = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
# The luminance of the lightest ground that does not glare in the dark.
DARK = 0.2
REMOTE = ("src", "srcset", "background", "poster", "data")


def problems(html: str) -> list[str]:
    """All that is wrong with `html` as a mail."""
    tree = lxml_html.document_fromstring(html)
    return [each for check in CHECKS for each in check(html, tree)]


def length(html: str, tree: HtmlElement) -> Iterator[str]:
    if len(html.encode()) > BYTES:
        yield f"{len(html.encode())} bytes: Gmail clips"
    sheets = sum(len(each.text or "") for each in tree.iter("style"))
    if sheets >= STYLE_BYTES:
        yield f"{sheets} bytes of <style>"


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
        if not re.search(r"\.(png|gif|jpe?g)$", image.get("src") or ""):
            yield f"an image of a kind that not all show: {(image.get('src') or '')[:40]}"


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
    sheets = [each.text or "" for each in tree.iter("style")]
    for style in [*sheets, *tree.xpath("//@style")]:
        for found in FORBIDDEN_CSS.findall(style):
            yield f"CSS: {found}"


def words(html: str, tree: HtmlElement) -> Iterator[str]:
    """No template and no library has changed what is said."""
    for name in ("alt", "title", "aria-label", "style", "href"):
        for value in tree.xpath(f"//@{name}"):
            if MANGLED.search(value) or (name == "style" and '"' in value):
                yield f"mangled {name}: {value[:60]}"
    for value in tree.xpath("//text() | //@alt | //@title | //@aria-label"):
        if found := ESCAPED_TWICE.search(value):
            yield f"escaped twice: {found[0]} in {value[:60]}"


def light(html: str, tree: HtmlElement) -> Iterator[str]:
    yield from _legible(tree, [], "light")


def dark(html: str, tree: HtmlElement) -> Iterator[str]:
    yield from _legible(tree, _of_the_dark(tree), "dark")


def grounds(html: str, tree: HtmlElement) -> Iterator[str]:
    """In the dark no ground stays light: not the outermost, and no cell within."""
    rules = _of_the_dark(tree)
    for element in tree.find("body").iter():
        ground = styles.own(element, "background-color", rules) if _is_read(element) else None
        if ground and styles.luminance(ground) > DARK:
            yield f"dark: a ground of {ground}"


def inverted(html: str, tree: HtmlElement) -> Iterator[str]:
    """Programs that force the dark make light what was dark, whatever the mail says of it."""
    yield from _legible(tree, [], "inverted", styles.turned_round)


def outlook(html: str, tree: HtmlElement) -> Iterator[str]:
    """In Outlook's own dark mode the marked elements stand below one that carries the marks."""
    marked = lxml_html.document_fromstring(html)
    marked.set("data-ogsc", "")
    marked.set("data-ogsb", "")
    sheet = "\n".join(each.text or "" for each in marked.iter("style"))
    outside = styles.rules(styles.outside_media(sheet))
    rules = [rule for rule in outside if "[data-ogs" in rule.selector]
    yield from _legible(marked, rules, "Outlook's dark")


CHECKS: tuple[Callable[[str, HtmlElement], Iterator[str]], ...] = (
    length,
    head,
    preheader,
    headings,
    layout,
    remote,
    css,
    words,
    light,
    dark,
    grounds,
    outlook,
    inverted,
)


def _of_the_dark(tree: HtmlElement) -> list[styles.Rule]:
    sheet = "\n".join(each.text or "" for each in tree.iter("style"))
    return list(styles.rules("".join(styles.media(sheet, "prefers-color-scheme: dark"))))


def _is_read(element: HtmlElement) -> bool:
    """Whether it is an element, and none that only decorates."""
    chain = [element, *element.iterancestors()]
    return isinstance(element.tag, str) and not any(each.get("aria-hidden") for each in chain)


def _legible(
    tree: HtmlElement, rules: list[styles.Rule], mode: str, seen: Callable[[str], str] = str
) -> Iterator[str]:
    """Every text is large enough and has contrast to what is behind it; `seen` says what becomes of
    a colour."""
    for element, text in styles.texts(tree):
        size = styles.inherited(element, "font-size", rules) or "16px"
        if not size.endswith("px"):
            yield f"{mode}: font size {size}"
        elif float(size[:-2]) < SMALLEST:
            yield f"{mode}: {size} for “{text[:30]}”"
        color = seen(styles.inherited(element, "color", rules) or "#000000")
        ground = seen(styles.inherited(element, "background-color", rules) or "#ffffff")
        ratio = styles.contrast(color, ground)
        if ratio < CONTRAST:
            yield f"{mode}: {color} on {ground} is {ratio:.1f}:1 for “{text[:30]}”"
