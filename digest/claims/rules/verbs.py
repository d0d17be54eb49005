"""Cue verbs and the clause that says what was said."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.grammar.clauses import has_clause
from digest.claims.grammar.cues import Cue, cues, worded
from digest.claims.grammar.extents import extent
from digest.claims.grammar.phrases import is_relative, noun_phrase
from digest.claims.grammar.subjects import (
    clause_subject,
    first_subject,
    relative_subject,
    subject_after,
)
from digest.claims.matches import Match, Range, Ranges, View
from digest.claims.rules.addressees import addressee
from digest.claims.rules.agents import agent, paper, quoted, wording
from digest.claims.rules.complements import content, content_end
from digest.claims.text.sentences import DELIMITERS, Segment
from digest.claims.vocabulary.tags import Tag, Use
from digest.models import ClaimType


def behind(view: View) -> Iterator[Match]:
    """..., sagte X: the verb stands first behind what was said."""
    for cue in cues(view):
        segment = view.sentence.segments[cue.segment]
        object_behind = view.word(cue.last + 1) in cue.governs
        if object_behind or not (_opens(view, cue, segment) and _may_follow(view, cue)):
            continue
        subject = _inverted(view, cue)
        if not subject and not impersonal(view, cue):
            continue
        if cue.verb in view.passage.lexicon.impersonal:
            subject = agent(view, cue.finite + 1, segment.end, place_too=True)
        end = max(segment.end, subject[1] if subject else 0, cue.last + 1)
        end = through_asides(view, view.segment_end(end))
        start = segment.start
        if start > view.sentence.start and view.word(start - 1) in DELIMITERS:
            start -= 1
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=_resumed(view, start, end),
            speaker=(subject,) if subject else (),
            cue=worded(view, cue, subject),
            frame=((start, end),),
            addressee=addressee(view, cue, subject, (start, end)),
        )


def _opens(view: View, cue: Cue, segment: Segment) -> bool:
    """Whether the verb opens its clause, behind "so" or "das" at most. "Das heißt" explains."""
    first = view.skip(segment.start, segment.end, Tag.SO | Tag.OPENER | Tag.POINTER)
    means = view.first(segment, Tag.POINTER) and cue.verb in view.passage.lexicon.impersonal
    return cue.finite == first and not (cue.bare or means)


def _resumed(view: View, start: int, end: int) -> Ranges:
    """What stands around a frame. Behind a quotation, only a quotation carries on with it, where
    the word order does not tell who speaks from what he says."""
    before = range(view.sentence.start, start)
    quoted = all(view.passage.masked[p] or view.word(p) in DELIMITERS for p in before)
    if quoted and not view.passage.lexicon.data.verb_second and end < view.sentence.stop:
        behind = end + (view.word(end) in DELIMITERS)
        if behind < view.sentence.stop and not view.passage.masked[behind]:
            return view.between(view.sentence.start, start)
    return _around(view, start, end)


def _around(view: View, start: int, end: int) -> Ranges:
    """What stands around a frame, from the colon on that leads to a quotation before it."""
    masked = view.passage.masked
    led = (s.start for s in view.sentence.segments if s.mark == ":" and s.start < start)
    first = max((place for place in led if masked[place]), default=0)
    return view.between(first, start) if first else view.rest(start, end)


def _inverted(view: View, cue: Cue) -> Range | None:
    """The subject behind the verb. Where the verb does not stand second, it can as well be whom
    something is told to, or open what was said: "X, a nurse, told reporters"."""
    subject = subject_after(view, cue.finite, view.sentence.stop)
    if subject is None or view.passage.lexicon.data.verb_second:
        return quoted(view, cue, subject)
    if view.at(cue.finite + 1) & (Tag.PREPOSITION | Tag.SUBORDINATOR):
        return None
    first = view.sentence.segments[0]
    led = view.passage.masked[first.start] or has_clause(view, first.start, first.end)
    led = led or view.unstopped or _is_parted(view, cue)
    marked = cue.finite > first.start and view.passage.masked[cue.finite - 1]
    told = cue.verb in view.passage.lexicon.telling and not marked
    told = told or bool(view.at(subject[0]) & Tag.THAT)
    masked = view.passage.masked[subject[0]]
    if not led or told or masked or view.at(subject[1]) & Tag.VERB:
        return None
    return subject[0], extent(view, subject[1])


def before(view: View) -> Iterator[Match]:
    """X sagte, dass ...; X sagte, die Lage sei ...; X forderte, ... zu ...; X sagte: ..."""
    for cue in cues(view):
        begin = content(view, cue)
        if not begin or _is_carried(view, cue):
            continue
        start = _frame_start(view, cue)
        subject = _subject(view, cue, start)
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=view.between(begin, content_end(view, start, begin)),
            speaker=(subject,) if subject else (),
            cue=worded(view, cue, subject, clause=view.word(begin - 1) != ":"),
            frame=((start, begin),),
            addressee=addressee(view, cue, subject, (start, begin - 1)),
        )


def pointing_back(view: View) -> Iterator[Match]:
    """Dies bestätigte X: what was said is the sentence before."""
    before = view.before
    if not before or not view.first(view.sentence.segments[0], Tag.POINTER):
        return
    for cue in cues(view):
        pronoun = view.sentence.start
        if cue.finite != pronoun + 1 or not cue.use & (Use.SAY | Use.THINK):
            continue
        subject = (
            agent(view, pronoun, view.sentence.stop, place_too=True)
            if cue.verb in view.passage.lexicon.impersonal
            else subject_after(view, cue.finite, view.sentence.stop)
        )
        if subject:
            yield Match(
                rule="",
                type=ClaimType.INDIRECT,
                quote=((before.sentence.start, before.sentence.stop), (pronoun, pronoun + 1)),
                speaker=(subject,),
                cue=worded(view, cue, subject),
                frame=((pronoun + 1, view.sentence.stop),),
                addressee=addressee(view, cue, subject, (pronoun + 1, view.sentence.stop)),
            )
        return


def _is_carried(view: View, cue: Cue) -> bool:
    """Whether the cue stands in a subjunctive itself: "Man gehe davon aus, dass ..." is told on."""
    tags = view.at(cue.finite)
    return bool(tags & Tag.SUBJUNCTIVE) and not tags & (Tag.FINITE | Tag.MODAL)


def _may_follow(view: View, cue: Cue) -> bool:
    """Whether a clause or quotation that this verb can say stands before it."""
    segments = view.sentence.segments
    first = view.sentence.quotations[0] if view.sentence.quotations else None
    if first and first.first == view.sentence.start:
        return cue.segment > 0 or segments[0].start < first.end
    if cue.passive and not impersonal(view, cue):
        return False
    before = [s for s in segments[: cue.segment] if _is_main(view, s)]
    so = cue.segment and view.first(segments[cue.segment], Tag.SO)
    if cue.use & Use.SAY and (before or so or _is_parted(view, cue)):
        return True
    if not view.passage.lexicon.data.verb_second:
        return False
    if cue.use & (Use.SAY | Use.THINK) and _breaks_in(view, cue):
        return True
    return bool(cue.use & (Use.THINK | Use.DEMAND)) and any(
        s.tags & (Tag.SUBJUNCTIVE | Tag.PAST_SUBJUNCTIVE) or view.first(s, Tag.THAT) for s in before
    )


def _is_parted(view: View, cue: Cue) -> bool:
    """Whether a comma stands before the verb and none before that. Where the subject stands before
    its verb, it is parted from it by asides alone: then what is said stands before the comma."""
    return not view.passage.lexicon.data.verb_second and cue.segment == 1


def _breaks_in(view: View, cue: Cue) -> bool:
    """Whether a clause is broken before its verb: "Der Bus, sagte sie, komme noch." """
    segments, number = view.sentence.segments, cue.segment
    if not 0 < number < len(segments) - 1:
        return False
    first, rest = segments[number - 1], segments[number + 1]
    moods = Tag.SUBJUNCTIVE | Tag.PAST_SUBJUNCTIVE | Tag.AUXILIARY | Tag.MODAL
    broken = not first.tags & Tag.VERB and rest.mark == segments[number].mark == ","
    return broken and view.first(rest, Tag.VERB) and view.first(rest, moods)


def _is_main(view: View, segment: Segment) -> bool:
    """Whether a segment is a clause that can stand for what was said; the first is no relative."""
    sub = view.first(segment, Tag.SUBORDINATOR) and not view.first(segment, Tag.THAT)
    if view.first(segment, Tag.PREPOSITION) and not view.at(segment.end - 1) & Tag.VERB:
        sub = False  # "bis dahin" opens no clause
    return (
        bool(segment.tags & Tag.VERB)
        and not sub
        and not (segment.mark and is_relative(view, segment.start, segment.end))
    )


def impersonal(view: View, cue: Cue) -> bool:
    """Whether "es" stands for no one ("heißt es in dem Bericht"), or the verb is passive."""
    return cue.verb in view.passage.lexicon.impersonal or (
        cue.passive and cue.verb in view.passage.lexicon.quoting
    )


def through_asides(view: View, end: int) -> int:
    """The end of a frame behind the words: relative clauses and appositions belong to it."""
    for segment in view.sentence.segments:
        if segment.start <= end:
            continue
        quoted = segment.start < segment.end and view.passage.masked[segment.start]
        aside = not quoted and (
            not segment.tags & Tag.VERB
            or is_relative(view, segment.start, segment.end)
            or view.first(segment, Tag.CONJUNCTION | Tag.SUBORDINATOR)
        )
        if segment.tags & (Tag.SUBJUNCTIVE) or not aside or segment.mark != ",":
            return end
        end = segment.end
    return end


def _frame_start(view: View, cue: Cue) -> int:
    """Where the clause of the cue begins: at its segment, or before the asides of its subject."""
    segments = view.sentence.segments
    number = cue.segment
    own = segments[number]
    lone = min(cue.finite, cue.parts[0][0]) <= own.start + 1
    if not lone and any(
        s.tags & Tag.VERB or s.mark == ":" or view.first(s, Tag.PREPOSITION)
        for s in segments[:number]
    ):
        return own.start
    while number > 0 and segments[number].mark == ",":
        before = segments[number - 1]
        if before.tags & Tag.VERB and not is_relative(view, before.start, before.end):
            break
        number -= 1
    return segments[number].start


def _causing(view: View, cue: Cue, segment: Segment) -> int:
    """The verb that has another say something: "ließ Jan Weber erklären"; or 0."""
    infinite = view.at(cue.finite) & Tag.INFINITIVE and cue.finite + 1 == segment.end
    return max(view.find(segment.start, cue.finite, Tag.FINITE), 0) if infinite else 0


def _subject(view: View, cue: Cue, start: int) -> Range | None:
    """Who speaks in the clause that starts at `start`."""
    first = min(cue.parts[0][0], cue.finite)
    segment = view.sentence.segments[cue.segment]
    if segment.mark == "," and is_relative(view, segment.start, segment.end):
        return relative_subject(view, segment.start, first)
    if cue.verb in view.passage.lexicon.impersonal:
        return agent(view, start, segment.end, place_too=True) or wording(view, start, first)
    if cue.passive and cue.verb not in view.passage.lexicon.quoting:
        return agent(view, start, segment.end) or paper(view, start, segment.end)
    final = cue.finite + 2 >= segment.end and cue.finite > segment.start + 1
    place = start + 1 if view.at(start) & Tag.SUBORDINATOR and final else start
    verb = _causing(view, cue, segment) or first
    subject = clause_subject(view, place, verb, max(segment.end, cue.finite + 1))
    if not subject and first <= segment.start + 1 and cue.segment:
        subject = first_subject(view, segment.start - 1)
    if not subject or subject[0] < first:
        return quoted(view, cue, subject)
    wide = noun_phrase(view, subject[0], view.sentence.stop)
    return (subject[0], wide) if subject[1] < wide < view.sentence.stop else subject
