"""Clauses that tell whose the rest of their sentence is: "wie X sagte", "as X reported"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.grammar.cues import Cue, cues, worded
from digest.claims.grammar.phrases import is_relative
from digest.claims.grammar.subjects import subject_before, subject_behind
from digest.claims.matches import Match, Range, View
from digest.claims.rules.addressees import addressee
from digest.claims.rules.agents import agent
from digest.claims.rules.complements import MOST_ASIDES
from digest.claims.rules.verbs import impersonal
from digest.claims.vocabulary.tags import Tag
from digest.models import ClaimType

# Of an "as" clause behind the asides of its subject: "wie X, Chef der Bahn, gestern sagte".
_LONGEST_TAIL = 3


def as_said(view: View) -> Iterator[Match]:
    """Wie X mitteilte, ...; ..., as X reported."""
    for cue in cues(view):
        start = _clause_start(view, cue, Tag.AS_SAID)
        if start < 0 or _asks_how(view, start + 1):
            continue
        segment = view.sentence.segments[cue.segment]
        nobody = cue.verb in view.passage.lexicon.impersonal
        verb = min(cue.finite, cue.parts[0][0])
        subject = None if nobody else subject_before(view, start + 1, verb)
        if not subject and view.passage.lexicon.data.inverted and not cue.passive:
            subject = subject_behind(view, cue)
        if not subject:
            subject = agent(view, start + 1, cue.finite, place_too=True)
        final = cue.last + 1 >= segment.end and view.passage.lexicon.data.verb_second
        if not subject and not (cue.passive or final or impersonal(view, cue)):
            continue
        end = max(segment.end, cue.last + 1, subject[1] if subject else 0)
        frame = _with_marks(view, start, end)
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=view.rest(*frame),
            speaker=(subject,) if subject else (),
            cue=((start, start + 1), *worded(view, cue, subject)),
            frame=(frame,),
            addressee=addressee(view, cue, subject, (start + 1, end)),
        )


def _asks_how(view: View, place: int) -> bool:
    """Whether an adjective stands before its subject: "wie verzweifelt der Minister bittet"."""
    token, lexicon = view.passage.tokens[place], view.passage.lexicon
    plain = token.text.islower() and not token.tags & (Tag.FUNCTION | Tag.NAME_PARTICLE)
    opens = view.at(place + 1) & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.PRONOUN)
    return bool(lexicon.data.verb_second and plain and opens)


def _clause_start(view: View, cue: Cue, tag: int) -> int:
    """The first token of the clause, if it has `tag` and only asides lie between; or -1."""
    segments = view.sentence.segments
    for number in range(cue.segment, max(-1, cue.segment - MOST_ASIDES), -1):
        segment = segments[number]
        place = view.skip(segment.start, segment.end, Tag.CONJUNCTION)
        if place < segment.end and view.at(place) & tag and not view.passage.masked[place]:
            return place if place < cue.finite and cue.parts[0][0] > place + 1 else -1
        own = number == cue.segment
        relative = is_relative(view, segment.start, segment.end)
        if segment.mark != "," or (not own and segment.tags & Tag.VERB and not relative):
            return -1
        if (
            own
            and cue.parts[0][0] > segment.start + _LONGEST_TAIL
            and not view.first(segment, Tag.PREPOSITION | Tag.ADVERB)
        ):
            return -1
    return -1


def _with_marks(view: View, start: int, end: int) -> Range:
    """A frame with the commas that set it off."""
    if start > view.sentence.start and view.word(start - 1) in ",–-":
        start -= 1
    if end < view.sentence.stop and view.word(end) in ",:–-":
        end += 1
    return start, end
