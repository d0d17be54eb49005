"""Why an edition is as it is, in lines of English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from digest.cli.telling import Telling
from digest.models import Alias
from digest.models.editions import (
    Change,
    Decisions,
    Dispute,
    Dropped,
    Earlier,
    EditionStory,
    Item,
    Part,
    Standing,
    Words,
)

_UNDECIDED = Decisions()

Explained = EditionStory | Item | Dropped

# As many words as tell which claim is meant.
_LENGTH = 100


def headline(each: Explained, decisions: Decisions = _UNDECIDED) -> Iterator[str]:
    """What is explained, why it is there or not, and its score."""
    yield f"{each.id}  {shown(each)}"
    yield f"  {why(each, decisions)}"
    yield f"  {score(each.score)}"
    if not isinstance(each, Dropped):
        yield f"  origins: {', '.join(each.origins) or '–'}"


def of_story(story: EditionStory) -> Iterator[str]:
    """Why its origins count as they do, and where figures differ."""
    yield from map(_alias, story.aliases)
    for dispute in story.disputes:
        yield from _dispute(dispute)


def of_item(item: Item, aliases: Iterable[Alias]) -> Iterator[str]:
    """Why its origins count as they do, what readers had, and what it denies."""
    yield from (_alias(alias) for alias in aliases if alias.origin in item.origins)
    yield from _had(item, item.earlier)
    if item.denies:
        yield f"  denies: {item.denies}"


def articles(told: Telling) -> Iterator[str]:
    """Why those of a story are together."""
    links = told.record()["links"]
    if links:
        yield "  articles that are one story (1.00 is what it takes):"
    for link in links:
        yield f"    {link['document']} and {link['to']}: {_likeness(link)}"


def places(claim: Mapping[str, Any] | None) -> Iterator[str]:
    """Why those of a claim, as `digest stories` writes it, are one."""
    found = claim["places"] if claim else ()
    if len(found) > 1:
        yield "  places that are one claim:"
        for number, place in enumerate(found, 1):
            yield from _place(number, place)


def shown(each: Explained) -> str:
    words = (each.headline,) if isinstance(each, EditionStory) else each.words
    name = f"{each.attribution.name.text}: " if isinstance(each, Item) else ""
    return name + said(words)


def why(each: Explained, decisions: Decisions = _UNDECIDED) -> str:
    """`figures, updated, pinned` of a claim, the reason of what was left out."""
    if isinstance(each, Dropped):
        return each.reason
    place = each.section.value if isinstance(each, Item) else "chosen"
    change = [each.change.value] if each.change else []
    return ", ".join((place, *change, *_decided(each, decisions)))


def _decided(each: Item | EditionStory, decisions: Decisions) -> Iterator[str]:
    if each.id in decisions.pinned:
        yield "pinned"
    if each.id in decisions.order:
        yield "put first"
    if any(found.story == each.id for found in decisions.headlines):
        yield "under another headline"


def score(parts: Sequence[Part]) -> str:
    """`1.75 = origins 1.00 + certainty 0.75`"""
    total: Any = sum(part.value for part in parts)
    named = " + ".join(f"{part.name} {part.value:.2f}" for part in parts)
    return f"{total:.2f} = {named}" if parts else "not scored"


def said(words: Sequence[Words]) -> str:
    """`words` on one line, not too long, and with nothing that turns a terminal's line around."""
    from digest.rendering.cleaning import one_line

    return _short(" … ".join(one_line(each.text) for each in words))


def _short(text: str) -> str:
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1]}…"


def _alias(alias: Alias) -> str:
    return f"    {alias.name} counts as {alias.origin}: {alias.why}"


def _had(item: Item, had: Earlier | None) -> Iterator[str]:
    if had:
        of = "of what it denies" if item.denies and item.change in (None, Change.NEW) else "of it"
        sure = had.certainty.replace("_", " ")
        yield f"  readers had {of} in {had.edition}: “{said(had.words)}”"
        yield f"    {sure}, from {', '.join(had.origins)}"


def _dispute(dispute: Dispute) -> Iterator[str]:
    about = f", “{dispute.about.text}”" if dispute.about else ""
    change = f", {dispute.change.value}" if dispute.change else ""
    yield f"  {dispute.resolution.value}: {dispute.kind.value}{about}{change}"
    yield from map(_standing, dispute.values)


def _standing(value: Standing) -> str:
    time = value.time.strftime("%Y-%m-%d %H:%M") if value.time else "without a time"
    marks = [value.change.value] if value.change else []
    marks += ["replaced by a later one"] * value.replaced
    figure = f"“{said((value.words,))}”, read as {value.figure.reading()}"
    place = f"[{value.place.number} ¶{value.place.paragraph}]"
    return f"    {'; '.join((f'{figure}: {value.origin}, {time} {place}', *marks))}"


def _place(number: int, place: Mapping[str, Any]) -> Iterator[str]:
    yield f"    {number}  {place['document']} ¶{place['paragraph']}: “{_short(place['words'])}”"
    join = place["joined"]
    if join:
        yield f"       as {join['to'] + 1}: {join['how']}, {_likeness(join)}"


def _likeness(join: Mapping[str, Any]) -> str:
    """`0.52; shared: fire, port`"""
    shared = f"; shared: {', '.join(join['shared'])}" if join["shared"] else ""
    return f"{join['likeness']:.2f}{shared}"
