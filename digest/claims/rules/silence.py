"""Sources that do not speak: "reagierte nicht auf eine Anfrage", "declined to comment"."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.certainty import SILENT
from digest.claims.lexicon import Tag
from digest.claims.matches import Match, Range, View
from digest.claims.phrases import noun_phrase
from digest.models import ClaimType


def silent(view: View) -> Iterator[Match]:
    """The sentence has the words of one of the language's phrases in their order."""
    places = [
        p
        for s in view.sentence.segments
        for p in range(s.start, s.end)
        if not view.passage.masked[p]
    ]
    for phrase in view.passage.lexicon.silence:
        found = _in_order(view, places, phrase)
        if not found:
            continue
        subject = _subject(view, found[0])
        if subject:
            yield Match(
                rule=SILENT,
                type=ClaimType.REPORTED,
                quote=((view.sentence.start, view.sentence.end),),
                speaker=(subject,),
                cue=tuple((place, place + 1) for place in found),
            )
        return


def _in_order(view: View, places: list[int], phrase: tuple[str, ...]) -> list[int]:
    found: list[int] = []
    for place in places:
        if view.word(place) == phrase[len(found)]:
            found.append(place)
            if len(found) == len(phrase):
                return found
    return []


def _subject(view: View, before: int) -> Range | None:
    """The first phrase of the sentence; "weder X noch Y" is one."""
    start = view.skip(
        view.sentence.start, view.sentence.stop, Tag.OPENER | Tag.ADVERB | Tag.NEGATION
    )
    end = noun_phrase(view, start, view.sentence.stop, apposition=False)
    joined = end
    while joined < view.sentence.stop and view.word(joined) in view.passage.lexicon.neither:
        end = noun_phrase(view, joined + 1, view.sentence.stop, apposition=False)
        joined = end
    del before
    return (start, end) if end > start else None
