"""Cue verbs where the subject always stands before its verb: "X said (that) ...", "..., X said"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.cues import Cue, cues
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
        if subject[0] > view.skip(
            segment.start, subject[0], Tag.OPENER | Tag.ADVERB
        ) or not _has_content_before(view, cue):
            continue
        content, addressee = _content(view, cue, segment)
        resumed = (
            content and view.passage.masked[content] and view.passage.masked[segment.start - 1]
        )
        if segment.end - segment.start > _LONGEST_TAIL or (content and not resumed):
            continue
        start = segment.start
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


def _object_end(view: View, start: int, stop: int) -> int:
    """Where the object ends: before a second verb ("... and demanded an apology")."""
    for place in range(start + 1, stop - 1):
        if view.at(place) & Tag.CONJUNCTION and view.at(place + 1) & Tag.VERB:
            return place
    return stop


def subject_of(view: View, cue: Cue) -> Range | None:
    """The phrase right before the verb, or before the asides between them."""
    first = min(cue.finite, cue.parts[0][0])
    segment = view.sentence.segments[cue.segment]
    end = first
    while (
        end > segment.start
        and view.at(end - 1) & (Tag.ADVERB | Tag.AUXILIARY | Tag.MODAL)
        and not view.at(end - 1) & Tag.PRONOUN
    ):
        end -= 1
    if end > segment.start and view.at(end - 1) & Tag.CONJUNCTION:
        return _joined_subject(view, end - 1)
    if end > segment.start:
        if view.first(segment, Tag.RELATIVE) and end == segment.start + 1:
            return _relative_head(view, cue.segment)
        return _reaching(view, segment.start, end)
    return _before_asides(view, cue.segment)


def _reaching(view: View, start: int, end: int) -> Range | None:
    """The longest noun phrase that ends right before the verb."""
    for place in range(max(start, end - _LONGEST_TAIL), end):
        tags = view.at(place)
        if (
            tags & (Tag.PREPOSITION | Tag.CONJUNCTION | Tag.OPENER | Tag.VERB)
            and not tags & Tag.PRONOUN
        ):
            continue
        if noun_phrase(view, place, end, apposition=False) == end and not view.tags(place, end) & (
            Tag.TIME | Tag.WEEKDAY
        ):
            return place, end
    return None


def _before_asides(view: View, number: int) -> Range | None:
    """X, a minister, said; X, who leads Y, said."""
    segments = view.sentence.segments
    while number > 0 and segments[number].mark == ",":
        number -= 1
        segment = segments[number]
        if segment.tags & Tag.VERB and not _is_aside(view, segment):
            return None
        if number == 0 or not (
            is_relative(view, segment.start, segment.end) or view.first(segment, Tag.DETERMINER)
        ):
            break
    end = segments[number].end
    found = _reaching(view, segments[number].start, end)
    if not found:
        return None
    return found[0], noun_phrase(view, found[0], view.sentence.stop)


def _is_aside(view: View, segment: Segment) -> bool:
    """A relative clause, or an apposition with one: ", a professor who led the study,"."""
    if is_relative(view, segment.start, segment.end):
        return True
    verb = view.find(segment.start, segment.end, Tag.VERB)
    apposition = view.first(segment, Tag.DETERMINER)
    return apposition and view.find(segment.start + 1, verb, Tag.RELATIVE) >= 0


def _relative_head(view: View, number: int) -> Range | None:
    before = view.sentence.segments[number - 1] if number else None
    return _reaching(view, before.start, before.end) if before else None


def _joined_subject(view: View, stop: int) -> Range | None:
    """X criticized Y and said ...: the subject of the sentence."""
    start = view.sentence.start
    verb = view.find(start, stop, Tag.VERB)
    return _reaching(view, start, verb) if verb > start else None


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
    if tags & Tag.THAT or (tags & Tag.WH and cue.use & (Use.SAY | Use.THINK)):
        return place, addressee
    if view.passage.masked[place]:
        return (place if cue.use & (Use.SAY | Use.THINK) else 0), addressee
    if tags & Tag.INFINITIVE_MARKER:
        wish = cue.use & (Use.DEMAND | Use.THINK)
        return (
            place
            if wish
            and place + 1 < stop
            and view.at(place + 1) & ~Tag.DETERMINER == view.at(place + 1)
            else 0
        ), addressee
    return (place if _is_clause(view, place, segment, cue) else 0), addressee


def _past_occasion(view: View, place: int, stop: int) -> int:
    """The place behind "on Monday", "in an interview", "earlier"."""
    while place < stop:
        tags = view.at(place)
        if tags & (Tag.WEEKDAY | Tag.TIME | Tag.MONTH) or (
            tags & Tag.ADVERB and not view.passage.tokens[place].capitalised
        ):
            place += 1
            continue
        if tags & Tag.PREPOSITION and not tags & Tag.THAT:
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
    if not cue.use & (Use.SAY | Use.THINK) or view.at(place) & (
        Tag.PREPOSITION | Tag.CONJUNCTION | Tag.VERB
    ):
        return False
    nominal = view.at(place) & (Tag.PRONOUN | Tag.DETERMINER | Tag.POSSESSIVE)
    if not nominal and not view.passage.tokens[place].is_word:
        return False
    if cue.verb in view.passage.lexicon.plain_saying:
        short = segment.end - place < _SHORTEST_CLAUSE
        return (view.sentence.stop if short else segment.end) - place >= _SHORTEST_CLAUSE
    verb = view.find(place + 1, segment.end, Tag.VERB)
    while verb > 0 and view.at(verb - 1) & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.PREPOSITION):
        verb = view.find(verb + 1, segment.end, Tag.VERB)
    return verb >= 0
