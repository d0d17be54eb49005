"""Cue verbs with all their parts: "hat ... gesagt", "teilte ... mit", "pointed out"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from digest.claims import inflection
from digest.claims.inflection import Form
from digest.claims.matches import Ranges, View
from digest.claims.sentences import Segment
from digest.claims.tags import Tag

_INFINITE = (inflection.PARTICIPLE, inflection.INFINITIVE)
# How far a verb's other parts may stand from it, in words.
_REACH = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """A cue verb in segment `segment`. `finite` is the place of its finite verb, `last` that of
    its last part, `use` what may stand behind it."""

    verb: str
    use: int
    segment: int
    finite: int
    last: int
    parts: Ranges
    passive: bool = False


def cues(view: View) -> list[Cue]:
    """The cue verbs of a sentence in text order, found once for all rules."""
    if view.cues is None:
        view.cues = list(_cues(view))
    return view.cues


def _cues(view: View) -> Iterator[Cue]:
    for number, segment in enumerate(view.sentence.segments):
        used = -1
        for place in segment.cues:
            if place <= used:
                continue
            cue = _cue(view, number, segment, place)
            if cue:
                used = max(cue.last, place)
                yield cue


@dataclass(frozen=True, slots=True)
class _Site:
    """A word that can be a cue verb: its segment, its place, and the auxiliary that goes with it
    (or -1)."""

    view: View
    number: int
    segment: Segment
    place: int
    helper: int


def _cue(view: View, number: int, segment: Segment, place: int) -> Cue | None:
    token = view.passage.tokens[place]
    if token.capitalised and place > segment.start and view.passage.lexicon.data.verb_second:
        return None
    noun = Tag.DETERMINER | Tag.POSSESSIVE | Tag.PREPOSITION
    if not view.passage.lexicon.data.verb_second and place > segment.start:
        before = view.at(place - 1)
        if before & noun and not before & (Tag.PRONOUN | Tag.INFINITIVE_MARKER | Tag.RELATIVE):
            return None
        titled = place + 1 < segment.end and view.passage.tokens[place + 1].capitalised
        if token.tags & Tag.ROLE and (titled or before & Tag.PARTICIPLE):
            return None
    site = _Site(view, number, segment, place, _helper(view, segment, place))
    readings = [_reading(site, form, use) for form, use in token.forms]
    found = [cue for cue in readings if cue]
    if not found:
        return None
    best = max(found, key=lambda cue: (len(cue.parts) - cue.passive, -len(cue.verb)))
    use = 0
    for cue in found:
        use |= cue.use if cue.verb == best.verb else 0
    return replace(best, use=use)


def _reading(site: _Site, form: Form, use: int) -> Cue | None:
    """The verb as one of its forms, or None where its other parts are missing."""
    view, place = site.view, site.place
    if not _fits(site, form) or (form.governs and not _governed(view, site.segment, form.governs)):
        return None
    parts = [place]
    if form.particle:
        particle = _particle(view, site.number, site.segment, place, form.particle)
        if particle < 0:
            return None
        parts.append(particle)
    infinite = form.kind in _INFINITE
    if infinite:
        parts.append(site.helper)
    return Cue(
        verb=form.verb,
        use=use,
        segment=site.number,
        finite=site.helper if infinite else place,
        last=max(parts),
        parts=_ranges(sorted(parts)),
        passive=form.kind == inflection.PARTICIPLE and bool(view.at(site.helper) & Tag.PASSIVE),
    )


def _fits(site: _Site, form: Form) -> bool:
    """Whether the words around allow this form: infinite ones need their auxiliary, finite ones
    must not have one, and none is the infinitive behind its marker ("zu sagen")."""
    view, place = site.view, site.place
    marked = place > site.segment.start and bool(view.at(place - 1) & Tag.INFINITIVE_MARKER)
    if form.kind == inflection.PARTICIPLE:
        return site.helper >= 0
    if form.kind == inflection.INFINITIVE:
        future = site.helper >= 0 and view.at(site.helper) & (Tag.MODAL | Tag.PASSIVE)
        return bool(future) and not marked
    if form.kind == inflection.FINITE:
        other = site.helper >= 0 and view.at(place) & (Tag.PARTICIPLE | Tag.INFINITIVE)
        return not marked and not other
    return True


def _helper(view: View, segment: Segment, place: int) -> int:
    """The auxiliary or modal that goes with an infinite form: before it, or right behind it."""
    tokens, masked = view.passage.tokens, view.passage.masked
    wanted = Tag.AUXILIARY | Tag.MODAL
    for behind in range(place + 1, min(place + 3, segment.end)):
        if tokens[behind].tags & wanted and not masked[behind]:
            return behind
        if not tokens[behind].tags & (Tag.AUXILIARY | Tag.INFINITIVE):
            break
    at_end = not view.passage.lexicon.data.verb_second or place + 1 >= segment.end
    for before in range(place - 1, max(segment.start, place - _REACH) - 1, -1):
        token = tokens[before]
        if token.tags & wanted and not masked[before]:
            return before if at_end or place - before < 12 else -1
        if not at_end and token.tags & Tag.FINITE and not token.capitalised:
            return -1
        if not view.passage.lexicon.data.verb_second and not token.tags & (
            Tag.ADVERB | Tag.NEGATION | Tag.AUXILIARY
        ):
            return -1
    return -1


def _particle(view: View, number: int, segment: Segment, place: int, particle: str) -> int:
    """The place of a separated particle: at the end of the clause, or next to the verb."""
    tokens, masked = view.passage.tokens, view.passage.masked
    for at in range(min(segment.end, place + _REACH) - 1, place, -1):
        if tokens[at].word == particle and not masked[at]:
            return at
    if tokens[place - 1].word == particle and place > segment.start:
        return place - 1
    for later in view.sentence.segments[number + 1 : number + 4]:
        if view.word(later.start) == particle and later.end - later.start <= 2:
            return later.start
    return -1


def _governed(view: View, segment: Segment, preposition: str) -> bool:
    """Whether the clause has the preposition, alone or joined to its article ("vom"). Who speaks
    with someone has not said anything yet, but "im Gespräch mit" tells only where."""
    tokens, masked = view.passage.tokens, view.passage.masked
    companion = view.passage.lexicon.companions
    if any(
        tokens[place].word in companion and not tokens[place - 1].capitalised
        for place in range(segment.start + 1, segment.end)
    ):
        return preposition in companion
    return any(
        tokens[place].word.startswith(preposition)
        and tokens[place].tags & Tag.PREPOSITION
        and not masked[place]
        for place in range(segment.start, segment.end)
    )


def _ranges(places: list[int]) -> Ranges:
    """Places as ranges, neighbours joined."""
    ranges: list[tuple[int, int]] = []
    for place in places:
        if ranges and ranges[-1][1] == place:
            ranges[-1] = (ranges[-1][0], place + 1)
        else:
            ranges.append((place, place + 1))
    return tuple(ranges)
