"""Which outlets are of one publisher: a table that comes along, and the user's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from digest.models import SourceKind
from digest.stories.origins.names import Mention, identity

_TABLE = Path(__file__).with_name("publishers.toml")


@cache
def shipped() -> Mapping[str, str]:
    """Publishers by the keys of their outlets, as `publishers.toml` has them."""
    return MappingProxyType(by_outlet(_table()["publishers"]))


@cache
def releases() -> frozenset[str]:
    """Keys of the services that print what others issue."""
    return frozenset(map(outlet_key, _table()["releases"]))


def owners(own: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Those of the table and of `own`, publishers with their outlets, which goes before it."""
    return MappingProxyType({**shipped(), **by_outlet(own)})


@cache
def _table() -> Any:
    return tomllib.loads(_TABLE.read_text("utf-8"))


def by_outlet(publishers: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {
        outlet_key(outlet): publisher
        for publisher, outlets in publishers.items()
        for outlet in outlets
    }


def outlet_key(outlet: str) -> str:
    """What spellings of an outlet have in common: "Der Spiegel", "spiegel.de"."""
    return " ".join(identity(Mention(outlet, SourceKind.OUTLET, "")))
