"""From what an editor decides to what is mailed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from support.outbox import subscriber

from digest.config import Settings, load
from digest.errors import AddressError, DigestError, SourceError
from digest.models.editions import Decisions, Edition, Headline
from digest.models.mail import State
from digest.models.schedule import Slot
from digest.models.subscribers import Standing
from digest.pipeline import deciding, due, editions
from digest.pipeline.deciding import Editing
from digest.pipeline.mail import mailing
from digest.pipeline.mail.channels import sender
from digest.pipeline.mail.press import Press
from digest.storage import Store

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)
SLOT = Slot(digest="daily", date=DAY, slot="07:00", due=NOW)
CONFIG = """
store = "sqlite:///{folder}/digest.db"
out = "{folder}/out"
[delivery]
files = "{folder}/outbox"
[[digest]]
name = "daily"
title = "Harbour news"
language = "en"
timezone = "UTC"
at = "07:00"
sources = ["{folder}/articles"]
recipients = ["ada@example.org"]
deliver = ["files"]
[digest.limits]
stories = 2
"""

FERRY = """---
title: Ferry Marlin aground off Holmen
published: 2026-11-22T05:00:00+00:00
---

The ferry Marlin ran aground off Holmen island with 140 people on board, the coastguard said.

"The helmsman was alone on the bridge," said union leader Ben Marsh.
"""
EARLIER = """---
title: Marlin ferry aground off Holmen with 140 on board
published: 2026-11-22T04:00:00+00:00
---

The ferry Marlin ran aground off Holmen island with 140 people on board, the coastguard said.
"""
LIBRARY = """---
title: Library on the wall closes early
published: 2026-11-22T05:30:00+00:00
---

The library on the wall closes at noon in January, said Bo Sample, a councillor.
"""
LYNX = """---
title: Three lynxes born in the southern hills
published: 2026-11-21T05:30:00+00:00
---

Three lynxes were born in the southern zoo, said its keeper Dora Finch.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "articles").mkdir()
    for name, text in (("ferry", FERRY), ("library", LIBRARY), ("lynx", LYNX)):
        (tmp_path / "articles" / f"{name}.md").write_text(text, "utf-8")
    (tmp_path / "config.toml").write_text(CONFIG.format(folder=tmp_path), "utf-8")
    return load(tmp_path / "config.toml", {})


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with Store.open(settings.store) as opened:
        yield opened


def previewed(store: Store, settings: Settings) -> Editing:
    """The edition as the preview builds it."""
    digest = settings.digest()
    gathered = editions.gather((), digest, store, on=DAY)
    template = settings.template(digest)
    built = editions.build(gathered, digest, template, on=DAY, number=1)
    return Editing(
        settings=settings,
        digest=digest,
        built=built,
        is_mailed=deciding.is_mailed(store, built.edition.id),
        environ={},
        clock=lambda: NOW,
    )


def made(store: Store, settings: Settings) -> due.Made:
    """The edition as the daemon makes it when it is due."""
    assert store.schedule.claim(SLOT, holder="one", now=NOW, lease=timedelta(minutes=2))
    return due.make(store, settings, SLOT, holder="one", clock=lambda: NOW)


def ids(edition: Edition) -> dict[str, str]:
    """Of stories, by the first word of their headlines; of claims, by that of their speakers."""
    names = {each.headline.text.split()[0]: each.id for each in edition.stories}
    names |= {each.words[0].text.split()[0]: each.id for each in edition.dropped}
    return names | {each.attribution.name.text.split()[0]: each.id for each in edition.items()}


def headlines(edition: Edition | None) -> list[str]:
    assert edition
    return [each.headline.text for each in edition.stories]


def test_what_is_decided_is_what_is_mailed(store: Store, settings: Settings) -> None:
    """On the desk, in the edition of the daemon, in its files and in the letter."""
    before = previewed(store, settings)
    names = ids(before.built.edition)
    assert headlines(before.built.edition) == [
        "Ferry Marlin aground off Holmen",
        "Library on the wall closes early",
    ]
    asked = Decisions(
        left_out=(names["Library"], names["Ben"]),
        order=(names["Three"],),
        headlines=(Headline(story=names["Ferry"], words=before.headlines(names["Ferry"])[1]),),
    )
    after = before.decided(asked)
    assert after.decisions == store.decisions.of("daily", DAY) == asked
    assert after.built.edition == previewed(store, settings).built.edition
    edition = made(store, settings).edition
    assert edition == after.built.edition
    assert edition.decisions == asked
    lynx, ferry = headlines(edition)
    assert lynx == "Three lynxes born in the southern hills"
    assert ferry.startswith("The ferry Marlin ran aground off Holmen island")
    (file,) = [*(settings.out / edition.id).glob("*.txt")]
    assert "Library" not in file.read_text("utf-8")
    (body,) = store.outbox.bodies(edition.id).values()
    assert b"helmsman" not in body.data
    assert b"lynxes" in body.data


def test_readers_with_topics_get_it_as_it_was_decided(store: Store, settings: Settings) -> None:
    """What an editor did not want to be read is not sent to those who asked for more of it."""
    before = previewed(store, settings)
    names = ids(before.built.edition)
    asked = Decisions(left_out=(names["Library"],), pinned=(names["Ben"],))
    before.decided(asked)
    edition = made(store, settings).edition
    assert edition
    issue = mailing.issue_of(store, settings.digest(), edition)
    by = sender(settings, ["files"])
    press = Press(settings=settings, digest=settings.digest(), issue=issue, sender=by)
    personal = press.body(press.variant(["library"]))
    assert b"Library" not in personal.data
    assert b"helmsman" in personal.data


