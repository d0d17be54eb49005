"""The two real articles that this project is measured by."""

from pathlib import Path

import pytest

from digest.documents import understand
from digest.formats import read
from digest.models import Article, BlockKind, Document, Raw

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared/seeds, not part of it")


def seed(number: str) -> Document:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    article = next(read(Raw(place=path.name, data=path.read_bytes())))
    assert isinstance(article, Article)
    return understand(article)


def kinds(document: Document) -> dict[int, BlockKind]:
    """The kind of each paragraph, by its first block."""
    return {block.paragraph: block.kind for block in reversed(document.blocks)}


def test_a_translated_article_is_understood() -> None:
    """Its paragraphs are numbered as the hand-made edition's, its date is nowhere, so none."""
    document = seed("000")
    told = kinds(document)
    assert [told[number] for number in (1, 2, 3, 4, 14, 15)] == [
        BlockKind.TITLE,
        BlockKind.CAPTION,
        BlockKind.ITEM,
        BlockKind.LEAD,
        BlockKind.CREDIT,
        BlockKind.CLUTTER,
    ]
    assert {told[number] for number in range(5, 14)} == {BlockKind.PARAGRAPH}
    assert document.title
    assert document.title.span == document.blocks[0].span
    assert document.original_outlet
    assert document.original_outlet.value == "Business Insider"
    assert (document.outlet, document.agencies, document.published) == (None, (), None)
    assert document.language.value == "de"


def test_a_portal_article_is_understood() -> None:
    """No title stands in it, its outlet and agency in a credit line, its date in a post."""
    document = seed("004")
    told = kinds(document)
    assert {n for n, kind in told.items() if kind is BlockKind.HEADING} == {3, 5, 7, 13}
    assert {n for n, kind in told.items() if kind is BlockKind.CLUTTER} == {9, 15, 16, 18}
    assert (told[1], told[11], told[12], told[17]) == (
        BlockKind.LEAD,
        BlockKind.EMBED,
        BlockKind.BYLINE,
        BlockKind.CREDIT,
    )
    assert document.title is None
    assert document.outlet
    assert document.outlet.value == "News.de"
    assert [agency.value for agency in document.agencies] == ["dpa"]
    assert document.published
    assert f"{document.published.value:%Y-%m-%d}" == "2023-09-06"
    assert document.published.how == "embedded post, date only"
    assert {b.language for b in document.blocks if b.kind is BlockKind.EMBED} == {"en"}
