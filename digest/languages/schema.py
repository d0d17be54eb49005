"""What a language file says. One dataclass a section, read by the step of the same name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class StoriesWords:
    """`common` words tell no event from another; `negations` turn a claim round; `spelling` pairs
    letters with those that another language writes for them; `articles` stand before names."""

    common: frozenset[str]
    negations: frozenset[str]
    spelling: tuple[tuple[str, str], ...]
    articles: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionWords:
    """A quotation that starts with a `leaning` word needs the sentence before it."""

    leaning: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """`code` is ISO 639-1, `name` the language's own name for itself."""

    code: str
    name: str
    stories: StoriesWords
    edition: EditionWords
