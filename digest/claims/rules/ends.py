"""Where what was said ends, where subjects stand before their verbs."""

from __future__ import annotations

from digest.claims.grammar.clauses import has_clause, is_finite
from digest.claims.grammar.cues import Cue, cues
from digest.claims.grammar.phrases import is_relative
from digest.claims.matches import View
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary.tags import Tag, Use

_LINK = Tag.CONJUNCTION | Tag.SUBORDINATOR
# Asides between a conjunction and its verb: "and their champion, Anna Berg, has ..."
_MOST_ASIDES = 3


def clause_end(view: View, begin: int) -> int:
    """Where a clause that starts at `begin` ends: at the sentence's end, a semicolon, or where
    another clause with a cue verb starts: ", and she said", ", adding that", "and ordered"."""
    found = [c for c in cues(view) if c.finite > begin and not _is_inside(view, c, begin)]
    wish = _is_wish(view, begin)
    end = next(
        (cue.finite - 1 for cue in found if _is_second(view, begin, cue)), view.sentence.stop
    )
    if wish:
        end = min(end, _wish_end(view, begin, end))
    for number, segment in enumerate(view.sentence.segments):
        leaves = _leaves(view, number, segment, found) or (wish and _leaves_wish(view, segment))
        if begin < segment.start < end and leaves:
            return segment.start - (not view.passage.masked[segment.start - 1])
    return end


def _is_wish(view: View, begin: int) -> bool:
    """Whether no finite verb stands in what was said: "to run", "profits to fall"."""
    segment = next((s for s in view.sentence.segments if s.start <= begin < s.end), None)
    if segment is None or view.at(begin) & Tag.THAT or view.passage.masked[begin]:
        return False
    marker = view.find(begin, segment.end, Tag.INFINITIVE_MARKER)
    return marker >= 0 and not has_clause(view, begin, marker)


def _is_inside(view: View, cue: Cue, begin: int) -> bool:
    """Whether a verb stands in a clause that tells when or if, or is a passive."""
    start = max(view.sentence.segments[cue.segment].start, begin) + 1
    if cue.bare:
        return False
    return bool(view.tags(start, cue.finite) & Tag.SUBORDINATOR) or cue.passive


def _leaves(view: View, number: int, segment: Segment, found: list[Cue]) -> bool:
    """Whether a segment starts another clause that tells something."""
    if segment.mark == ";":
        return True
    if view.first(segment, Tag.THAT | Tag.WH):
        return False
    if view.first(segment, _LINK):
        last = _last(view, number)
        mine = next((cue for cue in found if number <= cue.segment <= last), None)
        return mine is not None and not mine.bare
    first = view.skip(segment.start, segment.end, Tag.ADVERB)
    listed = (cue for cue in found if cue.finite == first and _is_listed(view, cue))
    return segment.mark == "," and any(listed)


def _is_listed(view: View, cue: Cue) -> bool:
    """Whether a verb behind a comma has the subject of the one before: "..., blamed X"."""
    object_behind = view.at(cue.last + 1) & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.PRONOUN)
    behind = min(cue.last + 1, view.sentence.end - 1)
    taken = object_behind or view.passage.tokens[behind].capitalised
    if cue.bare and view.at(cue.finite) & Tag.GERUND:
        return True
    return bool(cue.use & Use.SAY or (taken and not view.at(cue.finite) & Tag.INFINITIVE))


def _leaves_wish(view: View, segment: Segment) -> bool:
    """Whether a participle or a main clause starts behind an infinitive: ", brushing aside ...",
    ", and officials have rented rooms"."""
    word, lexicon = view.word(segment.start), view.passage.lexicon
    aside = word.endswith(lexicon.participles) or word in lexicon.contrasts - lexicon.joining
    if segment.mark == "," and aside and not view.first(segment, Tag.CONJUNCTION):
        return True
    joined = view.first(segment, Tag.CONJUNCTION) and not segment.tags & Tag.SUBORDINATOR
    return joined and has_clause(view, segment.start, segment.end)


def _last(view: View, number: int) -> int:
    """The segment in which the clause that starts in segment `number` has its verb."""
    segments = view.sentence.segments
    for last in range(number, min(number + _MOST_ASIDES, len(segments))):
        if has_clause(view, segments[last].start, segments[last].end):
            return last
    return number


def _is_second(view: View, begin: int, cue: Cue) -> bool:
    """Whether a verb of saying has the subject of the one before ("... and ordered an inquiry")."""
    joined = cue.finite > begin + 1 and view.at(cue.finite - 1) & Tag.CONJUNCTION
    if joined and cue.bare and view.at(cue.finite) & Tag.GERUND and not cue.use & Use.THINK:
        return bool(view.at(begin - 1) & Tag.GERUND)  # "saying it was late and accusing him of"
    return bool(joined and cue.use & Use.SAY and not view.at(cue.finite) & Tag.AUXILIARY)


def _wish_end(view: View, begin: int, end: int) -> int:
    """Where a finite verb goes on behind an infinitive: "to run and called on X"."""
    for place in range(begin + 1, end - 1):
        joined = view.at(place) & Tag.CONJUNCTION and not view.at(place + 1) & Tag.INFINITIVE
        if joined and is_finite(view, place + 1) and not view.passage.masked[place]:
            return place
    return end


def _second(view: View, start: int, stop: int) -> int:
    """Where a second verb has the same subject: "... and demanded an apology"."""
    for place in range(start + 1, stop - 1):
        joined = view.at(place) & Tag.CONJUNCTION and not view.passage.masked[place]
        if joined and is_finite(view, place + 1):
            return place
    return stop


def object_end(view: View, start: int, number: int) -> int:
    """Where an object ends: with the relative clause behind it; before a second verb ("... and
    demanded an apology"), or a clause that tells when or why."""
    segments = view.sentence.segments
    stop = _second(view, start, segments[number].end)
    for place in range(start + 1, stop - 1):
        when = view.at(place) & Tag.SUBORDINATOR and not view.at(place) & (Tag.THAT | Tag.WH)
        told = view.unstopped or any(is_finite(view, p) for p in range(place + 2, stop))
        if when and told and not view.passage.masked[place]:
            return place
    if stop < segments[number].end:
        return stop
    for segment in segments[number + 1 :]:
        if segment.mark != "," or not is_relative(view, segment.start, segment.end):
            break
        stop = segment.end
    return stop
