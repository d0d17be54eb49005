"""The colours of our pages, light and dark."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STATIC = files("digest.web").joinpath("static")
CSS = STATIC.joinpath("preview.css").read_text("utf-8")
COLOURS = {name: pair for name, *pair in re.findall(r"--(\w+): light-dark\((#\w+), (#\w+)\);", CSS)}


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = "".join(2 * each for each in digits) if len(digits) == 3 else digits
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["paper", "raised", "quote", "target"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent", "alarm"])
def test_words_can_be_read(ink: str, paper: str, scheme: int) -> None:
    """WCAG 2.2 AA, 1.4.3: 4.5 to 1 for words of any size, on all that lies under them."""
    assert contrast(COLOURS[ink][scheme], COLOURS[paper][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["paper", "quote", "target"])
@pytest.mark.parametrize("mark", ["speaker", "cue", "addressee", "cited", "alarm", "quiet"])
def test_marks_can_be_seen(mark: str, paper: str, scheme: int) -> None:
    """WCAG 2.2 AA, 1.4.11: 3 to 1 for lines that mean something."""
    assert contrast(COLOURS[mark][scheme], COLOURS[paper][scheme]) >= 3


def for_recipients() -> dict[str, list[str]]:
    """As COLOURS; for browsers of all ages, so that each scheme has a block of its own."""
    css = STATIC.joinpath("subscriptions.css").read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--(\w+): (#\w+);", block)) for block in css.split("@media")[:2]
    )
    assert light.keys() == dark.keys()
    return {name: [light[name], dark[name]] for name in light}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["paper", "raised"])
@pytest.mark.parametrize(
    ("name", "least"), [("ink", 4.5), ("quiet", 4.5), ("accent", 4.5), ("line", 3)]
)
def test_recipients_can_read_and_find_the_button(
    name: str, least: float, paper: str, scheme: int
) -> None:
    """WCAG 2.2 AA, 1.4.3 and 1.4.11; the words of a button have the colour of the paper."""
    colours = for_recipients()
    assert contrast(colours[name][scheme], colours[paper][scheme]) >= least
