"""What runs from right to left is seen to do so, by a browser: characters alone do not show it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from support.fixtures import fixture
from support.views import LINKS, TEMPLATES, mail

from digest.rendering import web_page

# The characters of the first marker of several sources as they stand on the screen, from the right.
SEEN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const chars = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, range = document.createRange();
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      if (node.data[at].trim()) chars.push([node.data[at], range.getBoundingClientRect().left]);
    }
  }
  const start = chars.map(each => each[0]).join("").indexOf("[1¶2,2¶2");
  const marker = chars.slice(start, start + "[1¶2,2¶2".length);
  return marker.sort((one, other) => other[1] - one[1]).map(each => each[0]).join("");
}"""


def views() -> dict[str, str]:
    edition, documents = fixture("arabic")
    web = web_page(edition, documents, TEMPLATES["daily"], LINKS)
    return {
        "mail": mail("daily", "arabic").html,
        "web": f'<html lang="ar" dir="rtl"><body>{web}',
        # As the preview shows it, and programs for mail do.
        "text": f'<pre dir="auto" lang="ar">{mail("daily", "arabic").text}</pre>',
    }


@pytest.mark.parametrize("view", ["mail", "web", "text"])
def test_markers_run_as_the_page_does(browser: Browser, view: str) -> None:
    """Once they ran one way in the mail and the other on the web: "2 of 1" is not "1 of 2"."""
    page = browser.new_page(viewport={"width": 900, "height": 800})
    page.set_content(views()[view])
    assert page.evaluate(SEEN) == "[1¶2,2¶2"
    page.close()
