"""What a figure counts: how many are dead, injured or evacuated.

Read from the nouns and verbs around it, of which the language file knows the kinds. A figure that
may count something else, of another event or only a part, counts nothing here: a conflict that
is none costs more than one that is missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from digest.models import Counted, Figure, FigureKind, Granularity, Span
from digest.stories.sentences import NOUN, VERB, Word
from digest.stories.words import terms

# "12 confirmed dead": so many words behind its number a noun still tells of it.
_NEAR = 2
# What an article tells with a day before that is another event.
_EVENT = timedelta(days=30)
_TOLLS = {kind.value: kind for kind in (Counted.DEAD, Counted.INJURED, Counted.MISSING)}


class Count(NamedTuple):
    """What a figure counts: `what` tells kinds within `kind` apart ("severe", "arrested"), `who` is
    "" for people at large, and `about` are the words for it.

    Those of `who` may be all there are where it is `broad`, and are where it is `total`. As a
    `part` of another figure, or `denied`, it is no value of its own.
    """

    figure: Figure
    kind: Counted
    what: str
    who: str
    about: Span
    broad: bool
    total: bool
    part: bool
    denied: bool


class Place(NamedTuple):
    """A figure in its sentence: words `[start, stop)`. Those up to `before` and from `behind` on
    are of other figures."""

    figure: Figure
    start: int
    stop: int
    before: int
    behind: int


def tolls(
    sentence: Sequence[Word],
    figures: Sequence[Figure],
    language: str,
    today: date | None,
    before: set[Counted],
) -> Iterator[Count]:
    """What those of `figures` count that say how many people something befell; `today` is the
    article's day. `before` are the kinds that it has counted before, and grows."""
    if has(sentence, "elsewhere") or any(_is_past(figure, today) for figure in figures):
        return
    for place in places(sentence, figures):
        toll = _toll(sentence, place, language, before)
        if toll:
            before.add(toll.kind)
            yield toll


def places(sentence: Sequence[Word], figures: Sequence[Figure]) -> list[Place]:
    """Where `figures` stand in `sentence`, in their order."""
    ranges = [
        (figure, inside[0], inside[-1] + 1)
        for figure in figures
        if (inside := [n for n, word in enumerate(sentence) if figure.span.covers(word.span)])
    ]
    counting = [each for each in ranges if each[0].kind is not FigureKind.DATE]
    return [
        Place(
            figure,
            start,
            stop,
            max((end for _, _, end in counting if end <= start), default=0),
            min((first for _, first, _ in counting if first >= stop), default=len(sentence)),
        )
        for figure, start, stop in ranges
    ]


def has(found: Iterable[Word], *roles: str) -> bool:
    """Whether one of the words has one of `roles`."""
    return any(not word.roles.isdisjoint(roles) for word in found)


def clause(sentence: Sequence[Word], place: Place) -> range:
    """The places of the words in the clause of a figure."""
    number = sentence[place.stop - 1].clause
    inside = [n for n, word in enumerate(sentence) if word.clause == number]
    return range(min(inside[0], place.start), inside[-1] + 1)


def is_part(sentence: Sequence[Word], place: Place) -> bool:
    """Whether a figure is a part of another, or was one before: "including three children",
    "two of them", "from 12 to 20"."""
    start, part = place.start, sentence[place.start].part
    led = [word for word in sentence[:start] if word.part == part]
    shared = not place.figure.unit and has(sentence[place.stop : place.stop + 1], "shares")
    whole = [sentence[n] for n in clause(sentence, place)]
    rises = has(sentence[max(start - 2, 0) : start], "rises")
    return shared or rises or has(led, "parts") or has(whole, "former", "per", "forecasts")


def is_denied(sentence: Sequence[Word], place: Place) -> bool:
    """ "not 20 but 12", "12 instead of 20"."""
    return has(sentence[max(place.start - 2, place.before) : place.start], "denying")


def _is_past(figure: Figure, today: date | None) -> bool:
    """Whether a date is of another time than the article's event: a year, or weeks away."""
    if not isinstance(figure.value, date):
        return False
    if figure.granularity is Granularity.YEAR or today is None:
        return figure.granularity is not Granularity.DAY
    if figure.granularity is Granularity.MONTH:
        return (figure.value.year, figure.value.month) != (today.year, today.month)
    return abs(today - figure.value) > _EVENT


