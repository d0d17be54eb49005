"""How a statement is shown: in which words, from which article, under whose name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from digest.languages import codes, load
from digest.languages.editions import EditionWords
from digest.models import (
    Bound,
    Certainty,
    Claim,
    ClaimType,
    Document,
    Figure,
    FigureKind,
    Source,
    SourceKind,
    Span,
    Statement,
    Value,
)
from digest.models.editions import (
    Attribution,
    Place,
    Section,
    Words,
)

Documents = Mapping[str, Document]

_TOLD = frozenset({Certainty.DENIED, Certainty.NO_COMMENT})
_NAMED = frozenset({SourceKind.PERSON, SourceKind.BODY, SourceKind.OUTLET})

# Names and nouns of an event; shorter words are mostly grammar.
TELLING = 4

# Smaller numbers are mostly written as words, and mostly say how many people act.
SMALL = 10

_WORD = re.compile(r"\w+")
_MARK = re.compile('[„“”»«"]')
_LETTER = re.compile(r"[^\W\d_]")
_NEVER = "(?!)"
_NOTHING = EditionWords(tie=_NEVER, dependent=_NEVER, leaning=frozenset())


def shown(statement: Statement, language: str) -> Claim | None:
    """The attributed wording to show: in `language` if there is one, else the fullest."""
    attributed = [claim for claim in statement.claims if claim.source]
    native = [claim for claim in attributed if claim.language == language]
    return next(iter(native or attributed), None)


def section_of(statement: Statement, claim: Claim, *, told: bool) -> Section:
    """Where a statement stands: what nobody answered, quotations, figures, and the rest."""
    if statement.certainty is Certainty.NO_COMMENT:
        return Section.OPEN
    if claim.type is ClaimType.DIRECT and not told:
        return Section.VERBATIM
    return Section.FIGURES if has_figures(claim) else Section.REPORTED


def has_figures(claim: Claim) -> bool:
    """Whether figures are the point of `claim`."""
    describing = vocabulary(claim.language).describing
    return any(_tells(figure, describing) for figure in claim.figures)


def _tells(figure: Figure, describing: str) -> bool:
    """A single day only says when; a small number ("all four ferries") and an age only who."""
    if figure.unit and re.search(describing, figure.unit, re.IGNORECASE):
        return False
    if figure.kind is not FigureKind.NUMBER or isinstance(figure.value, date):
        return figure.kind is not FigureKind.DATE or figure.high is not None
    small = figure.value < SMALL and figure.value == int(figure.value)
    return not small or figure.bound is not Bound.EXACT


def is_told(claim: Claim, documents: Documents) -> bool:
    """Whether `claim` is shown as the sentence that tells it: what it quotes is none itself.

    So are refusals, denials (the verb alone says that it is one) and what is reported of somebody,
    phrases in quotation marks, quotes around their frame, infinitives, and clauses that start or
    end with the verb.
    """
    if claim.certainty in _TOLD or claim.type is ClaimType.REPORTED:
        return True
    text = documents[claim.document].text
    first, *rest = claim.quote
    if _is_glued(claim, text):
        return False
    if claim.type is ClaimType.DIRECT:
        letter = _LETTER.search(text, *first)
        return bool(letter and letter[0].islower()) and claim.quote != (claim.sentence,)
    known = vocabulary(claim.language)
    before = text[claim.sentence.start : first.start]
    said = _untied(first, text, claim.language).of(text)
    return bool(rest) or _finds(known.dependent, said) or _finds(known.bound, before)


def _is_glued(claim: Claim, text: str) -> bool:
    """Whether the frame is written as one word where a link was lost: "The Heraldreported"."""
    return any(
        0 < span.start < claim.sentence.end and text[span.start - 1 : span.start + 1].isalnum()
        for span in (*claim.cue, *claim.speaker)
    )


def words_of(claim: Claim, documents: Documents) -> tuple[Words, ...]:
    """What is quoted of a claim, or the whole sentence that tells it."""
    text = documents[claim.document].text
    if is_told(claim, documents):
        return cut(claim.document, (_telling(claim, text),), documents)
    first, *rest = claim.quote
    untied = _untied(first, text, claim.language)
    return cut(claim.document, (untied, *rest), documents)


def said(statement: Statement, language: str, documents: Documents) -> str:
    """The words in which `statement` is shown to readers of `language`."""
    claim = shown(statement, language) or statement.claims[0]
    return " ".join(each.text for each in words_of(claim, documents))


def _telling(claim: Claim, text: str) -> Span:
    """The sentence that tells `claim`, with what it points back at right before it: "The dam
    holds. This is what the mayor says."
    """
    start = claim.sentence.start
    for span in reversed(claim.quote):
        if span.end <= start and not _LETTER.search(text, span.end, start):
            start = span.start
    return Span(start, claim.sentence.end)


def _untied(span: Span, text: str, language: str) -> Span:
    """`span` without the word at its start that ties it to the speaker: "that"."""
    tie = re.search(vocabulary(language).tie, span.of(text), re.IGNORECASE)
    return Span(span.start + tie.end(), span.end) if tie else span


def _finds(pattern: str, text: str) -> bool:
    return bool(re.search(pattern, text, re.IGNORECASE))


def cut(document: str, spans: Iterable[Span], documents: Documents) -> tuple[Words, ...]:
    text = documents[document].text
    return tuple(Words(document=document, span=span, text=span.of(text)) for span in spans)


def tokens(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def plain(text: str) -> str:
    """The words of `text` alone, to compare names by."""
    return " ".join(tokens(text))


def outlets(document: Document) -> set[str]:
    """Who published `document`, as `plain` names."""
    found = (document.outlet, document.original_outlet, *document.agencies)
    return {plain(each.value) for each in found if each}


def telling(text: str) -> frozenset[str]:
    """The words of `text` that tell something: its names, nouns and figures."""
    return frozenset(each for each in tokens(text) if len(each) >= TELLING or each.isdigit())


def share(words: frozenset[str], others: frozenset[str]) -> float:
    """How much of `words` stands in `others`, from 0 to 1."""
    return len(words & others) / max(len(words), 1)


def turned(text: str, language: str) -> bool:
    """Whether a word of `text` negates it."""
    negations = load(language).stories.negations if language in codes() else frozenset[str]()
    return not negations.isdisjoint(tokens(text))


def vocabulary(language: str) -> EditionWords:
    """What is known of `language`; nothing where it has no file."""
    return load(language).edition if language in codes() else _NOTHING


def attribution(claim: Claim | Value, source: Source, documents: Documents) -> Attribution:
    """`source` by its name, without the article and the lone quotation mark around it."""
    text = documents[claim.document].text
    span = _bare(source, text, claim.language)
    (name,) = cut(claim.document, (span,), documents)
    return Attribution(name=name, kind=source.kind, role=source.role)


def _bare(source: Source, text: str, language: str) -> Span:
    span = source.span
    first, _, rest = span.of(text).partition(" ")
    articles = load(language).stories.articles if language in codes() else frozenset[str]()
    # A paper is written with the article that is part of its name: "The Times", "Die Zeit".
    if source.kind is not SourceKind.OUTLET:
        first = first.lower()
    if rest and first in articles:
        span = Span(span.end - len(rest), span.end)
    marks = [found.start() for found in _MARK.finditer(text, *span)]
    if marks == [span.start]:
        return Span(span.start + 1, span.end)
    return Span(span.start, span.end - 1) if marks == [span.end - 1] else span


def citing(claim: Claim, documents: Documents) -> tuple[Attribution, ...]:
    """Whom the source leans on. Who refuses to speak leans on nobody, and gives a reason at most:
    "citing the investigation".
    """
    silent = claim.certainty is Certainty.NO_COMMENT
    sources = (each for each in claim.citing if not silent or each.kind in _NAMED)
    return tuple(attribution(claim, each, documents) for each in sources)


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


def medium(
    statement: Statement, claim: Claim, documents: Documents, language: str
) -> Attribution | None:
    """The outlet spoken to, from any of the places that names it; no letter, no call.

    An agency goes by the name that it signs with. In the reader's `language` an article stays: the
    name is inflected with it ("zu der Neuen Post").
    """
    for each in (claim, *statement.claims):
        if each.medium and each.medium.kind is SourceKind.OUTLET:
            found = attribution(each, each.medium, documents)
            span = _signature(found.name.text, documents[each.document])
            if not span and each.language == language:
                span = each.medium.span
            (name,) = cut(each.document, (span,), documents) if span else (found.name,)
            return replace(found, name=name)
    return None


def _signature(name: str, document: Document) -> Span | None:
    """Where `document` is signed by the agency that goes by `name` too."""
    code = document.language.value
    groups = load(code).document.agencies if code in codes() else ()
    names = next((group for group in groups if name in group), ())
    return next((each.span for each in document.agencies if each.value in names), None)


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
