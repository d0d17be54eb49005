"""Whose a quotation is that stands in no claim: of its sentence's claim, of its clause, or of the
paper that it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from digest.claims.grammar.fixed_order import main_subject
from digest.claims.grammar.subjects import first_subject, segment_subject, subject_after
from digest.claims.grammar.voices import WORDS, voice
from digest.claims.matches import Match, Range, View
from digest.claims.rules.agents import agent
from digest.claims.text.quotations import Quotation
from digest.claims.vocabulary.tags import Tag


def owner(view: View, quotation: Quotation, matches: Sequence[Match]) -> Range | None:
    """Who says a quotation that no claim of its sentence holds."""
    near = min(
        (match for match in matches if match.speaker),
        key=lambda match: abs(match.speaker[0][0] - quotation.first),
        default=None,
    )
    if near:
        return near.speaker[0]
    if quotation.first == view.sentence.start:
        return _behind(view, quotation.end)
    found = leading(view, quotation.first)
    if found is None or voice(view, found) <= WORDS:
        return agent(view, view.sentence.start, quotation.first, place_too=True) or found
    return found


def leading(view: View, stop: int) -> Range | None:
    """The subject of the clause that leads to what stands at `stop`."""
    segments = view.sentence.segments
    number = max(n for n, segment in enumerate(segments) if segment.start <= stop)
    if segments[number].start == stop and number:
        number -= 1
    verb = view.find(segments[number].start, min(stop, segments[number].end), Tag.VERB)
    if not view.passage.lexicon.data.verb_second:
        return main_subject(view, number, stop) or first_subject(view, stop)
    found = segment_subject(view, number, verb, stop) if verb >= 0 else None
    return found or first_subject(view, stop)


def _behind(view: View, start: int) -> Range | None:
    """The subject behind what starts the sentence: of a verb, or of the word that stands for
    one."""
    stop = view.sentence.stop
    verb = view.find(start, stop, Tag.VERB)
    if verb < 0:
        words = (place for place in range(start, stop) if view.passage.tokens[place].is_word)
        verb = next(words, stop)
    return subject_after(view, verb, stop)
