"""A speaker as the text has it, resolved to the fullest name in the article.

Pronouns, "der Minister" and surnames alone are traced to the person; "Angaben der Polizei" to the
police; "Bericht der Morgenpost" stays a report, whose outlet is what it cites.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from digest.claims.attribution import nouns
from digest.claims.attribution.described import Described
from digest.claims.attribution.forms import dictionary_form
from digest.claims.attribution.media import find_means, find_medium, names_outlet
from digest.claims.attribution.names import Names
from digest.claims.attribution.naming import Naming
from digest.claims.attribution.people import Memory
from digest.claims.attribution.pointing import PRONOUNS, sex
from digest.claims.attribution.roles import gender, is_body
from digest.claims.matches import Range
from digest.claims.text.sentences import Passage
from digest.claims.vocabulary.tags import Tag
from digest.models import Source, SourceKind, Span

_STANDS_FOR = (
    Tag.PRONOUN | Tag.RELATIVE | Tag.HEREBY | Tag.POSSESSIVE
    | Tag.SHE | Tag.HE | Tag.IT | Tag.THEY
)  # fmt: skip


@dataclass(slots=True)
class Resolver:
    """Who is meant by the words of a document, after all that stands before."""

    text: str
    memory: Memory
    naming: Naming
    described: Described

    @classmethod
    def of(cls, text: str, names: Names) -> Resolver:
        naming = Naming(text, Memory(names))
        return cls(text, naming.memory, naming, Described(naming))

    def resolve(self, passage: Passage, where: Range) -> Source | None:
        """Who speaks in the tokens `where`; pronouns behind can mean them."""
        source = self.name(passage, where)
        if source:
            start = passage.tokens[where[0]].start
            about = self._gender(source, passage) | self._number(source, passage, where)
            self.memory.see(source, start, about)
        return source

    def name(self, passage: Passage, where: Range) -> Source | None:
        """Who stands in the tokens `where`."""
        start, end = nouns.core(passage, where)
        return self._resolve(passage, start, end) if start < end else self.memory.last()

    def _resolve(self, passage: Passage, start: int, end: int) -> Source | None:
        first = passage.tokens[start]
        aged = first.text[0].isdigit() and first.text[-1].isalpha()
        if end == start + 1 and (first.tags & _STANDS_FOR or aged):
            return (self._aged if aged else self._pronoun)(passage, start)
        if first.tags & Tag.POSSESSIVE and end > start + 1:
            own = passage.tokens[start + 1].tags & (Tag.SAYING | Tag.REPORT) == Tag.SAYING
            start += 0 if own else 1
            start, end = nouns.core(passage, (start, end))
            return self._pronoun(passage, start) if own else self._resolve(passage, start, end)
        head = nouns.saying(passage, start, end)
        if head is not None:
            return self._report(passage, head, end)
        medium = find_medium(passage, start, end)
        person = self._person(passage, start, end)
        held = medium and nouns.is_held(passage, medium, start)
        if medium and (held or not nouns.is_headed_by(passage, medium, start, end)):
            medium = None
        if person and not (medium and medium.start <= person.span.start):
            return person
        if medium:
            return self.naming.source(medium, SourceKind.OUTLET)
        return (
            self._apposed(passage, start, end)
            or self._compound(passage, start, end)
            or self.described.find(passage, start, nouns.phrase(passage, start, end)[1])
            or self._spoken_for(passage, start, end)
            or self._other(passage, start, end)
        )

    def author(self, span: Span) -> Source:
        """Who posts under the name at `span`: by the same name in the article, if it has it."""
        name = self.memory.names.fullest(tuple(span.of(self.text).lower().split()))
        if name and self.naming.is_person(name):
            return self.naming.person(name)
        return self.naming.source(span, SourceKind.PERSON)

    def medium(
        self, passage: Passage, start: int, end: int, *, spoken_to: bool = False
    ) -> Source | None:
        """The outlet in `[start, end)`."""
        found = find_medium(passage, start, end, spoken_to=spoken_to)
        if found is None and spoken_to and passage.tokens[end - 1].tags & Tag.OUTLET:
            found = self._outlet_before(passage, end - 1)
        return self.naming.source(found, SourceKind.OUTLET) if found else None

    def _outlet_before(self, passage: Passage, place: int) -> Span | None:
        """The outlet named last, that "the paper" means."""
        token, lexicon = passage.tokens[place], passage.lexicon
        if token.capitalised or not nouns.is_definite(passage, place):
            return None
        near = (
            name for name in self.memory.before(token.start) if names_outlet(name.words, lexicon)
        )
        return next((name.span for name in near), None)

    def means(self, passage: Passage, start: int, end: int) -> Source | None:
        """By what means someone speaks in `[start, end)`: "am Telefon", "in einem Brief"."""
        found = find_means(passage, start, end)
        return self.naming.source(found, SourceKind.REPORT) if found else None

    def with_role(self, source: Source | None, passage: Passage) -> Source | None:
        """The role in its dictionary form."""
        if source is None or source.role is None:
            return source
        man = self._gender(source, passage) == Tag.MAN
        role = dictionary_form(source.role, passage.lexicon.data.roles, man=man)
        return replace(source, role=role)

    def _gender(self, source: Source, passage: Passage) -> int:
        name = next(iter(self.memory.within(source.span.start, source.span.end)), None)
        if name and source.kind is SourceKind.PERSON:
            return self.memory.gender(name)
        if source.kind is not SourceKind.UNNAMED:
            return 0
        words = (gender(word.lower(), passage.lexicon) for word in source.name.split())
        return next((found for found in words if found), 0)

    def _number(self, source: Source, passage: Passage, where: Range) -> int:
        """Whether the head of a source without a name tells that it is several."""
        lexicon = passage.lexicon
        if source.kind is SourceKind.PERSON or source.span.start < passage.tokens[where[0]].start:
            return 0
        head = nouns.head_of(passage, *where)
        named = head.capitalised and source.kind is not SourceKind.UNNAMED
        several = not named and head.word.endswith(lexicon.plurals)
        return Tag.THEY if several and not head.word.endswith(lexicon.singulars) else 0

    def _pronoun(self, passage: Passage, place: int) -> Source | None:
        token = passage.tokens[place]
        if token.tags & Tag.HEREBY:
            return self.memory.last()
        if token.word in passage.lexicon.nobody:
            return None
        if token.word in passage.lexicon.others:
            return self.naming.source(Span(token.start, token.end), SourceKind.UNNAMED)
        if token.tags & Tag.RELATIVE and not token.tags & (Tag.SHE | Tag.HE | Tag.IT):
            near = self.memory.before(token.start, 1)
            if near and near[0].block == passage.tokens[0].start and self.naming.is_person(near[0]):
                return self.naming.person(near[0])
        lead = place
        while lead not in passage.starts:
            lead -= 1
        led = token.tags & Tag.IT and self.memory.leading(passage.tokens[lead].start, token.start)
        return self.naming.body(led) if led else self._antecedent(token.start, token.tags)

    def _aged(self, passage: Passage, place: int) -> Source | None:
        """ "Der 34-Jährige": a man who has been named or heard; "ein 34-Jähriger": someone new."""
        token, before = passage.tokens[place], passage.tokens[place - 1]
        if place and before.tags & Tag.ARTICLE and not nouns.is_definite(passage, place):
            return self.naming.source(Span(token.start, token.end), SourceKind.UNNAMED)
        known = sex(before.word, token.word, passage.lexicon) if place else 0
        return self._antecedent(token.start, PRONOUNS.get(known, token.tags))

    def _antecedent(self, offset: int, tags: int) -> Source | None:
        found = self.memory.antecedent(offset, tags)
        if found is None:
            return self.memory.last_like(tags)
        return found.source or (self.naming.person(found.name) if found.name else None)

    def _report(self, passage: Passage, start: int, end: int) -> Source | None:
        """Angaben der Polizei: the police; Bericht der Post: the report; dem Bericht: that of
        the outlet that was the last source."""
        tokens, whole = passage.tokens, end
        start, end = nouns.phrase(passage, start, end)
        head, inner = tokens[start], start + 1
        while inner < end and tokens[inner].tags & (
            Tag.DETERMINER | Tag.PREPOSITION | Tag.POSSESSIVE | Tag.NAME_PARTICLE
        ):
            inner += 1
        if inner >= end or inner == start + 1:
            earlier = self._earlier_report(passage, start)
            kind = SourceKind.REPORT if head.tags & Tag.REPORT else SourceKind.UNNAMED
            return earlier or self.naming.source(Span(head.start, tokens[end - 1].end), kind)
        if head.tags & Tag.REPORT:
            paper = find_medium(passage, inner, end) if head.word in passage.lexicon.press else None
            span = paper or Span(head.start, tokens[end - 1].end)
            return self.naming.source(span, SourceKind.OUTLET if paper else SourceKind.REPORT)
        return self._resolve(passage, inner, whole)

    def _earlier_report(self, passage: Passage, place: int) -> Source | None:
        """What "dem Bericht" points back at: that report, or the outlet that has just spoken; of
        words alone ("den Angaben"), who has, also of a letter or the like in its paragraph."""
        head, lexicon = passage.tokens[place], passage.lexicon
        definite = nouns.is_definite(passage, place)
        if head.word in lexicon.rumours:
            return None
        if definite and not head.tags & Tag.REPORT:
            return self.memory.last()
        if not definite:
            letter = head.word in lexicon.means
            return self.memory.since(passage.tokens[0].start) if letter else None
        for mention in self.memory.recent():
            source = mention.source
            if source and mention.kind is SourceKind.REPORT:
                if source.name.lower().startswith(head.word[:5]):
                    return source
            elif (
                source and mention.kind is SourceKind.OUTLET and head.word in passage.lexicon.press
            ):
                return source
        return None

    def _person(self, passage: Passage, start: int, end: int) -> Source | None:
        tokens = passage.tokens
        low, high = tokens[start].start, tokens[end - 1].end
        owners = nouns.owners(passage, start, end)
        for name in self.memory.within(low, high):
            named = name.span.end not in owners and name.words not in passage.lexicon.media
            whose = nouns.is_dependent(passage, start, end, name.span.start)
            whose = whose or nouns.is_attributive(passage, end, name.span.end)
            if named and not whose and self.naming.is_person(name):
                return self.naming.person(name)
        return None

    def _apposed(self, passage: Passage, start: int, end: int) -> Source | None:
        """The body that is named behind a noun for one: "the company, Harrow Foods"."""
        tokens = passage.tokens
        for comma in range(start + 1, end - 1):
            if tokens[comma].text == ",":
                stop = next((p for p in range(comma + 1, end) if tokens[p].text == ","), end)
                named = self.memory.within(tokens[comma + 1].start, tokens[comma + 1].end)
                whole = named and named[0].span.end == tokens[stop - 1].end
                kind = is_body(tokens[comma - 1], passage.lexicon)
                return self.naming.body(named[0]) if whole and kind else None
        return None

    def _compound(self, passage: Passage, start: int, end: int) -> Source | None:
        """ "Post-Bericht": the outlet that the compound names."""
        lexicon = passage.lexicon
        for token in passage.tokens[start:end]:
            head, mark, tail = token.word.partition("-")
            said = lexicon[tail].tags & (Tag.REPORT | Tag.SAYING)
            name = self.memory.names.fullest((head,)) if mark and said else None
            if name and token.capitalised:
                known = any(medium[-1] == head for medium in lexicon.media)
                return self.naming.source(
                    name.span, SourceKind.OUTLET if known else SourceKind.BODY
                )
        return None

    def _spoken_for(self, passage: Passage, start: int, end: int) -> Source | None:
        """ "eine Sprecherin von Nordkai": who speaks for a body without a name is that body."""
        tokens = passage.tokens
        spokes = passage.lexicon.spokes
        if end < start + 3 or not spokes or not tokens[start].word.endswith(spokes):
            return None
        named = self.memory.within(tokens[start + 2].start, tokens[end - 1].end)
        linked = tokens[start + 1].tags & Tag.INNER
        whole = named and named[0].span.end == tokens[end - 1].end
        body = linked and whole and not self.naming.is_person(named[0])
        return self.naming.body(named[0]) if body else None

    def _other(self, passage: Passage, start: int, end: int) -> Source | None:
        """Bodies, and people without a name."""
        start, end = nouns.phrase(passage, start, end)
        tokens = passage.tokens
        first = tokens[start].text
        number = first[0].isdigit() and not first[-1].isalpha()
        if number or tokens[start].tags & Tag.FUNCTION & ~Tag.DETERMINER:
            return None
        span, kind = Span(tokens[start].start, tokens[end - 1].end), nouns.kind(passage, start, end)
        if kind is SourceKind.BODY:
            named = self.memory.within(span.start, span.end)
            about = named and nouns.is_headed_by(passage, named[0].span, start, end)
            short = passage.lexicon.data.inverted and named and named[-1].span.end < span.end
            if about and named[0].body and self._is_longer(passage, named[0].span, start, end):
                return self.naming.source(span, kind)
            if about and not short and (named[0].body or named[0].span == span):
                return self.naming.body(named[0])
        return self.naming.source(nouns.first_case(self.text, passage, start, end), kind)

    def _is_longer(self, passage: Passage, name: Span, start: int, end: int) -> bool:
        """Whether a body's name goes on behind a preposition: "the Bureau of Roads and Ports"."""
        tokens = passage.tokens
        behind = [token for token in tokens[start:end] if token.start >= name.end]
        links = passage.lexicon.belonging | passage.lexicon.joining
        last = bool(behind) and behind[-1].capitalised and behind[0].word in links
        return last and all(token.capitalised or token.word in links for token in behind)
