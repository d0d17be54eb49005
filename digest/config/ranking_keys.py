"""The keys of `[digest.ranking]`: how much each part of a score weighs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from digest.config.kinds import decimal
from digest.models.briefs import Ranking

_DEFAULTS: dict[str, float] = asdict(Ranking())


def _part(name: str, raised_by: str) -> Any:
    return decimal(0, 10, raised_by, default=_DEFAULTS[name])


@dataclass(frozen=True, kw_only=True, slots=True)
class RankingTable:
    interest: float = _part("interest", "It names a topic of interest, or of no interest (down).")
    preference: float = _part("preference", "Readers asked for more of it, or less (down).")
    weight: float = _part("weight", "The feed that it came with weighs more, or less (down).")
    novelty: float = _part("novelty", "It is new to who had the editions before.")
    core: float = _part("core", "It comes from a source that the story rests on.")
    origins: float = _part("origins", "Independent sources are behind it.")
    articles: float = _part("articles", "It stands in many articles.")
    certainty: float = _part("certainty", "It is stated rather than rumoured.")
    attribution: float = _part("attribution", "Somebody with a name says it.")
    length: float = _part("length", "It has the length of a sentence.")
    position: float = _part("position", "It stands near the top of its article.")
    figures: float = _part("figures", "It has figures.")
    quotation: float = _part("quotation", "It is in the speaker's own words.")
    recency: float = _part("recency", "Its articles are new.")
    speakers: float = _part("speakers", "Many speak in it.")
    context: float = _part("context", "It points at a sentence that is not shown (down).")
    language: float = _part("language", "It is in the language of the edition.")
    variety: float = _part("variety", "Stories chosen before it tell much of it (down).")
