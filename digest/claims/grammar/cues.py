"""Cue verbs with all their parts: "hat ... gesagt", "teilte ... mit", "pointed out"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from digest.claims.grammar.homographs import is_noun
from digest.claims.grammar.verb_parts import governed, helpers, is_continued, particle
from digest.claims.matches import Range, Ranges, View
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary import inflection
from digest.claims.vocabulary.inflection import Form
from digest.claims.vocabulary.tags import Tag

_INFINITE = (inflection.PARTICIPLE, inflection.INFINITIVE, inflection.GERUND, inflection.ADJECTIVE)
_HELPER = Tag.AUXILIARY | Tag.MODAL
# An article and its noun stand no further apart, where only adjectives are between them.
_LONGEST_ATTRIBUTE = 4
_HELPED = Tag.PARTICIPLE | Tag.INFINITIVE
# Nobody says more in a sentence; each is compared with all of it.
_MOST_CUES = 30
_LONGEST_JUDGEMENT = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """A cue verb in segment `segment`. `finite` is the place of its finite verb, `last` that of
    its last part, `use` what may stand behind it. A `bare` one is a participle alone
    (", saying"). `governs` are prepositions that lead to what is said ("called for")."""

    verb: str
    use: int
    segment: int
    finite: int
    last: int
    parts: Ranges
    passive: bool = False
    bare: bool = False
    adjective: bool = False
    governs: tuple[str, ...] = ()


def cues(view: View) -> list[Cue]:
    """The cue verbs of a sentence in text order, found once for all rules."""
    if view.cues is None:
        view.cues = list(islice(_cues(view), _MOST_CUES))
    return view.cues


def _cues(view: View) -> Iterator[Cue]:
    particles = _particles(view)
    for number, segment in enumerate(view.sentence.segments):
        used = -1
        for place in segment.cues:
            if place <= used:
                continue
            cue = _cue(view, number, segment, place, particles)
            if cue:
                used = max(cue.last, place)
                yield cue


def is_attribute(view: View, segment: Segment, place: int) -> bool:
    """Whether the word stands between an article and its noun: "die erst neulich bekannten"."""
    tokens, noun = view.passage.tokens, place + 1
    while noun < segment.end and not view.at(noun) and tokens[noun].is_word:
        if tokens[noun].capitalised:
            break
        noun += 1
    if noun >= segment.end or not tokens[noun].capitalised:
        return False
    for before in range(place - 1, max(segment.start, place - _LONGEST_ATTRIBUTE) - 1, -1):
        token = tokens[before]
        if token.tags & Tag.DETERMINER:
            return before > segment.start or not token.tags & Tag.POINTER
        if token.capitalised or not token.is_word or token.tags & _HELPER:
            return False
    return False


@dataclass(frozen=True, slots=True)
class _Site:
    """A word that can be a cue verb: its segment, its place, and the auxiliaries that go with it,
    the finite one first."""

    view: View
    number: int
    segment: Segment
    place: int
    helpers: tuple[int, ...]

    def helped(self, tag: int) -> bool:
        """Whether an auxiliary can be `tag`."""
        return any(self.view.at(helper) & tag for helper in self.helpers)

    def is_passive(self) -> bool:
        """Whether the auxiliary makes a passive: "est accusé", but not "s'est dit"."""
        if not self.helpers:
            return True
        first = self.helpers[0]
        own = first > self.segment.start and self.view.at(first - 1) & Tag.REFLEXIVE
        return self.helped(Tag.PASSIVE) and not own


def _particles(view: View) -> set[str]:
    """The words of a sentence that can be part of a separated verb."""
    if not view.sentence.tags & Tag.PARTICLE:
        return set()
    tokens = view.passage.tokens[view.sentence.start : view.sentence.stop]
    return {token.word for token in tokens if token.tags & Tag.PARTICLE}


def _cue(view: View, number: int, segment: Segment, place: int, particles: set[str]) -> Cue | None:
    token = view.passage.tokens[place]
    if view.passage.lexicon.data.verb_second and (
        (token.capitalised and place > segment.start) or is_attribute(view, segment, place)
    ):
        return None
    if not view.passage.lexicon.data.verb_second and is_noun(view, segment.start, place):
        return None
    forms = [(f, use) for f, use in token.forms if not f.particle or f.particle in particles]
    if not forms:
        return None
    site = _Site(view, number, segment, place, helpers(view, segment, place))
    readings = [_reading(site, form, use) for form, use in forms]
    found = [cue for cue in readings if cue]
    if len(found) < 2:
        return found[0] if found else None
    best = max(
        found, key=lambda cue: (_size(cue.parts) - cue.passive, len(cue.parts), -len(cue.verb))
    )
    use, governs = 0, best.governs
    alike = [cue for cue in found if cue.verb == best.verb]
    fixed = not view.passage.lexicon.data.verb_second
    alone = fixed and any(not cue.governs for cue in alike)
    for cue in alike:
        use |= 0 if alone and cue.governs else cue.use
        governs += cue.governs
    return replace(best, use=use, governs=governs)


def _reading(site: _Site, form: Form, use: int) -> Cue | None:
    """The verb as one of its forms, or None where its other parts are missing."""
    view, place = site.view, site.place
    if not _fits(site, form) or (form.governs and not governed(view, site.segment, form.governs)):
        return None
    parts = [place]
    if form.particle:
        apart = particle(view, site.number, site.segment, place, form.particle)
        if apart < 0:
            return None
        parts.append(apart)
    infinite = form.kind in _INFINITE and bool(site.helpers)
    if infinite:
        parts.extend(site.helpers)
    return Cue(
        verb=form.verb,
        use=use,
        segment=site.number,
        finite=site.helpers[0] if infinite else place,
        last=max(parts),
        parts=_ranges(sorted(parts)),
        passive=form.kind == inflection.PARTICIPLE and site.is_passive(),
        bare=form.kind == inflection.GERUND and not site.helpers,
        adjective=form.kind == inflection.ADJECTIVE,
        governs=tuple(form.governs.split("/")) if form.governs else (),
    )


def _fits(site: _Site, form: Form) -> bool:
    """Whether the words around allow this form: infinite ones need their auxiliary, finite ones
    must not have one, and none is the infinitive behind its marker ("zu sagen")."""
    if not site.view.passage.lexicon.data.verb_second:
        return _fits_plainly(site, form)
    view, place = site.view, site.place
    marked = place > site.segment.start and bool(view.at(place - 1) & Tag.INFINITIVE_MARKER)
    if form.kind == inflection.PARTICIPLE:
        return bool(site.helpers)
    if form.kind == inflection.INFINITIVE:
        # "hat durchblicken lassen": an infinitive stands for the participle.
        joined = form.particle and view.word(place - 1) == form.particle
        return not marked and (site.helped(Tag.MODAL | Tag.PASSIVE) or bool(joined))
    if form.kind == inflection.FINITE:
        return not (marked or (site.helpers and view.at(place) & _HELPED))
    return True


def _fits_plainly(site: _Site, form: Form) -> bool:
    """The same where verbs stand behind their subjects: an infinitive may go with a verb that goes
    on, a participle may stand alone, at the head of the sentence ("Asked whether ...") or with
    "-ing", and adjectives stand with a verb of being."""
    view, place = site.view, site.place
    marked = place > site.segment.start and bool(view.at(place - 1) & Tag.INFINITIVE_MARKER)
    first, helped = place == view.sentence.start, bool(site.helpers)
    match form.kind:
        case inflection.PARTICIPLE:
            return helped or first
        case inflection.INFINITIVE:
            return is_continued(view, site.segment, place - 1) if marked else helped
        case inflection.GERUND:
            alone = not helped and view.word(place) not in view.passage.lexicon.citing
            return alone or site.helped(Tag.PASSIVE)
        case inflection.ADJECTIVE:
            return site.helped(Tag.PASSIVE)
        case inflection.FINITE:
            return not (marked or first or (helped and view.at(place) & _HELPED))
    return True


def worded(view: View, cue: Cue, subject: Range | None, *, clause: bool = False) -> Ranges:
    """The cue with the words of its clause that belong to the verb: "äußerte sich", "heißt es",
    and before a `clause` those that it goes with: "geht davon aus", "vertritt die Ansicht"."""
    segment, lexicon = view.sentence.segments[cue.segment], view.passage.lexicon
    taken = range(*subject) if subject else ()
    places = {place for first, end in cue.parts for place in range(first, end)}
    if clause and cue.governs:
        places.update(_judged(view, cue, segment))
    for place in range(segment.start, segment.end):
        token = view.passage.tokens[place]
        if view.passage.masked[place] or place in taken:
            continue
        if token.word in lexicon.expletives or (
            token.tags & Tag.REFLEXIVE and (place > cue.finite or place == segment.start + 1)
        ):
            places.add(place)
        elif not clause or place < cue.finite:
            continue
        elif token.word in lexicon.correlates:
            places.add(place)
        elif place + 2 >= segment.end and token.tags & Tag.THATNOUN and token.capitalised:
            places.update(range(noun_start(view, place, cue.finite), place + 1))
    return _ranges(sorted(places))


def _judged(view: View, cue: Cue, segment: Segment) -> range:
    """What "es" is held to be: "hält es | für möglich", "sieht es | als erwiesen an"."""
    start = next((p for p in range(cue.finite, segment.end) if view.word(p) in cue.governs), 0)
    inside = range(start, segment.end if start else start)
    expletives = view.passage.lexicon.expletives
    held = any(view.word(place) in expletives for place in range(segment.start, start))
    named = any(view.passage.tokens[place].capitalised for place in inside)
    return inside if held and not named and len(inside) <= _LONGEST_JUDGEMENT else range(0)


def noun_start(view: View, noun: int, verb: int) -> int:
    """Where the phrase of a noun without more than its article starts: "mit den Worten"."""
    start, small = noun, Tag.DETERMINER | Tag.POSSESSIVE | Tag.PREPOSITION
    while start > verb + 1 and view.at(start - 1) & small:
        start -= 1
    return start


def _size(ranges: Ranges) -> int:
    return sum(end - start for start, end in ranges)


def _ranges(places: list[int]) -> Ranges:
    """Places as ranges, neighbours joined."""
    ranges: list[tuple[int, int]] = []
    for place in places:
        if ranges and ranges[-1][1] == place:
            ranges[-1] = (ranges[-1][0], place + 1)
        else:
            ranges.append((place, place + 1))
    return tuple(ranges)
