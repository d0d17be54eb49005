"""An error in a template is told with its file, line and column."""

import shutil
from pathlib import Path

import pytest

from digest.rendering import check

DAILY = Path(__file__).parents[3] / "templates" / "daily"
MJML, TEXT = "edition.mjml.j2", "edition.txt.j2"


@pytest.fixture
def template(tmp_path):
    return Path(shutil.copytree(DAILY, tmp_path / "mine"))


def change(template, name, old, new):
    """`old` becomes `new`; its line, and its column there."""
    path = template / name
    source = path.read_text("utf-8")
    assert source.count(old) == 1
    before = source.partition(old)[0]
    path.write_text(source.replace(old, new), "utf-8")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize("folder", sorted(DAILY.parent.iterdir()), ids=lambda path: path.name)
def test_every_template_can_be_rendered(folder):
    """A folder in templates/ is a template: nobody has to register it."""
    assert list(check(folder)) == []


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("{{ page.titel }}", "no attribute 'titel'"),
        ("{{ page.title ", "unexpected"),
        ("{{ page.title + 1 }}", "concatenate"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ page.title|fil }}", "No filter named 'fil'"),
        ("{{ page.__class__.__mro__ }}", "unsafe"),
        ("{% for each in 5 %}{% endfor %}", "not iterable"),
        ("{{ cycler.__init__.__globals__ }}", "unsafe"),
    ],
)
def test_jinja_errors_name_the_line(template, new, message):
    """Syntax, a name that is not there, a failure on the way, a way out of the sandbox."""
    line, _ = change(template, MJML, "{{ page.title }}", new)
    (problem,) = check(template)
    assert problem.place == f"{template / MJML}:{line}"
    assert message in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("old", "new", "message", "shift"),
    [
        ("</h1>", "</h2>", "mismatched tag", 2),
        ("{{ page.title }}", "<mj-include path='x' />", "unknown element <mj-include>", 0),
        ("{{ page.title }}", "a < b", "not well-formed", 3),
        ("<mj-preview>", "<mj-unheard /><mj-preview>", "unexpected element", 1),
    ],
)
def test_mjml_errors_name_line_and_column_of_the_template(template, old, new, message, shift):
    """mjml-python names a byte of what the template gave, or nothing, or sees no error at all."""
    line, column = change(template, MJML, old, new)
    (problem,) = check(template)
    assert message in problem.message
    assert problem.place == f"{template / MJML}:{line}:{column + shift}"


def test_an_error_in_a_part_names_the_part(template):
    """Templates may be split into files of their folder."""
    change(template, MJML, "{{ page.title }}", '{% include "title.mjml.j2" %}')
    (template / "title.mjml.j2").write_text("{# a #}\n<i>{{ page.title }}</b>\n")
    (problem,) = check(template)
    assert problem.place == f"{template / 'title.mjml.j2'}:2:{len('<i>{{ page.title }}</') + 1}"


def test_nothing_outside_the_folder_is_read(template):
    """A template is somebody's file: it does not print the password file."""
    (template.parent / "secret.txt").write_text("secret")
    line, _ = change(template, MJML, "{{ page.title }}", '{% include "../secret.txt" %}')
    (problem,) = check(template)
    assert "no such file" in problem.message
    assert line


@pytest.mark.parametrize("name", [MJML, TEXT])
def test_a_missing_file_is_named(template, name):
    """With those that a template needs."""
    (template / name).unlink()
    (problem,) = check(template)
    assert problem.place == str(template / name)
    assert MJML in problem.hint
    assert TEXT in problem.hint


def test_an_error_in_the_text_template_is_found_too(template):
    """Both are tried."""
    line, _ = change(template, TEXT, "{{ page.why|fill }}", "{{ page.warum|fill }}")
    (problem,) = check(template)
    assert problem.place == f"{template / TEXT}:{line}"


@pytest.mark.parametrize("name", [MJML, TEXT])
def test_a_template_that_hides_what_is_withdrawn_is_refused(template, name):
    """Without the word, what was taken back reads as news."""
    source = (template / name).read_text("utf-8")
    (template / name).write_text(source.replace("marked(line.marks)", "marked([])"), "utf-8")
    (problem,) = check(template)
    assert problem.message == "does not say what is withdrawn"
    assert problem.place == str(template / name)


def test_a_changed_template_is_read_anew(template):
    """The preview reloads when a template changes."""
    assert not list(check(template))
    change(template, MJML, "{{ page.title }}", "{{ page.titel }}")
    assert list(check(template))


def test_a_template_in_another_encoding_is_named(template):
    """Not as a traceback."""
    (template / TEXT).write_bytes("Grüße".encode("latin-1"))
    (problem,) = check(template)
    assert str(template / TEXT) in problem.place
