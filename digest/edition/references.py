"""The articles that an edition cites, with their numbers, and the days of a story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from datetime import date
from zoneinfo import ZoneInfo

from digest.edition.wording import Documents
from digest.models import Document
from digest.models.editions import Day, Reference


def references(
    cited: Iterable[str], documents: Documents, superseded: Container[str]
) -> tuple[Reference, ...]:
    """The articles in `cited`, numbered from 1 in the order of their ids."""
    ordered = sorted(
        (documents[name] for name in set(cited)), key=lambda each: (each.id, each.fingerprint)
    )
    return tuple(
        _reference(number, document, superseded=document.fingerprint in superseded)
        for number, document in enumerate(ordered, 1)
    )


def _reference(number: int, document: Document, *, superseded: bool) -> Reference:
    outlet, original = document.outlet, document.original_outlet
    return Reference(
        number=number,
        document=document.fingerprint,
        id=document.id,
        title=document.title.value if document.title else None,
        outlet=outlet.value if outlet else None,
        original_outlet=original.value if original else None,
        agencies=tuple(agency.value for agency in document.agencies),
        url=document.url,
        published=document.published,
        language=document.language.value,
        superseded=superseded,
    )


def days(names: Iterable[str], documents: Documents, timezone: str) -> tuple[Day, ...]:
    """The days of the articles in `names`, where their readers are; some articles tell none."""
    zone = ZoneInfo(timezone)
    dates = (_day(documents[name], zone) for name in names)
    counts = Counter(day for day in dates if day)
    return tuple(Day(date=day, articles=counts[day]) for day in sorted(counts))


def _day(document: Document, zone: ZoneInfo) -> date | None:
    if document.published is None:
        return None
    when = document.published.value
    return when.astimezone(zone).date() if when.tzinfo else when.date()
