"""What readers get can be read by all of them: axe-core in a browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from support.axe import AXE, WIDTHS, barriers
from support.views import VIEWS, mail

pytestmark = pytest.mark.skipif(
    not AXE.exists(), reason="needs axe-core: apt-get install npm, then make test"
)
# A mail is shown within the page of a mail program, and the landmarks are those of that.
OF_PAGES = ("landmark-one-main", "region")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize(("template", "fixture"), VIEWS)
def test_nothing_keeps_people_from_reading_a_mail(page: Page, template: str, fixture: str) -> None:
    """At 375 and 700 pixels, in light and dark."""
    page.set_content(mail(template, fixture).html)
    assert list(barriers(page, without=OF_PAGES)) == []


# What stands in the place of </h1>, and the rule that it breaks.
BROKEN = {
    "color-contrast": '<p style="color:#808080;background-color:#999999">pale</p>',
    "image-alt": '<img src="cid:chart">',
    "heading-order": "<h4>too deep</h4>",
    "valid-lang": '<p lang="xq-nowhere-">what?</p>',
    "link-name": '<a href="https://digest.example.org"></a>',
    "aria-roles": '<p role="nothing">what?</p>',
}


def test_axe_sees_what_keeps_people_out(page: Page) -> None:
    """In all four ways to look at it, or one of them was not looked at."""
    html = mail("daily", "hindi").html
    assert html.count("</h1>") == 1
    page.set_content(html.replace("</h1>", f"</h1>{''.join(BROKEN.values())}"))
    found = Counter(each.split(": ")[1] for each in barriers(page, without=OF_PAGES))
    assert found == dict.fromkeys(BROKEN, 2 * len(WIDTHS))
