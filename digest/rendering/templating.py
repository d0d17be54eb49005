"""Template files to text: Jinja in its sandbox, and errors that name file, line and column.

The words of an edition only ever come in as values: they are escaped, and never read as a
template. A template has `page` (see `page.Page`), `_()` and `ngettext()` for words in the reader's
language, `fill` and `rule` for plain text, `attribute` for values of HTML attributes, and `isolate`
for words that may run the other way. What templates share they import from `parts/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from traceback import walk_tb

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_eval_context,
)
from jinja2 import TemplateError as JinjaError
from jinja2.nodes import EvalContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from digest.errors import TemplateError
from digest.rendering.bidi import directed, isolated, runs_against
from digest.rendering.columns import fill, rule
from digest.rendering.tracing import trace
from digest.rendering.wording import Wording, load
from digest.shipped import resource

# The parts that a template must have; any further files of its folder can be included by them.
FILES = MJML, TEXT = "edition.mjml.j2", "edition.txt.j2"
# The folder beside templates from which they take what they share, as `parts/NAME`.
PARTS = "parts"
# Of every template file.
_SUFFIX = ".j2"
# The edition as a page on the web, which a template may have too.
PAGE = "page.html.j2"
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_ .,:;/?=+~%#@!()-]")
# What an expression in a template may raise.
_FAILURES = (JinjaError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError)


class Templates:
    """The template files of one folder, with the wording of one language."""

    def __init__(self, folder: Path, wording: Wording) -> None:
        self._folder = folder
        self._direction = wording.direction
        # Jinja sees that a file has changed, but not that one stands before it now.
        beside = frozenset((folder.parent / PARTS).glob("*"))
        self._environment = _environment(folder, wording.language, beside)

    def fill(self, name: str, page: object) -> str:
        """The template `name` with `page`. Raises TemplateError."""
        try:
            filled = self._environment.get_template(name).render(page=page)
            return _kept(filled) if _is_markup(name) else directed(filled, self._direction)
        except _FAILURES as error:
            raise self._failure(name, error) from error

    def blame(self, name: str, page: object, offset: int, message: str) -> TemplateError:
        """The error `message` about character `offset` of what `fill(name, page)` gives."""
        found = trace(self._environment, name, offset, page)
        return _error(message, Path(found.file), found.line, found.column)

    def _failure(self, name: str, error: Exception) -> TemplateError:
        if isinstance(error, TemplateNotFound):
            hint = f"a template is a folder with the files {', '.join(FILES)}"
            return TemplateError(
                "no such file", place=str(self._folder / str(error.name)), hint=hint
            )
        if isinstance(error, TemplateSyntaxError):
            return _located(str(error.message), Path(error.filename or name), error.lineno)
        frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
        inside = [(file, line) for file, line in frames if Path(file).suffix == _SUFFIX]
        file, at = inside[-1] if inside else (str(self._folder / name), 0)
        return _located(str(error), Path(file), at)


@cache
def _environment(folder: Path, language: str, _: frozenset[Path]) -> ImmutableSandboxedEnvironment:
    """Compiled templates are kept; Jinja compiles a file anew once it has changed."""
    environment = ImmutableSandboxedEnvironment(
        loader=_loader(folder),
        undefined=StrictUndefined,
        autoescape=_is_markup,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    wording = load(language)
    environment.install_gettext_translations(wording.translations, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    environment.filters.update(
        fill=fill, attribute=attribute, isolate=_isolating(wording.direction)
    )
    environment.tests.update(mixed=lambda text: runs_against(text, wording.direction))
    environment.globals.update(rule=rule)
    return environment


class _Parts(FileSystemLoader):
    """Finds what templates share, and nothing else that stands beside them."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if not template.startswith(f"{PARTS}/"):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


def _loader(folder: Path) -> BaseLoader:
    """Of a part that is both beside the templates and shipped, the first counts: so a folder of
    templates has only what it changes.
    """
    return ChoiceLoader([FileSystemLoader(folder), shared(folder.parent)])


def shared(*folders: Path) -> BaseLoader:
    """Finds `parts/NAME` in these folders of templates, and then among the shipped ones."""
    return _Parts([*folders, resource("templates")])


def _is_markup(name: str | None) -> bool:
    return not (name or "").endswith(".txt.j2")


def _kept(markup: str) -> str:
    """`markup` where no line begins with the dot between two things: it stays with the first.
    Plain text is wrapped so by `fill`.
    """
    return markup.replace(" · ", "\u00a0· ")


def attribute(value: object) -> Markup:
    """`value` for an attribute: what is not plain there mjml-python prints as Rust would."""
    plain = _NOT_PLAIN.sub(lambda found: f"&#{ord(found[0])};", str(value))
    return Markup(plain)  # noqa: S704 - nothing is left in it that could be markup


def _isolating(edition: str) -> Callable[[EvalContext, str, str], str]:
    """The filter that keeps what runs against the direction of the `edition` to itself."""

    @pass_eval_context
    def isolate(context: EvalContext, text: str, direction: str = "auto") -> str:
        if not runs_against(text, edition):
            return text
        shown = Markup('<span dir="{}">{}</span>').format(direction, text)
        return shown if context.autoescape else isolated(text, direction)

    return isolate


def _located(message: str, file: Path, line: int) -> TemplateError:
    """Jinja knows no columns: it is that of what the message names, if that stands there once."""
    written = file.read_text("utf-8", "replace").splitlines()[line - 1 : line] if line else []
    for name in re.findall(r"'([^']+)'", message) if written else ():
        found = [match.start() for match in re.finditer(rf"\b{re.escape(name)}\b", written[0])]
        if len(found) == 1:
            return _error(message, file, line, found[0] + 1)
    return _error(message, file, line)


def _error(message: str, place: Path, line: int, column: int = 0) -> TemplateError:
    position = [str(place), *(str(number) for number in (line, column) if number)]
    return TemplateError(message, place=":".join(position), hint="correct the template")
