"""Languages are data: one TOML file each, read into the named tuples of `schema`.

To add one, write `XX.toml` beside this file; nothing else has to know it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from digest.errors import LanguageError
from digest.languages.fill import fill
from digest.languages.schema import Language

# What is said to those who run Digest is in this language.
OURS = "en"

_FOLDER = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """The languages there are, as ISO 639-1 codes, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def load(code: str) -> Language:
    """The language `code`. Raises LanguageError where its file is missing or wrong."""
    place = f"languages/{code}.toml"
    if code not in codes():
        known = ", ".join(codes())
        raise LanguageError("no such language", place=place, hint=f"there are: {known}")
    try:
        table = tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageError(str(error), place=place, hint="correct the TOML") from error
    return fill(Language, table, place)
