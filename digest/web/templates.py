"""The templates of `pages/`, as all our pages are made of them."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(*, extensions: Sequence[str] = (), **known: object) -> Environment:
    """What is `known` can be said in all of them; `page.html.j2` needs `site`, `lang`, `dir` and
    `root`, the path that our addresses begin with.
    """
    made = Environment(
        loader=PackageLoader(__package__, "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=extensions,
    )
    made.globals.update(known)
    return made
