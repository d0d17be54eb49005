"""Copies of one text: an agency's, or a press release, under several mastheads.

Texts are compared by their shingles, hashes of runs of words: a copy that is edited keeps most of
them, one that is shortened has few of its own. So what counts is containment, the share of the
shorter text's shingles that stand in the longer (Broder, "On the resemblance and containment of
documents", SEQUENCES 1997). A headline is each paper's own, and says nothing here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from zlib import crc32

from digest.models import BlockKind, Claim, ClaimType, Document, Span
from digest.stories.comparing.words import fold, words

# Of two papers that report one event in their own words the most alike share a quarter of their
# runs, in the set that we wrote; in 850 articles of one site none but follow-ups that repeat an
# older one came to more than a seventh. Of a text with every tenth word changed seven in ten are
# left, with every fifth a half.
CONTAINED = 1 / 3

# Fewer runs than this are a sentence, which two texts may have without one being the other.
TELLING = 12

# A run that so many different texts have is a phrase of the event ("said in a statement on
# Monday"); it is looked up in the first of them alone, so that a story's copies are found in time
# that grows with its articles, not with their square.
PHRASE = 32

_BASE = 0x01000193
_BITS = 0xFFFFFFFF

_BODY = frozenset({BlockKind.LEAD, BlockKind.PARAGRAPH, BlockKind.ITEM})


def copies(
    documents: Sequence[Document], claims: Mapping[str, Sequence[Claim]]
) -> tuple[tuple[str, ...], ...]:
    """Fingerprints of `documents` that have one text, in groups of two or more in their order.

    What is quoted word for word counts for nothing: two papers that have one speech are no copies
    of each other. `claims` by document.
    """
    if len(documents) < 2:
        return ()
    quoted = {
        name: [span for claim in own if claim.type is ClaimType.DIRECT for span in claim.quote]
        for name, own in claims.items()
    }
    return alike(
        {each.fingerprint: shingles(each, quoted.get(each.fingerprint, ())) for each in documents}
    )


def shingles(document: Document, but: Iterable[Span] = ()) -> frozenset[int]:
    """Hashes of the runs of words of `document`, of 32 bits each, outside the spans of `but`."""
    text = _masked(document.text, sorted(but))
    blocks = (block.span.of(text) for block in document.blocks if block.kind in _BODY)
    return frozenset(run for block in blocks for line in block.split("\n") for run in _runs(line))


def alike(texts: Mapping[str, frozenset[int]]) -> tuple[tuple[str, ...], ...]:
    """Names of `texts`, given by their shingles, in groups of one text each.

    The longest text of a group stands for it, so a chain of shortened ones holds together, and one
    of half-alike texts does not.
    """
    groups: dict[str, str] = {}
    holders: dict[int, list[str]] = defaultdict(list)
    for name in sorted(texts, key=lambda name: (-len(texts[name]), name)):
        own = texts[name]
        shared = Counter(holder for run in own for holder in holders.get(run, ()))
        most = min(shared, key=lambda holder: (-shared[holder], holder), default=name)
        if shared[most] >= max(TELLING, CONTAINED * len(own)):
            groups[name] = most
            continue
        groups[name] = name
        for run in own:
            if len(holders[run]) < PHRASE:
                holders[run].append(name)
    members: dict[str, list[str]] = defaultdict(list)
    for name in texts:
        members[groups[name]].append(name)
    return tuple(tuple(group) for group in members.values() if len(group) > 1)


def _masked(text: str, but: Sequence[Span]) -> str:
    """`text` with line breaks for all that the spans of `but` cover, which are in order."""
    parts, done = [], 0
    for start, end in but:
        parts += [text[done:start], "\n" * (end - max(start, done))]
        done = max(done, end)
    return "".join((*parts, text[done:]))


def _runs(text: str) -> Iterator[int]:
    """The runs of three words in `text`, as numbers whose digits are the words (Karp and Rabin,
    1987). Two words are met by chance, and more are lost with every word that is edited: of texts
    edited at random, runs of three kept farther from others' than those of four."""
    found = [_number(word) for word in words(text)]
    runs = zip(found, found[1:], found[2:], strict=False)
    return (((a * _BASE + b) * _BASE + c) & _BITS for a, b, c in runs)


@lru_cache(1 << 16)
def _number(word: str) -> int:
    return crc32(fold(word).encode())
