"""Who a claim goes back to, and how many independent origins a story has.

A paper that cites unnamed officials is the origin of what it reports, in whatever article it
stands; who speaks for himself is his own, and who speaks for a body is that body. One text under
several mastheads is one article, and the outlets of one publisher are one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from digest.models import Alias, Certainty, Claim, Document, Same, Source, SourceKind
from digest.stories.comparing.words import terms, words
from digest.stories.origins.covering import most
from digest.stories.origins.credits import Credits, outlets
from digest.stories.origins.names import Mention, Names
from digest.stories.origins.publishers import outlet_key
from digest.stories.origins.voices import (
    Voices,
    body_named,
    is_faceless,
    is_kind,
    is_network,
    is_no_company,
    is_voice,
    last_authority,
)

# Who "the company" is was named not many sentences before, and for whom "a spokesman" speaks in the
# same paragraph.
_NEAR = 1500


# An article that is about a company names it more than once.
_MATTERS = 2


class Paper(NamedTuple):
    """An outlet that a claim leans on, with the claim's paragraph and offset."""

    place: tuple[int, int]
    name: str


class Origins:
    """The origins of a story's claims, one name for each.

    `documents` are in order of time, `copies` groups of those that have one text; `publishers` are
    those of outlets by key (`publishers.owners`).
    """

    def __init__(
        self,
        documents: Sequence[Document],
        claims: Sequence[Claim],
        *,
        copies: Sequence[Sequence[str]] = (),
        publishers: Mapping[str, str],
    ) -> None:
        self._documents = {document.fingerprint: document for document in documents}
        sources = [(each, claim.language) for claim in claims for each in _named_in(claim)]
        self._names = Names([*_mentions(sources), *outlets(documents)])
        self._voices = Voices(sources, self._names)
        self._papers: dict[str, list[Paper]] = defaultdict(list)
        self._cited: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for claim in claims:
            self._note(claim)
        named = [self._named(claim) for claim in claims]
        heard: dict[str, Counter[str]] = defaultdict(Counter)
        for claim, name in zip(claims, named, strict=True):
            if name:
                heard[claim.document][name] += 1
        self._credits = Credits(documents, copies, self._names, heard, self._voices.is_body)
        self._publishers = self._groups(claims, publishers)
        # A claim is asked for by several steps; as a key itself it would be hashed with all its
        # parts, and `self._claims` keeps the ids from being given to others.
        self._claims = claims
        self._found = {
            id(claim): self._counted(name or self._unnamed(claim))
            for claim, name in zip(claims, named, strict=True)
        }

    def of(self, claim: Claim) -> str:
        """The last of the claim's chain who has a name.

        Officials and reports without one are led back to the paper that has them: officials to
        the one that they told, or that is named before them in their paragraph, or else to the
        one that cites officials elsewhere in the article or the story; reports to the one that
        their article cites most. Where there is none it is who first published the article.
        """
        found = self._found.get(id(claim))
        return found or self._counted(self._named(claim) or self._unnamed(claim))

    def speaker(self, claim: Claim) -> str:
        """Who says it, by one name for all articles; empty where the claim has no source."""
        return self._known(claim.source, claim.language) if claim.source else ""

    def is_hearsay(self, claim: Claim) -> bool:
        """Whether `claim` is told after reports that nobody is named for."""
        report = claim.source is not None and claim.source.kind is SourceKind.REPORT
        return report and self._named(claim) is None

    def publisher(self, document: Document) -> str:
        """Who first published `document`: the article itself where that is not known."""
        return self._counted(self._credits.of(document))

    def outlet_in(self, text: str) -> str | None:
        """The outlet that `text` names, of those that the story has."""
        found = self._names.within(text, SourceKind.OUTLET)
        return self._counted(found) if found else None

    def told(self, claim: Claim) -> str | None:
        """The paper that a source told it. What stands on a network is nobody's report."""
        medium = claim.medium
        if medium is None or medium.kind is not SourceKind.OUTLET or is_network(medium.name):
            return None
        return self._counted(self._known(medium, claim.language))

    def text(self, document: Document) -> str:
        """The first of the documents that have the text of `document`."""
        return self._credits.units[document.fingerprint][0]

    def aliases(self) -> Iterator[Alias]:
        """Names that count as another origin, whatever the articles lean on."""
        for name, other in self._names.joined():
            yield Alias(name=name, origin=other, why=Same.NAME)
        for name, body in self._voices.bodies():
            yield Alias(name=name, origin=body, why=Same.SPOKESPERSON)
        for name, publisher in self._publishers.items():
            yield Alias(name=name, origin=publisher, why=Same.PUBLISHER)
        yield from filter(None, map(self._credits.alias, self._documents.values()))

    def _counted(self, name: str) -> str:
        return self._publishers.get(name, name)

    def _known(self, source: Source, language: str) -> str:
        return self._names.of(Mention(source.name, source.kind, language))

    def _named(self, claim: Claim) -> str | None:
        """The last of the claim's chain who has a name; a report has that of its paper."""
        names = (self._name(source, claim) for source in reversed(_chain(claim)))
        return next(filter(None, names), None)

    def _name(self, source: Source, claim: Claim) -> str | None:
        match source.kind:
            case SourceKind.PERSON:
                name = self._known(source, claim.language)
                return self._voices.spoken_for(name) or name
            case SourceKind.REPORT:
                return self._paper(source, claim.language) or self._report(source)
            case _ if is_faceless(source.name, claim.language):
                return None
            case SourceKind.OUTLET:
                return self._known(source, claim.language)
        held = self._voices.holder(source.name, claim.language, SourceKind.PERSON)
        return held or self._body(source, claim)

    def _body(self, source: Source, claim: Claim) -> str | None:
        """The body that `source` is or speaks for, "the company" and "a spokesman" for the one
        named before."""
        language = claim.language
        body = body_named(source, language)
        if not body and is_voice(source.name, language):
            return self._heard_before(source, claim)
        if not body:
            return None
        meant = self._company(body, source, claim) if is_kind(body, language) else None
        return meant or self._names.of(Mention(body, SourceKind.BODY, language))

    def _heard_before(self, source: Source, claim: Claim) -> str | None:
        """The body, or else the authority, that is named last before `source` in its paragraph."""
        document, end, language = self._where(source, claim)
        text = document.text[max(document.block_at(end).span.start, end - _NEAR) : end]
        last = last_authority(text, language)
        nearest = text[text.rindex(last) :] if last else text
        but = partial(is_kind, language=language)
        named = self._names.last_in(nearest, SourceKind.BODY, but)
        known = self._names.of(Mention(last, SourceKind.BODY, language)) if last else None
        return named or known

    def _company(self, kind: str, source: Source, claim: Claim) -> str | None:
        """Which body "the company" is: the one named before, or that the story calls so."""
        document, end, language = self._where(source, claim)
        text = document.text[max(0, end - _NEAR) : end]
        named = self._names.last_in(text, SourceKind.BODY, self._not_meant(document, language))
        return named or self._voices.holder(kind, language, SourceKind.BODY)

    def _where(self, source: Source, claim: Claim) -> tuple[Document, int, str]:
        return self._documents[claim.document], source.span.start, claim.language

    def _not_meant(self, document: Document, language: str) -> Callable[[str], bool]:
        """Which bodies "the company" of an article is none of: those of another kind, papers, and
        those that it names once and is not about."""
        names, title = self._names, document.title
        text = f"{title.value if title and not title.span else ''}\n{document.text}"
        return lambda name: (
            is_no_company(name, language) or names.is_outlet(name) or text.count(name) < _MATTERS
        )

    def _report(self, source: Source) -> str | None:
        """The body that a report is named after: "Studie der Universität Elmsburg"."""
        return self._names.within(source.name, SourceKind.BODY)

    def _unnamed(self, claim: Claim) -> str:
        """Whose word a claim is that nobody is named for."""
        document = self._documents[claim.document]
        if claim.source and claim.source.kind is not SourceKind.REPORT:
            paper = self.told(claim) or self._before(claim) or self._citing(claim)
        elif claim.source or claim.certainty is not Certainty.STATED:
            paper = self._most_cited(document)
        else:
            paper = None
        return paper or self._credits.of(document)

    def _paper(self, source: Source, language: str) -> str | None:
        """The outlet that `source` is, or whose report it is."""
        if source.kind is SourceKind.OUTLET:
            return self._known(source, language)
        if source.kind is SourceKind.REPORT:
            return self._names.within(source.name, SourceKind.OUTLET)
        return None

    def _groups(self, claims: Sequence[Claim], publishers: Mapping[str, str]) -> dict[str, str]:
        """The publishers of outlets, where a story leans on two of one."""
        sources = ((each, claim.language) for claim in claims for each in _chain(claim))
        leaned_on = {self._known(*each) for each in sources if each[0].kind is SourceKind.OUTLET}
        leaned_on |= set(map(self._credits.of, self._documents.values()))
        found = {name: publishers.get(outlet_key(name), name) for name in sorted(leaned_on)}
        several = Counter(found.values())
        return {name: of for name, of in found.items() if several[of] > 1 and name != of}

    def _note(self, claim: Claim) -> None:
        """Which papers `claim` leans on, and by what words it calls those whom they cite."""
        last = None
        for source in _chain(claim):
            if paper := self._paper(source, claim.language):
                self._papers[claim.document].append(Paper(self._place(claim), paper))
                last = paper
            elif last:
                for stem in _nouns(source, claim.language):
                    self._cited[claim.document, stem][last] += 1
                    self._cited["", stem][last] += 1

    def _place(self, claim: Claim) -> tuple[int, int]:
        start = claim.quote[0].start
        return self._documents[claim.document].block_at(start).paragraph, start

    def _before(self, claim: Claim) -> str | None:
        """The last paper named before `claim` in its paragraph."""
        place = self._place(claim)
        papers = [
            paper
            for paper in self._papers[claim.document]
            if paper.place[0] == place[0] and paper.place < place
        ]
        return max(papers).name if papers else None

    def _citing(self, claim: Claim) -> str | None:
        """The paper that most often cites whom the article calls by the same word ("officials"),
        in the article or else in the story."""
        stems = _nouns(claim.source, claim.language) if claim.source else set[str]()
        for document in (claim.document, ""):
            papers = sum((self._cited[document, stem] for stem in stems), Counter[str]())
            if papers:
                return most(papers)
        return None

    def _most_cited(self, document: Document) -> str | None:
        return most(Counter(paper.name for paper in self._papers[document.fingerprint]))


def _nouns(source: Source, language: str) -> set[str]:
    return {term.key for term in terms(words(source.name), language) if term.named}


def _chain(claim: Claim) -> tuple[Source, ...]:
    return (claim.source, *claim.citing) if claim.source else claim.citing


def _named_in(claim: Claim) -> Iterator[Source]:
    return filter(None, (*_chain(claim), claim.medium))


def _mentions(sources: Iterable[tuple[Source, str]]) -> Iterator[Mention]:
    """`sources`, and the bodies that they speak for."""
    for source, language in sources:
        yield Mention(source.name, source.kind, language)
        body = body_named(source, language)
        if body and (body, SourceKind.BODY) != (source.name, source.kind):
            yield Mention(body, SourceKind.BODY, language)
