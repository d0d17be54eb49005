"""The chart of a week: its numbers, its picture, and what both templates make of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from support.editions import Fixture, long
from support.styles import contrast

from digest.errors import TemplateError
from digest.models.briefs import Topics
from digest.models.editions import Day, Edition
from digest.rendering import check, render
from digest.rendering.charts import ROWS, Chart
from digest.rendering.drawing import draw
from digest.rendering.layout import Layout
from digest.rendering.page import Page
from digest.rendering.wording import load as wording

TEMPLATES = Path(__file__).parents[3] / "templates"
WEEKLY = TEMPLATES / "weekly"


def over_days(edition: Edition, *counts: dict[int, int]) -> Edition:
    """`edition` with so many articles of each story so many days ago."""
    days = [
        tuple(Day(date=edition.date - timedelta(back), articles=n) for back, n in each.items())
        for each in counts
    ]
    told = zip(edition.stories, days, strict=True)
    return replace(edition, stories=tuple(replace(story, days=each) for story, each in told))


def week(language: str = "en") -> Fixture:
    edition, documents = long(language, stories=3, claims=2)
    return over_days(edition, {0: 4, 6: 1, 7: 9}, {1: 12}, {8: 3}), documents


def page(edition: Edition) -> Page:
    return Layout(edition, wording(edition.brief.language)).page()


def chart(edition: Edition) -> Chart:
    found = page(edition).chart
    assert found
    return found


def test_a_chart_counts_the_articles_of_the_last_seven_days() -> None:
    """What is older is another week's; a story without any this week has a row all the same."""
    shown = chart(week()[0])
    assert shown.dates == (24, 25, 26, 27, 28, 1, 2)
    assert shown.days[-1] == "Mon\u00a02"
    assert [row.articles for row in shown.rows] == [
        (1, 0, 0, 0, 0, 0, 4),
        (0, 0, 0, 0, 0, 12, 0),
        (0, 0, 0, 0, 0, 0, 0),
    ]
    assert shown.rows[0].told == ("Tue\u00a024: 1", "Mon\u00a02: 4")


def test_a_picture_is_told_to_those_who_do_not_see_it() -> None:
    """What is seen at a glance: how long, and where most is."""
    assert chart(week()[0]).alt == (
        "Bars for the articles on each story, from Tue\u00a024 to Mon\u00a02, each row to a "
        "scale of its own, with their sum at its end. The most: story 2 "
        "on Sun\u00a01, 12 articles. All numbers are in the table below."
    )


def test_where_no_article_is_of_these_days_there_is_no_chart() -> None:
    """An empty one would look like a fault."""
    edition, documents = long("en", stories=2, claims=1)
    assert page(edition).chart is None
    assert render(edition, documents, WEEKLY).images == ()


def test_a_chart_has_as_many_stories_as_are_taken_in_at_a_glance() -> None:
    """And says how many follow."""
    edition, _ = long("en", stories=ROWS + 2, claims=1)
    shown = chart(over_days(edition, *[{0: 1}] * (ROWS + 2)))
    assert len(shown.rows) == ROWS
    assert shown.more == "and 2 more stories"


def test_the_same_chart_is_the_same_bytes() -> None:
    """A message that is tried again has to be the same, and so has its picture."""
    assert draw(chart(week()[0])) == draw(chart(week()[0]))


