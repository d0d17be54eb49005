"""Items of a feed to documents: what is new, what has changed, what is known.

A document keeps its id whatever its feed does to guid, link, title or time. `keys` tells what an
item can be known by, `matching` which of the known ones it is. One that is none of them may be a
document that another feed has brought, at the same link; or else it is new.

Of several feeds that have a document one brings it: the paper's own, as soon as that has it whole,
or else the first. What the others say of it is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import count

from digest.feeds.entry import Entry, hashed
from digest.feeds.matching import match
from digest.models.feeds import Feed, Located, Sighting

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
    elsewhere: Mapping[str, Located],
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
        there = elsewhere.get(entry.keys.link)
        document = sighting.document if sighting else _document(entry, there, taken, feed)
        taken.add(document)
        decisions.append(_decision(entry, document, sighting, there, today))
    return tuple(decisions)


def located(decisions: Iterable[Decision], elsewhere: Mapping[str, Located]) -> dict[str, Located]:
    """What these decisions add to `elsewhere` for the next feed, before they are stored."""
    return {
        each.link: Located(document=each.document, own=each.own)
        for each in (decision.sighting for decision in decisions)
        if each.link and (each.own or each.link not in elsewhere)
    }


def _decision(
    entry: Entry, document: str, known: Sighting | None, there: Located | None, today: datetime
) -> Decision:
    if there and there.document != document:
        there = None
    is_new = known is None and there is None
    brings = is_new or _brings(entry, known, there)
    is_changed = brings and (known is None or known.content != entry.keys.content)
    news = News.NEW if is_new else News.CHANGED if is_changed else News.KNOWN
    guid, link, title, content = entry.keys
    sighting = Sighting(
        document=document,
        guid=guid,
        link=link,
        title=title,
        content=content if brings else "",
        own=brings and (_is_own(entry) or (known is not None and known.own)),
        first=known.first if known else today,
        seen=today,
        tries=known.tries if known and brings and not is_changed else 0,
    )
    return Decision(document=document, news=news, sighting=sighting)


def _brings(entry: Entry, known: Sighting | None, there: Located | None) -> bool:
    """Whether this feed brings a document that it, or another, has had."""
    if known and known.own:
        return True
    if there and there.own:
        return False
    return _is_own(entry) or bool(known and known.content)


def _is_own(entry: Entry) -> bool:
    """A paper's own feed brings more than others say of it, unless it has the first lines only."""
    return entry.is_own and not entry.is_short


def _document(entry: Entry, there: Located | None, taken: AbstractSet[str], feed: Feed) -> str:
    """The id of what this feed has not had before."""
    if there and there.document not in taken:
        return there.document
    return next(name for name in _names(entry, feed) if name not in taken)


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
    return f"{feed.url[: LONGEST_ID - HASH - 1]}#{hashed(feed.url, *parts)[:HASH]}"
