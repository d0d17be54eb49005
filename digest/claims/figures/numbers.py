"""Numbers in digits and words, with their scales and ranges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from digest.claims.figures.reading import Stretch
from digest.claims.text.sentences import DASHES
from digest.claims.vocabulary.tags import Tag

_LONGEST = 20
_THOUSAND = 1000
# Nobody says more of them in one number.
_MOST_SCALES = 3
_MOST_WORDS = 12
_MINUS = (*DASHES, "\N{MINUS SIGN}")


# A number of a word, and whether it multiplies those before.
Atom = tuple[Decimal, bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number in tokens `[start, end)`, up to `high` where it is a range, `opened` by a word
    before it ("between"). `scale` is what its last digits were multiplied with, `tied` what a
    hyphen joins to it ("34-year-old")."""

    value: Decimal
    start: int
    end: int
    opened: int | None = None
    scale: Decimal = Decimal(1)
    high: Decimal | None = None
    tied: str = ""


def read(stretch: Stretch, place: int) -> Number | None:
    """The number or range of numbers at `place`."""
    low = _number(stretch, place)
    if low is None or low.high is not None or low.tied:
        return low
    return _range(stretch, low) or low


def atom(stretch: Stretch, place: int) -> Decimal | None:
    """A number of one word, written in letters; not "one", which is mostly none."""
    word = stretch.word(place)
    words = stretch.words
    value = words.numbers.get(word)
    atoms = words.atoms(word) if value is None else []
    known = words.parts | words.scales if atoms else {}
    return _combined([(known[a], a in words.scales) for a in atoms]) if atoms else value


def _number(stretch: Stretch, place: int) -> Number | None:
    if stretch.tokens[place].text[0].isdigit():
        found = _digits(stretch, place)
        return found and _signed(stretch, _scaled(stretch, found))
    return _in_words(stretch, place)


def _digits(stretch: Stretch, place: int) -> Number | None:
    """ "300.000", "300 000", "3,5", "10-13", "34-year-old"."""
    head, hyphen, rest = stretch.tokens[place].text.partition("-")
    value = _value(head, stretch)
    if value is None:
        return None
    end = place + 1
    if hyphen:
        high = _value(rest, stretch) if rest[0].isdigit() else None
        if rest[0].isdigit() and (high is None or high <= value):
            return None
        return Number(value=value, start=place, end=end, high=high, tied="" if high else rest)
    if stretch.words.spaced and len(head) <= len("300"):
        while _continues(stretch, end):
            joined = _value(stretch.tokens[end].text, stretch)
            value, end = value * _THOUSAND + (joined or 0), end + 1
    half = stretch.words.numbers.get(stretch.word(end)) if stretch.touches(end) else None
    if half is not None and half < 1:
        value, end = value + half, end + 1
    return Number(value=value, start=place, end=end)


def _continues(stretch: Stretch, place: int) -> bool:
    """Whether the token at `place` is the next group of three digits, one space away."""
    word = stretch.word(place).partition(stretch.words.point)[0]
    if len(word) != len("000") or not word.isdecimal():
        return False
    return stretch.tokens[place].start == stretch.tokens[place - 1].end + 1


def _value(text: str, stretch: Stretch) -> Decimal | None:
    """Digits by the marks of the language. Codes ("007") and what is longer are none."""
    if len(text) > _LONGEST or not text.isascii():
        return None
    whole, _, part = text.partition(stretch.words.point)
    groups = whole.split(stretch.words.group)
    if any(len(each) != len("000") for each in groups[1:]):
        return None
    try:
        return Decimal("".join(groups) + ("." + part if part else ""))
    except InvalidOperation:
        return None


def _scaled(stretch: Stretch, number: Number) -> Number:
    """ "3,5 Millionen", "two hundred thousand"."""
    words, place, scale = stretch.words, number.end, Decimal(1)
    signed = stretch.word(number.start - 1) in words.money
    while place < min(stretch.end, number.end + _MOST_SCALES):
        word = stretch.word(place)
        factor = words.scales.get(word) or (words.short_scales.get(word) if signed else None)
        if factor is None:
            break
        scale, place = scale * factor, stretch.past_stop(place + 1)
    high = number.high * scale if number.high is not None else None
    return replace(number, value=number.value * scale, high=high, scale=scale, end=place)


