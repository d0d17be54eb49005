"""What a denial denies: a claim of somebody else in its story; none rather than a wrong one.

A denial repeats what it denies ("denied that he had taken money"), or calls it an allegation: then
it stands behind that in an article, or names who makes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from digest.models import Certainty, Document
from digest.stories.claims.meeting import met
from digest.stories.claims.merging import Merged
from digest.stories.claims.tellings import Telling
from digest.stories.comparing.similarity import candidates, dot
from digest.stories.comparing.words import terms, vocabulary, words

# A denial in the words of what it denies. On the articles of one news site, from a little below
# they are only on one matter.
REPEATED = 0.4

# So many words must meet for that.
WORDS = 2

# A denial right behind what it speaks of has a word of it.
HINTED = 0.15

# An allegation is answered within so many claims of an article.
NEAR = 3

# "They deny that" means what stands before it, with a sentence between them at most; "they reject
# the claim" means the sentence before.
POINTED = 120
CALLED = 3

# Of those who make many allegations, so many are looked at.
MOST = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """A telling in its sentence: the `names` of who says it and what is `said` there, as terms. As
    a denial it is `charged` where it calls what it denies an allegation, and `bare` where it says
    nothing more of it."""

    telling: Telling
    index: int
    names: frozenset[str]
    said: frozenset[str]
    denies: bool
    charged: bool
    bare: bool
    accuses: bool


Found = Iterator[tuple[float, Remark, Remark]]


def denials(found: Sequence[Merged], documents: Mapping[str, Document]) -> dict[int, int]:
    """Which of `found` denies which, by index; `documents` by fingerprint."""
    told = [(telling, index) for index, one in enumerate(found) for telling in one.tellings]
    if not any(telling.apart is Certainty.DENIED for telling, _ in told):
        return {}
    told.sort(key=lambda each: each[0].number)
    remarks = [_remark(each, n, documents[each.claim.document]) for each, n in told]
    ties = [*_repeated(found, remarks), *_near(remarks), *_named(remarks)]
    ties.sort(key=lambda tie: (-tie[0], tie[2].telling.number, tie[1].telling.number))
    denied: dict[int, int] = {}
    for _, denial, other in ties:
        denied.setdefault(denial.index, other.index)
    return denied


def _remark(telling: Telling, index: int, document: Document) -> Remark:
    claim = telling.claim
    known = vocabulary(claim.language)
    found = words(claim.sentence.of(document.text))
    plain = {word.lower() for word in found}
    evidence = {word.lower() for span in claim.evidence for word in words(span.of(document.text))}
    return Remark(
        telling=telling,
        index=index,
        names=_terms(words(telling.speaker), claim.language),
        said=_terms(found, claim.language),
        # "did not confirm" denies nothing.
        denies=telling.apart is Certainty.DENIED and not evidence & known.negations,
        charged=bool(plain & known.charges),
        bare={key for keys in telling.words for key in keys} <= _charges(claim.language),
        accuses=claim.certainty is Certainty.ALLEGED or bool(plain & known.accusing),
    )


@cache
def _charges(language: str) -> frozenset[str]:
    return _terms(sorted(vocabulary(language).charges), language)


def _terms(found: Sequence[str], language: str) -> frozenset[str]:
    return frozenset(term.key for term in terms(found, language))


def _repeated(found: Sequence[Merged], remarks: Sequence[Remark]) -> Found:
    """Denials in the words of what they deny."""
    of = {each.telling.number: each for each in remarks}
    leads = [one.tellings[0] for one in found]
    for pair in candidates([lead.vector for lead in leads]):
        for a, b in (pair, pair[::-1]):
            denial, other = of[leads[a].number], of[leads[b].number]
            likeness = _likeness(leads[a], leads[b])
            if (
                likeness >= REPEATED
                and _answers(denial, other)
                and met(leads[a], leads[b]) >= WORDS
            ):
                yield likeness, denial, other


def _near(remarks: Sequence[Remark]) -> Found:
    """Denials of what stands before them in their article."""
    for n, denial in enumerate(remarks):
        for back, other in enumerate(reversed(remarks[max(0, n - NEAR) : n])):
            if other.telling.claim.document != denial.telling.claim.document:
                break
            if _answers(denial, other) and _meant(denial, other, next_to=not back):
                yield 1.0, denial, other
                break


def _meant(denial: Remark, other: Remark, *, next_to: bool) -> bool:
    """Whether a denial means a claim before it: an allegation against whoever denies it, what it
    has a word of, or, where it has none, the claim next to it."""
    gap = denial.telling.claim.sentence.start - other.telling.claim.sentence.end
    if next_to and denial.bare and gap <= (CALLED if denial.charged else POINTED):
        return True
    against = bool(other.said & denial.names)
    if other.accuses and against and (denial.charged or (next_to and gap <= CALLED)):
        return True
    return (next_to or against) and _likeness(denial.telling, other.telling) >= HINTED


def _likeness(denial: Telling, other: Telling) -> float:
    """How alike they are; not at all where only one of them is negated: that is what the other
    says as well."""
    return dot(denial.vector, other.vector) if denial.turned == other.turned else 0.0


def _named(remarks: Sequence[Remark]) -> Found:
    """Denials that name who alleges it of them."""
    by_name: dict[str, list[Remark]] = defaultdict(list)
    for each in remarks:
        for name in each.names if each.accuses else ():
            by_name[name].append(each)
    for denial in remarks:
        named = denial.said - denial.names if denial.denies and denial.charged else ()
        for other in (each for name in sorted(named) for each in by_name[name][:MOST]):
            if other.said & denial.names and _answers(denial, other):
                yield 1.0, denial, other


def _answers(denial: Remark, other: Remark) -> bool:
    elsewhere = denial.telling.origin != other.telling.origin
    return denial.denies and other.telling.apart is None and elsewhere
