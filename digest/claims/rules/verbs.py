"""Cue verbs and the clause that says what was said."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.cues import Cue, cues
from digest.claims.lexicon import Tag, Use
from digest.claims.matches import Match, Range, Ranges, View
from digest.claims.phrases import noun_phrase, subject_after, subject_before
from digest.models import ClaimType

# Appositions and relative clauses that may stand between a verb and what was said.
_MOST_ASIDES = 3


def as_said(view: View) -> Iterator[Match]:
    """Wie X mitteilte, ...; ..., as X reported."""
    for cue in cues(view):
        start = _clause_start(view, cue, Tag.AS_SAID)
        if start < 0:
            continue
        segment = view.sentence.segments[cue.segment]
        subject = subject_before(view, start + 1, min(cue.finite, cue.parts[0][0]))
        end = max(segment.end, cue.last + 1)
        frame = _with_marks(view, start, end)
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=view.rest(*frame),
            speaker=(subject,) if subject else (),
            cue=((start, start + 1), *cue.parts),
            frame=(frame,),
        )


def behind(view: View) -> Iterator[Match]:
    """..., sagte X: the verb stands first behind what was said."""
    for cue in cues(view):
        segment = view.sentence.segments[cue.segment]
        first = view.skip(segment.start, segment.end, Tag.SO | Tag.OPENER)
        if cue.finite != first or not _follows_content(view, cue.segment):
            continue
        subject = subject_after(view, cue.finite, view.sentence.stop)
        if not subject and not _impersonal(view, cue):
            continue
        end = max(segment.end, subject[1] if subject else 0, cue.last + 1)
        end = _through_asides(view, end)
        start = segment.start - 1 if segment.mark else segment.start
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=view.rest(start, end),
            speaker=(subject,) if subject else (),
            cue=cue.parts,
            frame=((start, end),),
            addressee=_addressee(view, subject[1] if subject else cue.finite + 1, end),
        )


def before(view: View) -> Iterator[Match]:
    """X sagte, dass ...; X sagte, die Lage sei ...; X forderte, ... zu ...; X sagte: ..."""
    for cue in cues(view):
        content = _content(view, cue)
        if not content:
            continue
        start = _frame_start(view, cue)
        subject, rest = _subject(view, cue, start)
        passive = cue.passive
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=((content, view.sentence.stop),),
            speaker=(subject,) if subject and not passive else (),
            cue=cue.parts,
            frame=((start, content),),
            addressee=(subject,) if subject and passive else _addressee(view, rest, content - 1),
        )


def _clause_start(view: View, cue: Cue, tag: int) -> int:
    """The first token of the clause, if it has `tag` and only asides lie between; or -1."""
    segments = view.sentence.segments
    for number in range(cue.segment, max(-1, cue.segment - _MOST_ASIDES), -1):
        segment = segments[number]
        if view.first(segment, tag):
            place = segment.start
            return place if place < cue.finite and cue.parts[0][0] > place + 1 else -1
        own = number == cue.segment
        if segment.mark != "," or (not own and segment.tags & Tag.VERB):
            return -1
        if own and cue.parts[0][0] > segment.start + 1:
            return -1
    return -1


def _with_marks(view: View, start: int, end: int) -> Range:
    """A frame with the commas that set it off."""
    if start > view.sentence.start and view.word(start - 1) in ",–-":
        start -= 1
    if end < view.sentence.stop and view.word(end) in ",:–-":
        end += 1
    return start, end


def _follows_content(view: View, number: int) -> bool:
    """Whether what stands before segment `number` is a clause or quotation, not a subject."""
    segments = view.sentence.segments
    if number == 0:
        start = segments[0].start
        first = view.sentence.quotations[0] if view.sentence.quotations else None
        return bool(first and first.first == view.sentence.start and start < first.end)
    if any(
        q.end >= segments[number].start - 2 and q.first == view.sentence.start
        for q in view.sentence.quotations
    ):
        return True
    return any(
        segment.tags & Tag.VERB and not (place and view.first(segment, Tag.RELATIVE))
        for place, segment in enumerate(segments[:number])
    )


def _impersonal(view: View, cue: Cue) -> bool:
    return bool(view.at(cue.finite + 1) & Tag.NOT_SUBJECT) or cue.passive


def _through_asides(view: View, end: int) -> int:
    """The end of a frame behind the words: relative clauses and appositions belong to it."""
    for segment in view.sentence.segments:
        if segment.start <= end:
            continue
        aside = not segment.tags & Tag.VERB or view.first(
            segment, Tag.RELATIVE | Tag.CONJUNCTION | Tag.SUBORDINATOR
        )
        if segment.tags & (Tag.SUBJUNCTIVE) or not aside or segment.mark != ",":
            return end
        end = segment.end
    return end


def _content(view: View, cue: Cue) -> int:
    """The place where what was said begins, behind a comma or colon; or 0."""
    segments = view.sentence.segments
    base = cue.segment
    while base + 1 < len(segments) and segments[base].end <= cue.last:
        base += 1
    for segment in segments[base + 1 : base + 2 + _MOST_ASIDES]:
        if segment.mark == ":" or _is_content(view, segment, cue):
            return segment.start
        aside = (
            view.first(segment, Tag.RELATIVE | Tag.PREPOSITION | Tag.SUBORDINATOR)
            or not segment.tags & Tag.VERB
        )
        if segment.mark != "," or not aside:
            return 0
    return 0


def _is_content(view: View, segment: object, cue: Cue) -> bool:
    from digest.claims.sentences import Segment

    assert isinstance(segment, Segment)
    if segment.mark not in (",", "–", "-"):
        return False
    if view.first(segment, Tag.THAT):
        return True
    if segment.tags & Tag.SUBJUNCTIVE:
        return True
    if segment.tags & Tag.PAST_SUBJUNCTIVE and cue.use & (Use.SAY | Use.THINK):
        return True
    if view.first(segment, Tag.WH) and cue.use & (Use.SAY | Use.THINK) and segment.tags & Tag.VERB:
        return True
    if _infinitive(view, segment.start, segment.end):
        return bool(cue.use & (Use.DEMAND | Use.SAY | Use.THINK))
    if view.first(segment, Tag.RELATIVE | Tag.SUBORDINATOR | Tag.CONJUNCTION | Tag.PREPOSITION):
        return False
    if segment.end > segment.start and view.passage.masked[segment.start]:
        return True
    return bool(cue.use & Use.SAY and segment.tags & Tag.VERB)


def _infinitive(view: View, start: int, end: int) -> bool:
    """Whether the clause is an infinitive with its marker ("zu gehen", "anzugehen")."""
    tokens = view.passage.tokens
    for place in range(start, end):
        word = tokens[place].word
        if view.passage.masked[place]:
            continue
        if (
            word == "zu"
            and place + 1 < end
            and tokens[place + 1].word.endswith("n")
            and not tokens[place + 1].capitalised
            and not tokens[place + 1].tags & Tag.DETERMINER
        ):
            return True
        if "zu" in word[2:-4] and word.endswith("en") and not tokens[place].capitalised:
            return True
    return False


def _frame_start(view: View, cue: Cue) -> int:
    """Where the clause of the cue begins: at its segment, or before the asides of its subject."""
    segments = view.sentence.segments
    number = cue.segment
    while number > 0 and segments[number].mark == ",":
        segment = segments[number]
        lone = (
            min(cue.finite, cue.parts[0][0]) <= segment.start + 1 if number == cue.segment else True
        )
        if number == cue.segment and not lone:
            break
        before = segments[number - 1]
        if before.tags & Tag.VERB and not view.first(before, Tag.RELATIVE):
            break
        number -= 1
    return (
        view.skip(segments[number].start, cue.finite, Tag.CONJUNCTION)
        if number
        else segments[0].start
    )


def _subject(view: View, cue: Cue, start: int) -> tuple[Range | None, int]:
    """The subject, and the place from which an addressee may stand."""
    first = cue.parts[0][0] if cue.parts[0][0] < cue.finite else cue.finite
    segment = view.sentence.segments[cue.segment]
    if (
        start > view.sentence.start
        and view.at(start) & Tag.RELATIVE
        and cue.last + 1 >= segment.end
        and view.word(start - 1) == ","
    ):
        return (start, start + 1), start + 1
    place = start + 1 if view.at(start) & Tag.SUBORDINATOR else start
    subject = subject_before(view, place, first)
    if subject:
        return subject, cue.finite + 1
    subject = subject_after(view, cue.finite, max(segment.end, cue.finite + 1))
    if subject:
        wide = noun_phrase(view, subject[0], view.sentence.stop)
        return (
            subject[0],
            wide if wide > subject[1] and wide < view.sentence.stop else subject[1],
        ), subject[1]
    return None, cue.finite + 1


def _addressee(view: View, start: int, end: int) -> Ranges:
    """Whom it was said to: "gegenüber X", "der Zeitung"."""
    place = view.skip(start, end, Tag.ADVERB | Tag.REFLEXIVE)
    tokens = view.passage.tokens
    while place < end:
        tags = tokens[place].tags
        if tags & Tag.ADDRESSING:
            reached = noun_phrase(view, place + 1, end, apposition=False)
            return ((place + 1, reached),) if reached > place + 1 else ()
        if tags & Tag.DATIVE and not (place and view.at(place - 1) & Tag.PREPOSITION):
            reached = noun_phrase(view, place, end, apposition=False)
            return ((place, reached),) if reached > place + 1 else ()
        place += 1
    return ()
