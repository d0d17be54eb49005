"""Where something was said: the outlet spoken to, or the means, one case for each way to say it."""

import pytest
from support.quality import as_document

from digest.claims import find
from digest.models import SourceKind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("„Es reicht“, sagte Ute Brandt dem „Inselblatt“.", "Inselblatt", SourceKind.OUTLET),
        ("„Es reicht“, sagte Ute Brandt auf AFP-Anfrage.", "AFP", SourceKind.OUTLET),
        ("„Es reicht“, schrieb Ute Brandt auf Mastodon.", "Mastodon", SourceKind.OUTLET),
        ("„Es reicht“, schrieb Ute Brandt in einem Blogbeitrag.", "Blogbeitrag", SourceKind.REPORT),
        ("„Es reicht“, sagte Ute Brandt am Telefon.", "Telefon", SourceKind.REPORT),
        ("Es reicht, wie das Hafenamt der Agentur dpa bestätigte.", "dpa", SourceKind.OUTLET),
        (
            "„Es reicht“, sagte Ute Brandt im Gespräch mit dem „Inselblatt“.",
            "Inselblatt",
            SourceKind.OUTLET,
        ),
        (
            "„Es reicht“, sagte Ute Brandt in einem Brief an den Sender Radio Süd.",
            "Radio Süd",
            SourceKind.OUTLET,
        ),
    ],
)
def test_medium(text: str, name: str, kind: SourceKind) -> None:
    """A reader weighs what is told to a paper; an outlet counts more than the letter to it."""
    (claim,) = find(as_document(text, "de"))
    assert claim.medium is not None
    assert (claim.medium.name, claim.medium.kind) == (name, kind)


@pytest.mark.parametrize(
    "text",
    [
        "„Es reicht“, sagte Ute Brandt am Montag im Rathaus.",
        "Ute Brandt sagte, der Brief vom Amt sei verloren gegangen.",
    ],
)
def test_no_medium(text: str) -> None:
    """A place is none, nor is a letter that is talked about."""
    (claim,) = find(as_document(text, "de"))
    assert claim.medium is None
