"""A frozen edition as HTML, plain text and JSON: views of one object, which say the same.

    Edition -> Page -> MJML -> HTML, plain text
            -> JSON

`layout` puts the edition into the reader's language once, as a `page.Page`; the templates of a
folder only set it. Libraries are imported where they are used: reading claims needs none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from digest.models import Document, Problem
from digest.models.editions import Edition, Rendered
from digest.rendering.catalogues import languages
from digest.rendering.exchange import read_json, write_json

__all__ = ["check", "languages", "read_json", "render", "write_json"]


def render(edition: Edition, documents: Mapping[str, Document], template: Path) -> Rendered:
    """All views of `edition`, set by the templates in the folder `template`.

    `documents` are those it cites, by fingerprint. Raises UnprovenClaimError where words are not
    in their document, TemplateError, and ConfigError where there is no wording in its language.
    """
    from digest.edition import prove
    from digest.rendering import html, wording
    from digest.rendering.layout import Layout
    from digest.rendering.templating import Templates

    prove(edition, documents)
    said = wording.load(edition.brief.language)
    templates = Templates(template, said)
    layout = Layout(edition, said)
    page = layout.page()
    mail, problems = html.fit(
        templates, page, lambda claims, cards: layout.shortened(page, claims=claims, cards=cards)
    )
    return Rendered(
        subject=page.subject,
        html=mail,
        text=templates.fill("edition.txt.j2", page).strip() + "\n",
        json=write_json(edition),
        problems=problems,
    )


def check(template: Path) -> Iterator[Problem]:
    """What is wrong with the templates in a folder, found by rendering a sample edition."""
    from digest.errors import TemplateError
    from digest.rendering.sample import sample

    found: dict[Problem, None] = {}
    for language in languages():
        edition, documents = sample(language)
        try:
            render(edition, documents, template)
        except TemplateError as error:
            # Most are the same in all languages, and said once.
            found[error.problem()] = None
    yield from found
