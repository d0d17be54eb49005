"""One page has many addresses; two pages never share one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds import links

PAGE = "https://kurier.example/politik/haushalt"


@pytest.mark.parametrize(
    "address",
    [
        "http://kurier.example/politik/haushalt",
        "https://www.kurier.example/politik/haushalt",
        "https://m.kurier.example/politik/haushalt",
        "https://amp.kurier.example/politik/haushalt",
        "https://KURIER.example:443/politik/haushalt",
        "http://kurier.example:80/politik/haushalt/",
        "https://kurier.example./politik/haushalt",
        f"{PAGE}/amp",
        f"{PAGE}/amp/",
        f"{PAGE}?amp=1",
        f"{PAGE}?outputType=amp",
        f"{PAGE}?",
        f"{PAGE}?utm_source=rss&utm_medium=feed",
        f"{PAGE}?UTM_Source=rss",
        f"{PAGE}?amp;utm_source=rss&amp;utm_campaign=x",
        f"{PAGE}?at_medium=RSS&at_campaign=KARANGA",
        f"{PAGE}?wt_zmc=rss.int.zonpmr",
        f"{PAGE}?wt.mc_id=123",
        f"{PAGE}?fbclid=Iw&gclid=2&_ga=3",
        f"{PAGE}?xtor=RSS-3208",
        f"{PAGE}?CMP=share",
        f"{PAGE}?partner=rss&emc=rss",
        f"{PAGE}?ref=rss",
        f"{PAGE}?ref=planet.example",
        f"{PAGE}?mod=rss_markets_main",
        f"{PAGE}?source=feed",
        f"{PAGE}?feedType=RSS&feedName=topNews",
        f"{PAGE};jsessionid=0A1B2C",
        f"{PAGE}#ref=rss",
        f"{PAGE}#xtor=RSS-1",
        f"{PAGE}#rss",
        f"{PAGE}#comments",
        f"{PAGE}#respond",
        f"{PAGE}#more-123",
    ],
)
def test_spellings_of_one_address_have_one_key(address: str) -> None:
    """The same article comes with other parameters in each feed, and at each visit in some."""
    assert links.key(address) == links.key(PAGE) == "kurier.example/politik/haushalt"


@pytest.mark.parametrize(
    "address",
    [
        f"{PAGE}-2",
        f"{PAGE}?id=5",
        f"{PAGE}?source=5",
        f"{PAGE}?ref=feedback",
        f"{PAGE}?from=atomic",
        f"{PAGE}?cid=7",
        f"{PAGE}?page=2",
        f"{PAGE}#post-17",
        f"{PAGE}#!/runde/3",
        f"{PAGE}#/runde/3?x=1",
        "https://kurier.example/Politik/haushalt",
        "https://kurier.example:8080/politik/haushalt",
        "https://politik.kurier.example/politik/haushalt",
        "https://kurier.example/amp/haushalt",
    ],
)
def test_other_pages_have_other_keys(address: str) -> None:
    """What looks like tracking on one site names the page on another: the article would be lost."""
    assert links.key(address) != links.key(PAGE)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("HTTPS://WWW.Kurier.example:443/A%c3%a4?b=2&utm_source=x&a=1", "/A%c3%a4?b=2&a=1"),
        ("https://www.kurier.example", "/"),
        ("https://www.kurier.example/#!/a", "/#!/a"),
        ("https://www.kurier.example/a/", "/a/"),
    ],
)
def test_an_address_that_is_shown_still_leads_to_its_page(address: str, expected: str) -> None:
    """Only what is known to be noise goes: order, case and slashes matter to some servers."""
    assert links.canonical(address) == f"https://www.kurier.example{expected}"


@pytest.mark.parametrize(
    "address",
    ["", "kurier", "mailto:a@b.example", "http://[::1", "http://user@a.example/", "//x/y"],
)
def test_what_is_no_address_of_the_web_has_no_key(address: str) -> None:
    """Guids are asked as well, and they can be anything."""
    assert links.canonical(address) == links.key(address) == links.site(address) == ""
    assert not links.is_home(address)


@pytest.mark.parametrize(
    ("address", "is_home"),
    [
        ("https://kurier.example", True),
        ("https://kurier.example/", True),
        ("https://kurier.example/index.html", True),
        ("https://kurier.example/?utm_source=rss", True),
        ("https://kurier.example/?p=5", False),
        ("https://kurier.example/#!/story", False),
        ("https://kurier.example/index-der-preise", False),
        ("https://kurier.example/politik", False),
    ],
)
def test_a_home_page_is_no_article(address: str, is_home: bool) -> None:
    """Feeds without pages of their own link all items there, and they are not one item."""
    assert links.is_home(address) is is_home


addresses = st.builds(
    "{}://{}{}/{}{}{}".format,
    st.sampled_from(["http", "https"]),
    st.sampled_from(["a.example", "www.b.example", "m.example", "amp.de", "[::1]"]),
    st.sampled_from(["", ":80", ":443", ":8000"]),
    st.text("ab/%;=.", max_size=8),
    st.text("?&=utm_srefx", max_size=12),
    st.text("#!/=arss", max_size=6),
)


@given(addresses)
def test_an_address_that_was_cleaned_stays_as_it_is(address: str) -> None:
    """Ids are made of addresses: one that changed when read back would be another document."""
    cleaned = links.canonical(address)
    assert links.canonical(cleaned) == cleaned
    assert links.key(cleaned) == links.key(address)
