"""Subscribers as CSV: what others write is read, what we write comes back and runs nowhere."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import FormatError
from digest.models import Problem, Raw
from digest.models.subscribers import Standing, Subscriber
from digest.subscribers.csv_files import Row, listed, read, topics_of, write
from digest.subscribers.spreadsheets import harmless, original

DAY = datetime(2026, 11, 22, 7, tzinfo=UTC)
JANE, PIET = "jane@example.org", "piet@example.net"


def read_text(text: str, encoding: str = "utf-8") -> list[Row | Problem]:
    return list(read(Raw(place="list.csv", data=text.encode(encoding))))


def addresses(text: str, encoding: str = "utf-8") -> list[str]:
    return [each.address for each in read_text(text, encoding) if isinstance(each, Row)]


@pytest.mark.parametrize("name", ["email", "E-Mail", "EMAIL ADDRESS", "Email_Address", "address"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_column_of_addresses_is_found(name: str, delimiter: str) -> None:
    """Every program has a name of its own for it, and a country its own separator."""
    rows = [("Name", name, "City"), ("Harms, Piet", PIET, "Kiel"), ("Jane", JANE, "")]
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in rows]
    assert addresses("\r\n".join(lines)) == [PIET, JANE]
    assert addresses("\n".join(lines) + "\n") == [PIET, JANE]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_spreadsheets_write_other_encodings(encoding: str) -> None:
    """With a mark before the first name, which is none of its letters."""
    assert addresses(f"email;Straße\r\n{JANE};Müllerstraße\r\n", encoding) == [JANE]


def test_a_list_needs_no_header() -> None:
    """One address a line is the simplest list there is, and its first line is one too."""
    assert addresses(f"{JANE}\n\n{PIET}\n") == [JANE, PIET]
    assert addresses(f"Jane,{JANE},x\nPiet,{PIET},y") == [JANE, PIET]


def test_an_address_is_no_street() -> None:
    """Files of Mailchimp have both columns."""
    text = f'Email Address,Address,OPTIN_TIME\n{JANE},"Kai 3\nKiel",2019-03-21 10:30:00\n'
    (row,) = read_text(text)
    assert row == Row(
        place="list.csv#2", address=JANE, added=datetime(2019, 3, 21, 10, 30, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        (f"uuid,email,name,attributes,status\n1,{JANE},Jane,{{}},enabled", Standing.ACTIVE),
        (f"uuid,email,name,attributes,status\n1,{JANE},Jane,{{}},blocklisted", "unsubscribed"),
        (f"email_address,notes,type\n{JANE},,regular", Standing.ACTIVE),
        (f"email_address,notes,type\n{JANE},,unactivated", Standing.PENDING),
        (f"Email Address,UNSUB_TIME\n{JANE},2020-05-01 10:00:00", Standing.UNSUBSCRIBED),
        (f"Email Address,CLEAN_TIME\n{JANE},2020-05-01 10:00:00", Standing.BOUNCED),
        (f"email\n{JANE}", None),
        (f"email,status\n{JANE},", None),
    ],
)
def test_a_no_is_read_from_files_of_other_programs(text: str, standing: Standing | None) -> None:
    """Whoever said no to listmonk, Buttondown or Mailchimp has said no."""
    assert [row.standing for row in read_text(text) if isinstance(row, Row)] == [standing]


def test_another_word_for_how_somebody_stands_is_no_yes() -> None:
    """Who takes it for one writes to people who do not want it."""
    problem, row = read_text(f"email,status\n{PIET},do not mail\n{JANE},active\n")
    assert isinstance(problem, Problem)
    assert (problem.place, problem.message) == ("list.csv#2", "stands as 'do not mail'")
    assert isinstance(row, Row)


def test_a_quotation_mark_that_nobody_closed_takes_nobody_with_it() -> None:
    """The rest of a long list would be one cell."""
    many = "".join(f"{n}@example.org\n" for n in range(300))
    problem, *rows = read_text(f'email,name\n{PIET},"Piet\n{JANE},Jane\n{many}')
    assert isinstance(problem, Problem)
    assert problem.place == "list.csv#2"
    assert len(rows) == 301
    assert all(isinstance(row, Row) for row in rows)


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"name,city\nJane,Kiel\n", b"\x89PNG\r\n\x1a\n\0\0"]
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    """One sentence, and not one for each line."""
    with pytest.raises(FormatError) as raised:
        list(read(Raw(place="list.csv", data=data)))
    assert raised.value.place == "list.csv"
    assert raised.value.hint


def line(text: str) -> str:
    return " ".join(text.split())


WORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])).map(line).filter(bool)
SIGNS = st.text(st.sampled_from("=+-@';,|\"a ")).map(line).filter(bool)
TOPICS = st.lists(WORDS | SIGNS, max_size=4).map(tuple)


@given(
    st.lists(
        st.builds(
            Subscriber,
            address=st.sampled_from(
                [JANE, "=cmd@example.org", "'-x@example.org", "+1@example.org"]
            ),
            digest=st.sampled_from(["daily", "daily-en"]),
            topics=TOPICS,
            standing=st.sampled_from(Standing),
            added=st.datetimes(timezones=st.just(UTC)),
            changed=st.just(DAY),
        )
    )
)
def test_what_is_written_is_read_again(subscribers: list[Subscriber]) -> None:
    """An export is a backup: nothing of it may come back as something else."""
    rows = read_text(write(subscribers))
    assert [
        (row.address, row.digest, row.topics, row.standing, row.added)
        for row in rows
        if isinstance(row, Row)
    ] == [
        (each.address, each.digest, each.topics, each.standing, each.added) for each in subscribers
    ]


@given(st.text(st.sampled_from("=+-@';,|\tab\"")))
def test_no_cell_is_a_formula(cell: str) -> None:
    """Not for a program either that cuts lines at another sign; and it comes back as it was."""
    written = harmless(cell)
    for delimiter in ",;|\t":
        assert not [part for part in written.split(delimiter) if part[:1] in set("=+-@")]
    assert original(written) == cell


@given(TOPICS)
def test_topics_have_any_words(topics: tuple[str, ...]) -> None:
    """Commas and quotation marks too."""
    assert topics_of(listed(topics)) == topics


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """A parser raises nothing but its own error."""
    try:
        rows = read_text(text.encode("utf-8", "replace").decode())
    except FormatError:
        return
    assert all(isinstance(row, Row | Problem) for row in rows)


def test_the_header_is_what_the_documentation_says() -> None:
    """Scripts count on it."""
    (header,) = csv.reader(StringIO(write([])))
    assert header == ["address", "digest", "topics", "standing", "added"]
