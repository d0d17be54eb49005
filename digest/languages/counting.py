"""What a language file says of what figures count, and of reports that are taken back."""

from collections.abc import Mapping
from typing import NamedTuple


class CountingWords(NamedTuple):
    """Words are divided by white space and written small; `*` stands for any letters, `_` joins the
    words of a phrase, `~` two words of one clause with others between them ("nahm~fest").

    `nouns` are who is counted, `verbs` what is told of them, each by "dead", "injured", "missing"
    or another key that all languages share; `events` are told of things, sums and days. The victims
    of an `active` verb stand behind it, but with a word of `passive` before it. `people` are
    anyone; `persons` may be all of an event's victims, as in "three miners". `measures` are units
    of time, length and the like, which count no people, and `ages` nothing.

    A figure is a part of another behind one of `parts` or before one of `shares`, and comes on top
    of another with one of `more`; all is counted in a clause with one of `totals`. Of `severe` and
    `light` injuries there are figures of their own. `per` makes a rate, one of `changes` before a
    figure a change; `forecasts` tell what may come, `former` what was reported before, as does a
    figure behind one of `rises` ("from 12 to 20"). What is counted stands behind one of `numbers`,
    and one of `grows` says how it changed ("the number of houses rose to 34"); with one of
    `remaining` it is what is left of more. A figure behind one
    of `denying` is said not to be so. With a verb of `telling` someone gives another figure for
    what was just told.

    Sentences with one of `elsewhere` tell of other events, times and places. `joints` part
    clauses, but `either` leaves open what is counted.
    """

    nouns: Mapping[str, str]
    verbs: Mapping[str, str]
    events: Mapping[str, str]
    active: str
    passive: str
    people: str
    persons: str
    parts: str
    shares: str
    more: str
    totals: str
    severe: str
    light: str
    elsewhere: str
    per: str
    forecasts: str
    former: str
    rises: str
    numbers: str
    grows: str
    remaining: str
    denying: str
    telling: str
    changes: str
    joints: str
    either: str
    ages: str
    measures: str


class NoticeWords(NamedTuple):
    """Patterns, searched in any case: sentences that say that an earlier report was wrong, or that
    it is taken back; of the latter, those that leave to the sentence before what it was; and those
    that, behind one of these, go on with it: they say what was never said."""

    corrected: tuple[str, ...]
    withdrawn: tuple[str, ...]
    leaning: tuple[str, ...]
    disowning: tuple[str, ...]
