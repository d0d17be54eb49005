"""Who speaks where the subject does not: in a passive or impersonal clause, or quoted by a
medium."""

from __future__ import annotations

from digest.claims.grammar.cues import Cue
from digest.claims.grammar.phrases import noun_phrase
from digest.claims.grammar.subjects import subject_before
from digest.claims.grammar.voices import THING, VOICE, WORDS, voice
from digest.claims.matches import Range, View
from digest.claims.vocabulary.tags import Tag


def wording(view: View, start: int, verb: int) -> Range | None:
    """What reads so, where nobody says it: "der Text lautet"."""
    found = subject_before(view, start, verb)
    return found if found and view.word(found[0]) not in view.passage.lexicon.expletives else None


def quoted(view: View, cue: Cue, subject: Range | None) -> Range | None:
    """Who speaks where a medium quotes someone: "der Sender zitierte Eva Kern mit den Worten"."""
    if not subject or cue.passive or cue.verb not in view.passage.lexicon.quoting:
        return subject
    start = max(subject[1], cue.finite + 1)
    found = start, noun_phrase(view, start, view.sentence.stop)
    return found if found[1] > start and voice(view, found) > THING else subject


def agent(view: View, start: int, stop: int, *, place_too: bool = False) -> Range | None:
    """Who acts in a passive clause ("von X"), but not what it speaks of ("von einer Gefahr"); in an
    impersonal one also where it stands ("in X", "aus X")."""
    lexicon, masked, maybe = view.passage.lexicon, view.passage.masked, None
    words = lexicon.places if place_too else lexicon.agents
    for place in range(start, stop - 1):
        if view.word(place) not in words or masked[place]:
            continue
        found = place + 1, noun_phrase(view, place + 1, stop)
        if found[1] == found[0]:
            continue
        likely = voice(view, found)
        if place_too or likely == VOICE:
            return found
        maybe = maybe or (found if likely > THING else None)
    return maybe


def paper(view: View, start: int, stop: int) -> Range | None:
    """Where something was said or found: "in einem Bericht der Polizei"."""
    found = agent(view, start, stop, place_too=True)
    if found and (voice(view, found) == WORDS or view.tags(*found) & (Tag.REPORT | Tag.OUTLET)):
        return found
    return None
