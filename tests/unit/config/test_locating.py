"""The line of a key is the one that an editor shows."""

from hypothesis import given
from hypothesis import strategies as st

from digest.config.locating import KeyPath, Lines

SOURCE = '''\
# a = 1
a = 1
b.c = """
a = 2
[b]
"""
b."d.e" = [
    # x = [
    [1, 2],
    "]",
]
'quoted key' = { x = 1, y.z = 2 }

[table]
a = 1

[table.inner]
a = 1
[[list]]
a = 1
  [list.inner]
  a = 1
[[list]]

  [[list.list]]
  a = 1
  [[list.list]]
  a = 1
[deep."er".still] # a = 1
'''

EXPECTED: dict[KeyPath, int] = {
    (): 1,
    ("a",): 2,
    ("b", "c"): 3,
    ("b", "d.e"): 7,
    ("b", "d.e", 0, 1): 7,
    ("quoted key", "y", "z"): 12,
    ("table",): 14,
    ("table", "a"): 15,
    ("table", "inner"): 17,
    ("table", "inner", "a"): 18,
    ("list",): 19,
    ("list", 0, "a"): 20,
    ("list", 0, "inner", "a"): 22,
    ("list", 1): 23,
    ("list", 1, "list", 0, "a"): 26,
    ("list", 1, "list", 1, "a"): 28,
    ("deep",): 29,
    ("deep", "er", "still"): 29,
}


def test_each_way_to_write_a_key_is_found() -> None:
    """Tables, arrays, dotted and quoted keys, values of many lines that look like keys."""
    for newline in ("\n", "\r\n"):
        lines = Lines(SOURCE.replace("\n", newline))
        assert {path: lines.of(path) for path in EXPECTED} == EXPECTED


def test_a_key_that_is_missing_is_its_tables() -> None:
    """What is not there has no line; the table that lacks it has one."""
    lines = Lines(SOURCE)
    assert lines.of(("list", 1, "name")) == 23
    assert lines.of(("name",)) == 1


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[KeyPath, int]]:
    """A TOML file and the line of every key in it, kept while it was written."""
    written: list[str] = []
    expected: dict[KeyPath, int] = {}

    def note(path: KeyPath) -> None:
        expected[path] = len(written) + 1

    def keys(path: KeyPath) -> None:
        for number in range(draw(st.integers(0, 3))):
            written.extend(draw(st.sampled_from([[], [""], ["# k = 1"], ["# [k]", "\t"]])))
            note((*path, f"k{number}"))
            key = draw(st.sampled_from([f"k{number}", f'"k{number}"', f"'k{number}'.inner"]))
            value = draw(st.sampled_from(VALUES))
            written.extend(f"{key} = {value}".split("\n"))

    keys(())
    for number in range(draw(st.integers(0, 3))):
        name = f"t{number}"
        if draw(st.booleans()):
            note((name,))
            written.append(f"[{name}]")
            keys((name,))
        else:
            for index in range(draw(st.integers(1, 3))):
                note((name, index))
                written.append(f'[["{name}"]]')
                keys((name, index))
    return "\n".join(written), expected


VALUES = [
    "1",
    '"= ["',
    '"""\nk0 = 1\n[t0]\n"""',
    "[\n  1,\n  # k = [\n]",
    "{ k0 = 1 }",
    "[[1], [2]]",
]


@given(files())
def test_lines_are_those_that_were_written(file: tuple[str, dict[KeyPath, int]]) -> None:
    """Whatever stands around a key, its line is where its statement begins."""
    source, expected = file
    lines = Lines(source)
    assert {path: lines.of(path) for path in expected} == expected
