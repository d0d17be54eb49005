"""Words in quotation marks: which are quotations, and whose."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.certainty import SILENT
from digest.claims.grammar.cues import Cue, cues
from digest.claims.grammar.fixed_order import subject_of
from digest.claims.grammar.subjects import (
    first_subject,
    segment_subject,
    subject_after,
    subject_behind,
)
from digest.claims.grammar.voices import VOICE, voice
from digest.claims.matches import Match, Range, Ranges, View, words
from digest.claims.rules.addressees import addressee
from digest.claims.rules.agents import agent, paper
from digest.claims.rules.owners import leading, owner
from digest.claims.text.quotations import Quotation
from digest.claims.vocabulary.tags import Tag, Use
from digest.models import ClaimType

INSIDE, NAMED, ALONE = "marks: inside a claim", "marks: X nannte es ...", "marks: alone"
# A word or two in marks is mostly a name or a scare quote, a clause mostly a quotation:
# from how many words behind a paper's name, and from how many elsewhere.
_SURE = 6
_FREE = 4
_LIKELY = 2
_LONGEST_TITLE = 4
_STOPS = ".!?…,"
_ENDS = ".!?…"
# Words that lead to what was said, as "ein" does, and not to a name.
_DESCRIBING = Tag.PREPOSITION | Tag.SUBORDINATOR | Tag.VERB | Tag.THATNOUN


def spoken(matches: list[Match], view: View) -> list[Match]:
    """Claims whose words are all in marks are direct; others stay what they are."""
    return [_spoken(match, view) for match in matches]


def _spoken(match: Match, view: View) -> Match:
    if match.type is not ClaimType.INDIRECT:
        return _as_named(match, view) if match.type is ClaimType.REPORTED else match
    inside = [
        q
        for q in view.sentence.quotations
        if any(a <= q.first and q.end <= b for a, b in match.quote)
    ]
    within = _around(match, view)
    if within:
        return match._replace(type=ClaimType.DIRECT, quote=within)
    quoted = sum(words(view.passage, q.first, q.end) for q in inside)
    total = sum(words(view.passage, a, b) for a, b in match.quote)
    if inside and quoted and quoted >= total:
        return match._replace(type=ClaimType.DIRECT, quote=tuple((q.first, q.end) for q in inside))
    return match


def _around(match: Match, view: View) -> Ranges:
    """What is said around a frame that stands inside of its quotation marks."""
    for quotation in view.sentence.quotations:
        if _is_around(quotation, match.frame):
            clipped = ((max(a, quotation.first), min(b, quotation.end)) for a, b in match.quote)
            return tuple((a, b) for a, b in clipped if a < b)
    return ()


def _is_around(quotation: Quotation, frame: Ranges) -> bool:
    return bool(frame) and quotation.first < frame[0][0] and frame[-1][1] <= quotation.end


def _as_named(match: Match, view: View) -> Match:
    """X called it "...": where claims do not hold others, the words in marks are the claim."""
    if view.passage.lexicon.data.nested:
        return match
    named = any(c.use & Use.NAME and c.parts == match.cue for c in cues(view))
    for quotation in view.sentence.quotations if named else ():
        last = match.quote[-1]
        if last[0] <= quotation.first and quotation.end == last[1]:
            return _direct(quotation, match).named(NAMED)
    return match


def inner(matches: list[Match], view: View) -> Iterator[Match]:
    """Quotations inside a claim, or in a clause with a verb that names: they share its source."""
    for quotation, count in _said(matches, view):
        holder = next((m for m in matches if _holds(m.quote, quotation)), None)
        nested = view.passage.lexicon.data.nested
        if holder is None or (nested and holder.type is not ClaimType.DIRECT):
            yield from _shared(view, quotation, count, holder)


def _said(matches: list[Match], view: View) -> Iterator[tuple[Quotation, int]]:
    """The quotations that are no names, each with its number of words."""
    for quotation in view.sentence.quotations:
        count = words(view.passage, quotation.first, quotation.end)
        source = any(
            _holds(match.speaker, quotation) or _is_around(quotation, match.frame)
            for match in matches
        )
        if count and not (source or _is_name(view, quotation, count)):
            yield quotation, count


def _shared(view: View, quotation: Quotation, count: int, holder: Match | None) -> Iterator[Match]:
    """The quotation as a claim of the one that holds it, or of the verb of its clause."""
    free = holder is None or (holder.type is ClaimType.REPORTED and holder.rule != SILENT)
    cue = _naming(view, quotation) if free else None
    if cue and (count >= _LIKELY or (cue.use & Use.NAME and not cue.passive)):
        yield _attributed(view, quotation, cue)
    elif holder:
        yield _direct(quotation, _led(view, quotation, holder))


def _led(view: View, quotation: Quotation, holder: Match) -> Match:
    """The holder, or who speaks in it: "Er habe ihr zugerufen: „Weg!“", as he tells."""
    carried = holder.type is ClaimType.INDIRECT_FREE_INDIRECT
    if not carried or view.word(quotation.first - 1) != ":":
        return holder
    subject = leading(view, quotation.first)
    speaks = subject is not None and voice(view, subject) == VOICE
    return holder._replace(speaker=(subject,)) if subject and speaks else holder


def names(view: View, cue: Cue) -> bool:
    """Whether all that the verb tells is how it names something: "nannte es „Unsinn“"."""
    if cue.passive or not cue.use & Use.NAME or cue.use & Use.DEMAND:
        return False
    return any(_naming(view, quotation) == cue for quotation, _ in _said([], view))


def _holds(ranges: Ranges, quotation: Quotation) -> bool:
    return any(a <= quotation.first and quotation.end <= b for a, b in ranges)


def _direct(quotation: Quotation, holder: Match) -> Match:
    return holder._replace(
        type=ClaimType.DIRECT,
        quote=((quotation.first, quotation.end),),
        rule=INSIDE,
        grounds=_marks(quotation),
    )


def _marks(quotation: Quotation) -> Ranges:
    return (quotation.first, quotation.first + 1), (quotation.end - 1, quotation.end)


def _is_name(view: View, quotation: Quotation, count: int) -> bool:
    """Names and titles: behind a noun for an outlet, in capitals, or a phrase without a verb that
    starts with a capital, unless what leads to it tells otherwise ("eine „Gefahr für alle“")."""
    tokens, first = view.passage.tokens, quotation.first
    inside = [t for t in tokens[first + 1 : quotation.end - 1] if t.is_word]
    led = first > view.sentence.start
    lead = view.at(first - 1) if led else 0
    shown = lead & Tag.OWNER and inside[0].capitalised and inside[-1].capitalised
    if count < _SURE and (lead & Tag.OUTLET or shown):
        return True
    definite = view.word(first - 1) in view.passage.lexicon.definite
    described = lead & _DESCRIBING or (lead & Tag.DETERMINER and not definite)
    if count <= _LONGEST_TITLE and all(t.capitalised for t in inside):
        if _is_exclaimed(view, quotation) or _is_called(view, first - 1):
            return False
        return not described or bool(lead & (Tag.PREPOSITION | Tag.VERB))
    phrase = led and inside[0].capitalised
    spoken = tokens[quotation.end - 2].text[-1] in _STOPS or any(t.tags & Tag.VERB for t in inside)
    return phrase and not (spoken or described)


def _is_exclaimed(view: View, quotation: Quotation) -> bool:
    """Whether a word or two with a full stop are a sentence: „Unsinn!“"""
    start, end = quotation.first, quotation.end
    alone = start == view.sentence.start and end >= view.sentence.stop
    led = start > view.sentence.start and view.word(start - 1) == ":"
    return (alone or led) and view.passage.tokens[end - 2].text[-1] in _ENDS


def _is_called(view: View, lead: int) -> bool:
    """Whether the word at `lead` leads to what something is called: "sprach von „Unsinn“", "sei
    noch „Unsinn“", "ist das „Unsinn“"."""
    if lead < view.sentence.start:
        return False
    word, tags = view.word(lead), view.at(lead)
    if tags & Tag.PREPOSITION:
        return any(word.startswith(cue.governs) for cue in cues(view) if cue.governs)
    copula = view.at(lead - 1) & Tag.AUXILIARY
    return bool(copula and tags & (Tag.ADVERB | Tag.NEGATION | Tag.POINTER))


