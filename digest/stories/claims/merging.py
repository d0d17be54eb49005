"""The same claim in several places: which tellings are one, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from digest.models import Claim, ClaimType, How, SourceKind
from digest.stories.claims.meeting import brings_news, meet_beyond, met
from digest.stories.claims.tellings import Amount, Telling
from digest.stories.comparing.similarity import Vector, candidates, dot, joined


class Measure(NamedTuple):
    """The likeness that two tellings need, and how many words must meet: fewer ("That is wrong")
    are the same by chance."""

    likeness: float
    words: int


# One voice in two articles: they mostly report one interview or press conference, and what one of
# them has as its only claim the other has as well. On pairs written by hand what is the same comes
# to .3 and more; on articles of one news site, thrown together by topic, nothing else does. A
# figure that few claims have is enough beside that.
RETOLD = (Measure(0.25, 2),)
RETOLD_FIGURE = (Measure(0.25, 1),)

# Who says many things on one matter says them in the same words.
RETOLD_OF_MANY = (Measure(0.35, 2), Measure(0.25, 3))

# One voice in two languages, where about half of its words have a concept in common: one word is
# enough where an article has nothing else of it.
TRANSLATED = (Measure(0.15, 1),)
TRANSLATED_OF_MANY = (Measure(0.25, 2), Measure(0.6, 1))

# One voice in one article, which mostly goes on with the matter: above, nearly all say the same
# again. The same holds for what two articles have from one paper. Set on the annotated claims of
# 700 articles, pairs of one speaker read by hand.
REWORDED = (Measure(0.36, 3),)
REWORDED_ABROAD = (Measure(0.2, 3),)

# Two origins that give the same figures: "twelve dead", say the police and the hospital.
COUNTED = (Measure(0.42, 2), Measure(0.3, 3))

# Two origins that name the same days and nothing else that differs.
DATED = (Measure(0.4, 3),)

# From two origins the words must be nearly the same: merging says that both of them say it. In one
# article they stand side by side mostly because they differ.
SHARED = (Measure(0.6, 4), Measure(0.8, 3), Measure(0.95, 2))
OPPOSED = (Measure(0.8, 4),)

# "Reports say" is no source of its own: it tells more loosely what a paper tells in another
# article, so it is led to the claim there that is nearest to it.
HEARSAY = (Measure(0.15, 2),)

# So many words in a row are quoted, not met by chance.
QUOTED = 5

# Who has no name is shown where nobody has one: a report before officials.
_UNNAMED = (SourceKind.REPORT, SourceKind.UNNAMED)


class Tie(NamedTuple):
    """Why two tellings are one."""

    one: Telling
    other: Telling
    how: How


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """Tellings of one claim, the one to show first and the others in order, and what ties them: one
    tie less than tellings."""

    tellings: tuple[Telling, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Tellings taken as one: the fullest, the articles they stand in, and the figures of each."""

    lead: Telling
    documents: frozenset[str]
    amounts: frozenset[frozenset[Amount]]


def merged(tellings: Sequence[Telling]) -> list[Merged]:
    """`tellings`, with those that say the same put together, in the order of their first ones."""
    # Copies of an article repeat its claims word for word: these need no comparing.
    copies: dict[tuple[str, str, str | None], list[Telling]] = defaultdict(list)
    for telling in tellings:
        copies[telling.said, telling.speaker, telling.apart].append(telling)
    found = [max(each, key=_fullness) for each in copies.values()]
    ties = _ties(found)
    likeness = {pair: dot(tie.one.vector, tie.other.vector) for pair, tie in ties.items()}
    # What is read twice comes first: it belongs to its place, whatever that joins.
    twice = {pair: tie.how is How.NESTED for pair, tie in ties.items()}
    pairs = sorted(likeness, key=lambda pair: (not twice[pair], -likeness[pair], pair))
    sets = list(copies.values())
    return [
        _merged(
            [each for n in group.members for each in sets[n]],
            [ties[pair] for pair in group.pairs],
            [found[n] for n in group.members],
        )
        for group in joined([_alone(each) for each in found], pairs, _agree, _join)
    ]


def overlap(a: Claim, b: Claim) -> bool:
    """Whether they are the same words of one article, read twice: a claim within a claim."""
    return a.document == b.document and any(
        one.overlaps(other) for one in a.quote for other in b.quote
    )


def _merged(members: list[Telling], ties: list[Tie], found: list[Telling]) -> Merged:
    """`found` are those of `members` that stand for their copies."""
    of = {(each.said, each.speaker): each for each in found}
    copied = [
        Tie(each, of[each.said, each.speaker], How.REPEATED)
        for each in members
        if each is not of[each.said, each.speaker]
    ]
    first = max(found, key=_fullness)
    others = sorted((each for each in members if each is not first), key=lambda each: each.number)
    return Merged(tellings=(first, *others), ties=(*ties, *copied))


def _ties(found: Sequence[Telling]) -> dict[tuple[int, int], Tie]:
    ties = {}
    for a, b in candidates([_keys(each) for each in found]):
        one, other = found[a], found[b]
        how = _how(one, other, apart=one.claim.document != other.claim.document)
        if how:
            ties[a, b] = Tie(one, other, how)
    return ties


