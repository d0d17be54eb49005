"""Every article in tests/data/documents, against what is expected to be understood of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from digest.documents import understand
from digest.formats import read
from digest.models import Article, Document, Found, Raw

DATA = Path(__file__).parents[2] / "data" / "documents"
INPUTS = sorted(path for path in DATA.iterdir() if not path.name.endswith(".expected.json"))


def told(document: Document) -> dict[str, Any]:
    """What a document says, in the words of its text."""

    def found(value: Found[Any] | None) -> list[Any] | None:
        if value is None:
            return None
        words = value.span.of(document.text) if value.span else None
        return [str(value.value), value.how, words]

    return {
        "id": document.id,
        "language": found(document.language),
        "title": found(document.title),
        "url": document.url,
        "outlet": found(document.outlet),
        "original_outlet": found(document.original_outlet),
        "agencies": [found(agency) for agency in document.agencies],
        "authors": [found(author) for author in document.authors],
        "published": found(document.published),
        "blocks": [
            [block.paragraph, block.kind, block.language, block.span.of(document.text)]
            for block in document.blocks
        ],
    }


def understood(path: Path) -> list[dict[str, Any]]:
    articles = read(Raw(place=path.name, data=path.read_bytes()))
    return [told(understand(one)) for one in articles if isinstance(one, Article)]


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_what_is_expected_of_an_article_is_understood(path: Path) -> None:
    """A pair of files is how a rule of this step is asked for; adding one needs no code."""
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text("utf-8"))
    assert understood(path) == expected
