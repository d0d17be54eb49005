"""What must hold of every document, whatever its text."""

from collections.abc import Iterator
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.documents import dates, understand
from digest.documents.paragraphs import BULLET
from digest.models import Article, BlockKind, Document, Mark, Span

# Pieces of what articles are made of, so that random texts meet the rules.
PIECES = (
    "Die Hafenmeisterin sagte, die Mole sei sicher.",
    "The harbour master said the pier was safe.",
    "Was die Fischer sagen",
    "Lund (dpa) – ",
    " (dpa)",
    "Von Ina Petersen und Jörg Muster",
    "By Jane Doe, 5 March 2024",
    "Stand: 05.03.2024, 14:05 Uhr",
    "— Jana Lindt (@jana_lindt) March 5, 2024",
    " pic.twitter.com/Ab12",
    "Lesen Sie auch: Mehr davon",
    "Lesen Sie den Originalartikel auf Harbour Insider",
    "sba/hos/kueste24.de/dpa",
    "© 2024 AFP",
    "Jana Lindt (links).",
    "• ",
    "- ",
    "\n",
    "\r\n",
    "\n\n",
    "\u2028",
    " ",
    "\t",
    "31.02.2024",
    "00:99",
    "(@a) 2024",
    "“",
    "… ",
)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))
KEYS = ("title", "url", "outlet", "author", "published", "language")
METADATA = st.dictionaries(st.sampled_from(KEYS), st.one_of(st.text(), st.sampled_from(PIECES)))

# What formats know of their parts.
MARKS = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.ITEM, BlockKind.CAPTION)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(TEXTS)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = draw(st.lists(ends.map(lambda pair: Span(*sorted(pair))), max_size=4))
    kinds = st.sampled_from(MARKS)
    marks = tuple(Mark(kind=draw(kinds), span=span) for span in spans)
    return Article(
        id="a", place="a", format="text", text=text, outline=marks, metadata=draw(METADATA)
    )


def uncovered(document: Document) -> Iterator[str]:
    """The stretches between blocks."""
    at = 0
    for block in document.blocks:
        yield document.text[at : block.span.start]
        at = block.span.end
    yield document.text[at:]


@given(articles())
def test_blocks_cover_all_words_once_and_in_order(article: Article) -> None:
    """A word in no block, or in two, would be lost or read twice by every later step."""
    document = understand(article)
    assert document.text == article.text
    ends = [0]
    for block in document.blocks:
        assert ends[-1] <= block.span.start < block.span.end <= len(article.text)
        words = block.span.of(article.text)
        assert words == words.strip()
        ends.append(block.span.end)
    for between in uncovered(document):
        assert not BULLET.sub("", between + " ").strip()


@given(articles())
def test_paragraphs_are_counted_from_one_without_gaps(article: Article) -> None:
    """¶7 must be the seventh paragraph for a reader who counts them."""
    numbers = [block.paragraph for block in understand(article).blocks]
    assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))
    assert numbers == sorted(numbers)


@given(articles())
def test_what_is_found_in_the_text_stands_there(article: Article) -> None:
    """A value that is shown with its place must be those words, and times must have a zone."""
    document = understand(article)
    names = (document.title, document.outlet, document.original_outlet, *document.authors)
    for found in filter(None, names):
        assert found.value
        assert found.span is None or found.span.of(article.text) == found.value
    if document.published:
        is_told = not document.published.how.endswith((dates.DATE_ONLY, dates.NO_ZONE))
        assert document.published.value.tzinfo is (UTC if is_told else None)


@given(articles())
def test_there_is_one_title_and_one_lead_at_most(article: Article) -> None:
    """An edition takes its headline from the first of them."""
    kinds = [block.kind for block in understand(article).blocks]
    assert kinds.count(BlockKind.TITLE) <= 1
    assert kinds.count(BlockKind.LEAD) <= 1


@given(articles())
def test_the_same_article_is_understood_the_same(article: Article) -> None:
    """Editions must have the same bytes when they are built twice."""
    assert understand(article) == understand(article)


def test_fingerprints_tell_text_from_metadata() -> None:
    """Two articles whose parts only run together alike are not the same article."""
    one = Article(id="a", place="a", format="text", text="ab", metadata={"title": "c"})
    other = Article(id="a", place="a", format="text", text="a", metadata={"title": "bc"})
    assert understand(one).fingerprint != understand(other).fingerprint


@pytest.mark.parametrize("changed", [{"text": "b"}, {"metadata": {"title": "b"}}])
def test_fingerprints_are_of_content(changed: dict[str, object]) -> None:
    """A copy under another name is the same content; a corrected title is not."""
    given_one: dict[str, object] = {"text": "a", "metadata": {"title": "a"}}
    one = Article(id="a", place="a", format="text", **given_one)  # type: ignore[arg-type]
    copy = Article(id="b", place="b", format="text", **given_one)  # type: ignore[arg-type]
    other = Article(id="a", place="a", format="text", **(given_one | changed))  # type: ignore[arg-type]
    assert understand(one).fingerprint == understand(copy).fingerprint
    assert understand(one).fingerprint != understand(other).fingerprint


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Wort " * 200_000, 1),
        ("\n" * 1_000_000 + "Ende.", 1),
        (" " * 1_000_000 + "Ende.", 1),
        ("(dpa) " * 150_000, 5),
        ("• Punkt\n" * 20_000, 20_000),
        ("— Ina P. (@ina) March 5, 2024\n" * 10_000, 10_000),
        ("Lesen Sie auch\n" * 10_000 + "— Ina P. (@ina)\n" * 10_000, 20_000),
        ("Von " + "Aa und " * 150_000, 1),
        ("2024 " * 200_000, 1),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_long_texts_take_time_with_their_length(text: str, blocks: int) -> None:
    """One hostile file must not hold up a run: with the square of its length, this takes hours."""
    assert len(understand(Article(id="a", place="a", format="text", text=text)).blocks) == blocks
