"""Sources that do not speak: "reagierte nicht auf eine Anfrage", "declined to comment"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.certainty import SILENT
from digest.claims.matches import Match, Range, View
from digest.claims.phrases import noun_phrase
from digest.claims.tags import Tag
from digest.models import ClaimType


def silent(view: View) -> Iterator[Match]:
    """The sentence has the words of one of the language's phrases in their order."""
    masked, start, stop = view.passage.masked, view.sentence.start, view.sentence.stop
    phrases = view.passage.lexicon.silence
    ends = [t.word for t in view.passage.tokens[start:stop] if t.word in phrases]
    if not ends:
        return
    places = [place for place in range(start, stop) if not masked[place]]
    words = {view.word(place) for place in places}
    for phrase in (phrase for end in ends for phrase in phrases[end]):
        if not words.issuperset(phrase):
            continue
        found = _in_order(view, places, phrase)
        subject = _subject(view) if found else None
        if subject:
            yield Match(
                rule=SILENT,
                type=ClaimType.REPORTED,
                quote=((start, view.sentence.end),),
                speaker=(subject,),
                cue=tuple((place, place + 1) for place in found),
            )
            return


def _in_order(view: View, places: list[int], phrase: tuple[str, ...]) -> list[int]:
    """Where the words of a phrase stand one behind the other, or nothing."""
    found: list[int] = []
    for place in places:
        if len(found) < len(phrase) and view.word(place) == phrase[len(found)]:
            found.append(place)
    return found if len(found) == len(phrase) else []


def _subject(view: View) -> Range | None:
    """The first phrase of the sentence; "weder X noch Y" is one."""
    start = view.skip(
        view.sentence.start, view.sentence.stop, Tag.OPENER | Tag.ADVERB | Tag.NEGATION
    )
    end = noun_phrase(view, start, view.sentence.stop, apposition=False)
    joined = end
    while joined < view.sentence.stop and view.word(joined) in view.passage.lexicon.neither:
        end = noun_phrase(view, joined + 1, view.sentence.stop, apposition=False)
        joined = end
    return (start, end) if end > start else None
