"""Who a clause is about where the subject always stands before its verb, asides between them."""

from __future__ import annotations

from digest.claims.cues import Cue
from digest.claims.matches import Range, View
from digest.claims.phrases import is_relative, noun_phrase
from digest.claims.sentences import Segment
from digest.claims.tags import Tag

# In words: where a subject is looked for.
_LONGEST_SUBJECT = 16


def subject_of(view: View, cue: Cue) -> Range | None:
    """The phrase right before the verb, or before the asides between them."""
    first = min(cue.finite, cue.parts[0][0])
    segment = view.sentence.segments[cue.segment]
    end = _before_verb(view, segment.start, first)
    if end > segment.start and view.at(end - 1) & Tag.CONJUNCTION:
        return _joined_subject(view, end - 1)
    if end > segment.start:
        if view.first(segment, Tag.RELATIVE) and end == segment.start + 1:
            return _relative_head(view, cue.segment)
        return _reaching(view, segment.start, _before_relative(view, segment.start, end))
    return _before_asides(view, cue.segment)


def _before_verb(view: View, start: int, verb: int) -> int:
    """Where the words end before a verb and what belongs to it: adverbs, its object pronouns."""
    end, clitics = verb, view.passage.lexicon.clitics
    small = Tag.ADVERB | Tag.AUXILIARY | Tag.MODAL
    while end > start:
        tags = view.at(end - 1)
        helps = tags & small and not tags & Tag.PRONOUN
        negates = tags & Tag.NEGATION and not tags & Tag.CONJUNCTION
        if not helps and not (end - 1 > start and (negates or view.word(end - 1) in clitics)):
            break
        end -= 1
    return end


def _before_relative(view: View, start: int, end: int) -> int:
    """Where a subject ends that has a relative clause of its own: "the man who ran it" said."""
    place = view.find(start + 1, end, Tag.RELATIVE)
    if place < 0 or view.at(place - 1) & (Tag.VERB | Tag.PREPOSITION | Tag.CONJUNCTION):
        return end
    bare = not view.at(place) & Tag.DETERMINER
    return place if bare and (place + 1 == end or view.tags(place, end) & Tag.VERB) else end


def _reaching(view: View, start: int, end: int) -> Range | None:
    """The longest noun phrase that ends right before the verb."""
    for place in range(max(start, end - _LONGEST_SUBJECT), end):
        tags = view.at(place)
        if (
            tags & (Tag.PREPOSITION | Tag.CONJUNCTION | Tag.OPENER | Tag.VERB)
            and not tags & Tag.PRONOUN
        ):
            continue
        if noun_phrase(view, place, end, apposition=False) == end and not view.tags(place, end) & (
            Tag.TIME | Tag.WEEKDAY
        ):
            return place, end
    return None


def _before_asides(view: View, number: int) -> Range | None:
    """X, a minister, said; X, who leads Y, said; X, citing Y, said."""
    segments = view.sentence.segments
    while number > 0 and segments[number].mark == ",":
        number -= 1
        if number == 0 or not is_aside(view, segments[number]) or not _named(view, number - 1):
            break
    end = segments[number].end
    found = _reaching(view, segments[number].start, end)
    if not found:
        return None
    return found[0], noun_phrase(view, found[0], view.sentence.stop)


def _named(view: View, number: int) -> bool:
    """Whether a name or another aside ends right before a comma, so that an apposition can stand
    behind it."""
    segment = view.sentence.segments[number]
    if segment.end <= segment.start or view.passage.masked[segment.end - 1]:
        return False
    if number == 0 and view.word(segment.start).endswith(view.passage.lexicon.participles):
        return False
    if view.passage.tokens[segment.end - 1].capitalised or is_aside(view, segment):
        return True
    return _reaching(view, segment.start, segment.end) is not None


def is_aside(view: View, segment: Segment) -> bool:
    """A relative clause, an age, whom the subject cites, or an apposition, maybe with a relative
    clause: ", a professor who led the study,"."""
    if segment.start >= segment.end:
        return False
    if is_relative(view, segment.start, segment.end):
        return True
    first = view.passage.tokens[segment.start]
    if first.word in view.passage.lexicon.citing:
        return True
    if segment.tags & Tag.VERB:
        verb = view.find(segment.start, segment.end, Tag.VERB)
        led = view.first(segment, Tag.DETERMINER)
        return led and view.find(segment.start + 1, verb, Tag.RELATIVE) >= 0
    opens = Tag.PREPOSITION | Tag.CONJUNCTION | Tag.OPENER | Tag.SUBORDINATOR
    return first.is_word and not first.tags & opens


def _relative_head(view: View, number: int) -> Range | None:
    before = view.sentence.segments[number - 1] if number else None
    return _reaching(view, before.start, before.end) if before else None


def _joined_subject(view: View, stop: int) -> Range | None:
    """X criticized Y and said ...: the subject of the sentence."""
    start = view.sentence.start
    verb = view.find(start, stop, Tag.VERB)
    return _reaching(view, start, verb) if verb > start else None
