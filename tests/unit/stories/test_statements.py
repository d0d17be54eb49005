"""Statements over editions: what they are called, and why each claim is in them."""

from datetime import UTC, datetime
from typing import Any

from support.articles import build

from digest.models import Document, How, Known, Story
from digest.stories import cluster, gather, sketch, tell

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 8, tzinfo=UTC)
LEAD = "Im Hafen von Talverde ist der Speicher am Ostkai eingestürzt."
CRACKS = "Die Risse im Speicher seien der Hafenmeisterei seit Mai bekannt"


def article(name: str, published: datetime, says: str, source: str) -> dict[str, Any]:
    return {
        "id": name,
        "outlet": name,
        "published": published,
        "text": f"{LEAD}\n\n{says}, sagte {source} in Talverde am Ostkai.",
        "claims": [{"says": says, "source": [source, "person"]}],
    }


def told(*articles: dict[str, Any], known: Known | None = None) -> Story:
    documents, claims = build(articles)
    (story,) = gather(documents, claims, known=known or Known())
    return story


def known(story: Story, documents: list[Document]) -> Known:
    """What an edition with `story` leaves behind."""
    return Known(
        stories={document.id: story.id for document in documents},
        statements={key: each.id for each in story.statements for key in each.keys},
    )


def remembered(*articles: dict[str, Any]) -> tuple[Story, Known]:
    story = told(*articles)
    return story, known(story, build(articles)[0])


def test_a_claim_keeps_its_id_when_a_fuller_name_and_an_older_article_turn_up() -> None:
    """Readers had it yesterday: who says it has only got a first name, and another paper had it."""
    before, past = remembered(article("kurier", TUESDAY, CRACKS, "Ostrava"))
    older = article("bote", MONDAY, f"{CRACKS} und der Reederei auch", "Mira Ostrava")
    after = told(article("kurier", TUESDAY, CRACKS, "Ostrava"), older, known=past)
    (claim,) = after.statements
    assert len(claim.claims) == 2
    assert claim.id == before.statements[0].id
    assert set(before.statements[0].keys) < set(claim.keys)


def test_of_two_claims_that_become_one_the_older_gives_the_id() -> None:
    """What readers had first is what goes on."""
    monday = article("bote", MONDAY, CRACKS, "Mira Ostrava")
    tuesday = article("kurier", TUESDAY, f"{CRACKS} und der Reederei auch", "Mira Ostrava")
    first, second = told(monday), told(tuesday)
    names = {"bote": first.id, "kurier": second.id}
    keys = {
        key: each.id for story in (first, second) for each in story.statements for key in each.keys
    }
    both = told(monday, tuesday, known=Known(stories=names, statements=keys))
    assert [each.id for each in both.statements] == [first.statements[0].id]


def test_two_claims_never_share_an_id() -> None:
    """A claim that falls into two leaves its id to the one that had it first."""
    monday = article("bote", MONDAY, CRACKS, "Mira Ostrava")
    tuesday = article("kurier", TUESDAY, "Der Kran sei geborgen", "Mira Ostrava")
    story, past = remembered(monday, tuesday)
    one = story.statements[0].id
    falling = Known(stories=past.stories, statements=dict.fromkeys(past.statements, one))
    ids = [each.id for each in told(monday, tuesday, known=falling).statements]
    assert ids[0] == one
    assert len(set(ids)) == 2


def test_the_same_words_in_two_stories_are_two_claims() -> None:
    """What the police says of every fire is news of each: its readers had it of another one."""
    words = "Brandstiftung sei nicht auszuschließen"
    _, past = remembered(article("bote", MONDAY, words, "Mira Ostrava"))
    documents, claims = build(
        [
            {
                "id": "fern",
                "text": f"Feuer in Kleinrode.\n\n{words}, sagte Mira Ostrava.",
                "claims": [{"says": words, "source": ["Mira Ostrava", "person"]}],
            }
        ]
    )
    (other,) = gather(documents, claims, known=past)
    assert other.statements[0].id not in past.statements.values()


def test_each_claim_but_the_first_says_why_it_is_there() -> None:
    """`digest explain` is asked why two places are one: by what words, and how alike they are."""
    full = f"{CRACKS} und der Reederei seit Juni"
    story = told(
        article("bote", MONDAY, CRACKS, "Mira Ostrava"),
        article("kurier", TUESDAY, full, "Mira Ostrava"),
        article("post", TUESDAY, CRACKS, "Mira Ostrava"),
    )
    (claim,) = story.statements
    assert [join.how for join in claim.joins] == [How.HELD, How.REPEATED]
    assert [join.to for join in claim.joins] == [0, 1]
    assert claim.joins[1].likeness == 1
    assert 0 < claim.joins[0].likeness < 1
    assert claim.joins[0].shared


def test_telling_a_cluster_again_gives_the_same() -> None:
    """The same store builds the same edition: what was called so is called so."""
    articles = [article("bote", MONDAY, CRACKS, "Mira Ostrava")]
    story, past = remembered(*articles)
    documents, claims = build(articles)
    by_name = {document.fingerprint: document for document in documents}
    (found,) = cluster(map(sketch, documents), known=past)
    assert tell(found, by_name, claims, known=past) == story
