"""Who denies: never whoever said it. "Der Rat wirft Nordlux vor, ... Das Unternehmen bestreitet
das."
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.claims.attribution.naming import Naming
from digest.claims.attribution.roles import is_company
from digest.claims.matches import Range
from digest.claims.text.sentences import Passage
from digest.models import Claim, Source, SourceKind

# In claims and characters: how far an accusation stands before its denial.
_REACH, _NEAR = 3, 400


def accused(
    naming: Naming, passage: Passage, where: Range, source: Source, claims: Sequence[Claim]
) -> Source | None:
    """The body that `claims`, those before the denial at `where`, are about, where `source`, who
    was found for it, is who made them, or "the company" that nothing tells more of. What comes
    next can mean that body."""
    start, last = passage.tokens[where[0]].start, claims[-1].source if claims else None
    if last is None or source.kind is not SourceKind.BODY or not _is_open(passage, where, source):
        return None
    if source.span.start < start and source.name != last.name:
        return None
    for claim in reversed(claims[-_REACH:]):
        near = start - claim.sentence.end <= _NEAR
        if not (near and claim.source and claim.source.name == last.name):
            return None
        if found := _named(naming, claim, last):
            naming.memory.see(found, start, 0)
            return found
    return None


def _is_open(passage: Passage, where: Range, source: Source) -> bool:
    """Whether the words for a source do not name it: a pronoun, "the company"."""
    tokens = passage.tokens[slice(*where)]
    named = tokens[0].start <= source.span.start < tokens[-1].end
    return len(tokens) <= 2 and (not named or is_company(tokens[-1], passage.lexicon))


def _named(naming: Naming, claim: Claim, source: Source) -> Source | None:
    """The first body beside `source` that the sentence of `claim` names: any name that is told to
    be no person's, or, where all nouns have capitals, one that is told to be a body's or is said
    something to."""
    beside = (*claim.addressee, *claim.frame)
    for name in naming.memory.within(claim.sentence.start, claim.sentence.end):
        told = not naming.memory.names.capitals or name.body
        told = told or any(span.overlaps(name.span) for span in beside)
        own = any(span.overlaps(name.span) for span in claim.speaker)
        person = name.given or name.titled or (name.role and not name.body)
        if told and not (own or person) and naming.body(name).name != source.name:
            return naming.body(name)
    return None
