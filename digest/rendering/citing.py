"""The markers behind a claim, that lead to where it stands.

They run as the page does, in every view: in Arabic the number of the source is on the right and its
paragraph on the left of it, as the legend reads them ("source 1, paragraph 4"). From left to right
they would be the only thing on the page that readers had to turn round for. So no view gives them a
direction, and what is foreign before them is kept to itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby, islice

from digest.models.editions import Place
from digest.rendering.lines import Cited

# Nobody looks up one claim in more articles than have room on half a line.
_LED_TO = 6


def cited(
    found: Iterable[Place], url: Callable[[Place], str] = lambda _: "", *, rest: str = ""
) -> tuple[Cited, ...]:
    """`1 ¶5`, `2 ¶1–2, ¶4`: the number of a source, then the paragraphs in it; `url` of the first.

    Of a claim in very many articles the first are led to, and `+36` counts the others; these are at
    `rest`.
    """
    sources = [list(same) for _, same in groupby(found, key=lambda place: place.number)]
    shown = [
        Cited(
            text=f"{same[0].number} " + ", ".join(_runs(each.paragraph for each in same)),
            number=same[0].number,
            url=url(same[0]),
        )
        for same in sources[:_LED_TO]
    ]
    over = len(sources) - len(shown)
    return (*shown, *([Cited(text=f"+{over}", number=0, url=rest)] if over else []))


def led_to(found: Iterable[Place]) -> Iterable[int]:
    """The numbers of the sources that `cited` names."""
    return islice(dict.fromkeys(place.number for place in found), _LED_TO)


def _runs(paragraphs: Iterable[int]) -> list[str]:
    """`[7, 3]` as `¶7`, `¶3`, and `[1, 2, 3]` as `¶1–3`."""
    runs: list[list[int]] = []
    for paragraph in dict.fromkeys(paragraphs):
        if runs and paragraph == runs[-1][-1] + 1:
            runs[-1].append(paragraph)
        else:
            runs.append([paragraph])
    return [f"¶{run[0]}" if len(run) == 1 else f"¶{run[0]}–{run[-1]}" for run in runs]
