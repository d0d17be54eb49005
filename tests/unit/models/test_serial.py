"""Models go to JSON and come back the same."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.models import (
    Article,
    Bound,
    Claim,
    Document,
    Figure,
    FigureKind,
    Found,
    Span,
    Statement,
    Story,
)
from digest.models.editions import Edition, Item
from digest.models.feeds import Feed
from digest.models.serial import dump, load

st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5.5))]))
st.register_type_strategy(datetime, MOMENTS.map(lambda moment: moment.replace(fold=0)))
st.register_type_strategy(Mapping, st.dictionaries(st.text(), st.text()))
st.register_type_strategy(date, st.dates())
SHORT = settings(max_examples=25)


def through_json(model):
    return load(type(model), json.loads(json.dumps(dump(model))))


@pytest.mark.parametrize("cls", [Article, Claim, Feed, Figure, Statement, Story, Item])
@SHORT
@given(data=st.data())
def test_every_model_comes_back_equal(cls, data):
    """The store and `explain` read models back: nothing may be lost or turned into a neighbour."""
    model = data.draw(st.from_type(cls))
    back = through_json(model)
    assert back == model
    assert repr(back) == repr(model)


def test_a_document_with_every_kind_of_found_value_comes_back():
    """`Found` is generic: a time stays a time and a string a string."""
    when = Found(value=datetime(2024, 3, 31, 2, 30, tzinfo=UTC), how="metadata", span=Span(3, 9))
    model = Document(
        id="a",
        fingerprint="f" * 32,
        format="text",
        text="x \ud800 \U0001f600",
        language=Found(value="de", how="configured"),
        blocks=(),
        agencies=(Found(value="dpa", how="credit", span=Span(0, 1)),),
        published=when,
    )
    assert through_json(model) == model


def test_a_date_and_a_number_that_look_alike_stay_apart():
    """`Decimal | date`: 20240301 is a number of people, 2024-03-01 a day."""
    for kind, value in (
        (FigureKind.NUMBER, Decimal("20240301")),
        (FigureKind.DATE, date(2024, 3, 1)),
        (FigureKind.MONEY, Decimal("1.50")),
        (FigureKind.NUMBER, Decimal("1E+6")),
    ):
        model = Figure(kind=kind, span=Span(0, 1), value=value, bound=Bound.ABOUT)
        assert repr(through_json(model)) == repr(model)


def test_the_shapes_are_those_others_read():
    """`digest claims --format jsonl` and the store promise these shapes."""
    figure = Figure(
        kind=FigureKind.DATE, span=Span(1, 4), value=date(2024, 3, 1), high=Decimal("2.0")
    )
    assert dump(figure) == {
        "kind": "date",
        "span": [1, 4],
        "value": "2024-03-01",
        "high": "2.0",
        "unit": "",
        "bound": "exact",
        "granularity": None,
    }


def test_a_key_that_is_not_there_takes_its_default_and_a_new_one_is_ignored():
    """A database written by another version is still read."""
    data = {"kind": "number", "span": [1, 2], "value": "3", "of_a_later_version": 1}
    assert load(Figure, data) == Figure(kind=FigureKind.NUMBER, span=Span(1, 2), value=Decimal(3))


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({"kind": "number", "value": "3"}, "Figure.span: the key is missing"),
        ({"kind": "colour", "span": [1, 2], "value": "3"}, "Figure.kind: 'colour'"),
        ({"kind": "number", "span": [1, "2"], "value": "3"}, "Figure.span: expected int"),
        ({"kind": "number", "span": [1], "value": "3"}, "Figure.span"),
        ({"kind": "number", "span": [1, 2], "value": "x"}, "Figure.value"),
        ({"kind": "number", "span": [1, 2], "value": 3}, "Figure.value"),
        ({"kind": "number", "span": [1, 2], "value": "3", "unit": None}, "Figure.unit"),
        ([], "expected Figure"),
    ],
)
def test_what_is_wrong_is_named(data, where):
    """A damaged row says which key of which model is damaged."""
    with pytest.raises(ValueError, match=where.replace(".", r"\.")):
        load(Figure, data)


@SHORT
@given(anything=st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_nothing_but_value_error_is_raised(anything):
    """Callers turn ValueError into their own error; anything else would be a traceback."""
    for cls in (Edition, Claim, Document, Found[str]):
        with pytest.raises(ValueError):  # noqa: PT011 - the message is another test's matter
            load(cls, anything)
