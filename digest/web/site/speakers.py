"""Speakers: what they said, when, to whom and in which story, over all editions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from digest.models.archive import Voice, voice_of
from digest.models.editions import Change, Edition, Item
from digest.rendering.cleaning import one_line
from digest.rendering.lines import Foreign, Line, Mark
from digest.rendering.links import Links
from digest.rendering.page import SourceEntry
from digest.rendering.phrases import name_of
from digest.rendering.wording import Wording
from digest.web.site.following import Following, Told, lines_of

# Those with what is read at a sitting: who speaks for the police is in all of them.
EDITIONS = 15
# Under which names are listed that begin with no letter.
_OTHERS = "#"


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """What somebody was called, and the day of the last edition that did."""

    text: str
    last: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What was said on a story, told first in the edition `number`."""

    headline: Foreign
    url: str
    edition: str
    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """What editions of a day told first."""

    day: date
    said: tuple[Said, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeakerPage:
    """What a speaker said from one day to another, the last first. `role` is the one last given
    ("" for none), `earlier` are those before it; `sources` are the articles that have it.
    """

    name: str
    role: str
    earlier: tuple[Role, ...]
    claims: int
    stories: int
    first: date
    last: date
    days: tuple[Day, ...]
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """The speakers whose names begin with `letter`."""

    letter: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A claim of a speaker: the edition that told it first, and how the last one tells it."""

    first: Edition
    last: Told
    item: Item


def claims(editions: Iterable[Edition], key: str) -> tuple[Claim, ...]:
    """What the speaker with that key said, each claim once, by the editions (oldest first) that
    told it first, the last first.
    """
    found: dict[str, Claim] = {}
    for edition in editions:
        for story in edition.stories:
            for item in story.items:
                if voice_of(item.attribution) == key:
                    first = found[item.id].first if item.id in found else edition
                    told = Told(edition=edition, story=story)
                    found[item.id] = Claim(first=first, last=told, item=item)
    runs = [list(run) for _, run in groupby(found.values(), key=lambda claim: claim.first.id)]
    return tuple(claim for run in reversed(runs) for claim in run)


def page(found: Sequence[Claim], wording: Wording, links: Links) -> SpeakerPage:
    """The page of a speaker of whom `found` are the claims, one at least."""
    latest = max(found, key=lambda claim: claim.last.edition.date)
    following = Following(_alone(found), wording, links)
    role, *earlier = _roles(found) or [Role(text="", last=latest.last.edition.date)]
    return SpeakerPage(
        name=name_of(latest.item.attribution),
        role=role.text,
        earlier=tuple(earlier),
        claims=len(found),
        stories=len({claim.last.story.id for claim in found}),
        first=found[-1].first.date,
        last=latest.last.edition.date,
        days=tuple(_days(found, following, links)),
        sources=following.sources(),
    )


def _alone(found: Sequence[Claim]) -> Iterator[Told]:
    """The stories of the claims, with these alone and what they deny."""
    wanted = {claim.item.id for claim in found} | {claim.item.denies for claim in found}
    for told in {claim.last.key: claim.last for claim in found}.values():
        items = tuple(item for item in told.story.items if item.id in wanted)
        story = replace(told.story, items=items, references=(), disputes=())
        yield Told(edition=told.edition, story=story)


def _roles(found: Iterable[Claim]) -> list[Role]:
    """What somebody was called, the last first."""
    last: dict[str, date] = {}
    for claim in found:
        role = one_line(claim.item.attribution.role or "")
        day = claim.last.edition.date
        if role:
            last[role] = max(day, last.get(role, day))
    ordered = sorted(last.items(), key=lambda pair: pair[1], reverse=True)
    return [Role(text=text, last=day) for text, day in ordered]


def _days(found: Iterable[Claim], following: Following, links: Links) -> Iterator[Day]:
    for day, of_day in groupby(found, key=lambda claim: claim.first.date):
        runs = groupby(of_day, key=lambda claim: (claim.first.id, claim.last.key))
        yield Day(day=day, said=tuple(_said(list(run), following, links) for _, run in runs))


def _said(run: Sequence[Claim], following: Following, links: Links) -> Said:
    """Claims of one story, told first in one edition and last in one."""
    card, first = following.card(run[0].last), run[0].first
    lines = lines_of(card, {claim.item.id for claim in run})
    return Said(
        headline=card.headline,
        url=card.url,
        edition=links.edition(first.id),
        number=first.number,
        lines=tuple(replace(line, marks=_without_new(line.marks)) for line in lines),
    )


def _without_new(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """All was new once, on the day that it stands under."""
    return tuple(mark for mark in marks if mark.kind != Change.NEW)


def letters(voices: Iterable[Voice]) -> tuple[Letter, ...]:
    """`voices` by the first letters of their names, without accents; the others at the end."""
    found: dict[str, list[Voice]] = {}
    for voice in sorted(voices, key=lambda voice: _plain(voice.name)):
        first = _plain(voice.name)[:1].upper()
        found.setdefault(first if first.isalpha() else _OTHERS, []).append(voice)
    others = found.pop(_OTHERS, [])
    ordered = [*found.items(), *([(_OTHERS, others)] if others else [])]
    return tuple(Letter(letter=letter, voices=tuple(each)) for letter, each in ordered)


def _plain(name: str) -> str:
    """How a name is sorted: Ämter stands with Amt."""
    parts = unicodedata.normalize("NFD", name.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each)).lstrip("„“”\"'«» ")
