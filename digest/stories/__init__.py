"""Documents and their claims to stories: one event, what is said of it, and who is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from digest.models import Claim, Cluster, Document, Known, Sketch, Story
from digest.stories.claims.statements import statements
from digest.stories.events.clustering import clusters
from digest.stories.events.sketches import sketch
from digest.stories.figures.conflicts import conflicts, denied
from digest.stories.figures.notices import retractions
from digest.stories.figures.observations import Unsourced, observations
from digest.stories.figures.things import things
from digest.stories.origins.accounts import Accounts
from digest.stories.origins.copies import copies
from digest.stories.origins.origins import Origins
from digest.stories.origins.publishers import owners, shipped

__all__ = ["cluster", "gather", "owners", "sketch", "tell"]

_NOTHING = Known()


def _none(_: Document) -> Sequence[Claim]:
    return ()


def gather(
    documents: Iterable[Document],
    claims: Mapping[str, Sequence[Claim]],
    *,
    known: Known = _NOTHING,
    publishers: Mapping[str, str] | None = None,
    unsourced: Unsourced = _none,
) -> tuple[Story, ...]:
    """`documents` by event, with their claims merged; `claims` by `Document.fingerprint`.

    The order of arrival makes no difference: articles are taken by time, then by content.
    """
    unique = {document.fingerprint: document for document in documents}
    found = cluster(map(sketch, unique.values()), known=known)
    return tuple(
        tell(each, unique, claims, known=known, publishers=publishers, unsourced=unsourced)
        for each in found
    )


def cluster(sketches: Iterable[Sketch], *, known: Known = _NOTHING) -> tuple[Cluster, ...]:
    """Articles by event, in order of their first ones; each is named as its articles were in
    `known`."""
    return clusters(sketches, known.stories)


def tell(
    cluster: Cluster,
    documents: Mapping[str, Document],
    claims: Mapping[str, Sequence[Claim]],
    *,
    known: Known = _NOTHING,
    publishers: Mapping[str, str] | None = None,
    unsourced: Unsourced = _none,
) -> Story:
    """The story of `cluster`; `documents`, those of other stories too, and `claims` by
    fingerprint. Its claims are named as they were in `known`. `publishers` are those of outlets
    (`publishers.owners`), or else those that come along. `unsourced` gives the sentences of a
    document that have figures (`claims.unsourced`), asked of stories with two articles or more."""
    told = [documents[name] for name in cluster.documents]
    own = {
        name: sorted(claims.get(name, ()), key=lambda claim: claim.quote)
        for name in cluster.documents
    }
    spoken = [claim for each in own.values() for claim in each]
    copied = copies(told, own)
    table = shipped() if publishers is None else publishers
    origins = Origins(told, spoken, copies=copied, publishers=table)
    accounts = Accounts(told, own, origins)
    fullest = sorted(own, key=lambda name: (-len(own[name]), -len(documents[name].text), name))
    told_of = statements(spoken, told, origins, story=cluster.id, known=known)
    found = observations(told, own, told_of, origins, unsourced) if len(told) > 1 else ()
    counted = list(things(list(found)))
    return Story(
        id=cluster.id,
        documents=tuple(fullest),
        statements=told_of,
        origins=accounts.origins(),
        conflicts=conflicts(cluster.id, counted, {each.fingerprint: each.text for each in told}),
        retractions=retractions(told, origins, denied(counted)),
        copies=copied,
        links=cluster.links,
        aliases=accounts.aliases(),
    )
