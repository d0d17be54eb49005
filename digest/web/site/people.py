"""The pages that follow a story and a speaker over all editions, and find again what these said."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import RedirectResponse, Response

from digest.models.archive import voice_key
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
    told = follow(visit.shelf.of_story(now), {now, *ids})
    if not told:
        raise NoPageError
    if now != visit.part("id"):
        return RedirectResponse(visit.links.story(now), HTTPStatus.TEMPORARY_REDIRECT)
    return visit.page(
        "story",
        story=stories.page(told, visit.wording, visit.links),
        canonical=visit.public.story(now),
    )


def speaker(visit: Visit) -> Response:
    """What a speaker said in the last editions that quote them, or those before a given one."""
    key = voice_key(visit.part("key"))
    before = visit.asked("before")
    found = visit.shelf.of_speaker(key, before=before, limit=speakers.EDITIONS + 1)
    if not found:
        raise NoPageError
    shown = found[-speakers.EDITIONS :]
    return visit.page(
        "speaker",
        speaker=speakers.page(speakers.claims(shown, key), visit.wording, visit.links),
        address=visit.links.speaker(key),
        before=before,
        earlier=shown[0].id if len(found) > len(shown) else "",
    )


def voices(visit: Visit) -> Response:
    """Who is quoted: most, and by name."""
    found = visit.shelf.voices(limit=VOICES)
    most = found[:_MOST] if len(found) > 2 * _MOST else ()
    return visit.page("speakers", most=most, letters=speakers.letters(found))


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
    return visit.page("search", query=query, total=hits.total, found=lines, part=part)


ROUTES: Routes = (
    ("/stories/{id}", story),
    ("/speakers", voices),
    ("/speakers/{key:path}", speaker),
    ("/search", search),
)
