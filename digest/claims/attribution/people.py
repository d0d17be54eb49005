"""Whom a pronoun or a noun without a name means: the most salient of those who agree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from digest.claims.attribution.names import Name, Names
from digest.claims.vocabulary.tags import Tag
from digest.models import Source, SourceKind, Span

# A pronoun means one of the last few names or sources, a noun one of some more.
_PRONOUN_REACH = 12
_ROLE_REACH = 60
_BODIES = (SourceKind.BODY, SourceKind.OUTLET, SourceKind.REPORT)
# What makes someone salient: to have spoken, without a name or with one, to have led a sentence, to
# agree surely; a singular that a plural pronoun means is odd. A sentence between weighs 1.
_HEARD, _SPOKE, _LED, _SURE, _ODD = 1.5, 2.5, 2.0, 1.0, -1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """Someone who spoke or was named: where, what, of which gender and number (tags, 0 if
    unknown), as the source or by the name."""

    start: int
    kind: SourceKind
    gender: int
    source: Source | None = None
    name: Name | None = None


@dataclass(slots=True)
class Memory:
    """The names of an article and the sources seen so far, the last one at the end."""

    names: Names
    seen: list[Mention] = field(default_factory=list)
    persons: set[Span] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    titled: list[Name] | None = None

    def __post_init__(self) -> None:
        self.names.found.sort(key=lambda name: name.span)
        self.starts = [name.span.start for name in self.names.found]

    def see(self, source: Source, start: int, gender: int) -> None:
        self.seen.append(Mention(start, source.kind, gender, source))
        if source.kind is SourceKind.PERSON:
            self.persons.add(source.span)

    def last(self, *kinds: SourceKind) -> Source | None:
        """The last source, or the last of some kinds."""
        return next((m.source for m in self.recent() if not kinds or m.kind in kinds), None)

    def since(self, offset: int) -> Source | None:
        """The last source, if it spoke at `offset` or behind."""
        return self.seen[-1].source if self.seen and self.seen[-1].start >= offset else None

    def last_like(self, tags: int) -> Source | None:
        """The last source that is no man where a pronoun with `tags` wants a woman, or the other
        way round."""
        wanted = _wanted(tags)
        for mention in self.recent():
            if mention.source and not (wanted and mention.gender and not mention.gender & wanted):
                return mention.source
        return None

    def recent(self) -> list[Mention]:
        """The last sources, the nearest first."""
        return self.seen[-_ROLE_REACH:][::-1]

    def titled_after(self, offset: int) -> list[Name]:
        """The next names with a role behind a place in the text."""
        if self.titled is None:
            self.titled = [name for name in self.names.found if name.role]
        place = bisect_left(self.titled, offset, key=lambda name: name.span.start)
        return self.titled[place : place + _ROLE_REACH]

    def before(self, offset: int, reach: int = _ROLE_REACH) -> list[Name]:
        """The last names before a place in the text, the nearest first."""
        place = bisect_left(self.starts, offset)
        return self.names.found[max(0, place - reach) : place][::-1]

    def within(self, low: int, high: int) -> list[Name]:
        return self.names.found[bisect_left(self.starts, low) : bisect_left(self.starts, high)]

    def leading(self, low: int, high: int) -> Name | None:
        """The body that leads the sentence at `low` which "it" at `high` ends: "Nordkai expects a
        loss, it said"."""
        name = next(iter(self.within(low, high)), None)
        if name is None or name.given or name.titled or (name.role and not name.body):
            return None
        return name if name.leads else None

    def antecedent(self, offset: int, tags: int) -> Mention | None:
        """Whom a pronoun with `tags` at `offset` means: the most salient of those named or heard
        before who agree with it."""
        best, most = None, -float("inf")
        for mention in self._mentions(offset):
            weight = self._salience(mention, offset, tags)
            if weight is not None and weight > most:
                best, most = mention, weight
        return best

    def _salience(self, mention: Mention, offset: int, tags: int) -> float | None:
        """How likely a pronoun means someone: who spoke, led a sentence or is near, more; None for
        who does not agree."""
        agrees = _agreement(mention, tags)
        if agrees is None:
            return None
        places = (bisect_right(self.names.sentences, at) for at in (offset, mention.start))
        far = next(places) - next(places)
        if far == 0 and not (mention.name and mention.gender & _wanted(tags)):
            return None
        spoke = _HEARD if mention.kind is SourceKind.UNNAMED else _SPOKE
        said = spoke if mention.source else _LED * bool(mention.name and mention.name.leads)
        return agrees + said - far

    def _mentions(self, offset: int) -> Iterator[Mention]:
        """Sources and names of people before `offset`, the nearest first."""
        names = [
            Mention(name.span.start, SourceKind.PERSON, self.gender(name), name=name)
            for name in self.before(offset, _PRONOUN_REACH)
            if self.names.can_be_meant(name) and not name.quoted
        ]
        sources = [m for m in self.seen[-_PRONOUN_REACH:] if m.start < offset]
        yield from sorted([*names, *sources], key=lambda m: m.start, reverse=True)

    def gender(self, name: Name) -> int:
        """The gender that any place in the article tells of who is meant."""
        if name.gender:
            return name.gender
        full = self.names.fullest(name.words)
        same = self.names.by_word.get((full or name).words[-1], ())
        told = (other.gender for other in same if other.gender)
        return (full.gender if full else 0) or next(told, 0)

    def role_of(self, name: Name) -> Span | None:
        """The longest role from the places where the same person is named."""
        named = self.names.by_word.get(name.words[-1], ())
        roles = (n.role for n in named if n.role and n.words == name.words[-len(n.words) :])
        return max(roles, key=length, default=None)


def length(span: Span) -> int:
    return span.end - span.start


def _wanted(tags: int) -> int:
    return (Tag.WOMAN if tags & Tag.SHE else 0) | (Tag.MAN if tags & Tag.HE else 0)


def _agreement(mention: Mention, tags: int) -> float | None:
    """How well a pronoun and whom it may mean agree in gender and number; None where not."""
    plural = mention.gender & Tag.THEY
    if tags & Tag.THEY:
        if mention.kind is SourceKind.PERSON:
            return None
        return _SURE if plural else _ODD
    if plural:
        return None
    wanted = _wanted(tags)
    thing = bool(tags & Tag.IT) and not wanted
    if thing is not (mention.kind in _BODIES):
        return None
    if mention.gender and wanted and not mention.gender & wanted:
        return None
    return _SURE if mention.gender & wanted else 0.0
