"""Daemons that die: one after the other is driven through months, as machines run in real life."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from digest.models.schedule import Slot
from digest.scheduler.daemon import Daemon
from digest.storage import Store
from support.driven import Clock, Hands, daemon, publish

TICK = timedelta(seconds=30)
BUILD = timedelta(seconds=4)
# In so many ticks the leases of a dead daemon run out.
AFTER_DEATH = 12


def config(timetables: Mapping[str, tuple[str, str]]) -> str:
    """A digest for each name, with its time zone and the key that says when it is due."""
    return "\n".join(
        f'[[digest]]\nname = "{name}"\ntitle = "T"\nlanguage = "en"\ntimezone = "{zone}"\n{key}\n'
        for name, (zone, key) in timetables.items()
    )


@dataclass(kw_only=True)
class Lives:
    """Of the editions that daemons begin, so large a share (`deaths`) is the last thing they do:
    they die before it is stored or just behind that. Most are started anew in minutes, some in half
    a day. `made` counts what was stored.
    """

    store: Store
    folder: Path
    config: str
    chance: Random
    deaths: float
    made: Counter[Slot] = field(default_factory=Counter)
    lives: int = 0
    clock: Clock = field(default_factory=lambda: Clock(datetime.min.replace(tzinfo=UTC)))

    def drive(self, moments: Iterable[datetime]) -> None:
        """Tick after each of these, and as often again as there is something to do."""
        for moment in moments:
            self.clock.now = max(self.clock.now, moment + self.chance.random() * TICK)
            if not self.lives:
                self._live()
            self._settle()

    def _live(self) -> None:
        self.lives += 1
        self._hands = Hands()
        self._daemon: Daemon = daemon(
            self.store, self.config, self.folder, self.clock, self._hands, holder=self._holder
        )

    @property
    def _holder(self) -> str:
        return f"daemon {self.lives}"

    def _die(self) -> None:
        downtime = timedelta(minutes=5) if self.chance.random() < 0.9 else timedelta(hours=12)
        self.clock.now += self.chance.random() * downtime
        self._live()

    def _settle(self) -> None:
        ticks = 2
        while ticks:
            self._daemon.tick()
            if self._build():
                ticks = AFTER_DEATH
            ticks -= self._daemon.is_idle
            self.clock.now += TICK

    def _build(self) -> bool:
        """Whether the daemon died of it."""
        hands = self._hands
        while hands.begun:
            slot = next(iter(hands.begun))
            assert isinstance(slot, Slot)
            self.clock.now += BUILD
            dies = self.chance.random() < self.deaths
            if not dies or self.chance.random() < 0.5:
                self.made[slot] += publish(
                    self.store, slot, holder=self._holder, now=self.clock.now
                )
            if dies:
                self._die()
                return True
            hands.end(slot)
        return False
