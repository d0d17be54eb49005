"""Numbers, sums, percentages and dates in what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from digest.claims.lexicon import Lexicon
from digest.claims.matches import Ranges
from digest.claims.sentences import Passage
from digest.claims.tags import Tag
from digest.claims.tokens import Token
from digest.models import Bound, Figure, FigureKind, Span

# A bound is at most this many words ("nicht weniger als").
_LONGEST_BOUND = 4
_LONGEST_NUMBER = 15


@dataclass(slots=True)
class _Number:
    value: Decimal
    start: int
    end: int


def figures(passage: Passage, ranges: Ranges, year: int | None) -> tuple[Figure, ...]:
    """The figures in token ranges in text order. `year` completes dates that name none."""
    found: list[Figure] = []
    tokens, known = passage.tokens, passage.lexicon.counting
    for start, end in ranges:
        place = start
        while place < end:
            token = tokens[place]
            if not token.text[0].isdigit() and token.word not in known:
                place += 1
                continue
            figure, place = _figure(passage, place, end, year)
            if figure:
                found.append(figure)
    return tuple(found)


def _figure(passage: Passage, place: int, end: int, year: int | None) -> tuple[Figure | None, int]:
    lexicon, tokens = passage.lexicon, passage.tokens
    dated = _date(passage, place, end, year)
    if dated:
        return dated
    number = _number(tokens, place, end, lexicon)
    if number is None:
        return None, place + 1
    high = _high(tokens, number, end, lexicon)
    behind = high.end if high else number.end
    kind, unit, stop, first = _unit(tokens, number.start, behind, end, lexicon)
    bound, first = _bound(tokens, first, lexicon)
    if (
        kind is FigureKind.NUMBER
        and not unit
        and bound is Bound.EXACT
        and not tokens[number.start].text[0].isdigit()
    ):
        return None, behind
    figure = Figure(
        kind=kind,
        span=Span(tokens[first].start, tokens[stop - 1].end),
        value=number.value,
        high=high.value if high else None,
        unit=unit,
        bound=bound,
    )
    return figure, max(stop, place + 1)


def _number(tokens: list[Token], place: int, end: int, lexicon: Lexicon) -> _Number | None:
    """A number in digits or words, with its scale ("3,5 Millionen", "two million")."""
    value = _value(tokens[place], lexicon)
    if (
        value is None
        and tokens[place].word in lexicon.scales
        and tokens[place - 1].tags & Tag.DETERMINER
    ):
        return _Number(lexicon.scales[tokens[place].word], place, place + 1)
    if value is None:
        return None
    stop = place + 1
    while stop < end and tokens[stop].word in lexicon.scales:
        value *= lexicon.scales[tokens[stop].word]
        stop += 1
    return _Number(value, place, stop)


def _value(token: Token, lexicon: Lexicon) -> Decimal | None:
    if not token.text[0].isdigit():
        return lexicon.numbers.get(token.word)
    if len(token.text) > _LONGEST_NUMBER or not token.text.isascii():
        return None
    group, point = (".", ",") if lexicon.data.decimal_comma else (",", ".")
    whole, _, part = token.text.partition(point)
    groups = whole.split(group)
    if any(len(each) != 3 for each in groups[1:]):
        return None
    try:
        return Decimal("".join(groups) + ("." + part if part else ""))
    except InvalidOperation:
        return None


def _high(tokens: list[Token], low: _Number, end: int, lexicon: Lexicon) -> _Number | None:
    """The upper end of a range: "10 bis 13", "between 3 and 5", "5–7"."""
    place = low.end
    if place + 1 >= end:
        return None
    word = tokens[place].word
    opened = low.start > 0 and tokens[low.start - 1].word in lexicon.range_openers
    if word in lexicon.ranging or (word in lexicon.range_words and opened):
        high = _number(tokens, place + 1, end, lexicon)
        return high if high and high.value > low.value else None
    return None


def _unit(
    tokens: list[Token], start: int, behind: int, end: int, lexicon: Lexicon
) -> tuple[FigureKind, str, int, int]:
    """Kind, unit, and where the figure ends and starts with it."""
    after = tokens[behind].word if behind < end else ""
    if after in lexicon.percent:
        return FigureKind.PERCENT, "%", behind + 1, start
    if after in lexicon.money:
        return FigureKind.MONEY, lexicon.money[after], behind + 1, start
    if start > 0 and tokens[start - 1].word in lexicon.money:
        return FigureKind.MONEY, lexicon.money[tokens[start - 1].word], behind, start - 1
    noun = behind
    while (
        noun < end
        and noun < behind + 3
        and tokens[noun].is_word
        and not tokens[noun].tags & (Tag.FUNCTION | Tag.VERB)
    ):
        if tokens[noun].capitalised or not lexicon.data.verb_second:
            return FigureKind.NUMBER, tokens[noun].text, noun + 1, start
        noun += 1
    return FigureKind.NUMBER, "", behind, start


def _bound(tokens: list[Token], start: int, lexicon: Lexicon) -> tuple[Bound, int]:
    """The bound before a figure, and where the figure starts with it."""
    for size in range(min(_LONGEST_BOUND, start), 0, -1):
        phrase = tuple(token.word for token in tokens[start - size : start])
        if phrase in lexicon.bounds:
            return Bound(lexicon.bounds[phrase]), start - size
    return Bound.EXACT, start


def _date(passage: Passage, place: int, end: int, year: int | None) -> tuple[Figure, int] | None:
    """ "6. September 2023", "vom 10. bis 13. September", "September 6, 2023"."""
    tokens, lexicon = passage.tokens, passage.lexicon
    days, stop = _days(tokens, place, end, lexicon)
    month = 0
    if days and stop < end:
        month, stop = lexicon.months.get(tokens[stop].word, 0), stop + 1
    elif tokens[place].word in lexicon.months and tokens[place].capitalised:
        month = lexicon.months[tokens[place].word]
        days, stop = _days(tokens, place + 1, end, lexicon)
    if not month or not days:
        return None
    behind = stop + 1 if stop < end and tokens[stop].text == "," else stop
    named = behind < end and tokens[behind].text.isdigit() and len(tokens[behind].text) == 4
    if named:
        year, stop = int(tokens[behind].text), behind + 1
    try:
        first, *more = [date(year or 0, month, day) for day in days]
    except ValueError:
        return None
    span = Span(tokens[place].start, tokens[stop - 1].end)
    high = more[0] if more else None
    return Figure(kind=FigureKind.DATE, span=span, value=first, high=high), stop


def _days(tokens: list[Token], place: int, end: int, lexicon: Lexicon) -> tuple[list[int], int]:
    """The day or days of a month at `place`, with their ordinal stops, and where they end."""
    days: list[int] = []
    while (
        place < end
        and len(days) < 2
        and tokens[place].text.isdecimal()
        and len(tokens[place].text) <= 2
    ):
        days.append(int(tokens[place].text))
        place += 1
        if place < end and tokens[place].text == ".":
            place += 1
        if (
            place + 1 < end
            and tokens[place].word in lexicon.ranging
            and tokens[place + 1].text.isdecimal()
        ):
            place += 1
            continue
        break
    return days, place
