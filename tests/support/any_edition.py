"""Any edition: all that stories can have, in words of any script, for tests of properties."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from hypothesis import strategies as st

from digest.models import Certainty
from digest.models.editions import Change
from digest.models.stories import Counted, Resolution
from support.fixtures import Table, made

# What has broken mail before: markup, templates, quotation marks of all kinds, other directions,
# combining marks, joined emoji, spaces that no line breaks at, wide characters, very long words.
_WORDS = (
    "harbour",
    "Fähre",
    "<b>&amp;",
    "{{ page }}",
    "%(count)s",
    "“quoted”",
    "„Zitat“",
    "«الجسر»",
    "مغلق",
    "הגשר",
    "नदी का",
    "e\u0301migre\u0301",
    "👩‍👩‍👧‍👦",
    "🇮🇳",
    "12\u00a0%",
    "数字が",
    "it’s",
    'a "straight" one',
    "Grundstücksverkehrsgenehmigungszuständigkeit",
    "\\n C:\\x",
)
_DAY, _BEFORE = date(2026, 3, 2), date(2026, 3, 1)
_TIMES = (datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 2, 5, tzinfo=UTC))


@st.composite
def _words(draw: st.DrawFn, numbers: count[int], least: int = 0) -> str:
    """Some words behind one that stands nowhere else, by which they are found again."""
    more = draw(st.lists(st.sampled_from(_WORDS), min_size=least, max_size=4))
    return " ".join([f"k{next(numbers)}z", *more])


@st.composite
def _item(draw: st.DrawFn, numbers: count[int]) -> Table:
    words = _words(numbers)
    section = draw(st.sampled_from(["reported", "verbatim", "figures", "open"]))
    item: Table = {"s": section, "says": draw(words), "by": draw(words)}
    item |= {"kind": draw(st.sampled_from(["person", "body", "outlet", "unnamed"]))}
    item |= {"language": draw(st.sampled_from(["de", "en", "ar", "hi"]))}
    item |= {"sure": draw(st.sampled_from([each.value for each in Certainty]))}
    item |= {"told": draw(st.booleans()), "role": draw(words)}
    hedge, medium, cited, figure = (draw(words) for _ in range(4))
    item |= {"hedge": [hedge], "figures": [figure], "citing": [[cited, "unnamed"]], "to": medium}
    item["says"] += f" {figure}"
    item["after"] = f" – {item['by']}, {hedge}, {medium}, {cited}"
    item |= {"articles": draw(st.integers(1, 2))}
    change = draw(st.sampled_from([None, Change.NEW, Change.UPDATED, Change.CORRECTED, "old"]))
    if change == "old":
        item |= {"old": True, "change": "withdrawn", "citing": [], "hedge": []}
        item |= {"says": f"{item['says']} {item['by']} {medium}", "articles": 1}
    elif change:
        item["change"] = change.value
        item["earlier"] = {"words": draw(words), "origins": [draw(words)]}
    if draw(st.booleans()):
        item["denies"] = draw(st.integers(1, 3))
    return item


@st.composite
def _dispute(draw: st.DrawFn, numbers: count[int]) -> Table:
    values = [
        {
            "figure": draw(_words(numbers)),
            "by": [draw(_words(numbers)), "body"],
            "tell": ": ",
            "origin": draw(_words(numbers)),
            "time": draw(st.sampled_from(_TIMES)),
            "sure": draw(st.sampled_from(["stated", "estimated", "alleged"])),
            "replaced": draw(st.booleans()),
            "change": draw(st.sampled_from(["new", "updated"])),
        }
        for _ in range(draw(st.integers(2, 3)))
    ]
    kind = draw(st.sampled_from([each.value for each in Counted]))
    resolution = draw(st.sampled_from([each.value for each in Resolution]))
    return {"kind": kind, "resolution": resolution, "values": values}


@st.composite
def _story(draw: st.DrawFn, numbers: count[int]) -> Table:
    words = _words(numbers)
    outlets = [
        {"outlet": draw(words), "title": draw(words)},
        {"outlet": draw(words), "title": False, "url": draw(st.just(False))},
    ]
    return {
        "headline": draw(words),
        "language": draw(st.sampled_from(["de", "en", "ar"])),
        "outlets": outlets,
        "origins": [draw(words) for _ in range(draw(st.integers(1, 2)))],
        "certainty": draw(st.sampled_from(["stated", "alleged"])),
        "change": draw(st.sampled_from([each.value for each in (Change.NEW, Change.UPDATED)])),
        "days": {"2026-03-01": 1, "2026-03-02": 1},
        "topics": [draw(words)] if draw(st.booleans()) else [],
        "items": draw(st.lists(_item(numbers), min_size=1, max_size=4)),
        "disputes": draw(st.lists(_dispute(numbers), max_size=1)),
    }


@st.composite
def _edition(draw: st.DrawFn) -> Table:
    numbers = count(1)
    return {
        "title": draw(_words(numbers)),
        "language": draw(st.sampled_from(["de", "en", "fr", "ar"])),
        "timezone": "Etc/UTC",
        "date": _DAY,
        "since": _BEFORE,
        "number": 7,
        "minutes": 3,
        "left_out": [
            {"headline": draw(_words(numbers)), "reason": "over the limit of stories"}
            for _ in range(draw(st.integers(0, 2)))
        ],
        "stories": draw(st.lists(_story(numbers), max_size=3)),
    }


# Editions with their documents by fingerprint, that differ in all that readers may meet.
EDITIONS = _edition().map(made)
