"""Where the pages of a digest are on the web: the one place that knows their addresses.

    BASE                            its editions, newest first
    BASE/editions/ID                an edition (ID.json, ID.txt: its other views)
    BASE/stories/ID                 a story over all editions that tell of it
    BASE/claims/ID                  a claim with all its places, and what became of it
    BASE/speakers, BASE/speakers/KEY  who is quoted; a speaker, and what they said
    BASE/articles/FINGERPRINT#...   an article with its claims marked
    BASE/search?q=..., BASE/feed.atom, BASE/editions.json

These are permanent: a story, a claim and an article keep their ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from digest.models.archive import voice_key
from digest.models.text import Spans

# The path of a digest on the site: its name follows.
ARCHIVE = "/archive/"


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that begin with `base`; all are "" where that is, for there are no pages then."""

    base: str = ""

    @classmethod
    def of(cls, site: str, digest: str) -> Links:
        """The pages of `digest` on the `site` with that address ("" where there is none)."""
        return cls.under(site.rstrip("/"), digest) if site else cls()

    @classmethod
    def under(cls, root: str, digest: str) -> Links:
        """The pages of `digest` for a page of the same site, whose paths begin with `root`."""
        return cls(f"{root}{ARCHIVE}{digest}")

    def home(self) -> str:
        """The list of its editions."""
        return self.base

    def edition(self, name: str) -> str:
        return self._to("editions", name)

    def story(self, name: str) -> str:
        return self._to("stories", name)

    def claim(self, name: str) -> str:
        return self._to("claims", name)

    def speakers(self) -> str:
        """The list of its speakers."""
        return self._to("speakers")

    def speaker(self, name: str) -> str:
        """A speaker, by name or key; "" leads nowhere."""
        key = voice_key(name)
        return self._to("speakers", key) if key else ""

    def article(self, fingerprint: str, spans: Spans = ()) -> str:
        """An article; with `spans`, at the claim whose quote they are."""
        page = self._to("articles", fingerprint)
        return f"{page}#{anchor(spans)}" if page and spans else page

    def search(self) -> str:
        """The page that is asked with `?q=`."""
        return self._to("search")

    def feed(self) -> str:
        return self._to("feed.atom")

    def listing(self) -> str:
        return self._to("editions.json")

    def _to(self, *parts: str) -> str:
        path = "/".join(quote(part, safe="") for part in parts)
        return f"{self.base}/{path}" if self.base else ""


def anchor(spans: Spans) -> str:
    """The fragment that leads to the claim whose quote is `spans`."""
    return f"claim-{spans[0].start}-{spans[-1].end}"
