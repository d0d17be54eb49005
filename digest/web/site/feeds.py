"""Feeds that tell of new editions: Atom (RFC 4287) and JSON Feed 1.1.

An entry is known by the address of its edition, which is permanent; its time is when the edition is
due, so that one that is made again is no news.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from starlette.responses import Response

from digest.models.archive import Listed
from digest.rendering.cleaning import one_line
from digest.rendering.links import Links
from digest.rendering.wording import Wording
from digest.web.site.visits import Routes, Visit

# A month of daily editions: programs ask every hour, and keep what they had.
ENTRIES = 30
# What is said of a feed without entries, which must say when it changed last.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An edition as feeds tell of it; `headlines` are those of its stories, with their pages."""

    listed: Listed
    url: str
    title: str
    updated: datetime
    headlines: tuple[tuple[str, str], ...]


def atom(visit: Visit) -> Response:
    """The last editions, for feed readers."""
    found = list(_entries(visit))
    return visit.file(
        "feed.atom.j2",
        "application/atom+xml",
        public=visit.public,
        entries=found,
        updated=max((each.updated for each in found), default=_NEVER),
    )


def listing(visit: Visit) -> Response:
    """The editions, for programs: `next_url` leads to older ones."""
    found = list(_entries(visit))
    publication, public = visit.shelf.publication, visit.public
    is_full = len(found) == ENTRIES
    more = {"next_url": f"{public.listing()}?before={found[-1].listed.id}"} if is_full else {}
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(publication.title),
        "home_page_url": public.home(),
        "feed_url": public.listing(),
        "language": publication.language,
        **more,
        "items": [_item(each) for each in found],
    }
    text = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    return visit.answer(text, "application/feed+json")


def _entries(visit: Visit) -> Iterator[Entry]:
    listed = visit.shelf.editions(before=visit.asked("before"), limit=ENTRIES)
    timezone = visit.shelf.publication.timezone
    return entries(listed, visit.public, visit.wording, timezone)


def entries(
    listed: Iterable[Listed], public: Links, wording: Wording, timezone: str
) -> Iterator[Entry]:
    """What feeds tell of editions whose readers are in `timezone`."""
    for each in listed:
        headlines = tuple((one_line(words), public.story(story)) for story, words in each.headlines)
        day = wording.short_date(each.date)
        yield Entry(
            listed=each,
            url=public.edition(each.id),
            title=": ".join([day, *(words for words, _ in headlines[:1])]),
            updated=_due(each, timezone),
            headlines=headlines,
        )


def _due(listed: Listed, timezone: str) -> datetime:
    """When it is due: at its slot, or at the beginning of its day."""
    at = time.fromisoformat(listed.slot) if listed.slot else time()
    return datetime.combine(listed.date, at, ZoneInfo(timezone)).astimezone(UTC)


def _item(entry: Entry) -> Mapping[str, Any]:
    listed = entry.listed
    return {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "content_text": "\n".join(words for words, _ in entry.headlines) or entry.title,
        "date_published": entry.updated.isoformat(),
        "language": listed.language,
        "attachments": [{"url": f"{entry.url}.json", "mime_type": "application/json"}],
        "_digest": {
            "about": "the number of the edition, its day, its claims, and its stories",
            "number": listed.number,
            "date": listed.date.isoformat(),
            "slot": listed.slot,
            "claims": listed.claims,
            "stories": [
                {"id": story, "headline": words, "url": url}
                for (story, _), (words, url) in zip(listed.headlines, entry.headlines, strict=True)
            ],
        },
    }


ROUTES: Routes = (("/feed.atom", atom), ("/editions.json", listing))
