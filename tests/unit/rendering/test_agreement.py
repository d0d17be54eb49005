"""HTML, plain text and the page on the web say the same of any edition, in every template."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import Phase, given, settings
from support.agreement import disagreements, facts, links, seen, squeezed
from support.any_edition import EDITIONS
from support.editions import Fixture
from support.fixtures import fixture
from support.views import LINKS, PAGES, TEMPLATES, UNSUBSCRIBE, mail

from digest.models.views import Rendered
from digest.rendering import laid_out, render, web_page, web_text, wording
from digest.rendering.layout import Layout
from digest.rendering.page import Page

# `brief` leaves claims to the page on the web by design: what it says, it says in both parts.
WHOLE = {"daily": True, "weekly": True, "brief": False}

# What differs is said; to find the smallest edition that has it would take minutes.
QUICK = settings(max_examples=25, phases=[Phase.explicit, Phase.generate])


def test_it_is_known_of_each_template_whether_it_says_all() -> None:
    """Nobody adds one that leaves claims out without saying so."""
    assert WHOLE.keys() == TEMPLATES.keys()


@pytest.mark.parametrize("template", sorted(TEMPLATES))
@QUICK
@given(made=EDITIONS)
def test_the_parts_of_a_mail_say_the_same(template: str, made: Fixture) -> None:
    """Every claim, figure, label, mark, headline and source of one is in the other, and
    no letter is in one that is not in the other."""
    edition, documents = made
    said = wording.load(edition.brief.language)
    page = Layout(edition, said, LINKS).page(UNSUBSCRIBE)
    mail = render(edition, documents, TEMPLATES[template], links=LINKS, unsubscribe=UNSUBSCRIBE)
    html, text = seen(mail.html), squeezed(mail.text)
    assert list(disagreements(page, html, text, whole=WHOLE[template])) == []
    assert _letters(_in_words(html, page, mail)) == _letters(_unlinked(text, mail))


def _letters(view: str) -> Counter[str]:
    return Counter(filter(str.isalpha, view))


def _unlinked(text: str, mail: Rendered) -> str:
    """`text` without the addresses that the HTML hides behind words."""
    for each in links(mail.html):
        text = text.replace(squeezed(each), "")
    return text


def _in_words(html: str, page: Page, mail: Rendered) -> str:
    """`html` with what the text says of a chart in the place of its columns."""
    if page.chart is None or not mail.images:
        return html
    for day in page.chart.days:
        html = html.replace(squeezed(day), "", 1)
    return html + "".join(squeezed("".join(row.told)) for row in page.chart.rows)


@pytest.mark.parametrize("template", sorted(PAGES))
@QUICK
@given(made=EDITIONS)
def test_the_page_on_the_web_says_what_the_text_says(template: str, made: Fixture) -> None:
    """All of it, whatever the template leaves to this page elsewhere."""
    edition, documents = made
    page = laid_out(edition, LINKS)
    web = seen(web_page(edition, documents, PAGES[template], LINKS))
    text = squeezed(web_text(edition, documents, PAGES[template], LINKS))
    assert list(disagreements(page, web, text, whole=True)) == []


def test_only_who_makes_an_edition_is_told_of_commands() -> None:
    """Readers of its text on the web have no `digest explain`."""
    edition, documents = fixture("english")
    command = f"digest explain {edition.date}"
    assert command in render(edition, documents, TEMPLATES["daily"], links=LINKS).text
    assert command not in web_text(edition, documents, TEMPLATES["daily"], LINKS)


def test_the_page_of_a_week_shows_each_number_of_its_chart() -> None:
    """Day by day, in a table whose bars only repeat them."""
    edition, documents = fixture("english")
    chart = laid_out(edition, LINKS).chart
    assert chart is not None
    web = seen(web_page(edition, documents, PAGES["weekly"], LINKS))
    for row in chart.rows:
        marks = "".join(mark.text for mark in row.card.marks)
        numbers = "".join(map(str, row.articles))
        assert squeezed(f"{row.card.headline.text}{marks}{numbers}") in web


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("unconfirmed (“said to”)", "possible", "unconfirmed"),
        ("in 3 articles, 1 origin", "in 2 articles, 1 origin", "in3articles"),
        ("Ada Quill", "Ada Vell", "adaquill"),
        ("a caretaker found", "one found", "not in both"),
        ("17 injured", "71 injured", "not in both"),
        ("Stolen Vermaas seascape", "Seascape", "only in one: stolen"),
        ("Gallery Weekly", "Weekly", "only in one"),
    ],
)
def test_a_difference_is_seen(old: str, new: str, problem: str) -> None:
    """In a label, a claim, a figure, a headline and a source: or the tests above could not fail."""
    page = laid_out(fixture("english")[0], LINKS)
    text = mail("daily", "english").text
    assert old in text
    changed = text.replace(old, new)
    found = list(disagreements(page, squeezed(text), squeezed(changed), whole=False))
    assert any(problem in each for each in found), found


def test_what_is_told_in_another_order_is_seen() -> None:
    """Who reads one part aloud and looks at the other finds the same at the same place."""
    page = laid_out(fixture("english")[0], LINKS)
    text = squeezed(mail("daily", "english").text)
    first, second, *_ = (fact.words for fact in facts(page.cards[0]))
    moved = text.replace(first, "\0").replace(second, first).replace("\0", second)
    found = list(disagreements(page, text, moved, whole=False))
    assert any(each.startswith("in another order") for each in found), found


def test_a_label_has_to_stand_at_its_claim() -> None:
    """That it stands somewhere in both is not enough."""
    page = laid_out(fixture("english")[0], LINKS)
    text = squeezed(mail("daily", "english").text)
    label = squeezed("unconfirmed (“said to”)")
    moved = label + text.replace(label, "")
    found = list(disagreements(page, text, moved, whole=False))
    assert any(each.startswith(f"not in both: {label}") for each in found), found
