"""Where figures stand in a sentence, and the questions that are asked of the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from digest.models import Bound, Figure, FigureKind
from digest.stories.figures.sentences import NUMBER, PREPOSITION, VERB, Word

# "Rather than 20": so many words before a number one that denies it may stand.
_NEAR = 2
# "Spoke only of some 20": so far from a number stands the verb that gives it.
_TELLING = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A figure in its sentence: words `[start, stop)`; those up to `before` and from `behind` on
    are of other figures. Not so those of `dates`, all of the sentence but the figure itself."""

    words: Sequence[Word]
    figure: Figure
    start: int
    stop: int
    before: int
    behind: int
    dates: tuple[Figure, ...]

    @property
    def own(self) -> Sequence[Word]:
        return self.words[self.start : self.stop]

    @property
    def unit(self) -> Word | None:
        """The noun that is counted."""
        return self.words[self.stop - 1] if self.figure.unit else None

    def number_of(self) -> Word | None:
        """The noun that is counted in "put the number of destroyed houses at 34"."""
        led = [self.words[n] for n in self.clause() if self.before <= n < self.start]
        ends = [n for n, word in enumerate(led) if "numbers" in word.roles]
        behind = led[ends[-1] + 1 :] if ends and self.figure.kind is FigureKind.NUMBER else ()
        named = behind[1:] if has(behind[:1], "shares") else ()
        stops = (n for n, word in enumerate(named) if has([word], PREPOSITION, "telling", "grows"))
        return next((named[n - 1] for n in stops if n), None)

    def clause(self) -> range:
        """The places of the words in the figure's clause."""
        number = self.words[self.stop - 1].clause
        inside = [n for n, word in enumerate(self.words) if word.clause == number]
        return range(min(inside[0], self.start), inside[-1] + 1)

    def in_clause(self) -> list[Word]:
        return [self.words[n] for n in self.clause()]

    def before_clause(self) -> Sequence[Word]:
        """The words of its clause up to the figure."""
        return self.words[self.clause().start : self.start]

    def led_by(self) -> Sequence[Word]:
        """The two words before the figure."""
        return self.words[max(self.start - _NEAR, self.before) : self.start]

    def is_part(self) -> bool:
        """Whether it is a part of another figure: "including three children", "two of them", but
        not "killing two of the six"."""
        part = self.words[self.start].part
        led = [word for word in self.words[: self.start] if word.part == part]
        shares = self.unit is None and has(self.words[self.stop : self.stop + 1], "shares")
        told = first(self.before_clause(), VERB) is not None
        return (shares and not told) or has(led, "parts")

    def is_former(self) -> bool:
        """ "initially four", "from 12 to 20"."""
        return has(self.led_by(), "rises") or has(self.in_clause(), "former")

    def is_denied(self) -> bool:
        """ "not 20 but 12", "12 instead of 20", "nicht, wie gemeldet, 20, sondern 12"."""
        part = self.words[self.start].part
        leads = self.start > 0 and self.words[self.start - 1].part != part
        before = [word for word in self.words[: self.start] if word.part == part - 2][-1:]
        led = self.led_by()[-1:] if not has(self.led_by()[-1:], PREPOSITION) else self.led_by()[:1]
        return has(led, "denying") or (leads and has(before, "denying"))

    def is_age(self) -> bool:
        """ "A girl of nine"."""
        led = self.led_by()
        return not self.unit and has(led[-1:], "shares") and has(led[:-1], "persons")

    def is_vague(self) -> bool:
        """ "Dozens", "several hundred": no number to hold against another."""
        return self.figure.bound is Bound.ABOUT and not any(map(numeric, self.own))

    def is_total(self) -> bool:
        return has(self.in_clause(), "totals")

    def is_told(self) -> bool:
        """ "The union speaks of 20", "put the number at 20"."""
        around = self.words[max(self.start - _TELLING, 0) : self.stop + _TELLING]
        return has(around, "telling") or has(self.words, "totals")

    def is_whole(self) -> bool:
        value = self.figure.value
        return isinstance(value, Decimal) and not value % 1

    def is_whole_of(self, part: Spot) -> bool:
        """ "3,900 of its 4,100 members"."""
        near = self.start - part.stop <= _TELLING
        return near and has(self.words[part.stop : part.stop + 1], "shares")

    def adds(self) -> bool:
        """ "Three more people", "another three"; but not "more than three"."""
        exact = self.figure.bound is Bound.EXACT
        own = self.own if exact else ()
        around = (*self.words[max(self.start - 1, 0) : self.start], *own)
        return has((*around, *self.words[self.stop : self.stop + 1]), "more")


def spots(words: Sequence[Word], figures: Iterable[Figure]) -> list[Spot]:
    """`figures` in their sentence, in text order."""
    ranges = [
        (figure, inside[0], inside[-1] + 1)
        for figure in figures
        if (inside := [n for n, word in enumerate(words) if figure.span.covers(word.span)])
    ]
    counting = [each for each in ranges if each[0].kind is not FigureKind.DATE]
    dates = [figure for figure, _, _ in ranges if figure.kind is FigureKind.DATE]
    return [
        Spot(
            words=words,
            figure=figure,
            start=start,
            stop=stop,
            before=max((end for _, _, end in counting if end <= start), default=0),
            behind=min((first for _, first, _ in counting if first >= stop), default=len(words)),
            dates=tuple(each for each in dates if each is not figure),
        )
        for figure, start, stop in ranges
    ]


def has(found: Iterable[Word], *roles: str) -> bool:
    """Whether one of the words has one of `roles`."""
    return any(not word.roles.isdisjoint(roles) for word in found)


def first(found: Iterable[Word], *tables: str, only: Iterable[str] = ()) -> tuple[str, Word] | None:
    """The key of the first word that stands in one of `tables`, of `only` these keys if any."""
    for word in found:
        for role in sorted(word.roles):
            table, _, key = role.partition(" ")
            if key and f"{table} " in tables and (not only or key in only):
                return key, word
    return None


def numeric(word: Word) -> bool:
    return word.text[0].isdigit() or NUMBER in word.roles
