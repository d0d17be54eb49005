"""Tables as commands print them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from digest.cli.common import stdout

if TYPE_CHECKING:
    from rich.table import Table

# rich takes half a millisecond for a row: twenty seconds for the subscribers of a city.
MANY = 2_000


class Row(NamedTuple):
    cells: Sequence[str]
    style: str = ""


def show(names: Sequence[str], rows: Sequence[Row], *, right: Collection[str] = ()) -> None:
    """Print `rows` below the names of their columns, those in `right` set to the right; where there
    are very many, each is a line.
    """
    if len(rows) > MANY:
        click.echo("\n".join(_lines([names, *(row.cells for row in rows)])))
    else:
        stdout().print(drawn(names, rows, right=right))


def drawn(
    names: Sequence[str],
    rows: Sequence[Row],
    *,
    right: Collection[str] = (),
    widths: Mapping[str, int] | None = None,
) -> Table:
    """What is too long for the terminal is folded; a column may have a width of its own."""
    from rich import box
    from rich.table import Column, Table
    from rich.text import Text

    columns = [Column(name, width=(widths or {}).get(name), overflow="fold") for name in names]
    for column in columns:
        column.justify = "right" if column.header in right else "left"
    table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row.cells), style=row.style)
    return table


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    from rich.cells import cell_len, set_cell_size
    from rich.control import strip_control_codes

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = map(set_cell_size, map(strip_control_codes, row), widths)
        yield "  ".join(padded).rstrip()
