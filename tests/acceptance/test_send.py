"""`digest send` and `digest outbox` as their users meet them, against a real mail server."""

from __future__ import annotations

import json
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from support.commands import Done, digest
from support.processes import run
from support.smtp_server import Server, serving

from digest.models.subscribers import Standing
from digest.storage import Store

ROOT = Path(__file__).parents[2]
EDITION = "daily-2026-11-11"
CONFIG = """
store = "sqlite:///digest.db"
[mail]
sender = "Harbour news <news@example.org>"
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
timeout = 5
[serve]
address = "https://news.example.org"
[[digest]]
name = "daily"
title = "Tagesdigest"
language = "de"
timezone = "Europe/Berlin"
sources = ["seeds"]
recipients = {recipients}
deliver = ["smtp"]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which an edition was built."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    configure(folder, port=9)
    assert digest("build", "--date", "2026-11-11", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "place"))


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def configure(folder: Path, *recipients: str, port: int) -> None:
    text = CONFIG.format(port=port, recipients=json.dumps(recipients))
    Path(folder, "config.toml").write_text(text, "utf-8")


def send(place: Path, *arguments: str | Path) -> Done:
    return digest("send", *arguments, cwd=place)


def outbox(place: Path, *arguments: str) -> Done:
    return digest("outbox", *arguments, cwd=place)


def got(server: Server) -> list[str]:
    return sorted(each.recipient for each in server.accepted)


def stored(place: Path) -> dict[str, str]:
    """What is in the database and in its log; readers leave an empty one."""
    files = [place / "digest.db", place / "digest.db-wal"]
    data = {each.name: each.read_bytes() for each in files if each.exists()}
    return {name: sha256(each).hexdigest() for name, each in data.items() if each}


def undated(data: bytes) -> bytes:
    return re.sub(rb"(?m)^Date: [^\r]*", b"Date:", data)


def test_each_recipient_gets_the_edition_once(place: Path, server: Server) -> None:
    """Sent again, it goes to those who are new."""
    configure(place, "ada@example.org", "bo@example.org", port=server.port)
    done = send(place)
    assert (done.returncode, done.stdout) == (0, f"{EDITION}: 2 sent\n")
    configure(place, "ada@example.org", "bo@example.org", "cy@example.org", port=server.port)
    assert send(place, EDITION).stdout == f"{EDITION}: 1 sent\n"
    assert send(place, EDITION).stdout == f"{EDITION}: nothing is left to send\n"
    assert send(place, EDITION, "--dry-run").stdout.startswith("Nothing would be sent")
    assert not (place / "dry-run").exists()
    assert got(server) == ["ada@example.org", "bo@example.org", "cy@example.org"]
    links = {re.findall(rb"List-Unsubscribe: <([^>]*)>", each.data)[0] for each in server.accepted}
    assert len(links) == 3


def test_a_dry_run_writes_what_is_sent_and_changes_nothing(place: Path, server: Server) -> None:
    """Who looks at a message wants to see that one, and not have it on its way already."""
    configure(place, "ada@example.org", "bo@example.org", port=server.port)
    before = stored(place)
    done = send(place, "--dry-run", "--out", "look")
    assert done.stdout.split() == ["look/ada@example.org.eml", "look/bo@example.org.eml"]
    assert stored(place) == before
    assert send(place).returncode == 0
    for each in server.accepted:
        shown = Path(place, "look", f"{each.recipient}.eml").read_bytes()
        assert undated(shown) == undated(each.data)
    assert "Nothing would be sent" in send(place, "--dry-run").stdout


def test_a_weekly_edition_arrives_with_its_chart(place: Path, server: Server) -> None:
    """Nothing is fetched from anywhere: the picture is in the mail, and shown by its name there."""
    configure(place, "ada@example.org", port=server.port)
    with (place / "config.toml").open("a", encoding="utf-8") as file:
        file.write('template = "weekly"\n')
    assert send(place).returncode == 0
    (mail,) = server.accepted
    parts = [*message_from_bytes(mail.data).walk()]
    picture, html = parts[-1], parts[-2]
    assert picture.get_content_type() == "image/png"
    assert picture.get_payload(decode=True).startswith(b"\x89PNG")
    source = f'src="cid:{picture["Content-ID"].strip("<>")}"'
    assert source in html.get_payload(decode=True).decode()


def test_a_dry_run_of_what_is_queued_has_its_date_too(place: Path, server: Server) -> None:
    """From then on each byte is fixed, whatever stands in the configuration meanwhile."""
    configure(place, "ada@example.org", "temp_1@example.org", port=server.port)
    server.greeting = "554 5.3.2 not today"
    assert send(place).returncode == 1
    before = stored(place)
    send(place, "--dry-run")
    assert stored(place) == before
    server.greeting = "220 back again"
    assert send(place).returncode == 3
    assert send(place).returncode == 0
    written = {path.stem: path.read_bytes() for path in Path(place, "dry-run").iterdir()}
    assert written == {each.recipient: each.data for each in server.accepted}


def test_what_was_not_sent_is_told_with_what_to_do(place: Path, server: Server) -> None:
    """A number would not say who has to be asked, and what for."""
    people = ["ada", "refuse-rcpt", "temp", "drop-after-data", *(f"perm.{n}" for n in range(5))]
    configure(place, *(f"{each}@example.org" for each in people), port=server.port)
    done = send(place)
    assert done.returncode == 3
    assert done.stdout == f"{EDITION}: 1 sent, 1 later, 6 failed, 1 unknown\n"
    told = done.stderr.splitlines()
    assert "refuse-rcpt@example.org: failed: 550 5.1.1 No such user here" in told
    assert "temp@example.org: later: 451 4.7.1 try again" in told
    some = ", ".join(f"perm.{n}@example.org" for n in range(3))
    assert f"{some} and 2 more: failed: 554 5.6.0 not like this" in told
    assert any(line.startswith("drop-after-data@example.org: unknown: ") for line in told)
    assert any("digest outbox retry" in line for line in told)


def test_a_server_that_takes_nothing_is_one_line(place: Path, server: Server) -> None:
    """And the exit status says that nobody has got it."""
    configure(place, *(f"reader{n}@example.org" for n in range(50)), port=server.port)
    server.greeting = "554 5.3.2 not today"
    done = send(place)
    assert done.returncode == 1
    where, *_ = done.stderr.splitlines()
    assert "not today; 50 deliveries wait until 20" in where
    assert "reader" not in done.stderr


def test_machines_get_all_of_it_as_json(place: Path, server: Server) -> None:
    """Each delivery with its id, by which it can be retried or cancelled."""
    configure(place, "ada@example.org", "perm@example.org", port=server.port)
    done = json.loads(send(place, "--json").stdout)
    (failed,) = done.pop("deliveries")
    (problem,) = done.pop("problems")
    assert done == {
        "mailing": EDITION,
        "queued": 2,
        "waiting": 0,
        "sent": 1,
        "later": 0,
        "failed": 1,
        "unknown": 0,
        "cancelled": 0,
    }
    assert (failed["id"], failed["state"], failed["tries"]) == (2, "failed", 1)
    assert problem["place"] == "perm@example.org"
    assert "token" not in failed


def test_a_test_goes_to_anybody_and_is_no_delivery_of_the_edition(
    place: Path, server: Server
) -> None:
    """Whoever tries it on their own address gets the edition all the same."""
    configure(place, "ada@example.org", port=server.port)
    assert send(place, "--to", "ada@example.org", "--to", "guest@example.org").returncode == 0
    assert got(server) == ["ada@example.org", "guest@example.org"]
    assert send(place).stdout == f"{EDITION}: 1 sent\n"
    assert got(server) == ["ada@example.org", "ada@example.org", "guest@example.org"]


def test_who_unsubscribed_gets_no_test_either(place: Path, server: Server) -> None:
    """A no is a no; and it is said, so that nobody looks for the mail."""
    configure(place, "ada@example.org", port=server.port)
    send(place)
    with Store.open(f"sqlite:///{place}/digest.db") as store:
        store.subscribers.change(
            "daily", "ada@example.org", partial(replace, standing=Standing.UNSUBSCRIBED)
        )
    done = send(place, "--to", "ada@example.org")
    assert done.returncode == 1
    assert "ada@example.org: gets nothing any more: unsubscribed" in done.stderr
    assert got(server) == ["ada@example.org"]


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        ("2026-11-12", "2026-11-12: no such edition\n  the newest are: daily-2026-11-11"),
        (EDITION, f"{EDITION}: nobody gets it\n  set recipients in the configuration, or"),
    ],
)
def test_where_there_is_nothing_to_send_it_says_so(place: Path, edition: str, said: str) -> None:
    """A command that does nothing and says nothing is taken for one that has worked."""
    done = send(place, edition)
    assert done.returncode == 1
    assert said in done.stderr


def test_an_edition_goes_to_the_readers_of_its_own_digest(place: Path, server: Server) -> None:
    """Who gives the id of another digest's edition means that one, not the first digest's readers
    with it.
    """
    configure(place, "ada@example.org", port=server.port)
    config = place / "config.toml"
    other = '[[digest]]\nname = "desk"\ntitle = "Desk"\nlanguage = "en"\ntimezone = "UTC"\n'
    more = 'sources = ["seeds"]\nrecipients = ["bob@example.org"]\ndeliver = ["smtp"]\n'
    config.write_text(config.read_text("utf-8") + other + more, "utf-8")
    digest("build", "--digest", "desk", "--date", "2026-11-11", cwd=place)
    assert send(place, "desk-2026-11-11").stdout == "desk-2026-11-11: 1 sent\n"
    assert got(server) == ["bob@example.org"]


def test_before_the_first_edition_it_says_what_makes_one(place: Path) -> None:
    """That is where everybody begins."""
    (place / "digest.db").unlink()
    done = send(place)
    assert done.stderr == "Error: daily: has no edition yet\n  digest build makes one\n"


def test_without_a_sender_nothing_is_queued(place: Path) -> None:
    """It is one line of the configuration, and nobody has to look for which."""
    configure(place, "ada@example.org", port=9)
    config = place / "config.toml"
    config.write_text(config.read_text("utf-8").replace("sender", "# sender"), "utf-8")
    done = send(place)
    assert done.returncode == 2
    assert "there is no `sender` in [mail]" in done.stderr
    assert outbox(place, "list").stdout == "Nothing was queued so far.\n"


def test_a_channel_that_lacks_something_keeps_no_other_waiting(place: Path) -> None:
    """Who forgot a password has their webhook and folder filled all the same, and is told."""
    configure(place, "ada@example.org", port=9)
    config = place / "config.toml"
    text = config.read_text("utf-8").replace("timeout = 5", 'user = "news"')
    config.write_text(text.replace('["smtp"]', '["smtp", "files"]'), "utf-8")
    done = send(place)
    assert (done.returncode, done.stdout) == (3, f"{EDITION}: 1 sent\n")
    assert "there is no password for news; 1 delivery waits until" in done.stderr
    assert Path(place, "outbox", EDITION, "ada@example.org.eml").exists()


def test_folders_need_no_sender(place: Path) -> None:
    """The default sends nothing anywhere and works without an account."""
    configure(place, "ada@example.org", port=9)
    config = place / "config.toml"
    text = config.read_text("utf-8").replace("sender", "# sender").replace('"smtp"]', '"files"]')
    config.write_text(text, "utf-8")
    assert send(place).returncode == 0
    assert Path(place, "outbox", EDITION, "ada@example.org.eml").exists()


def test_failed_ones_can_be_tried_again_and_unknown_ones_let_be(
    place: Path, server: Server
) -> None:
    """What the program must not decide, its owner can."""
    people = ("perm_1@example.org", "drop-after-data@example.org")
    configure(place, *people, port=server.port)
    send(place)
    listed = outbox(place, "list")
    assert re.search(r"perm_1@example.org +smtp +failed +1 +554 5.6.0", listed.stdout)
    assert listed.stdout.endswith("In all: 1 failed, 1 unknown.\n")
    assert outbox(place, "cancel", "--unknown").stdout == "1 delivery cancelled.\n"
    assert outbox(place, "retry", "--failed", "--edition", EDITION).stdout == (
        "1 delivery due now.\n"
    )
    assert send(place).stdout == f"{EDITION}: 1 sent\n"
    assert sorted({*got(server)}) == sorted(people)
    assert outbox(place, "list").stdout == "In all: 1 sent, 1 cancelled.\n"


def test_what_was_sent_is_not_retried(place: Path, server: Server) -> None:
    """A number that is mistyped must not mail somebody twice."""
    configure(place, "ada@example.org", port=server.port)
    send(place)
    done = outbox(place, "retry", "1", "77")
    assert done.returncode == 1
    assert "they were sent or are on their way" in done.stderr
    assert outbox(place, "retry").returncode == 2
    assert outbox(place, "retry", "1", "--failed").returncode == 2


def test_machines_read_the_outbox(place: Path, server: Server) -> None:
    """By state, by edition and by recipient."""
    configure(place, "ada@example.org", "temp@example.org", port=server.port)
    send(place)
    (later,) = json.loads(outbox(place, "list", "--state", "queued", "--json").stdout)["deliveries"]
    assert (later["recipient"], later["answer"]) == ("temp@example.org", "451 4.7.1 try again")
    asked = outbox(place, "list", "--to", "ada@example.org", "--edition", EDITION, "--json").stdout
    (sent,) = json.loads(asked)["deliveries"]
    assert (sent["state"], sent["next_try"]) == ("sent", None)


def test_a_signal_ends_what_is_begun_and_hands_back_the_rest(place: Path, server: Server) -> None:
    """The next send goes on at once, and nobody is unknown."""
    people = [f"slow.{n}@example.org" for n in range(30)]
    configure(place, *people, port=server.port)
    command = [sys.executable, "-m", "digest", "send"]
    ended = run(command, cwd=place, end=lambda _: signal.SIGTERM if len(server.accepted) > 3 else 0)
    assert ended.status == 3
    assert "deliveries wait" in ended.output
    assert 3 < len(server.accepted) < 30
    assert send(place).returncode == 0
    assert got(server) == sorted(people)
