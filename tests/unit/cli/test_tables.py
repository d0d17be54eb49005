"""Tables, and what stands in their place where they would take too long."""

from __future__ import annotations

import pytest

from digest.cli.tables import MANY, Row, show


def shown(rows: list[Row], capsys: pytest.CaptureFixture[str]) -> list[str]:
    show(("Who", "What"), rows)
    written: str = capsys.readouterr().out
    return written.splitlines()


def test_very_many_rows_are_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Fifty thousand subscribers in a drawn table take half a minute. Columns stay columns, also
    where characters are wide, and nothing moves a cursor.
    """
    first = [Row(("ü@example.org", "a")), Row(("日本\r", "b"))]
    head, *lines = shown([*first, *[Row(("c", ""))] * MANY], capsys)
    assert head == "Who            What"
    assert lines[:3] == ["ü@example.org  a", "日本           b", "c"]
    assert len(lines) == MANY + 2


def test_few_are_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Its head is told from its rows by a line."""
    head, line, row = [each for each in shown([Row(("a", "b"))], capsys) if each.strip()]
    assert head.split() == ["Who", "What"]
    assert set(line.strip()) == {"─"}
    assert row.split() == ["a", "b"]