def pixels(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGBA")


def test_a_picture_is_legible_on_white_and_on_black() -> None:
    """Its ground is transparent: programs show it on whichever they have (WCAG 2.2, 1.4.11)."""
    image = pixels(draw(chart(week()[0])))
    assert image.getpixel((0, 0)) == (0, 0, 0, 0)
    solid = {color for _, color in image.getcolors(1 << 20) or () if color[3] == 255}
    assert len(solid) == 2
    for red, green, blue, _ in solid:
        color = f"#{red:02x}{green:02x}{blue:02x}"
        assert min(contrast(color, "#ffffff"), contrast(color, "#1d1c1a")) >= 3


def test_where_one_reads_from_the_right_the_first_day_is_there() -> None:
    """Table and picture have the days in one order."""
    shown = chart(over_days(long("en", stories=1, claims=1)[0], {6: 5}))
    bars = [bounds(pixels(draw(each))) for each in (shown, replace(shown, direction="rtl"))]
    left, right = bars
    width = pixels(draw(shown)).width
    assert left[1] < width / 2 < right[0]
    assert (width - left[1], width - left[0]) == right


def bounds(image: Image.Image) -> tuple[int, int]:
    """Where the bars begin and end."""
    bars = [
        x
        for x in range(image.width)
        for y in range(0, image.height, 3)
        if image.getpixel((x, y)) == (0x33, 0x88, 0xA0, 255)
    ]
    return min(bars), max(bars) + 1


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_weekly_mail_shows_picture_and_table_and_the_text_says_the_same(language: str) -> None:
    """Whoever sees no picture has all of it in words."""
    rendered = render(*week(language), WEEKLY)
    (image,) = rendered.images
    assert f'src="cid:{image.name}"' in rendered.html
    assert pixels(image.data).width == 880
    shown = chart(week(language)[0])
    for row in shown.rows:
        for told in row.told:
            assert told in rendered.text
    assert rendered.html.count('scope="rowgroup"') == 3
    assert rendered.html.count('scope="col"') == 7


def test_only_a_template_that_shows_a_picture_sends_one() -> None:
    """Ten kilobytes for each of a thousand readers."""
    assert render(*week(), TEMPLATES / "daily").images == ()


def test_a_picture_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A broken picture is seen by readers alone, otherwise."""
    for path in WEEKLY.iterdir():
        source = path.read_text("utf-8").replace("{{ chart.picture }}", "graph.png")
        (tmp_path / path.name).write_text(source, "utf-8")
    with pytest.raises(TemplateError, match=r"cid:graph\.png"):
        render(*week(), tmp_path)


def test_a_picture_that_only_some_editions_have_is_told_before_one_is_made(tmp_path: Path) -> None:
    """Otherwise the first day without news would be the day without an edition."""
    for path in WEEKLY.iterdir():
        source = path.read_text("utf-8").replace("{% if chart %}", "{% if True %}")
        (tmp_path / path.name).write_text(source, "utf-8")
    (problem,) = check(tmp_path)
    assert problem.place.startswith(str(tmp_path / "edition."))


def by_topic(*topics: str) -> Edition:
    edition, _ = long("en", stories=4, claims=1)
    of = [("Port",), (), ("Sport", "Port"), ("Sport",)]
    stories = tuple(
        replace(story, topics=each) for story, each in zip(edition.stories, of, strict=True)
    )
    brief = replace(edition.brief, topics=Topics(of_interest=topics))
    return replace(edition, brief=brief, stories=stories)


def test_stories_stand_under_the_first_of_their_topics() -> None:
    """In the order in which the readers' topics are configured, the others behind them."""
    found = page(by_topic("Sport", "Port", "Weather")).topics
    assert [(topic.title, [card.number for card in topic.cards]) for topic in found] == [
        ("Sport", [3, 4]),
        ("Port", [1]),
        ("", [2]),
    ]


def test_without_topics_there_are_no_headings() -> None:
    """A heading over everything says nothing."""
    edition, documents = week()
    assert [topic.title for topic in page(edition).topics] == [""]
    assert "Other stories" not in render(edition, documents, WEEKLY).html


def test_a_topic_is_a_heading_in_both_parts() -> None:
    """And what is on none of them is found under one of its own."""
    _, documents = long("en", stories=4, claims=1)
    rendered = render(by_topic("Sport", "Port"), documents, WEEKLY)
    for heading in ("Sport", "Port", "Other stories"):
        assert f">{heading}</h2>" in rendered.html
        assert f"\n{heading.upper()}\n" in rendered.text
