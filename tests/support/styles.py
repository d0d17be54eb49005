"""What a mail program makes of styles: inline ones, inheritance, and a style sheet for the dark.

Only what our templates use of CSS is known here; anything else is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

from lxml.html import HtmlElement


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


def texts(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
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


def inherited(element: HtmlElement, name: str, rules: list[Rule]) -> str | None:
    for each in [element, *element.iterancestors()]:
        value = own(each, name, rules)
        if value and value != "inherit":
            return value
    return None


def own(element: HtmlElement, name: str, rules: list[Rule]) -> str | None:
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


def media(sheet: str, query: str) -> Iterator[str]:
    """What stands in the media blocks with `query`."""
    for found in re.finditer(r"@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}", sheet):
        if query in found[0].partition("{")[0]:
            yield found[1]


def outside_media(sheet: str) -> str:
    return re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", sheet)


def rules(sheet: str) -> Iterator[Rule]:
    for selectors, style in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        for selector in selectors.split(","):
            yield Rule(selector.strip(), _declarations(style))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two #rrggbb colours (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    if not re.fullmatch(r"#[0-9a-f]{6}", color):
        raise ValueError(f"no colour of six digits: {color}")
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def turned_round(color: str) -> str:
    """`color` as light as it was dark, as programs have it that force the dark."""
    red, green, blue = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    turned = hls_to_rgb(hue, 1 - light, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in turned)
