"""An edition, its mail and its slot are one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from support.outbox import BODY, delivery, mailing

from digest.models.schedule import Progress, Slot
from digest.storage import Store

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
SLOT = Slot(digest="daily", date=DAY, slot="07:00", due=NOW)
LEASE = timedelta(minutes=5)


def publish(
    store: Store, made, *recipients: str, holder: str = "a", found=(), **fields
) -> int | None:
    rows = [delivery(each, mailing=made.id) for each in recipients]
    values = {"mailing": mailing(id=made.id), "bodies": {"": BODY}, "deliveries": rows}
    values |= {"slot": SLOT, "holder": holder, "now": NOW, **fields}
    return store.publish(made, [], found, **values)


def hold(store: Store, holder: str, now: datetime = NOW) -> None:
    assert store.schedule.claim(SLOT, holder=holder, now=now, lease=LEASE)


def test_what_is_published_is_all_there(store: Store, document, claim, edition, story) -> None:
    """Articles as evidence, the edition with its stories, mail for everybody, the slot done."""
    article = document(1)
    made, said, told = edition(DAY, article), claim(article), story(article)
    hold(store, "a")
    rows = [delivery("x@example.org", mailing=made.id)]
    later = NOW + timedelta(minutes=1)

    queued = store.publish(
        made,
        [told],
        [(article, [said])],
        mailing=mailing(id=made.id),
        bodies={"": BODY},
        deliveries=rows,
        slot=SLOT,
        holder="a",
        now=later,
    )

    assert queued == 1

    assert store.edition(made.id) == made
    assert store.stories(made.id) == (told,)
    assert store.claims([article.fingerprint]) == {article.fingerprint: (said,)}
    assert store.documents() == (), "evidence is no news"
    assert store.outbox.mailing(made.id) == mailing(id=made.id)
    [queued] = store.outbox.list()
    assert queued.recipient == "x@example.org"
    turn = store.schedule.last("daily")
    assert turn is not None
    assert (turn.progress, turn.edition, turn.changed) == (Progress.DONE, made.id, later)
    assert turn.next_try is None
    assert not store.schedule.claim(SLOT, holder="b", now=NOW + 9 * LEASE, lease=LEASE)


def test_who_lost_the_slot_publishes_nothing(store: Store, document, edition) -> None:
    """A build that took too long, while another made the edition: one of them goes out."""
    slow, quick = document(1), document(2)
    hold(store, "a")
    hold(store, "b", NOW + LEASE)

    assert publish(store, edition(DAY, slow), "x@example.org", found=[(slow, ())]) is None
    assert store.edition_on("daily", DAY) is None
    assert store.outbox.list() == ()

    assert publish(store, edition(DAY, quick), "x@example.org", holder="b", found=[(quick, ())])
    again = publish(store, edition(DAY, slow), "y@example.org", holder="b", found=[(slow, ())])
    assert again is None
    assert store.edition_on("daily", DAY) == edition(DAY, quick)
    assert [each.recipient for each in store.outbox.list()] == ["x@example.org"]


def test_what_was_mailed_by_hand_before_is_what_all_get(store: Store, document, edition) -> None:
    """`digest send` at six, the slot at seven: nobody gets another edition of the same name, and
    only who has none gets it.
    """
    early, late = document(1), document(2)
    store.add([(early, ())], now=NOW)
    store.save(edition(DAY, early), [])
    name = edition(DAY).id
    first = [delivery("x@example.org", mailing=name)]
    store.outbox.queue(mailing(id=name), {"": BODY}, first, now=NOW)
    hold(store, "a")

    recipients = ("x@example.org", "y@example.org")
    assert publish(store, edition(DAY, late), *recipients, found=[(late, ())]) == 1

    assert store.edition(name) == edition(DAY, early)
    assert [each.recipient for each in store.outbox.list()] == list(recipients)
    turn = store.schedule.last("daily")
    assert turn is not None
    assert turn.progress == Progress.DONE
