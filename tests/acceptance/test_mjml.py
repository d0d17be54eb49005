"""The templates through npm's mjml in strict mode: mjml-python validates nothing itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from digest.rendering import wording
from digest.rendering.layout import Layout
from digest.rendering.notices import FOLDER as NOTES
from digest.rendering.notices import Note
from digest.rendering.sample import sample
from digest.rendering.templating import Templates

ROOT = Path(__file__).parents[2]
MJML = ROOT / ".node/node_modules/.bin/mjml"
FOLDERS = sorted(path.parent for path in ROOT.glob("templates/*/edition.mjml.j2"))

pytestmark = pytest.mark.skipif(
    not MJML.exists(), reason="needs npm's mjml: apt-get install npm, then make test"
)


def strict(path: Path) -> subprocess.CompletedProcess[str]:
    options = ("--config.validationLevel=strict", "--config.allowMixins=false", "--stdout")
    return subprocess.run(
        [MJML, path, *options], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("language", wording.languages())
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_templates_are_valid_mjml(folder: Path, language: str, tmp_path: Path) -> None:
    """A wrong attribute or nesting passes mjml-python silently and breaks in some mail program."""
    said = wording.load(language)
    edition, _ = sample(language)
    source = Templates(folder, said).fill("edition.mjml.j2", Layout(edition, said).page())
    path = tmp_path / "edition.mjml"
    path.write_text(source, "utf-8")
    done = strict(path)
    assert done.returncode == 0, done.stderr
    assert "<html" in done.stdout


def test_short_messages_are_valid_mjml(tmp_path: Path) -> None:
    """The question to a subscriber is the first mail that they see of us."""
    note = Note(
        language="en",
        direction="ltr",
        subject="Subject",
        title="Title",
        preheader="Preheader",
        paragraphs=("A paragraph.",),
        label="Confirm",
        link="https://digest.example.org/",
        footer=("Below.",),
    )
    path = tmp_path / "note.mjml"
    path.write_text(Templates(NOTES, wording.load("en")).fill("note.mjml.j2", note), "utf-8")
    done = strict(path)
    assert done.returncode == 0, done.stderr


def test_the_linter_sees_what_is_wrong(tmp_path: Path) -> None:
    """A linter that passes everything would make the test above one that cannot fail."""
    path = tmp_path / "wrong.mjml"
    path.write_text("<mjml><mj-body><mj-text colour='red'>x</mj-text></mj-body></mjml>", "utf-8")
    done = strict(path)
    assert done.returncode != 0
    assert "colour" in done.stderr
