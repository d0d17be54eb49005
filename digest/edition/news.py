"""What a story has for readers of the editions before: new, updated, corrected, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from digest.edition.figures import Figures, FiguresRead
from digest.edition.notices import noticed, recalls, taken_back
from digest.edition.readers import Had, Readers
from digest.edition.recalls import Recall, revisions
from digest.edition.selection import Reason
from digest.edition.wording import Documents, said, share, shown, telling
from digest.models import FigureKind, Statement, Story
from digest.models.editions import Change, Earlier

# A line says more than another where it has less than this of its words there.
_SAID = 0.5


class Mark(NamedTuple):
    """What is new about a claim, and what readers had of it; an editor may have `pinned` it."""

    change: Change | None = None
    earlier: Earlier | None = None
    pinned: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """What readers lack of a story. `marks` are those of the statements that may be shown, by id;
    `left` says of the others why not. `had` are the lines that they had of its statements, `known`
    the telling words of each."""

    marks: Mapping[str, Mark]
    left: Mapping[str, Reason]
    had: Mapping[str, Had]
    known: tuple[frozenset[str], ...]
    recalls: tuple[Recall, ...]
    figures: tuple[Figures, ...]

    @property
    def is_urgent(self) -> bool:
        """Whether it corrects or takes back what readers had."""
        changes = {mark.change for mark in self.marks.values()}
        changes |= {change for each in self.figures for change in each.changes}
        return bool(self.recalls) or Change.CORRECTED in changes


def news(
    story: Story, readers: Readers, documents: Documents, gone: Mapping[str, Sequence[Had]]
) -> News:
    """What `readers` lack of `story`. `gone` are lines that no statement has any more, by the newer
    version of their article."""
    found = ((each.id, readers.had(each)) for each in story.statements)
    lines = {name: had for name, had in found if had}
    figures = FiguresRead(story, lines, readers)
    back = taken_back(story, documents)
    aside = _aside(story, figures, readers)
    known = lines.keys() | back.keys() | aside.keys()
    fresh = [each for each in story.statements if each.id not in known]
    lost = [had for name in story.documents for had in gone.get(name, ())]
    revised = revisions(lost, fresh, documents)
    newer = figures.newer()
    again = [each for each in story.statements if each.id in lines.keys() - newer.keys()]
    # Of what can be said of a claim, the last of these goes before the others.
    judged: dict[str, Mark | Reason] = {
        **{each.id: Mark(None if readers.is_new else Change.NEW) for each in fresh},
        **aside,
        **{name: Mark(each.change, _earlier(each.had)) for name, each in newer.items()},
        **{name: Mark(Change.CORRECTED, had.earlier()) for name, had in revised.instead.items()},
        **dict.fromkeys(revised.smoothed, Reason.HAD),
        **{each.id: _had(each, lines[each.id], readers, documents) for each in again},
        **{name: Reason.HAD if name in lines else Reason.RETRACTED for name in back},
    }
    marks = {name: each for name, each in judged.items() if isinstance(each, Mark)}
    wrong = recalls(story, lines, back, documents, told=marks.keys(), readers=readers)
    return News(
        marks=marks,
        left={name: each for name, each in judged.items() if isinstance(each, Reason)},
        had=lines,
        known=tuple(telling(had.text) for had in lines.values()),
        # Two statements that readers had in one line are wrong once.
        recalls=tuple({each.had.item.id: each for each in (*revised.withdrawn, *wrong)}.values()),
        figures=tuple(figures.new()),
    )


def _aside(story: Story, figures: FiguresRead, readers: Readers) -> dict[str, Reason]:
    """The statements that are no news to anybody, by their ids."""
    passed = (each.id for each in story.statements if readers.have_passed(each, story))
    return {
        **dict.fromkeys(passed, Reason.PASSED),
        **dict.fromkeys(figures.outdated(), Reason.OUTDATED),
        **dict.fromkeys(noticed(story) - figures.standing(), Reason.NOTICE),
    }


def _had(statement: Statement, had: Had, readers: Readers, documents: Documents) -> Mark | Reason:
    """A claim that readers had is told again where it is surer or less sure, where a second source
    has joined the only one, where it says more now, or where it had been withdrawn."""
    item = had.item
    joined = len(item.origins) == 1 < len(statement.origins)
    sure = statement.certainty is item.certainty
    if had.is_withdrawn or joined or not sure or _says_more(statement, had, readers, documents):
        return Mark(Change.UPDATED, had.earlier())
    return Reason.HAD


def _says_more(statement: Statement, had: Had, readers: Readers, documents: Documents) -> bool:
    """Whether an article that readers did not have gives the wording to show now, and that has a
    figure, or more words than not, that their line lacked. Too often is better than never: what
    was taken for the same claim may be another one."""
    item = had.item
    claim = shown(statement, item.language)
    if claim is None or claim.document in readers.read:
        return False
    if any(each.kind is not FigureKind.DATE and not had.gives(each) for each in claim.figures):
        return True
    words = telling(said(statement, item.language, documents))
    return claim.language == item.language and share(words, telling(had.text)) < _SAID


def _earlier(had: Had | None) -> Earlier | None:
    return had and had.earlier()
