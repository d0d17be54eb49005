"""A configuration with two digests, and a store in which there is nobody yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.config import Settings, load
from digest.storage import Store

CONFIG = """
store = "sqlite:///digest.db"

[mail]
sender = "Digest <digest@example.org>"

[serve]
address = "https://mail.example.org/news"

[[digest]]
name = "daily"
title = "Tagesdigest"
language = "de"
timezone = "Europe/Berlin"
sources = []
recipients = ["Boss@example.org"]
deliver = ["smtp", "files", "webhook"]

[[digest]]
name = "weekly"
title = "Weekly"
language = "en"
timezone = "America/New_York"
sources = []
deliver = ["webhook"]
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    return load(tmp_path / "config.toml", {"DIGEST_STORE": f"sqlite:///{tmp_path}/digest.db"})


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with Store.open(settings.store) as store:
        yield store
