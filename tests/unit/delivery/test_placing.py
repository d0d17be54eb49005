"""Names of files, made of what others chose."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

from hypothesis import example, given
from hypothesis import strategies as st

from digest.delivery.placing import file_name


@given(st.text(st.characters()))
@example("..")
@example("../../etc/passwd")
@example("C:\\Windows")
@example("")
@example("x" * 5_000)
def test_a_name_is_no_path_and_no_secret_file(name: str) -> None:
    """Under Windows neither; a leading dot would hide what was written."""
    made = file_name(name)
    assert PurePosixPath(made).name == PureWindowsPath(made).name == made
    assert made.isascii()
    assert made.isprintable()
    assert not made.startswith(".")
    assert 0 < len(made) <= 150


@given(st.text(st.characters()), st.text(st.characters()))
@example("a/b", "a%2Fb")
@example(".", "%2E")
@example("", "%")
@example("x" * 5_000, "x" * 5_001)
def test_two_names_stay_two(one: str, other: str) -> None:
    """What one gets would be written over by what the other gets."""
    assert (file_name(one) == file_name(other)) is (one == other)


def test_addresses_can_still_be_read() -> None:
    """People look for theirs."""
    assert file_name("anna.lee+digest@example.org") == "anna.lee+digest@example.org"
    assert file_name("jörg@example.org") == "j%C3%B6rg@example.org"
