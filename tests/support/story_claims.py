"""Claims of stories against those that are true: their places, origins, joins and denials."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from digest.models import Span
from support.story_set import Denial, Group, Names, Place, Told
from support.story_tally import Count, Record, Tally, count_pairs, pairs, tagged

Claims = dict[str, list[tuple[Record, Record]]]  # by document: places, and the claims they are of

# A claim stands where it is wanted if half of the shorter of the two is in both.
HALF = 0.5


def compare_claims(tally: Tally, stories: Sequence[Told], records: Sequence[Record]) -> None:
    claims = _by_document(records)
    for story in stories:
        _claims(tally, story, claims)
        _denials(tally, story, records)
    _joins(tally, stories, records)


def _claims(tally: Tally, story: Told, claims: Claims) -> None:
    """The origins of each wanted claim, as the claim has them that is found in most of its
    places."""
    for group in story.claims:
        found = [_claim_at(place, claims) for place in group.places]
        tally.counts["places"].wanted += len(found)
        tally.counts["places"].got += sum(claim is not None for claim in found)
        for place, claim in zip(group.places, found, strict=True):
            if claim is None:
                tally.errors.append(f"{place.document}: no claim: {place.words}")
        held = [claim for claim in found if claim]
        best = max(held, key=held.count, default=None)
        if group.origins:
            _origins(tally, story, group, best["origins"] if best else [])


def _origins(tally: Tally, story: Told, group: Group, told: Sequence[str]) -> None:
    wanted = list(group.origins)
    for name in told:
        hit = next((each for each in wanted if _named(each, name)), None)
        if hit:
            wanted.remove(hit)
    right = len(group.origins) - len(wanted)
    count, exact = tally.counts["origins"], tally.counts["counts"]
    count.wanted += len(group.origins)
    count.told += len(told)
    count.got += right
    count.right += right
    exact.wanted += 1
    exact.got += len(told) == len(group.origins)
    if right < max(len(told), len(group.origins)):
        names = [" or ".join(sorted(each)) for each in group.origins]
        words = group.places[0].words
        tally.errors.append(f"{story.name}: origins are {list(told)}, not {names}: {words}")


def _named(names: Names, told: str) -> bool:
    return _bare(told) in map(_bare, names)


def _bare(name: str) -> str:
    return re.sub(r"^(the|der|die|das) ", "", name.casefold())


def _joins(tally: Tally, stories: Sequence[Told], records: Sequence[Record]) -> None:
    copies = set(pairs(group for story in stories for group in story.copies))
    language = {each["id"]: each["language"] for story in stories for each in story.articles}

    def counts(a: str, b: str) -> Count | None:
        """What counts a pair of places in these articles, if anything does."""
        if a == b or frozenset({a, b}) in copies:
            return None
        return tally.counts["joins" if language[a] == language[b] else "joins in two languages"]

    claims = _by_document(records)
    groups = [group.places for story in stories for group in story.claims]
    for one, other in (pair for places in groups for pair in combinations(places, 2)):
        if count := counts(one.document, other.document):
            held = _claim_at(one, claims)
            joined = held is not None and held is _claim_at(other, claims)
            count.wanted += 1
            count.got += joined
            if not joined:
                where = f"{one.document} + {other.document}"
                tally.errors.append(f"{where}: not joined: {one.words} + {other.words}")
    told = (claim["places"] for record in records for claim in record["claims"])
    for place, second in (pair for places in told for pair in combinations(places, 2)):
        if count := counts(place["document"], second["document"]):
            right = any(_holds(group, place) and _holds(group, second) for group in groups)
            count.told += 1
            count.right += right
            if not right:
                where = f"{place['document']} + {second['document']}"
                tally.errors.append(f"{where}: joined: {place['words']} + {second['words']}")


def _holds(group: Sequence[Place], told: Record) -> bool:
    return any(_meets(place, told) for place in group)


def _by_document(records: Sequence[Record]) -> Claims:
    found: Claims = defaultdict(list)
    for record in records:
        for claim in record["claims"]:
            for told in claim["places"]:
                found[told["document"]].append((told, claim))
    return found


def _claim_at(place: Place, claims: Claims) -> Record | None:
    """The claim that has a place most like this one."""
    found = [
        (_likeness(place.span, told["quote"]), claim)
        for told, claim in claims[place.document]
        if _meets(place, told)
    ]
    return max(found, key=lambda pair: pair[0], default=(0.0, None))[1]


def _meets(place: Place, told: Record) -> bool:
    """Whether half of the shorter of the two is in both."""
    if place.document != told["document"]:
        return False
    least = min(_length([place.span]), _length(told["quote"]))
    return _shared(place.span, told["quote"]) >= HALF * least


def _likeness(span: Span, quote: Sequence[Sequence[int]]) -> float:
    return 2 * _shared(span, quote) / (_length([span]) + _length(quote))


def _shared(span: Span, quote: Sequence[Sequence[int]]) -> int:
    return sum(max(0, min(span.end, end) - max(span.start, start)) for start, end in quote)


def _length(spans: Iterable[Sequence[int]]) -> int:
    return sum(end - start for start, end in spans)


def _denials(tally: Tally, story: Told, records: Sequence[Record]) -> None:
    """Pairs of claims: a wanted one by its first words, any other by its own."""
    told = set()
    for record in records:
        claims = {claim["id"]: claim for claim in record["claims"]}
        for claim in claims.values():
            if claim["denies"] and _is_of(story, claim):
                denied = claims[claim["denies"]]
                hits = [each for each in story.denials if _denies(each, claim, denied)]
                shown = [_words(each) for each in hits] or [(claim["words"], denied["words"])]
                told |= {tagged(story.name, each) for each in shown}
    wanted, optional = (
        {tagged(story.name, _words(each)) for each in story.denials if each.optional is either}
        for either in (False, True)
    )
    count_pairs(tally, "denials", wanted, told - optional)


def _denies(wanted: Denial, denying: Record, denied: Record) -> bool:
    return any(_holds(wanted.claim, each) for each in denying["places"]) and any(
        _holds(wanted.of, each) for each in denied["places"]
    )


def _words(denial: Denial) -> tuple[str, str]:
    return denial.claim[0].words, denial.of[0].words


def _is_of(story: Told, claim: Record) -> bool:
    return str(claim["places"][0]["document"]).startswith(f"{story.name}/")
