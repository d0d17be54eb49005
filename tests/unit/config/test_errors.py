"""Every file of `tests/data/config` ends in exactly the errors that stand beside it."""

from pathlib import Path

import pytest

from digest.config import load
from digest.errors import ConfigError

DATA = Path(__file__).parents[2] / "data" / "config"


@pytest.mark.parametrize("source", sorted(DATA.glob("*.toml")), ids=lambda path: path.stem)
def test_errors_name_file_line_key_and_what_is_allowed(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who mistypes ten keys should mend them in one go, without looking for them."""
    monkeypatch.chdir(tmp_path)
    Path("templates/daily").mkdir(parents=True)
    Path("templates/daily/edition.mjml.j2").touch()
    Path("config.toml").write_bytes(source.read_bytes())

    with pytest.raises(ConfigError) as caught:
        load(Path("config.toml"), {})

    assert str(caught.value) + "\n" == source.with_suffix(".txt").read_text("utf-8")


def test_each_error_is_a_problem_of_its_own(tmp_path: Path) -> None:
    """`digest check` shows problems one by one, so they must not be glued to one text."""
    file = tmp_path / "config.toml"
    file.write_text("stroe = 1\nuot = 1\n")

    with pytest.raises(ConfigError) as caught:
        load(file, {})

    assert [each.message for each in caught.value.problems] == [
        "the key digest is missing",
        "unknown key stroe",
        "unknown key uot",
    ]


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_file_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    """A wrong --config is a wrong use, not a traceback."""
    with pytest.raises(ConfigError, match=r"no such file|cannot be read") as caught:
        load(tmp_path / name, {})
    assert caught.value.place == str(tmp_path / name)


def test_a_secret_in_a_wrong_place_is_not_shown(tmp_path: Path) -> None:
    """Errors end up in logs and bug reports; a database URL may hold a password."""
    file = tmp_path / "config.toml"
    file.write_text('store = "postgresql://a:hunter2@db/digest"\npassword = "hunter3"\n')

    with pytest.raises(ConfigError) as caught:
        load(file, {"DIGEST_STORE": "mysql://a:hunter4@db/digest"})

    assert "hunter" not in str(caught.value)
