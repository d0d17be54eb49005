"""Names: looked up by us, every address checked, and the connection made to what was checked."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from support.hostile_server import FEED, Server, serving

from .conftest import Asking

CERTIFICATE = Path(__file__).parents[2] / "data" / "tls" / "harbour.pem"


class Names:
    """A DNS that says something else each time it is asked; the last it says for ever."""

    def __init__(self, *answers: Sequence[str] | Exception) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, _: int, /) -> Sequence[str]:
        self.asked.append(host)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_a_connection_goes_to_the_address_that_was_checked(server: Server, asking: Asking) -> None:
    """Nobody but this resolver knows the name: a second look-up on the way would have failed."""
    names = asking.agent["resolver"] = Names(["127.0.0.9"])
    assert asking.one(f"http://harbour.example:{server.port}/feed").body == FEED
    assert names.asked == ["harbour.example"]
    assert server.asked[0].headers["host"] == f"harbour.example:{server.port}"
    assert server.most == {"127.0.0.9": 1}


def test_a_name_that_means_another_address_later_gains_nothing(
    server: Server, asking: Asking
) -> None:
    """Rebinding: public when it is checked, private when it is connected to. Each connection has
    a look-up and a check of its own, here the one of a redirect.
    """
    names = asking.agent["resolver"] = Names(["127.0.0.1"], ["10.0.0.7"])
    message = asking.message(f"http://harbour.example:{server.port}/redirect/302//feed")
    assert message.endswith("which leads to 10.0.0.7, which is not a public address")
    assert names.asked == ["harbour.example"] * 2


def test_one_bad_address_among_good_ones_is_enough(server: Server, asking: Asking) -> None:
    """Which of them is connected to would be a matter of chance."""
    asking.agent["resolver"] = Names(["127.0.0.1", "169.254.169.254"])
    message = asking.message(f"http://harbour.example:{server.port}/feed")
    assert message == "leads to 169.254.169.254, which is not a public address"
    assert server.asked == []


def test_the_next_address_is_tried_where_one_is_dead(server: Server, asking: Asking) -> None:
    """Hosts with several addresses have them for that; ::1 has no such port here."""
    asking.manners["private_networks"] = ("127.0.0.0/8", "::1")
    asking.agent["resolver"] = Names(["::1", "127.0.0.1"])
    assert asking.one(f"http://harbour.example:{server.port}/feed").body == FEED


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (socket.gaierror(socket.EAI_NONAME, ""), "is at a host that nobody knows"),
        (
            socket.gaierror(socket.EAI_AGAIN, ""),
            "cannot be looked up: the DNS does not answer",
        ),
    ],
)
def test_names_that_lead_nowhere(asking: Asking, error: Exception, message: str) -> None:
    """A typing error, and a network that is down: the user can mend one of them."""
    asking.agent["resolver"] = Names(error)
    assert asking.message("http://harbour.example/feed") == message


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "017700000001", "[::1]", "[::ffff:127.0.0.1]"],
)
def test_this_machine_is_not_asked_under_any_spelling(
    server: Server, asking: Asking, host: str
) -> None:
    """The system's resolver reads them all, and says what they mean."""
    asking.manners["private_networks"] = ()
    message = asking.message(f"http://{host}:{server.port}/feed")
    assert message.endswith("which is not a public address")
    assert server.asked == []


@pytest.fixture
def harbour() -> Iterator[Server]:
    """A server that can prove to be harbour.example."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with serving(tls=context) as running:
        yield running


def trusting() -> ssl.SSLContext:
    """What is trusted where the certificate of the tests is."""
    return ssl.create_default_context(cafile=CERTIFICATE)


def test_who_we_talk_to_is_proved_by_name(harbour: Server, asking: Asking) -> None:
    """The connection goes to an address, and the certificate is that of the name."""
    asking.agent |= {"resolver": Names(["127.0.0.9"]), "trust": trusting}
    assert asking.one(f"https://harbour.example:{harbour.port}/large/2").body.startswith(FEED)
    assert harbour.asked[0].headers["host"] == f"harbour.example:{harbour.port}"


@pytest.mark.parametrize(
    ("host", "trust"), [("quay.example", trusting), ("harbour.example", ssl.create_default_context)]
)
def test_who_proves_nothing_is_not_talked_to(
    harbour: Server, asking: Asking, host: str, trust: Callable[[], ssl.SSLContext]
) -> None:
    """A certificate of another name, and one that nobody vouches for."""
    asking.agent |= {"resolver": Names(["127.0.0.9"]), "trust": trust}
    message = asking.message(f"https://{host}:{harbour.port}/feed")
    assert message.startswith("has a certificate that is not valid: ")
    assert harbour.asked == []


def test_who_speaks_another_tls_is_told_so(harbour: Server, asking: Asking) -> None:
    """Old servers know nothing that is still safe."""
    context = trusting()
    context.set_ciphers("PSK")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    asking.agent |= {"resolver": Names(["127.0.0.9"]), "trust": lambda: context}
    message = asking.message(f"https://harbour.example:{harbour.port}/feed")
    assert message.startswith("cannot agree on encryption: ")


def test_who_hangs_up_before_talking_tls_is_told_so(asking: Asking) -> None:
    """What a firewall does that lets nothing through but a connection."""

    def hang_up() -> None:
        listener.accept()[0].close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        hanging_up = threading.Thread(target=hang_up)
        hanging_up.start()
        message = asking.message(f"https://127.0.0.1:{listener.getsockname()[1]}/feed")
        hanging_up.join()
    assert message == "sent an answer that breaks off or is no HTTP"


def test_a_page_that_was_encrypted_does_not_lead_to_one_that_is_not(
    harbour: Server, server: Server, asking: Asking
) -> None:
    """Whoever listens on the way could put anything into the feed."""
    asking.agent |= {"resolver": Names(["127.0.0.9"]), "trust": trusting}
    to = server.url("/feed")
    message = asking.message(f"https://harbour.example:{harbour.port}/redirect/301/{to}")
    assert message == f"redirects to {to}, which is not encrypted, as it was before"
    assert server.asked == []


def test_no_way_to_a_host_is_another_thing_than_its_refusal(server: Server, asking: Asking) -> None:
    """Where that is so of all hosts this machine is offline, and no feed has done wrong."""
    for error in (socket.gaierror(socket.EAI_AGAIN, ""), socket.gaierror(socket.EAI_NONAME, "")):
        asking.agent["resolver"] = Names(error)
        assert asking.one("http://harbour.example/feed").unreachable
    asking.agent["resolver"] = Names(["127.0.0.1"])
    assert not asking.one(f"http://harbour.example:{server.port}/status/500").unreachable
    assert not asking.one("http://harbour.example:9/feed").unreachable


def test_a_silent_network_is_no_way_to_a_host(server: Server, asking: Asking) -> None:
    """Some networks drop what is sent; a server that is connected to and says nothing is there."""

    async def silent(host: str, port: int, /) -> Sequence[str]:
        await asyncio.sleep(20)
        return []

    asking.manners["deadline"] = 0.2
    assert not asking.one("/silent").unreachable
    asking.agent["resolver"] = silent
    assert asking.one("http://harbour.example/feed").unreachable
