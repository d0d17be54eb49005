"""What is made of slots that are due, what is skipped and why, and when to try again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.models.schedule import CatchUp, Progress, Slot, Timetable, Turn
from digest.schedule import Plan, Reason, plan, reach, retry, slots

NOW = datetime(2026, 11, 22, 7, 0, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DAILY = Timetable(cron="0 7 * * *", timezone="UTC")
TWO_DAYS = replace(DAILY, hours=48)


def slot(day: int, hour: int = 7, minute: int = 0) -> Slot:
    due = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    return Slot(digest="daily", date=due.date(), slot=f"{due:%H:%M}", due=due)


def turn(slot: Slot, progress: Progress, next_try: datetime | None = None) -> Turn:
    return Turn(slot=slot, progress=progress, attempts=1, next_try=next_try, changed=slot.due)


def made(plan: Plan) -> list[int]:
    return [each.date.day for each in plan.make]


def look(
    timetable: Timetable, *turns: Turn, since: datetime, now: datetime = NOW, digest: str = "daily"
) -> Plan:
    """As the daemon looks: at what is due since then, as far back as `reach`."""
    after = max(since, now - reach(timetable))
    due = slots(timetable, digest, after=after, until=now)
    return plan(timetable, turns, due, now=now)


@pytest.mark.parametrize("catch_up", CatchUp)
def test_what_is_due_is_made(catch_up: CatchUp) -> None:
    """A tick comes up to half a minute late: that is no time to catch up on anything."""
    timetable = replace(DAILY, catch_up=catch_up)
    assert look(timetable, since=NOW - HOUR) == Plan(make=(slot(22),), skip={})


@pytest.mark.parametrize("progress", [Progress.DONE, Progress.SKIPPED, Progress.FAILED])
def test_what_is_over_is_left_alone(progress: Progress) -> None:
    """An edition that was made is made once, and one that failed for good has been told of."""
    assert look(DAILY, turn(slot(22), progress), since=NOW - HOUR) == Plan(make=(), skip={})


@pytest.mark.parametrize("progress", [Progress.BUILDING, Progress.FAILED])
def test_what_was_begun_is_tried_again_when_its_time_has_come(progress: Progress) -> None:
    """Not sooner: it is being made, or what made it fail is still so."""
    waiting = turn(slot(22), progress, next_try=NOW + MINUTE)
    assert look(DAILY, waiting, since=NOW - HOUR) == Plan(make=(), skip={})
    assert made(look(DAILY, waiting, since=NOW - HOUR, now=NOW + MINUTE)) == [22]


def test_latest_makes_one_edition_after_days_without_power() -> None:
    """Readers want today's digest, not four at once; the others are told of."""
    off = look(TWO_DAYS, since=NOW - 4 * DAY)
    assert off.make == (slot(22),)
    assert off.skip == {
        Reason.LATE: (slot(19), slot(20)),
        Reason.SUPERSEDED: (slot(21),),
    }


def test_all_makes_each_edition_in_order() -> None:
    """An archive without gaps; but only as old as it was said to be of use."""
    off = look(replace(TWO_DAYS, catch_up=CatchUp.ALL), since=NOW - 4 * DAY)
    assert made(off) == [21, 22]
    assert off.skip == {Reason.LATE: (slot(19), slot(20))}


def test_none_makes_nothing_that_is_late() -> None:
    """A morning digest in the evening is no use to some."""
    timetable = replace(DAILY, catch_up=CatchUp.NONE)
    on_time = slot(22).due + 10 * MINUTE
    assert made(look(timetable, since=NOW - HOUR, now=on_time)) == [22]
    late = look(timetable, since=NOW - HOUR, now=on_time + MINUTE)
    assert late == Plan(make=(), skip={Reason.LATE: (slot(22),)})


def test_none_goes_on_with_what_was_begun_in_time() -> None:
    """It did not fall due while nothing ran: its build failed twice, which takes a while."""
    timetable = replace(DAILY, catch_up=CatchUp.NONE)
    failed = turn(slot(22), Progress.FAILED, next_try=NOW + HOUR)
    assert made(look(timetable, failed, since=NOW - HOUR, now=NOW + 2 * HOUR)) == [22]


@pytest.mark.parametrize("progress", [Progress.BUILDING, Progress.FAILED])
def test_what_was_begun_ends_when_a_later_edition_is_due(progress: Progress) -> None:
    """After a night without power two editions would come at once, of which one is old."""
    begun = turn(slot(21), progress, next_try=slot(21).due + MINUTE)
    assert look(TWO_DAYS, begun, since=NOW - 2 * DAY) == Plan(
        make=(slot(22),), skip={Reason.SUPERSEDED: (slot(21),)}
    )