def _toll(
    sentence: Sequence[Word], place: Place, language: str, before: set[Counted]
) -> Count | None:
    """How many a figure says that something befell."""
    own = sentence[place.start : place.stop]
    if place.figure.kind is not FigureKind.NUMBER or has(own[-1:], "measures"):
        return None
    found = _befallen(sentence, place)
    if not found:
        return None
    key, mark = found
    kind = _TOLLS.get(key, Counted.PEOPLE)
    unit = own[-1] if place.figure.unit else None
    who = _who(own, key, language) if unit else ""
    around = sentence[max(place.start - 1, 0) : place.stop + 1]
    adds = has(around, "more") and (kind in before or not before)
    return Count(
        figure=place.figure,
        kind=kind,
        what=key if kind is Counted.PEOPLE else _severity(sentence, place, kind),
        who=who,
        about=unit.span if unit else mark.span,
        broad=not who or ("persons" in own[-1].roles and " " not in who),
        total=has((sentence[n] for n in clause(sentence, place)), "totals"),
        part=adds or is_part(sentence, place),
        denied=is_denied(sentence, place),
    )


def _befallen(sentence: Sequence[Word], place: Place) -> tuple[str, Word] | None:
    """What befell those who are counted, and the word that says so: their own noun, a verb behind
    or before them in their clause, or behind what is put in between."""
    own = sentence[place.start : place.stop]
    where = clause(sentence, place)
    behind = range(place.stop, min(where.stop, place.behind))
    before = range(place.start - 1, max(where.start, place.before) - 1, -1)
    people = not place.figure.unit or has(own[-1:], "people")
    return (
        _first(own[::-1], NOUN, VERB, only=_TOLLS)
        or _first(sentence[place.stop : place.stop + _NEAR], NOUN, only=_TOLLS)
        or _told(sentence, behind, place)
        or _first([sentence[n] for n in before], VERB, *([NOUN] if people else ()))
        or _interrupted(sentence, place)
        or _first(own[::-1], NOUN)
    )


def _first(
    found: Iterable[Word], *tables: str, only: Iterable[str] = ()
) -> tuple[str, Word] | None:
    """The key of the first word with a role of one of `tables`."""
    for word in found:
        for role in sorted(word.roles):
            table, _, key = role.partition(" ")
            if key and f"{table} " in tables and (not only or key in only):
                return key, word
    return None


def _told(sentence: Sequence[Word], behind: range, place: Place) -> tuple[str, Word] | None:
    """What a verb behind a figure says of it, but for what those who are counted do to others, and
    where two verbs leave open which of them befell whom."""
    for n in behind:
        found = _first(sentence[n : n + 1], VERB)
        if not found:
            continue
        acts = has(sentence[n : n + 1], "active")
        passive = has(sentence[place.stop : n], "passive")
        same = place.behind < len(sentence) and sentence[place.behind].clause == sentence[n].clause
        if acts and not passive and same:
            return None
        other = _first(sentence[n + 1 : behind.stop], VERB)
        open_ = has(sentence[n + 1 : behind.stop], "either")
        return None if open_ and other and other[0] != found[0] else found
    return None


def _interrupted(sentence: Sequence[Word], place: Place) -> tuple[str, Word] | None:
    """ "Twelve people, including three children, died"."""
    inserted = sentence[place.stop - 1].part + 1
    if not has((word for word in sentence if word.part == inserted), "parts"):
        return None
    rest = [word for word in sentence if word.part == inserted + 1]
    return _first(rest, VERB)


def _severity(sentence: Sequence[Word], place: Place, kind: Counted) -> str:
    if kind is not Counted.INJURED:
        return ""
    inside = [n for n in clause(sentence, place) if place.before <= n < place.behind]
    words = [sentence[n] for n in inside]
    return "severe" if has(words, "severe") else "light" if has(words, "light") else ""


def _who(own: Sequence[Word], key: str, language: str) -> str:
    """Who is counted, "" for people at large: a noun, with the adjective before it."""
    noun = own[-1]
    plain = has([noun], "people", NOUN + key, VERB + key)
    named = [] if plain else [noun]
    if len(own) > 2 and _numeric(own[-3]) and not (_numeric(own[-2]) or own[-2].roles):
        named = [own[-2], noun]
    return " ".join(term.key for term in terms([word.text for word in named], language))


def _numeric(word: Word) -> bool:
    return word.text[0].isdigit() or "number" in word.roles