def _naming(view: View, quotation: Quotation) -> Cue | None:
    """The verb that speaks the quotation: the last one before it in its clause, or the first."""
    best = None
    for cue in cues(view):
        segment = view.sentence.segments[cue.segment]
        around = segment.start <= quotation.first and quotation.end <= segment.end + 1
        if around and (best is None or cue.finite < quotation.first):
            best = cue
    return best


def _attributed(view: View, quotation: Quotation, cue: Cue) -> Match:
    segment = view.sentence.segments[cue.segment]
    if cue.passive:
        where = segment.start, segment.end
        subject = agent(view, *where) or paper(view, *where)
    else:
        stop = quotation.first if quotation.first > cue.finite else segment.end
        subject = (
            segment_subject(view, cue.segment, cue.finite, stop)
            if view.passage.lexicon.data.verb_second
            else subject_of(view, cue) or _inverted(view, cue)
        )
    if subject and quotation.first <= subject[0] < quotation.end:
        subject = subject_after(view, cue.finite, segment.end)
    return Match(
        rule=NAMED,
        type=ClaimType.DIRECT,
        quote=((quotation.first, quotation.end),),
        speaker=(subject,) if subject else (),
        cue=cue.parts,
        frame=((segment.start, quotation.first),)
        if quotation.first > cue.finite
        else view.between(quotation.end, segment.end),
        addressee=addressee(view, cue, subject, (segment.start, segment.end)),
    )


def _inverted(view: View, cue: Cue) -> Range | None:
    return subject_behind(view, cue) if view.passage.lexicon.data.inverted else None


def alone(matches: list[Match], view: View, *, distance: int) -> Iterator[Match]:
    """Long quotations that no claim holds: said by who says what stands before their colon, by the
    subject of their sentence, or, where they are the whole of it, by whom the sentence before is
    about, or else who spoke last."""
    for quotation, count in _said(matches, view):
        if any(_holds(m.quote, quotation) for m in matches):
            continue
        whole = quotation.first == view.sentence.start and quotation.end >= view.sentence.stop
        led = quotation.first > 0 and view.word(quotation.first - 1) == ":"
        before = [m for m in matches if m.cue and m.quote[-1][1] <= quotation.first]
        if led and before:
            yield _direct(quotation, before[-1])
        elif count >= _FREE or whole or led:
            speaker = _before(view, distance=distance) if whole else owner(view, quotation, matches)
            yield Match(
                rule=ALONE,
                type=ClaimType.DIRECT,
                quote=((quotation.first, quotation.end),),
                speaker=(speaker,) if speaker else (),
                frame=((view.sentence.start, quotation.first),) if led and speaker else (),
                grounds=_marks(quotation),
            )


def _before(view: View, *, distance: int) -> Range | None:
    """Whom the sentence before is about, if it has no claim and they can speak."""
    before = view.before
    found = first_subject(before, before.sentence.stop) if before and distance > 1 else None
    if not before or not found or before.at(found[0]) & Tag.PRONOUN:
        return None
    return found if voice(before, found) == VOICE else None
