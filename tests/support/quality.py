"""How good the claim engine is on articles annotated by hand (`tests/data/claims`).

An article names the words of each claim in text order; where they stand is looked up here, behind
the claim before if they stand there. A claim
counts as found where half of its words, and of those found, are shared (F1 of at least .5); its
parts are then compared as words, `figures` as a list of them. `published`, the day of an article,
is what its weekdays are told from.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any

from digest.claims import find
from digest.models import Block, BlockKind, Claim, Document, Found, Source, Span, Spans

DATA = Path(__file__).parents[1] / "data" / "claims"
# What an annotation may say of a claim beside its type and quote.
PARTS = ("speaker", "addressee", "source", "role", "certainty", "medium", "citing", "figures")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One annotated claim: its quote as spans, its other parts as words."""

    kind: str
    quote: Spans
    parts: Mapping[str, Any]


@dataclass
class Tally:
    """What was wanted and found, by "language kind" and by part; and what was missed."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    spans: Counter[str] = field(default_factory=Counter)
    surplus: int = 0
    errors: list[str] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        return {key: round(self.found[key] / self.wanted[key], 3) for key in sorted(self.wanted)}

    def overlap(self) -> dict[str, float]:
        """F1 of the spans of what is said and of who says it, by "language part exact" (the same
        words) and "language part words" (each word that is in both)."""
        counts, keys = self.spans, {key.rpartition(" ")[0] for key in self.spans}
        return {key: round(2 * counts[f"{key} both"] / counts[f"{key} sum"], 3) for key in keys}

    def compare(self, part: str, wanted: Counter[str], found: Counter[str]) -> None:
        """Counts how two spans overlap, as bags of words; either may be empty."""
        self.spans[f"{part} words both"] += (wanted & found).total()
        self.spans[f"{part} words sum"] += wanted.total() + found.total()
        self.spans[f"{part} exact both"] += bool(wanted) and wanted == found
        self.spans[f"{part} exact sum"] += bool(wanted) + bool(found)


def paths() -> list[Path]:
    return sorted(DATA.glob("*.toml"))


def fingerprint() -> str:
    """A hash over the annotated articles: floors hold for this data and no other."""
    return sha256(b"".join(path.read_bytes() for path in paths())).hexdigest()[:16]


def measure(files: list[Path]) -> Tally:
    tally = Tally()
    for path in files:
        table = tomllib.loads(path.read_text("utf-8"))
        document = as_document(
            table["text"], table["language"], path.stem, published=table.get("published")
        )
        claims = list(find(document))
        wanted = list(_wanted(table, path))
        for each in wanted:
            _count(tally, each, claims, document, path.stem)
        tally.surplus += len(claims)
        for claim in claims:
            _compare(tally, None, claim, document)
            words = " … ".join(span.of(document.text) for span in claim.quote)
            tally.errors.append(f"{path.stem}: not annotated ({claim.rule}): {words}")
    return tally


def as_document(
    text: str, language: str, name: str = "x", *, published: date | None = None
) -> Document:
    """A text whose paragraphs are its lines."""
    when = datetime.combine(published, time(tzinfo=UTC)) if published else None
    lines = re.finditer(r"[^\n]*\S[^\n]*", text)
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, span=Span(*line.span()), paragraph=n, language=language)
        for n, line in enumerate(lines, 1)
    )
    return Document(
        id=name,
        fingerprint="0" * 32,
        format="text",
        text=text,
        language=Found(value=language, how="given"),
        blocks=blocks,
        published=Found(value=when, how="given") if when else None,
    )


def _wanted(table: dict[str, Any], path: Path) -> Iterator[Wanted]:
    text, place = table["text"], 0
    for row in table["claims"]:
        spans: list[Span] = []
        for words in row["quote"]:
            start = spans[-1].end if spans else place
            begin = max(text.find(words, start), -1 if spans else text.find(words))
            assert begin >= 0, f"{path.name}: not in the text: {words}"
            spans.append(Span(begin, begin + len(words)))
        place = spans[0].start
        parts = {part: row[part] for part in PARTS if part in row}
        yield Wanted(kind=row["type"], quote=tuple(spans), parts=parts)


def _count(
    tally: Tally, wanted: Wanted, claims: list[Claim], document: Document, name: str
) -> None:
    language = document.language.value
    tally.wanted[f"{language} {wanted.kind}"] += 1
    best = max(claims, key=lambda claim: _likeness(wanted, claim, document.text), default=None)
    if best is None or _overlap(wanted.quote, best.quote, document.text) < 0.5:
        _compare(tally, wanted, None, document)
        words = " … ".join(span.of(document.text) for span in wanted.quote)
        tally.errors.append(f"{name}: missed ({wanted.kind}): {words}")
        for part in wanted.parts:
            tally.wanted[f"{language} {part}"] += 1
        return
    claims.remove(best)
    _compare(tally, wanted, best, document)
    tally.found[f"{language} {wanted.kind}"] += 1
    for part, value in wanted.parts.items():
        tally.wanted[f"{language} {part}"] += 1
        got = _part(best, part, document.text)
        if got == value:
            tally.found[f"{language} {part}"] += 1
        else:
            tally.errors.append(f"{name}: {part} is {got!r}, not {value!r} ({best.rule})")


def _compare(tally: Tally, wanted: Wanted | None, claim: Claim | None, document: Document) -> None:
    """The words of one claim, wanted or found or both; a speaker counts where one is annotated."""
    language, text = document.language.value, document.text
    quotes = [" ".join(s.of(text) for s in each.quote) if each else "" for each in (wanted, claim)]
    tally.compare(f"{language} content", *map(_bag, quotes))
    speaker = wanted.parts.get("speaker", "") if wanted else ""
    if speaker or not wanted:
        found = _part(claim, "speaker", text) if claim else ""
        tally.compare(f"{language} speaker", _bag(speaker), _bag(found))


def _bag(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _likeness(wanted: Wanted, claim: Claim, text: str) -> float:
    return _overlap(wanted.quote, claim.quote, text) + 0.1 * (claim.type.value == wanted.kind)


def _overlap(first: Spans, second: Spans, text: str) -> float:
    a, b = _words(first, text), _words(second, text)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _words(spans: Spans, text: str) -> set[int]:
    """Where the words of `spans` start."""
    return {m.start() for a, b in spans for m in re.finditer(r"\w+", text) if a <= m.start() < b}


def _part(claim: Claim, part: str, text: str) -> Any:
    match part:
        case "speaker" | "addressee":
            spans: Spans = getattr(claim, part)
            return " ".join(span.of(text) for span in spans)
        case "figures":
            return [figure.span.of(text) for figure in claim.figures]
        case "certainty":
            return claim.certainty.value
        case "citing":
            return [source.name for source in claim.citing]
        case "role":
            return claim.source.role if claim.source else None
        case _:
            source: Source | None = getattr(claim, part)
            return source.name if source else None
