"""What the kind of a block changes: headings stand before their article, posts have authors."""

from dataclasses import replace

import pytest
from support.quality import as_document

from digest.claims import find
from digest.models import BlockKind, Claim, ClaimType, Document


def document(*blocks: tuple[BlockKind, str], language: str = "de") -> Document:
    """An article of these blocks, one a line."""
    plain = as_document("\n".join(text for _, text in blocks), language)
    kinds = [kind for kind, _ in blocks]
    return replace(
        plain,
        blocks=tuple(replace(b, kind=kind) for b, kind in zip(plain.blocks, kinds, strict=True)),
    )


def said(claim: Claim, article: Document) -> str:
    return " ".join(span.of(article.text) for span in claim.quote)


def name(claim: Claim) -> str:
    return claim.source.name if claim.source else ""


def test_a_quotation_in_a_heading_is_said_by_who_says_it_below() -> None:
    """The nearest name before a heading belongs to another paragraph."""
    article = document(
        (BlockKind.PARAGRAPH, "Laut Ute Brandt ist alles gut."),
        (BlockKind.HEADING, "„Wir haben nichts gehört“"),
        (BlockKind.PARAGRAPH, "„Wir haben nichts gehört, gar nichts“, sagte Karl Thoms."),
    )
    (heading,) = [c for c in find(article) if said(c, article) == "„Wir haben nichts gehört“"]
    assert name(heading) == "Karl Thoms"


def test_a_heading_carries_no_source_on() -> None:
    """A rumour in a heading is not of the last paragraph's source."""
    article = document(
        (BlockKind.PARAGRAPH, "Ute Brandt sagte, die Lage sei ernst."),
        (BlockKind.HEADING, "Der Kapitän soll getrunken haben"),
    )
    assert [name(claim) for claim in find(article)] == ["Ute Brandt", ""]


def test_a_post_is_said_by_its_author() -> None:
    """A post is a quotation without marks, and its author stands below it."""
    article = document(
        (BlockKind.PARAGRAPH, "Die Ministerin Ute Brandt sagte, sie gehe."),
        (BlockKind.EMBED, "Es war mir eine Ehre. Danke an alle."),
        (BlockKind.CLUTTER, "pic.example.com/abc"),
        (BlockKind.BYLINE, "— Ute Brandt (@utebrandt) 3. Mai 2026"),
    )
    post = find(article)[-1]
    assert (post.type, name(post)) == (ClaimType.DIRECT, "Ute Brandt")
    assert post.source is not None
    assert post.source.role == "Ministerin"
    assert said(post, article) == "Es war mir eine Ehre. Danke an alle."
    assert [span.of(article.text) for span in post.speaker] == ["Ute Brandt"]


def test_an_embed_without_an_author_is_read_like_any_text() -> None:
    """Who posted it is never guessed."""
    article = document((BlockKind.EMBED, "Ute Brandt sagte, die Lage sei ernst."))
    assert [name(claim) for claim in find(article)] == ["Ute Brandt"]


def test_a_bullet_that_names_its_speaker_keeps_him() -> None:
    """Its words come again below, but to whom they were said is told only here."""
    article = document(
        (BlockKind.ITEM, "„Das Dach hält“, sagte die Statikerin Ute Falk CNN."),
        (BlockKind.PARAGRAPH, "„Wir haben gemessen. Das Dach hält“, sagte Falk."),
    )
    bullet = find(article)[0]
    assert (name(bullet), bullet.medium and bullet.medium.name) == ("Ute Falk", "CNN")
    assert [span.of(article.text) for span in bullet.speaker] == ["die Statikerin Ute Falk"]


@pytest.mark.parametrize(
    "text",
    [
        "Eva Kern sagte: „Das Boot sinkt seit gestern.\n„Wir gehen von Bord.\n„Dann ist Schluss.“",
        "Eva Kern sagte: „Das Boot sinkt seit gestern.\nWir gehen von Bord.\nDann ist Schluss.“",
        "„Das Boot sinkt seit gestern.\n„Wir gehen von Bord.\n„Dann ist Schluss“, sagte Eva Kern.",
        '"Das Boot sinkt seit gestern.\n"Wir gehen von Bord.\n"Dann ist Schluss", sagte Eva Kern.',
    ],
    ids=["marks repeated", "one close", "speaker behind", "straight marks"],
)
def test_a_quotation_runs_over_paragraphs(text: str) -> None:
    """Every paragraph of it is said by the one who is named before or behind it."""
    found = find(as_document(text, "de"))
    assert [claim.type for claim in found] == [ClaimType.DIRECT] * 3
    assert {claim.source.name if claim.source else "" for claim in found} == {"Eva Kern"}


@pytest.mark.parametrize(
    "text",
    [
        "Das Boot „sinkt seit gestern.\nEva Kern sagte, es regne.\nUte Brandt sagte: „Es regnet.“",
        "Das Boot „sinkt seit gestern.\nEva Kern sagte, es regne.\nUte Brandt sagte, es sei kalt.",
    ],
    ids=["before another", "alone"],
)
def test_a_stray_mark_opens_no_quotation(text: str) -> None:
    """A mark that nothing closes costs nothing of what stands behind it."""
    speakers = [claim.source.name for claim in find(as_document(text, "de")) if claim.source]
    assert speakers == ["Eva Kern", "Ute Brandt"]
