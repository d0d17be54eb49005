"""What the address of the preview says of how the edition is looked at."""

from __future__ import annotations

from itertools import product
from urllib.parse import parse_qsl, urlsplit

import pytest

from digest.web.preview.address import Address, View, Width
from digest.web.preview.client import Scheme

ALL = [
    Address(view=view, width=width, scheme=scheme, story=story)
    for view, width, scheme, story in product(View, Width, Scheme, ("", "a&b=c#d"))
]


def read(address: str) -> Address:
    return Address.of(dict(parse_qsl(urlsplit(address).query)))


@pytest.mark.parametrize("address", ALL, ids=str)
def test_an_address_is_read_as_it_was_written(address: Address) -> None:
    """A reload shows the same, whatever is in the id of a story."""
    assert read(address.to()) == address
    assert read(address.to("/decide")) == address
    assert read(address.to(view=View.TEXT)).view is View.TEXT


def test_what_is_usual_is_not_said() -> None:
    """The first look has the shortest address."""
    assert Address().to() == "/"
    assert Address(width=Width.DESKTOP).to() == "/?width=desktop"


def test_what_there_is_not_is_what_is_usual() -> None:
    """An address that somebody typed or kept from a version before."""
    assert Address.of({"view": "fax", "width": "", "scheme": "DARK"}) == Address()


@pytest.mark.parametrize("view", View)
def test_only_what_has_colours_has_a_scheme(view: View) -> None:
    """A choice that changes nothing is none."""
    assert Address(view=view).has_scheme == (view not in {View.TEXT, View.GMAIL})
    assert bool(Address(view=view).frame) == (view is not View.TEXT)
