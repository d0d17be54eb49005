"""The lines of a page: claims and figures in the words of its reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Foreign:
    """Words that may be in another language than the edition: `language` is None if they are not.

    `direction` is `ltr` or `rtl`, or `auto` where the language is not known.
    """

    text: str
    language: str | None = None
    direction: str = "ltr"


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A stretch of a claim's words; figures are strong where a story lists its figures."""

    text: str
    strong: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A word for what is new: `kind` is the same in every language (`new`, `updated`, `corrected`,
    `withdrawn`, `denies`, `disputed`, `replaced`), `text` is the reader's.
    """

    kind: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """A place that a claim stands at: `text` ("1 ¶4") with the number of its source; `url` leads
    to its sentence on the web, "" where the edition has no pages.
    """

    text: str
    number: int
    url: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One claim. `details` are role, medium and who is cited; `label` is how sure in a word, and
    `evidence` the words that say so, `spread` in how many articles of how many origins (each may be
    empty); `certainty` is the same in every language (`stated`, `estimated`, `possible`, `alleged`,
    `denied`, `no_comment`). `cited` are its places, `url` is its own page and `speaker_url` that of
    its speaker ("" where there is none). `marks` say what is new about it, `had` what readers had
    of it or of what it denies. `speaker` is empty where the words name who is meant and there is no
    more to say about them.

    The quotation marks of a verbatim claim are part of its pieces.
    """

    id: str
    speaker: str
    details: tuple[str, ...]
    pieces: tuple[Piece, ...]
    language: str | None
    direction: str
    verbatim: bool
    certainty: str
    label: str
    evidence: str
    spread: str
    cited: tuple[Cited, ...]
    url: str = ""
    speaker_url: str = ""
    marks: tuple[Mark, ...] = ()
    had: tuple[Foreign, ...] = ()

    @property
    def hedge(self) -> str:
        """`unconfirmed (“said to”)`"""
        return f"{self.label} ({self.evidence})" if self.evidence else self.label

    @property
    def before(self) -> str:
        return "".join(each.text for each in self.had)

    @property
    def places(self) -> str:
        """The marker of its paragraphs."""
        return marker(self.cited)

    @property
    def is_withdrawn(self) -> bool:
        return any(mark.kind == "withdrawn" for mark in self.marks)

    @property
    def is_urgent(self) -> bool:
        """Whether readers go on believing what is wrong without it."""
        return any(mark.kind in {"corrected", "withdrawn"} for mark in self.marks)

    @property
    def words(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A section of a story with its heading; `name` is the same in every language (`reported`,
    `verbatim`, `figures`, `open`).
    """

    name: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A figure as its sources have it on one day: who gives it, when, and how sure they are (`day`
    and `label` may be empty, `certainty` is that of `Line`).
    """

    figure: Foreign
    giver: str
    day: str
    label: str
    certainty: str
    cited: tuple[Cited, ...]
    marks: tuple[Mark, ...]

    @property
    def details(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.giver, self.day, self.label)))

    @property
    def is_replaced(self) -> bool:
        return any(mark.kind == "replaced" for mark in self.marks)

    @property
    def places(self) -> str:
        """The marker of its paragraph."""
        return marker(self.cited)


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Figures for one thing that differ, side by side; `title` is what is counted. `is_urgent`
    where it corrects what readers had.
    """

    id: str
    title: str
    marks: tuple[Mark, ...]
    rows: tuple[Row, ...]
    is_urgent: bool


def marker(cited: Iterable[Cited]) -> str:
    """`1 ¶5, 2 ¶1–2`"""
    return ", ".join(each.text for each in cited)
