"""Feeds as a digest names them."""

import pytest

from digest.feeds.choosing import named, names
from digest.models.feeds import Feed

POST = Feed(url="https://post.example/feed", folders=("News", "Politics"))
MAIL = Feed(url="https://mail.example/feed", folders=("News",))
BOTH = Feed(url="https://both.example/feed", folders=("News/Politics",))
BLOG = Feed(url="https://blog.example/feed")
ALL = (POST, MAIL, BOTH, BLOG)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("News", (POST, MAIL)),
        ("News/Politics", (POST, BOTH)),
        ("https://blog.example/feed", (BLOG,)),
        ("Politics", ()),
        ("New", ()),
        ("news", ()),
        ("News/", ()),
        ("/", ()),
        ("https://blog.example/", ()),
    ],
)
def test_a_name_is_a_folder_or_an_address(name: str, meant: tuple[Feed, ...]) -> None:
    """A digest that takes more than was meant tells strangers of it, and one that takes less is
    noticed by nobody.
    """
    assert named(name, ALL) == meant


def test_each_feed_goes_by_all_its_names() -> None:
    """What `digest check` suggests is what there is."""
    assert names([POST, MAIL]) == (POST.url, "News", "News/Politics", MAIL.url)
    assert all(named(name, ALL) for name in names(ALL))
