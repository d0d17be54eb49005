"""What a source leans on, and the outlet it spoke to."""

from __future__ import annotations

from collections.abc import Iterator

from digest.claims.attribution.sources import Resolver
from digest.claims.grammar.phrases import noun_phrase
from digest.claims.matches import Match, Range, View
from digest.claims.vocabulary.tags import Tag
from digest.models import ClaimType, Source, SourceKind

# How far behind its preposition the name of an outlet may end, its quotation marks among them.
_REACH = 9
# "berief sich dabei am Montag auf": words within a phrase.
_MOST_BETWEEN = 4


def medium(view: View, match: Match, resolver: Resolver) -> Source | None:
    """The outlet spoken to, an addressee or named in the frame ("im Gespräch mit X"), or else by
    what means the source spoke ("am Telefon")."""
    for start, end in match.addressee:
        found = resolver.medium(view.passage, start, end, spoken_to=True)
        if found:
            return found
    named = [(at, end) for at, end in _prepositions(view, match)]
    for at, end in named:
        talk = view.word(at - 1).endswith(view.passage.lexicon.talks)
        found = resolver.medium(view.passage, at + 1, min(end, at + _REACH), spoken_to=talk)
        if found and not _speaks(view, match, found):
            return found
    means = (resolver.means(view.passage, at + 1, min(end, at + _REACH)) for at, end in named)
    return next(filter(None, means), None)


def _prepositions(view: View, match: Match) -> Iterator[Range]:
    """The prepositions around what was said, each with the end of its stretch."""
    frame = match.frame
    if not frame and match.type is ClaimType.DIRECT and match.speaker:
        frame = ((view.sentence.start, view.sentence.stop),)
    masked, head = view.passage.masked, view.sentence.start
    led = frame and frame[0][0] > head and view.at(head) & Tag.PREPOSITION
    if led and not any(start < frame[0][0] for start, _ in match.quote):
        frame = ((head, frame[0][0]), *frame)
    for start, end in frame:
        for place in range(start, end - 1):
            if view.at(place) & Tag.PREPOSITION and not masked[place]:
                spoken = any(a <= place < b for a, b in match.speaker)
                if not spoken:
                    yield place, end


def _speaks(view: View, match: Match, source: Source) -> bool:
    tokens = view.passage.tokens
    return any(tokens[a].start <= source.span.start < tokens[b - 1].end for a, b in match.speaker)


def citing(view: View, match: Match, resolver: Resolver) -> Iterator[Source]:
    """Whom the sentence names as its own source: "unter Berufung auf X", "citing X"; what carries
    the one before on ("demnach") has that one's."""
    yield from _named(view, resolver)
    yield from _quoted_in(view, resolver)
    if view.before and match.speaker == match.cue and view.at(match.speaker[0][0]) & Tag.HEREBY:
        yield from _named(view.before, resolver)


def _named(view: View, resolver: Resolver) -> Iterator[Source]:
    tokens, masked = view.passage.tokens, view.passage.masked
    for place in range(view.sentence.start, view.sentence.stop):
        if masked[place]:
            continue
        for phrase in view.passage.lexicon.citing.get(tokens[place].word, ()):
            end = _phrase_end(view, place, _lead(phrase))
            if end and not _closes(view, end, phrase):
                continue
            reached = noun_phrase(view, end, view.sentence.stop, apposition=False) if end else 0
            for where in _joined(view, end, reached):
                source = resolver.name(view.passage, where)
                if source:
                    yield source


def _lead(phrase: tuple[str, ...]) -> tuple[str, ...]:
    """What stands before the source, where a verb stands behind it: "sich auf & beruft"."""
    return phrase[: phrase.index("&")] if "&" in phrase else phrase


def _closes(view: View, place: int, phrase: tuple[str, ...]) -> bool:
    """Whether the clause that goes on at `place` ends with the phrase's last word."""
    return "&" not in phrase or view.word(view.segment_end(place) - 1) == phrase[-1]


def _joined(view: View, start: int, end: int) -> Iterator[Range]:
    """The phrases in `[start, end)` that "and" joins: "a memo and two aides"."""
    tokens, joining = view.passage.tokens, view.passage.lexicon.joining
    for place in range(start + 1, end - 1):
        named = view.passage.masked[place - 1] and not view.passage.masked[place]
        if tokens[place].word in joining and (named or tokens[place + 1].tags & Tag.DETERMINER):
            yield start, place
            start = place + 1
    if start < end:
        yield start, end


def _phrase_end(view: View, place: int, phrase: tuple[str, ...]) -> int:
    """Where a phrase ends that starts at `place`, or 0; "*" is up to a few words."""
    gap = 0
    for word in phrase:
        if word == "*":
            gap = _MOST_BETWEEN
            continue
        stop = min(place + gap + 1, view.sentence.stop)
        found = next((p for p in range(place, stop) if view.word(p) == word), -1)
        if found < 0:
            return 0
        place, gap = found + 1, 0
    return place


def circles(view: View, match: Match, source: Source, resolver: Resolver) -> list[Source]:
    """The people without a name that an outlet has its news from: "das Blatt aus Kreisen"."""
    if source.kind is not SourceKind.OUTLET:
        return []
    start, end = match.speaker[0]
    first = view.sentence.start
    for place in (first, *range(start + 1, min(end + 1, view.sentence.end))):
        token = view.passage.tokens[place]
        apart = place == first or token.start >= source.span.end
        if token.word in view.passage.lexicon.out_of and apart:
            reached = noun_phrase(view, place + 1, view.sentence.stop)
            found = (
                resolver.name(view.passage, (place + 1, reached)) if reached > place + 1 else None
            )
            return [found] if found and found.kind is SourceKind.UNNAMED else []
    return []


def _quoted_in(view: View, resolver: Resolver) -> Iterator[Source]:
    """ "..., in dem mehrere Beamte zitiert wurden": a relative clause with a verb of citing."""
    for segment in view.sentence.segments[1:]:
        start = segment.start
        if not (view.at(start) & Tag.PREPOSITION and view.at(start + 1) & Tag.RELATIVE):
            continue
        verb = next(
            (p for p in range(start, segment.end) if view.word(p) in view.passage.lexicon.cited), -1
        )
        if verb > start + 2:
            reached = noun_phrase(view, start + 2, verb)
            source = (
                resolver.name(view.passage, (start + 2, reached)) if reached > start + 2 else None
            )
            if source:
                yield source
