"""`digest run` as its users meet it: a program that goes on, is told, killed and started again."""

from __future__ import annotations

import json
import signal
import urllib.error
import urllib.request
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from support.processes import alive, catches, until
from support.running import Daemon, Place


def get(place: Place, path: str, host: str = "") -> tuple[int, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{place.port}{path}")
    if host:
        request.add_header("Host", host)
    try:
        with urllib.request.urlopen(request) as response:  # noqa: S310  http, as above
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def built(*daemons: Daemon) -> Counter[tuple[str, str]]:
    """How often the edition of each slot was built."""
    return Counter(
        (each["digest"], each["slot"])
        for daemon in daemons
        for each in daemon.entries
        if each["event"] == "edition built"
    )


def test_an_edition_is_made_sent_and_told_of(tmp_path: Path) -> None:
    """The whole way, and what those who watch over it see of it."""
    place = Place(tmp_path)
    place.due()
    with place.daemon() as daemon:
        edition = daemon.until("edition built")["edition"]
        assert daemon.until("letters sent")["sent"] == 1
        status, said = get(place, "/health")
        health: dict[str, Any] = json.loads(said)
        assert (status, health["status"], health["leads"]) == (200, "ok", True)
        _, metrics = get(place, "/metrics")
        assert 'digest_editions_built_total{digest="daily"} 1.0' in metrics
        assert 'digest_deliveries{state="sent"} 1.0' in metrics
        assert get(place, "/health", host="evil.example")[0] == 421
        standing = json.loads(place.run("status", "--json"))
        assert standing["daemon"] == health["leader"]
        assert daemon.end() == 0
    assert json.loads(place.run("status", "--json"))["daemon"] is None
    views = sorted(each.name for each in (tmp_path / "out" / edition).iterdir())
    assert views == ["edition.html", "edition.json", "edition.txt"]
    assert (tmp_path / "outbox" / edition / "a@example.org.eml").read_bytes()


def test_the_configuration_is_read_again(tmp_path: Path) -> None:
    """One that is wrong changes nothing, and the log says in which line; a right one counts."""
    place = Place(tmp_path)
    with place.daemon() as daemon:
        daemon.until("timetable counts from now")
        place.configure("daily", head="nonsense = 1")
        daemon.tell(signal.SIGHUP)
        wrong = daemon.until("configuration stays as it was")
        assert wrong["where"].endswith("config.toml:1")
        place.configure("daily", "other")
        daemon.tell(signal.SIGHUP)
        daemon.until("configuration read")
        assert daemon.until("timetable counts from now")["digest"] == "other"
        assert daemon.end() == 0


def test_whatever_is_killed_is_gone_on_with(tmp_path: Path) -> None:
    """No process outlives its daemon; the next one takes the slot over, and makes it once."""
    place = Place(tmp_path, head='templates = "hanging"')
    place.due()
    place.hang()
    with place.daemon() as daemon:
        daemon.until("leads")
        children = until(daemon.children)
        daemon.end(signal.SIGKILL)
    until(lambda: not any(map(alive, children)))
    [(slot,)] = place.ask("SELECT slot FROM slots WHERE progress = 'building'")
    place.configure("daily")
    with place.daemon() as daemon:
        entry = daemon.until("edition built")
        daemon.until("letters sent")
        daemon.end()
    assert place.ask("SELECT slot, progress, attempts FROM slots") == [(slot, "done", 2)]
    assert (tmp_path / "outbox" / entry["edition"] / "a@example.org.eml").exists()


def test_what_hangs_ends_with_its_daemon(tmp_path: Path) -> None:
    """A build has ten seconds from SIGTERM on; its slot is as if it had not been begun."""
    place = Place(tmp_path, head='templates = "hanging"')
    place.due()
    place.hang()
    with place.daemon() as daemon:
        [child] = until(daemon.children)
        until(lambda: catches(signal.SIGTERM, child))
        assert daemon.end() == 0
    assert not alive(child)
    assert daemon.entries[-1]["event"] == "edition handed back"
    [(attempts, next_try, changed)] = place.ask("SELECT attempts, next_try, changed FROM slots")
    assert (attempts, next_try) == (0, changed)


def test_two_daemons_make_each_edition_once(tmp_path: Path) -> None:
    """One of them is killed in the middle: the other goes on with what is left."""
    names = [f"d{number}" for number in range(3)]
    place = Place(tmp_path, *names)
    with place.daemon() as first:
        first.until("leads")
        with place.daemon() as second:
            second.until("stands by")
            place.since(datetime.now(UTC) - timedelta(hours=1))
            first.tell(signal.SIGHUP)  # a tick, which would come by itself
            first.until("edition built")
            first.end(signal.SIGKILL)
            second.tell(signal.SIGHUP)
            second.until("edition built")
            second.end()
    place.run("run", "--once")
    assert set(built(first, second).values()) == {1}
    made = place.ask("SELECT digest, progress FROM slots ORDER BY digest")
    assert made == [(name, "done") for name in names]
    assert place.ask("SELECT count(*), state FROM outbox") == [(len(names), "sent")]


def test_a_taken_port_is_no_end(tmp_path: Path) -> None:
    """Two digests on one machine with the same configuration: the editions come, a line is said."""
    place = Place(tmp_path)
    with place.daemon() as first:
        first.until("timetable counts from now")
        with place.daemon() as second:
            assert "cannot be used" in second.until("no health and metrics")["reason"]
            second.until("stands by")
            assert second.end() == 0


def test_a_configuration_that_is_wrong_at_the_start_ends_it(tmp_path: Path) -> None:
    """Nothing is there that could be gone on with: a service that starts is taken to work."""
    place = Place(tmp_path)
    place.configure("daily", head="nonsense = 1")
    place.run("run", status=[2])


def test_once_says_what_failed(tmp_path: Path) -> None:
    """A timer's mail or a service that failed: somebody sees it."""
    place = Place(tmp_path)
    place.due()
    (tmp_path / "articles").rename(tmp_path / "elsewhere")
    place.run("run", "--once", status=[1])
    [turn] = [each["last"] for each in json.loads(place.run("status", "--json"))["digests"]]
    assert (turn["progress"], turn["attempts"]) == ("failed", 1)
    assert turn["detail"] == "no article to make an edition of"
    assert turn["next_try"]
