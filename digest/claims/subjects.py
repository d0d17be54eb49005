"""Who a clause is about: the phrase before its verb, or behind an inverted one."""

from __future__ import annotations

from digest.claims.matches import Range, View
from digest.claims.phrases import is_relative, noun_phrase
from digest.claims.sentences import DELIMITERS
from digest.claims.tags import Tag
from digest.claims.voices import VOICE, WORDS, voice


def subject_before(view: View, start: int, verb: int) -> Range | None:
    """The subject between the start of a clause and its verb."""
    tokens = view.passage.tokens
    place = view.skip(start, verb, Tag.OPENER | Tag.ADVERB)
    if place >= verb or _is_no_subject(view, place, verb):
        return None
    if tokens[place].tags & Tag.PRONOUN and place + 1 == verb:
        return place, verb
    reached = noun_phrase(view, place, verb)
    if reached > place:
        return None if view.tags(place, reached) & Tag.TIME else (place, reached)
    return (
        (place, verb)
        if tokens[place].tags & Tag.DETERMINER and place + 1 < verb <= place + 3
        else None
    )


def _is_no_subject(view: View, place: int, verb: int) -> bool:
    """Adverbials, objects ("Den Wert beziffert ...") and adverbs stand first as well."""
    token, lexicon = view.passage.tokens[place], view.passage.lexicon
    other = Tag.PREPOSITION | Tag.FRAME_BEFORE | Tag.SUBORDINATOR
    if token.tags & other and not token.tags & (Tag.DETERMINER | Tag.PRONOUN):
        return True
    if token.tags & Tag.OBLIQUE or (token.tags & Tag.NOT_SUBJECT and place + 1 == verb):
        return True
    if not lexicon.data.verb_second or token.tags & Tag.PRONOUN:
        return False
    if (
        view.at(verb + 1) & Tag.NOMINATIVE
        and verb + 1 < view.sentence.stop
        and not _is_object(view, verb + 1)
    ):
        return True
    return not token.tags and place + 1 == verb and token.word.endswith(lexicon.adverb_endings)


def _is_object(view: View, place: int) -> bool:
    """ "sie" behind a verb can be its object ("nannte sie ..."), where more follows."""
    again = view.at(place) & Tag.NOMINATIVE and view.at(place) & Tag.OBJECT
    return bool(again) and place + 1 < view.sentence.stop and view.word(place + 1) not in ",:"


def subject_after(view: View, verb: int, stop: int) -> Range | None:
    """The subject behind an inverted verb."""
    tokens, place = view.passage.tokens, verb + 1
    while place < stop and view.at(place) & (Tag.REFLEXIVE | Tag.ADVERB | Tag.NEGATION):
        if tokens[place].capitalised:
            break
        place += 1
    if place >= stop or view.at(place) & Tag.OBLIQUE:
        return None
    if view.at(place) & (Tag.PREPOSITION | Tag.NOT_SUBJECT) and not view.at(place) & Tag.DETERMINER:
        return None
    alone = place + 1 >= stop or view.word(place + 1) in DELIMITERS
    if view.at(place) & Tag.PRONOUN and alone:
        return place, place + 1
    end = noun_phrase(view, place, stop)
    return (place, end) if end > place else None


def clause_subject(view: View, start: int, verb: int, stop: int) -> Range | None:
    """The subject of a clause whose finite verb stands at `verb`; of two joined
    verbs, the first's."""
    if verb > start and view.at(verb - 1) & Tag.CONJUNCTION:
        return first_subject(view, verb - 1)
    return likelier(view, subject_before(view, start, verb), subject_after(view, verb, stop))


def likelier(view: View, before: Range | None, after: Range | None) -> Range | None:
    """The phrase before a verb, unless it is a thing and the one behind can speak: "Die Resolution
    lehnte der Botschafter ab"."""
    if before and after and voice(view, before) <= WORDS and voice(view, after) == VOICE:
        return after
    return before or after


def segment_subject(view: View, number: int, verb: int, stop: int) -> Range | None:
    """The subject of a verb in segment `number`: in its clause, or before the asides that the
    clause goes on behind ("X, der ..., warnte")."""
    segments = view.sentence.segments
    segment = segments[number]
    first = number and segment.mark == "," and verb <= segment.start + 1
    other = Tag.PREPOSITION | Tag.ADVERB | Tag.REFLEXIVE | Tag.OBLIQUE
    if first and (view.at(verb + 1) & other or _is_apposition(view, number - 1)):
        while number > 0 and segments[number].mark == ",":
            number -= 1
            before = segments[number]
            if before.tags & Tag.VERB and not is_relative(view, before.start, before.end):
                return None
        found = subject_before(view, segments[number].start, verb)
        if found:
            return found
    return clause_subject(view, segment.start, verb, stop)


def _is_apposition(view: View, number: int) -> bool:
    """Whether a segment is a name behind a phrase: "der Leiter der Wache, Karl Meier, ..."."""
    segments = view.sentence.segments
    if number < 1 or segments[number].mark != ",":
        return False
    name, noun = segments[number], segments[number - 1]
    plain = name.end > name.start and not (name.tags | noun.tags) & Tag.VERB
    return plain and all(token.capitalised for token in view.passage.tokens[name.start : name.end])


def first_subject(view: View, stop: int) -> Range | None:
    """The subject of the sentence's first verb, or the phrase that it starts with."""
    start = view.sentence.start
    verb = view.find(start, stop, Tag.VERB)
    if verb >= 0:
        return likelier(view, subject_before(view, start, verb), subject_after(view, verb, stop))
    if _is_no_subject(view, start, stop):
        return None
    end = noun_phrase(view, start, stop)
    return (start, end) if end > start else None
