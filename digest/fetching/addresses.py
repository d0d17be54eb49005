"""Which addresses may be asked, and where a redirect may lead.

A feed is somebody else's text. It must not make this machine ask itself, its network or the
services of its cloud, under whatever spelling. So a name is resolved by us, every address that it
has is checked here, and the connection goes to an address that was checked (`network`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpx

from digest.errors import FetchError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# All global unicast addresses of IPv6 so far (IANA); what lies outside is for special use.
_GLOBAL = IPv6Network("2000::/3")
# Translators put an IPv4 address into the last 32 bits (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")

# Longer ones are no addresses of feeds, and servers refuse them.
_LONGEST = 4096


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Networks in CIDR notation, such as 192.168.0.0/16."""
    return tuple(ip_network(text, strict=False) for text in texts)


def parse(url: str) -> httpx.URL:
    """A web address as it is asked for, without fragment. Raises FetchError where it is none."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise FetchError("is not a web address", hint="look at its spelling") from None
    if parsed.scheme not in ("http", "https"):
        raise FetchError("is not an address of http or https", hint="give one that is")
    if parsed.userinfo:
        raise FetchError("has a user name or password in it", hint="give the address without it")
    if not parsed.host or parsed.port == 0 or (parsed.port or 80) > 65535 or len(url) > _LONGEST:
        raise FetchError("is not a web address", hint="look at its spelling")
    return parsed.copy_with(fragment=None) if parsed.fragment else parsed


def redirected(url: httpx.URL, location: str) -> httpx.URL:
    """Where an answer with `location` sends who asked for `url`."""
    try:
        joined = str(url.join(location))
    except (httpx.InvalidURL, ValueError):
        hint = "look for its new address on its site"
        raise FetchError("redirects to what is not a web address", hint=hint) from None
    try:
        target = parse(joined)
    except FetchError as error:
        raise through(joined, error) from error
    if (url.scheme, target.scheme) == ("https", "http"):
        hint = "follow that address itself, if you trust the way there"
        raise through(joined, FetchError("is not encrypted, as it was before", hint=hint))
    return target


def through(url: str, error: FetchError) -> FetchError:
    """An error of the address that a redirect led to, as one of the address that was asked."""
    return FetchError(f"redirects to {url:.200}, which {error.message}", hint=error.hint)


def is_address(host: str) -> bool:
    """Whether a host is an address, in its usual spelling, and no name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def check(address: str, private: Sequence[Network]) -> None:
    """Raises FetchError for an address that is neither public nor in a network of `private`."""
    real = _real(ip_address(address.partition("%")[0]))
    if not _public(real) and not any(real in network for network in private):
        hint = "if it is yours, name its network in private_networks of the configuration"
        raise FetchError(f"leads to {real}, which is not a public address", hint=hint)


def _real(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, where it does."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _GLOBAL:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved
