"""How a statement is shown: in which words, from which article, under whose name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from digest.languages import codes, load
from digest.languages.schema import EditionWords
from digest.models import (
    Attribution,
    Bound,
    Certainty,
    Claim,
    ClaimType,
    Document,
    Figure,
    FigureKind,
    Place,
    Section,
    Source,
    Span,
    Statement,
    Words,
)

Documents = Mapping[str, Document]

# Names and nouns of an event; shorter words are mostly grammar.
TELLING = 4

# Smaller numbers are mostly written as words, and mostly say how many people act.
SMALL = 10

_WORD = re.compile(r"\w+")
_NOTHING = EditionWords(ties=frozenset(), leaning=frozenset(), subjectless="(?!)")


def shown(statement: Statement, language: str) -> Claim | None:
    """The attributed wording to show: in `language` if there is one, else the fullest."""
    attributed = [claim for claim in statement.claims if claim.source]
    native = [claim for claim in attributed if claim.language == language]
    return next(iter(native or attributed), None)


def section_of(statement: Statement, claim: Claim) -> Section:
    """Where a statement stands: what nobody answered, quotations, figures, and the rest."""
    if statement.certainty is Certainty.NO_COMMENT:
        return Section.OPEN
    if claim.type is ClaimType.DIRECT:
        return Section.VERBATIM
    return Section.FIGURES if has_figures(claim) else Section.REPORTED


def has_figures(claim: Claim) -> bool:
    """Whether figures are the point of `claim`."""
    return any(_tells(figure) for figure in claim.figures)


def _tells(figure: Figure) -> bool:
    """A single day only says when, and a small number ("all four ferries") only who."""
    if figure.kind is not FigureKind.NUMBER or isinstance(figure.value, date):
        return figure.kind is not FigureKind.DATE or figure.high is not None
    small = figure.value < SMALL and figure.value == int(figure.value)
    return not small or figure.bound is not Bound.EXACT


def words_of(claim: Claim, documents: Documents) -> tuple[Words, ...]:
    """What is quoted of a claim; a whole sentence where it tells that nobody answered."""
    if claim.certainty is Certainty.NO_COMMENT:
        return cut(claim.document, (claim.sentence,), documents)
    first, *rest = claim.quote
    untied = _untied(first, documents[claim.document].text, claim.language)
    return cut(claim.document, (untied, *rest), documents)


def _untied(span: Span, text: str, language: str) -> Span:
    """`span` without the words at its start that tie it to the speaker: "that"."""
    said = span.of(text)
    ties = vocabulary(language).ties
    tied = max((tie for tie in ties if said.lower().startswith(f"{tie} ")), key=len, default="")
    rest = said[len(tied) :].lstrip()
    return Span(span.end - len(rest), span.end) if tied and rest else span


def cut(document: str, spans: Iterable[Span], documents: Documents) -> tuple[Words, ...]:
    text = documents[document].text
    return tuple(Words(document=document, span=span, text=span.of(text)) for span in spans)


def tokens(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def vocabulary(language: str) -> EditionWords:
    """What is known of `language`; nothing where it has no file."""
    return load(language).edition if language in codes() else _NOTHING


def attribution(claim: Claim, source: Source, documents: Documents) -> Attribution:
    (name,) = cut(claim.document, (source.span,), documents)
    return Attribution(name=name, kind=source.kind, role=source.role)


def speaker(statement: Statement, claim: Claim, documents: Documents) -> Attribution:
    """The source of `claim`, by the fullest name that it has in any of the places."""
    named = [
        attribution(each, each.source, documents)
        for each in (claim, *statement.claims)
        if each.source
    ]
    own = set(tokens(named[0].name.text))
    same = [each for each in named if own <= set(tokens(each.name.text))]
    return max(same, key=lambda each: (each.role is not None, len(tokens(each.name.text))))


def medium(statement: Statement, claim: Claim, documents: Documents) -> Attribution | None:
    """The outlet spoken to, from any of the places that names it."""
    for each in (claim, *statement.claims):
        if each.medium:
            return attribution(each, each.medium, documents)
    return None


def evidence(statement: Statement, documents: Documents) -> tuple[Words, ...]:
    """The words behind the certainty, from the first place that is no more certain."""
    for claim in statement.claims:
        if claim.certainty is statement.certainty:
            return cut(claim.document, claim.evidence, documents)
    return ()


def places(
    claim: Claim, statement: Statement, numbers: Mapping[str, int], documents: Documents
) -> tuple[Place, ...]:
    """Where a statement stands, clause around it included: one place for each paragraph.

    The place of the claim that is shown comes first.
    """
    found: dict[tuple[int, int], set[Span]] = defaultdict(set)
    for each in statement.claims:
        for span in (*each.quote, *each.frame):
            found[_paragraph(each, span, numbers, documents)].add(span)
    first = _paragraph(claim, claim.quote[0], numbers, documents)
    return tuple(
        Place(number=number, paragraph=paragraph, spans=tuple(sorted(found[number, paragraph])))
        for number, paragraph in sorted(found, key=lambda place: (place != first, place))
    )


def _paragraph(
    claim: Claim, span: Span, numbers: Mapping[str, int], documents: Documents
) -> tuple[int, int]:
    block = documents[claim.document].block_at(span.start)
    return numbers[claim.document], block.paragraph
