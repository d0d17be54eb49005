"""What editions show, line by line: written with each edition, for finding it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, func, insert, select

from digest.models.archive import voice_of
from digest.models.editions import Edition, EditionStory, Item, Words
from digest.models.serial import load
from digest.storage import searching
from digest.storage.schema import editions, lines
from digest.storage.searching import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """An item as shown below `headline`, or the headline of a story (`claim` is "")."""

    story: str
    claim: str = ""
    voice: str = ""
    speaker: str = ""
    language: str
    words: str
    headline: str = ""

    def entry(self) -> Entry:
        """What it is found by: a headline by its words alone."""
        return Entry.of(words=self.words, speaker=self.speaker, headline=self.headline)


def shown(edition: Edition) -> Iterator[Line]:
    """The lines of `edition`, in the order of its stories and their items, headlines first."""
    for story in edition.stories:
        headline = _headline(story)
        yield Line(story=story.id, language=story.language, words=headline)
        for item in story.items:
            yield _line(story, item, headline)


def _line(story: EditionStory, item: Item, headline: str) -> Line:
    return Line(
        story=story.id,
        claim=item.id,
        voice=voice_of(item.attribution),
        speaker=_one_line(item.attribution.name.text),
        language=item.language,
        words=_joined(item.words),
        headline=headline,
    )


def _headline(story: EditionStory) -> str:
    return _one_line(story.headline.text) + (" …" if story.unfinished else "")


def _joined(words: Sequence[Words]) -> str:
    return " … ".join(_one_line(each.text) for each in words)


def _one_line(text: str) -> str:
    """Halves of letters, which JSON may bring and no database takes, become U+FFFD."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(whole.split())


def keep(connection: Connection, edition: Edition) -> None:
    """The lines of an edition that has none yet."""
    first = 1 + (connection.scalar(select(func.max(lines.c.id))) or 0)
    there = list(enumerate(shown(edition), start=first))
    if there:
        rows = [{"id": name, **_row(edition, name - first, line)} for name, line in there]
        connection.execute(insert(lines), rows)
        searching.index(connection, [(name, line.entry()) for name, line in there])


def fits(connection: Connection, edition: Edition) -> bool:
    """Whether the lines that are kept of `edition` are its own, and found by their words."""
    query = select(lines).where(lines.c.edition == edition.id).order_by(lines.c.position)
    kept = [row._asdict() for row in connection.execute(query)]
    names = [row.pop("id") for row in kept]
    own = list(shown(edition))
    return kept == [
        _row(edition, position, line) for position, line in enumerate(own)
    ] and searching.entries(connection, names) == [line.entry() for line in own]


def _row(edition: Edition, position: int, line: Line) -> dict[str, object]:
    return {
        "edition": edition.id,
        "digest": edition.brief.name,
        "date": edition.date,
        "position": position,
        "story": line.story,
        "claim": line.claim,
        "voice": line.voice,
        "speaker": line.speaker,
        "language": line.language,
        "words": line.words,
    }


def anew(connection: Connection) -> None:
    """All lines and their index, of the editions as they are."""
    searching.create(connection)
    connection.execute(delete(lines))
    fill(connection)


def fill(connection: Connection) -> None:
    """The lines of all editions that have none: a store of before there were lines.

    What cannot be read is for `checking` to tell; the others are found.
    """
    without = ~exists().where(lines.c.edition == editions.c.id)
    names = connection.scalars(select(editions.c.id).where(without).order_by(editions.c.id)).all()
    for name in names:
        payload = connection.scalar(select(editions.c.payload).where(editions.c.id == name))
        with suppress(ValueError):
            keep(connection, load(Edition, payload))
