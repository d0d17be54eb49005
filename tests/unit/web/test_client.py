"""The HTML part as a mail client would show it."""

from __future__ import annotations

import pytest

from digest.web.preview.client import (
    Scheme,
    in_scheme,
    outward,
    preheader,
    without_images,
    without_styles,
)

PART = """<html><head><meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style>:root { color-scheme: light dark }
@media (prefers-color-scheme: dark) { a { color: #fff } }
@media screen and ( prefers-color-scheme:light ) { a { color: #000 } }</style></head>
<body><p>Both light dark coats and (prefers-color-scheme: dark) are words here.</p></body></html>"""


def test_dark_is_answered_in_style_sheets_alone() -> None:
    """The frame shows what a client set to dark shows, and no word of the edition changes."""
    dark = in_scheme(PART, Scheme.DARK)
    assert '<meta name="color-scheme" content="dark">' in dark
    assert '<meta name="supported-color-schemes" content="dark">' in dark
    assert ":root { color-scheme: dark }" in dark
    assert "@media (min-width: 0) { a { color: #fff } }" in dark
    assert "@media screen and (max-width: 0) { a { color: #000 } }" in dark
    assert "Both light dark coats and (prefers-color-scheme: dark) are words here." in dark


def test_light_is_answered_too() -> None:
    """On a machine set to dark, the light view must not be dark."""
    light = in_scheme(PART, Scheme.LIGHT)
    assert "@media (max-width: 0) { a { color: #fff } }" in light
    assert "@media screen and (min-width: 0) { a { color: #000 } }" in light


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<div style="display: none; color:#fff">Two stories &amp; more</div><p>x</p>',
            "Two stories & more",
        ),
        (
            '<div style="display:none">One<br> <b>two</b><img src="x">\u200c\u034f \u200c</div>',
            "One two",
        ),
        ('<div style="display:none">First</div><div style="display:none">second</div>', "First"),
        ("<p>Nothing is hidden</p>", ""),
        ('<style>p { display:none }</style><div style="DISPLAY:NONE">Loud</div>', "Loud"),
    ],
)
def test_the_preheader_is_what_an_inbox_shows(body: str, expected: str) -> None:
    """The editor checks it before sending: the fillers behind it are not part of it."""
    assert preheader(body) == expected


def test_without_styles_only_what_stands_inline_is_left() -> None:
    """Gmail drops them as a whole where it does not like one; the words stay."""
    bare = without_styles(PART)
    assert "<style" not in bare
    assert "<meta" not in bare
    assert "Both light dark coats and (prefers-color-scheme: dark) are words here." in bare


@pytest.mark.parametrize(
    ("image", "shown"),
    [
        ('<img alt="A > b" src="data:x">', '<img alt="A > b">'),
        ("<IMG SRC='data:x' alt=''>", "<IMG alt=''>"),
        ("<img src=data:x alt=bars />", "<img alt=bars />"),
        ('<img alt=" src=x" src="y">', '<img alt=" src=x">'),
        ("<p>&lt;img src=x&gt;</p>", "<p>&lt;img src=x&gt;</p>"),
    ],
)
def test_without_images_there_is_what_stands_in_their_place(image: str, shown: str) -> None:
    """An editor sees what a picture that is not loaded leaves of the mail."""
    assert without_images(image) == shown


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        (
            '<a class="m" href="https://a.example">',
            '<a target="_blank" class="m" href="https://a.example">',
        ),
        ('<a href="/documents/1">', '<a target="_blank" href="/documents/1">'),
        ('<a href="#story">', '<a href="#story">'),
        ('<a id="x">', '<a id="x">'),
        ('<article href="x">', '<article href="x">'),
    ],
)
def test_links_lead_out_of_the_frame(link: str, shown: str) -> None:
    """What is linked to refuses to be shown in a frame; places of the page itself do not."""
    assert outward(link) == shown
