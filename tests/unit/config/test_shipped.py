"""The configuration that comes with Digest."""

import re
import tomllib
from pathlib import Path

import pytest

from digest.config import describe, load
from digest.shipped import resource


def test_the_shipped_file_works_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no file gets both digests, and nothing is written beside the program."""
    monkeypatch.chdir(tmp_path)

    settings = load(None, {})

    german, english = (digest.brief for digest in settings.digests)
    assert (german.name, german.language, german.timezone) == ("daily", "de", "Europe/Berlin")
    assert (english.name, english.language, english.timezone) == ("daily-en", "en", "Europe/London")
    assert settings.out == Path("out")
    assert settings.store == "sqlite:///var/digest.db"


def test_its_articles_are_asked_for_only_where_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever follows feeds without a configuration has no `seeds`, and did not ask for them."""
    monkeypatch.chdir(tmp_path)
    assert load(None, {}).digest().sources == ()
    (tmp_path / "seeds").mkdir()
    assert load(None, {}).digest().sources == ("seeds",)


def test_it_shows_every_key_with_its_default() -> None:
    """The file is the first documentation people read: what it shows must be so."""
    text = resource("config.toml").read_text("utf-8")
    whole = tomllib.loads(re.sub(r"^# (?=[a-z_]+ = )", "", text, flags=re.MULTILINE))
    first = whole["digest"][0]
    shown = {**whole, **{f"digest.{key}": value for key, value in first.items()}}
    for name, table in whole.items():
        if isinstance(table, dict):
            shown |= {f"{name}.{key}": value for key, value in table.items()}
    for table in ("topics", "limits", "ranking"):
        shown |= {f"digest.{table}.{key}": value for key, value in first[table].items()}

    keys = {key.name: key for key in describe()}
    assert shown.keys() == keys.keys()
    for name, key in keys.items():
        if key.default not in {"required", "none"} and name != "digest.sources":
            assert shown[name] == tomllib.loads(f"value = {key.default}")["value"], name
