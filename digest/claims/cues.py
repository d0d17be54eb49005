"""Cue verbs with all their parts: "hat ... gesagt", "teilte ... mit", "pointed out"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from digest.claims import inflection
from digest.claims.inflection import Form
from digest.claims.matches import Range, Ranges, View
from digest.claims.sentences import Segment
from digest.claims.tags import Tag

_INFINITE = (inflection.PARTICIPLE, inflection.INFINITIVE, inflection.GERUND, inflection.ADJECTIVE)
# What a word for a time or place does not stand behind, but a noun does.
_NOUN_BEHIND = Tag.ARTICLE | Tag.POSSESSIVE | Tag.OWNER | Tag.PREPOSITION
_FORMS_BEHIND_TO = Tag.PRONOUN | Tag.INFINITIVE_MARKER | Tag.RELATIVE
_HELPER = Tag.AUXILIARY | Tag.MODAL
# An article and its noun stand no further apart, where only adjectives are between them.
_LONGEST_ATTRIBUTE = 4
# Auxiliaries that need a finite one themselves: "worden", "haben".
_INFINITE_HELPER = Tag.INFINITIVE | Tag.PASSIVE
_HELPED = Tag.PARTICIPLE | Tag.INFINITIVE
_NOUN = Tag.ROLE | Tag.UNNAMED | Tag.BODY | Tag.THEY
_CLAUSE_BEHIND = Tag.THAT | Tag.DETERMINER | Tag.PRONOUN | Tag.POSSESSIVE
# Nobody says more in a sentence; each is compared with all of it.
_MOST_CUES = 30
# How far a verb's other parts may stand from it, in words.
_REACH = 60
# ... where they stand at the verb: "rule out", "rule it out".
_NEAR = 3


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
            return not token.tags & Tag.POINTER
        if token.capitalised or not token.is_word or token.tags & _HELPER:
            return False
    return False


def _is_clitic(view: View, start: int, place: int) -> bool:
    """Whether the word at `place` is an object before its verb: "comme le souligne X"."""
    led = Tag.AS_SAID | Tag.PRONOUN | Tag.RELATIVE | Tag.NEGATION
    behind = place > start and view.at(place - 1) & led
    return bool(behind) and view.word(place) in view.passage.lexicon.object_pronouns


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
    site = _Site(view, number, segment, place, _helpers(view, segment, place))
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


def is_noun(view: View, start: int, place: int) -> bool:
    """Whether a word that can be a verb is a noun here: behind an article, an owner or preposition,
    a number where it can be one, or as a title before a name."""
    token = view.passage.tokens[place]
    before = view.at(place - 1) if place > start else 0
    homograph = token.word in view.passage.lexicon.homographs
    verb = before & (Tag.FINITE | Tag.GERUND) and not before & (
        Tag.AUXILIARY | Tag.ADVERB | Tag.BODY
    )
    if homograph and verb and view.word(place - 1) not in view.passage.lexicon.homographs:
        return True
    if before & Tag.INFINITIVE_MARKER and not token.tags & (Tag.INFINITIVE | Tag.GERUND):
        return True
    if homograph and (_is_described(view, start, place) or _leads_noun(view, start, place)):
        return True
    gerund = token.tags & Tag.GERUND and before & Tag.PREPOSITION
    verbal = before & _FORMS_BEHIND_TO or _is_clitic(view, start, place - 1)
    if before & _NOUN_BEHIND and not (verbal or gerund):
        return True
    if before & Tag.DETERMINER and not before & (Tag.PRONOUN | Tag.RELATIVE):
        return homograph and not view.at(place + 1) & _CLAUSE_BEHIND
    titled = place + 1 < view.sentence.stop and view.passage.tokens[place + 1].capitalised
    led = titled or before & Tag.PARTICIPLE or view.at(place + 1) & Tag.VERB
    return bool(token.tags & Tag.ROLE and led and place > start)


def _leads_noun(view: View, start: int, place: int) -> bool:
    """Whether a word at the start of its clause goes before a noun: "campaign adviser Anna Berg"."""
    tokens, behind = view.passage.tokens, view.at(place + 1)
    if place > start or place + 1 >= view.sentence.stop or tokens[place + 1].capitalised:
        return False
    return tokens[place + 1].is_word and not behind & ~_NOUN


def _is_described(view: View, start: int, place: int) -> bool:
    """Whether only a word stands between an article and the one at `place`, and nothing behind it
    that a verb takes: "a previous forecast", "a campaign stop"."""
    tokens, lexicon = view.passage.tokens, view.passage.lexicon
    if place < start + 2 or not view.at(place - 2) & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.OWNER):
        return False
    between = tokens[place - 1]
    noun = between.word in lexicon.homographs or not between.tags or between.capitalised
    taken = view.at(place + 1) & (_CLAUSE_BEHIND | Tag.INFINITIVE_MARKER)
    named = place + 1 < view.sentence.stop and tokens[place + 1].capitalised
    return noun and not (taken or named)


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
        return site.helped(Tag.MODAL | Tag.PASSIVE) and not marked
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
            return _is_governed(view, site.segment, place - 1) if marked else helped
        case inflection.GERUND:
            alone = not helped and view.word(place) not in view.passage.lexicon.citing
            return alone or site.helped(Tag.PASSIVE)
        case inflection.ADJECTIVE:
            return site.helped(Tag.PASSIVE)
        case inflection.FINITE:
            return not (marked or first or (helped and view.at(place) & _HELPED))
    return True


def _is_governed(view: View, segment: Segment, marker: int) -> bool:
    """Whether a verb that goes on or begins stands before "to": "went on to say"."""
    before = marker - 1
    if before > segment.start and view.at(before) & Tag.PREPOSITION:
        before -= 1
    return before > segment.start and view.word(before) in view.passage.lexicon.continuing


def _helpers(view: View, segment: Segment, place: int) -> tuple[int, ...]:
    """The auxiliaries and modals that go with an infinite form, the finite one first: before it,
    right behind it, or both ("soll gesagt haben")."""
    second = view.passage.lexicon.data.verb_second
    behind = _helpers_behind(view, segment, place) if second else []
    if behind and not all(view.at(each) & _INFINITE_HELPER for each in behind):
        return tuple(reversed(behind))
    at_end = place + len(behind) + 1 >= segment.end
    before = _helper_before(view, segment, place, at_end=at_end)
    return (before, *behind) if before >= 0 else tuple(reversed(behind))


def _helpers_behind(view: View, segment: Segment, place: int) -> list[int]:
    tokens, masked = view.passage.tokens, view.passage.masked
    behind = place + 1
    while behind < min(place + 3, segment.end) and tokens[behind].tags & _HELPER:
        if masked[behind]:
            break
        behind += 1
    return list(range(place + 1, behind))


def _helper_before(view: View, segment: Segment, place: int, *, at_end: bool) -> int:
    tokens, masked = view.passage.tokens, view.passage.masked
    at_end = at_end or not view.passage.lexicon.data.verb_second
    for before in range(place - 1, max(segment.start, place - _REACH) - 1, -1):
        token = tokens[before]
        if token.tags & _HELPER and not (masked[before] or _is_called(view, before)):
            return before if at_end or place - before < 12 else -1
        if not at_end and token.tags & Tag.FINITE and not token.capitalised:
            return -1
        if not view.passage.lexicon.data.verb_second and not (
            token.tags & (Tag.ADVERB | Tag.NEGATION | Tag.AUXILIARY) or _is_tied(view, before)
        ):
            return -1
    return -1


def _is_tied(view: View, place: int) -> bool:
    """Whether a hyphen ties the pronoun at `place` to the verb before it: "a-t-il"."""
    return view.passage.tokens[place - 1].text.endswith(view.passage.lexicon.links)


def _is_called(view: View, place: int) -> bool:
    """Whether a capital makes a word a name where verbs have none: "Ms. May"."""
    verb = view.passage.lexicon.data.verb_second or place == view.sentence.start or view.titled
    return view.passage.tokens[place].capitalised and not verb


def _particle(view: View, number: int, segment: Segment, place: int, particle: str) -> int:
    """The place of a separated particle: at the end of the clause, or next to the verb."""
    tokens, masked = view.passage.tokens, view.passage.masked
    reach = _REACH if view.passage.lexicon.data.verb_second else _NEAR
    for at in range(min(segment.end, place + reach) - 1, place, -1):
        if tokens[at].word == particle and not (masked[at] or _leads_phrase(view, segment, at)):
            return at
    if tokens[place - 1].word == particle and place > segment.start:
        return place - 1
    for later in view.sentence.segments[number + 1 : number + 4]:
        if view.word(later.start) == particle and later.end - later.start <= 2:
            return later.start
    return -1


def _leads_phrase(view: View, segment: Segment, place: int) -> bool:
    """Whether the word is a preposition with its phrase: "sagte zu Karl" has not promised."""
    if place + 1 >= segment.end or not view.at(place) & Tag.PREPOSITION:
        return False
    behind = view.passage.tokens[place + 1]
    nominal = behind.capitalised or behind.tags & (Tag.DETERMINER | Tag.POSSESSIVE)
    return view.passage.lexicon.data.verb_second and bool(nominal)


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
    forms = tuple(preposition.split("/"))
    return any(
        tokens[place].word.startswith(forms)
        and tokens[place].tags & (Tag.PREPOSITION | Tag.SUBORDINATOR)
        and not masked[place]
        for place in range(segment.start, segment.end)
    )


def worded(view: View, cue: Cue, subject: Range | None, *, clause: bool = False) -> Ranges:
    """The cue with the words of its clause that belong to the verb: "äußerte sich", "heißt es",
    and before a `clause` those that it goes with: "geht davon aus", "vertritt die Ansicht"."""
    segment, lexicon = view.sentence.segments[cue.segment], view.passage.lexicon
    taken = range(*subject) if subject else ()
    places = {place for first, end in cue.parts for place in range(first, end)}
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
