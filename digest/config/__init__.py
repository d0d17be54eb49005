"""Configuration: `config.toml` and the environment to frozen settings.

`keys` and `delivery_keys` say what may stand in the file, in the words of `kinds` and `checks`, and
`describing` lists it; `loading` finds the file and `delivery` helps it, `reading` reads its tables,
`locating` knows the line of each key, `reporting` says what is wrong, `settings` is what the rest
of the program works with.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from digest.config.settings import DigestSettings, FeedSettings, Settings

if TYPE_CHECKING:
    from digest.config.describing import Key

__all__ = ["VARIABLES", "DigestSettings", "FeedSettings", "Settings", "describe", "load"]

VARIABLES: Mapping[str, str] = {
    "DIGEST_CONFIG": "The configuration file, where no `--config` is given.",
    "DIGEST_STORE": "The database instead of `store`; its path is relative to the current folder.",
    "DIGEST_SMTP_PASSWORD": "The password for the mail server.",
    "DIGEST_WEBHOOK_TOKEN": "The token that `webhook` sends as a bearer token.",
}


def load(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings of the file at `path`, or of DIGEST_CONFIG, `./config.toml`, the shipped one.

    Raises ConfigError with everything that is wrong in it: file, line, key, and what is allowed.
    """
    from digest.config import loading

    return loading.load(path, environ)


def template_folders(path: Path | None, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Where that file has templates looked for, whatever else is wrong in it: who names a template
    first can still start it. Raises ConfigError where it cannot be read.
    """
    from digest.config import loading

    return loading.template_folders(path, environ)


def describe() -> tuple[Key, ...]:
    """Every key of the file with its type, default, what is allowed, and what it is for."""
    from digest.config import describing

    return describing.describe()
