"""Noun phrases: how far a source goes.

    der Sprecher der Polizei in Berlin, Max Muster, | gegenüber der Zeitung

A chunker without parts of speech: articles, capitals, adjective endings and the prepositions that
may stand inside a phrase are enough to find where a name with its apposition ends.
"""

from __future__ import annotations

from digest.claims.lexicon import Tag
from digest.claims.matches import Range, View

_ADJECTIVE = ("e", "en", "er", "es", "em", "n't")
_NUMBER_OR_WORD = "0123456789"
_STOPS_PHRASE = Tag.VERB | Tag.SUBORDINATOR | Tag.REFLEXIVE | Tag.INFINITIVE_MARKER | Tag.WH
# A name in quotation marks is short; a longer quotation is what was said.
_LONGEST_NAME = 9
_LONGEST_PHRASE = 60


def noun_phrase(view: View, start: int, stop: int, *, apposition: bool = True) -> int:
    """The end of the noun phrase at `start`, or `start` where there is none."""
    passage, tokens = view.passage, view.passage.tokens
    stop = min(stop, start + _LONGEST_PHRASE)
    capitals = passage.lexicon.data.verb_second
    place, end, open_noun, determined = start, start, True, False
    while place < stop:
        token = tokens[place]
        tags = token.tags
        if passage.masked[place]:
            behind = _aside(view, place, stop)
            if not behind or (token.text in "([" and end == start):
                break
            end = behind
            if tokens[behind - 1].text != ")" and _hyphenated(view, behind, stop):
                end = behind + 2
            open_noun, place = False, end
        elif tags & (Tag.DETERMINER | Tag.POSSESSIVE) and not (token.capitalised and end > start):
            if not open_noun and not (tags & Tag.GENITIVE and _takes_genitive(view, start, place)):
                break
            open_noun, determined, place = True, True, place + 1
        elif token.text[0].isdigit():
            place += 1
            end = place if not open_noun else end
        elif token.is_word and (token.capitalised or _is_noun(tags, capitals=capitals)):
            if tags & Tag.PRONOUN and place == start and not determined:
                return place + 1
            if not open_noun and (
                tags & (Tag.TIME | Tag.WEEKDAY | Tag.MONTH) or _is_addressed(view, place)
            ):
                break
            open_noun, place = False, place + 1
            end = place
        elif not open_noun and _links(view, place, stop):
            open_noun, place = True, place + 1
        elif tags & Tag.PRONOUN and place == start:
            return place + 1
        elif open_noun and _modifies(token.word, tags, determined=determined, capitals=capitals):
            place += 1
        else:
            break
    return _with_apposition(view, start, end, stop) if apposition and end > start else end


def _hyphenated(view: View, place: int, stop: int) -> bool:
    """Whether a hyphen joins a quoted name to its noun: „Blatt“-Informationen."""
    tokens = view.passage.tokens
    joined = (
        place + 1 < stop
        and tokens[place].text == "-"
        and tokens[place - 1].end == tokens[place].start
    )
    return joined and tokens[place].end == tokens[place + 1].start


def _is_addressed(view: View, place: int) -> bool:
    """An outlet in capitals right behind a name: "sagte Max Muster CNN"."""
    token, before = view.passage.tokens[place], view.passage.tokens[place - 1]
    known = token.text.isupper() and (token.word,) in view.passage.lexicon.media
    return known and not before.tags & (Tag.OUTLET | Tag.INNER | Tag.DETERMINER)


def _aside(view: View, place: int, stop: int) -> int:
    """The end of a short quotation or bracket that starts at `place`, or 0."""
    masked, tokens = view.passage.masked, view.passage.tokens
    end = place
    closing = {"(": ")", "[": "]"}.get(tokens[place].text)
    for quotation in view.sentence.quotations:
        if quotation.first == place:
            end = quotation.end
    if closing:
        while end < stop and masked[end] and tokens[end].text != closing:
            end += 1
        end += 1
    return end if place < end <= min(stop, place + _LONGEST_NAME) else 0


def _is_noun(tags: int, *, capitals: bool) -> bool:
    """Where nouns have no capitals, any word that is nothing else."""
    nouns = Tag.ROLE | Tag.UNNAMED | Tag.OUTLET | Tag.SAYING | Tag.REPORT | Tag.BODY | Tag.THATNOUN
    return not capitals and (bool(tags & nouns) or not tags & ~(Tag.NAME_PARTICLE))


