"""Languages are data: one TOML file each, read into the frozen dataclasses of `schema`.

To add one, write `XX.toml` beside this file; nothing else has to know it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from digest.errors import LanguageError
from digest.languages.fill import fill
from digest.languages.schema import Language


@cache
def codes() -> tuple[str, ...]:
    """The languages there are, as ISO 639-1 codes, sorted."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def load(code: str) -> Language:
    """The language `code`. Raises LanguageError where its file is missing or wrong."""
    place = f"languages/{code}.toml"
    if code not in codes():
        known = ", ".join(codes())
        raise LanguageError("no such language", place=place, hint=f"there are: {known}")
    try:
        table = tomllib.loads(files(__name__).joinpath(f"{code}.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageError(str(error), place=place, hint="correct the TOML") from error
    return fill(Language, table, place)
