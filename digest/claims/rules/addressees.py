"""Whom something was said to: "gegenüber X", "teilte der Zeitung mit", "forderte die Bank auf"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.grammar.cues import Cue
from digest.claims.grammar.phrases import noun_phrase
from digest.claims.matches import Range, Ranges, View
from digest.claims.vocabulary.tags import Tag, Use

_ASIDE = Tag.ADVERB | Tag.REFLEXIVE | Tag.NEGATION
# How many phrases stand before an object at most.
_PHRASES = 3


def addressee(view: View, cue: Cue, subject: Range | None, frame: Range) -> Ranges:
    """The phrase in the frame that names whom the verb speaks to."""
    found = _object(view, cue, subject, frame) or _led(view, cue, subject, frame)
    return (found,) if found else ()


def addressed(view: View, place: int) -> Range | None:
    """The phrase that "gegenüber" leads at `place`."""
    addressing = view.at(place) & Tag.ADDRESSING
    return _phrase(view, place + 1, view.sentence.stop) if addressing else None


def told_behind(view: View, where: Range, subject: Range) -> Ranges:
    """The first phrase in `where` that a word for whom one speaks to leads: "a confié à l'AFP"."""
    for place in range(*where):
        told = view.at(place) & Tag.ADDRESSING and not view.passage.masked[place]
        if told and not subject[0] <= place < subject[1]:
            found = _phrase(view, place + 1, where[1])
            stop = subject[0] if found and place < subject[0] < found[1] else 0
            return ((found[0], stop or found[1]),) if found else ()
    return ()


def _led(view: View, cue: Cue, subject: Range | None, frame: Range) -> Range | None:
    """A phrase that a word leads: "gegenüber X", "im Gespräch mit X", "appellierte an X"."""
    masked = view.passage.masked
    for place in range(frame[0], frame[1] - 1):
        if not masked[place] and view.at(place) & (Tag.ADDRESSING | Tag.PREPOSITION):
            found = _phrase(view, place + 1, frame[1])
            if found and _leads(view, cue, subject, place, found[1] - 1):
                return found
    return None


def _leads(view: View, cue: Cue, subject: Range | None, place: int, noun: int) -> bool:
    """Whether the preposition at `place` leads the phrase that ends with `noun` to the verb."""
    lexicon, word = view.passage.lexicon, view.word(place)
    if view.at(place) & Tag.ADDRESSING or word.startswith(lexicon.addressed.get(cue.verb, ())):
        return not _is_attribute(view, subject, place)
    if word in lexicon.companions:
        return view.word(place - 1).endswith(lexicon.talks)
    return view.word(noun) in lexicon.audiences.get(word, ())


def _is_attribute(view: View, subject: Range | None, place: int) -> bool:
    """Whether the preposition belongs to the noun before it: "die Vorbehalte gegenüber X"."""
    if subject and subject[0] < place <= subject[1]:
        return place < subject[1]
    return place > 0 and view.passage.tokens[place - 1].capitalised


def _object(view: View, cue: Cue, subject: Range | None, frame: Range) -> Range | None:
    """An object of the verb: behind it and its subject, or before it."""
    start, end = frame
    inverted = not subject or subject[0] > cue.finite
    behind = subject[1] if subject and inverted else cue.finite + 1
    places = [(place, end) for place in _starts(view, behind, end)]
    if inverted and not view.at(start) & _ASIDE:
        places.insert(0, (start, cue.finite))
    elif subject and not inverted:  # "wie das Amt der Agentur AP sagte"
        places.append((view.skip(subject[1], cue.finite, _ASIDE), cue.finite))
    for place, stop in places:
        found = _phrase(view, place, stop)
        whole = found and (stop == end or found[1] == stop)
        if found and whole and _is_told(view, cue, found):
            return found
    return None


def _starts(view: View, place: int, end: int) -> Iterator[int]:
    """Where an object can start: behind adverbs, and behind phrases that tell when or where."""
    place = view.skip(place, end, _ASIDE)
    yield place
    for _ in range(_PHRASES):
        if place + 1 >= end or not view.at(place) & Tag.PREPOSITION:
            return
        reached = noun_phrase(view, place + 1, end, apposition=False)
        if reached <= place + 1:
            return
        place = view.skip(reached, end, _ASIDE)
        if _is_clear(view, place):
            yield place


def _is_clear(view: View, place: int) -> bool:
    """Whether the word at `place` opens an object behind a phrase, and no genitive ("der")."""
    tags = view.at(place)
    genitive = view.word(place) in view.passage.lexicon.told and not tags & Tag.OBLIQUE
    return bool(tags & (Tag.DETERMINER | Tag.POSSESSIVE)) and not genitive


def _is_told(view: View, cue: Cue, phrase: Range) -> bool:
    """Whether a phrase without a preposition is in the case of whom the verb speaks to."""
    word, lexicon = view.word(phrase[0]), view.passage.lexicon
    if cue.verb in lexicon.telling:
        adverb = phrase[1] == phrase[0] + 1 and word.endswith(lexicon.adverb_endings)
        return not adverb and not view.at(phrase[0]) & (Tag.SO | Tag.NOMINATIVE)
    if cue.passive and not view.at(phrase[0]) & Tag.OBLIQUE:
        return False
    return word in lexicon.told or (word,) in lexicon.media or _listens(view, cue, phrase)


def _listens(view: View, cue: Cue, phrase: Range) -> bool:
    """Whether the noun itself tells who is told something, without an article or with one that
    several have: "sagte Journalisten", "sagte er Radio Nord", "sagte sie den Leuten"."""
    start, lexicon = phrase[0], view.passage.lexicon
    plain = bool(cue.use & Use.SAY) and not cue.use & Use.REPORT
    several = view.word(start) in lexicon.told_several
    if plain and several and view.word(phrase[1] - 1).endswith(lexicon.told_endings):
        return True
    noun = view.passage.tokens[start + several]
    return plain and (noun.word in lexicon.listeners or noun.word in lexicon.outlet_heads)


def _phrase(view: View, start: int, end: int) -> Range | None:
    if start >= end or view.at(start) & (Tag.PREPOSITION | Tag.DETERMINER) == Tag.PREPOSITION:
        return None
    reached = noun_phrase(view, start, end, apposition=False)
    return (start, reached) if reached > start else None