def _modifies(word: str, tags: int, *, determined: bool, capitals: bool) -> bool:
    """Whether a word may stand before the noun of its phrase."""
    inflected = determined and capitals and tags & Tag.FINITE and word.endswith(_ADJECTIVE)
    if tags & (_STOPS_PHRASE | Tag.CONJUNCTION) and not (tags & Tag.CUE or inflected):
        return False
    if tags & (Tag.PREPOSITION | Tag.AUXILIARY | Tag.MODAL):
        return False
    if not capitals:
        return bool(tags & (Tag.ADVERB | Tag.PARTICIPLE)) and determined
    return determined or (word.endswith(_ADJECTIVE) and not tags)


def _takes_genitive(view: View, start: int, place: int) -> bool:
    """A role or thing takes a genitive ("der Sprecher der ..."), a bare name a dative."""
    first = view.passage.tokens[start]
    if first.tags & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.SAYING):
        return True
    before = view.passage.tokens[place - 1]
    endings = view.passage.lexicon.role_endings
    return bool(before.tags & (Tag.ROLE | Tag.UNNAMED | Tag.SAYING)) or before.word.endswith(
        endings
    )


def _links(view: View, place: int, stop: int) -> bool:
    """Whether the word at `place` goes on with the phrase: "von", "of", "und", "van der"."""
    tokens = view.passage.tokens
    token = tokens[place]
    behind = (
        view.skip(place + 1, stop, Tag.NAME_PARTICLE)
        if token.tags & Tag.NAME_PARTICLE
        else place + 1
    )
    behind = max(behind, place + 1)
    if behind >= stop:
        return False
    follower = tokens[behind]
    if follower.tags & (Tag.TIME | Tag.WEEKDAY | Tag.MONTH):
        return False
    nominal = follower.capitalised or follower.tags & (Tag.DETERMINER | Tag.POSSESSIVE)
    nominal = nominal or view.passage.masked[behind] or (not follower.tags and follower.is_word)
    if token.tags & Tag.INNER or token.tags & Tag.NAME_PARTICLE:
        return bool(nominal) and not _time_behind(view, behind, stop)
    joins = (
        token.tags & Tag.CONJUNCTION
        and not token.tags & Tag.OPENER
        or token.word in ("und", "and", "&")
    )
    return bool(joins and nominal)


def _time_behind(view: View, place: int, stop: int) -> bool:
    """Whether a time or occasion follows within three words ("in einem Interview")."""
    for behind in range(place, min(stop, place + 3)):
        token = view.passage.tokens[behind]
        if token.tags & (Tag.TIME | Tag.WEEKDAY | Tag.MONTH):
            return True
        if token.capitalised:
            return False
    return False


def _with_apposition(view: View, start: int, end: int, stop: int) -> int:
    """The phrase with the appositions behind it: ", Leiter der Behörde,"."""
    tokens = view.passage.tokens
    while end < stop and tokens[end].text == "," and not view.passage.masked[end]:
        behind = noun_phrase(view, end + 1, stop, apposition=False)
        closed = (
            behind >= view.sentence.stop or tokens[behind].text in ",:;–"
            if behind > end + 1
            else False
        )
        if not closed or view.tags(end + 1, behind) & Tag.PRONOUN and behind == end + 2:
            break
        end = behind
    return end


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
    end = noun_phrase(view, place, stop)
    return (place, end) if end > place else None


def clause_subject(view: View, start: int, verb: int, stop: int) -> Range | None:
    """The subject of a clause whose finite verb stands at `verb`; of two joined verbs, the first's."""
    if verb > start and view.at(verb - 1) & Tag.CONJUNCTION:
        return first_subject(view, verb - 1)
    return subject_before(view, start, verb) or subject_after(view, verb, stop)


def first_subject(view: View, stop: int) -> Range | None:
    """The subject of the sentence's first verb, or the phrase that it starts with."""
    start = view.sentence.start
    verb = view.find(start, stop, Tag.VERB)
    if verb >= 0:
        return subject_before(view, start, verb) or subject_after(view, verb, stop)
    if _is_no_subject(view, start, stop):
        return None
    end = noun_phrase(view, start, stop)
    return (start, end) if end > start else None


def is_relative(view: View, start: int, end: int) -> bool:
    """Whether a segment is a relative clause: a relative word first, and no verb before its end."""
    place = start + 1 if view.at(start) & Tag.PREPOSITION else start
    if place >= end or not view.at(place) & (Tag.RELATIVE | Tag.WHEREBY):
        return False
    if not view.at(place) & Tag.DETERMINER or not view.passage.lexicon.data.verb_second:
        return True
    verb = view.find(place, end, Tag.VERB)
    if verb < end - 2 or verb <= place or view.at(verb - 1) & Tag.INFINITIVE_MARKER:
        return False
    spoken = view.at(verb) & Tag.SUBJUNCTIVE and not view.at(verb) & Tag.AUXILIARY
    return not (spoken and view.passage.tokens[place + 1].capitalised)
