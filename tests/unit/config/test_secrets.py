"""Secrets come from the environment or from files that are kept to oneself."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config.secrets import is_private, private, secret
from digest.errors import ConfigError
from digest.models.secrets import Secret

NAME = "DIGEST_SMTP_PASSWORD"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "password"
    path.write_text("from the file\n", "utf-8")
    path.chmod(0o600)
    return path


def test_the_environment_goes_before_the_file(file: Path) -> None:
    """As everywhere: DIGEST_STORE goes before `store`."""
    assert secret(NAME, file, {NAME: "from outside"}).reveal() == "from outside"
    assert secret(NAME, file, {NAME: ""}).reveal() == "from the file"
    assert not secret(NAME, None, {})


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o660, 0o601])
def test_a_file_that_others_may_read_is_refused(file: Path, mode: int) -> None:
    """Who mends only the mode has a password that others may know already: it says so early."""
    file.chmod(mode)
    with pytest.raises(ConfigError) as raised:
        secret(NAME, file, {})
    assert f"(mode {mode:03o})" in raised.value.message
    assert raised.value.hint == f"chmod 600 {file}"


@pytest.mark.parametrize(
    ("mode", "owner", "expected"),
    [
        (0o400, 1000, True),
        (0o600, 0, True),
        (0o440, 0, True),
        (0o440, 1000, False),
        (0o460, 0, False),
        (0o444, 0, False),
    ],
)
def test_root_may_lend_a_file_to_a_group(mode: int, owner: int, *, expected: bool) -> None:
    """systemd gives credentials to a service so: they stay those of root."""
    assert is_private(mode, owner=owner, user=1000) is expected


@pytest.mark.parametrize("content", [b"", b"\n", b"two\nlines\n", b"nul\0", b"\xff", b"x\r\r\n"])
def test_a_file_that_is_no_line_is_refused_without_its_words(file: Path, content: bytes) -> None:
    """A path that was mistaken leads to a key, a log, or nothing; none of it is shown."""
    file.write_bytes(content)
    with pytest.raises(ConfigError) as raised:
        secret(NAME, file, {})
    assert raised.value.place == str(file)
    assert "two" not in str(raised.value)


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_editors_end_a_line(file: Path, end: str) -> None:
    """Blanks are part of a password, the end of the line is not."""
    file.write_bytes(f" Schlüssel {end}".encode())
    assert secret(NAME, file, {}).reveal() == " Schlüssel "


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """The error names it: `password_file` is relative to the configuration."""
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(ConfigError, match="cannot be read") as raised:
            private(path)
        assert raised.value.place == str(path)


def test_what_is_found_shows_nothing(file: Path) -> None:
    """Whatever is logged of it."""
    assert "from the file" not in repr(secret(NAME, file, {}))
    assert secret(NAME, file, {}) == Secret("from the file")
