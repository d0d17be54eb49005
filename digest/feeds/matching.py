"""Which items of a file are known ones: the rules, the surest first.

What speaks for an item being a known one, and what against it, is weighed over the whole feed.
Guids that are others at each visit, or links after a site has moved, are noticed by contents that
stayed; they then speak neither for nor against anything. Where an item has another guid or link
than a known one, and was published after that was last seen, it is a new one that looks alike: the
next "Weather", the next live blog.

A known item is one item of the file at most, and the order of the file does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from digest.feeds.entry import Entry, Keys
from digest.models.feeds import Sighting

# The keys that change in some feeds although their items stay: each with the other one.
MAY_MOVE = {"guid": "link", "link": "guid"}

Moving = frozenset[str]
Value = str | tuple[str, ...]


class Rule(NamedTuple):
    """An item is a known one if `key` is the same, unless `holds` sees what speaks against it."""

    key: Callable[[Keys | Sighting], Value]
    holds: Callable[[Entry, Sighting, Moving], bool]


def match(entries: Sequence[Entry], known: Iterable[Sighting]) -> dict[int, Sighting]:
    """The known items among `entries`, by the number of the entry."""
    related = _related(entries, known)
    found: dict[int, Sighting] = {}
    for rule in SURE:
        found |= _pairs(rule, entries, related, found, frozenset())
    if not related or len(found) == len(entries):
        return found
    moving = frozenset(name for name in MAY_MOVE if _moves(name, entries, related))
    for rule in WEIGHED:
        found |= _pairs(rule, entries, related, found, moving)
    return found


def _related(entries: Iterable[Entry], known: Iterable[Sighting]) -> list[Sighting]:
    """Those of `known` that share a key with an entry, the last seen first."""
    guids = {entry.keys.guid for entry in entries} - {""}
    links = {entry.keys.link for entry in entries} - {""}
    titles = {entry.keys.title for entry in entries} - {""}
    contents = {entry.keys.content for entry in entries}
    related = (
        each
        for each in known
        if each.content in contents
        or each.guid in guids
        or each.link in links
        or each.title in titles
    )
    return sorted(related, key=lambda each: (each.seen, each.document), reverse=True)


def _pairs(
    rule: Rule,
    entries: Sequence[Entry],
    known: Iterable[Sighting],
    found: Mapping[int, Sighting],
    moving: Moving,
) -> dict[int, Sighting]:
    """What `rule` finds among the items that no rule has found yet."""
    taken = {sighting.document for sighting in found.values()}
    left = ((number, entry) for number, entry in enumerate(entries) if number not in found)
    free = (sighting for sighting in known if sighting.document not in taken)
    pairs = {}
    for number, alike in _alike(rule.key, left, free):
        holding = (each for each in alike if rule.holds(entries[number], each, moving))
        if sighting := next(holding, None):
            pairs[number] = sighting
    return pairs


def _alike(
    key: Callable[[Keys | Sighting], Value],
    entries: Iterable[tuple[int, Entry]],
    known: Iterable[Sighting],
) -> Iterator[tuple[int, list[Sighting]]]:
    """The entries that alone have their key, with the known items that have it too."""
    numbers = defaultdict[Value, list[int]](list)
    for number, entry in entries:
        numbers[key(entry.keys)].append(number)
    alike = defaultdict[Value, list[Sighting]](list)
    for sighting in known:
        alike[key(sighting)].append(sighting)
    for value, having in numbers.items():
        if value and len(having) == 1 and value in alike:
            yield having[0], alike[value]


def _moves(name: str, entries: Sequence[Entry], known: Iterable[Sighting]) -> bool:
    """Whether most of what is known by its content has another guid, or link, than before."""
    kept = moved = 0
    for number, (sighting, *_) in _alike(attrgetter("content"), enumerate(entries), known):
        entry = entries[number]
        if _is_same(MAY_MOVE[name], entry, sighting) or not _is_later(entry, sighting):
            kept += _is_same(name, entry, sighting)
            moved += _is_other(name, entry, sighting)
    return moved > max(kept, 1)


def _is_same(name: str, entry: Entry, known: Sighting) -> bool:
    value: str = getattr(entry.keys, name)
    return bool(value) and value == getattr(known, name)


def _is_other(name: str, entry: Entry, known: Sighting, moving: Moving = frozenset()) -> bool:
    """Whether both have such a key, and it is not the same; where it moves, that means nothing."""
    values = getattr(entry.keys, name), getattr(known, name)
    return name not in moving and all(values) and values[0] != values[1]


def _is_later(entry: Entry, known: Sighting) -> bool:
    """Whether it was published on a day after the known one was last seen."""
    published = entry.published
    return published is not None and published.date() > known.seen.date()


def _always(_: Entry, __: Sighting, ___: Moving) -> bool:
    return True


def _guid_alone(entry: Entry, known: Sighting, moving: Moving) -> bool:
    """An article under another title and link is still the same, but a place in a list is not."""
    is_other = all(_is_other(name, entry, known) for name in ("link", "title"))
    return "guid" not in moving and not (is_other and _is_later(entry, known))


def _link_alone(entry: Entry, known: Sighting, moving: Moving) -> bool:
    """A page has one article, until the feed gives it another guid and a later time."""
    is_other = _is_other("guid", entry, known, moving)
    return "link" not in moving and not (is_other and _is_later(entry, known))


def _content_alone(entry: Entry, known: Sighting, moving: Moving) -> bool:
    """The same words are the same item, the fewer they are the less speaks against it."""
    if not _is_other("link", entry, known, moving):
        return entry.is_long or not _is_other("guid", entry, known, moving)
    return entry.is_long and not _is_later(entry, known)


def _title_alone(entry: Entry, known: Sighting, moving: Moving) -> bool:
    """What has neither a guid nor a link of its own goes by its title."""
    is_other = any(_is_other(name, entry, known, moving) for name in ("guid", "link"))
    return not (is_other or _is_later(entry, known))


SURE = (
    Rule(lambda keys: keys.guid and (keys.guid, keys.content), _always),
    Rule(lambda keys: keys.link and (keys.link, keys.content), _always),
)
WEIGHED = (
    Rule(attrgetter("guid"), _guid_alone),
    Rule(attrgetter("link"), _link_alone),
    Rule(attrgetter("content"), _content_alone),
    Rule(attrgetter("title"), _title_alone),
)
