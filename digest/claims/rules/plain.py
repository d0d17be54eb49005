"""Cue verbs where the subject always stands before its verb: "X said (that) ...", "..., X said"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.cues import Cue, cues
from digest.claims.fixed_order import is_aside, subject_of
from digest.claims.matches import Match, Range, Ranges, View
from digest.claims.phrases import is_relative, noun_phrase
from digest.claims.sentences import Segment
from digest.claims.tags import Tag, Use
from digest.models import ClaimType

# A frame behind what was said is short: a source, its verb, an occasion.
_LONGEST_TAIL = 16
_SHORTEST_CLAUSE = 3


def behind(view: View) -> Iterator[Match]:
    """..., X said (on Monday)."""
    for cue in cues(view):
        segment = view.sentence.segments[cue.segment]
        subject = subject_of(view, cue)
        if not subject or not cue.use & (Use.SAY | Use.THINK):
            continue
        if not _is_tail(view, cue, subject) or not _has_content_before(view, cue):
            continue
        content, addressee = _content(view, cue, segment)
        resumed = (
            content and view.passage.masked[content] and view.passage.masked[segment.start - 1]
        )
        if segment.end - segment.start > _LONGEST_TAIL or (content and not resumed):
            continue
        start = min(segment.start, subject[0])
        if start > view.sentence.start and view.word(start - 1) == ",":
            start -= 1
        end = _through_asides(view, cue.segment)
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=view.rest(start, end),
            speaker=(subject,),
            cue=cue.parts,
            frame=((start, end),),
            addressee=addressee,
        )


def _is_tail(view: View, cue: Cue, subject: Range) -> bool:
    """Whether nothing but the subject, an opener and asides stand between the last clause and the
    verb."""
    segment = view.sentence.segments[cue.segment]
    if view.at(cue.finite - 1) & Tag.RELATIVE:
        return False
    if subject[0] >= segment.start:
        return subject[0] <= view.skip(segment.start, subject[0], Tag.OPENER | Tag.ADVERB)
    start = next(s.start for s in view.sentence.segments if s.start <= subject[0] < s.end)
    return not view.tags(start, subject[0]) & Tag.VERB


def before(view: View) -> Iterator[Match]:
    """X said (that) ...; X told Y ...; X plans to ...; X said: ..."""
    for cue in cues(view):
        segment = view.sentence.segments[cue.segment]
        content, addressee = _content(view, cue, segment)
        if not content:
            continue
        subject = subject_of(view, cue)
        if not subject and not cue.passive:
            continue
        if cue.passive and cue.use & Use.THINK:
            continue
        if subject and view.at(content) & Tag.INFINITIVE_MARKER and _is_aside_of(view, subject):
            continue
        start = subject[0] if subject else segment.start
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=view.between(content, _content_end(view, content)),
            speaker=(subject,) if subject and not cue.passive else (),
            cue=cue.parts,
            frame=((start, content),),
            addressee=(subject,) if subject and cue.passive else addressee,
        )


def reported(view: View) -> Iterator[Match]:
    """X criticized Y: what was said is the object."""
    for cue in cues(view):
        segment = view.sentence.segments[cue.segment]
        if not cue.use & Use.REPORT or cue.passive or cue.last + 2 > segment.end:
            continue
        subject = subject_of(view, cue)
        if subject and _is_aside_of(view, subject):
            continue
        if subject and not view.at(cue.last + 1) & Tag.CONJUNCTION:
            yield Match(
                rule="",
                type=ClaimType.REPORTED,
                quote=((cue.last + 1, _object_end(view, cue.last + 1, segment.end)),),
                speaker=(subject,),
                cue=cue.parts,
                frame=((subject[0], cue.last + 1),),
            )
            return


def _is_aside_of(view: View, subject: Range) -> bool:
    """Whether the clause only tells when or why: "..., after its crew refused to sail"."""
    starts = [s.start for s in view.sentence.segments if s.start <= subject[0]]
    return bool(view.tags(starts[-1], subject[0]) & Tag.SUBORDINATOR)


def _object_end(view: View, start: int, stop: int) -> int:
    """Where the object ends: before a second verb ("... and demanded an apology")."""
    for place in range(start + 1, stop - 1):
        if view.at(place) & Tag.CONJUNCTION and view.at(place + 1) & Tag.VERB:
            return place
    return stop


def _has_content_before(view: View, cue: Cue) -> bool:
    """A quotation or clause before, the first half of one, or, at the sentence's end, anything."""
    segments = view.sentence.segments
    start = segments[cue.segment].start
    if any(quotation.end <= start for quotation in view.sentence.quotations):
        return True
    if any(_is_said(view, segment) for segment in segments[: cue.segment]):
        return True
    if cue.segment + 1 < len(segments):
        return cue.segment > 0 and view.first(segments[cue.segment + 1], Tag.VERB)
    return cue.segment > 0 and cue.last + 1 >= view.sentence.stop


def _is_said(view: View, segment: Segment) -> bool:
    long = segment.end - segment.start >= _SHORTEST_CLAUSE
    return long and bool(segment.tags & Tag.VERB) and not view.first(segment, Tag.SUBORDINATOR)


def _content_end(view: View, begin: int) -> int:
    """The sentence's end, or where another main clause with a cue verb starts: ", and she said"."""
    for segment in view.sentence.segments:
        joined = segment.start > begin and view.first(segment, Tag.CONJUNCTION)
        if joined and any(segment.start <= cue.finite < segment.end for cue in cues(view)):
            return segment.start - 1
    return view.sentence.stop


