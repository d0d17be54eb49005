"""Which items of a file are known ones: the rules, the surest first.

What speaks for an item being a known one, and what against it, is weighed over the whole feed.
Guids and times that are others at each visit, or links after a site has moved, are noticed by what
stayed; then they speak neither for nor against anything. Where an item has another guid or link
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


class Pair(NamedTuple):
    """An item that may be a known one; what is `moving` speaks neither for nor against it."""

    entry: Entry
    known: Sighting
    moving: Moving = frozenset()

    def is_same(self, name: str) -> bool:
        value: str = getattr(self.entry.keys, name)
        return bool(value) and value == getattr(self.known, name)

    def is_other(self, name: str) -> bool:
        """Whether both have such a key, and it is not the same."""
        values = getattr(self.entry.keys, name), getattr(self.known, name)
        return name not in self.moving and all(values) and values[0] != values[1]

    def is_later(self) -> bool:
        """Whether it was published on a day after the known one was last seen."""
        published = self.entry.published
        if published is None or "time" in self.moving:
            return False
        return published.date() > self.known.seen.date()


class Rule(NamedTuple):
    """An item is a known one if `key` is the same, unless `holds` sees what speaks against it."""

    key: Callable[[Keys | Sighting], Value]
    holds: Callable[[Pair], bool]


def match(entries: Sequence[Entry], known: Iterable[Sighting]) -> dict[int, Sighting]:
    """The known items among `entries`, by the number of the entry."""
    related = _related(entries, known)
    found: dict[int, Sighting] = {}
    for rule in SURE:
        found |= _pairs(rule, entries, related, found, frozenset())
    if not related or len(found) == len(entries):
        return found
    moving = _moving(entries, related)
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
        holding = (each for each in alike if rule.holds(Pair(entries[number], each, moving)))
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


def _moving(entries: Sequence[Entry], known: Sequence[Sighting]) -> Moving:
    """Which of time, guid and link are others now for most of what is known by something else."""
    by_content = _first_alike("content", entries, known)
    later = [pair.is_later() for pair in by_content.values()]
    times = frozenset({"time"} if _are_most(later) else ())
    dated = {number: pair._replace(moving=times) for number, pair in by_content.items()}
    moving = set(times)
    for name, other in MAY_MOVE.items():
        known_by = {
            n: pair for n, pair in dated.items() if pair.is_same(other) or not pair.is_later()
        }
        pairs = (known_by | _first_alike(other, entries, known)).values()
        told = [pair.is_other(name) for pair in pairs if pair.is_other(name) or pair.is_same(name)]
        if _are_most(told):
            moving.add(name)
    return frozenset(moving)


def _first_alike(name: str, entries: Sequence[Entry], known: Iterable[Sighting]) -> dict[int, Pair]:
    pairs = _alike(attrgetter(name), enumerate(entries), known)
    return {number: Pair(entries[number], alike[0]) for number, alike in pairs}


def _are_most(found: Sequence[bool]) -> bool:
    """Whether most are, and more than one is, which could be chance."""
    return sum(found) > max(len(found) / 2, 1)


def _always(_: Pair) -> bool:
    return True


def _guid_alone(pair: Pair) -> bool:
    """An article under another title and link is still the same, but a place in a list is not: so
    it is no excuse that links move, for it is by the guids that they seem to.
    """
    plain = pair._replace(moving=frozenset())
    is_other = plain.is_other("link") and plain.is_other("title")
    return "guid" not in pair.moving and not (is_other and pair.is_later())


def _link_alone(pair: Pair) -> bool:
    """A page has one article, until the feed gives it another guid and a later time."""
    return "link" not in pair.moving and not (pair.is_other("guid") and pair.is_later())


def _content_alone(pair: Pair) -> bool:
    """The same words are the same item; the fewer they are, the more speaks against it."""
    if not pair.is_other("link"):
        return pair.entry.is_long or not pair.is_other("guid")
    return pair.entry.is_long and not pair.is_later()


def _title_alone(pair: Pair) -> bool:
    """What has neither a guid nor a link of its own goes by its title."""
    return not (pair.is_other("guid") or pair.is_other("link") or pair.is_later())


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
