"""The configuration while the daemon runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import structlog
from structlog.testing import LogCapture

from digest.errors import ConfigError
from digest.scheduler.configuration import Configuration

RIGHT = '[[digest]]\nname = "{}"\ntitle = "T"\nlanguage = "en"\ntimezone = "UTC"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(RIGHT.format("daily"), "utf-8")
    return file


@pytest.fixture
def log() -> LogCapture:
    return LogCapture()


@pytest.fixture
def configuration(file: Path, log: LogCapture) -> Configuration:
    return Configuration(file, {}, log=structlog.wrap_logger(None, processors=[log]))


def digests(configuration: Configuration) -> list[str]:
    return [each.brief.name for each in configuration.settings.digests]


def test_it_is_read_again_when_it_has_changed(configuration, file, log) -> None:
    """Whatever way an editor writes: into the file, or another one in its place."""
    assert not configuration.has_changed()
    file.write_text(RIGHT.format("another"), "utf-8")
    assert configuration.has_changed()
    assert configuration.read()
    assert not configuration.has_changed()
    other = file.with_name("new")
    other.write_text(RIGHT.format("renamed"), "utf-8")
    other.replace(file)
    assert configuration.has_changed()
    assert configuration.read()
    assert digests(configuration) == ["renamed"]
    assert [each["event"] for each in log.entries] == ["configuration read"] * 2


def test_what_channels_lack_is_told_at_the_start_and_at_each_reading(file, log) -> None:
    """A password that was forgotten is to be known when the daemon is started, not at seven in the
    morning when the first edition is to leave.
    """
    smtp = '[mail]\nsender = "d@example.org"\n[smtp]\nhost = "mail.example.org"\nuser = "d"\n'
    file.write_text(f'{smtp}{RIGHT.format("daily")}deliver = ["smtp"]\n', "utf-8")
    configuration = Configuration(file, {}, log=structlog.wrap_logger(None, processors=[log]))
    assert configuration.read()
    lacks = [each for each in log.entries if each["event"] == "channel lacks something"]
    assert [each["reason"] for each in lacks] == ["there is no password for d"] * 2
    remarks = [each["reason"] for each in log.entries if each["event"] == "remark"]
    assert remarks == ["nobody can unsubscribe from daily: no `address` in [serve]"] * 2


def test_of_the_same_length_at_the_same_time_it_is_another(configuration, file) -> None:
    """Tools that keep the time of a file put another in its place."""
    before = file.stat()
    other = file.with_name("new")
    other.write_text(RIGHT.format("dairy"), "utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)
    assert configuration.has_changed()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[[digest]\n", "config.toml:1:"),
        (RIGHT.format("daily") + 'cron = "no"\n', "config.toml:6"),
        (None, "config.toml"),
    ],
)
def test_one_that_is_wrong_changes_nothing(configuration, file, log, text, where) -> None:
    """It is told once with its line, and not at each tick; what is put right counts again."""
    if text is None:
        file.unlink()
    else:
        file.write_text(text, "utf-8")
    assert configuration.has_changed()
    assert not configuration.read()
    assert not configuration.has_changed()
    assert digests(configuration) == ["daily"]
    [said] = log.entries
    assert said["event"] == "configuration stays as it was"
    assert where in said["where"]
    assert said["reason"]
    file.write_text(RIGHT.format("mended"), "utf-8")
    assert configuration.has_changed()
    assert configuration.read()
    assert digests(configuration) == ["mended"]


def test_one_that_is_gone_changes_nothing(file, log, monkeypatch) -> None:
    """Whoever names no file gets the one that is shipped where there is none; a daemon whose file
    is deleted would go on with digests that nobody asked for.
    """
    monkeypatch.chdir(file.parent)
    configuration = Configuration(None, {}, log=structlog.wrap_logger(None, processors=[log]))
    file.unlink()
    assert configuration.has_changed()
    assert not configuration.read()
    assert digests(configuration) == ["daily"]
    [said] = log.entries
    assert (said["event"], said["where"]) == ("configuration stays as it was", "config.toml")


def test_what_is_open_stays_open(configuration, file, log) -> None:
    """A store that changed under a daemon would have it claim in one and send from another."""
    store, port = configuration.settings.store, configuration.settings.run.port
    file.write_text(f'store = "sqlite:///b.db"\n[run]\nport = 1234\n{RIGHT.format("new")}', "utf-8")
    assert configuration.read()
    assert configuration.settings.store == store
    assert configuration.settings.run.port == port
    assert digests(configuration) == ["new"]
    assert log.entries[0]["event"] == "another store or port is taken at the next start"


def test_at_the_start_it_has_to_be_right(file) -> None:
    """There is no old one that could stay."""
    file.write_text("nonsense = 1\n" + RIGHT.format("daily"), "utf-8")
    with pytest.raises(ConfigError):
        Configuration(file, {}, log=structlog.wrap_logger(None, processors=[LogCapture()]))
