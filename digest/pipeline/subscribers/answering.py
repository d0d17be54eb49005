"""What people say on the pages about their subscriptions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from digest.config import Settings
from digest.errors import ConfigError
from digest.models.subscribers import Subscriber, Subscription, Wish
from digest.storage import Store
from digest.subscribers.joining import after, masked


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Subscriptions by their token. What is queued for who unsubscribes is not sent any more."""

    store: Store
    settings: Settings
    clock: Callable[[], datetime]

    def find(self, token: str) -> Subscription | None:
        found = self.store.subscribers.with_token(token)
        return self._shown(found) if found else None

    def act(self, token: str, wish: Wish) -> Subscription | None:
        """Do what was wished; once is as good as twice."""
        found = self.store.subscribers.with_token(token)
        if found is None:
            return None
        change = partial(after, wish=wish, now=self.clock())
        # Mail programs ask again and again; only what changes something waits for others to write.
        if change(found) != found:
            found = self.store.subscribers.change(found.digest, found.address, change)
        return self._shown(found) if found else None

    def _shown(self, subscriber: Subscriber) -> Subscription:
        title, language = subscriber.digest, self.settings.digest().brief.language
        try:
            brief = self.settings.digest(subscriber.digest).brief
            title, language = brief.title, brief.language
        except ConfigError:
            pass  # a digest that is gone has subscribers who may want to be gone too
        return Subscription(
            title=title,
            language=language,
            address=masked(subscriber.address),
            standing=subscriber.standing,
        )
