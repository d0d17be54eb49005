"""Quotations in headings, which stand before the text tells whose they are."""

from __future__ import annotations

from dataclasses import replace

from digest.models import BlockKind, Claim, ClaimType, Document

HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
# Titles, and the lists and leads below them, say in short what the text says again.
_SHORT = HEADINGS | {BlockKind.LEAD, BlockKind.ITEM}
# More than any page has: each is looked for in the whole text.
_HEADINGS_READ = 50
_MARKS = "„“”\"»«‚‘’›‹'.,!?… "


def told_below(document: Document, claims: list[Claim]) -> list[Claim]:
    """The claims, with each quotation of a heading that does not tell whose it is said by who says
    these words in the text."""
    kinds = {block.span.start: block.kind for block in document.blocks}
    starts = [document.block_at(claim.sentence.start).span.start for claim in claims]
    short = [kinds[start] in _SHORT for start in starts]
    told = {
        _words(document, claim): claim
        for claim, above in zip(claims, short, strict=True)
        if claim.type is ClaimType.DIRECT and not above
    }
    unsaid = [
        place
        for place, (claim, above) in enumerate(zip(claims, short, strict=True))
        if above and claim.type is ClaimType.DIRECT and not claim.frame
    ]
    for place in unsaid[:_HEADINGS_READ]:
        claims[place] = _as_told(document, claims[place], told)
    return claims


def _as_told(document: Document, claim: Claim, told: dict[str, Claim]) -> Claim:
    words = _words(document, claim)
    found = next((other for said, other in told.items() if words in said), None)
    if found is None or found.source is None:
        return claim
    return replace(claim, speaker=found.speaker, source=found.source, medium=found.medium)


def _words(document: Document, claim: Claim) -> str:
    """What is said, without its marks and the stop before them."""
    said = " ".join(span.of(document.text) for span in claim.quote)
    return " ".join(said.split()).strip(_MARKS).casefold()
