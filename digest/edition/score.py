"""What a claim and a story are worth: a sum of named parts, each between bounds.

A part is a share from 0 to 1 (of what readers ask for and of a feed's weight from -1 to 1, of what
speaks against it from -1 to 0) times its weight in `Ranking`. The weights say what counts more, in
units of an independent origin; they are ordered, not measured: what a reader asks for outweighs all
else, then who says it and how surely, then how well it reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from math import log10

from digest.edition.wording import has_figures, outlets, plain, share, tokens, vocabulary
from digest.models import Certainty, Claim, ClaimType, Document, SourceKind, Statement, Story
from digest.models.briefs import Brief, Preference, Ranking, Topics
from digest.models.editions import (
    Attribution,
    Change,
    Part,
)

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

# Readers know a claim that is surer now, and would know it to be wrong if nobody told them.
_NOVELTY: Mapping[Change | None, float] = {
    None: 0.0,
    Change.NEW: 1.0,
    Change.UPDATED: 0.5,
    Change.CORRECTED: 1.0,
    Change.WITHDRAWN: 1.0,
}


def parts(ranking: Ranking, /, **shares: float) -> tuple[Part, ...]:
    """Shares as weighted parts, in the order given, without those that add nothing."""
    weighted = {name: round(getattr(ranking, name) * share, 3) for name, share in shares.items()}
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
    novelty: float = 0.0,
    documents: Mapping[str, Document],
    brief: Brief,
) -> tuple[Part, ...]:
    """`claim` is the place of `statement` that is shown, `text` the words of it; `behind` are the
    origins of the story: who is among them tells the event, the others comment on it. `novelty`
    is how much of it readers did not have."""
    reasoned = bool(said_by.role or claim.citing)
    named = Named(
        f"{text} {said_by.name.text}", [documents[each.document] for each in statement.claims]
    )
    return parts(
        brief.ranking,
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
        interest=named.interest(brief.topics),
        preference=named.preference(brief.preferences),
        novelty=novelty,
    )


def score_story(
    story: Story,
    attributed: Sequence[Statement],
    documents: Sequence[Document],
    on: date,
    brief: Brief,
    *,
    weight: float = 1.0,
    novelty: float = 0.0,
) -> tuple[Part, ...]:
    """`attributed` are the statements that may be shown, `documents` the articles of `story`,
    `weight` that of the feed that weighs most among theirs, and `novelty` the share of the claims
    that readers did not have."""
    sources = {each.claims[0].source.name for each in attributed if each.claims[0].source}
    sure = (_CERTAINTY[each.certainty] for each in attributed)
    named = _told(documents)
    return parts(
        brief.ranking,
        origins=more(len(story.origins)),
        articles=more(len(documents)),
        speakers=more(len(sources)),
        certainty=max(sure, default=0.0),
        recency=max(_recency(each, on) for each in documents),
        language=float(any(each.language.value == brief.language for each in documents)),
        interest=named.interest(brief.topics),
        weight=lift(weight),
        preference=named.preference(brief.preferences),
        novelty=novelty,
    )


def topics(documents: Sequence[Document], brief: Brief) -> tuple[str, ...]:
    """The topics of interest that a story of `documents` is about, in the order of `brief`."""
    return _told(documents).topics(brief.topics.of_interest)


def _told(documents: Sequence[Document]) -> Named:
    return Named("\n".join(each.text for each in documents), documents)


def new(change: Change | None, words: frozenset[str], known: Iterable[frozenset[str]]) -> float:
    """How much of a claim is news, 0 to 1: of its telling `words`, as far as they stand in none of
    the lines that readers had, `known`."""
    told = max((share(words, each) for each in known), default=0.0)
    return _NOVELTY[change] * (1 - told) if change is Change.NEW else _NOVELTY[change]


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


class Named:
    """What a text and its articles name: topics, speakers, outlets."""

    def __init__(self, text: str, documents: Iterable[Document]) -> None:
        self._text = text
        self._documents = tuple(documents)
        self._line = ""

    def interest(self, topics: Topics) -> float:
        """1 where a topic of interest is named, -1 for one of no interest, else 0."""
        wanted, unwanted = map(self.topics, (topics.of_interest, topics.of_no_interest))
        return float(bool(wanted)) - float(bool(unwanted))

    def topics(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of `names` that it names."""
        return tuple(filter(self._says, names))

    def preference(self, preferences: Iterable[Preference]) -> float:
        """-1 to 1 for what readers asked more or less of: 1/2 for one step, ever less for more."""
        steps = sum(each.steps for each in preferences if self._meets(each))
        return steps / (1 + abs(steps))

    def _meets(self, preference: Preference) -> bool:
        """Less of an outlet is not less of what others tell as well."""
        of = [plain(preference.name) in outlets(each) for each in self._documents]
        if any(of):
            return preference.steps > 0 or all(of)
        return self._says(preference.name)

    def _says(self, name: str) -> bool:
        """Whether the text has the words of `name`; long ones may go on ("Iran", "iranische")."""
        self._line = self._line or f" {plain(self._text)} "
        words = plain(name)
        return f" {words}" in self._line if len(words) >= _STEM else f" {words} " in self._line


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
