"""What the pages say of a preview: which articles there are, what became of their claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from digest.models import Document, Spans
from digest.models.editions import Words
from digest.web.article import place
from digest.web.preview.model import Preview


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """An article in the list: how many claims it has, and how many lines of the edition cite it."""

    document: Document
    title: str
    claims: int
    cited: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Fate:
    """What became of a claim: the line of the edition it is in ("2.3"), or why it is in none."""

    line: str = ""
    item: str = ""
    reason: str = ""


def rows(preview: Preview) -> list[Row]:
    """The articles as they were read."""
    lines = {(fingerprint, fate.line) for fingerprint, _, fate in _fates(preview) if fate.line}
    cited = Counter(fingerprint for fingerprint, _ in lines)
    return [
        Row(
            document=document,
            title=title(document),
            claims=len(preview.claims.get(fingerprint, ())),
            cited=cited[fingerprint],
        )
        for fingerprint, document in preview.documents.items()
    ]


def title(document: Document) -> str:
    """Its title, or the beginning of its text where it has none."""
    if document.title:
        return document.title.value
    words = document.text.split()
    return " ".join(words[:10]) + " …" if len(words) > 10 else " ".join(words) or document.id


def fates(preview: Preview, fingerprint: str) -> dict[str, Fate]:
    """What became of the claims of one article, by the fragment that leads to them."""
    document, claims = preview.documents[fingerprint], preview.claims.get(fingerprint, ())
    return {
        place(document, claims, spans): fate
        for owner, spans, fate in _fates(preview)
        if owner == fingerprint
    }


def _fates(preview: Preview) -> Iterator[tuple[str, Spans, Fate]]:
    """Document, spans and fate: those that were chosen last, so that they count where both are."""
    edition = preview.edition
    dropped = [*edition.dropped, *(each for story in edition.stories for each in story.dropped)]
    for each in dropped:
        for words in each.words:
            if words.span:
                yield words.document, (words.span,), Fate(reason=each.reason)
    documents = {each.number: each.document for each in edition.references}
    for number, story in enumerate(edition.stories, 1):
        for line, item in enumerate(story.items, 1):
            for found in item.places:
                fate = Fate(line=f"{number}.{line}", item=item.id)
                yield documents[found.number], found.spans, fate


def link(preview: Preview, fingerprint: str, spans: Spans) -> str:
    """The address of words in their article; of its title, where they have no place, its own."""
    if not spans:
        return f"/documents/{fingerprint}"
    document, claims = preview.documents[fingerprint], preview.claims.get(fingerprint, ())
    return f"/documents/{fingerprint}#{place(document, claims, spans)}"


def language(preview: Preview, words: Words) -> str:
    """The language of the block that `words` stand in, or of the article whose title they are."""
    document = preview.documents[words.document]
    if words.span is None:
        return document.language.value
    return document.block_at(words.span.start).language


def web_address(url: str | None) -> str | None:
    """`url` where it leads to the web: no script, no file, no host left to guess."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def moment(time: datetime) -> str:
    """A time as it is told: a day alone where it is midnight, which is how days are read."""
    if time.time() == datetime.min.time():
        return time.date().isoformat()
    return time.isoformat(" ", "minutes")


def text_size(text: str) -> tuple[int, int]:
    """Lines of a text part, and its widest in columns."""
    lines = text.splitlines()
    return len(lines), max(map(len, lines), default=0)
