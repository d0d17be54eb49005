"""Words that say in their order that a source does not speak."""

from __future__ import annotations

from digest.claims.matches import View
from digest.claims.vocabulary.tags import Tag, Use

_MOST_ADJECTIVES = 2
_SUBJECT = Tag.DETERMINER | Tag.PRONOUN | Tag.POSSESSIVE
_POINTING = Tag.NOT_SUBJECT | Tag.OPENER


def unsaid(view: View, start: int, stop: int) -> list[int]:
    """The places of the words of one of the language's phrases in `[start, stop)`, or nothing."""
    masked, tokens = view.passage.masked, view.passage.tokens
    phrases = view.passage.lexicon.silence
    ends = [t.word for t in tokens[start:stop] if t.word in phrases]
    if not ends:
        return []
    places = [place for place in range(start, stop) if not masked[place]]
    words = {tokens[place].word for place in places}
    for phrase in (phrase for end in ends for phrase in phrases[end]):
        found = _in_order(view, places, phrase) if words.issuperset(phrase) else []
        if found:
            return [] if _tells_what(view, found[-1], stop) else found
    return []


def _tells_what(view: View, verb: int, stop: int) -> bool:
    """Whether it is told what somebody did not say ("did not say that ...", "did not say this"),
    and not of what they did not speak ("did not say whether ...")."""
    if view.passage.lexicon.data.verb_second or not _is_plain(view, verb) or verb + 1 >= stop:
        return False
    behind = view.at(verb + 1)
    if behind & Tag.WH and not behind & Tag.THAT:
        return False
    if behind & Tag.THAT:
        return bool(behind & Tag.RELATIVE)
    if verb + 2 == stop:
        return bool(behind & _POINTING)
    led = behind & _SUBJECT or view.passage.tokens[verb + 1].capitalised
    return bool(led) and view.find(verb + 2, view.segment_end(verb + 1), Tag.VERB) >= 0


def _is_plain(view: View, place: int) -> bool:
    """Whether a clause can stand behind a verb without a word that leads it: "say", "said"."""
    return any(use & Use.PLAIN for _, use in view.passage.tokens[place].forms)


def _in_order(view: View, places: list[int], phrase: tuple[str, ...]) -> list[int]:
    """Where the words of a phrase stand one behind the other, or nothing."""
    found: list[int] = []
    for place in places:
        if len(found) == len(phrase):
            break
        if view.word(place) == phrase[len(found)] and not _far(view, found, place):
            found.append(place)
        elif found and _apart(view, place, phrase):
            found = [place] if view.word(place) == phrase[0] else []
    return found if len(found) == len(phrase) else []


def _apart(view: View, place: int, phrase: tuple[str, ...]) -> bool:
    """Whether the word at `place` cannot stand inside a phrase: where verbs stand behind their
    subjects, only adverbs do, unless the subjects themselves stand in it ("neither ... nor")."""
    lexicon = view.passage.lexicon
    free = lexicon.data.verb_second or not lexicon.neither.isdisjoint(phrase)
    return not (free or view.at(place) & Tag.ADVERB)


def _far(view: View, found: list[int], place: int) -> bool:
    """Whether a noun stands too far behind its article to be of it: "keine ... Angaben"."""
    led = found and view.at(found[-1]) & Tag.DETERMINER
    return bool(led) and place > found[-1] + _MOST_ADJECTIVES + 1
