"""The lines of an edition: claims that were chosen, and what readers had that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from digest.edition.news import News
from digest.edition.recalls import Recall
from digest.edition.score import parts
from digest.edition.selection import Candidate
from digest.edition.wording import Documents, citing, cut, evidence, medium, places
from digest.models import Retraction, SourceKind, Span
from digest.models.briefs import Brief
from digest.models.editions import (
    Attribution,
    Change,
    Item,
    Place,
)

Numbers = Mapping[str, int]


def item(
    candidate: Candidate, news: News, numbers: Numbers, documents: Documents, language: str
) -> Item:
    """`numbers` are those of references by document."""
    statement, claim = candidate.statement, candidate.claim
    mark = news.marks[statement.id]
    return Item(
        id=statement.id,
        section=candidate.section,
        type=claim.type,
        words=candidate.words,
        told=candidate.told,
        language=claim.language,
        attribution=candidate.said_by,
        medium=medium(statement, claim, documents, language),
        citing=citing(claim, documents),
        certainty=statement.certainty,
        evidence=evidence(statement, documents),
        figures=claim.figures,
        places=places(claim, statement, numbers, documents),
        origins=statement.origins,
        score=candidate.score,
        change=mark.change,
        earlier=mark.earlier,
        denies=statement.denies,
        joins=statement.joins,
    )


def recalled(recall: Recall, numbers: Numbers, documents: Documents, brief: Brief) -> Item:
    """What readers had, withdrawn; or the notice that corrects it, in its own words."""
    old, notice = recall.had.item, recall.notice
    noticed = (_place(notice, numbers, documents),) if notice else ()
    told = replace(
        old,
        id=recall.id,
        score=parts(brief.ranking, novelty=1.0),
        earlier=recall.had.earlier(),
        denies=None,
        joins=(),
    )
    if notice and recall.is_correction:
        return replace(_corrected(told, notice, documents), places=noticed)
    there = zip(old.places, recall.had.documents(), strict=True)
    places = (replace(place, number=numbers[name]) for place, name in there)
    return replace(told, places=(*places, *noticed), change=Change.WITHDRAWN)


def _corrected(item: Item, notice: Retraction, documents: Documents) -> Item:
    return replace(
        item,
        words=cut(notice.document, (notice.sentence,), documents),
        told=True,
        language=documents[notice.document].block_at(notice.sentence.start).language,
        attribution=_named(notice, documents) or item.attribution,
        medium=None,
        citing=(),
        evidence=(),
        figures=(),
        origins=(notice.origin,),
        change=Change.CORRECTED,
    )


def _named(notice: Retraction, documents: Documents) -> Attribution | None:
    """Whose notice it is, where the article has the name."""
    start = documents[notice.document].text.find(notice.origin)
    if start < 0:
        return None
    (name,) = cut(notice.document, (Span(start, start + len(notice.origin)),), documents)
    return Attribution(name=name, kind=SourceKind.OUTLET)


def _place(notice: Retraction, numbers: Numbers, documents: Documents) -> Place:
    paragraph = documents[notice.document].block_at(notice.sentence.start).paragraph
    return Place(number=numbers[notice.document], paragraph=paragraph, spans=(notice.sentence,))