def _keys(telling: Telling) -> Vector:
    """What a telling is looked up by: its terms, and each again as a term of its origin, so that
    two of one origin meet in one term."""
    return {
        key: weight
        for term, weight in telling.vector.items()
        for key in (term, f"{telling.origin}|{term}")
    }


def _how(a: Telling, b: Telling, *, apart: bool) -> How | None:
    """How two tellings say the same, `apart` in two articles; None where they do not."""
    if overlap(a.claim, b.claim):
        return How.NESTED
    if _differ(a, b):
        return None
    one_origin = a.origin == b.origin
    if one_origin and (_holds(a, b) or _holds(b, a)):
        return How.HELD
    if _reach(a, b, _needed(a, b, apart=apart)):
        alike = How.REWORDED if one_origin else How.SHARED
        return How.TRANSLATED if _abroad(a, b) else alike
    heard = apart and one_origin and (_hears(a, b) or _hears(b, a))
    return How.HEARSAY if heard and _reach(a, b, HEARSAY) else None


def _reach(a: Telling, b: Telling, measures: Iterable[Measure]) -> bool:
    likeness = dot(a.vector, b.vector)
    enough = [each.words for each in measures if likeness >= each.likeness]
    return bool(enough) and met(a, b) >= min(enough) and meet_beyond(a, b, min(enough))


def _needed(a: Telling, b: Telling, *, apart: bool) -> tuple[Measure, ...]:
    if apart and a.voice is not None and a.voice == b.voice:
        return _of_one_voice(a, b)
    if a.origin == b.origin:
        return REWORDED_ABROAD if _abroad(a, b) else REWORDED
    if a.amounts and a.amounts == b.amounts:
        return COUNTED
    if apart and a.dates and a.dates == b.dates and not (a.amounts or b.amounts):
        return DATED
    return SHARED if apart else OPPOSED


def _of_one_voice(a: Telling, b: Telling) -> tuple[Measure, ...]:
    if a.exact & b.exact:
        return RETOLD_FIGURE
    if brings_news(a, b):
        return ()
    alone = (a.single or b.single) and a.amounts == b.amounts
    if _abroad(a, b):
        return TRANSLATED if alone else TRANSLATED_OF_MANY
    return RETOLD if alone else RETOLD_OF_MANY


def _abroad(a: Telling, b: Telling) -> bool:
    return a.claim.language != b.claim.language


def _differ(a: Telling, b: Telling) -> bool:
    """Two claims that differ in a figure, a negation or a denial are two, however alike."""
    return (
        a.turned != b.turned
        or a.apart != b.apart
        or not _comparable(a.amounts, b.amounts)
        or bool(a.ones & b.units or b.ones & a.units)
        or not (_one_time(a, b) or (a.exact and a.exact == b.exact))
        or any(one & other for one, other in zip(a.limits, reversed(b.limits), strict=True))
    )


def _comparable(a: frozenset[Amount], b: frozenset[Amount]) -> bool:
    """Whether no figures differ: one may leave out what the other has."""
    return a <= b or b <= a


def _one_time(a: Telling, b: Telling) -> bool:
    """Whether no dates differ: one may tell a month where the other tells the day. "Tomorrow" in a
    quotation may be that of another day than the article's."""
    few, many = sorted((a.dates, b.dates), key=len)
    quoted = a.claim.type is b.claim.type is ClaimType.DIRECT
    return quoted or all(any(x.startswith(y) or y.startswith(x) for y in many) for x in few)


def _holds(whole: Telling, part: Telling) -> bool:
    """Whether `part` stands in `whole`: the bullet that quotes a sentence of the body."""
    return part.said.count(" ") >= QUOTED - 1 and f" {part.said} " in f" {whole.said} "


def _hears(a: Telling, b: Telling) -> bool:
    """Whether `a` is told of reports, and `b` of a paper."""
    chain = (b.claim.source, *b.claim.citing)
    return a.hearsay and any(each and each.kind is SourceKind.OUTLET for each in chain)


def _alone(telling: Telling) -> Group:
    return Group(
        lead=telling,
        documents=frozenset({telling.claim.document}),
        amounts=frozenset({telling.amounts}),
    )


def _join(a: Group, b: Group) -> Group:
    return Group(
        lead=max(a.lead, b.lead, key=_fullness),
        documents=a.documents | b.documents,
        amounts=a.amounts | b.amounts,
    )


def _agree(a: Group, b: Group) -> bool:
    """Whether the fullest of two groups say the same as well, so that no chain of claims glues two
    together, and no two figures of theirs differ."""
    if not _how(a.lead, b.lead, apart=not a.documents & b.documents):
        return False
    return overlap(a.lead.claim, b.lead.claim) or all(
        _comparable(one, other) for one, other in product(a.amounts, b.amounts)
    )


def _fullness(telling: Telling) -> tuple[bool, int, int, int, bool]:
    """How well a wording shows the claim: by whom it is said, on whose word, and how much of it;
    of equals the one that is word for word."""
    source = telling.claim.source
    unnamed = _UNNAMED.index(source.kind) + 1 if source and source.kind in _UNNAMED else 0
    direct = telling.claim.type is ClaimType.DIRECT
    return source is not None, -unnamed, len(telling.claim.citing), len(telling.words), direct
