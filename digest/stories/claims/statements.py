"""Claims of a story to its statements: merged, named as they were, tied to what they deny."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from digest.models import Certainty, Claim, Document, Join, Known, Statement
from digest.stories.claims.denials import denials
from digest.stories.claims.merging import Merged, Tie, merged, overlap
from digest.stories.claims.tellings import Telling, tellings
from digest.stories.comparing.similarity import dot, shared
from digest.stories.ids import named
from digest.stories.origins.names import key
from digest.stories.origins.origins import Origins

# So many terms say why two claims are one.
SHOWN = 5

_ORDER = tuple(Certainty)


def statements(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    origins: Origins,
    *,
    story: str,
    known: Known,
) -> tuple[Statement, ...]:
    """`claims`, with those that say the same put together. `claims` and `documents` are in order of
    time; `story` is the id of theirs."""
    by_name = {document.fingerprint: document for document in documents}
    found = merged(tellings(claims, by_name, origins))
    keys = [_keys(one, by_name, story, known) for one in found]
    ids = named(_had(keys, known), keys)
    denied = denials(found, by_name)
    return tuple(
        Statement(
            id=ids[n],
            claims=tuple(each.claim for each in one.tellings),
            origins=_origins(one),
            certainty=max((each.claim.certainty for each in one.tellings), key=_ORDER.index),
            keys=keys[n],
            joins=_joins(one),
            denies=ids[denied[n]] if n in denied else None,
        )
        for n, one in enumerate(found)
    )


def _keys(
    found: Merged, documents: Mapping[str, Document], story: str, known: Known
) -> tuple[str, ...]:
    """What wordings are known by, in order: in `story`, and in the one that their article was told
    in before."""
    keys: dict[str, None] = {}
    for telling in sorted(found.tellings, key=lambda each: each.number):
        before = known.stories.get(documents[telling.claim.document].id, story)
        keys |= {_key(telling, story): None, _key(telling, before): None}
    return tuple(keys)


def _key(telling: Telling, story: str) -> str:
    """32 hex digits over a wording and who says it, as the article names them: another article may
    have a fuller name."""
    source = telling.claim.source
    name = " ".join(key(source.name)) if source else ""
    written = "\n".join((story, telling.said, name, telling.apart or ""))
    return blake2b(written.encode(), digest_size=16).hexdigest()


def _had(keys: Sequence[Sequence[str]], known: Known) -> list[tuple[int, str]]:
    """The ids that statements had, with their indexes: that of its oldest wording before others."""
    wishes = sorted(
        (place, index, known.statements[key])
        for index, own in enumerate(keys)
        for place, key in enumerate(own)
        if key in known.statements
    )
    return [(index, name) for _, index, name in wishes]


def _origins(found: Merged) -> tuple[str, ...]:
    """A claim within the one that is shown is the same place read twice, and no origin more; one
    that nobody is named for repeats what is known from others."""
    shown, *others = found.tellings
    apart = [each for each in others if not overlap(each.claim, shown.claim)]
    named = [each for each in (shown, *apart) if each.claim.source or each.claim.citing]
    return tuple(sorted({each.origin for each in named or (shown, *apart)}))


def _joins(found: Merged) -> tuple[Join, ...]:
    """Why each telling but the first is there: the tie that leads from it towards the first."""
    ties: dict[int, list[Tie]] = {each.number: [] for each in found.tellings}
    for tie in found.ties:
        ties[tie.one.number].append(tie)
        ties[tie.other.number].append(tie)
    place = {each.number: n for n, each in enumerate(found.tellings)}
    joins: dict[int, Join] = {}
    reached = [found.tellings[0]]
    for to in reached:
        for tie in ties[to.number]:
            new = tie.other if tie.one is to else tie.one
            if place[new.number] and new.number not in joins:
                joins[new.number] = _join(tie, place[to.number])
                reached.append(new)
    return tuple(joins[each.number] for each in found.tellings[1:])


def _join(tie: Tie, to: int) -> Join:
    one, other = tie.one.vector, tie.other.vector
    return Join(
        to=to,
        how=tie.how,
        likeness=round(dot(one, other), 2),
        shared=shared(one, other, SHOWN),
    )
