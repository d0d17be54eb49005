"""An article with everything that was found in it."""

from __future__ import annotations

from dataclasses import replace

from digest.models import (
    Block,
    BlockKind,
    Claim,
    ClaimType,
    Document,
    Found,
    Source,
    SourceKind,
    Span,
)
from digest.web.annotation import Kind
from digest.web.article import Marked, anchor, marked, place

TEXT = """Gates open again

“The gates open,” Tomsen said, and the ferry may sail. Nobody else spoke.

It was a long letter that went on

and on, Tomsen wrote."""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def block(words: str, paragraph: int, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind=kind, span=span(words), paragraph=paragraph, language="en")


DOCUMENT = Document(
    id="gates.txt",
    fingerprint="f" * 32,
    format="text",
    text=TEXT,
    language=Found(value="en", how="words"),
    blocks=(
        block("Gates open again", 1, BlockKind.TITLE),
        block(TEXT.split("\n\n")[1], 2),
        block("It was a long letter that went on", 3),
        block("and on, Tomsen wrote.", 4),
    ),
)


def claim(quote: str, sentence: str) -> Claim:
    return Claim(
        document=DOCUMENT.fingerprint,
        type=ClaimType.DIRECT,
        quote=(span(quote),),
        speaker=(span("Tomsen"),),
        cue=(span("said"),),
        source=Source(name="Tomsen", span=span("Tomsen"), kind=SourceKind.PERSON),
        language="en",
        sentence=span(sentence),
        rule="frame",
    )


SENTENCE = "“The gates open,” Tomsen said, and the ferry may sail."
OPEN = claim("The gates open", SENTENCE)
SAIL = claim("the ferry may sail", SENTENCE)
LETTER = claim("It was a long letter that went on\n\nand on", TEXT[TEXT.index("It was") :])


def words(block: Marked) -> str:
    return "".join(text for passage in block.passages for text, _ in passage.segments)


def test_every_word_is_shown_in_its_block() -> None:
    """An editor who looks for what was missed must be sure to see the whole article."""
    blocks = list(marked(DOCUMENT, (OPEN, SAIL, LETTER)))
    assert [words(each) for each in blocks] == [each.span.of(TEXT) for each in DOCUMENT.blocks]


def test_words_that_no_block_holds_are_shown_with_the_one_before() -> None:
    """Should a block be missed, its words are what the editor has to see."""
    short = replace(DOCUMENT, blocks=DOCUMENT.blocks[:2])
    assert "It was a long letter" in words(list(marked(short, ()))[1])


def test_claims_of_one_sentence_share_its_passage() -> None:
    """A link to either of them lands on the sentence that both were read from."""
    (passage, rest) = list(marked(DOCUMENT, (OPEN, SAIL)))[1].passages
    assert passage.anchors == (anchor(OPEN.quote), anchor(SAIL.quote))
    assert "".join(text for text, _ in passage.segments) == SENTENCE
    assert rest.anchors == ()


def test_a_claim_over_two_paragraphs_is_anchored_in_the_first() -> None:
    """An id stands once in a page; the second paragraph is lit up with the first."""
    *_, third, fourth = marked(DOCUMENT, (LETTER,))
    assert (third.passages[0].anchors, third.passages[0].continued) == (
        (anchor(LETTER.quote),),
        False,
    )
    assert (fourth.passages[0].anchors, fourth.passages[0].continued) == ((), True)
    assert [each.number for each in third.claims] == [1]
    assert fourth.claims == ()


def test_claims_that_share_a_speaker_mark_it_once() -> None:
    """Two equal lines under one name say no more than one; its note names both claims."""
    (passage, _) = list(marked(DOCUMENT, (OPEN, SAIL)))[1].passages
    layers = next(layers for text, layers in passage.segments if text == "Tomsen")
    assert [each.kind for each in layers] == [Kind.SPEAKER, Kind.NAME]
    assert layers[0].notes == ("claim 1", "claim 2")
    assert layers[0].opens
    assert layers[0].closes


def test_words_lead_to_their_claim_or_else_to_their_paragraph() -> None:
    """A headline is no claim, but still stands somewhere."""
    claims = (OPEN, SAIL)
    assert place(DOCUMENT, claims, SAIL.quote) == anchor(SAIL.quote)
    assert place(DOCUMENT, claims, (span("ferry"),)) == anchor(SAIL.quote)
    assert place(DOCUMENT, claims, (span("Nobody"),)) == "p2"


def test_what_editions_cite_is_led_to_though_it_is_no_claim() -> None:
    """A figure, or a claim that is read otherwise by now: links of old mails stay good."""
    alone, within = (span("Nobody else spoke."),), (span("ferry"),)
    block = list(marked(DOCUMENT, (OPEN, SAIL), (alone, within, OPEN.quote)))[1]
    first, _, last = block.passages
    assert sorted(first.anchors) == sorted(map(anchor, (OPEN.quote, SAIL.quote, within)))
    assert last.anchors == (anchor(alone),)
    assert words(block) == block.block.span.of(TEXT)
