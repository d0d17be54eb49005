"""Claims: who said what, to whom, citing whom, how sure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from digest.models.text import Span, Spans


class ClaimType(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    REPORTED = "reported"
    FREE_INDIRECT = "free_indirect"
    INDIRECT_FREE_INDIRECT = "indirect_free_indirect"


class Certainty(StrEnum):
    """How sure the source is, from most to least; merging never goes up this list."""

    STATED = "stated"
    ESTIMATED = "estimated"
    POSSIBLE = "possible"
    ALLEGED = "alleged"
    DENIED = "denied"
    NO_COMMENT = "no_comment"


class SourceKind(StrEnum):
    PERSON = "person"
    BODY = "body"
    OUTLET = "outlet"
    REPORT = "report"
    UNNAMED = "unnamed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Who is cited, by the fullest name that the article gives.

    `name` is `span.of(document.text)`. `role` is the title or affiliation in its dictionary form,
    read from `role_span`.
    """

    name: str
    span: Span
    kind: SourceKind
    role: str | None = None
    role_span: Span | None = None


class Bound(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    ALMOST = "almost"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"


class FigureKind(StrEnum):
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    FRACTION = "fraction"
    DATE = "date"


class Granularity(StrEnum):
    """How much of a date is told: `2022` is the first day of a year."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A number, sum, percentage, fraction or date. `high` is the upper end of a range ("10 to 13").

    A fraction is a share of one. `granularity` is that of a date, None of all else.
    """

    kind: FigureKind
    span: Span
    value: Decimal | date
    high: Decimal | date | None = None
    unit: str = ""
    bound: Bound = Bound.EXACT
    granularity: Granularity | None = None

    def reading(self) -> str:
        """The figure as it was understood: "at most 180000", "10 to 13 %", "2024-05"."""
        bound = "" if self.bound is Bound.EXACT else self.bound.replace("_", " ")
        high = f"to {self._plain(self.high)}" if self.high is not None else ""
        return " ".join(part for part in (bound, self._plain(self.value), high, self.unit) if part)

    def _plain(self, value: Decimal | date) -> str:
        told = {Granularity.YEAR: len("2024"), Granularity.MONTH: len("2024-05")}
        return str(value)[: told.get(self.granularity) if self.granularity else None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One sourced claim: who said what, to whom, citing whom, how sure.

    The five parts that the text marks (`quote`, `speaker`, `cue`, `frame`, `addressee`) are spans
    after arXiv 2404.16764. `source` is the speaker resolved; `medium` the outlet spoken to, or the
    means (a letter, of kind REPORT); `citing` whom the source leans on, nearest first; `evidence`
    the words behind `certainty`; `sentence` covers the sentence or sentences that the claim was
    read from; `rule` names the pattern that found it, `grounds` are the words that it stands on.
    """

    document: str
    type: ClaimType
    quote: Spans
    speaker: Spans = ()
    cue: Spans = ()
    frame: Spans = ()
    addressee: Spans = ()
    source: Source | None = None
    medium: Source | None = None
    citing: tuple[Source, ...] = ()
    certainty: Certainty = Certainty.STATED
    evidence: Spans = ()
    figures: tuple[Figure, ...] = ()
    language: str
    sentence: Span
    rule: str
    grounds: Spans = ()
