"""Sends that are killed somewhere and gone on with, and what their recipients got in the end."""

from __future__ import annotations

import random
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from digest.models.mail import State
from digest.models.subscribers import Subscriber
from digest.storage import Store
from support.processes import End, Usage, apart, never, run
from support.smtp_server import read_records, serve

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "digest")
EDITION = "daily-2026-11-11"
CONFIG = """
store = "sqlite:///digest.db"
[mail]
sender = "Digest <digest@example.org>"
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
timeout = 5
[[digest]]
name = "daily"
title = "Tagesdigest"
language = "de"
timezone = "Europe/Berlin"
sources = ["seeds"]
deliver = ["smtp"]
"""
# How many of a hundred recipients the server treats so (`smtp_server.BEHAVIOURS`), the others well.
TREATED = {
    "drop-after-data_1": 4,
    "lose-after-data_1": 3,
    "garbage_1": 1,
    "temp_2": 4,
    "temp-rcpt_1": 3,
    "busy_1": 2,
    "busy-rcpt_1": 1,
    "drop-rcpt_1": 2,
    "slow": 3,
    "refuse-rcpt": 3,
    "perm": 3,
}
REFUSED = ("refuse-rcpt", "perm")


def recipients(number: int, *, stalls: int = 0) -> list[str]:
    """So many, of all kinds in turn; with `stalls` the server says nothing any more at first."""
    kinds = [kind for kind, share in TREATED.items() for _ in range(share)]
    kinds += ["reader"] * (100 - len(kinds))
    random.Random(1).shuffle(kinds)  # noqa: S311  not a secret: the same every time
    named = [f"{kinds[n % 100]}.{n}@example.org" for n in range(number - stalls)]
    return named + [f"stall_1.{n}@example.org" for n in range(stalls)]


@dataclass(frozen=True, kw_only=True)
class Found:
    """What came of a send that was killed. `lost` should have had it, and nobody is told that they
    have not; `twice` had it twice; `wrong` stand otherwise in the outbox than it is. `unknown` were
    asked about; `again` are those who had it twice once these were retried, as was to be expected,
    and `missing` those who had not had it even then.
    """

    kills: int
    accepted: tuple[int, ...]
    lost: int
    twice: int
    wrong: int
    unknown: int
    again: int
    missing: int
    unexpected: int

    @property
    def right(self) -> bool:
        return not (self.lost or self.twice or self.wrong or self.missing or self.unexpected)

    def __str__(self) -> str:
        at = " and ".join(map(str, self.accepted))
        return (
            f"killed with {at} mails taken: {self.lost} lost, {self.twice} twice, "
            f"{self.wrong} told wrong, {self.unknown} unknown; these retried: {self.again} twice, "
            f"{self.unexpected} of others, {self.missing} missing"
        )


@dataclass(kw_only=True)
class Outbox:
    """A folder from which an edition is sent to a server, and what that took."""

    folder: Path
    records: Path

    def send(self, *, end: End = never) -> Usage:
        return run([*COMMAND, "send"], cwd=self.folder, end=end)

    def lines(self) -> int:
        """How many mails were taken."""
        return self.records.read_bytes().count(b"\n") if self.records.exists() else 0

    def taken(self) -> Counter[str]:
        return Counter(each["recipient"] for each in read_records(self.records))

    def states(self) -> dict[str, State]:
        with Store.peek(f"sqlite:///{self.folder}/digest.db") as store:
            return {each.recipient: each.state for each in store.outbox.list()}

    def finish(self) -> None:
        """Send until nothing is queued."""
        for _ in range(10):
            sent = self.send()
            assert sent.status in {0, 1, 3}, sent.output
            assert "Traceback" not in sent.output, sent.output
            if not {State.QUEUED, State.SENDING} & {*self.states().values()}:
                return
        raise AssertionError("it never ends")


@dataclass(frozen=True)
class Trial:
    """Sends the edition in `template` to its recipients, each time in a folder of its own."""

    template: Path
    recipients: Sequence[str]

    def undisturbed(self) -> int:
        """How many mails are taken at the first send."""
        with self._outbox() as outbox:
            outbox.send()
            return outbox.taken().total()

    def killed(self, after: Sequence[tuple[int, float]]) -> Found:
        """Each send in a row is killed so many seconds after the server has taken so many mails."""
        with self._outbox() as outbox:
            accepted = []
            for mails, seconds in after:
                outbox.send(end=_when(outbox, mails, seconds))
                accepted.append(outbox.taken().total())
            outbox.finish()
            return self._found(outbox, accepted)

    def _found(self, outbox: Outbox, accepted: Sequence[int]) -> Found:
        taken, states = outbox.taken(), outbox.states()
        refused = {each for each in self.recipients if each.startswith(REFUSED)}
        unknown = {each for each, state in states.items() if state is State.UNKNOWN}
        retried = run([*COMMAND, "outbox", "retry", "--unknown"], cwd=outbox.folder)
        assert not unknown or retried.status == 0, retried.output
        outbox.finish()
        then = outbox.taken()
        return Found(
            kills=len(accepted),
            accepted=tuple(accepted),
            lost=sum(not taken[each] for each in {*self.recipients} - refused - unknown),
            twice=sum(number > 1 for number in taken.values()),
            wrong=sum(not _is_true(states[each], taken[each]) for each in self.recipients),
            unknown=len(unknown),
            again=sum(then[each] > 1 for each in unknown),
            missing=sum(not then[each] for each in {*self.recipients} - refused),
            unexpected=sum(then[each] > 1 for each in {*self.recipients} - unknown),
        )

    @contextmanager
    def _outbox(self) -> Iterator[Outbox]:
        with tempfile.TemporaryDirectory() as place:
            folder, records = Path(place, "digest"), Path(place, "records")
            shutil.copytree(self.template, folder)
            with apart(partial(serve, records)) as port:
                Path(folder, "config.toml").write_text(CONFIG.format(port=port), "utf-8")
                yield Outbox(folder=folder, records=records)


def _is_true(state: State, taken: int) -> bool:
    if state is State.UNKNOWN:
        return True
    return bool(taken) == (state is State.SENT)


def _when(outbox: Outbox, mails: int, seconds: float) -> End:
    since = list[float]()

    def end(now: float) -> int:
        if not since and outbox.lines() >= mails:
            since.append(now)
        return signal.SIGKILL if since and now >= since[0] + seconds else 0

    return end


@contextmanager
def trials(names: Sequence[str]) -> Iterator[Trial]:
    """An edition that was built, and its subscribers."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        Path(folder, "config.toml").write_text(CONFIG.format(port=9), "utf-8")
        built = run([*COMMAND, "build", "--date", "2026-11-11"], cwd=folder)
        assert built.status == 0, built.output
        now = datetime.now(UTC)
        with Store.open(f"sqlite:///{folder}/digest.db") as store:
            store.subscribers.add(
                [Subscriber(digest="daily", address=each, added=now, changed=now) for each in names]
            )
        yield Trial(folder, names)
