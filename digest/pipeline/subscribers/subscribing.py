"""Who gets a digest is said by its operator, in commands and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from digest import sources
from digest.config import Settings
from digest.delivery.addresses import key, normalise
from digest.errors import AddressError, DigestError
from digest.models import Problem
from digest.models.subscribers import Origin, Standing, Subscriber
from digest.pipeline.subscribers.asking import ask, questions
from digest.rendering.cleaning import one_line
from digest.storage import Store
from digest.subscribers.csv_files import Row, read
from digest.subscribers.joining import Fate, join

_WHY = {
    Standing.PENDING: "was asked and has not confirmed",
    Standing.UNSUBSCRIBED: "has unsubscribed",
    Standing.BOUNCED: "could not be reached",
}
_AGAIN = "digest subscribers add --again adds them all the same"


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """How people are added: to `digest`, "" for that of their line or the first; asked by mail
    before they get anything; `again` where they said no before.
    """

    digest: str = ""
    ask: bool = False
    again: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Joined:
    """What came of each, who is given as they are kept now. Of those who are `pending`, so many
    are `asked` by mail. `problems` are lines that cannot be read, and who was left out.
    """

    people: tuple[tuple[Fate, Subscriber], ...]
    problems: tuple[Problem, ...]
    pending: int = 0
    asked: int = 0

    def count(self, fate: Fate) -> int:
        return sum(each is fate for each, _ in self.people)


@dataclass(frozen=True, slots=True)
class _Wanted:
    place: str
    subscriber: Subscriber


def listed(path: str, *, stdin: BinaryIO | None = None) -> tuple[Row | Problem, ...]:
    """The people of a CSV file. Raises FormatError where it is none."""
    found: list[Row | Problem] = []
    for raw in sources.find([path], stdin=stdin):
        found += [raw] if isinstance(raw, Problem) else read(raw)
    return tuple(found)


def named(addresses: Sequence[str], topics: Sequence[str]) -> tuple[Row, ...]:
    """The people with these addresses, who all have these topics."""
    return tuple(Row(place="", address=each, topics=tuple(topics)) for each in addresses)


def add(
    store: Store, settings: Settings, rows: Iterable[Row | Problem], terms: Terms, *, now: datetime
) -> Joined:
    """Keep the people of `rows`, one person once a digest.

    Raises ConfigError where there is no such digest, or where people cannot be asked.
    """
    wanted, problems = _wanted(settings, rows, terms, now)
    digests = {each.subscriber.digest for each in wanted}
    asked = questions(settings, digests) if terms.ask else {}
    joined = _joined(store, wanted, again=terms.again)
    refused = [
        Problem(place=each.place, message=_WHY[there.standing], hint=_AGAIN)
        for each, (fate, there) in zip(wanted, joined, strict=True)
        if fate is Fate.REFUSED
    ]
    pending = [
        each
        for fate, each in joined
        if fate is not Fate.REFUSED and each.standing is Standing.PENDING
    ]
    return Joined(
        people=tuple(joined),
        problems=(*problems, *refused),
        pending=len(pending),
        asked=ask(store, asked, pending, now=now) if terms.ask else 0,
    )


def remove(store: Store, settings: Settings, digest: str, address: str, *, now: datetime) -> None:
    """Forget somebody, and that they unsubscribed. Raises AddressError where they are no
    subscriber, or would come again since they stand in the configuration.
    """
    person = key(normalise(address))
    configured = settings.digest(digest).recipients
    if person in {key(normalise(each)) for each in configured}:
        hint = f"take it out of there: {settings.path}"
        raise AddressError("is one of the recipients of the digest", place=address, hint=hint)
    there = [each for each in store.subscribers.of(digest) if key(each.address) == person]
    if not there:
        hint = "digest subscribers list shows who is"
        raise AddressError(f"is no subscriber of {digest}", place=address, hint=hint)
    for each in there:
        store.subscribers.remove(each.digest, each.address, now=now)


def _wanted(
    settings: Settings, rows: Iterable[Row | Problem], terms: Terms, now: datetime
) -> tuple[list[_Wanted], list[Problem]]:
    first = settings.digest(terms.digest or None).brief.name
    wanted, problems = list[_Wanted](), list[Problem]()
    for row in rows:
        if isinstance(row, Problem):
            problems.append(row)
            continue
        place = _place(row)
        try:
            name = settings.digest(terms.digest or row.digest or first).brief.name
            wanted.append(_Wanted(place, _subscriber(row, name, terms, now)))
        except DigestError as error:
            problems.append(Problem(place=place, message=error.message, hint=error.hint))
    return wanted, problems


def _place(row: Row) -> str:
    address = one_line(row.address)[:80]
    return f"{row.place}: {address}" if row.place else address


def _subscriber(row: Row, digest: str, terms: Terms, now: datetime) -> Subscriber:
    standing = row.standing or Standing.ACTIVE
    if terms.ask and standing is Standing.ACTIVE:
        standing = Standing.PENDING
    topics = filter(None, map(one_line, row.topics))
    return Subscriber(
        digest=digest,
        address=normalise(row.address),
        topics=tuple(dict.fromkeys(topics)),
        standing=standing,
        origin=Origin.COMMAND,
        added=row.added or now,
        changed=now,
    )


def _joined(
    store: Store, wanted: Sequence[_Wanted], *, again: bool
) -> list[tuple[Fate, Subscriber]]:
    """What came of each of `wanted`, all in one transaction."""
    joined = list[tuple[Fate, Subscriber]]()

    def change(there: Iterable[Subscriber]) -> Iterator[Subscriber]:
        known = {_person(each): each for each in there}
        for each in wanted:
            person = _person(each.subscriber)
            fate, kept = join(known.get(person), each.subscriber, again=again)
            joined.append((fate, kept))
            known[person] = kept
            if fate not in (Fate.KNOWN, Fate.REFUSED):
                yield kept

    store.subscribers.change_all(change)
    return joined


def _person(subscriber: Subscriber) -> tuple[str, str]:
    return subscriber.digest, key(subscriber.address)
