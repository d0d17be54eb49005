"""How good stories are on the set written for it (`support.story_set`).

What `digest stories --json` writes is held against what is true:

    clusters     BCubed (Bagga and Baldwin, "Entity-based cross-document coreferencing", 1998): of
                 each article, how many of those it is with belong there, and how many of those that
                 belong there it is with
    joins        pairs of places of one claim in two articles; copies of one text, whose pairs would
                 be most of them and are all alike, are left out
    origins      names of the independent origins behind each claim
    copies       pairs of articles with one text
    conflicts    those that share two different figures with a true one; `values` are their figures
    denials      pairs of a claim and the one that it denies
    retractions  sentences that correct or withdraw

Shares of what is wanted are `places`, where a claim was found at all, `counts`, claims with the
right number of origins, and `kinds` and `resolutions`, conflicts with the right one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from digest import documents, formats
from digest.cli.stories import names_of
from digest.cli.telling import Telling
from digest.models import Article, Cluster, Raw, Span
from digest.pipeline import editions, reading
from digest.stories import tell
from support.story_set import Amount, Differing, Group, Names, Place, Told, amount, as_lines

Record = Mapping[str, Any]  # a story as `digest stories --json` writes it
Pair = frozenset[str]

# A claim stands where it is wanted if half of the shorter of the two is in both.
HALF = 0.5


@dataclass
class Count:
    """How many were wanted and told, and how many of each were right."""

    wanted: int = 0
    got: int = 0
    told: int = 0
    right: int = 0

    def precision(self) -> float:
        return self.right / self.told if self.told else 1.0

    def recall(self) -> float:
        return self.got / self.wanted if self.wanted else 1.0


@dataclass
class Tally:
    """Counts by what is measured, and what was wrong."""

    bcubed: dict[str, tuple[float, float]] = field(default_factory=dict)
    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    errors: list[str] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        found: dict[str, float] = {}
        pairs = dict(self.bcubed)
        pairs |= {key: (each.precision(), each.recall()) for key, each in self.counts.items()}
        for key, (precision, recall) in pairs.items():
            if key in SHARES:
                found[key] = recall
                continue
            found[f"{key} precision"], found[f"{key} recall"] = precision, recall
            found[f"{key} f1"] = 2 * precision * recall / ((precision + recall) or 1)
        return {key: round(found[key], 3) for key in sorted(found)}


# What is wanted of each, and cannot be told too often.
SHARES = frozenset({"places", "counts", "kinds", "resolutions"})


def records(stories: Sequence[Told], *, given: bool = False) -> list[Record]:
    """What `digest stories` writes of the set; or of each story alone, its articles `given` as one,
    so that what clustering does wrong does not count against the rest."""
    articles = formats.read(Raw(place="set.jsonl", data=as_lines(stories)))
    read = [documents.understand(each) for each in articles if isinstance(each, Article)]
    material = reading.read(read)
    by_id = {document.id: document.fingerprint for document in read}
    clusters = [
        Cluster(id=story.name, documents=tuple(by_id[name] for name in story.documents()))
        for story in stories
    ]
    told = (
        [tell(each, material.documents, material.claims) for each in clusters]
        if given
        else editions.told(material)
    )
    names = names_of(read)
    return [
        Telling(story=each, documents=material.documents, names=names).record() for each in told
    ]


def measure(stories: Sequence[Told], records: Sequence[Record]) -> Tally:
    tally = Tally()
    _clusters(tally, stories, records)
    _copies(tally, stories, records)
    for story in stories:
        _claims(tally, story, records)
        _denials(tally, story, records)
        _retractions(tally, story, records)
    _joins(tally, stories, records)
    _conflicts(tally, stories, records)
    return tally


def bcubed(
    wanted: Iterable[Iterable[str]], told: Iterable[Iterable[str]], of: Iterable[str]
) -> tuple[float, float]:
    """Precision and recall, the mean over the items `of`."""
    true = {item: set(group) for group in map(list, wanted) for item in group}
    found = {item: set(group) for group in map(list, told) for item in group}
    both = [(item, len(true[item] & found[item])) for item in of]
    return (
        sum(shared / len(found[item]) for item, shared in both) / len(both),
        sum(shared / len(true[item]) for item, shared in both) / len(both),
    )


def _clusters(tally: Tally, stories: Sequence[Told], records: Sequence[Record]) -> None:
    wanted = [story.documents() for story in stories]
    told: list[list[str]] = [list(record["documents"]) for record in records]
    everything = [name for group in wanted for name in group]
    abroad = [name for each in stories if len(each.languages()) > 1 for name in each.documents()]
    tally.bcubed["clusters"] = bcubed(wanted, told, everything)
    if abroad:
        tally.bcubed["clusters in two languages"] = bcubed(wanted, told, abroad)
    for story in stories:
        parts = [sorted(set(story.documents()) & set(group)) for group in told]
        parts = [part for part in parts if part]
        if len(parts) > 1:
            tally.errors.append(f"{story.name}: told as {len(parts)} stories: {parts}")
    for group in told:
        names = {name.partition("/")[0] for name in group}
        if len(names) > 1:
            tally.errors.append(f"{', '.join(sorted(names))}: told as one story: {sorted(group)}")


def _copies(tally: Tally, stories: Sequence[Told], records: Sequence[Record]) -> None:
    wanted = set(_pairs(group for story in stories for group in story.copies))
    told = set(_pairs(group for record in records for group in record["copies"]))
    _count(tally, "copies", wanted, told)


def _pairs(groups: Iterable[Iterable[str]]) -> Iterator[Pair]:
    return (frozenset(pair) for group in groups for pair in combinations(group, 2))


def _count(tally: Tally, key: str, wanted: set[Pair], told: set[Pair]) -> None:
    count = tally.counts[key]
    count.wanted += len(wanted)
    count.told += len(told)
    count.got += len(wanted & told)
    count.right += len(wanted & told)
    for name, pairs in (("missed", wanted - told), ("wrong", told - wanted)):
        for pair in sorted(map(sorted, pairs)):
            tally.errors.append(f"{pair[0].partition('/')[0]}: {key} {name}: {' + '.join(pair)}")


def _claims(tally: Tally, story: Told, records: Sequence[Record]) -> None:
    """The origins of each wanted claim, as the claim has them that is found in most of its
    places."""
    for group in story.claims:
        found = [_claim_at(place, records) for place in group.places]
        tally.counts["places"].wanted += len(found)
        tally.counts["places"].got += sum(claim is not None for claim in found)
        for place, claim in zip(group.places, found, strict=True):
            if claim is None:
                tally.errors.append(f"{place.document}: no claim: {place.words}")
        held = [claim for claim in found if claim]
        best = max(held, key=held.count, default=None)
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
    copies = set(_pairs(group for story in stories for group in story.copies))
    language = {each["id"]: each["language"] for story in stories for each in story.articles}

    def counts(a: str, b: str) -> Count | None:
        """What counts a pair of places in these articles, if anything does."""
        if a == b or frozenset({a, b}) in copies:
            return None
        return tally.counts["joins" if language[a] == language[b] else "joins in two languages"]

    groups = [group.places for story in stories for group in story.claims]
    for one, other in (pair for places in groups for pair in combinations(places, 2)):
        if count := counts(one.document, other.document):
            held = _claim_at(one, records)
            joined = held is not None and held is _claim_at(other, records)
            count.wanted += 1
            count.got += joined
            if not joined:
                where = f"{one.document} + {other.document}"
                tally.errors.append(f"{where}: not joined: {one.words} + {other.words}")
    claims = (claim["places"] for record in records for claim in record["claims"])
    for place, second in (pair for places in claims for pair in combinations(places, 2)):
        if count := counts(place["document"], second["document"]):
            right = any(_holds(group, place) and _holds(group, second) for group in groups)
            count.told += 1
            count.right += right
            if not right:
                where = f"{place['document']} + {second['document']}"
                tally.errors.append(f"{where}: joined: {place['words']} + {second['words']}")


def _holds(group: Sequence[Place], told: Record) -> bool:
    return any(_meets(place, told) for place in group)


def _claim_at(place: Place, records: Sequence[Record]) -> Record | None:
    """The claim that has a place most like this one."""
    found = [
        (_likeness(place.span, told["quote"]), claim)
        for record in records
        for claim in record["claims"]
        for told in claim["places"]
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


def _conflicts(tally: Tally, stories: Sequence[Told], records: Sequence[Record]) -> None:
    left = [conflict for record in records for conflict in record["conflicts"]]
    count, values = tally.counts["conflicts"], tally.counts["values"]
    count.told += len(left)
    values.told += sum(len(_amounts(each)) for each in left)
    for name, conflict in ((story.name, each) for story in stories for each in story.conflicts):
        wanted = {value for _, value in conflict.values}
        count.wanted += 1
        values.wanted += len(wanted)
        best = max(left, key=lambda told: len(_agreed(conflict, told)), default=None)
        agreed = _agreed(conflict, best) if best else set()
        if best is None or len(agreed) < 2:
            tally.errors.append(f"{name}: no conflict: {conflict.kind} {sorted(wanted)}")
            best = {"kind": None, "resolution": None}
        else:
            left.remove(best)
            for each, size in ((count, 1), (values, len(agreed))):
                each.got += size
                each.right += size
            if wanted != _amounts(best):
                tally.errors.append(f"{_shown(best)}: not {sorted(wanted)}")
        for key, right, told in (
            ("kinds", conflict.kind, best["kind"]),
            ("resolutions", conflict.resolution, best["resolution"]),
        ):
            tally.counts[key].wanted += 1
            tally.counts[key].got += right == told
            if told not in {right, None}:
                tally.errors.append(f"{_shown(best)}: {told}, not {right}")
    tally.errors += [f"{_shown(each)}: no such conflict" for each in left]


def _agreed(conflict: Differing, told: Record) -> set[Amount]:
    """The figures that both have, of articles on the same story."""
    stories = {place.document.partition("/")[0] for place, _ in conflict.values}
    same = stories & {value["document"].partition("/")[0] for value in told["values"]}
    return {value for _, value in conflict.values} & _amounts(told) if same else set()


def _amounts(told: Record) -> set[Amount]:
    return {amount(each["value"]) for each in told["values"]}


def _shown(told: Record) -> str:
    values = [f"{each['words']} ({each['document']}: {each['origin']})" for each in told["values"]]
    return f"{told['kind']} {told['resolution']}: {', '.join(values)}"


def _denials(tally: Tally, story: Told, records: Sequence[Record]) -> None:
    """Pairs of claims, by the words of the wanted one where it is wanted, else by its own."""
    told = set()
    for record in records:
        claims = {claim["id"]: claim for claim in record["claims"]}
        for claim in claims.values():
            if claim["denies"] and _is_of(story, claim):
                pair = (claim, claims[claim["denies"]])
                hit = next((each for each in story.denials if _denies(each, pair)), None)
                names = (
                    (hit[0].words, hit[1].words) if hit else (pair[0]["words"], pair[1]["words"])
                )
                told.add(_tagged(story, names))
    wanted = {_tagged(story, (claim.words, of.words)) for claim, of in story.denials}
    _count(tally, "denials", wanted, told)


def _denies(wanted: tuple[Place, Place], told: tuple[Record, Record]) -> bool:
    return all(
        any(_meets(place, each) for each in claim["places"])
        for place, claim in zip(wanted, told, strict=True)
    )


def _is_of(story: Told, claim: Record) -> bool:
    return str(claim["places"][0]["document"]).startswith(f"{story.name}/")


def _tagged(story: Told, words: Iterable[str]) -> Pair:
    return frozenset(f"{story.name}/{each}" for each in words)


def _retractions(tally: Tally, story: Told, records: Sequence[Record]) -> None:
    told = set()
    for retraction in (each for record in records for each in record["retractions"]):
        document, sentence = retraction["document"], Span(*retraction["sentence"])
        if document.startswith(f"{story.name}/"):
            words = next(
                (
                    place.words
                    for notice, place in story.retractions
                    if notice == retraction["notice"]
                    and place.document == document
                    and place.span.overlaps(sentence)
                ),
                retraction["words"],
            )
            told.add(_tagged(story, (retraction["notice"], words)))
    wanted = {_tagged(story, (notice, place.words)) for notice, place in story.retractions}
    _count(tally, "retractions", wanted, told)