def _through_asides(view: View, number: int) -> int:
    """The end of the frame with the relative clauses and appositions behind it."""
    segments = view.sentence.segments
    end = segments[number].end
    for segment in segments[number + 1 :]:
        if (
            segment.mark != ","
            or segment.end == segment.start
            or view.passage.masked[segment.start]
        ):
            break
        if segment.tags & Tag.VERB and not is_relative(view, segment.start, segment.end):
            break
        end = segment.end
    return end


def _content(view: View, cue: Cue, segment: Segment) -> tuple[int, Ranges]:
    """Where what was said begins behind the verb, or 0; and whom it was said to."""
    place = cue.last + 1
    addressee: Ranges = ()
    stop = view.sentence.stop
    tells = cue.verb in view.passage.lexicon.telling
    if tells and place < segment.end and not view.at(place) & (Tag.THAT | Tag.PREPOSITION):
        end = noun_phrase(view, place, segment.end, apposition=False)
        if end > place:
            addressee, place = ((place, end),), end
    place = _past_occasion(view, place, segment.end)
    if place >= segment.end:
        return _content_behind_comma(view, cue, place), addressee
    tags = view.at(place)
    asked = tags & Tag.WH and cue.use & (Use.SAY | Use.THINK)
    if asked or (tags & Tag.THAT and _opens_clause(view, place)):
        return place, addressee
    if view.passage.masked[place]:
        return (place if cue.use & (Use.SAY | Use.THINK) else 0), addressee
    if tags & Tag.INFINITIVE_MARKER:
        wish = cue.use & (Use.DEMAND | Use.THINK) and not view.at(cue.finite - 1) & Tag.RELATIVE
        verb = place + 1 < stop and not view.at(place + 1) & Tag.DETERMINER
        return (place if wish and verb else 0), addressee
    return (place if _is_clause(view, place, segment, cue) else 0), addressee


def _opens_clause(view: View, place: int) -> bool:
    """Whether "that" at `place` opens a clause, and is no article ("rejected that idea")."""
    segments = view.sentence.segments
    if not view.at(place) & Tag.DETERMINER:
        return True
    number = next(n for n, s in enumerate(segments) if s.start <= place < s.end)
    begins = view.at(place + 1) & (Tag.DETERMINER | Tag.PRONOUN | Tag.POSSESSIVE)
    if begins or view.tags(place + 1, segments[number].end) & Tag.VERB:
        return True
    return number + 1 < len(segments) and is_aside(view, segments[number + 1])


def _past_occasion(view: View, place: int, stop: int) -> int:
    """The place behind "on Monday", "in an interview", "earlier"."""
    while place < stop:
        tags = view.at(place)
        if tags & (Tag.WEEKDAY | Tag.TIME | Tag.MONTH) or _is_year(view, place):
            place += 1
            continue
        adverb = tags & Tag.ADVERB and not view.passage.tokens[place].capitalised
        if adverb and not view.at(place + 1) & Tag.VERB:
            place += 1
            continue
        if tags & Tag.PREPOSITION and not tags & Tag.THAT:
            reached = noun_phrase(view, place + 1, stop, apposition=False)
            if reached > place + 1 and view.at(reached) & Tag.THAT:
                return reached
            end = place + 1
            while end < min(stop, place + 6) and not view.at(end) & (
                Tag.TIME | Tag.WEEKDAY | Tag.MONTH | Tag.VERB | Tag.THAT
            ):
                end += 1
            if end < stop and view.at(end) & (Tag.TIME | Tag.WEEKDAY | Tag.MONTH):
                place = end + 1
                continue
        break
    return place


def _is_year(view: View, place: int) -> bool:
    """The year behind "in March"."""
    tokens = view.passage.tokens
    return tokens[place].text[0].isdigit() and bool(tokens[place - 1].tags & Tag.MONTH)


def _content_behind_comma(view: View, cue: Cue, place: int) -> int:
    """X said: ...; X said, "..."; X reported, citing Y, that ..."""
    for segment in view.sentence.segments[cue.segment + 1 : cue.segment + 4]:
        if segment.end <= segment.start:
            continue
        quoted = view.passage.masked[segment.start] and segment.start <= place + 1
        if segment.mark == ":" or quoted or view.first(segment, Tag.THAT):
            return segment.start if cue.use & (Use.SAY | Use.THINK) else 0
        if segment.tags & Tag.VERB and not is_relative(view, segment.start, segment.end):
            return 0
    return 0


def _is_clause(view: View, place: int, segment: Segment, cue: Cue) -> bool:
    """Whether a clause without "that" stands at `place`: a phrase and then a verb."""
    if not cue.use & (Use.SAY | Use.THINK):
        return False
    counts = place + 1 < segment.end and view.word(place + 1)[0].isdigit()
    if view.at(place) & (Tag.PREPOSITION | Tag.CONJUNCTION | Tag.VERB) and not counts:
        return False
    nominal = view.at(place) & (Tag.PRONOUN | Tag.DETERMINER | Tag.POSSESSIVE)
    if not nominal and not view.passage.tokens[place].is_word:
        return False
    if cue.use & Use.PLAIN:
        short = segment.end - place < _SHORTEST_CLAUSE
        return (view.sentence.stop if short else segment.end) - place >= _SHORTEST_CLAUSE
    verb = view.find(place + 1, segment.end, Tag.VERB)
    while verb > 0 and view.at(verb - 1) & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.PREPOSITION):
        verb = view.find(verb + 1, segment.end, Tag.VERB)
    return verb >= 0
