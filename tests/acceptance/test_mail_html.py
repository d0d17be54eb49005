"""HTML editions keep the rules of mail programs; `support.mail_rules` is the checker."""

from pathlib import Path

import pytest
from lxml import html as lxml_html
from support.editions import FOLDER, load, long
from support.fixtures import fixture
from support.mail_rules import problems
from support.styles import contrast, inherited, texts
from support.views import LINKS, VIEWS
from support.views import mail as mailed

from digest.models.views import CLIP_BYTES
from digest.rendering import laid_out, render

TEMPLATES = Path(__file__).parents[2] / "templates"
DAILY = TEMPLATES / "daily"
ALL = sorted(path.parent for path in TEMPLATES.glob("*/edition.mjml.j2"))

EDITIONS = {path.stem: lambda name=path.stem: load(name) for path in sorted(FOLDER.glob("*.toml"))}
EDITIONS |= {
    "20 stories in English": lambda: long("en", 20, 6),
    "40 stories in German": lambda: long("de", 40, 8),
    "200 stories in German": lambda: long("de", 200, 2),
}


@pytest.fixture(scope="module")
def mail():
    return render(*load("german"), DAILY).html


@pytest.mark.parametrize("template", ALL, ids=lambda path: path.name)
@pytest.mark.parametrize("name", EDITIONS)
def test_every_edition_is_a_mail_without_fault(name, template):
    """Whatever it is made of, and however long it is."""
    assert problems(render(*EDITIONS[name](), template).html) == []


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_every_fixture_is_a_mail_without_fault(view):
    """With links to pages on the web, in all that readers may meet."""
    made = mailed(*view)
    assert problems(made.html) == []
    assert len(made.html.encode()) <= CLIP_BYTES


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_claims_are_as_large_as_body_text(view):
    """16 pixels and more: what is smaller is said about them."""
    cards = laid_out(fixture(view[1])[0], LINKS).cards
    lines = [line for card in cards for group in card.groups for line in group.lines]
    claims = {piece.text.strip() for line in lines for piece in line.pieces if len(piece.text) > 20}
    tree = lxml_html.document_fromstring(mailed(*view).html)
    sizes = [inherited(element, "font-size", []) for element, text in texts(tree) if text in claims]
    assert sizes
    assert all(size is None or float(size.removesuffix("px")) >= 16 for size in sizes)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("</body>", f"{'x' * 102_000}</body>", "Gmail clips"),
        ("<head>", f"<head><style>{'a{}' * 6000}</style>", "bytes of <style>"),
        ('<html lang="de"', '<html lang="und"', "no lang"),
        ('dir="ltr"', "", "no dir"),
        ("<title>", "<title></title><title>", "no title"),
        ('name="supported-color-schemes"', 'name="x"', "no meta supported-color-schemes"),
        ("[data-ogsb]", "[data-x]", "no [data-ogsb]"),
        ("display:none;max-height", "max-height", "preheader of"),
        ("<h1", "<h1>x</h1><h1", "2 h1"),
        ("</h1>", "</h1><h3>x</h3>", "h1 is followed by h3"),
        ('<table border="0" cellpadding="0" cellspacing="0" role="presentation"', "<table", "role"),
        ("max-width:640px", "max-width:900px", "a column of 900 px"),
        ("</h1>", '</h1><img width="1">', "image without alt"),
        ("</h1>", '</h1><img alt="" src="https://t.example/pixel">', "img src"),
        ("<head>", '<head><link rel="stylesheet" href="https://f.example/">', "<link>"),
        ("</h1>", '</h1><img alt="" src="cid:chart.webp">', "an image of a kind"),
        ("</h1>", '</h1><img alt="\\u{200d}" src="cid:chart.png">', "mangled alt"),
        ("</h1>", "</h1><p>Tom &amp;amp; Jerry</p>", "escaped twice: &amp;"),
        ("</h1>", '</h1><p style="background-color:#eeeeee"></p>', "dark: a ground of #eeeeee"),
        ("body { background-color", "x { background-color", "dark: a ground of #f2f0eb"),
        ("color:#5d5952", "color:#aaaaaa", "inverted: #555555 on #000000"),
        ("</h1>", "</h1><script></script>", "<script>"),
        ("</h1>", '</h1><p onclick="x">y</p>', "p onclick"),
        ('href="https://', 'href="javascript:', "a link to javascript:"),
        ("margin:0;", "margin:0;float:left;", "CSS: float"),
        ("margin:0;", "margin:1rem;", "CSS: 1rem"),
        ("margin:0;", "background:url(https://t.example);", "CSS: url("),
        ("font-size:14px", "font-size:12px", "light: 12px"),
        ("font-size:14px", "font-size:1.5em", "light: font size 1.5em"),
        ("color:#5d5952", "color:#999999", "light: #999999 on #ffffff"),
        (".ink .m { color: #b5afa5", ".ink .m { color: #555555", "dark: #555555 on #1d1c1a"),
        (
            ".paper table { background-color",
            ".x table { background-color",
            "dark: #ece8e1 on #fff",
        ),
        (
            "[data-ogsc] .ink div { color: #ece8e1",
            "[data-ogsc] .ink div { color: #222222",
            "Outlook",
        ),
    ],
)
def test_the_checker_sees_what_is_wrong(mail, old, new, problem):
    """A rule that nothing breaks is no rule."""
    assert old in mail
    assert any(problem in found for found in problems(mail.replace(old, new)))


def test_contrast_is_that_of_the_standard():
    """Black on white is 21:1, and #767676 is the lightest grey that passes on white (WCAG)."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


@pytest.mark.parametrize("width", [320, 375, 700])
@pytest.mark.parametrize("name", [path.stem for path in sorted(FOLDER.glob("*.toml"))])
def test_no_edition_scrolls_sideways(browser, name, width):
    """Long words and foreign scripts included; in light and dark the whole page has one ground."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme="dark")
    page.set_content(render(*load(name), DAILY).html)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ground = "element => getComputedStyle(element).backgroundColor"
    assert page.eval_on_selector("body", ground) == "rgb(18, 17, 16)"
    assert page.eval_on_selector(".paper table", ground) == "rgb(29, 28, 26)"
    page.close()
