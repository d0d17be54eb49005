"""What `claims.find` promises for any input."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from support.quality import as_document

from digest.claims import find
from digest.documents import understand
from digest.languages import codes
from digest.models import Article, BlockKind, Claim, Document, Source, Span

WORDS = st.sampled_from(
    (
        *(
            "sagte",
            "mitteilte",
            "teilte",
            "mit",
            "forderte",
            "zu",
            "gehen",
            "laut",
            "nach",
            "zufolge",
        ),
        *(
            "dass",
            "die",
            "der",
            "er",
            "sie",
            "und",
            "in",
            "von",
            "wie",
            "sei",
            "habe",
            "soll",
            "bis",
        ),
        *("Ute", "Brandt", "Chef", "Angaben", "Demnach", "CNN", "12", "Prozent", "3,5", "300.000"),
        *("said", "that", "the", "he", "according to", "told", "reporters", "an official", "May"),
        *("declined", "to comment", "mitUte", "Courierberichtete", "'s", ",", ".", ":", ";", "?"),
        *("„", "“", "”", '"', "»", "«", "‚", "‘", "(", ")", "–", "…", "!"),
    )
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200)


def spans(claim: Claim) -> list[Span]:
    parts = (claim.quote, claim.speaker, claim.cue, claim.frame, claim.addressee)
    found = [span for part in (*parts, claim.evidence, claim.grounds) for span in part]
    return [*found, claim.sentence, *(figure.span for figure in claim.figures)]


def sources(claim: Claim) -> list[Source]:
    return [s for s in (claim.source, claim.medium, *claim.citing) if s]


@given(TEXTS, st.sampled_from(codes()))
@settings(max_examples=300)
def test_every_claim_is_proven_by_the_text(text: str, language: str) -> None:
    """No input raises; every span lies in the text; a source is called what the text calls it."""
    document = as_document(text, language)
    for claim in find(document):
        assert claim.quote
        assert list(claim.quote) == sorted(claim.quote)
        assert all(0 <= start < end <= len(text) for start, end in spans(claim))
        assert all(source.name == source.span.of(text) for source in sources(claim))
        assert claim.rule


@given(TEXTS, st.sampled_from(codes()))
@settings(max_examples=100)
def test_claims_stand_in_text_order_and_do_not_change(text: str, language: str) -> None:
    """The edition's bytes depend on the order; the same article gives the same claims."""
    document = as_document(text, language)
    first = find(document)
    assert first == find(document)
    assert [claim.sentence.start for claim in first] == sorted(c.sentence.start for c in first)


@given(st.lists(TEXTS, max_size=4).map("\n\n".join))
@settings(max_examples=100)
def test_claims_of_any_article_lie_in_it(text: str) -> None:
    """The same from an article's text on, with the blocks and languages that are found in it."""
    claims = find(understand(Article(id="x", place="x", format="text", text=text)))
    assert all(0 <= start < end <= len(text) for claim in claims for start, end in spans(claim))
    starts = [claim.sentence.start for claim in claims]
    assert starts == sorted(starts)


def test_only_read_blocks_in_a_known_language_are_searched() -> None:
    """Clutter and captions speak for nobody; a language without a file is left alone."""
    text = "Ute Brandt sagte, die Lage sei ernst."
    known = as_document(text, "de")
    assert find(known)
    assert not find(with_block(known, kind=BlockKind.CLUTTER))
    assert not find(with_block(known, language="xx"))


def with_block(document: Document, **changes: object) -> Document:
    (block,) = document.blocks
    return replace(document, blocks=(replace(block, **changes),))  # type: ignore[arg-type]
