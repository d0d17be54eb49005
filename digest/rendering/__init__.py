"""A frozen edition as HTML, plain text and JSON: views of one object, which say the same.

    Edition -> Page -> MJML -> HTML, plain text
            -> JSON

`layout` puts the edition into the reader's language once, as a `page.Page`; the templates of a
folder only set it. Libraries are imported where they are used: reading claims needs none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import TemplateError
from digest.models import Document, Problem
from digest.models.editions import Edition
from digest.models.mail import PLACEHOLDER
from digest.models.views import Image, Rendered
from digest.rendering.catalogues import languages
from digest.rendering.exchange import read_json, write_json
from digest.rendering.links import Links

if TYPE_CHECKING:
    from digest.rendering.charts import Chart
    from digest.rendering.page import Page

__all__ = [
    "Links",
    "check",
    "laid_out",
    "languages",
    "read_json",
    "render",
    "web_page",
    "web_text",
    "write_json",
]

_NOWHERE = Links()
# What `check` gives a template to link to.
_UNSUBSCRIBE = f"https://digest.example.org/u/{PLACEHOLDER}"
_SITE = Links.of("https://digest.example.org", "daily")


def render(
    edition: Edition,
    documents: Mapping[str, Document],
    template: Path,
    *,
    links: Links = _NOWHERE,
    unsubscribe: str = "",
) -> Rendered:
    """All views of `edition`, set by the templates in the folder `template`.

    `documents` are those it cites, by fingerprint; `links` lead to its pages on the web;
    `unsubscribe` is the address at which a
    recipient ends getting it, with `PLACEHOLDER`, for one that is mailed. Raises
    UnprovenClaimError where words are not in their document, TemplateError, and ConfigError where
    there is no wording in its language.
    """
    from digest.edition import prove
    from digest.rendering import html, wording
    from digest.rendering.layout import Layout
    from digest.rendering.shortening import shortened
    from digest.rendering.templating import TEXT, Templates

    prove(edition, documents)
    said = wording.load(edition.brief.language)
    templates = Templates(template, said)
    page = Layout(edition, said, links).page(unsubscribe)
    mail, problems = html.fit(templates, page, partial(shortened, page, said))
    text = templates.fill(TEXT, page).strip() + "\n"
    _require_link(unsubscribe, (mail, text), template)
    return Rendered(
        subject=page.subject,
        html=mail,
        text=text,
        json=write_json(edition),
        images=tuple(_images(mail, page.chart, template)),
        problems=problems,
    )


def _images(html: str, chart: Chart | None, template: Path) -> Iterator[Image]:
    """The pictures that `html` shows."""
    from digest.rendering.pictures import names
    from digest.rendering.templating import MJML

    for name in names(html):
        if chart is None or name != chart.picture:
            raise TemplateError(
                f"shows a picture that is not there: cid:{name}",
                place=str(template / MJML),
                hint="show page.chart.picture, where there is a page.chart",
            )
        from digest.rendering.drawing import draw

        yield Image(name=name, data=draw(chart))


def web_page(
    edition: Edition, documents: Mapping[str, Document], template: Path, links: Links
) -> str:
    """`edition` as HTML that stands in `main` of a page on the web, set by `page.html.j2` in the
    folder `template`. Raises as `render` does.
    """
    from digest.rendering.templating import PAGE

    return _published(PAGE, edition, documents, template, links)


def web_text(
    edition: Edition, documents: Mapping[str, Document], template: Path, links: Links
) -> str:
    """The text part of `edition` as anybody may read it on the web. Raises as `render` does."""
    from digest.rendering.templating import TEXT

    return _published(TEXT, edition, documents, template, links).strip() + "\n"


def _published(
    name: str, edition: Edition, documents: Mapping[str, Document], template: Path, links: Links
) -> str:
    from digest.edition import prove
    from digest.rendering import wording
    from digest.rendering.templating import Templates

    prove(edition, documents)
    said = wording.load(edition.brief.language)
    return Templates(template, said).fill(name, laid_out(edition, links))


def laid_out(edition: Edition, links: Links) -> Page:
    """`edition` in the words of its reader, as anybody sees it on the web."""
    from digest.rendering import wording
    from digest.rendering.layout import Layout

    return Layout(edition, wording.load(edition.brief.language), links).page(is_public=True)


def _require_link(unsubscribe: str, views: tuple[str, str], template: Path) -> None:
    from digest.rendering.templating import FILES

    for name, view in zip(FILES, views, strict=True):
        if unsubscribe not in view:
            raise TemplateError(
                "does not say how to unsubscribe",
                place=str(template / name),
                hint="set page.unsubscribe in it, as the shipped templates do",
            )


def _require_mark(withdrawn: str, rendered: Rendered, template: Path) -> None:
    from digest.rendering.templating import FILES

    for name, view in zip(FILES, (rendered.html, rendered.text), strict=True):
        if withdrawn not in view.casefold():
            raise TemplateError(
                "does not say what is withdrawn",
                place=str(template / name),
                hint="set line.marks before its words, as the shipped templates do",
            )


def check(template: Path) -> Iterator[Problem]:
    """What is wrong with the templates in a folder, found by rendering a sample edition, and one of
    a day without news.
    """
    from digest.rendering.sample import sample

    found: dict[Problem, None] = {}
    for language in languages():
        edition, documents = sample(language)
        empty = replace(edition, stories=())
        for each, unsubscribe in ((edition, _UNSUBSCRIBE), (edition, ""), (empty, "")):
            try:
                _try_out(each, documents, template, unsubscribe)
            except TemplateError as error:
                # Most are the same in all languages, and said once.
                found[error.problem()] = None
    yield from found


def _try_out(
    edition: Edition, documents: Mapping[str, Document], template: Path, unsubscribe: str
) -> None:
    from digest.rendering import wording
    from digest.rendering.templating import PAGE

    rendered = render(edition, documents, template, unsubscribe=unsubscribe)
    if edition.stories:
        withdrawn = wording.load(edition.brief.language).gettext("withdrawn")
        _require_mark(withdrawn, rendered, template)
    if (template / PAGE).exists():
        web_page(edition, documents, template, _SITE)
