"""What a figure counts: how many are dead or homeless, what sum, share or day, how many of what.

A figure that may count something else, of another event or only a part, counts nothing here: a
conflict that is none costs more than one that is missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from digest.models import Counted, Figure, FigureKind, Granularity, Span
from digest.stories.comparing.words import terms, words
from digest.stories.figures.quantities import around, event, quantity
from digest.stories.figures.sentences import Word
from digest.stories.figures.spots import Spot, has, spots
from digest.stories.figures.tolls import LIGHT, TOLLS, are_people, befallen, is_severe, who

# A sentence that does no more than give another figure has so many words.
_SHORT = 14

# What an article tells with a day as far away is another event.
_EVENT = timedelta(days=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """What a figure counts: `what` tells kinds within `kind` apart ("severe", "arrested", "EUR"),
    and `about` are the words for it.

    Of those that something `befell`, `who` is "" for people at large; others may be all there are
    where it is `broad`, and are where it is `total`; `places` stand with them. Of all else `terms`
    stand around it; `event` and `years` are told with it. As a `part` of another figure, `denied`
    or `former`, it is no value of its own; `like` is the count that it denies, corrects or answers.
    It has `grown` where the article says that it was another before, and counts what is `left`
    where it says that there were more.
    """

    figure: Figure
    kind: Counted
    what: str
    about: Span
    who: str = ""
    broad: bool = False
    total: bool = False
    part: bool = False
    denied: bool = False
    former: bool = False
    grown: bool = False
    left: bool = False
    terms: Counter[str] = field(default_factory=Counter)
    event: str = ""
    years: frozenset[int] = frozenset()
    befell: bool = False
    places: frozenset[str] = frozenset()
    like: Count | None = None


@dataclass(slots=True)
class Counting:
    """The figures of one article, read in text order; `today` is its day. `before` are the kinds
    that were counted, `last` is the last count of the sentence before."""

    text: str
    today: date | None
    before: set[Counted] = field(default_factory=set)
    last: Count | None = None

    def read(
        self, sentence: Sequence[Word], figures: Sequence[Figure], language: str, *, follows: bool
    ) -> list[Count]:
        """What the figures of a sentence count, where that can be told. It `follows` the one read
        before where no other stands between them."""
        last, found, bare = self.last if follows else None, list[Count](), list[Spot]()
        for spot in spots(sentence, figures):
            count = self._count(spot, language)
            if count is None:
                count = _answer(spot, found[-1] if found else None, last, language)
            elif last and _replies(spot, count, last):
                count = replace(count, like=last)
            elif bare and spot.is_whole_of(bare[-1]):
                bare_of = replace(count, figure=bare.pop().figure)
                found, count = [*found, bare_of], replace(count, part=True)
            if count:
                found += [count, *_ahead(bare, spot, count, language)]
                self.before.add(count.kind)
                bare.clear()
            else:
                bare.append(spot)
        self.last = found[-1] if found else None
        return found

    def _count(self, spot: Spot, language: str) -> Count | None:
        befell = befallen(spot)
        if befell:
            return self._toll(spot, *befell, language)
        return self._quantity(spot, language)

    def _toll(self, spot: Spot, key: str, mark: Word, language: str) -> Count | None:
        """How many a figure says that something befell."""
        if has(spot.words, "elsewhere") or any(_is_past(each, self.today) for each in spot.dates):
            return None
        kind = TOLLS.get(key, Counted.PEOPLE if are_people(spot) else Counted.NUMBER)
        counted = who(spot, key, language)
        adds = spot.adds() and (kind in self.before or not self.before)
        may = has(spot.in_clause(), "forecasts", "per")
        return Count(
            figure=spot.figure,
            kind=kind,
            what=_severity(spot, kind) if key in TOLLS else key,
            who=counted,
            about=(spot.unit or mark).span,
            broad=_is_broad(spot, counted),
            total=spot.is_total(),
            part=adds or may or spot.is_part(),
            denied=spot.is_denied(),
            former=spot.is_former(),
            grown=has(spot.in_clause(), "grows"),
            left=has(spot.in_clause(), "remaining"),
            befell=True,
            places=self._places(spot, language),
        )

    def _places(self, spot: Spot, language: str) -> frozenset[str]:
        """Countries and cities in the figure's clause."""
        found = words(" ".join(word.span.of(self.text) for word in spot.in_clause()))
        return frozenset(term.key for term in terms(found, language) if term.key[0] == "=")

    def _quantity(self, spot: Spot, language: str) -> Count | None:
        """What else a figure is the number of."""
        found = quantity(spot, language, self.today)
        if not found:
            return None
        kind, what = found
        own = spot.unit or spot.number_of() or spot.own[-1]
        return Count(
            figure=spot.figure,
            kind=kind,
            what=what,
            about=own.span,
            total=spot.is_total(),
            part=spot.adds() or spot.is_part() or spot.is_former(),
            denied=spot.is_denied(),
            grown=has(spot.in_clause(), "grows"),
            left=has(spot.in_clause(), "remaining"),
            terms=around(spot, self.text, language),
            event=event(spot),
            places=self._places(spot, language),
            years=frozenset(each.value.year for each in spot.dates if isinstance(each.value, date)),
        )


