"""Feeds that are out for harm come to a clear result each, and the others come in beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from support.feed_server import Shape
from support.feed_server import serving as serving_feeds
from support.following import Following
from support.hostile_list import CASES, FILES, NETWORKS, Case, serving
from support.processes import Usage

UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
GOOD, ITEMS = 10, 5


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving() as number:
        yield number


@pytest.fixture(scope="module")
def addresses(port: int) -> Mapping[str, str]:
    """Where each case and each file is, by its name."""
    cases = {case.name: case.address(port, number) for number, case in enumerate(CASES, 1)}
    files = {path.name: f"http://127.0.1.200:{port}/file/{path.name}" for path in FILES}
    return cases | files


@pytest.fixture(scope="module")
def looked(
    addresses: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Any]:
    """What `digest feeds test` says of each address."""
    following = Following(tmp_path_factory.mktemp("looked"))
    following.start([], NETWORKS)
    usage = following.run("test", "--json", *addresses.values())
    assert "Traceback" not in usage.output
    feeds = [json.loads(line) for line in usage.output.splitlines() if line.startswith("{")]
    return {feed["feed"]: feed for feed in feeds}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}: {case.name}")
def test_each_attack_has_a_clear_result(
    case: Case, addresses: Mapping[str, str], looked: Mapping[str, Any]
) -> None:
    """One sentence says what is wrong, or what can be read is read."""
    feed = looked[addresses[case.name]]
    if case.says:
        assert re.search(case.says, feed["error"])
        assert "\n" not in feed["error"]
        assert not feed["items"]
    else:
        assert (feed["error"], len(feed["items"])) == (None, case.items)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_left_of_a_feed(
    path: Path, addresses: Mapping[str, str], looked: Mapping[str, Any]
) -> None:
    """Beside each hostile feed stands what may come of it: its words, and no more than that."""
    feed = looked[addresses[path.name]]
    wanted = json.loads(path.with_name(f"{path.name}.expected.json").read_text("utf-8"))
    assert {key: feed[key] for key in wanted} == wanted


def test_nothing_that_is_not_seen_comes_through(looked: Mapping[str, Any]) -> None:
    """Control characters and those that turn the direction of words are in no field of any item."""
    words = [word for feed in looked.values() for item in feed["items"] for word in item.values()]
    assert len(words) > len(FILES)
    assert not [word for word in words if word and UNSEEN.search(word)]


def test_links_lead_to_the_web(looked: Mapping[str, Any]) -> None:
    """No item leads to a script, a file, or data."""
    links = [item["url"] for feed in looked.values() for item in feed["items"] if item["url"]]
    assert links
    assert all(re.match(r"https?://[^/@\s]+(/|$)", link) for link in links)


@pytest.fixture(scope="module")
def refreshed(
    addresses: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Following, Usage]]:
    """A refresh of all of them, with good feeds between them."""
    following = Following(tmp_path_factory.mktemp("refreshed"))
    with serving_feeds(Shape(items=ITEMS)) as port:
        good = [f"http://127.0.1.250:{port}/feeds/{number}.xml" for number in range(GOOD)]
        bad = [url for url in addresses.values() if url.startswith("http")]
        following.start([*good[::2], *bad, *good[1::2]], NETWORKS)
        yield following, following.run("refresh")


def test_the_rest_goes_on(refreshed: tuple[Following, Usage]) -> None:
    """Each item of the good feeds is there, the refresh ends by itself, and nothing runs on."""
    following, usage = refreshed
    assert usage.status == 3, usage.output  # some feeds failed, and are told of
    assert "Traceback" not in usage.output
    assert not usage.left
    links = [row[3] for row in following.kept()["sightings"]]
    assert sum(".example/news/" in link for link in links) == GOOD * ITEMS


def test_every_feed_has_its_status(
    refreshed: tuple[Following, Usage], addresses: Mapping[str, str]
) -> None:
    """The list tells what is wrong with each, and that it is tried again."""
    following, _ = refreshed
    visits = {feed["url"]: feed["visits"] for feed in following.listed()}
    for case in CASES:
        if addresses[case.name] in visits:
            visit = visits[addresses[case.name]]
            assert re.search(case.says, visit["error"]) if case.says else not visit["error"]
            assert visit["next_try"]
            assert not visit["stopped"]
