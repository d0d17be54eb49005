"""What a claim and a story are worth: a sum of named parts, each between bounds.

A part is a share from 0 to 1 (interest and a feed's weight from -1 to 1) times its weight here.
These say what counts more, in units of an independent origin; they are ordered, not measured: what
a reader asks for outweighs all else, then who says it and how surely, then how well it reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from math import log10

from digest.edition.wording import has_figures, tokens, vocabulary
from digest.models import Certainty, Claim, ClaimType, Document, SourceKind, Statement, Story
from digest.models.editions import Attribution, Brief, Part, Topics

WEIGHTS: Mapping[str, float] = {
    "interest": 2.0,
    "weight": 2.0,
    "core": 1.5,
    "origins": 1.0,
    "articles": 1.0,
    "certainty": 1.0,
    "attribution": 1.5,
    "length": 1.0,
    "position": 0.5,
    "figures": 0.5,
    "quotation": 1.0,
    "recency": 1.0,
    "speakers": 0.5,
    "context": 0.5,
    "language": 0.5,
}

# A denial is as plain a word as a statement; a rumour is worth showing, and half as much.
_CERTAINTY: Mapping[Certainty, float] = {
    Certainty.STATED: 1.0,
    Certainty.DENIED: 1.0,
    Certainty.ESTIMATED: 0.8,
    Certainty.POSSIBLE: 0.7,
    Certainty.ALLEGED: 0.5,
    Certainty.NO_COMMENT: 0.5,
}

# Who can be asked again weighs most; a role, or a source of his own, says why to listen.
_ATTRIBUTION: Mapping[SourceKind, float] = {
    SourceKind.PERSON: 0.8,
    SourceKind.BODY: 0.8,
    SourceKind.OUTLET: 0.8,
    SourceKind.REPORT: 0.3,
    SourceKind.UNNAMED: 0.3,
}
_BACKED = 0.2

# Words: below the first a claim says next to nothing, above the last nobody reads it. From the
# second to the third it is a sentence, and fits two lines of plain text.
_LENGTH = (3, 8, 20, 50)

# A topic of three letters ("EU", "Öl") is a word of its own or not meant.
_STEM = 4

# News is half as new after two days.
_HALF_LIFE_DAYS = 2.0

# Without a time, an article may be of today or not.
_UNDATED = 0.5


def parts(**shares: float) -> tuple[Part, ...]:
    """Shares as weighted parts, in the order given, without those that add nothing."""
    weighted = {name: round(WEIGHTS[name] * share, 3) for name, share in shares.items()}
    return tuple(Part(name=name, value=value) for name, value in weighted.items() if value)


def total(score: Sequence[Part]) -> float:
    return sum(part.value for part in score)


def score_item(
    statement: Statement,
    claim: Claim,
    text: str,
    *,
    told: bool,
    said_by: Attribution,
    behind: Sequence[str],
    documents: Mapping[str, Document],
    brief: Brief,
) -> tuple[Part, ...]:
    """`claim` is the place of `statement` that is shown, `text` the words of it; `behind` are the
    origins of the story: who is among them tells the event, the others comment on it."""
    reasoned = bool(said_by.role or claim.citing)
    return parts(
        core=float(not set(statement.origins).isdisjoint(behind)),
        origins=more(len(statement.origins)),
        articles=more(len({each.document for each in statement.claims})),
        certainty=_CERTAINTY[statement.certainty],
        attribution=_ATTRIBUTION[said_by.kind] + _BACKED * reasoned,
        length=length(len(tokens(text))),
        position=max(_position(each, documents[each.document]) for each in statement.claims),
        figures=float(has_figures(claim)),
        # Whom nobody can ask may be misquoted.
        quotation=float(
            claim.type is ClaimType.DIRECT and not told and said_by.kind is not SourceKind.UNNAMED
        ),
        context=-float(leans(text, claim.language) and not (told and _opens(claim))),
        language=float(claim.language == brief.language),
        interest=interest(f"{text} {said_by.name.text}", brief.topics),
    )


def score_story(
    story: Story,
    attributed: Sequence[Statement],
    documents: Sequence[Document],
    on: date,
    brief: Brief,
    *,
    weight: float = 1.0,
) -> tuple[Part, ...]:
    """`attributed` are the statements that may be shown, `documents` the articles of `story`, and
    `weight` that of the feed that weighs most among theirs."""
    sources = {each.claims[0].source.name for each in attributed if each.claims[0].source}
    sure = (_CERTAINTY[each.certainty] for each in attributed)
    return parts(
        origins=more(len(story.origins)),
        articles=more(len(documents)),
        speakers=more(len(sources)),
        certainty=max(sure, default=0.0),
        recency=max(_recency(each, on) for each in documents),
        language=float(any(each.language.value == brief.language for each in documents)),
        interest=interest("\n".join(each.text for each in documents), brief.topics),
        weight=lift(weight),
    )


def more(count: int) -> float:
    """0 for one, 1/2 for two, and ever less for each that is added, up to 1."""
    return 1 - 1 / max(count, 1)


def lift(weight: float) -> float:
    """-1 for a feed's `weight` of 0, 0 for 1 (as others), up to 1 for 10."""
    return weight - 1 if weight < 1 else log10(weight)


def length(count: int) -> float:
    """0 to 1, for a claim of `count` words."""
    low, rise, fall, high = _LENGTH
    return max(0.0, min(1.0, (count - low) / (rise - low), (high - count) / (high - fall)))


def leans(text: str, language: str) -> bool:
    """Whether `text` points at words that are not shown: a sentence before it."""
    line = f"{' '.join(tokens(text))} "
    return any(line.startswith(f"{words} ") for words in vocabulary(language).leaning)


def interest(text: str, topics: Topics) -> float:
    """1 where a topic of interest is named, -1 for one of no interest, 0 for neither or both."""
    if not (topics.of_interest or topics.of_no_interest):
        return 0.0
    line = f" {' '.join(tokens(text))} "
    wanted = any(_names(line, topic) for topic in topics.of_interest)
    unwanted = any(_names(line, topic) for topic in topics.of_no_interest)
    return float(wanted) - float(unwanted)


def _names(line: str, topic: str) -> bool:
    """Whether `line` has the words of `topic`; longer words may go on ("Iran", "iranische")."""
    words = " ".join(tokens(topic))
    return f" {words}" in line if len(words) >= _STEM else f" {words} " in line


def _opens(claim: Claim) -> bool:
    """Whether the sentence starts with its speaker, whose name stands above it."""
    return any(span.start == claim.sentence.start for span in claim.speaker)


def _position(claim: Claim, document: Document) -> float:
    return 1 - claim.quote[0].start / len(document.text)


def _recency(document: Document, on: date) -> float:
    published: datetime | None = document.published.value if document.published else None
    if published is None:
        return _UNDATED
    days = max(0, (on - published.date()).days)
    return float(0.5 ** (days / _HALF_LIFE_DAYS))
