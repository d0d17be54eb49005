"""`digest new`: something of one's own, begun as a copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import digest

from digest.shipped import resource

CONFIG = """
[[digest]]
name = "ours"
title = "Ours"
language = "en"
timezone = "Etc/UTC"
"""


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("source", ["daily", "brief", "weekly"])
def test_a_template_starts_as_a_copy_with_colours_of_its_own(source: str, tmp_path: Path) -> None:
    """It can be used as it is: a digest that names it is checked and found right."""
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    done = digest("new", "template", "mine", "--from", source, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    shipped = resource("templates")
    look = {"parts/look.j2": (shipped / "parts/look.j2").read_bytes()}
    assert files(tmp_path / "templates") == {
        f"mine/{name}": data for name, data in (files(shipped / source) | look).items()
    }
    (tmp_path / "config.toml").write_text(f'{CONFIG}template = "mine"\n', "utf-8")
    assert "ok    templates" in digest("check", cwd=tmp_path).stdout


def test_a_template_goes_where_the_configuration_has_them(tmp_path: Path) -> None:
    """And can be the start of another one."""
    (tmp_path / "config.toml").write_text(f'templates = "deep/designs"\n{CONFIG}', "utf-8")
    digest("new", "template", "mine", cwd=tmp_path)
    (tmp_path / "deep/designs/mine/edition.txt.j2").write_text("ours", "utf-8")
    done = digest("new", "template", "yours", "--from", "mine", cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "deep/designs/yours/edition.txt.j2").read_text("utf-8") == "ours"


def test_a_template_can_be_named_before_it_is_started(tmp_path: Path) -> None:
    """The configuration is wrong until then, which must not keep from putting it right."""
    (tmp_path / "config.toml").write_text(f'{CONFIG}template = "mine"\n', "utf-8")
    assert "no such template" in digest("build", cwd=tmp_path).stderr
    assert digest("new", "template", "mine", cwd=tmp_path).returncode == 0
    assert "no such template" not in digest("check", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["mine"], "the name mine is taken"),
        (["daily"], "the name daily is taken"),
        (["parts"], "the name parts is taken"),
        (["../mine"], "'../mine' cannot be the name of a template"),
        (["Mine"], "'Mine' cannot be the name of a template"),
        ([""], "'' cannot be the name of a template"),
        (["other", "--from", "dayly"], "there is no template 'dayly'\n  did you mean daily?"),
    ],
)
def test_what_is_there_stays_as_it_is(arguments: list[str], message: str, tmp_path: Path) -> None:
    """A name that is taken or none is refused before anything is written."""
    digest("new", "template", "mine", cwd=tmp_path)
    (tmp_path / "templates/mine/edition.txt.j2").write_text("hours of work", "utf-8")
    before = files(tmp_path)
    done = digest("new", "template", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert files(tmp_path) == before


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    """With its name, and what to do."""
    (tmp_path / "templates").write_text("a file", "utf-8")
    done = digest("new", "template", "mine", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "Error: templates/mine: cannot be written: File exists\n"
        "  see that you may write there, or name another folder as `templates`\n"
    )


def test_a_template_of_ones_own_goes_before_a_shipped_one_and_the_others_stay(
    tmp_path: Path,
) -> None:
    """Who names a folder for one template goes on using those that come with Digest."""
    (tmp_path / "config.toml").write_text(f'{CONFIG}template = "brief"\n', "utf-8")
    own = tmp_path / "templates/brief"
    own.mkdir(parents=True)
    (own / "edition.mjml.j2").write_text("{{ broken", "utf-8")
    assert "templates/brief/edition.mjml.j2:1" in digest("check", cwd=tmp_path).stdout
    (tmp_path / "config.toml").write_text(f'{CONFIG}template = "weekly"\n', "utf-8")
    assert "ok    templates" in digest("check", cwd=tmp_path).stdout
