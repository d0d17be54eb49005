"""What a language file says of figures: numbers, units and dates.

Words are divided by white space, the words of a phrase joined by `_`; `word=value` gives a value.
"""

from typing import NamedTuple


class FigureWords(NamedTuple):
    """Numbers, units and bounds.

    `numbers` stand alone and in compounds, `parts` only in compounds and before scales ("one"),
    joined by `links`. `scales` multiply, `short_scales` behind a currency only ("m"); `vague` ones
    are no exact number. Where thousands are always grouped, four digits in a row are a year. Ends
    of `plurals` tell the noun that is counted where nouns have no capitals; `unit_links` stand
    before it ("of"), `symbols` are units that are no nouns.

    `fractions` are parts by what one divides by, those of `halves` stand without a number. One
    divides where `out_of` stands between two numbers, or behind `every` with an ordinal number;
    before `partitives` a number counts what was counted ("sechs davon").
    `ranges` are words between two numbers, alone or with one before the first ("between_and").
    Numbers behind `labels` are names, before `clock` times, before `scores` results. Bounds stand
    before a number, or behind one that `#` stands for. `singles` are one of what is counted in
    tolls ("ein Toter"), where the article alone would say little.
    """

    numbers: str
    scales: str
    money: str
    percent: str
    ranges: str
    about: tuple[str, ...]
    almost: tuple[str, ...]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    more_than: tuple[str, ...]
    less_than: tuple[str, ...]
    parts: str = ""
    links: str = ""
    minus: str = ""
    short_scales: str = ""
    vague: str = ""
    spaced_thousands: bool = False
    grouped_thousands: bool = False
    points: str = ""
    symbols: str = ""
    plurals: str = ""
    unit_links: str = ""
    fractions: str = ""
    halves: str = ""
    out_of: str = ""
    every: str = ""
    partitives: str = ""
    ordinals: str = ""
    labels: str = ""
    clock: str = ""
    scores: str = ""
    singles: tuple[str, ...] = ()


class DateWords(NamedTuple):
    """Dates beside the names of months.

    `weekdays` have the numbers of ISO 8601; `months` are abbreviations; `days` are counted from
    today. `last` and `next` beside a date, `since` and `until` before it say on which side of today
    it is, words of `future` that its clause is yet to come; behind `any` no weekday is a certain
    one. `ordinals` stand
    behind a day, `links` between it and its month or weekday. A month without day and year, and a
    year that could be a number, need a word of `openers` before. `day_first` tells how numbers
    between slashes are read, if they can be read in one way only.
    """

    weekdays: str = ""
    months: str = ""
    days: str = ""
    last: str = ""
    next: str = ""
    since: str = ""
    until: str = ""
    future: str = ""
    any: str = ""
    ordinals: str = ""
    links: str = ""
    openers: str = ""
    day_first: bool = False
