"""Many endings of words, looked up by their last letters: hundreds cost what a few do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

# No ending is shorter.
_TAIL = 2


class Endings:
    """The endings of a kind of word; false where there are none."""

    def __init__(self, endings: Iterable[str]) -> None:
        by_tail: dict[str, list[str]] = defaultdict(list)
        for ending in endings:
            by_tail[ending[-_TAIL:]].append(ending)
        self._by_tail = {tail: tuple(found) for tail, found in by_tail.items()}

    def __bool__(self) -> bool:
        return bool(self._by_tail)

    def end(self, word: str) -> bool:
        """Whether `word` ends with one of them."""
        return word.endswith(self._by_tail.get(word[-_TAIL:], ()))


def crossed(endings: str, cases: tuple[str, ...]) -> tuple[str, ...]:
    """Each ending of compounds with each of cases."""
    return tuple(ending + case for ending in endings.split() for case in cases)
