"""Tables as Markdown has them, so that they can be pasted where figures are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for number, line in enumerate(lines):
        print("|", " | ".join(map(str.ljust, line, widths)), "|")
        if not number:
            print("|", " | ".join("-" * max(width, 3) for width in widths), "|")
