"""Whom a noun without a name means: "der Minister", "das Unternehmen", "the paper"."""

from __future__ import annotations

from dataclasses import dataclass

from digest.claims.attribution import nouns
from digest.claims.attribution.naming import Naming
from digest.claims.attribution.pointing import Noun, bearer, is_called, pointing
from digest.claims.text.sentences import Passage
from digest.claims.vocabulary.tags import Tag
from digest.models import Source, SourceKind, Span

# "Das Unternehmen" is one of the last few bodies that spoke.
_GENERIC_REACH = 6


@dataclass(slots=True)
class Described:
    """Leads nouns to who is named elsewhere."""

    naming: Naming

    def find(self, passage: Passage, start: int, end: int) -> Source | None:
        """Who is meant by a noun in `[start, end)` that points at someone."""
        return self._longer(passage, start, end) or self._known(passage, start, end)

    def _known(self, passage: Passage, start: int, end: int) -> Source | None:
        """A noun for someone who is named elsewhere: "der Minister", "the paper"."""
        headline = self.naming.memory.names.sentences[:1] == [passage.tokens[0].start]
        noun = pointing(passage, start, end, headline=headline)
        if noun is None:
            return None
        if noun.tags & Tag.OUTLET:
            return self.naming.memory.last(SourceKind.OUTLET) if noun.plain else None
        found = (
            bearer(self.naming.text, self.naming.memory, noun)
            if noun.role or noun.company
            else None
        )
        if found:
            return self.naming.body(found) if found.body else self.naming.person(found)
        if not noun.definite or not (noun.plain or noun.company):
            return None
        return self._called(noun) or (self._employer() if noun.company else None)

    def _called(self, noun: Noun) -> Source | None:
        """Whom a definite noun describes: a source of that name, a firm by any noun for one, a
        person by what they are."""
        recent = [m.source for m in self.naming.memory.recent() if m.source]
        same = next((source for source in recent if is_called(source, noun.word)), None)
        if same or not (noun.generic or noun.pronoun):
            return same
        if noun.generic:
            bodies = (s for s in recent[:_GENERIC_REACH] if s.kind is SourceKind.BODY)
            spoke = next((s for s in bodies if noun.suits(s.name)), None)
            return spoke or self._firm(noun)
        meant = self.naming.memory.antecedent(noun.start, noun.pronoun)
        if meant is None or meant.kind is not SourceKind.PERSON:
            return None  # someone without a name goes by the noun that was used
        return meant.source or (self.naming.person(meant.name) if meant.name else None)

    def _firm(self, noun: Noun) -> Source | None:
        """The last body before a noun that is told to be one: "des Herstellers Nordlux"."""
        corporate = noun.lexicon.corporate
        for name in self.naming.memory.before(noun.start):
            told = name.body and (name.role or name.words[-1] in corporate)
            if (
                told
                and not self.naming.is_person(name)
                and noun.suits(name.span.of(self.naming.text))
            ):
                return self.naming.body(name)
        return None

    def _longer(self, passage: Passage, start: int, end: int) -> Source | None:
        """The body whose name has the noun of a definite phrase: "die Klinik", named "Klinik
        Haus Sonne"."""
        token = passage.tokens[start]
        if end > start + 1 or not start or not nouns.is_definite(passage, start):
            return None
        name = self.naming.memory.names.fullest((token.word,))
        longer = name and len(name.words) > 1 and not self.naming.is_person(name)
        return self.naming.body(name) if name and longer else None

    def _employer(self) -> Source | None:
        """The body that spoke last, or that the last person speaks for ("Nordkai-Sprecher")."""
        last = self.naming.memory.last()
        if last and last.kind is SourceKind.BODY:
            named = self.naming.memory.within(last.span.start, last.span.end)
            return last if named and named[0].span.start == last.span.start else None
        span = last.role_span if last and last.kind is SourceKind.PERSON else None
        head, mark, _ = span.of(self.naming.text).partition("-") if span else ("", "", "")
        if span is None or not mark or not head.isalpha():
            return None
        return self.naming.source(Span(span.start, span.start + len(head)), SourceKind.BODY)
