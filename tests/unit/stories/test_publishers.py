"""The table of publishers."""

import tomllib
from collections import Counter
from pathlib import Path

from digest.stories.origins import publishers
from digest.stories.origins.publishers import outlet_key, owners, releases, shipped

TABLE = tomllib.loads(Path(publishers.__file__).with_name("publishers.toml").read_text("utf-8"))


def test_no_outlet_has_two_publishers() -> None:
    """Which of them it counts as would depend on the order of the file."""
    keys = Counter(
        key
        for outlets in TABLE["publishers"].values()
        for key in {outlet_key(outlet) for outlet in outlets}
    )
    assert [key for key, times in keys.items() if times > 1 or not key] == []


def test_a_service_of_releases_is_no_outlet_of_a_publisher() -> None:
    """It is behind nothing, and a publisher would be."""
    assert releases().isdisjoint(shipped())


def test_an_outlet_is_known_as_others_write_it() -> None:
    """Articles, capitals and sites come and go."""
    spellings = ("Die Welt", "welt.de", "WELT", "www.welt.de")
    assert {shipped()[outlet_key(each)] for each in spellings} == {"Axel Springer"}


def test_the_users_own_go_before_the_table() -> None:
    """Papers are sold faster than programs are released."""
    table = owners({"Our House": ["Die Welt", "Dorfblatt"]})
    assert table[outlet_key("welt.de")] == table[outlet_key("Das Dorfblatt")] == "Our House"
    assert table[outlet_key("Bild")] == shipped()[outlet_key("Bild")]