def _replies(spot: Spot, count: Count, last: Count) -> bool:
    """Whether a short sentence gives another figure for the same: "The fishermen spoke of 15
    tonnes"."""
    same = (count.kind, count.what) == (last.kind, last.what) and not count.befell
    return same and len(spot.words) <= _SHORT and spot.is_told()


def _ahead(bare: Sequence[Spot], spot: Spot, count: Count, language: str) -> Iterator[Count]:
    """Numbers that wait for what a later one counts: "nicht 51, sondern 61 Prozent", "kamen vier
    hier und zwei dort ums Leben"."""
    for each in bare:
        joint = each.own[-1].part == spot.own[0].part and each.own[-1].clause < spot.own[0].clause
        denies = count.denied or each.is_denied()
        if denies or (joint and count.befell):
            answer = _answer(each, count, None, language)
            yield from [answer] if answer else []


def _answer(spot: Spot, before: Count | None, last: Count | None, language: str) -> Count | None:
    """A number that counts the same as the one before it: in its sentence ("not 20, but 12
    people"), or, where it is bare, in the last, to which someone gives another ("The union said
    20")."""
    like = before
    if before is None and not spot.unit and spot.is_told():
        like = last
    if (
        like is None
        or spot.figure.kind is not FigureKind.NUMBER
        or spot.is_vague()
        or spot.is_age()
    ):
        return None
    measured = has(spot.own[-1:], "measures", "ages") or (like.befell and not spot.is_whole())
    if like.kind is Counted.DATE or measured:
        return None
    counted = who(spot, like.kind, language) if spot.unit else like.who
    if spot.unit and not (like.befell and has(spot.own[-1:], "people", "persons")):
        return None
    return replace(
        like,
        figure=spot.figure,
        what=_severity(spot, like.kind) or like.what,
        who=counted,
        broad=_is_broad(spot, counted) if spot.unit else like.broad,
        total=False,
        # "Four of the dead were in Germany and two in Denmark", but "from 4 to 6"
        part=spot.adds()
        or spot.is_part()
        or (like.part and has(spot.before_clause(), "joints"))
        or (spot.is_former() and not like.befell),
        denied=spot.is_denied(),
        former=spot.is_former(),
        like=like,
    )


def _is_broad(spot: Spot, counted: str) -> bool:
    """Whether who is counted may be all there are: "three miners", but not "three old miners"."""
    noun = counted.removeprefix(LIGHT).strip()
    return not noun or (" " not in noun and has(spot.own[-1:], "persons"))


def _severity(spot: Spot, kind: Counted) -> str:
    """The severely injured are counted apart."""
    return "severe" if kind is Counted.INJURED and is_severe(spot) else ""


def _is_past(figure: Figure, today: date | None) -> bool:
    """Whether a date is of another time than the article's event: a year, or weeks away."""
    if not isinstance(figure.value, date):
        return False
    if figure.granularity is Granularity.YEAR or today is None:
        return figure.granularity is not Granularity.DAY
    if figure.granularity is Granularity.MONTH:
        return (figure.value.year, figure.value.month) != (today.year, today.month)
    return abs(today - figure.value) > _EVENT
