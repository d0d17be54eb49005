"""Refreshes that are killed somewhere, and what is in the store when they are taken up."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.feed_server import turn
from support.following import Following
from support.processes import killed_after

Kept = Mapping[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, kw_only=True)
class Reference:
    """What nobody disturbed: the seconds that a refresh of new feeds took, and the one behind it
    that brought changes, and what was kept in the end.
    """

    first: float
    second: float
    kept: Kept


@dataclass(frozen=True, kw_only=True)
class Found:
    """What came of a killed refresh. `left` counts processes that went on; `stored` the items that
    were in the store at each kill."""

    lost: int
    surplus: int
    left: int
    stored: tuple[int, ...]

    @property
    def right(self) -> bool:
        return not (self.lost or self.surplus or self.left)

    def __str__(self) -> str:
        stored = " and ".join(map(str, self.stored))
        return (
            f"{stored} items stored by then; in the end {self.lost} rows lost, "
            f"{self.surplus} too many, {self.left} processes left"
        )


@dataclass(frozen=True, slots=True)
class Trial:
    """Refreshes of `feeds` feeds of the server at `port`, each trial in a folder of its own."""

    port: int
    feeds: int

    def undisturbed(self) -> Reference:
        with self._followed() as following:
            first = following.run("refresh")
            turn(self.port, 1)
            second = following.run("refresh", "--all")
            return Reference(first=first.seconds, second=second.seconds, kept=following.kept())

    def killed(self, points: tuple[float, float], reference: Reference) -> Found:
        """Two refreshes killed after `points` seconds, each then taken up to its end."""
        left, stored = 0, []
        with self._followed() as following:
            for edition, point in enumerate(points):
                turn(self.port, edition)
                ended = following.run("refresh", "--all", end=killed_after(point))
                stored.append(len(following.kept()["sightings"]))
                left += ended.left
                _finish(following)
            _finish(following)
            kept = following.kept()
        return Found(
            lost=sum(_missing(reference.kept, kept)),
            surplus=sum(_missing(kept, reference.kept)),
            left=left,
            stored=tuple(stored),
        )

    @contextmanager
    def _followed(self) -> Iterator[Following]:
        turn(self.port, 0)
        with tempfile.TemporaryDirectory() as place:
            following = Following(Path(place))
            urls = (f"http://127.0.0.1:{self.port}/feeds/{n}.xml" for n in range(self.feeds))
            following.start(list(urls))
            yield following


def _finish(following: Following) -> None:
    done = following.run("refresh", "--all")
    assert done.status == 0, done.output


def _missing(here: Kept, there: Kept) -> Iterator[int]:
    """How many rows of each table are here and not there."""
    for table, rows in here.items():
        yield (Counter(rows) - Counter(there[table])).total()
