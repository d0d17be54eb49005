"""What came of a refresh."""

from __future__ import annotations

from dataclasses import dataclass

from digest.models import Problem

# In the place of the same line for each feed.
OFFLINE = Problem(
    place="feeds",
    message="no connection: none of them can be reached",
    hint="see whether this machine is online; digest feeds list says more of each",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Visited:
    """What came of the visit of one feed.

    `status` is that of HTTP, None where there was no answer. `new`, `changed` and `known` count
    articles, `left_out` those that the feed's words leave out or that have none. `problem` says why
    there are none, `notes` tell of pages that could not be had. `moved_to` is the feed's address
    from now on. One that is `stopped` is not visited any more.
    """

    feed: str
    title: str
    status: int | None = None
    new: int = 0
    changed: int = 0
    known: int = 0
    left_out: int = 0
    moved_to: str = ""
    stopped: bool = False
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What came of a refresh. `resumed` tells that it went on where another was interrupted;
    `waiting` counts the feeds that are left for later. `offline`: there was no way to any feed,
    which is no error of theirs.
    """

    visited: tuple[Visited, ...]
    waiting: int = 0
    resumed: bool = False
    offline: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(each.problem for each in self.visited if each.problem)
