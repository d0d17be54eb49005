"""The daemon over days on which clocks are changed, dying every now and then."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from support.dying import Lives, config

from digest.models.schedule import Progress
from digest.storage import Store

# Both changes of each zone in 2026, and times of day around them.
CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29), ("00:00", "02:00", "02:30", "03:00")),
    ("Europe/Berlin", date(2026, 10, 25), ("00:00", "02:00", "02:30", "03:00")),
    ("America/New_York", date(2026, 3, 8), ("00:30", "02:30")),
    ("America/New_York", date(2026, 11, 1), ("01:00", "01:30")),
    ("America/Santiago", date(2026, 9, 6), ("00:00", "00:30", "23:30")),
    ("America/Santiago", date(2026, 4, 4), ("00:00", "23:00", "23:30")),
    ("Africa/Cairo", date(2026, 4, 24), ("00:00", "00:30")),
    ("Africa/Cairo", date(2026, 10, 29), ("23:00", "23:30")),
    ("Australia/Lord_Howe", date(2026, 10, 4), ("02:00", "02:15")),
    ("Australia/Lord_Howe", date(2026, 4, 5), ("01:30", "01:45")),
]
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("zone", "changed", "times"), CHANGES, ids=[f"{zone}-{day}" for zone, day, _ in CHANGES]
)
def test_each_edition_is_made_once(
    zone: str, changed: date, times: tuple[str, ...], tmp_path: Path
) -> None:
    """Claims, leases and timetables are each right by themselves; readers see them together."""
    names = {f"at-{time.replace(':', '')}": (zone, f'at = "{time}"') for time in times}
    start = datetime.combine(changed - 2 * DAY, datetime.min.time(), tzinfo=UTC)
    chance = Random(zone)  # noqa: S311  not a secret: the same deaths every time

    with Store.open(f"sqlite:///{tmp_path / 'digest.db'}") as store:
        lives = Lives(store=store, folder=tmp_path, config=config(names), chance=chance, deaths=0.3)
        lives.drive(start + n * HOUR for n in range(5 * 24))
        turns = [turn for name in names for turn in store.schedule.turns(name, since=start)]

    days = {changed + n * DAY for n in (-1, 0, 1)}
    wanted = {(name, day) for name in names for day in days}
    made = [(slot.digest, slot.date) for slot in lives.made.elements() if slot.date in days]
    assert sorted(made) == sorted(wanted)
    assert {turn.progress for turn in turns} == {Progress.DONE}
    assert lives.lives > 1, "nobody died: choose other deaths"
