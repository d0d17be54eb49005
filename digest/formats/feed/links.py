"""Addresses of the web, as feeds and pages spell them: absolute and safe, or nothing."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from digest.formats.feed.words import UNSEEN

# The bound that the sitemaps protocol sets for addresses; no page of a paper has a longer one.
MAX_URL = 2_048

# What browsers leave out of an address before they read it: `java\tscript:` is one of their words.
LEFT_OUT = re.compile(r"[\t\r\n]")
# White space that stands in no address; and what stands in some, but would end them in a page.
UNSAFE = re.compile(r"[^\S ]")
ESCAPED = str.maketrans({" ": "%20", "<": "%3C", ">": "%3E", '"': "%22"})
WHOLE = re.compile(r"https?://", re.IGNORECASE)
# What nearly all addresses look like: nothing has to be resolved, escaped or taken apart.
USUAL = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,4})?(?:[/?][!#-;=?-~]*)?")
HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")


def absolute(address: str, *bases: str) -> str:
    """`address`, resolved against the first of `bases` that is an address of the web itself.

    "" where that is none a reader may be sent to: not http or https, with a name before the host,
    with characters that are not seen, or too long. Spaces, angles and quotes are escaped.
    """
    written = LEFT_OUT.sub("", address.strip())
    if not written or len(written) > MAX_URL:
        return ""
    if USUAL.fullmatch(written):
        return written
    if not WHOLE.match(written):
        # Browsers take `\\` and `/\` for `//`; what looks like a path would lead to another host.
        written = _resolved(written.replace("\\", "/"), bases)
    return written.translate(ESCAPED) if _is_safe(written) else ""


def _resolved(written: str, bases: tuple[str, ...]) -> str:
    base = next((base for base in bases if _is_safe(base)), "")
    try:
        return urljoin(base, written)
    except ValueError:
        return ""


def _is_safe(url: str) -> bool:
    if not url or len(url) > MAX_URL or UNSEEN.search(url) or UNSAFE.search(url):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        _ = parts.port
    except ValueError:
        return False
    is_web = parts.scheme in ("http", "https") and "@" not in parts.netloc
    return is_web and "\\" not in parts.netloc and bool(HOST.fullmatch(host))
