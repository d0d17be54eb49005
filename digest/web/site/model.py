"""What the pages of readers are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from digest.models.subscribers import Subscription, Wish
from digest.web.site.archive import Archive


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """`find` has the subscription of a token, `act` does what was wished and returns it; both give
    None where there is none, and raise DigestError where they cannot tell. `archive` has the
    digests that may be seen.

    `address` is where the pages are reached ("" where that is only here); `title` and `language`
    are for pages about no digest; `announce` is told what went wrong.
    """

    find: Callable[[str], Subscription | None]
    act: Callable[[str, Wish], Subscription | None]
    archive: Archive
    address: str
    title: str
    language: str
    announce: Callable[[str], None]

    @property
    def root(self) -> str:
        """The path that our addresses begin with."""
        return urlsplit(self.address).path.rstrip("/")