def test_a_story_keeps_its_id_when_an_earlier_article_comes_in(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    """Stories are called after their first articles. What an editor left out an hour ago must not
    be mailed because it has another name by then."""
    before = previewed(store, settings)
    names = ids(before.built.edition)
    before.decided(Decisions(left_out=(names["Ben"],), pinned=(names["coastguard"],)))
    (tmp_path / "articles" / "star.md").write_text(EARLIER, "utf-8")
    after = previewed(store, settings)
    assert after.built.unapplied == ()
    story = next(each for each in after.built.edition.stories if each.articles == 2)
    assert story.id == names["Ferry"]
    assert [item.id for item in story.items] == [names["coastguard"]]
    store.decisions.keep("daily", DAY, "", Decisions(left_out=("Ben",)), now=NOW)
    anew = ids(previewed(store, settings).built.edition)
    assert anew["Ben"] != names["Ben"], "this test is about a story that would be named anew"


def test_what_cannot_be_followed_is_a_remark_of_the_daemon(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    """It is told in the log, and the edition is made all the same."""
    before = previewed(store, settings)
    before.decided(Decisions(order=(ids(before.built.edition)["Library"],)))
    (tmp_path / "articles" / "library.md").unlink()
    found = made(store, settings)
    assert found.kept
    (remark,) = found.remarks
    assert remark.place == "daily-2026-11-22"
    assert remark.message.endswith("the edition has nothing of that id any more")
    assert found.problems == ()


def test_what_was_mailed_cannot_be_decided_on(store: Store, settings: Settings) -> None:
    """People have it; an editor who could change it here would think that it is changed there."""
    before = previewed(store, settings)
    edition = made(store, settings).edition
    asked = Decisions(left_out=(ids(before.built.edition)["Library"],))
    with pytest.raises(SourceError, match="was mailed already") as error:
        before.decided(asked)
    assert error.value.place == "daily-2026-11-22"
    assert store.decisions.of("daily", DAY) == Decisions()
    assert previewed(store, settings).is_mailed
    store.decisions.keep("daily", DAY, "", asked, now=NOW)
    assert edition
    issue = mailing.issue_of(store, settings.digest(), edition)
    assert deciding.followed(store, issue) == (issue, ())


def test_an_edition_is_sent_as_it_was_decided_since_it_was_built(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    """With what it was built of, whatever has come in since."""
    before = previewed(store, settings)
    editions.keep(store, before.built, now=NOW)
    names = ids(before.built.edition)
    before.decided(Decisions(left_out=(names["Library"],), pinned=("gone",)))
    for each in (tmp_path / "articles").iterdir():
        each.unlink()
    issue, lost = deciding.followed(
        store, mailing.issue_of(store, settings.digest(), before.built.edition)
    )
    assert headlines(issue.edition) == [
        "Ferry Marlin aground off Holmen",
        "Three lynxes born in the southern hills",
    ]
    assert len(lost) == 1
    assert store.save(issue.edition, issue.stories)
    again = mailing.issue_of(store, settings.digest(), issue.edition)
    assert deciding.followed(store, again)[0] == again
    store.decisions.keep("daily", DAY, "", Decisions(), now=NOW)
    assert deciding.followed(store, again)[0].edition == before.built.edition


def test_the_desk_offers_what_is_left_out(store: Store, settings: Settings) -> None:
    """A claim of a story that is not shown can be pinned, and brings it."""
    before = previewed(store, settings)
    names = ids(before.built.edition)
    claims = before.pinnable()
    assert [*claims] == [names["Three"]]
    (lynx,) = claims[names["Three"]]
    assert before.headlines(names["Three"])[0].text == "Three lynxes born in the southern hills"
    assert before.headlines("nothing") == ()
    after = before.decided(Decisions(pinned=(lynx.id,)))
    assert names["Three"] in [each.id for each in after.built.edition.stories]


def test_a_test_goes_to_one_address_and_is_no_delivery(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    """The edition as it is on the desk; nobody has had it by that, and it can still be decided."""
    before = previewed(store, settings)
    after = before.decided(Decisions(left_out=(ids(before.built.edition)["Library"],)))
    assert after.no_test() == ""
    said = after.send_test("bo@example.org")
    assert said == "daily-2026-11-22 was sent to bo@example.org (files)"
    (letter,) = (tmp_path / "outbox").rglob("*.eml")
    assert letter.name == "bo@example.org.eml"
    assert b"Library" not in letter.read_bytes()
    assert not previewed(store, settings).is_mailed
    assert store.subscribers.of("daily") == ()


def test_a_test_that_cannot_be_sent_says_why_and_is_not_tried_later(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    """Nobody waits for a test that comes an hour later."""
    (tmp_path / "outbox").write_text("no folder", "utf-8")
    with pytest.raises(DigestError, match="outbox"):
        previewed(store, settings).send_test("bo@example.org")
    assert [each.state for each in store.outbox.list()] == [State.CANCELLED]


def test_no_test_goes_to_who_wants_nothing(store: Store, settings: Settings) -> None:
    """Who unsubscribed gets no tests either; and an address has to be one."""
    store.subscribers.add([subscriber("ada@example.org", standing=Standing.UNSUBSCRIBED)])
    for address in ("ada@example.org", "nobody"):
        with pytest.raises(AddressError):
            previewed(store, settings).send_test(address)


def test_a_digest_without_a_channel_for_mail_says_so(store: Store, settings: Settings) -> None:
    """The form is disabled with the reason, rather than failing when it is sent."""
    before = previewed(store, settings)
    hooked = replace(before, digest=replace(before.digest, deliver=("webhook",)))
    assert hooked.no_test().startswith("daily has no channel that takes mail")
    mailed = replace(before, digest=replace(before.digest, deliver=("smtp",)))
    assert "[mail]" in mailed.no_test()
