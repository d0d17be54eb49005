"""The pages that follow a story and a speaker over all editions, and find again what these said."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from starlette.responses import RedirectResponse, Response

from digest.models.archive import voice_key
from digest.models.editions import Edition
from digest.web.site import searching, speakers, stories
from digest.web.site.following import follow
from digest.web.site.paging import Part, number
from digest.web.site.visits import NoPageError, Routes, Visit

# So many names are a page that still opens at once; who is quoted less is found by searching.
VOICES = 2000
# As many as are taken in at a glance, of so many more that a list by name is no help.
_MOST = 10


def story(visit: Visit) -> Response:
    """A story over days. Where two became one, both lead to the one that is told now."""
    now, *ids = visit.shelf.story_ids(visit.part("id"))
    shown, before = _shown(partial(visit.shelf.of_story, now), visit, stories.EDITIONS)
    if now != visit.part("id"):
        return RedirectResponse(visit.links.story(now))
    told = follow(shown, {now, *ids})
    return visit.page(
        "story",
        visit.links.story(now),
        story=stories.page(told, visit.wording, visit.links),
        before=before,
    )


def speaker(visit: Visit) -> Response:
    """What a speaker said."""
    key = voice_key(visit.part("key"))
    shown, before = _shown(partial(visit.shelf.of_speaker, key), visit, speakers.EDITIONS)
    return visit.page(
        "speaker",
        visit.links.speaker(key),
        speaker=speakers.page(speakers.claims(shown, key), visit.wording, visit.links),
        before=before,
    )


class Find(Protocol):
    """Some editions, oldest first: the last `limit` of those before `before`."""

    def __call__(self, *, before: str, limit: int) -> Sequence[Edition]: ...


def _shown(find: Find, visit: Visit, limit: int) -> tuple[Sequence[Edition], str]:
    """The editions that a page is made of, and the one that those of the next page come before (""
    where there are no more). Raises NoPageError where there are none at all.
    """
    found = find(before=visit.asked("before"), limit=limit + 1)
    if not found:
        raise NoPageError
    shown = found[-limit:]
    return shown, shown[0].id if len(found) > len(shown) else ""


def voices(visit: Visit) -> Response:
    """Who is quoted: most, and by name."""
    found = visit.shelf.voices(limit=VOICES)
    most = found[:_MOST] if len(found) > 2 * _MOST else ()
    letters = speakers.letters(found)
    return visit.page("speakers", visit.links.speakers(), most=most, letters=letters)


def search(visit: Visit) -> Response:
    """What editions said of what is looked for."""
    query, at = visit.asked("q").strip(), number(visit.asked("page"))
    start = Part(number=at, size=searching.LINES, total=0).start
    if start < 0:
        raise NoPageError
    hits = visit.shelf.search(query, limit=searching.LINES, offset=start)
    part = Part(number=at, size=searching.LINES, total=hits.total)
    if not part.is_there:
        raise NoPageError
    lines = tuple(searching.found(hit, visit.wording, visit.links) for hit in hits.found)
    shown = {"total": hits.total, "more": hits.more, "found": lines, "part": part}
    return visit.page("search", visit.links.search(), query=query, **shown)


ROUTES: Routes = (
    ("/stories/{id}", story),
    ("/speakers", voices),
    ("/speakers/{key:path}", speaker),
    ("/search", search),
)
