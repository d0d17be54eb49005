"""Briefs: what a digest asks of its editions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Topics:
    """Words and names that raise or lower a story's score."""

    of_interest: tuple[str, ...] = ()
    of_no_interest: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How long an edition may be: stories, claims a story, words of claims in all."""

    stories: int = 12
    claims: int = 12
    words: int = 1600


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranking:
    """How much each part of a score weighs, from 0 (not at all) to 10."""

    interest: float = 2.0
    preference: float = 2.0
    weight: float = 2.0
    novelty: float = 1.5
    core: float = 1.5
    origins: float = 1.0
    articles: float = 1.0
    certainty: float = 1.0
    attribution: float = 1.5
    length: float = 1.0
    position: float = 0.5
    figures: float = 0.5
    quotation: float = 1.0
    recency: float = 1.0
    speakers: float = 0.5
    context: float = 0.5
    language: float = 0.5
    variety: float = 3.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Preference:
    """What a reader wants more of, or less: a topic, speaker or outlet, and how many times that was
    said (below zero: less)."""

    name: str
    steps: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """What one digest asks of its editions: the part of the settings that they depend on.

    With `show_left_out` they list the stories that were left out, and why.
    """

    name: str
    title: str
    language: str
    timezone: str
    template: str
    show_left_out: bool = False
    topics: Topics = Topics()
    limits: Limits = Limits()
    ranking: Ranking = Ranking()
    preferences: tuple[Preference, ...] = ()
