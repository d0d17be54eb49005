"""Clustering on news made up: many events, copies, follow-ups, two languages."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.articles import document
from support.made_news import articles, event, told

from digest.models import Cluster, Sketch
from digest.stories.events.clustering import clusters
from digest.stories.events.sketches import sketch

ARTICLES = 60


def sketches(made: Sequence[dict[str, str]]) -> list[Sketch]:
    return [
        sketch(
            document(
                id=each["id"],
                text=f"{each['title']}\n\n{each['text']}",
                title=each["title"],
                language=each["language"],
                published=datetime.fromisoformat(each["published"]),
            )
        )
        for each in made
    ]


def one_event(count: int, seed: int) -> list[Sketch]:
    chance = Random(seed)  # noqa: S311  the same articles every time
    made = told(event(chance, 14), count, chance)
    return sketches([{"id": f"{seed}-{n}", **each} for n, each in enumerate(made)])


MANY = sketches(list(articles(ARTICLES)))


def grouped(found: Sequence[Cluster]) -> set[frozenset[str]]:
    return {frozenset(cluster.documents) for cluster in found}


@settings(max_examples=20)
@given(st.permutations(MANY))
def test_the_order_of_articles_makes_no_difference(order: list[Sketch]) -> None:
    """Feeds bring articles in any order, and a store gives them in any."""
    assert clusters(order, {}) == clusters(MANY, {})


@pytest.mark.parametrize("count", [1, 3, 6])
@pytest.mark.parametrize("seed", [100, 117, 134, 166])
def test_articles_on_another_event_leave_stories_as_they_are(count: int, seed: int) -> None:
    """What shares no names with a story says nothing of it. It makes words less rare by a little,
    so what is just at a threshold can change: these are not."""
    other = one_event(count, seed)
    found = grouped(clusters([*MANY, *other], {}))
    assert grouped(clusters(MANY, {})) <= found


@pytest.mark.parametrize("count", [2, 30, 300])
def test_an_event_is_one_story_whatever_else_is_read(count: int) -> None:
    """Even where it is all that is read, and none of its words is rare."""
    assert len(clusters(one_event(count, 1), {})) == 1


def test_links_lead_from_each_article_to_its_story() -> None:
    """Why an article is of a story can be asked: one join less than articles, none of them open."""
    for cluster in clusters(MANY, {}):
        ends = [{link.document, link.to} for link in cluster.links]
        assert len(ends) == len(cluster.documents) - 1
        assert set().union(*ends) <= set(cluster.documents)
        assert all(link.likeness >= 1 and link.shared for link in cluster.links)
        reached = {cluster.documents[0]}
        for _ in ends:
            reached |= {one for pair in ends if pair & reached for one in pair}
        assert reached == set(cluster.documents)
