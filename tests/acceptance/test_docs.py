"""The documentation tells the truth: what it shows runs, and what there is stands in it."""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from support.commands import digest

from digest.cli import program
from digest.config import VARIABLES, describe
from digest.edition.selection import Reason
from digest.models import Claim, Figure, Source
from digest.models.briefs import Ranking

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")])
REFERENCE = ROOT / "docs/reference"

# A fenced block: its language and what is in it.
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A block that begins so is a file that the commands after it use.
FILE_NAME = re.compile(r"(?:# |<!-- )([\w./-]+\.\w+)(?: -->)?\n")
# A link within the repository: its target without the part after `#`.
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+)")
# A command that needs no shell, and no process of its own for its signals and its log: it is run in
# this one, which saves half a second of each.
PLAIN = re.compile(r"digest (?!run\b)[^|&;<>()$`\\*?#~=\n]+")
# What goes on until it is stopped.
SERVES = re.compile(r"digest (preview|serve|run(?! --once))\b")
# What serves pages, and the port in its address: the one that the docs name may be taken.
SHOWS = re.compile(r"digest (preview|serve)\b")
PORT = re.compile(r"(?<=//127\.0\.0\.1:)\d+")
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Command(NamedTuple):
    line: str
    output: str


def page_name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def console(block: str) -> Iterator[Command]:
    """The commands of a `console` block, each with the lines that the page shows below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, output = part.replace("\\\n", "").partition("\n")
        if SHOWS.match(line):  # of a repeated option the last one counts
            line, output = f"{line} --port 0", PORT.sub("...", output)
        yield Command(line, output)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What a reader of the docs has before them, to be changed at will."""
    for name in ("seeds", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "config.toml", tmp_path)
    return tmp_path


def run(command: Command, cwd: Path) -> None:
    """Run `command`; it must succeed and print what the page shows, if the page shows anything."""
    printed = (run_here if is_plain(command.line) else run_in_shell)(command.line, cwd)
    checker = doctest.OutputChecker()
    if command.output.strip() and not checker.check_output(command.output, printed, OPTIONS):
        example = doctest.Example(command.line, command.output)
        pytest.fail(f"$ {command.line}\n{checker.output_difference(example, printed, OPTIONS)}")


def is_plain(line: str) -> bool:
    return PLAIN.fullmatch(line) is not None and not SERVES.match(line)


def run_here(line: str, cwd: Path) -> str:
    done = digest(*shlex.split(line)[1:], cwd=cwd)
    printed = done.stdout + done.stderr
    assert done.returncode == 0, f"$ {line}\n{printed}"
    return printed


def run_in_shell(line: str, cwd: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # No DIGEST_ variable of whoever runs the tests: readers have none either.
    environ = {key: value for key, value in os.environ.items() if not key.startswith("DIGEST_")}
    shell = subprocess.Popen(
        ["bash", "-c", line],
        cwd=cwd,
        env={**environ, "PATH": path, "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    assert shell.stdout
    if SERVES.match(line):
        printed = shell.stdout.readline()
        os.killpg(shell.pid, signal.SIGTERM)
        shell.communicate()
    else:
        printed, _ = shell.communicate()
        assert shell.returncode == 0, f"$ {line}\n{printed}"
    return printed


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_what_a_page_shows_runs(page: Path, checkout: Path) -> None:
    """A command that fails when it is typed off is worse than none; `...` stands for any output."""
    for language, block in FENCED.findall(page.read_text("utf-8")):
        if name := FILE_NAME.match(block):
            file = checkout / name[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block[name.end() :], "utf-8")
        if language == "console":
            for command in console(block):
                run(command, checkout)


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_links_lead_somewhere(page: Path) -> None:
    """A file that was moved takes its links with it."""
    targets = LINK.findall(page.read_text("utf-8"))
    assert [each for each in targets if not (page.parent / each).exists()] == []


def options(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from (*parameter.opts, *parameter.secondary_opts)
        elif parameter.metavar:
            yield parameter.metavar.strip("[.]")


def commands(group: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """The commands of `group` and of the groups in it, by what is typed: `feeds add`."""
    if isinstance(group, click.Group):
        context = click.Context(group)
        for word in group.list_commands(context):
            command = group.get_command(context, word)
            assert command
            yield f"{name} {word}".strip(), command
            yield from commands(command, f"{name} {word}".strip())


ALL_COMMANDS = dict(commands(program))


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    """What is not written down does not exist for those who did not write it."""
    page = (REFERENCE / "commands.md").read_text("utf-8")
    section = re.search(rf"^## digest {name}$(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"no heading: ## digest {name}"
    assert [each for each in options(ALL_COMMANDS[name]) if f"`{each}" not in section[1]] == []


def test_the_reference_names_no_command_that_is_not_there() -> None:
    """A heading that outlives its command sends readers into nothing."""
    page = (REFERENCE / "commands.md").read_text("utf-8")
    assert re.findall(r"^## digest ([\w ]+)$", page, re.MULTILINE) == list(ALL_COMMANDS)


def code(value: str) -> str:
    return value if value in {"required", "none"} else f"`{value}`"


def test_every_key_is_in_the_reference() -> None:
    """The table is `digest.config.describe()` and nothing else."""
    page = (REFERENCE / "configuration.md").read_text("utf-8")
    rows = [
        f"| `{key.name}` | {key.type} | {code(key.default)} | {key.allowed} | {key.description} |"
        for key in describe()
    ]
    rows += [f"| `{name}` | {purpose} |" for name, purpose in VARIABLES.items()]
    assert [row for row in page.splitlines() if row.startswith("| `")] == rows


def test_every_field_of_an_edition_is_in_the_reference() -> None:
    """The schema says what a field may be; the page says what it is for."""
    page = "".join((REFERENCE / name).read_text("utf-8") for name in ("edition.md", "claims.md"))
    schema = json.loads((ROOT / "digest/rendering/edition.schema.json").read_text("utf-8"))
    tables = (schema, *schema["$defs"].values())
    names = {name for table in tables for name in table.get("properties", ())}
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def test_every_field_of_a_claim_is_in_the_reference() -> None:
    """Scripts read these lines: a field that nobody explains is guessed at."""
    page = (REFERENCE / "claims.md").read_text("utf-8")
    names = {field.name for model in (Claim, Source, Figure) for field in fields(model)}
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def test_every_part_and_reason_is_explained() -> None:
    """Who asks why a claim was left out must be able to look up the answer."""
    page = (ROOT / "docs/how-to/explain-a-choice.md").read_text("utf-8")
    rows = [row.split(" | ")[0] for row in page.splitlines() if row.startswith("| ")]
    assert [part.name for part in fields(Ranking) if f"| `{part.name}`" not in rows] == []
    assert [reason for reason in Reason if f"| {reason}" not in rows] == []
