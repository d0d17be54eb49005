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

from collections.abc import Iterable, Sequence

from digest import documents, formats
from digest.claims import unsourced
from digest.cli.stories import names_of
from digest.cli.telling import Telling
from digest.models import Article, Cluster, Raw, Span
from digest.pipeline import editions, reading
from digest.stories import tell
from support.story_claims import compare_claims
from support.story_set import Amount, Differing, Notice, Told, amount, as_lines
from support.story_tally import Record, Tally, count_pairs, pairs, tagged


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
        [tell(each, material.documents, material.claims, unsourced=unsourced) for each in clusters]
        if given
        else editions.told(material, {})
    )
    names = names_of(read)
    return [
        Telling(story=each, documents=material.documents, names=names).record() for each in told
    ]


def measure(stories: Sequence[Told], records: Sequence[Record]) -> Tally:
    tally = Tally()
    _clusters(tally, stories, records)
    _copies(tally, stories, records)
    compare_claims(tally, stories, records)
    for story in stories:
        _retractions(tally, story, records)
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
    wanted = set(pairs(group for story in stories for group in story.copies))
    told = set(pairs(group for record in records for group in record["copies"]))
    count_pairs(tally, "copies", wanted, told)


def _conflicts(tally: Tally, stories: Sequence[Told], records: Sequence[Record]) -> None:
    wanted = [(story.name, each) for story in stories for each in story.conflicts]
    left = [conflict for record in records for conflict in record["conflicts"]]
    for name, conflict in wanted:
        best = max(left, key=lambda told: len(_agreed(conflict, told)), default=None)
        found = best if best and len(_agreed(conflict, best)) > 1 else None
        if found:
            left.remove(found)
        if not conflict.optional:
            _compare(tally, name, conflict, found)
    tally.counts["conflicts"].told += len(left)
    tally.counts["values"].told += sum(len(_amounts(each)) for each in left)
    tally.errors += [f"{_shown(each)}: no such conflict" for each in left]


def _compare(tally: Tally, story: str, conflict: Differing, found: Record | None) -> None:
    """Counts a conflict that is wanted, and the one that was `found` for it."""
    wanted = {value for _, value in conflict.values}
    told = _amounts(found) if found else set()
    for key, size, said, right in (
        ("conflicts", 1, bool(found), bool(found)),
        ("values", len(wanted), len(told), len(wanted & told)),
        ("kinds", 1, 0, _has(found, "kind", conflict.kind)),
        ("resolutions", 1, 0, _has(found, "resolution", conflict.resolution)),
    ):
        count = tally.counts[key]
        count.wanted += size
        count.told += said
        count.got += right
        count.right += right
    if not found:
        tally.errors.append(f"{story}: no conflict: {conflict.kind} {sorted(wanted)}")
    elif (wanted, conflict.kind, conflict.resolution) != (told, found["kind"], found["resolution"]):
        should = f"{conflict.kind} {conflict.resolution} {sorted(wanted)}"
        tally.errors.append(f"{_shown(found)}: not {should}")


def _has(found: Record | None, key: str, value: str) -> bool:
    return found is not None and found[key] == value


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


def _retractions(tally: Tally, story: Told, records: Sequence[Record]) -> None:
    told = set()
    for retraction in (each for record in records for each in record["retractions"]):
        if retraction["document"].startswith(f"{story.name}/"):
            hit = next((each for each in story.retractions if _tells(each, retraction)), None)
            words = hit.places[0].words if hit else retraction["words"]
            told.add(tagged(story.name, (retraction["notice"], words)))
    wanted, optional = (
        {
            tagged(story.name, (each.kind, each.places[0].words))
            for each in story.retractions
            if each.optional is either
        }
        for either in (False, True)
    )
    count_pairs(tally, "retractions", wanted, told - optional)


def _tells(wanted: Notice, told: Record) -> bool:
    return wanted.kind == told["notice"] and any(
        place.document == told["document"] and place.span.overlaps(Span(*told["sentence"]))
        for place in wanted.places
    )
