"""Quotation marks: those that a source set around its words give way to the edition's own."""

from __future__ import annotations

from itertools import accumulate

# As they are set in German, English, French and Swiss texts; which of them open and which close
# differs („…“, “…”, »…«, «…»), so it is read from the spaces around them.
_MARKS = '„“”»«"'
# Single marks double as apostrophes: they are only taken off in pairs.
_SINGLE = ("‚‘", "‘’", "›‹", "‹›", "''")


def bare(words: str) -> str:
    """`words` without the marks that stand around all of them; marks inside stay.

    >>> bare('"Nobody knows"'), bare('"Yes" and "No"'), bare('"They count on "many", he says.')
    ('Nobody knows', '"Yes" and "No"', 'They count on "many", he says.')
    """
    words = words.strip()
    depths = list(accumulate(_step(words, at) for at in range(len(words))))
    starts, ends = words[:1] in {*_MARKS}, words[-1:] in {*_MARKS}
    if words[:1] + words[-1:] in _SINGLE or (starts and ends and 0 not in depths[:-1]):
        return words[1:-1].strip()
    if starts and depths[-1] > 0:
        return words[1:].strip()
    if ends and depths[-1] < 0:
        return words[:-1].strip()
    return words


def _step(words: str, at: int) -> int:
    """1 where a quotation opens, -1 where one closes, otherwise 0."""
    if words[at] not in _MARKS:
        return 0
    before, after = words[:at], words[at + 1 :]
    opens = not before or (before[-1] in "([–—-" or before[-1].isspace())
    return 1 if opens and after and (not before or not after[0].isspace()) else -1
