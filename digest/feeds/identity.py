"""Items of a feed to documents: what is new, what has changed, what is known.

A document keeps its id whatever its feed does to guid, link, title or time. `keys` tells what an
item can be known by, `matching` which of the known ones it is. One that is none of them may be a
document that another feed has brought, at the same link; or else it is new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import count

from digest.feeds.entry import Entry, digest
from digest.feeds.matching import match
from digest.models.feeds import Feed, Sighting

# Characters of a document's id, of which so many are a hash where it is no address.
LONGEST_ID = 500
HASH = 16


class News(StrEnum):
    """What an item brings: a document, a new version of one, or nothing."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """The id of the document that an item is, and what is to be remembered of it."""

    document: str
    news: News
    sighting: Sighting


def decide(
    found: Sequence[Entry],
    known: Sequence[Sighting],
    elsewhere: Mapping[str, str],
    *,
    feed: Feed,
    today: datetime,
) -> tuple[Decision, ...]:
    """What each item of a file of `feed` is, in the order of `found`.

    `known` are the sightings of this feed, `elsewhere` documents of all feeds by `Sighting.link`,
    at least those at the `keys.link` of `found`. `today` is midnight in UTC. The order of `found`
    decides nothing but that of the decisions.
    """
    matched = match(found, known)
    mine = {sighting.document: sighting for sighting in known}
    seen = {sighting.document for sighting in matched.values()}
    taken = set(mine)
    decisions = []
    for number, entry in enumerate(found):
        name = _name(feed, *entry.said)
        sighting = matched.get(number) or (None if name in seen else mine.get(name))
        if sighting:
            decisions.append(_again(entry, sighting, today))
        else:
            decisions.append(_first(entry, elsewhere, taken, feed, today))
            taken.add(decisions[-1].document)
    return tuple(decisions)


def located(decisions: Iterable[Decision]) -> dict[str, str]:
    """What is `elsewhere` for the next feed, before these decisions are stored."""
    sightings = (each.sighting for each in decisions)
    return {sighting.link: sighting.document for sighting in sightings if sighting.link}


def _again(entry: Entry, known: Sighting, today: datetime) -> Decision:
    """Only what this feed has brought can it change."""
    same = known.content in ("", entry.keys.content)
    return _decision(
        entry,
        known.document,
        News.KNOWN if same else News.CHANGED,
        content=known.content if same else entry.keys.content,
        seen=today,
        tries=known.tries if same else 0,
    )


def _first(
    entry: Entry, elsewhere: Mapping[str, str], taken: AbstractSet[str], feed: Feed, today: datetime
) -> Decision:
    """What this feed has not had before. A paper's own feed brings more than others say of it."""
    document = elsewhere.get(entry.keys.link, "") if entry.keys.link else ""
    content = entry.keys.content
    if not document or document in taken:
        document = next(name for name in _names(entry, feed) if name not in taken)
        return _decision(entry, document, News.NEW, content=content, seen=today)
    if entry.is_own and not entry.is_short:
        return _decision(entry, document, News.CHANGED, content=content, seen=today)
    return _decision(entry, document, News.KNOWN, content="", seen=today)


def _decision(
    entry: Entry, document: str, news: News, *, content: str, seen: datetime, tries: int = 0
) -> Decision:
    guid, link, title, _ = entry.keys
    sighting = Sighting(
        document=document,
        guid=guid,
        link=link,
        title=title,
        content=content,
        seen=seen,
        tries=tries,
    )
    return Decision(document=document, news=news, sighting=sighting)


def _names(entry: Entry, feed: Feed) -> Iterator[str]:
    """Ids for a new document, the best first; there is always one more."""
    address = entry.address if entry.keys.link else ""
    if address and len(address) <= LONGEST_ID:
        yield address
    if entry.keys.link:
        yield _name(feed, "link", entry.keys.link)
    if entry.keys.guid:
        yield _name(feed, "guid", entry.keys.guid)
    yield _name(feed, *entry.said)
    for number in count(2):
        yield _name(feed, *entry.said, str(number))


def _name(feed: Feed, *parts: str) -> str:
    """An id within a feed."""
    return f"{feed.url[: LONGEST_ID - HASH - 1]}#{digest(feed.url, *parts)[:HASH]}"
