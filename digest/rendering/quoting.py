"""Quotation marks around verbatim words: their own as far as they have them, else the reader's."""

from __future__ import annotations

from itertools import accumulate

# As they are set in German, English, French and Swiss texts; which of them open and which close
# differs („…“, “…”, »…«, «…»), so it is read from the spaces around them.
_MARKS = '„“”»«"'
# The mark that ends what begins with a mark, and the one that begins what ends with it.
_CLOSING = {"„": "“", "“": "”", "»": "«", "«": "»", '"': '"'}
_OPENING = {"“": "„", "”": "“", "«": "»", "»": "«", '"': '"'}
# Single marks double as apostrophes: only a pair around the whole counts.
_SINGLE = ("‚‘", "‘’", "›‹", "‹›", "''")


def missing(words: str, usual: tuple[str, str]) -> tuple[str, str]:
    """What stands before and behind `words` so that they are in quotation marks: nothing where
    they are already, the partner of a mark that stands alone, or else the `usual` ones.

    >>> missing('"Nobody knows"', ("“", "”")), missing("„Ja, ja", ("“", "”"))
    (('', ''), ('', '“'))
    """
    depths = list(accumulate(_step(words, at) for at in range(len(words))))
    first, last = words[:1], words[-1:]
    starts, ends = first in _CLOSING, last in _OPENING
    if first + last in _SINGLE or (starts and ends and 0 not in depths[:-1]):
        return "", ""
    if starts and depths[-1] > 0:
        return "", _CLOSING[first]
    if ends and depths[-1] < 0:
        return _OPENING[last], ""
    return usual


def _step(words: str, at: int) -> int:
    """1 where a quotation opens, -1 where one closes, otherwise 0."""
    if words[at] not in _MARKS:
        return 0
    before, after = words[:at], words[at + 1 :]
    opens = not before or before[-1] in "([–—-" or before[-1].isspace()
    return 1 if opens and after and (not before or not after[0].isspace()) else -1
