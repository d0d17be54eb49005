"""Documents and their claims to stories: one event, what is said of it, and who is behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digest.models import Claim, Document, Story
from digest.stories.clustering import clusters, moment
from digest.stories.merging import ID_DIGITS, statements
from digest.stories.origins import Origins

__all__ = ["gather"]


def gather(
    documents: Sequence[Document], claims: Mapping[str, Sequence[Claim]]
) -> tuple[Story, ...]:
    """`documents` by event, with their claims merged; `claims` by `Document.fingerprint`.

    The order of arrival makes no difference: articles are taken by time, then by content.
    """
    unique = {document.fingerprint: document for document in documents}
    ordered = sorted(unique.values(), key=_by_time)
    groups = [[ordered[index] for index in group] for group in clusters(ordered)]
    return tuple(_story(group, claims) for group in groups)


def _by_time(document: Document) -> tuple[bool, float, str]:
    when = moment(document)
    return when is None, when.timestamp() if when else 0.0, document.fingerprint


def _story(documents: Sequence[Document], claims: Mapping[str, Sequence[Claim]]) -> Story:
    """The story of `documents`, which are in order of time."""
    own = {
        document.fingerprint: sorted(
            claims.get(document.fingerprint, ()), key=lambda claim: claim.quote
        )
        for document in documents
    }
    spoken = [claim for each in own.values() for claim in each]
    texts = {document.fingerprint: document.text for document in documents}
    origins = Origins(documents, spoken)
    fullest = sorted(own, key=lambda name: (-len(own[name]), -len(texts[name]), name))
    return Story(
        # The first article on an event names the story: it stays when others join it.
        id=documents[0].fingerprint[:ID_DIGITS],
        documents=tuple(fullest),
        statements=tuple(statements(spoken, texts, origins)),
        origins=origins.behind(own),
    )
