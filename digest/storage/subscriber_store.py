"""The part of the store that is about recipients."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.errors import StoreError
from digest.models.subscribers import Standing, Subscriber
from digest.storage.database import Database
from digest.storage.records import Added


@dataclass(frozen=True, slots=True)
class SubscriberStore:
    """Who gets which digest. Addresses are as `delivery.addresses` normalises them.

    Whoever unsubscribes, bounces or is removed gets nothing of what is queued for them either.
    Each operation is one transaction. All raise StoreError.
    """

    _database: Database

    def add(self, new: Sequence[Subscriber]) -> Added:
        """The addresses that are new, and those that are known, which stay as they are.

        Tokens are the store's: those of `new` do not count.
        """
        from digest.storage import subscribers

        by_key = {(each.digest, each.address): each for each in new}
        secret = self._secret()
        with self._database.writing() as connection:
            known = subscribers.known(connection, new)
            fresh = [each for key, each in by_key.items() if key not in known]
            subscribers.put_in(connection, fresh, secret)
        return Added(
            new=tuple(each.address for each in fresh),
            known=tuple(address for digest, address in by_key if (digest, address) in known),
        )

    def remove(self, digest: str, address: str, *, now: datetime) -> bool:
        """Whether it was there. What was sent to it is known for as long as all mail is."""
        from digest.storage import subscribers

        with self._database.writing() as connection:
            return subscribers.remove(connection, digest, address, now)

    def of(self, digest: str | None = None) -> tuple[Subscriber, ...]:
        """Those of `digest`, or all, in the order of digests and addresses."""
        from digest.storage import subscribers

        with self._database.reading() as connection:
            return subscribers.of(connection, digest)

    def named(self, digest: str, address: str) -> Subscriber | None:
        from digest.storage import subscribers

        with self._database.reading() as connection:
            return subscribers.one(connection, digest, address)

    def with_token(self, token: str) -> Subscriber | None:
        from digest.storage import subscribers

        with self._database.reading() as connection:
            return subscribers.with_token(connection, token)

    def change(
        self, digest: str, address: str, change: Callable[[Subscriber], Subscriber]
    ) -> Subscriber | None:
        """The subscriber after `change`, which keeps digest, address and token; None where there
        is none. Whatever others change at the same time is not lost.
        """
        from digest.storage import subscribers

        with self._database.writing() as connection:
            found = subscribers.one(connection, digest, address)
            if found is not None:
                found = change(found)
                subscribers.change(connection, [found])
            return found

    def change_all(self, change: Callable[[tuple[Subscriber, ...]], Iterable[Subscriber]]) -> None:
        """Keep those that `change` gives of all that there are: new ones, and known ones as they
        are from then on. It is decided while nobody else changes anything.
        """
        from digest.storage import subscribers

        secret = self._secret()
        with self._database.writing() as connection:
            there = subscribers.of(connection, None)
            known = {(each.digest, each.address) for each in there}
            kept = {(each.digest, each.address): each for each in change(there)}
            new = [each for key, each in kept.items() if key not in known]
            subscribers.put_in(connection, new, secret)
            subscribers.change(connection, [kept[key] for key in kept.keys() & known])

    def stop(self, address: str, standing: Standing, detail: str, now: datetime) -> int:
        """Send no digest to `address` any more; how many it got until now.

        Those that it had unsubscribed from stay as they are.
        """
        from digest.storage import subscribers

        with self._database.writing() as connection:
            return subscribers.stop(connection, address, standing, detail, now)

    def token(self, digest: str, address: str) -> str:
        """What the pages know `address` by: the same each time, whether it is a subscriber or not.

        Raises StoreError where the store was never made, which has no key for it.
        """
        from digest.storage import subscribers

        return subscribers.token(self._secret(), digest, address)

    def _secret(self) -> bytes:
        from digest.storage import subscribers

        with self._database.reading() as connection:
            secret = subscribers.key(connection)
        if secret is None:
            hint = "digest build makes it"
            raise StoreError("has no key yet", place=str(self._database.file), hint=hint)
        return secret
