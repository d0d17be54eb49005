"""Stories that go on: what their readers had, and the earlier articles that new ones belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from digest.models import Cluster, Document, Sketch
from digest.models.briefs import Preference
from digest.models.editions import Decisions
from digest.models.past import Past
from digest.pipeline.kept import Memory, days, of_feeds, together, weights
from digest.pipeline.reading import Material

if TYPE_CHECKING:
    from digest.config import DigestSettings
    from digest.storage import Store

_UNDECIDED = Decisions()

# Articles that are held in memory at a time to be sketched.
PORTION = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """What an edition is made from: the stories that something came in for, as `clusters` of the
    articles in `material`, new ones and those of earlier days; what readers had in the `past`, and
    what they want more of; what an editor decided on it. `sketches` were made on the way, and are
    not kept yet.
    """

    material: Material
    clusters: tuple[Cluster, ...]
    past: Past
    preferences: tuple[Preference, ...]
    sketches: tuple[Sketch, ...]
    decisions: Decisions = _UNDECIDED


def past(store: Store, digest: DigestSettings, on: date, slot: str, *, anew: bool = False) -> Past:
    """What readers had in the editions before this one; `anew`, as if they had had nothing, but
    with the ids of what they had.
    """
    if not digest.story_days:
        return Past()
    since = on - timedelta(days=digest.story_days)
    found = store.memory.past(digest.brief.name, since=since, before=(on, slot))
    return Past(known=found.known) if anew else found


def untold(material: Material, store: Store, digest: DigestSettings, past: Past) -> Material:
    """`material` without articles that were told before what readers remember: in a folder that is
    read every day they would come again as soon as that is forgotten.
    """
    if not past.editions:
        return material
    first = past.editions[0]
    names = tuple(material.documents)
    old = store.memory.told(digest.brief.name, names, before=(first.date, first.slot))
    return replace(
        material,
        documents={name: each for name, each in material.documents.items() if name not in old},
        claims={name: said for name, said in material.claims.items() if name not in old},
    )


def continued(
    fresh: Material,
    store: Store,
    digest: DigestSettings,
    past: Past,
    *,
    on: date,
    memory: Memory | None = None,
) -> Gathered:
    """The stories of what is `fresh`, with what is kept of their earlier days."""
    from digest import stories  # which sending, that asks for the past alone, has no need of

    window = _window(store, digest, past, on)
    known = memory.sketches if memory else {}
    made = {each.fingerprint: each for each in _made(fresh, window, store, known)}
    known.update(made)
    kept = {name: each or known[name] for name, each in window.items()}
    ids = {each.id for each in fresh.documents.values()}
    # What is fresh is the newest version.
    earlier = [each for each in kept.values() if each.id not in ids]
    now = [kept.get(name) or known[name] for name in fresh.documents]
    clusters = stories.cluster([*now, *of_feeds(earlier, store, digest)], known=past.known)
    told = tuple(each for each in clusters if not fresh.documents.keys().isdisjoint(each.documents))
    material = together(fresh, _earlier(store, fresh, told))
    return Gathered(
        material=material,
        clusters=told,
        past=replace(past, newest=newest(past.documents, material.documents)),
        preferences=store.preferences.of(digest.brief.name),
        sketches=tuple(made.values()),
    )


def _window(
    store: Store, digest: DigestSettings, past: Past, on: date
) -> Mapping[str, Sketch | None]:
    """The articles that stories may go on from, with their sketches as far as there are some."""
    if not digest.story_days:
        return {}
    since, until = days(digest, on, digest.story_days)
    return store.memory.sketches([each.id for each in past.editions], since=since, until=until)


def _made(
    fresh: Material,
    window: Mapping[str, Sketch | None],
    store: Store,
    known: Mapping[str, Sketch],
) -> Iterator[Sketch]:
    """Sketches of the articles that have none."""
    from digest import stories

    for name, each in fresh.documents.items():
        if not window.get(name) and name not in known:
            yield stories.sketch(each)
    others = [name for name, each in window.items() if not each and name not in known]
    lacking = [name for name in others if name not in fresh.documents]
    for start in range(0, len(lacking), PORTION):
        found = store.known(lacking[start : start + PORTION])
        yield from map(stories.sketch, found.values())


def _earlier(store: Store, fresh: Material, told: Sequence[Cluster]) -> Material:
    """The articles of the stories that are `told` that came in before."""
    names = {name for each in told for name in each.documents}
    documents = store.known(names - fresh.documents.keys())
    ids = [each.id for each in documents.values()]
    return Material(
        documents=documents,
        claims=store.claims(tuple(documents)),
        weights=weights(store, ids),
    )


def newest(had: Mapping[str, Document], now: Mapping[str, Document]) -> Mapping[str, str]:
    """From the articles that readers had to newer versions of them."""
    versions = {each.id: name for name, each in sorted(now.items())}
    return {
        name: versions[each.id]
        for name, each in had.items()
        if name not in now and each.id in versions
    }
