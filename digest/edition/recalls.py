"""What readers had and what is gone from its article: withdrawn, or said otherwise now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from digest.edition.readers import Had
from digest.edition.wording import (
    Documents,
    said,
    share,
    shown,
    speaker,
    telling,
    tokens,
    turned,
)
from digest.models import Notice, Retraction, Statement
from digest.models.editions import Item

# Of two claims one stands in the place of the other where it has half of what that told.
_ALIKE = 0.5

# A claim of the newer version is the same, with its words smoothed, where four fifths are.
_SMOOTHED = 0.8


class Recall(NamedTuple):
    """A line that readers had and that is wrong: `notice` says so, or else its article has it no
    more. `id` is that of the claim now."""

    id: str
    had: Had
    notice: Retraction | None = None

    @property
    def is_correction(self) -> bool:
        return self.notice is not None and self.notice.notice is Notice.CORRECTED

    def documents(self) -> tuple[str, ...]:
        """The articles that it is told from: a correction from the notice alone."""
        noticed = (self.notice.document,) if self.notice else ()
        return noticed if self.is_correction else (*self.had.documents(), *noticed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Revisions:
    """What became of the lines that are gone from their articles: `instead` are those that other
    statements stand in the place of, by the ids of these; `smoothed` are the ids of statements
    that say the same in other words; the `withdrawn` have no successor."""

    instead: Mapping[str, Had] = field(default_factory=dict)
    smoothed: frozenset[str] = frozenset()
    withdrawn: tuple[Recall, ...] = ()


def revisions(
    gone: Iterable[Had], statements: Iterable[Statement], documents: Documents
) -> Revisions:
    """`statements` are those that readers did not have."""
    left = {each.id: each for each in statements}
    instead, smoothed, withdrawn = dict[str, Had](), set[str](), list[Recall]()
    for had in gone:
        name = _successor(had, left.values(), documents)
        if name is None:
            withdrawn.append(Recall(had.item.id, had))
        elif _says_the_same(left.pop(name), had, documents):
            smoothed.add(name)
        else:
            instead[name] = had
    return Revisions(instead=instead, smoothed=frozenset(smoothed), withdrawn=tuple(withdrawn))


def _successor(had: Had, statements: Iterable[Statement], documents: Documents) -> str | None:
    """The id of what the same speaker says of the same."""
    words, item = telling(had.text), had.item
    alike = (
        (-share(words, telling(said(each, item.language, documents))), each.id)
        for each in statements
        if _speaks(each, item, documents)
    )
    likeness, name = min(alike, default=(0.0, ""))
    return name if -likeness >= _ALIKE else None


def _speaks(statement: Statement, item: Item, documents: Documents) -> bool:
    """Whether `statement` is by the speaker of `item`, by a fuller name or a shorter one."""
    claim = shown(statement, item.language)
    if claim is None:
        return False
    name = {*tokens(speaker(statement, claim, documents).name.text)}
    other = {*tokens(item.attribution.name.text)}
    return name <= other or other <= name


def _says_the_same(statement: Statement, had: Had, documents: Documents) -> bool:
    item = had.item
    claim = shown(statement, item.language) or statement.claims[0]
    text = said(statement, item.language, documents)
    words, others = telling(text), telling(had.text)
    return (
        len(words & others) >= _SMOOTHED * len(words | others)
        and {each.reading() for each in claim.figures} == {each.reading() for each in item.figures}
        and statement.certainty is item.certainty
        and turned(text, claim.language) == turned(had.text, item.language)
    )
