"""Files, folders, globs and standard input, on a real file system."""

import io
import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.models import Problem, Raw
from digest.sources import find

SUFFIXES = (
    ".eml, .rss, .atom, .rdf, .xml, .html, .htm, .xhtml, .jsonl, .ndjson, .json, .md, .markdown, "
    ".txt, .text"
)
RIGHTS = "correct the path or its rights"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, so that places are short and the same everywhere."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder that a user who may not read everything can enter, as that user."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(name, 65534, 65534)
            os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            for path in Path(name).rglob("*"):
                path.chmod(0o755)
            if is_root:
                os.seteuid(0)


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(name)


def places(*paths: str) -> list[str]:
    return [found.place for found in find(paths)]


def test_files_are_read_in_the_order_they_are_named(folder: Path) -> None:
    """The same command gives the same edition."""
    write("b.txt", "a.txt")
    assert list(find(["b.txt", "a.txt"])) == [
        Raw(place="b.txt", data=b"b.txt"),
        Raw(place="a.txt", data=b"a.txt"),
    ]


def test_a_folder_gives_the_articles_below_it_by_name(folder: Path) -> None:
    """What is hidden, or no article by its name, was not meant."""
    write("in/b.txt", "in/a/z.md", "in/a/.hidden.txt", "in/.git/c.txt", "in/c.JSON", "in/d.png")
    assert places("in") == ["in/a/z.md", "in/b.txt", "in/c.JSON"]


def test_a_named_file_is_read_whatever_it_is_called(folder: Path) -> None:
    """Who names a file means it, be it hidden or without a suffix."""
    write("notes", ".hidden", "x.png")
    assert places("notes", ".hidden", "x.png") == ["notes", ".hidden", "x.png"]


def test_globs_are_expanded_and_sorted(folder: Path) -> None:
    """Configurations and Windows shells leave them to the program."""
    write("b.txt", "a.txt", "c.md", "in/d.txt", "in/e/f.txt")
    assert places("*.txt") == ["a.txt", "b.txt"]
    assert places("**/*.txt") == ["a.txt", "b.txt", "in/d.txt", "in/e/f.txt"]
    assert places("i*") == ["in/d.txt", "in/e/f.txt"]


def test_a_file_whose_name_is_a_pattern_is_itself(folder: Path) -> None:
    """`[1].txt` is a usual name of a download."""
    write("[1].txt", "1.txt")
    assert places("[1].txt") == ["[1].txt"]


def test_a_file_is_read_once(folder: Path) -> None:
    """Named twice, in a folder, by a glob or by a link, it is one article."""
    write("in/a.txt", "in/b.txt")
    Path("link.txt").symlink_to("in/a.txt")
    assert places("in/b.txt", "in", "in/*.txt", "./in/../in/a.txt", "link.txt") == [
        "in/b.txt",
        "in/a.txt",
    ]


def test_standard_input_is_read(folder: Path) -> None:
    """`-` is where a pipe ends."""
    assert list(find(["-", "-"], stdin=io.BytesIO(b"Mole"))) == [Raw(place="-", data=b"Mole")]


def test_files_are_read_one_by_one(folder: Path) -> None:
    """Ten thousand articles must not be in memory at once."""
    write("a.txt", "b.txt")
    found = find(["a.txt", "b.txt"])
    assert next(found).place == "a.txt"
    Path("b.txt").write_text("changed")
    assert next(found) == Raw(place="b.txt", data=b"changed")


