"""All rules over one sentence, and which of their finds stand."""

from __future__ import annotations

from digest.claims.matches import Match, Ranges, View
from digest.claims.rules import RULES
from digest.claims.rules.counted import COUNTED
from digest.claims.vocabulary.tags import Tag
from digest.models import ClaimType

_UNOWNED = "frame: nach ersten Angaben"
FRAME, _VERB, _NOUN = "frame: ", "verb: ..., ", "noun: "
_NAMED_FRAMES = frozenset({"frame: laut X", "frame: nach Angaben X", "frame: X zufolge"})


def search(view: View) -> list[Match]:
    """The claims of a sentence in text order, found by the table of rules."""
    found: list[Match] = []
    order = view.passage.lexicon.order
    for rule in RULES:
        if view.sentence.tags & rule.needs and order in rule.orders:
            for each in rule.find(view):
                match = each.named(rule.name)
                outer, inner = _outer_frame(match, found), _inner_frame(match, found)
                held = _held_frame(match, found)
                if held is not None:
                    found[held] = match
                elif outer is not None:
                    found[outer] = found[outer]._replace(leans=match.speaker)
                elif inner is not None:
                    found[inner] = match._replace(leans=found[inner].speaker)
                elif match.quote and not (_nobody(match, view) or _claimed(match, found, view)):
                    found = [*(_apart(other, match, view) for other in found), match]
    found.sort(key=lambda match: match.start)
    return (
        found
        if view.passage.lexicon.data.nested
        else [match for match in found if not _inside(match, found)]
    )


def _inside(match: Match, found: list[Match]) -> bool:
    """Whether all of a match is told in what another says: only who speaks outermost counts, which
    of two in each other is the one behind the words."""
    noun = match.rule.startswith(_NOUN) and not match.speaker
    if noun and any(
        other.rule.startswith("verb: ") and other.quote[0][0] == match.quote[0][0]
        for other in found
    ):
        return True  # "said in a statement that ..."
    return any(
        other is not match
        and _overlap(match.cue, other.quote)
        and (
            not match.rule.startswith(_VERB)
            if _overlap(other.cue, match.quote)
            else _size(match.quote) < _size(other.quote)
        )
        for other in found
    )


def _nobody(match: Match, view: View) -> bool:
    """Whether the subject is "neither" or "nobody": then nothing is said."""
    ((start, end), *_) = match.speaker or ((0, 0),)
    return end == start + 1 and bool(view.at(start) & Tag.NEGATION)


def _outer_frame(match: Match, found: list[Match]) -> int | None:
    """The frame at the head of a sentence whose words hold this frame."""
    if not match.rule.startswith(FRAME):
        return None
    for place, other in enumerate(found):
        if (
            other.rule.startswith(FRAME)
            and other.frame[0][0] < other.start
            and _shared(match.cue, other.quote)
        ):
            return place
    return None


def _inner_frame(match: Match, found: list[Match]) -> int | None:
    """The frame inside of what someone says: who is cited there, the speaker leans on."""
    if not match.rule.startswith(_VERB) or not match.speaker:
        return None
    for place, other in enumerate(found):
        inside = other.frame and _overlap(other.frame, match.quote) == _size(other.frame)
        if other.rule in _NAMED_FRAMES and inside and _size(other.quote) > _size(match.frame):
            return place
    return None


def _held_frame(match: Match, found: list[Match]) -> int | None:
    """The frame that stands with a verb and its subject: "..., sagte X laut Y"."""
    if not match.rule.startswith(_VERB) or not match.speaker:
        return None
    for place, other in enumerate(found):
        inside = other.frame and _overlap(other.frame, match.frame) == _size(other.frame)
        apart = not _shared(match.speaker, other.frame)
        if other.rule in _NAMED_FRAMES and inside and apart:
            return place
    return None


def _claimed(match: Match, found: list[Match], view: View) -> bool:
    """Whether the words of `match` are found already, or its cue lies in another's frame."""
    counted = match.rule == COUNTED
    if match.type is ClaimType.REPORTED and view.passage.lexicon.data.verb_second and not counted:
        return bool(found)
    verbal = not (match.rule.startswith(FRAME) or counted)
    for other in found:
        if match.rule == _UNOWNED and _shared(match.frame, other.quote):
            return True
        if _shared(match.cue, _taken(other, view)) or (
            verbal and other.cue and _shared(match.cue, other.quote)
        ):
            return True
        if (
            _size(match.quote)
            and _overlap(match.quote, other.quote) > 0.8 * _size(match.quote)
            and _overlap(match.quote, other.quote) > 0.8 * _size(other.quote)
        ):
            return True
    return False


def _apart(other: Match, counted: Match, view: View) -> Match:
    """`other` without the clause of one who gives a figure of their own."""
    if counted.rule != COUNTED:
        return other
    start, end = counted.speaker[0][0], counted.quote[-1][1]
    if _overlap(other.quote, ((start, end),)) == _size(other.quote):
        return other
    parts = [each for a, b in other.quote for each in ((a, min(b, start)), (max(a, end), b))]
    return other._replace(quote=tuple(r for part in parts for r in view.between(*part)))


def _taken(match: Match, view: View) -> Ranges:
    """The words of a match that no other can have as its cue: its frame, or, where claims do not
    hold others, its cue alone if it is a verb: "X, who denies it, has vowed to ..." """
    verbal = match.rule.startswith("verb: ") and not view.passage.lexicon.data.nested
    return match.cue if verbal else match.frame


def _shared(first: Ranges, second: Ranges) -> bool:
    return any(a < d and c < b for a, b in first for c, d in second)


def _size(ranges: Ranges) -> int:
    return sum(end - start for start, end in ranges)


def _overlap(first: Ranges, second: Ranges) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in first for c, d in second)
