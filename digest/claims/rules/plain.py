"""Cue verbs where the subject always stands before its verb: "X said (that) ...", "..., X said"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.grammar.clauses import has_clause, is_finite
from digest.claims.grammar.cues import Cue, cues
from digest.claims.grammar.fixed_order import subject_of
from digest.claims.grammar.phrases import is_relative
from digest.claims.matches import Match, Range, Ranges, View
from digest.claims.rules.addressees import told_behind
from digest.claims.rules.ends import clause_end
from digest.claims.rules.objects import Said, agent, past_addressee, said
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary.tags import Tag, Use
from digest.models import Certainty, ClaimType

# A frame behind what was said is short: a source, its verb, an occasion.
_LONGEST_TAIL = 20
_SHORTEST_CLAUSE = 3


def behind(view: View) -> Iterator[Match]:
    """..., X said (on Monday)."""
    for cue in cues(view):
        segment = view.sentence.segments[cue.segment]
        spoken = cue.use & (Use.SAY | Use.THINK) and not (cue.bare or cue.passive)
        if not spoken or segment.end - cue.last > _LONGEST_TAIL:
            continue
        subject = subject_of(view, cue)
        if not subject or not _is_tail(view, cue, subject) or not _is_led(view, cue, subject):
            continue
        content = said(view, cue)
        if content and not _resumes(view, content, subject):
            continue
        start = min(segment.start, subject[0])
        if start > view.sentence.start and view.word(start - 1) == ",":
            start -= 1
        end = content.start if content else _through_asides(view, cue.segment)
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=view.between(_clause_start(view, start), start) + _resumed(view, start, end),
            speaker=(subject,),
            cue=cue.parts,
            frame=((start, end),),
            addressee=past_addressee(view, cue, segment.end)[1],
        )


def _resumes(view: View, content: Said, subject: Range) -> bool:
    """Whether a quotation before the source goes on behind it."""
    masked = view.passage.masked
    led = subject[0] > view.sentence.start and masked[subject[0] - 1]
    return led and masked[content.start]


def _resumed(view: View, start: int, end: int) -> Ranges:
    """What goes on behind the source: behind a quotation, only another one."""
    masked, stop = view.passage.masked, view.sentence.stop
    place = end + 1 if end < stop and view.word(end) == "," else end
    quoted = start > view.sentence.start and masked[start - 1]
    if place >= stop or (quoted and not masked[place]):
        return ()
    return view.between(view.skip(place, stop, Tag.CONJUNCTION), clause_end(view, end))


def _is_tail(view: View, cue: Cue, subject: Range) -> bool:
    """Whether nothing but an opener stands between the last clause and the source."""
    segment = view.sentence.segments[cue.segment]
    if view.at(cue.finite - 1) & Tag.RELATIVE or view.first(segment, Tag.CONJUNCTION):
        return False
    linked = view.find(cue.last + 1, segment.end, Tag.SUBORDINATOR | Tag.RELATIVE | Tag.CONJUNCTION)
    stop = linked if linked >= 0 else segment.end
    if has_clause(view, cue.last + 1, stop):
        return False
    start = next(s.start for s in view.sentence.segments if s.start <= subject[0] < s.end)
    return subject[0] <= view.skip(start, subject[0], Tag.OPENER | Tag.ADVERB)


def _clause_start(view: View, stop: int) -> int:
    """Where the clauses before `stop` start: behind the last semicolon."""
    starts = (s.start for s in view.sentence.segments if s.mark == ";" and s.start <= stop)
    return max(starts, default=view.sentence.start)


def _is_led(view: View, cue: Cue, subject: Range) -> bool:
    """Whether a quotation or clause stands before, the first half of one, or, at the sentence's
    end, anything."""
    segments = view.sentence.segments
    if any(quotation.end <= subject[0] for quotation in view.sentence.quotations):
        return True
    first = _clause_start(view, subject[0])
    before = [s for s in segments if first <= s.start and s.end <= subject[0]]
    before = [s for s in before if not _is_led_in(view, s)]
    if (view.unstopped and before) or any(_is_said(view, segment) for segment in before):
        return True
    if cue.segment + 1 < len(segments):
        behind = segments[cue.segment + 1]
        aside = behind.mark == "," and cue.last + 1 == segments[cue.segment].end
        return bool(before) and (
            (aside and bool(cue.use & Use.SAY)) or view.first(behind, Tag.VERB)
        )
    return bool(before) and cue.last + 1 >= view.sentence.stop


def _is_said(view: View, segment: Segment) -> bool:
    long = segment.end - segment.start >= _SHORTEST_CLAUSE
    return long and bool(segment.tags & Tag.VERB) and not view.first(segment, Tag.SUBORDINATOR)


def _is_led_in(view: View, segment: Segment) -> bool:
    """Whether a participle leads a segment without a main clause: "Asked if she would resign,"."""
    if not view.first(segment, Tag.GERUND | Tag.PARTICIPLE):
        return False
    places = range(segment.start + 1, segment.end)
    verb = next((place for place in places if is_finite(view, place)), segment.end)
    led = any(view.at(place) & (Tag.SUBORDINATOR | Tag.WH) for place in range(segment.start, verb))
    return verb == segment.end or led


def _through_asides(view: View, number: int) -> int:
    """The end of the frame with the relative clauses and appositions behind it."""
    segments = view.sentence.segments
    end = segments[number].end
    for segment in segments[number + 1 :]:
        empty = segment.end == segment.start
        if segment.mark != "," or empty or view.passage.masked[segment.start]:
            break
        if segment.tags & Tag.VERB and not is_relative(view, segment.start, segment.end):
            break
        end = segment.end
    return end


def before(view: View) -> Iterator[Match]:
    """X said (that) ...; X told Y ...; X plans to ...; X said: ..."""
    return (match for match in _led(view) if match.type is ClaimType.INDIRECT)


def reported(view: View) -> Iterator[Match]:
    """X criticized Y: what was said is the object."""
    return (match for match in _led(view) if match.type is ClaimType.REPORTED)


def _led(view: View) -> list[Match]:
    """What stands behind verbs and their sources, found once for both rules."""
    if view.told is None:
        view.told = list(_told(view))
    return view.told


def _told(view: View) -> Iterator[Match]:
    for cue in cues(view):
        content = said(view, cue)
        subject = subject_of(view, cue) if content else None
        if content is None or not (subject or cue.passive):
            continue
        if subject and any(_hedged(view, place) for place in range(subject[1], cue.last)):
            continue
        if cue.passive:
            yield from _passive(view, cue, content, subject)
            continue
        if subject and not (
            _is_beside(view, subject, content) or _is_act(view, cue, subject, content)
        ):
            yield Match(
                rule="",
                type=content.type,
                quote=view.between(content.start, content.end),
                speaker=(subject,),
                cue=cue.parts,
                frame=((_frame_start(view, cue, subject), content.start),),
                addressee=content.addressee
                or told_behind(view, (cue.last + 1, content.start), subject),
            )


def _frame_start(view: View, cue: Cue, subject: Range) -> int:
    """Where the clause of the verb starts: behind another one that has the same subject."""
    joined = any(subject[1] <= other.finite < cue.finite for other in cues(view))
    return cue.parts[0][0] if joined else subject[0]


def rumoured(view: View) -> Iterator[Match]:
    """X allegedly did Y: nobody is named for it."""
    place = next(
        (p for p in range(view.sentence.start, view.sentence.stop) if _hedged(view, p)), -1
    )
    if place >= 0:
        yield Match(
            rule="",
            type=ClaimType.INDIRECT,
            quote=((view.sentence.start, view.sentence.stop),),
            cue=((place, place + 1),),
        )


def _hedged(view: View, place: int) -> bool:
    """Whether an adverb at `place` tells that something is only said."""
    adverb = view.at(place) & Tag.ADVERB and not view.passage.masked[place]
    return bool(adverb) and view.passage.lexicon.hedges.get(view.word(place)) == Certainty.ALLEGED


def _is_act(view: View, cue: Cue, subject: Range, content: Said) -> bool:
    """Whether someone shows or finds a thing, as no poll or study does."""
    found = content.type is ClaimType.REPORTED and cue.verb in view.passage.lexicon.findings
    return found and not view.tags(*subject) & Tag.REPORT


def _passive(view: View, cue: Cue, content: Said, subject: Range | None) -> Iterator[Match]:
    """X was told that ...; X is expected to ...; X was accused by Y of ..."""
    source = subject if cue.verb in view.passage.lexicon.quoting else agent(view, cue)
    reported = content.type is ClaimType.REPORTED
    estimated = (
        view.word(content.start) in cue.governs or cue.verb in view.passage.lexicon.expecting
    )
    if reported and not (subject and (source or estimated)):
        return
    start = source[1] if source and source[1] > content.start else content.start
    quote = view.between(start, content.end)
    yield Match(
        rule="",
        type=content.type,
        quote=((subject,) if reported and subject else ()) + quote,
        speaker=(source,) if source else (),
        cue=cue.parts,
        frame=((subject[0] if subject else cue.finite, start),),
        addressee=(subject,) if subject and cue.use & (Use.DEMAND | Use.SAY) else (),
    )


def _is_beside(view: View, subject: Range, content: Said) -> bool:
    """Whether the clause only tells when or why: "..., after its crew refused to sail"."""
    clause = (
        content.type is ClaimType.INDIRECT and not view.at(content.start) & Tag.INFINITIVE_MARKER
    )
    start = max(s.start for s in view.sentence.segments if s.start <= subject[0])
    linked = view.tags(start, subject[0]) & Tag.SUBORDINATOR
    return bool(linked) and not (clause or view.word(start) in view.passage.lexicon.contrasts)
