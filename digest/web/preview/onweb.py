"""The page of the edition on the web, as the site of readers shows it, with links that lead to the
articles of the preview.
"""

from __future__ import annotations

from markupsafe import Markup

from digest.models.editions import Edition
from digest.models.text import Spans
from digest.rendering.links import Links, anchor
from digest.web.preview.client import Scheme, in_scheme, outward
from digest.web.site.visits import fill

# Below it lie the style sheets of the page, as browsers read them that are set to a scheme.
ROOT = "/page/"


class NearLinks(Links):
    """Lead to where the preview shows what the site would; speakers and searches have no page."""

    def edition(self, _: str) -> str:
        return "/edition"

    def story(self, name: str) -> str:
        return f"/claims#{name}"

    def claim(self, name: str) -> str:
        return f"/claims#{name}"

    def article(self, fingerprint: str, spans: Spans = ()) -> str:
        return f"/documents/{fingerprint}" + (f"#{anchor(spans)}" if spans else "")


def page(edition: Edition, main: str, scheme: Scheme) -> str:
    """The whole page of `edition` around what stands in `main`, in a browser that is set to
    `scheme`.
    """
    shown = fill(
        "edition.html.j2",
        edition.brief.title,
        edition.brief.language,
        root=f"{ROOT}{scheme}",
        links=NearLinks(),
        edition=edition,
        set=Markup(main),  # noqa: S704 - a template has escaped what others say in it
        before="",
        behind="",
    )
    return outward(in_scheme(shown, scheme))
