"""Figures that differ, as tables: side by side, each with who gives it, when, and how sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from digest.models.editions import Change, Dispute, EditionStory, Place, Standing
from digest.rendering.citing import cited
from digest.rendering.lines import Row, Table
from digest.rendering.marks import Marks
from digest.rendering.phrases import Phrases
from digest.rendering.wording import Wording, local_day


class Tables:
    """The tables of one edition; `place` is where a place leads to on the web."""

    def __init__(
        self,
        wording: Wording,
        phrases: Phrases,
        marks: Marks,
        timezone: str,
        place: Callable[[Place], str],
    ) -> None:
        self._wording = wording
        self._phrases = phrases
        self._marks = marks
        self._timezone = timezone
        self._place = place

    def table(self, dispute: Dispute, story: EditionStory) -> Table:
        """Which figures are new is said where readers had one of them."""
        is_new = Change.NEW in (story.change, dispute.change)
        return Table(
            id=dispute.id,
            title=self._phrases.counted(dispute),
            marks=(self._marks.resolution(dispute.resolution),),
            rows=tuple(self._row(same, is_marked=not is_new) for same in self._rows(dispute)),
            is_urgent=dispute.change is Change.CORRECTED,
        )

    def _rows(self, dispute: Dispute) -> Sequence[list[Standing]]:
        """The same figure is told by many on one day: it is one row, with all who give it."""
        rows = defaultdict[Hashable, list[Standing]](list)
        for each in dispute.values:
            told = (each.figure.reading(), self._day(each), each.certainty)
            rows[*told, each.replaced, each.change].append(each)
        return list(rows.values())

    def _row(self, same: Sequence[Standing], *, is_marked: bool) -> Row:
        first = same[0]
        change = self._marks.change(first.change) if is_marked else ()
        places = sorted((each.place for each in same), key=lambda place: place.number)
        return Row(
            figure=self._phrases.foreign(first.words.text, first.language),
            giver=self._wording.joined(dict.fromkeys(map(self._phrases.giver, same))),
            day=self._day(first),
            label=self._phrases.certainty(first.certainty),
            certainty=first.certainty.value,
            cited=cited(places, self._place),
            marks=(self._marks.replaced(),) if first.replaced else change,
        )

    def _day(self, standing: Standing) -> str:
        time = standing.time
        return self._wording.day(local_day(time, self._timezone)) if time else ""
