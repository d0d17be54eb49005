"""Articles and their claims for tests of stories and editions, written by hand as TOML.

A file names the words of a claim; where they stand is looked up here, so a fixture cannot cite
what is not in its articles. Paragraphs are divided by blank lines; the first is the lead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from digest.models import (
    Block,
    BlockKind,
    Certainty,
    Claim,
    ClaimType,
    Document,
    Figure,
    FigureKind,
    Found,
    Source,
    SourceKind,
    Span,
)

Claims = dict[str, tuple[Claim, ...]]


def build(articles: Sequence[Mapping[str, Any]]) -> tuple[list[Document], Claims]:
    """Documents, and their claims by fingerprint."""
    documents = [document(**each) for each in articles]
    return documents, {
        made.fingerprint: tuple(claim(made, **one) for one in each.get("claims", ()))
        for made, each in zip(documents, articles, strict=True)
    }


def document(
    *,
    id: str,  # noqa: A002 (the field's own name)
    text: str,
    language: str = "de",
    published: datetime | None = None,
    outlet: str | None = None,
    original_outlet: str | None = None,
    agencies: Sequence[str] = (),
    title: str | None = None,
    claims: Sequence[Mapping[str, Any]] = (),
) -> Document:
    """`title` is the first line of `text`, or a title that does not stand in it."""
    text = text.strip()
    return Document(
        id=id,
        fingerprint=blake2b(f"{id}\n{text}".encode(), digest_size=16).hexdigest(),
        format="text",
        text=text,
        language=Found(value=language, how="recognised"),
        blocks=tuple(_blocks(text, language, title)),
        title=_title(text, title),
        outlet=_found(outlet),
        original_outlet=_found(original_outlet),
        agencies=tuple(Found(value=name, how="credit line") for name in agencies),
        published=Found(value=published, how="metadata") if published else None,
    )


def claim(
    document: Document,
    *,
    says: str,
    source: Sequence[str] | None = None,
    citing: Sequence[Sequence[str]] = (),
    medium: Sequence[str] | None = None,
    type: str = "indirect",  # noqa: A002 (the field's own name)
    certainty: str = "stated",
    evidence: Sequence[str] = (),
    figures: Sequence[str] = (),
    cue: str | None = None,
    frame: str | None = None,
    sentence: str | None = None,
    language: str | None = None,
) -> Claim:
    """`source` is `[name, kind]` or `[name, kind, role]`."""
    quote = find(document, says)
    return Claim(
        document=document.fingerprint,
        type=ClaimType(type),
        quote=(quote,),
        cue=(find(document, cue),) if cue else (),
        frame=(find(document, frame),) if frame else (),
        source=_source(document, source) if source else None,
        medium=_source(document, medium) if medium else None,
        citing=tuple(_source(document, each) for each in citing),
        certainty=Certainty(certainty),
        evidence=tuple(find(document, each) for each in evidence),
        figures=tuple(figure(document, each, quote.start) for each in figures),
        language=language or document.language.value,
        sentence=find(document, sentence) if sentence else quote,
        rule="by hand",
    )


def find(document: Document, words: str, after: int = 0) -> Span:
    start = document.text.index(words, after)
    return Span(start, start + len(words))


def _source(document: Document, data: Sequence[str]) -> Source:
    name, kind, *role = data
    return Source(
        name=name,
        span=find(document, name),
        kind=SourceKind(kind),
        role=role[0] if role else None,
    )


def figure(document: Document, words: str, after: int = 0) -> Figure:
    """Digits, and what they count: "5 millers"."""
    value = Decimal("".join(letter for letter in words if letter.isdigit()))
    return Figure(
        kind=FigureKind.NUMBER,
        span=find(document, words, after),
        value=value,
        unit=words.lstrip("0123456789.,").strip(),
    )


def _blocks(text: str, language: str, title: str | None) -> Iterator[Block]:
    at = 0
    for n, paragraph in enumerate(text.split("\n\n"), start=1):
        kind = BlockKind.PARAGRAPH
        if n == 1:
            kind = BlockKind.TITLE if paragraph == title else BlockKind.LEAD
        span = Span(at, at + len(paragraph))
        yield Block(kind=kind, span=span, paragraph=n, language=language)
        at = span.end + 2


def _title(text: str, title: str | None) -> Found[str] | None:
    if title is None:
        return None
    span = Span(0, len(title)) if text.startswith(title) else None
    return Found(value=title, how="first line" if span else "metadata", span=span)


def _found(name: str | None) -> Found[str] | None:
    return Found(value=name, how="metadata") if name else None
