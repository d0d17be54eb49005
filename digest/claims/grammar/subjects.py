"""Who a clause is about: the phrase before its verb, or behind an inverted one."""

from __future__ import annotations

from digest.claims.attribution.roles import gender, is_role
from digest.claims.grammar.cues import Cue
from digest.claims.grammar.phrases import is_relative, noun_phrase
from digest.claims.grammar.voices import THING, UNKNOWN, VOICE, WORDS, voice
from digest.claims.matches import Range, View
from digest.claims.text.sentences import DELIMITERS, Segment
from digest.claims.vocabulary.tags import Tag

# "sagte am Montag in Kiel der Sprecher": what stands between a verb and its subject.
_MOST_ADVERBIALS = 3


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
        timed = view.tags(place, reached + 1) & Tag.TIME
        return None if timed else (place, reached)
    if not tokens[place].tags & Tag.DETERMINER or verb > place + 3:
        return None
    alone = tokens[place].tags & Tag.ARTICLE and place + 1 == verb
    points = tokens[place].tags & Tag.POINTER and view.at(place + 1) & ~Tag.ADVERB == 0
    return None if alone or points else (place, verb)


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
        and not view.passage.masked[verb + 1]
        and not _is_object(view, verb + 1)
    ):
        return True
    alone = place + 1 == verb or view.at(place + 1) & Tag.PREPOSITION
    return bool(alone and _is_adverb(view, place))


def _is_object(view: View, place: int) -> bool:
    """ "sie" behind a verb can be its object ("nannte sie ..."), where more follows."""
    again = view.at(place) & Tag.NOMINATIVE and view.at(place) & Tag.OBJECT
    return bool(again) and place + 1 < view.sentence.stop and view.word(place + 1) not in ",:"


def subject_behind(view: View, cue: Cue) -> Range | None:
    """The subject behind the whole verb ("a déclaré X"), or a pronoun in it ("a-t-il déclaré")."""
    place = cue.finite + 1
    if view.at(place) & Tag.NOMINATIVE and place <= cue.last + 1:
        return place, place + 1
    return subject_after(view, cue.last, view.sentence.stop)


def subject_after(view: View, verb: int, stop: int) -> Range | None:
    """The subject behind an inverted verb."""
    place = _subject_place(view, verb + 1, stop)
    if place >= stop or view.at(place) & Tag.OBLIQUE:
        return None
    if view.at(place) & Tag.NOT_SUBJECT and not view.at(place) & Tag.DETERMINER:
        return None
    alone = place + 1 >= stop or view.word(place + 1) in DELIMITERS
    if view.at(place) & Tag.PRONOUN and alone:
        return place, place + 1
    end = noun_phrase(view, place, stop)
    if end == place and view.at(place) & Tag.DETERMINER:
        end = _adjective_end(view, place, stop)
    return (place, end) if end > place else None


def _subject_place(view: View, place: int, stop: int) -> int:
    """Where the subject can begin: behind adverbs, and behind where and when it was said."""
    for _ in range(_MOST_ADVERBIALS):
        place = _skip_adverbs(view, place, stop)
        if place >= stop or not view.at(place) & Tag.PREPOSITION or view.at(place) & Tag.DETERMINER:
            break
        end = noun_phrase(view, place + 1, stop, apposition=False)
        if end == place + 1:
            return stop
        closed = end >= stop or view.word(end) in DELIMITERS
        named = view.find(place + 2, end, Tag.GIVEN) if closed else -1
        place = named if named > 0 else end
    return place


def _skip_adverbs(view: View, place: int, stop: int) -> int:
    tokens, expletives = view.passage.tokens, view.passage.lexicon.expletives
    other = Tag.REFLEXIVE | Tag.ADVERB | Tag.NEGATION | Tag.WEEKDAY
    while place < stop and not tokens[place].capitalised:
        expletive = tokens[place].word in expletives and view.at(place + 1) & Tag.DETERMINER
        expletive = expletive or _is_object_pronoun(view, place, stop)
        if not (view.at(place) & other or expletive or _is_adverb(view, place)):
            break
        place += 1
    return place


def _is_object_pronoun(view: View, place: int, stop: int) -> bool:
    """Whether "das" is no article of the noun behind it: "hält das Ratsherr Jan Weber"."""
    if not view.at(place) & Tag.POINTER or place + 1 >= stop:
        return False
    noun, lexicon = view.passage.tokens[place + 1], view.passage.lexicon
    return is_role(noun, lexicon) and bool(gender(noun.word, lexicon))


def _is_adverb(view: View, place: int) -> bool:
    """Whether the ending of a word that is nothing else tells that it is an adverb."""
    token = view.passage.tokens[place]
    return not token.tags and token.word.endswith(view.passage.lexicon.adverb_endings)


