"""What the program is told to do: the configuration with its defaults filled in, paths resolved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from digest.errors import ConfigError, suggest
from digest.models.editions import Brief
from digest.models.web import Manners


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestSettings:
    """One digest: its brief, where its articles come from, and who gets it.

    `sources` are paths and globs; `recent_days` says how many days back ingested documents are
    taken as well (0: none), and of what `feeds`, by folder or address (None: of all); `recipients`
    are mail addresses.
    """

    brief: Brief
    sources: tuple[str, ...]
    recent_days: int
    feeds: tuple[str, ...] | None
    recipients: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedSettings:
    """How feeds are fetched and kept: `wait` is the least number of minutes between two visits of
    one; articles that no edition used are kept for `keep_days` (0: for ever).
    """

    manners: Manners
    wait: int
    keep_days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """`path` is the file they were read from, `store` a database URL; `digests` has at least one.

    Relative paths are relative to the current folder.
    """

    path: Path
    store: str
    templates: Path
    out: Path
    feeds: FeedSettings
    digests: tuple[DigestSettings, ...]

    def digest(self, name: str | None = None) -> DigestSettings:
        """The digest called `name`, by default the first. Raises ConfigError if there is none."""
        if name is None:
            return self.digests[0]
        named = {each.brief.name: each for each in self.digests}
        if name not in named:
            hint = suggest(name, named)
            raise ConfigError(f"there is no digest {name!r}", place=str(self.path), hint=hint)
        return named[name]

    def template(self, digest: DigestSettings) -> Path:
        """The folder of the template that `digest` is rendered with."""
        return self.templates / digest.brief.template
