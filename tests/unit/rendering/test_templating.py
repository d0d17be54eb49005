"""An error in a template is told with its file, line and column."""

import shutil
from pathlib import Path

import pytest

from digest.rendering import check, render
from digest.rendering.sample import sample
from digest.rendering.templating import PAGE

DAILY = Path(__file__).parents[3] / "templates" / "daily"
MJML, TEXT = "edition.mjml.j2", "edition.txt.j2"
PARTS = DAILY.parent / "parts"
# What daily writes first into its body.
TITLE = "{{ mail.masthead() }}"


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


@pytest.mark.parametrize(
    "folder",
    sorted(path.parent for path in DAILY.parent.glob(f"*/{MJML}")),
    ids=lambda path: path.name,
)
def test_every_template_can_be_rendered(folder):
    """A folder in templates/ is a template: nobody has to register it."""
    assert list(check(folder)) == []


@pytest.mark.parametrize(
    ("new", "message", "named"),
    [
        ("{{ page.titel }}", "no attribute 'titel'", "titel"),
        ("{{ page.title !", "unexpected", ""),
        ("{{ page.title + 1 }}", "concatenate", ""),
        ("{{ 1 / 0 }}", "division by zero", ""),
        ("{{ page.title|fil }}", "No filter named 'fil'", "fil"),
        ("{{ page.__class__.__mro__ }}", "unsafe", "__class__"),
        ("{% for each in 5 %}{% endfor %}", "not iterable", ""),
        ("{{ cycler.__init__.__globals__ }}", "unsafe", "__init__"),
    ],
)
def test_jinja_errors_name_the_line_and_the_column_of_what_they_name(template, new, message, named):
    """Syntax, a name that is not there, a failure on the way, a way out of the sandbox."""
    line, column = change(template, MJML, TITLE, new)
    (problem,) = check(template)
    place = f"{template / MJML}:{line}"
    assert problem.place == (f"{place}:{column + new.index(named)}" if named else place)
    assert message in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("old", "new", "message", "shift"),
    [
        (TITLE, "<i>x</b>", "mismatched tag", len("<i>x</")),
        (TITLE, "<mj-include path='x' />", "unknown element <mj-include>", 0),
        (TITLE, "a < b", "not well-formed", 3),
        ("<mj-body", "  <mj-unheard /><mj-body", "unexpected element", 2),
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
    change(template, MJML, TITLE, '{% include "title.mjml.j2" %}')
    (template / "title.mjml.j2").write_text("{# a #}\n<i>{{ page.title }}</b>\n")
    (problem,) = check(template)
    assert problem.place == f"{template / 'title.mjml.j2'}:2:{len('<i>{{ page.title }}</') + 1}"


def parts(template, name, old, new):
    """A copy of the shipped part `name`, beside the user's templates, with `new` for `old`."""
    (template.parent / "parts").mkdir()
    shutil.copy(PARTS / name, template.parent / "parts")
    return change(template.parent / "parts", name, old, new)


def test_what_templates_share_is_taken_from_beside_them_first(template):
    """Who wants another colour copies one file; all else comes from what is shipped."""
    parts(template, "look.j2", "#0b5563", "#123456")
    html = render(*sample("en"), template).html
    assert "#123456" in html
    assert "#0b5563" not in html


@pytest.mark.parametrize(
    ("new", "message", "shift"),
    [("{{ page.titel }}", "titel", 8), ("{{ page.title", "", None), ("<i>x</b>", "tag", 6)],
)
def test_an_error_in_a_shared_part_names_file_and_line_of_it(template, new, message, shift):
    """And the column, where it is known."""
    line, column = parts(template, "mail.mjml.j2", "{{ page.title }}", new)
    (problem,) = check(template)
    place = f"{template.parent / 'parts' / 'mail.mjml.j2'}:{line}"
    assert problem.place == (place if shift is None else f"{place}:{column + shift}")
    assert message in problem.message


def test_parts_that_are_not_there_are_named(template):
    """With the name that the template gives them."""
    change(template, MJML, '"parts/look.j2"', '"parts/luck.j2"')
    (problem,) = check(template)
    assert problem.message == "no such file"
    assert problem.place.endswith("parts/luck.j2")


def test_nothing_outside_the_folder_is_read(template):
    """A template is somebody's file: it does not print the password file."""
    (template.parent / "secret.txt").write_text("secret")
    line, _ = change(template, MJML, TITLE, '{% include "../secret.txt" %}')
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
    line, _ = change(template, TEXT, "{{ text.footer() -}}", "{{ text.footer() }}{{ page.warum }}")
    (problem,) = check(template)
    assert problem.place.startswith(f"{template / TEXT}:{line}:")


@pytest.mark.parametrize("name", [MJML, TEXT])
def test_a_template_that_hides_what_is_withdrawn_is_refused(template, name):
    """Without the word, what was taken back reads as news."""
    part = {MJML: "mail.mjml.j2", TEXT: "text.txt.j2"}[name]
    source = (PARTS / part).read_text("utf-8").replace("marks(line.marks)", "marks([])")
    (template / "parts").mkdir()
    (template / "parts" / part).write_text(source, "utf-8")
    (problem,) = check(template)
    assert problem.message == "does not say what is withdrawn"
    assert problem.place == str(template / name)


def test_a_changed_template_is_read_anew(template):
    """The preview reloads when a template changes."""
    assert not list(check(template))
    change(template, MJML, TITLE, "{{ page.titel }}")
    assert list(check(template))


def test_a_part_that_a_user_adds_counts_at_once(template):
    """Also before what is shipped was read a moment ago."""
    assert "#123456" not in render(*sample("en"), template).html
    parts(template, "look.j2", "#0b5563", "#123456")
    assert "#123456" in render(*sample("en"), template).html


def test_a_template_in_another_encoding_is_named(template):
    """Not as a traceback."""
    (template / TEXT).write_bytes("Grüße".encode("latin-1"))
    (problem,) = check(template)
    assert str(template / TEXT) in problem.place


def test_an_error_in_the_page_for_the_web_is_found_too(template):
    """A template may have one; where it has none, it is complete without."""
    line, _ = change(template, PAGE, "{{ web.sources() }}", "{{ web.sauces() }}")
    (problem,) = check(template)
    assert problem.place.startswith(f"{template / PAGE}:{line}:")
    (template / PAGE).unlink()
    assert list(check(template)) == []