def _adjective_end(view: View, place: int, stop: int) -> int:
    """The end of an article with an adjective for its noun: "der 81-jährige", "die anderen"."""
    behind = place + 1
    word = view.word(behind) if behind < stop else ""
    led = behind + 1 < view.sentence.stop and view.passage.tokens[behind + 1].capitalised
    return (
        behind + 1 if not led and word.endswith(view.passage.lexicon.adjective_endings) else place
    )


def clause_subject(view: View, start: int, verb: int, stop: int) -> Range | None:
    """The subject of a clause whose finite verb stands at `verb`; of two joined
    verbs, the first's."""
    before = view.at(verb - 1) if verb > start else 0
    if before & Tag.CONJUNCTION:
        return _joined_subject(view, start, verb - 1)
    if before & Tag.NOMINATIVE and not before & Tag.OBJECT:
        return verb - 1, verb
    return likelier(view, subject_before(view, start, verb), subject_after(view, verb, stop))


def _joined_subject(view: View, start: int, stop: int) -> Range | None:
    """The subject of the first of two joined verbs: in its clause, or at the sentence's start."""
    start += bool(view.at(start) & Tag.SUBORDINATOR)
    verb = view.find(start, stop, Tag.VERB)
    listed = view.sentence.start < verb == start and not _is_led(view)
    told = verb < 0 or listed or view.at(verb) & Tag.SUBJUNCTIVE
    return (None if told else clause_subject(view, start, verb, stop)) or first_subject(view, stop)


def likelier(view: View, before: Range | None, after: Range | None) -> Range | None:
    """The phrase before a verb, unless it is a thing and the one behind can speak: "Die Resolution
    lehnte der Botschafter ab"."""
    if before and after and _is_surely_subject(view, after):
        return after
    if not before or not after or voice(view, before) > WORDS:
        return before or after
    expletive = view.word(before[0]) in view.passage.lexicon.expletives
    bare = not view.at(after[0]) & Tag.DETERMINER
    least = UNKNOWN if bare and voice(view, before) == THING else VOICE
    return after if expletive or voice(view, after) >= least else before


def _is_surely_subject(view: View, phrase: Range) -> bool:
    """Whether the article is one that a man's noun has as a subject only: "der Minister"."""
    start, end = phrase
    lexicon = view.passage.lexicon
    if view.word(start) not in lexicon.subject_articles:
        return False
    places = (p for p in range(start, end) if view.passage.tokens[p].capitalised)
    noun = next(places, -1)
    named = noun < 0 or view.passage.masked[noun]
    return not named and gender(view.word(noun), lexicon) == Tag.MAN


def relative_subject(view: View, start: int, verb: int) -> Range | None:
    """The subject of a relative clause: its pronoun, unless that follows a preposition or is an
    object ("die Grenze, die Anna Berg gefordert hatte")."""
    if view.at(start) & Tag.PREPOSITION:
        return subject_before(view, start + 2, verb)
    behind = start + 1
    tags = view.at(behind)
    other = view.at(start) & Tag.OBLIQUE or tags & (Tag.NOMINATIVE | Tag.GIVEN)
    found = subject_before(view, behind, verb) if other and behind < verb else None
    return found or (start, behind)


def segment_subject(view: View, number: int, verb: int, stop: int) -> Range | None:
    """The subject of a verb in segment `number`: in its clause, or before the asides that the
    clause goes on behind ("X, der ..., warnte")."""
    segments = view.sentence.segments
    segment, first = segments[number], number
    if segment.mark == "," and is_relative(view, segment.start, segment.end):
        return relative_subject(view, segment.start, verb)
    while first > 0 and segments[first].mark == "," and _is_aside(view, segments[first - 1]):
        first -= 1
    if first < number:
        found = subject_before(view, segments[first].start, verb)
        if found and (found[1] > segment.start or verb <= segment.start + 1):
            return found
    own = clause_subject(view, segment.start, verb, stop)
    listed = verb == segment.start and first and not _is_led(view)
    if listed and not (own and voice(view, own) == VOICE):
        return first_subject(view, segment.start - 1) or own
    return own


def _is_led(view: View) -> bool:
    """Whether the sentence starts with what can stand before its verb: a clause or a quotation."""
    start = view.sentence.start
    return view.passage.masked[start] or bool(view.at(start) & Tag.SUBORDINATOR)


def _is_aside(view: View, segment: Segment) -> bool:
    """Whether a segment before a verb is no clause, or a relative one."""
    return not segment.tags & Tag.VERB or is_relative(view, segment.start, segment.end)


def first_subject(view: View, stop: int) -> Range | None:
    """The subject of the sentence's first verb, or the phrase that it starts with."""
    start = view.sentence.start
    verb = view.find(start, stop, Tag.VERB)
    if verb >= 0:
        return likelier(view, subject_before(view, start, verb), subject_after(view, verb, stop))
    start = view.skip(start, stop, Tag.OPENER | Tag.ADVERB)
    if start >= stop or _is_no_subject(view, start, stop):
        return None
    end = noun_phrase(view, start, stop)
    return (start, end) if end > start else None