def test_what_cannot_be_read_is_a_problem_and_the_rest_goes_on(folder: Path) -> None:
    """Each says which path, what is wrong, and what to do."""
    write("good.txt", "empty/picture.png", "big.txt")
    os.mkfifo("pipe")
    Path("loop.txt").symlink_to("loop.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        paths = ["none.txt", "*.none", "empty", "pipe", "socket", "/dev/null", "loop.txt"]
        paths += ["good.txt/a.txt", "-", "a\0b", "good.txt"]
        found = list(find(paths))
    assert found == [
        Problem(place="none.txt", message="cannot be read: no such file or directory", hint=RIGHTS),
        Problem(
            place="*.none",
            message="matches no file",
            hint="put it in quotes if the shell should not touch it; ** is any folders",
        ),
        Problem(place="empty", message="holds no articles", hint=f"their names end in {SUFFIXES}"),
        Problem(place="pipe", message="is a named pipe, not a file", hint="name a file"),
        Problem(place="socket", message="is a socket, not a file", hint="name a file"),
        Problem(place="/dev/null", message="is a device, not a file", hint="name a file"),
        Problem(
            place="loop.txt",
            message="cannot be read: too many levels of symbolic links",
            hint=RIGHTS,
        ),
        Problem(place="good.txt/a.txt", message="cannot be read: not a directory", hint=RIGHTS),
        Problem(place="-", message="there is no standard input", hint="name a file"),
        Problem(place="a\ufffdb", message="has a name that is not text", hint="rename it"),
        Raw(place="good.txt", data=b"good.txt"),
    ]


def test_a_file_over_the_limit_is_a_problem(folder: Path) -> None:
    """It would be held in memory whole, and is no article."""
    write("a.txt", "b.txt")
    Path("a.txt").write_bytes(b"x" * 1_000_001)
    found = list(find(["a.txt", "b.txt", "-"], stdin=io.BytesIO(b"y" * 1_000_001), max_bytes=10**6))
    limit = "is larger than 1 MB"
    hint = "split it, or name the articles in it one by one"
    assert found == [
        Problem(place="a.txt", message=limit, hint=hint),
        Raw(place="b.txt", data=b"b.txt"),
        Problem(place="-", message=limit, hint=hint),
    ]


def test_a_file_of_exactly_the_limit_is_read(folder: Path) -> None:
    """A limit is what is allowed."""
    write("a.txt")
    assert list(find(["a.txt"], max_bytes=5)) == [Raw(place="a.txt", data=b"a.txt")]


def test_a_link_to_a_folder_above_is_a_problem(folder: Path) -> None:
    """It would be walked for ever."""
    write("in/a/b.txt", "in/c.txt")
    Path("in/a/up").symlink_to("..")
    assert list(find(["in"])) == [
        Raw(place="in/a/b.txt", data=b"in/a/b.txt"),
        Problem(place="in/a/up", message="is a link to a folder it is in", hint="remove the link"),
        Raw(place="in/c.txt", data=b"in/c.txt"),
    ]


def test_a_broken_link_in_a_folder_is_a_problem(folder: Path) -> None:
    """An article that is not where it should be must not be missed in silence."""
    write("in/c.txt")
    Path("in/a.txt").symlink_to("none.txt")
    Path("in/b.txt").symlink_to("b.txt")
    found = list(find(["in"]))
    assert [one.place for one in found] == ["in/a.txt", "in/b.txt", "in/c.txt"]
    assert [type(one) for one in found] == [Problem, Problem, Raw]


def test_a_folder_and_a_file_without_rights_are_problems(unprivileged: Path) -> None:
    """They belong to someone else, and the rest is still read."""
    (unprivileged / "shut").mkdir()
    (unprivileged / "shut" / "in.txt").write_text("x")
    (unprivileged / "shut.txt").write_text("x")
    (unprivileged / "open.txt").write_text("x")
    (unprivileged / "shut").chmod(0)
    (unprivileged / "shut.txt").chmod(0)
    message = "cannot be read: permission denied"
    inside = str(unprivileged / "shut" / "in.txt")
    assert list(find([inside, str(unprivileged)])) == [
        Problem(place=inside, message=message, hint=RIGHTS),
        Raw(place=str(unprivileged / "open.txt"), data=b"x"),
        Problem(place=str(unprivileged / "shut"), message=message, hint=RIGHTS),
        Problem(place=str(unprivileged / "shut.txt"), message=message, hint=RIGHTS),
    ]


def test_a_name_that_is_not_text_is_shown_as_one(folder: Path) -> None:
    """Its place is written to reports and pages, which are UTF-8."""
    Path(os.fsdecode(b"m\xf6we.txt")).write_text("x")
    (found,) = find(["."])
    assert isinstance(found, Problem)
    assert found == Problem(
        place="./m\ufffdwe.txt", message="has a name that is not text", hint="rename it"
    )


def test_what_moves_a_terminal_is_not_written_to_it(folder: Path) -> None:
    """A name with an escape sequence could hide the lines of the report, or forge some."""
    write("in/\x1b[2Ja.txt")
    Path("in/\x1b[2Jb.txt").symlink_to("none")
    Path("\x1b[2Jempty").mkdir()
    found = list(find(["in", "\x1b[2Jempty", "\x1b[2J*"]))
    assert len(found) == 4
    for one in found:
        assert isinstance(one, Problem)
        assert one.place.isprintable()


def test_what_is_left_out_is_not_read(folder: Path) -> None:
    """The editions that a program writes among its articles are no articles."""
    write("in/a.txt", "in/out/edition.txt")
    found = list(find(["in", "in/out"], leave_out=[Path("in/out/edition.txt")]))
    assert found == [Raw(place="in/a.txt", data=b"in/a.txt")]
