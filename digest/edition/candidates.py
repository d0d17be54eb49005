"""The statements of a story in the words that would be shown, with what each is worth."""

from __future__ import annotations

from digest.edition.ranking import Rated
from digest.edition.score import new, score_item, total
from digest.edition.selection import Candidate, tie
from digest.edition.wording import (
    TELLING,
    Documents,
    is_told,
    section_of,
    shown,
    speaker,
    telling,
    tokens,
    words_of,
)
from digest.models import Statement
from digest.models.briefs import Brief
from digest.models.editions import Change


def candidates(rated: Rated, documents: Documents, brief: Brief) -> list[Candidate]:
    """Those of `rated`, with denials behind what they deny."""
    return tie([_candidate(each, rated, documents, brief) for each in rated.attributed])


def _candidate(statement: Statement, rated: Rated, documents: Documents, brief: Brief) -> Candidate:
    claim = shown(statement, brief.language) or statement.claims[0]
    told = is_told(claim, documents)
    words = words_of(claim, documents)
    text = " ".join(each.text for each in words)
    found = tuple(tokens(text))
    mark = rated.news.marks[statement.id]
    said_by = speaker(statement, claim, documents)
    score = score_item(
        statement,
        claim,
        text,
        told=told,
        said_by=said_by,
        behind=rated.story.origins,
        novelty=new(mark.change, telling(text), rated.news.known),
        documents=documents,
        brief=brief,
    )
    return Candidate(
        statement=statement,
        claim=claim,
        words=words,
        told=told,
        said_by=said_by,
        section=section_of(statement, claim, told=told),
        tokens=found,
        content=frozenset(token for token in found if len(token) >= TELLING),
        score=score,
        worth=max(0.0, total(score)),
        urgent=mark.pinned or mark.change is Change.CORRECTED,
    )
