"""Who gives a figure where a sentence has several voices: the police and the organisers."""

from __future__ import annotations

from collections.abc import Sequence

from digest.models import Claim, Source, SourceKind, Span
from digest.stories.figures.sentences import ARTICLE, NAMELESS, PREPOSITION, Word
from digest.stories.figures.spots import has, numeric

# "The Bavarian state health office": longer names stand with what is told of them.
_NAME = 5


def teller(words: Sequence[Word], figure: Span, claim: Claim, text: str) -> Source | None:
    """Who gives `figure`, one of a sentence's `words`, in its own clause, where that is not who
    says `claim`."""
    place = next((n for n, word in enumerate(words) if figure.covers(word.span)), None)
    if place is None:
        return None
    inside = [word for word in words[:place] if word.clause == words[place].clause]
    clause = Span(inside[0].span.start, figure.end) if inside else figure
    if any(part.overlaps(clause) for part in claim.speaker):
        return None
    bare = sum(figure.covers(word.span) for word in words) == 1
    name = _subject(inside, repeats=bare and has(words[: place - len(inside)], "telling"))
    if not name:
        return None
    span = Span(name[0].span.start, name[-1].span.end)
    return Source(name=span.of(text), span=span, kind=SourceKind.BODY)


def _subject(clause: Sequence[Word], *, repeats: bool) -> Sequence[Word]:
    """The words before a verb of telling; where the clause `repeats` that of another, before the
    preposition that stands with the figure, or all of them: "das Rote Kreuz von 13"."""
    ends = [n for n, word in enumerate(clause) if "telling" in word.roles]
    if not ends and repeats:
        ends = [n for n, word in enumerate(clause) if PREPOSITION in word.roles][:1]
        ends = [n for n in ends if n == len(clause) - 1] or ([] if ends else [len(clause)])
    name = list(clause[: ends[0]]) if ends else []
    while name and has(name[:1], "joints", ARTICLE):
        del name[0]
    strange = has(name, PREPOSITION, NAMELESS, "passive", "totals", "numbers", "former", "grows")
    return [] if strange or len(name) > _NAME or any(map(numeric, name)) else name
