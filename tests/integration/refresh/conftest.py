"""A site on loopback, who asks it, and a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.feed_site import Site, site
from support.refreshing import MANNERS

from digest.pipeline.feeds.web import Web
from digest.storage import Store


@pytest.fixture
def there() -> Iterator[Site]:
    with site() as served:
        yield served


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web(MANNERS) as started:
        yield started


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'digest.db'}") as opened:
        yield opened