def _signed(stretch: Stretch, number: Number) -> Number:
    """ "minus 5", "-5": a mark that joins nothing before it."""
    before = number.start - 1
    mark = stretch.word(before) in _MINUS and not stretch.touches(before)
    minus = mark and stretch.touches(number.start)
    if stretch.word(before) in stretch.words.minus:
        minus = not stretch.phrase_before(number.start, stretch.words.bounds)
    if before < stretch.fence or not minus:
        return number
    return replace(number, value=-number.value, start=before)


def _in_words(stretch: Stretch, place: int) -> Number | None:
    """ "einundzwanzig", "two hundred and fifty thousand", "a million"."""
    words, word = stretch.words, stretch.word(place)
    first = atom(stretch, place)
    if first is None and word in words.parts and stretch.word(place + 1) in words.scales:
        first = words.parts[word]
    one = place > stretch.fence and stretch.at(place - 1) & (Tag.ARTICLE | Tag.DETERMINER)
    if first is None and word in words.scales and one:
        return _scaled(stretch, Number(value=Decimal(1), start=place - 1, end=place))
    if first is None:
        return None
    atoms, end = [(first, word in words.scales)], place + 1
    if first < 1 and stretch.at(end) & Tag.ARTICLE:
        end += 1  # "half a million"
    while len(atoms) < _MOST_WORDS and (following := _following(stretch, end)):
        atom_, end = following
        atoms.append(atom_)
    return Number(value=_combined(atoms), start=place, end=end)


def _following(stretch: Stretch, place: int) -> tuple[Atom, int] | None:
    """The scale or number that goes on with a number in words, and where it ends."""
    words, before = stretch.words, stretch.word(place - 1)
    if scale := words.scales.get(stretch.word(place)):
        return (scale, True), stretch.past_stop(place + 1)
    if before in words.scales:
        behind = place + (stretch.word(place) in words.links)
        value = words.parts.get(stretch.word(behind)) or atom(stretch, behind)
        return ((value, False), behind + 1) if value is not None else None
    value = words.parts.get(stretch.word(place))
    joins = value is not None and value < 10 and _is_ten(words.numbers.get(before))
    return ((value, False), place + 1) if value is not None and joins else None


def _is_ten(value: Decimal | None) -> bool:
    return value is not None and 10 < value < 100 and value % 10 == 0


def _combined(atoms: list[Atom]) -> Decimal:
    """Numbers in the order they are spoken as one: "two", "hundred", "fifty", "thousand"."""
    total = current = Decimal(0)
    for value, scales in atoms:
        if scales and value >= _THOUSAND:
            total, current = total + (current or 1) * value, Decimal(0)
        elif scales:
            current = (current or 1) * value
        else:
            current += value
    return total + current


def _range(stretch: Stretch, low: Number) -> Number | None:
    """ "10 bis 13", "between 3 and 5 million", "from 3% to 5%", "10–13"."""
    unit = stretch.phrase(low.end, stretch.words.units)
    joint = unit[1] if unit else low.end
    opened = _opened(stretch, low, joint)
    if opened is None or joint + 1 >= stretch.end:
        return None
    at = joint + 1 + (stretch.word(joint + 1) in stretch.words.money)
    high = _number(stretch, at) if at < stretch.end else None
    if high is None or high.high is not None or high.tied:
        return None
    behind = stretch.phrase(high.end, stretch.words.units)
    if unit and (behind is None or behind[0] != unit[0]):
        return None
    value = low.value
    if low.scale == 1 and high.scale > 1 and value < high.value / high.scale:
        value *= high.scale
    if value >= high.value:
        return None
    return Number(value=value, high=high.value, start=low.start, opened=opened, end=high.end)


def _opened(stretch: Stretch, low: Number, joint: int) -> int | None:
    """Where a range is opened whose numbers the word or dash at `joint` joins, or None."""
    even = stretch.touches(joint) == stretch.touches(joint + 1)  # "10–13", "10 – 13"
    if stretch.word(joint) in tuple(DASHES) and even:
        return low.start
    openers = stretch.words.ranges.get(stretch.word(joint), frozenset())
    signed = stretch.word(low.start - 1) in stretch.words.money
    before = low.start - 1 - signed
    if before >= stretch.fence and stretch.word(before) in openers:
        return before
    return low.start if "" in openers else None


def is_glued(stretch: Stretch, number: Number) -> bool:
    """Whether letters stand right behind a number: "5G", "1980er", "5th"."""
    return stretch.touches(number.end) and stretch.tokens[number.end].is_word
