"""The catalogues of gettext: a file `locales/XX/LC_MESSAGES/digest.po` for each language.

Babel, which reads them, is not needed to say which there are.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_LOCALES = Path(__file__).parent / "locales"


@cache
def languages() -> tuple[str, ...]:
    """The languages that an edition can be written in, as ISO 639-1 codes, sorted."""
    return tuple(sorted(folder.name for folder in _LOCALES.iterdir()))


def path(language: str) -> Path:
    return _LOCALES / language / "LC_MESSAGES" / "digest.po"
