"""Which cron lines are taken, and what is said of the others."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.schedule import check


@pytest.mark.parametrize(
    "line",
    [
        "0 7 * * *",
        "0 7,18 * * mon-fri",
        "*/15 6-22/2 1-7 JAN,jul Sun",
        "0 0 29 2 *",
        "0 0 29 2 */7",  # 29 February on a Sunday: every 28 years
        "0 0 30 2 mon",  # each Monday in February: either will do
        "0 7 L * *",
        "0 7 LW * *",
        "0 7 * * 5L",
        "0 7 * * mon#2",
        "0 7 * * 7",
    ],
)
def test_lines_that_cron_takes_are_taken(line: str) -> None:
    """Who moves here from cron keeps their lines."""
    check(line)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "'' has 0 fields, not 5"),
        ("@daily", "'@daily' has 1 field, not 5"),
        ("0 0 7 * * *", "'0 0 7 * * *' has 6 fields, not 5"),
        ("60 7 * * *", "'60' is no minute"),
        ("0 25 * * *", "'25' is no hour"),
        ("0 -1 * * *", "'-1' is no hour"),
        ("*/0 7 * * *", "'*/0' is no minute"),
        ("0 7 15W * *", "'15W' is no day of month"),
        ("0 7 ? * *", "'?' is no day of month"),
        ("0 7 * 13 *", "'13' is no month"),
        ("0 7 * * fri-mon", "'fri-mon' is no day of week"),
        ("0 7 * * mon#6", "'mon#6' is no day of week"),
        ("0 7 * * someday", "'someday' is no day of week"),
        ("0 7 30 2 *", "'0 7 30 2 *' never comes due"),
        ("0 7 31 4,6,9,11 *", "'0 7 31 4,6,9,11 *' never comes due"),
        ("0 7 */10 2 mon#5", "'0 7 */10 2 mon#5' never comes due"),
    ],
)
def test_other_lines_are_refused_by_what_is_wrong_in_them(line: str, message: str) -> None:
    """A digest that is never due, or not when one thinks, would be noticed weeks later."""
    with pytest.raises(ValueError, match=r"has|is no|never") as caught:
        check(line)
    assert str(caught.value) == message


@given(line=st.text("0159*/-,#LWlmonfri?@ ", max_size=30) | st.text(max_size=30))
def test_no_line_ends_in_another_error(line: str) -> None:
    """What people type is answered with a sentence, never a traceback."""
    with suppress(ValueError):
        check(line)


def test_a_number_of_thousands_of_digits_is_no_number() -> None:
    """Python refuses to read one, with an error of its own."""
    with pytest.raises(ValueError, match=r"^'9{39} is no minute$"):
        check("9" * 5000 + " * * * *")
