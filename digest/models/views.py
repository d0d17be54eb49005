"""What readers see of an edition: its views, and where they find them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from digest.models.documents import Problem

# Gmail shows so much of a message and hides the rest behind a link.
CLIP_BYTES = 102_000


class Archived(StrEnum):
    """What of an edition readers find on the web: nothing, the edition with the paragraphs that it
    cites, or with its articles as a whole.
    """

    NONE = "none"
    EXCERPTS = "excerpts"
    ARTICLES = "articles"


@dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """A picture that comes with the HTML, which shows it as `cid:NAME` (RFC 2392). `name` is that
    of a file, `data` a PNG.
    """

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """The views of an edition that are written to files and mailed.

    `images` are those that the HTML shows. `problems` are for the report of the run: that the mail
    is nearly too long, or was shortened.
    """

    subject: str
    html: str
    text: str
    json: str
    images: tuple[Image, ...] = ()
    problems: tuple[Problem, ...] = ()
