"""Sketches: what articles are compared by."""

from datetime import UTC, datetime, timedelta, timezone

from support.articles import document

from digest.stories.events.sketches import sketch


def test_the_lead_counts_more_than_the_rest() -> None:
    """News tells the event first and its background later."""
    terms = sketch(document(id="a", text="Wellenfurth\n\nHarkenau\n\nHarkenau")).terms
    assert terms["velle"] > terms["harce"]


def test_a_name_counts_more_than_what_happened() -> None:
    """There is a fire every day, and a country has many; a name is of few events."""
    terms = sketch(document(id="a", text="Tiedemann: Brand in Chile")).terms
    assert terms["tiede"] > terms["~fire"] == terms["=CL"]


def test_what_is_also_written_small_is_no_name() -> None:
    """The first word of a sentence has a capital, and each word of an American headline."""
    headline = "Brindled Gelding Wins\n\n"
    names, words = (
        sketch(document(id="a", language="en", text=f"{headline}A {word}.")).terms
        for word in ("Gelding", "gelding")
    )
    assert names["geldi"] > words["geldi"]


def test_a_title_that_is_not_in_the_text_counts() -> None:
    """JSON gives titles apart from the text."""
    assert "harce" in sketch(document(id="a", text="Mehr in Kürze", title="Harkenau")).terms


def test_times_are_in_utc() -> None:
    """Articles name zones or do not; they are compared all the same."""
    noon = datetime(2026, 1, 5, 12, tzinfo=timezone(timedelta(hours=2)))
    for published in (noon, datetime(2026, 1, 5, 10)):  # noqa: DTZ001 (an article without a zone)
        made = sketch(document(id="a", text="Harkenau", published=published))
        assert made.published == datetime(2026, 1, 5, 10, tzinfo=UTC)
    assert sketch(document(id="a", text="Harkenau")).published is None
