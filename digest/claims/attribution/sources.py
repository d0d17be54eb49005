"""A speaker as the text has it, resolved to the fullest name in the article.

Pronouns, "der Minister" and surnames alone are traced to the person; "Angaben der Polizei" to the
police; "Bericht der Morgenpost" stays a report, whose outlet is what it cites.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from digest.claims.attribution.media import is_outlet, known_medium, outlet_name, quoted_medium
from digest.claims.attribution.names import Name, Names, is_role
from digest.claims.attribution.roles import dictionary_form
from digest.claims.lexicon import NOTHING, Lexicon
from digest.claims.matches import Range
from digest.claims.sentences import Passage
from digest.claims.tags import Tag
from digest.claims.tokens import Token
from digest.models import Source, SourceKind, Span

# A pronoun means one of the last few names or sources.
_PRONOUN_REACH = 8


@dataclass(slots=True)
class Resolver:
    """The names of an article, and the sources seen so far, the last one at the end."""

    text: str
    names: Names
    starts: list[int] = field(default_factory=list)
    seen: list[Source] = field(default_factory=list)
    full: dict[tuple[str, ...], Name] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names.found.sort(key=lambda name: name.span)
        self.starts = [name.span.start for name in self.names.found]

    def resolve(self, passage: Passage, where: Range) -> Source | None:
        """Who speaks in the tokens `where`; pronouns behind can mean them."""
        source = self.name(passage, where)
        if source:
            self.seen.append(source)
        return source

    def name(self, passage: Passage, where: Range) -> Source | None:
        """Who stands in the tokens `where`."""
        start, end = _inside(passage, where)
        if start >= end:
            return self.seen[-1] if self.seen else None
        return self._resolve(passage, start, end)

    def _resolve(self, passage: Passage, start: int, end: int) -> Source | None:
        tokens = passage.tokens
        first = tokens[start]
        if end == start + 1 and first.tags & (
            Tag.PRONOUN | Tag.RELATIVE | Tag.HEREBY | Tag.POSSESSIVE
        ):
            return self._antecedent(first.start)
        if first.tags & Tag.POSSESSIVE and end > start + 1:
            own = tokens[start + 1].tags & Tag.SAYING
            return self._antecedent(first.start) if own else self._resolve(passage, start + 1, end)
        if first.tags & (Tag.SAYING | Tag.REPORT) and first.capitalised | (
            not passage.lexicon.data.verb_second
        ):
            return self._report(passage, start, end)
        medium = self.medium(passage, start, end)
        person = self._person(passage, start, end)
        if person and not (medium and medium.span.start <= person.span.start):
            return person
        return (
            medium
            or self._compound(passage, start, end)
            or self._known(passage, start, end)
            or self._other(passage, start, end)
        )

    def _antecedent(self, offset: int) -> Source | None:
        """Who a pronoun means: the last source if a person, or else who led a sentence before."""
        if self.seen and self.seen[-1].kind in (SourceKind.PERSON, SourceKind.UNNAMED):
            return self.seen[-1]
        place = bisect_left(self.starts, offset)
        for name in reversed(self.names.found[max(0, place - _PRONOUN_REACH) : place]):
            full = self._fullest(name)
            if name.leads and full.bare and (len(full.words) > 1 or full.role):
                return self._as_person(full)
        persons = [s for s in self.seen[-_PRONOUN_REACH:] if s.kind is SourceKind.PERSON]
        return persons[-1] if persons else self.seen[-1] if self.seen else None

    def _report(self, passage: Passage, start: int, end: int) -> Source | None:
        """Angaben der Polizei: the police; Bericht der Post: the report; dem Bericht: that."""
        tokens = passage.tokens
        inner = start + 1
        while inner < end and tokens[inner].tags & (
            Tag.DETERMINER | Tag.PREPOSITION | Tag.POSSESSIVE | Tag.NAME_PARTICLE
        ):
            inner += 1
        head = tokens[start]
        if inner >= end or inner == start + 1:
            earlier = next(
                (
                    s
                    for s in reversed(self.seen)
                    if s.kind is SourceKind.REPORT and s.name.lower().startswith(head.word[:5])
                ),
                None,
            )
            if earlier:
                return earlier
            kind = SourceKind.REPORT if head.tags & Tag.REPORT else SourceKind.UNNAMED
            return self._source(Span(head.start, tokens[end - 1].end), kind)
        if head.tags & Tag.REPORT:
            return self._source(Span(head.start, tokens[end - 1].end), SourceKind.REPORT)
        return self._resolve(passage, inner, end)

    def medium(
        self, passage: Passage, start: int, end: int, *, spoken_to: bool = False
    ) -> Source | None:
        """An outlet in `[start, end)`: a known one, or the name behind a noun for one."""
        known = known_medium(passage, start, end) or (
            spoken_to and quoted_medium(passage, start, end)
        )
        if known:
            return self._source(known, SourceKind.OUTLET)
        tokens = passage.tokens
        for place in range(start, min(end, start + 5)):
            token = tokens[place]
            if is_outlet(token, passage.lexicon):
                inner = outlet_name(passage, start, place, end)
                return self._source(
                    inner or Span(tokens[start].start, tokens[min(end, place + 1) - 1].end),
                    SourceKind.OUTLET,
                )
        return None

    def _person(self, passage: Passage, start: int, end: int) -> Source | None:
        tokens = passage.tokens
        low, high = tokens[start].start, tokens[end - 1].end
        for name in self._names_in(low, high):
            if name.words in passage.lexicon.media:
                continue
            full = self._fullest(name)
            if (full.bare and len(full.words) > 1) or name.role or full.role:
                role = name.role if name.role and (name.role.start >= low) else full.role
                return self._as_person(full, role)
        return None

    def _fullest(self, name: Name) -> Name:
        """The fullest form of a name in the article, looked up once."""
        if name.words not in self.full:
            self.full[name.words] = self.names.fullest(name.words) or name
        return self.full[name.words]

    def _names_in(self, low: int, high: int) -> list[Name]:
        return self.names.found[bisect_left(self.starts, low) : bisect_left(self.starts, high)]

    def _as_person(self, name: Name, role: Span | None = None) -> Source:
        role = max(filter(None, (role, name.role, self._role_of(name))), key=_length, default=None)
        return self._source(name.span, SourceKind.PERSON, role)

    def _role_of(self, name: Name) -> Span | None:
        """The longest role from the places where the same person is named."""
        named = self.names.by_word.get(name.words[-1], [])
        return max(filter(None, (other.role for other in named)), key=_length, default=None)

    def _compound(self, passage: Passage, start: int, end: int) -> Source | None:
        """ "Post-Bericht": the outlet that the compound names."""
        for token in passage.tokens[start:end]:
            head, mark, tail = token.word.partition("-")
            if (
                mark
                and token.capitalised
                and passage.lexicon.capitals.get(tail, NOTHING).tags & (Tag.REPORT | Tag.SAYING)
            ):
                name = self.names.fullest((head,))
                if name:
                    kind = (
                        SourceKind.OUTLET
                        if any(m[-1] == head for m in passage.lexicon.media)
                        else SourceKind.BODY
                    )
                    return self._source(name.span, kind)
        return None

    def _known(self, passage: Passage, start: int, end: int) -> Source | None:
        """ "der Minister": the last person named before with that role."""
        tokens = passage.tokens
        roles = [n for n in range(start, end) if is_role(tokens[n], passage.lexicon)]
        determined = start > 0 and tokens[start - 1].tags & Tag.DETERMINER
        indefinite = start > 0 and tokens[start - 1].word.startswith(("ein", "a", "mehrere"))
        if not roles or roles[0] > start + 1 or end > roles[0] + 1 or not determined or indefinite:
            return None
        word = tokens[roles[0]].word
        place = bisect_left(self.starts, tokens[start].start)
        for name in reversed(self.names.found[:place][-60:]):
            if name.role and _same_role(name.role.of(self.text).lower(), word):
                full = self._fullest(name)
                return self._as_person(full, name.role)
        return None

    def _other(self, passage: Passage, start: int, end: int) -> Source | None:
        """Bodies, and people without a name."""
        tokens = passage.tokens
        while start < end - 1 and not tokens[start].is_word:
            start += 1
        while end > start + 1 and not (tokens[end - 1].is_word or tokens[end - 1].text in ").-"):
            end -= 1
        stop = start
        while stop < end and tokens[stop].text != ",":
            stop += 1
        kind = _kind(passage, start, stop)
        return self._source(Span(tokens[start].start, tokens[max(stop, start + 1) - 1].end), kind)

    def _source(self, span: Span, kind: SourceKind, role: Span | None = None) -> Source:
        name = span.of(self.text)
        title = role.of(self.text) if role else None
        return Source(name=name, span=span, kind=kind, role=title, role_span=role)


def _length(span: Span) -> int:
    return span.end - span.start


def _inside(passage: Passage, where: Range) -> Range:
    """A range without the articles and prepositions before its first noun."""
    start, end = where
    tags = Tag.ARTICLE | Tag.PREPOSITION | Tag.NEGATION | Tag.OPENER
    while start < end - 1 and passage.tokens[start].tags & tags:
        start += 1
    return start, end


def _same_role(role: str, word: str) -> bool:
    return any(
        part.endswith(word) or (word.endswith(part) and len(part) > 4) for part in role.split()
    )


def is_body(token: Token, lexicon: Lexicon) -> bool:
    endings = lexicon.body_endings
    return bool(token.tags & Tag.BODY) or bool(endings and token.word.endswith(endings))


def _kind(passage: Passage, start: int, end: int) -> SourceKind:
    tags = 0
    lexicon = passage.lexicon
    for token in passage.tokens[start:end]:
        if is_body(token, lexicon) and not tags & (Tag.UNNAMED | Tag.ROLE):
            return SourceKind.BODY
        tags |= token.tags if token.capitalised or not lexicon.data.verb_second else 0
        if is_role(token, lexicon):
            tags |= Tag.ROLE
        if (
            token.word.partition("-")[2]
            and lexicon.capitals.get(token.word.rpartition("-")[2], NOTHING).tags & Tag.UNNAMED
        ):
            tags |= Tag.UNNAMED
    if tags & Tag.UNNAMED or tags & Tag.ROLE:
        return SourceKind.UNNAMED
    if tags & Tag.REPORT:
        return SourceKind.REPORT
    return SourceKind.BODY


def with_role(source: Source | None, passage: Passage) -> Source | None:
    """The role in its dictionary form."""
    if source is None or source.role is None:
        return source
    return Source(
        name=source.name,
        span=source.span,
        kind=source.kind,
        role=dictionary_form(source.role, passage.lexicon.data.roles),
        role_span=source.role_span,
    )
