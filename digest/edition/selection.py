"""Which claims a story shows: the best ones that do not say the same again.

Claims are chosen one by one, each by what it adds to those before (maximal marginal relevance:
Carbonell and Goldstein, SIGIR 1998). What a speaker or a section has shown already makes its next
claim worth less, which gives variety with a bound on what greedy choice can lose (submodular
diversity: Lin and Bilmes, ACL 2011).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest
from math import prod
from statistics import fmean

from digest.models import Claim, SourceKind, Statement
from digest.models.editions import (
    Attribution,
    Part,
    Section,
    Words,
)

# A speaker's second claim is worth three fifths, the third a third: others come first, but one who
# has more to tell than they tells it.
_SPEAKER = 0.6

# The second of a section four fifths: four sections fill an edition without a fixed share.
_SECTION = 0.8

# Of a claim all of whose words have been shown, half its worth is left.
_REPEATED = 0.5

# "No", "very good": less than three words are no claim without the question.
SHORTEST = 3


class Reason(StrEnum):
    """Why a claim or story was found and not chosen."""

    UNATTRIBUTED = "no source is named"
    JOINED = "it goes with the quotation before it"
    TOO_SHORT = "too short to stand alone"
    SPEAKER = "its source says something more telling"
    SECTION = "more telling claims of its kind"
    REPEATED = "a chosen claim says much of it"
    CLAIMS = "over the limit of claims"
    WORDS = "over the limit of words"
    STORIES = "over the limit of stories"
    DENIAL = "what it denies is not chosen"
    ALIKE = "the stories before it tell much of it"
    EMPTY = "no claim that could be shown"
    HAD = "its readers had it"
    PASSED = "an edition before left it out"
    OUTDATED = "its source has a newer figure"
    NOTICE = "it is said in a correction"
    RETRACTED = "its source has taken it back"
    EDITOR = "the editor left it out"


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A statement in the wording that would be shown; `told` as in `Item`.

    `tokens` are its words, `content` those that tell something, `worth` is its score in one.
    `denials` stand right behind it, and with it or not at all. One that is `urgent` is shown
    whatever the limits: it puts right what readers had, or an editor pinned it.
    """

    statement: Statement
    claim: Claim
    words: tuple[Words, ...]
    told: bool = False
    said_by: Attribution
    section: Section
    tokens: tuple[str, ...]
    content: frozenset[str]
    score: tuple[Part, ...]
    worth: float
    denials: tuple[Candidate, ...] = ()
    urgent: bool = False

    @property
    def lines(self) -> tuple[Candidate, ...]:
        """What is shown with it, itself first."""
        return (self, *self.denials)

    @property
    def size(self) -> int:
        """How many words it takes."""
        return sum(len(each.tokens) for each in self.lines)

    @property
    def speaker(self) -> str:
        """Whose turn it is. A paper has one in each section: it reports on more than one view;
        and "a report of the Times" takes that of the Times."""
        name = self.said_by.name.text
        if self.said_by.kind is SourceKind.REPORT:
            name = self.statement.origins[0]
        if self.said_by.kind in (SourceKind.OUTLET, SourceKind.REPORT):
            name = f"{name}, {self.section}"
        return name.casefold()


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Candidates, the one that adds most first, and those left out with the reason."""

    chosen: tuple[Candidate, ...]
    dropped: tuple[tuple[Candidate, Reason], ...]


class _Shown:
    """What is chosen so far, and what it takes from the worth of the rest."""

    def __init__(self) -> None:
        self._speakers: Counter[str] = Counter()
        self._sections: Counter[Section] = Counter()
        self._claims: list[frozenset[str]] = []

    def add(self, candidate: Candidate) -> None:
        for line in candidate.lines:
            self._speakers[line.speaker] += 1
            self._sections[line.section] += 1
            self._claims.append(line.content)

    def adds(self, candidate: Candidate) -> float:
        """What each line of `candidate` adds, on average."""
        return fmean(each.worth * prod(self.leaves(each).values()) for each in candidate.lines)

    def leaves(self, candidate: Candidate) -> dict[Reason, float]:
        """The share of the worth of `candidate` that is left, by what took the rest."""
        content = candidate.content
        repeated = max((len(content & each) for each in self._claims), default=0)
        return {
            Reason.SPEAKER: _SPEAKER ** self._speakers[candidate.speaker],
            Reason.SECTION: _SECTION ** self._sections[candidate.section],
            Reason.REPEATED: 1 - _REPEATED * repeated / max(len(content), 1),
        }


def tie(candidates: Sequence[Candidate]) -> list[Candidate]:
    """`candidates`, with those that deny another put behind that one; a denial of a denial goes
    with what the first denies."""
    known = {each.statement.id: each for each in candidates}
    behind: dict[str, list[Candidate]] = defaultdict(list)
    for each in candidates:
        denied = _denied(each, known)
        if denied is not each and not _overlap(each, denied):
            behind[denied.statement.id].append(replace(each, section=denied.section))
    tied = {each.statement.id for denials in behind.values() for each in denials}
    return [
        _before(each, behind[each.statement.id])
        for each in candidates
        if each.statement.id not in tied
    ]


def _before(candidate: Candidate, denials: Sequence[Candidate]) -> Candidate:
    """`candidate` with its `denials`: what is urgent of them needs it."""
    urgent = candidate.urgent or any(each.urgent for each in denials)
    return replace(candidate, denials=tuple(denials), urgent=urgent)


def _denied(candidate: Candidate, known: Mapping[str, Candidate]) -> Candidate:
    """What `candidate` denies in the end; itself where that is nothing known."""
    seen, found = set[str](), candidate
    while found.statement.id not in seen:
        seen.add(found.statement.id)
        found = known.get(found.statement.denies or "", found)
    return found


def choose(candidates: Sequence[Candidate], limit: int) -> Choice:
    """At most `limit` of `candidates`, in the order chosen; of equals the one that comes first.

    The urgent are chosen first, whatever the limit.
    """
    left, short = _apart(candidates)
    shown, chosen, again = _Shown(), list[Candidate](), list[Candidate]()
    while fitting := _fitting(left, limit - sum(len(each.lines) for each in chosen)):
        adds = [shown.adds(each) for each in fitting]
        best = fitting[adds.index(max(adds))]
        shown.add(best)
        chosen.append(best)
        left.remove(best)
        again += [each for each in left if _overlap(each, best)]
        left = [each for each in left if not _overlap(each, best)]
    least = min((each.worth for each in chosen), default=0.0)
    dropped = [(each, _reason(each, shown, least)) for each in left]
    dropped += [(each, Reason.REPEATED) for each in again]
    dropped += [(each, Reason.TOO_SHORT) for each in short]
    return Choice(chosen=tuple(chosen), dropped=tuple(dropped))


def _fitting(candidates: Sequence[Candidate], room: int) -> list[Candidate]:
    """Those that may be chosen next, where there is `room` for so many lines."""
    urgent = [each for each in candidates if each.urgent]
    return urgent or [each for each in candidates if len(each.lines) <= room]


def with_a_first(choice: Choice) -> Choice:
    """`choice`, of which the best claim is shown whatever the limits."""
    first, rest = choice.chosen[:1], choice.chosen[1:]
    return replace(choice, chosen=(*(replace(each, urgent=True) for each in first), *rest))


def take_turns(choices: Sequence[Choice], words: int) -> list[Choice]:
    """`choices` with no more than `words` words in all: each gives its first claim before any
    gives its second, and a claim that is too long for the rest makes way for shorter ones. What is
    urgent is kept, and counts before all else.
    """
    words -= sum(each.size for choice in choices for each in choice.chosen if each.urgent)
    kept: list[list[Candidate]] = [[] for _ in choices]
    over: list[list[tuple[Candidate, Reason]]] = [[] for _ in choices]
    for turn in zip_longest(*(choice.chosen for choice in choices)):
        for n, candidate in enumerate(turn):
            if candidate is None:
                continue
            if candidate.urgent:
                kept[n].append(candidate)
            elif candidate.size <= words:
                words -= candidate.size
                kept[n].append(candidate)
            else:
                over[n].append((candidate, Reason.WORDS))
    return [
        Choice(chosen=tuple(chosen), dropped=(*dropped, *choice.dropped))
        for choice, chosen, dropped in zip(choices, kept, over, strict=True)
    ]


def _apart(candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Those long enough to stand alone, or urgent, and the others."""
    long, short = list[Candidate](), list[Candidate]()
    for each in candidates:
        (long if each.urgent or len(each.tokens) >= SHORTEST else short).append(each)
    return long, short


def _overlap(a: Candidate, b: Candidate) -> bool:
    """Whether they show the same words of one article: two claims of one sentence."""
    return any(
        one.document == other.document and one.span and other.span and one.span.overlaps(other.span)
        for one in a.words
        for line in b.lines
        for other in line.words
    )


def _reason(candidate: Candidate, shown: _Shown, least: float) -> Reason:
    """What cost `candidate` its place: `least` was enough for one."""
    if candidate.worth <= least:
        return Reason.CLAIMS
    shares = shown.leaves(candidate)
    return min(shares, key=shares.__getitem__)
