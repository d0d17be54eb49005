"""The templates through npm's mjml in strict mode: mjml-python validates nothing itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.fixtures import fixture
from support.mjml import MJML, strict
from support.views import LINKS, TEMPLATES, UNSUBSCRIBE, VIEWS

from digest.models.editions import Edition
from digest.rendering import wording
from digest.rendering.layout import Layout
from digest.rendering.notices import FOLDER as NOTES
from digest.rendering.notices import Note
from digest.rendering.sample import sample
from digest.rendering.templating import Templates

pytestmark = pytest.mark.skipif(
    not MJML.exists(), reason="needs npm's mjml: apt-get install npm, then make test"
)
NOTE = Note(
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


def source(template: str, edition: Edition, unsubscribe: str = "") -> str:
    """The MJML of `edition`."""
    said = wording.load(edition.brief.language)
    page = Layout(edition, said, LINKS).page(unsubscribe)
    return Templates(TEMPLATES[template], said).fill("edition.mjml.j2", page)


def test_templates_are_valid_mjml(tmp_path: Path) -> None:
    """A wrong attribute or nesting passes mjml-python silently and breaks in some mail program.

    Each template with each fixture and with the sample in each language, and the short messages:
    the question to a subscriber is the first mail that they see of us.
    """
    sources = {f"{name} {of}": source(name, fixture(of)[0], UNSUBSCRIBE) for name, of in VIEWS}
    for name in TEMPLATES:
        for language in wording.languages():
            sources[f"{name} sample {language}"] = source(name, sample(language)[0])
    sources["note"] = Templates(NOTES, wording.load("en")).fill("note.mjml.j2", NOTE)
    assert strict(sources, tmp_path) == ""


def test_the_linter_sees_what_is_wrong(tmp_path: Path) -> None:
    """A linter that passes everything would make the test above one that cannot fail; one file
    that is wrong fails all of them."""
    right = "<mjml><mj-body></mj-body></mjml>"
    wrong = "<mjml><mj-body><mj-text colour='red'>x</mj-text></mj-body></mjml>"
    said = strict({"right": right, "wrong": wrong}, tmp_path)
    assert "colour" in said
    assert "mj-text cannot be used inside mj-body" in said
