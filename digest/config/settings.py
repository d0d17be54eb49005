"""What the program is told to do: the configuration with its defaults filled in, paths resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from digest.config import templates
from digest.errors import ConfigError, suggest
from digest.models.briefs import Brief
from digest.models.mail import Security, Unknown
from digest.models.schedule import NothingNew, Timetable
from digest.models.views import Archived
from digest.models.web import Manners
from digest.rendering.links import Links
from digest.shipped import resource

# The template of a page on the web, which a folder of templates may have.
PAGE = "page.html.j2"


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestSettings:
    """One digest: its brief, where its articles come from, and who gets it.

    `publishers` have outlets that count as one origin, besides those that come along.

    `sources` are paths and globs; `recent_days` says how many days back ingested documents are
    taken as well (0: none), and of what `feeds`, by folder or address (None: of all); stories go on
    for `story_days` (0: for none). `recipients` are mail addresses. Without a `timetable` it is
    never due; `deliver` has names of channels. `archive` is what readers find on the web.
    """

    brief: Brief
    sources: tuple[str, ...]
    recent_days: int
    story_days: int
    feeds: tuple[str, ...] | None
    recipients: tuple[str, ...]
    timetable: Timetable | None
    nothing_new: NothingNew
    deliver: tuple[str, ...]
    archive: Archived = Archived.NONE
    publishers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedSettings:
    """How feeds are fetched and kept: `wait` is the least number of minutes between two visits of
    one; articles that no edition used are kept for `keep_days` (0: for ever).
    """

    manners: Manners
    wait: int
    keep_days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MailSettings:
    """Who mail is from, and how it is sent. Addresses are "" where there is none.

    At most `per_minute` messages are sent (0: as many as go), each tried for `give_up_hours`.
    """

    sender: str
    reply_to: str
    bounces_to: str
    bounces: Path | None
    owner: str
    per_minute: int
    give_up_hours: int
    unknown: Unknown


@dataclass(frozen=True, kw_only=True, slots=True)
class SmtpSettings:
    """The server that takes mail, without its secrets; `host` is "" where there is none."""

    host: str
    port: int
    security: Security
    user: str
    password_file: Path | None
    ca_file: Path | None
    timeout: int
    connections: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DkimSettings:
    """How mail is signed; not at all where `domain` is ""."""

    domain: str
    selector: str
    key_file: Path | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliverySettings:
    """Where editions go that are not mailed: a folder, a Maildir, an address of the web, of which
    parts may be secret.
    """

    files: Path
    maildir: Path | None
    webhook: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class ServeSettings:
    """The pages for recipients: `address` is how they reach them, "" where they cannot."""

    address: str
    host: str
    port: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RunSettings:
    """`port` of this machine tells health and metrics (0: none); an edition has `minutes`."""

    port: int
    minutes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """`path` is the file they were read from, `store` a database URL; `templates` are the folders
    in which templates are looked for, the user's own first; `digests` has at least one.

    Relative paths are relative to the current folder.
    """

    path: Path
    store: str
    templates: tuple[Path, ...]
    out: Path
    feeds: FeedSettings
    mail: MailSettings
    smtp: SmtpSettings
    dkim: DkimSettings
    delivery: DeliverySettings
    serve: ServeSettings
    run: RunSettings
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
        return templates.find(digest.brief.template, self.templates)

    def page_template(self, digest: DigestSettings) -> Path:
        """The folder of the template that its pages on the web are set with: the shipped `daily`
        where its own has no such page.
        """
        own = self.template(digest)
        return own if (own / PAGE).exists() else resource("templates") / "daily"

    def links(self, digest: DigestSettings) -> Links:
        """Where the pages of `digest` are; nowhere, where readers do not find its editions."""
        is_there = digest.archive is not Archived.NONE
        return Links.of(self.serve.address if is_there else "", digest.brief.name)