def test_what_was_begun_ends_when_it_is_too_late() -> None:
    """A failure with a next try must not wait for ever because nothing ran then."""
    weekly = Timetable(cron="0 7 * * sat", timezone="UTC")
    begun = turn(slot(21), Progress.FAILED, next_try=slot(21).due + MINUTE)
    assert look(weekly, begun, since=NOW - 2 * DAY) == Plan(
        make=(), skip={Reason.LATE: (slot(21),)}
    )


def test_an_edition_is_old_where_a_later_one_was_made() -> None:
    """A clock that was wrong for a while must not bring yesterday's digest after today's."""
    assert look(TWO_DAYS, turn(slot(22), Progress.DONE), since=NOW - 2 * DAY) == Plan(
        make=(), skip={Reason.SUPERSEDED: (slot(21),)}
    )


def test_a_failure_is_tried_again_by_another_timetable() -> None:
    """Who changes `at` while an edition fails has not been given it yet."""
    failed = turn(slot(22), Progress.FAILED, next_try=NOW)
    later = replace(DAILY, cron="0 8 * * *")
    assert made(look(later, failed, since=NOW)) == [22]


def test_two_times_that_clocks_leave_out_make_one_edition() -> None:
    """They are due at one moment, and nobody wants two editions then."""
    hourly = Timetable(cron="0 * * * *", timezone="Europe/Berlin")
    now = datetime(2026, 3, 29, 1, 0, 5, tzinfo=UTC)
    seen = look(hourly, since=now - MINUTE, now=now)
    assert [each.slot for each in seen.make] == ["03:00"]
    assert [each.slot for each in seen.skip[Reason.SUPERSEDED]] == ["02:00"]


def test_a_year_without_power_leaves_a_week_of_notes() -> None:
    """What nobody made is told of, but a first look must not take longer than any other."""
    seen = look(DAILY, since=NOW - 365 * DAY)
    assert made(seen) == [22]
    assert [each.date.day for found in seen.skip.values() for each in found] == [*range(16, 22)]


def test_a_monthly_digest_can_be_caught_up_on_for_longer_than_that() -> None:
    """`catch_up_hours` goes to a year."""
    monthly = Timetable(cron="0 7 1 * *", timezone="UTC", hours=30 * 24)
    assert made(look(monthly, since=NOW - 60 * DAY)) == [1]


def test_a_failure_is_tried_again_twice_and_then_told() -> None:
    """What is gone in a minute, then what somebody has to restart; after that, a person."""
    assert retry(1, now=NOW) == NOW + MINUTE
    assert retry(2, now=NOW) == NOW + 5 * MINUTE
    assert retry(3, now=NOW) is None


def carried_out(plan: Plan, now: datetime) -> list[Turn]:
    skipped = [slot for found in plan.skip.values() for slot in found]
    return [
        *(turn(each, Progress.SKIPPED) for each in skipped),
        *(turn(each, Progress.BUILDING, next_try=now + 2 * MINUTE) for each in plan.make),
    ]


progress = st.sampled_from([*Progress, None])


@given(
    catch_up=st.sampled_from(CatchUp),
    hours=st.integers(1, 200),
    past=st.lists(st.tuples(progress, st.integers(-120, 120)), min_size=1, max_size=14),
)
def test_a_plan_that_was_carried_out_leaves_nothing_to_do(
    catch_up: CatchUp, hours: int, past: Sequence[tuple[Progress | None, int]]
) -> None:
    """Half a minute later the daemon looks again: what it began or skipped must not come again, and
    all that is open must have been decided on, once.
    """
    timetable = replace(DAILY, cron="0 */12 * * *", catch_up=catch_up, hours=hours)
    due = list(slots(timetable, "daily", after=NOW - len(past) * DAY / 2, until=NOW))
    turns = {
        slot.due: turn(slot, progress, next_try=NOW + minutes * MINUTE)
        for slot, (progress, minutes) in zip(due, past, strict=False)
        if progress
    }

    first = plan(timetable, turns.values(), due, now=NOW)
    decided = carried_out(first, NOW)
    after = turns | {each.slot.due: each for each in decided}

    assert plan(timetable, after.values(), due, now=NOW + MINUTE / 2).make == ()
    assert plan(timetable, after.values(), due, now=NOW) == Plan(make=(), skip={})
    assert len({each.slot.name for each in decided}) == len(decided)
    unseen = {each.name for each in due if each.due not in turns}
    assert unseen <= {each.slot.name for each in decided}
    if catch_up is not CatchUp.ALL:
        assert len(first.make) <= 1
