"""Subscribers as CSV (RFC 4180): written by us, read as many programs write it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO

from digest.errors import FormatError
from digest.formats.decoding import decode
from digest.models import Problem, Raw
from digest.models.subscribers import Standing, Subscriber
from digest.subscribers.columns import WORDS, Column, Columns
from digest.subscribers.spreadsheets import harmless, original

DELIMITERS = (",", ";", "\t", "|")

# A note with line ends in it is no longer; a quotation mark that nobody closed would be.
_LINES_OF_A_RECORD = 100

_HINT = "name the column of addresses email, or write one address a line"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What a line says of somebody. `place` is file and line; `address` and `digest` are as they
    stand there, `digest` "" where there is none; None is what is not said.
    """

    place: str
    address: str
    digest: str = ""
    topics: tuple[str, ...] = ()
    standing: Standing | None = None
    added: datetime | None = None


def write(subscribers: Iterable[Subscriber]) -> str:
    """A header, and a line for each of them, with CRLF."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(Column)
    for each in subscribers:
        topics = listed(each.topics)
        cells = (each.address, each.digest, topics, each.standing, each.added.isoformat())
        writer.writerow(map(harmless, cells))
    return written.getvalue()


def read(raw: Raw) -> Iterator[Row | Problem]:
    """The lines of `raw`; a Problem for each that cannot be read. Raises FormatError where nothing
    can: it is no text, or has no addresses.
    """
    lines = list(StringIO(_text(raw), newline=""))
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    delimiter, columns, header = _form(lines[start : start + 1], raw.place)
    for number, cells in _records(lines, start + header, delimiter):
        place = f"{raw.place}#{number}"
        if cells is None:
            hint = 'close it, or write "" for a mark within a cell'
            yield Problem(place=place, message="a quotation mark is not closed", hint=hint)
        elif any(map(str.strip, cells)):
            yield _row(columns, list(map(original, cells)), place)


def listed(topics: Sequence[str]) -> str:
    """Topics in a cell: a line of CSV within one."""
    written = StringIO()
    csv.writer(written, lineterminator="").writerow(topics)
    return written.getvalue() if topics else ""


def topics_of(cell: str) -> tuple[str, ...]:
    """The topics that `listed` was given. Raises csv.Error."""
    words = (each.strip() for row in csv.reader([cell], skipinitialspace=True) for each in row)
    return tuple(filter(None, words))


def _text(raw: Raw) -> str:
    try:
        return decode(raw)
    except FormatError as error:
        hint = "give a CSV file, in UTF-8"
        raise FormatError(error.message, place=raw.place, hint=hint) from error


def _form(first: Sequence[str], place: str) -> tuple[str, Columns, bool]:
    """What is between the cells, what stands in which, and whether the first line says so."""
    rows = {each: cells for each in DELIMITERS for _, cells in _records(first, 0, each) if cells}
    for delimiter, cells in rows.items():
        if (columns := Columns(cells)).found:
            return delimiter, columns, True
    # By the delimiter that cuts it into most cells: an address has none of them in it.
    for delimiter, cells in sorted(rows.items(), key=lambda each: -len(each[1])):
        if (columns := Columns.of_addresses(cells)).found:
            return delimiter, columns, False
    raise FormatError("has no column of addresses", place=place, hint=_HINT)


def _records(
    lines: Sequence[str], start: int, delimiter: str
) -> Iterator[tuple[int, list[str] | None]]:
    """The cells of each record from line `start` on, and the number of its first line, from 1; None
    for a line whose quotation marks lead nowhere: what follows is not lost with it.
    """
    while start < len(lines):
        end = min(start + _LINES_OF_A_RECORD, len(lines))
        reader = csv.reader(
            (lines[at] for at in range(start, end)),
            delimiter=delimiter,
            skipinitialspace=True,
            strict=True,
        )
        try:
            cells, taken = next(reader), reader.line_num
        except csv.Error:
            cells, taken = None, 1
        yield start + 1, cells
        start += taken


def _row(columns: Columns, cells: Sequence[str], place: str) -> Row | Problem:
    try:
        return Row(
            place=place,
            address=columns.cell(Column.ADDRESS, cells),
            digest=columns.cell(Column.DIGEST, cells),
            topics=topics_of(columns.cell(Column.TOPICS, cells)),
            standing=columns.standing(cells),
            added=columns.added(cells),
        )
    except LookupError:
        known = ", ".join(word for words in WORDS.values() for word in words)
        said = columns.cell(Column.STANDING, cells)
        return Problem(place=place, message=f"stands as {said!r:.60}", hint=f"allowed: {known}")
    except csv.Error as error:
        hint = "write topics with commas between them"
        return Problem(place=place, message=f"has topics that are no list: {error}", hint=hint)
