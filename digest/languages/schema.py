"""What a language file says. One dataclass a section, read by the step of the same name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """`code` is ISO 639-1, `name` the language's own name for itself."""

    code: str
    name: str
