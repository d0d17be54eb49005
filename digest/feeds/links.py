"""Addresses as identity needs them: two that lead to one page are spelt alike.

`canonical` is still an address to follow; `key` is what all spellings of one address share, and no
address any more. Both are made of links that `digest.formats.feed` has found to be safe.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# Parameters by which a site sees where its readers come from. What they say is never part of the
# page; a name that some site uses for its pages as well (`cid`, `id`, `sid`) is not among them.
TRACKING_STARTS = (
    "utm_",  # Google Analytics, and whoever counts as it does
    "_ga",
    "_gl",
    "mtm_",  # Matomo, by its names of today and before
    "matomo_",
    "pk_",
    "piwik_",
    "at_",  # Piano, once AT Internet: broadcasters and papers in Europe
    "wt_",  # Mapp, once Webtrekk: papers in German
    "wt.",
    "ns_",  # Comscore
    "itm_",
    "hsa_",  # HubSpot
    "_hs",
    "__hs",
    "fb_",  # Facebook
    "mc_",  # Mailchimp
    "oly_",  # Omeda
    "vero_",
    "guce_",  # Yahoo
)
TRACKING = frozenset(
    {
        # One click each: Google, Microsoft, Meta, X, TikTok, LinkedIn, Yandex.
        *("gclid", "dclid", "gbraid", "wbraid", "gclsrc", "srsltid", "msclkid", "fbclid", "igshid"),
        *("igsh", "twclid", "__twitter_impression", "ttclid", "li_fat_id", "yclid", "ysclid"),
        # Campaigns: Adobe, AT Internet, Marketo, beehiiv, and house brands of large publishers.
        *("s_cid", "sc_cid", "xtor", "xtref", "mkt_tok", "_bhlid", "cmp", "cmpid", "icid", "ncid"),
        *("ocid", "smid", "emc", "ftag", "taid", "soc_src", "soc_trk", "guccounter", "echobox"),
        *("campaign_id", "campaign_name", "campaign_source", "campaign_medium"),
        # The feed that a link stands in.
        *("feedtype", "feedname", "rss", "rssfeed", "from_rss"),
        # One visit each.
        *("phpsessid", "jsessionid"),
        # The same page in another dress.
        *("amp", "outputtype"),
    }
)
# Parameters that name a page on some sites, and on others where the reader comes from.
REFERRERS = frozenset(
    {
        "ref",
        "referrer",
        "src",
        "source",
        "from",
        "via",
        "feed",
        "mod",
        "partner",
        "origin",
        "medium",
    }
)
FEED_VALUE = re.compile(r"(?:rss|atom|feed)(?:feeds?|s|ly|burner)?(?![a-z])", re.IGNORECASE)
SITE_VALUE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)

# Places within a page that every page of its kind has. Others can be an item of their own, as the
# posts of a live blog are.
JUMPS = re.compile(r"comments?|respond|disqus_thread|more(?:-\d+)?|top|main|content", re.IGNORECASE)
# Between parameters, also where it was escaped once more than it should have been.
AMPERSANDS = re.compile("&(?:amp;)*")
SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
ESCAPE = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)

# Thrice as fast as `urllib`, and all that is needed of addresses that are absolute and safe.
ADDRESS = re.compile(
    r"(https?)://([^/?#@:\s]+|\[[0-9a-f:.]+\])(?::0*(\d{0,5}))?(/[^?#]*)?(?:\?([^#]*))?(?:#(.*))?",
    re.IGNORECASE | re.DOTALL,
)
PORTS = {"http": "80", "https": "443"}

# A site is one with these names before it and without.
DRESSES = ("www.", "m.", "mobile.", "amp.")
AMP_PATH = re.compile(r"/amp(?:\.html)?$")
HOME = re.compile(r"/?(?:(?:index|home|default)(?:\.[a-z]{3,5})?)?", re.IGNORECASE)


class Address(NamedTuple):
    """An address without tracking; `place` is its host, and its port where that is another."""

    scheme: str
    place: str
    path: str
    query: str
    fragment: str


def canonical(url: str) -> str:
    """`url` without what tells readers apart, and not pages; "" where it is none of the web."""
    address = _read(url)
    return f"{address.scheme}://{address.place}{_rest(address, address.path)}" if address else ""


def key(url: str) -> str:
    """What `url` shares with its other spellings: without scheme, `www.`, last slash and AMP."""
    address = _read(url)
    if address is None:
        return ""
    path = AMP_PATH.sub("", address.path.rstrip("/")).rstrip("/")
    if "%" in path:
        path = ESCAPE.sub(lambda code: code[0].upper(), path)
    return _site(address.place) + _rest(address, path)


def site(url: str) -> str:
    """The host of `url` without `www.` and the like, or ""."""
    address = _read(url)
    return _site(address.place) if address else ""


def is_home(url: str) -> bool:
    """Whether `url` is the first page of a site, which is never an article."""
    address = _read(url)
    if address is None or address.query or address.fragment:
        return False
    return HOME.fullmatch(address.path) is not None


def _rest(address: Address, path: str) -> str:
    query = f"?{address.query}" if address.query else ""
    fragment = f"#{address.fragment}" if address.fragment else ""
    return path + query + fragment


def _site(place: str) -> str:
    for dress in DRESSES:
        bare = place.removeprefix(dress)
        place = bare if "." in bare else place
    return place


# One item's link is asked for several times over, and many feeds have the same.
@lru_cache(maxsize=4_096)
def _read(url: str) -> Address | None:
    parts = ADDRESS.fullmatch(url)
    if parts is None:
        return None
    scheme, host, port, path, query, fragment = parts.groups("")
    scheme, host = scheme.lower(), host.lower().rstrip(".")
    return Address(
        scheme=scheme,
        place=host if port in ("", PORTS[scheme]) else f"{host}:{port}",
        path=SESSION.sub("", path) if ";" in path else path or "/",
        query=_query(query) if query else "",
        fragment=_fragment(fragment) if fragment else "",
    )


def _query(query: str) -> str:
    pieces = AMPERSANDS.split(f"&{query}")
    return "&".join(piece for piece in pieces if piece and not _is_tracking(piece))


def _is_tracking(piece: str) -> bool:
    name, _, value = piece.partition("=")
    name = name.lower()
    if name in TRACKING or name.startswith(TRACKING_STARTS):
        return True
    if name not in REFERRERS:
        return False
    return bool(FEED_VALUE.match(value)) or (name == "ref" and bool(SITE_VALUE.fullmatch(value)))


def _fragment(fragment: str) -> str:
    """A fragment that is an address of its own: a route (`#!/story`), or a place in a page."""
    if fragment.startswith(("!", "/")):
        return fragment
    is_noise = "=" in fragment or FEED_VALUE.match(fragment) or JUMPS.fullmatch(fragment)
    return "" if is_noise else fragment
