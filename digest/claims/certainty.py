"""How sure a claim is, and the words that show it."""

from __future__ import annotations

from collections import defaultdict

from digest.claims.lexicon import Lexicon
from digest.claims.matches import Match, Ranges, View
from digest.claims.tags import Tag
from digest.models import Certainty, ClaimType

_ORDER = (Certainty.DENIED, Certainty.ALLEGED, Certainty.POSSIBLE, Certainty.ESTIMATED)
SILENT = "silence: weder ... noch äußerten sich"


def certainty(view: View, match: Match) -> tuple[Certainty, Ranges]:
    """The least certain reading that the words of a claim and its frame show, with those words."""
    if match.rule == SILENT:
        return Certainty.NO_COMMENT, match.cue
    denied = _negated(view, match)
    if denied:
        return Certainty.DENIED, denied
    found = _hedges(view, match)
    if match.type is ClaimType.DIRECT:
        found.pop(Certainty.DENIED, None)  # "X denied it: ..." goes on with what X says instead
    label = next((label for label in _ORDER if label in found), Certainty.STATED)
    return label, tuple((place, place + 1) for place in sorted(found.get(label, ())))


def _hedges(view: View, match: Match) -> dict[Certainty, set[int]]:
    """The places of hedges by what they tell; a source that is no more than a rumour is one."""
    lexicon, found = view.passage.lexicon, defaultdict[Certainty, set[int]](set)
    for place in _words(match):
        token = view.passage.tokens[place]
        label = lexicon.hedges.get(token.word) or _able(view, match, token.word)
        month = token.capitalised and token.word in lexicon.months
        if label and not month and not view.passage.masked[place]:
            found[Certainty(label)].add(place)
    for start, end in match.speaker:
        if view.word(end - 1) in lexicon.rumours:
            found[Certainty.ALLEGED].update(range(start, end))
    return found


def _able(view: View, match: Match, word: str) -> str | None:
    """ "könne" says that something is possible, but "könne nicht" that it is impossible."""
    lexicon = view.passage.lexicon
    if word not in lexicon.able or any(view.word(p) in lexicon.unable for p in _words(match)):
        return None
    return Certainty.POSSIBLE


def _words(match: Match) -> list[int]:
    """Where hedges count: in the frame, the cue, and what was said if not in the source's words."""
    parts = [*match.frame, *match.cue, *match.speaker]
    if match.type is not ClaimType.DIRECT:
        parts.extend(match.quote)
    places = {place for start, end in parts for place in range(start, end)}
    return sorted(places)


def _negated(view: View, match: Match) -> Ranges:
    """A cue verb that is negated ("bestätigte nicht") or denies with its particle."""
    if not match.cue or match.type is ClaimType.DIRECT:
        return ()
    lexicon: Lexicon = view.passage.lexicon
    words = " ".join(view.word(place) for start, end in match.cue for place in range(start, end))
    if words in lexicon.denials:
        return match.cue
    for start, end in match.cue:
        around = range(max(view.sentence.start, start - 1), min(end + 1, view.sentence.stop))
        for place in around:
            if view.at(place) & Tag.NEGATION:
                return (
                    (*match.cue, (place, place + 1))
                    if place >= end
                    else ((place, place + 1), *match.cue)
                )
    return ()
