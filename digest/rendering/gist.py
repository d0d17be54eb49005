"""What is told of a story where there is room for a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from digest.models import Certainty
from digest.rendering.lines import Line

# Characters of a claim that is read at a glance: three lines of a phone.
SHORT = 120


def gist(lines: Sequence[Line]) -> tuple[Line, ...]:
    """What was wrong before; and what is said now, where no correction says it: of the short claims
    the one that most articles have, with the denials of it.

    A claim is never cut: what turns its meaning round may stand last. In how many articles it is
    goes: that is said of the story.
    """
    return tuple(replace(line, spread="") for line in _chosen(lines))


def _chosen(lines: Sequence[Line]) -> Sequence[Line]:
    urgent = [line for line in lines if line.is_urgent]
    others = [line for line in lines if not line.is_urgent]
    if not others or not all(line.is_withdrawn for line in urgent):
        return urgent
    first = min(range(len(others)), key=lambda nth: _rank(others[nth]))
    return (*urgent, others[first], *takewhile(_denies, others[first + 1 :]))


def _rank(line: Line) -> tuple[bool, int, int]:
    """What somebody said before what nobody did, short claims before long ones; what the story is
    about stands in most of its articles.
    """
    return line.certainty == Certainty.NO_COMMENT, max(SHORT, len(line.words)), -len(line.cited)


def _denies(line: Line) -> bool:
    return any(mark.kind == "denies" for mark in line.marks)
