"""How many people something befell, read from the nouns and verbs around a figure."""

from __future__ import annotations

from collections.abc import Sequence

from digest.models import Counted, FigureKind
from digest.stories.comparing.words import terms
from digest.stories.figures.sentences import NOUN, VERB, Word
from digest.stories.figures.spots import Spot, first, has, numeric

# "12 confirmed dead": so many words behind its number a noun still tells of it.
_NEAR = 2
# Behind a bare number's verb, or before it: "killed 12", but not "protested against 67".
_BARE = 3
LIGHT = "light"
TOLLS = {kind.value: kind for kind in (Counted.DEAD, Counted.INJURED, Counted.MISSING)}


def befallen(spot: Spot) -> tuple[str, Word] | None:
    """What befell those who are counted, and the word that says so: their own noun, a verb behind
    or before them in their clause, or behind what is put in between."""
    counts = spot.figure.kind is FigureKind.NUMBER and spot.is_whole()
    if not counts or spot.is_vague() or spot.is_age() or has(spot.own[-1:], "measures", "ages"):
        return None
    where = spot.clause()
    behind = range(spot.stop, min(where.stop, spot.behind))
    before = range(spot.start - 1, max(where.start, spot.before) - 1, -1)
    people = spot.unit is None or has([spot.unit], "people")
    near = before if spot.unit or spot.is_total() else before[:_BARE]
    return (
        first(spot.own[::-1], NOUN, VERB, only=TOLLS)
        or first(spot.words[spot.stop : spot.stop + _NEAR], NOUN, only=TOLLS)
        or _told(spot, behind)
        or first([spot.words[n] for n in near], VERB)
        or (first([spot.words[n] for n in before], NOUN) if people else None)
        or _interrupted(spot)
        or first(spot.own[::-1], NOUN, VERB)
    )


def are_people(spot: Spot) -> bool:
    """Whether those who are counted are people, as far as is known."""
    unit = spot.unit
    return unit is None or has([unit], "people", "persons") or first([unit], NOUN) is not None


def is_severe(spot: Spot) -> bool:
    return has(_near(spot), "severe")


def who(spot: Spot, key: str, language: str) -> str:
    """Who is counted, "" for people at large: the noun, with the adjective before it; of the
    injured, those who are so but slightly."""
    own: Sequence[Word] = spot.own if spot.unit else ()
    named = [word for word in own[-1:] if not has([word], "people", NOUN + key, VERB + key)]
    if len(own) > 2 and numeric(own[-3]) and not (numeric(own[-2]) or own[-2].roles):
        named = list(own[-2:])
    slight = [LIGHT] if key == Counted.INJURED and has(_near(spot), LIGHT) else []
    return " ".join(
        [*slight, *(term.key for term in terms([word.text for word in named], language))]
    )


def _near(spot: Spot) -> list[Word]:
    return [spot.words[n] for n in spot.clause() if spot.before <= n < spot.behind]


def _told(spot: Spot, behind: range) -> tuple[str, Word] | None:
    """What a verb behind a figure says of it, but for what those who are counted do to others, and
    where two verbs leave open which of them befell whom."""
    words = spot.words
    for n in behind:
        found = first(words[n : n + 1], VERB)
        if not found:
            continue
        acts = has(words[n : n + 1], "active") and not has(words[spot.stop : n], "passive")
        victims = spot.behind < len(words) and words[spot.behind].clause == words[n].clause
        if acts and victims:
            return None
        rest = words[n + 1 : behind.stop]
        other = first(rest, VERB)
        return None if other and other[0] != found[0] and has(rest, "either") else found
    return None


def _interrupted(spot: Spot) -> tuple[str, Word] | None:
    """ "Twelve people, including three children, died"."""
    inserted = spot.words[spot.stop - 1].part + 1
    if not has((word for word in spot.words if word.part == inserted), "parts"):
        return None
    return first([word for word in spot.words if word.part == inserted + 1], VERB)
