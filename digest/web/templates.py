"""The templates of `pages/`, as all our pages are made of them, and the parts of editions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from digest.rendering.cleaning import one_line
from digest.rendering.templating import shared
from digest.rendering.wording import load

# What those of readers take from elsewhere.
_TAKEN = ("page.html.j2", "parts/web.html.j2")


def environment(*, extensions: Sequence[str] = (), **known: object) -> Environment:
    """What is `known` can be said in all of them; `page.html.j2` needs `site`, `lang`, `dir` and
    `root`, the path that our addresses begin with.
    """
    made = Environment(
        loader=ChoiceLoader([PackageLoader(__package__, "pages"), shared()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=extensions,
    )
    made.globals.update(known)
    return made


@cache
def worded(language: str) -> Environment:
    """One that speaks `language`: `_()` and `ngettext()`, and filters for dates, numbers and words
    of articles.
    """
    wording = load(language)
    made = environment(extensions=["jinja2.ext.i18n"], lang=language, dir=wording.direction)
    made.install_gettext_translations(wording.translations, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    made.filters.update(
        long_date=wording.long_date,
        short_date=wording.short_date,
        month=wording.month,
        number=wording.number,
        one_line=one_line,
    )
    return made


def compile_all(language: str) -> None:
    """Compile all templates of readers' pages in `language`, which takes as long as ten pages."""
    made = worded(language)
    pages = made.list_templates(filter_func=lambda name: name.startswith("site/"))
    for name in (*pages, *_TAKEN):
        made.get_template(name)
