"""Quotations that a speaker gives in one breath are one: "We bought bricks," said Pell. "It turns
out we were buying pigeons."
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from digest.edition.wording import Documents, is_told, shown, tokens
from digest.models import Claim, ClaimType, Join, Statement

# Three lines of plain text: of what is longer the better half may be chosen alone.
LONGEST = 30


class Shown(NamedTuple):
    """A statement, and which of its claims would be shown."""

    statement: Statement
    claim: Claim


class Breath(NamedTuple):
    """Statements that are shown as one; `ids` are theirs, in the order they are said."""

    shown: Shown
    ids: tuple[str, ...]


def join(statements: Sequence[Statement], language: str, documents: Documents) -> list[Statement]:
    """`statements`, each that goes on with the words of another put into that one.

    It keeps the id of its first. Compared are the places that would be shown in `language`.
    """
    found = (each.shown.statement for each in _breaths(statements, language, documents))
    known = {each.id: each for each in found}
    return [known[each.id] for each in statements if each.id in known]


def firsts(
    statements: Sequence[Statement], language: str, documents: Documents
) -> Mapping[str, str]:
    """From the id of each of `statements` to that of the one that `join` puts it into."""
    return {
        name: each.ids[0] for each in _breaths(statements, language, documents) for name in each.ids
    }


def _breaths(statements: Sequence[Statement], language: str, documents: Documents) -> list[Breath]:
    found = [Shown(each, shown(each, language) or each.claims[0]) for each in statements]
    found.sort(key=lambda each: (each.claim.document, each.claim.quote))
    breaths: list[Breath] = []
    for each in found:
        last = breaths[-1] if breaths else None
        if last and _goes_on(last.shown, each, documents):
            both = Breath(_both(last.shown, each), (*last.ids, each.statement.id))
            breaths[-1] = both
        else:
            breaths.append(Breath(each, (each.statement.id,)))
    return breaths


def _goes_on(first: Shown, then: Shown, documents: Documents) -> bool:
    """Whether the speaker of `first` goes on with `then` behind the frame, in few words."""
    one, other = first.claim, then.claim
    if one.document != other.document or one.source != other.source:
        return False
    if first.statement.certainty is not then.statement.certainty:
        return False
    if any(each.type is not ClaimType.DIRECT or is_told(each, documents) for each in (one, other)):
        return False
    document = documents[one.document]
    same = document.block_at(one.quote[0].start) == document.block_at(other.quote[0].start)
    between = document.text[one.sentence.end : other.quote[0].start]
    said = " ".join(span.of(document.text) for span in (*one.quote, *other.quote))
    return same and not between.strip() and len(tokens(said)) <= LONGEST


def _both(first: Shown, then: Shown) -> Shown:
    one, other = first.claim, then.claim
    claim = replace(
        one,
        quote=(*one.quote, *other.quote),
        medium=one.medium or other.medium,
        evidence=(*one.evidence, *other.evidence),
        figures=(*one.figures, *other.figures),
        sentence=one.sentence._replace(end=other.sentence.end),
    )
    claims = (claim if each is one else each for each in first.statement.claims)
    statement = replace(
        first.statement,
        claims=(*claims, *(each for each in then.statement.claims if each is not other)),
        joins=(*first.statement.joins, *_moved(first, then)),
        keys=(*first.statement.keys, *then.statement.keys),
        origins=tuple(sorted({*first.statement.origins, *then.statement.origins})),
        denies=first.statement.denies or then.statement.denies,
    )
    return Shown(statement, claim)


def _moved(first: Shown, then: Shown) -> Iterator[Join]:
    """The joins of `then` as they stand behind those of `first`, with which it shares a claim: the
    claims that led to its own lead to the shared one."""
    joins, start = then.statement.joins, len(first.statement.claims)
    here = then.statement.claims.index(then.claim)
    there = first.statement.claims.index(first.claim)
    for n in range(len(joins) + 1) if joins else ():
        if n != here:
            join = joins[(n or here) - 1]
            is_shared = n == 0 or join.to == here
            yield replace(join, to=there if is_shared else start + join.to - (join.to > here))
