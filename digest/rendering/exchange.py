"""An edition as JSON, for machines; its shape is `edition.schema.json` beside this file."""

from __future__ import annotations

import json
import re

from digest.models.editions import Edition
from digest.models.serial import dump, load

# Of the schema: it rises when a key changes its meaning or goes.
VERSION = 1
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_json(edition: Edition) -> str:
    """`edition` with sorted keys: the same edition gives the same bytes."""
    data = {"version": VERSION, **dump(edition)}
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)
    # Half a surrogate pair cannot be written as UTF-8, but as an escape it can.
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def read_json(text: str) -> Edition:
    """The edition that `write_json` wrote, exactly. Raises ValueError if it is none."""
    data = json.loads(text)
    version = data.get("version") if isinstance(data, dict) else None
    if version != VERSION:
        raise ValueError(f"expected an edition of version {VERSION}, found {version!r:.40}")
    return load(Edition, data)
