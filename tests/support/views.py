"""What readers get of the fixtures: each in each template, with links and a way to unsubscribe."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path

from digest.models.mail import PLACEHOLDER
from digest.models.views import Rendered
from digest.rendering import render
from digest.rendering.links import Links
from support import fixtures

ROOT = Path(__file__).parents[2]
# What npm has put there for the tests (`make test`).
TOOLS = ROOT / ".node/node_modules"
TEMPLATES = {path.parent.name: path.parent for path in ROOT.glob("templates/*/edition.mjml.j2")}
# Those that have a page on the web of their own.
PAGES = {path.parent.name: path.parent for path in ROOT.glob("templates/*/page.html.j2")}
VIEWS = tuple(product(sorted(TEMPLATES), fixtures.NAMES))
LINKS = Links.of("https://digest.example.org", "daily")
UNSUBSCRIBE = f"https://digest.example.org/u/{PLACEHOLDER}"


@cache
def mail(template: str, fixture: str) -> Rendered:
    """The edition as it is mailed to many."""
    edition, documents = fixtures.fixture(fixture)
    return render(edition, documents, TEMPLATES[template], links=LINKS, unsubscribe=UNSUBSCRIBE)
