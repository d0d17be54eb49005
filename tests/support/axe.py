"""axe-core in a browser: what keeps people from reading a page (WCAG 2.2 AA, and best practice)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from playwright.sync_api import Page

from support.views import TOOLS

AXE = TOOLS / "axe-core/axe.min.js"
# A phone and a reading pane.
WIDTHS = (375, 700)
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")


def barriers(
    page: Page, without: Collection[str] = (), *, widths: Collection[int] = WIDTHS
) -> Iterator[str]:
    """What axe finds on `page` at each width, in light and in dark; but for the rules `without`."""
    options = {
        "runOnly": {"type": "tag", "values": _TAGS},
        "rules": {rule: {"enabled": False} for rule in without},
        "resultTypes": ["violations"],
    }
    page.evaluate(f"{AXE.read_text('utf-8')};0")
    for width in widths:
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate(f"axe.run({json.dumps(options)})")
            for each in found["violations"]:
                node, way = each["nodes"][0], f"{scheme} {width}"
                yield f"{way}: {each['id']}: {node['failureSummary']} {node['html']:.200}"
