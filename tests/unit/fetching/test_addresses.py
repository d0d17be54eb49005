"""The address rule: what may be asked, what may be connected to, where a redirect may lead."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import FetchError
from digest.fetching import addresses

PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]

OLD = httpx.URL("https://harbour.example/old/feed")

PRIVATE = [
    "0.0.0.0",  # noqa: S104  nothing is bound
    "10.0.0.7",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.0.9",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.251",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_connected_to(address: str) -> None:
    """The rule must not cost a feed that is on the web."""
    addresses.check(address, ())


@pytest.mark.parametrize("address", PRIVATE)
def test_no_other_address_is_connected_to(address: str) -> None:
    """Each of them is this machine, its network or the services of its cloud, in some disguise."""
    with pytest.raises(FetchError, match="which is not a public address"):
        addresses.check(address, ())


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("192.168.1.20", True),
        ("::ffff:192.168.1.20", True),
        ("192.168.2.20", False),
        ("fd12::5", True),
        ("fd13::5", False),
        ("127.0.0.1", False),
    ],
)
def test_a_private_network_is_allowed_where_it_is_named(address: str, *, allowed: bool) -> None:
    """A feed of one's own server is wanted; that lets in nothing beside it."""
    private = addresses.networks(["192.168.1.7/24", "fd12::/16"])
    if allowed:
        addresses.check(address, private)
    else:
        with pytest.raises(FetchError):
            addresses.check(address, private)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://harbour.example/feed", "http://harbour.example/feed"),
        ("HTTPS://Harbour.Example:443/feed?a=b#top", "https://harbour.example/feed?a=b"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("http://harbour.example/a b", "http://harbour.example/a%20b"),
    ],
)
def test_web_addresses_are_asked_as_servers_know_them(url: str, asked: str) -> None:
    """What a user or a feed writes is often more than what a server is told."""
    assert str(addresses.parse(url)) == asked


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "is not an address of http or https"),
        ("gopher://harbour.example/", "is not an address of http or https"),
        ("ftp://harbour.example/feed", "is not an address of http or https"),
        ("javascript:alert(1)", "is not an address of http or https"),
        ("feed", "is not an address of http or https"),
        ("", "is not an address of http or https"),
        ("http://me:secret@harbour.example/", "has a user name or password in it"),
        ("http://harbour.example@10.0.0.7/", "has a user name or password in it"),
        ("http:///feed", "is not a web address"),
        ("http://0177.0.0.1/", "is not a web address"),
        ("http://256.1.1.1/", "is not a web address"),
        ("http://[::1", "is not a web address"),
        ("http://harbour.example:0/", "is not a web address"),
        ("http://harbour.example:99999/", "is not a web address"),
        ("http://harbour.example:port/", "is not a web address"),
        ("http://harbour.example/\r\nHost: evil", "is not a web address"),
        ("http://harbour.example/" + "a" * 5000, "is not a web address"),
    ],
)
def test_what_is_no_web_address_is_refused(url: str, message: str) -> None:
    """Before anything is looked up, and in words that say what to change."""
    with pytest.raises(FetchError) as error:
        addresses.parse(url)
    assert error.value.message == message
    assert error.value.hint


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    """Addresses come from feeds, which may have anything there."""
    for url in (text, f"http://{text}", f"http://harbour.example/{text}"):
        try:
            parsed = addresses.parse(url)
        except FetchError:
            continue
        assert parsed.scheme in ("http", "https")
        assert parsed.host
        assert not parsed.userinfo


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/new", "https://harbour.example/new"),
        ("new?page=2", "https://harbour.example/old/new?page=2"),
        ("//quay.example/feed", "https://quay.example/feed"),
        ("https://quay.example/feed#top", "https://quay.example/feed"),
    ],
)
def test_redirects_lead_on(location: str, target: str) -> None:
    """Servers give whole addresses and parts of them."""
    assert (
        str(addresses.redirected(httpx.URL("https://harbour.example/old/feed"), location)) == target
    )


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("http://harbour.example/", "redirects to http://harbour.example/, which is not encrypted"),
        ("file:///etc/passwd", "redirects to file:/etc/passwd, which is not an address of http"),
        ("https://a:b@quay.example/", "which has a user name or password in it"),
        ("https://256.1.1.1/\u202e", "redirects to what is not a web address"),
    ],
)
def test_redirects_do_not_lead_anywhere(location: str, message: str) -> None:
    """A server must not send us where a user could not: each hop has the rules of the first."""
    with pytest.raises(FetchError) as error:
        addresses.redirected(OLD, location)
    assert message in error.value.message
