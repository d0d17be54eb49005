"""The keys of the configuration file: what each is for, what it may be, and its default.

This is their only list. The program reads the file by it, error messages quote it, and the
reference is made from it (`describing`).
"""

from __future__ import annotations

import re
from dataclasses import MISSING, asdict, dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from digest import rendering
from digest.config.reading import Check, Rule, WrongValueError, key
from digest.errors import suggest
from digest.models.editions import Brief, Limits, Topics
from digest.models.feeds import WAITS
from digest.models.web import Manners


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What a value is checked against besides itself: `names` are those of the digests so far."""

    templates: Path
    names: set[str] = field(default_factory=set)


def usable(store: str) -> bool:
    """Whether `store` is the URL of a database that keeps what it is given."""
    scheme, _, path = store.partition("///")
    return scheme == "sqlite:" and path.strip() not in {"", ":memory:"}


def _is_line(value: str, _: Context) -> None:
    if not _LINE.fullmatch(value):
        raise WrongValueError(value=value)


def _are_lines(values: tuple[str, ...], context: Context) -> None:
    for value in values:
        _is_line(value, context)


def _is_store(url: str, _: Context) -> None:
    if not usable(url):
        raise WrongValueError("no such kind of database")  # without the URL: it may hold a password


def _is_language(code: str, _: Context) -> None:
    if code not in rendering.languages():
        raise WrongValueError("no such language", suggest(code, rendering.languages()))


def _is_timezone(name: str, _: Context) -> None:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # of which ZoneInfoNotFoundError is one
        near = suggest(name, sorted(available_timezones()))
        raise WrongValueError("no such time zone", near if near.startswith("did") else "") from None


def _is_name(name: str, context: Context) -> None:
    if not _NAME.fullmatch(name):
        raise WrongValueError
    if name in context.names:
        raise WrongValueError("another digest has this name", "give each its own")
    context.names.add(name)


def _is_template(name: str, context: Context) -> None:
    folder = context.templates
    known = sorted(each.name for each in folder.glob("*/")) if folder.is_dir() else []
    if name not in known:
        hint = suggest(name, known) if known else f"there are no templates in {folder}"
        raise WrongValueError("no such template", hint)


def _are_recipients(addresses: tuple[str, ...], _: Context) -> None:
    seen = set[str]()
    for address in addresses:
        if not _ADDRESS.fullmatch(address):
            raise WrongValueError(f"{address!r:.80} is not one mail address")
        if address.casefold() in seen:
            raise WrongValueError(f"{address} is there twice")
        seen.add(address.casefold())


def _is_contact(contact: str, _: Context) -> None:
    if not _CONTACT.fullmatch(contact):
        raise WrongValueError(f"{contact!r:.80} is neither a mail address nor a web address")


def _are_networks(networks: tuple[str, ...], _: Context) -> None:
    for network in networks:
        try:
            ip_network(network)
        except ValueError:
            raise WrongValueError(f"{network!r:.80} is no network") from None


_LINE = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
# One address and nothing that could make a mail header hold a second one, or go on in a new line.
_ATOM = r"""[^\s\x00-\x1f\x7f@,;:<>"()\\]"""
_ADDRESS = re.compile(f"{_ATOM}{{1,64}}@{_ATOM}{{1,255}}")
# It goes into a comment of a header of HTTP, which parentheses would end.
_CONTACT = re.compile(r"(?a:https?://[!-'*-\[\]-~]{1,200}|[\w.+-]{1,64}@[\w.-]{1,200})")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_NAMED = "lower-case letters, digits and hyphens"
_WORDS = "a list of words and names"
_DEFAULTS = Limits()
_MANNERS = Manners(user_agent="")


def _text(
    allowed: str, description: str, *, default: Any = MISSING, check: Check = _is_line
) -> Any:
    return key(Rule(kind="string", allowed=allowed, description=description, check=check), default)


def _texts(
    allowed: str,
    description: str,
    *,
    default: tuple[str, ...] | None = (),
    check: Check = _are_lines,
) -> Any:
    rule = Rule(kind="array of strings", allowed=allowed, description=description, check=check)
    return key(rule, default)


def _number(low: int, high: int, description: str, *, default: int) -> Any:
    def check(value: int, _: Context) -> None:
        if not low <= value <= high:
            raise WrongValueError

    allowed = f"a whole number from {low} to {high}"
    return key(Rule(kind="integer", allowed=allowed, description=description, check=check), default)


def _table(keys: type[Any], header: str, description: str) -> Any:
    return key(Rule(kind="table", allowed=header, description=description, keys=keys), keys())


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicsTable:
    of_interest: tuple[str, ...] = _texts(
        _WORDS, "Stories in which they stand come up.", default=()
    )
    of_no_interest: tuple[str, ...] = _texts(
        _WORDS, "Stories in which they stand go down.", default=()
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class LimitsTable:
    stories: int = _number(1, 100, "Stories in an edition.", default=_DEFAULTS.stories)
    claims: int = _number(1, 100, "Claims in a story.", default=_DEFAULTS.claims)
    words: int = _number(50, 20_000, "Words of claims in an edition.", default=_DEFAULTS.words)


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestTable:
    name: str = _text(
        f"{_NAMED}; each digest has its own", "What commands call this digest.", check=_is_name
    )
    title: str = _text(
        "one line of at most 200 characters", "The heading of its editions and their subject."
    )
    language: str = _text(
        " or ".join(f'"{code}"' for code in rendering.languages()),
        "The language of headings, dates and numbers. Articles are shown in their own.",
        check=_is_language,
    )
    timezone: str = _text(
        'a name of the IANA time zone database, such as "Europe/Berlin"',
        "Where its readers are: it says what date it is and how times are shown.",
        check=_is_timezone,
    )
    sources: tuple[str, ...] = _texts(
        "a list of files, folders and patterns such as `articles/*.html`, relative to the "
        "folder of the configuration file",
        "The articles to read when a command is given none.",
    )
    recent_days: int = _number(
        0, 366, "How many days back ingested articles are taken as well; 0 takes none.", default=2
    )
    feeds: tuple[str, ...] | None = _texts(
        'a list of folders such as "News" or "News/Politics", and of addresses of feeds',
        "The feeds whose articles are taken, in folders and all below them; left out, all feeds.",
        default=None,
    )
    template: str = _text(
        "the name of a folder in `templates`",
        "How editions look.",
        default="daily",
        check=_is_template,
    )
    recipients: tuple[str, ...] = _texts(
        "a list of mail addresses, one each, none twice",
        "Who gets its editions.",
        check=_are_recipients,
    )
    topics: TopicsTable = _table(TopicsTable, "`[digest.topics]`", "What its readers care about.")
    limits: LimitsTable = _table(LimitsTable, "`[digest.limits]`", "How long its editions may be.")

    def brief(self) -> Brief:
        return Brief(
            name=self.name,
            title=self.title,
            language=self.language,
            timezone=self.timezone,
            template=self.template,
            topics=Topics(**asdict(self.topics)),
            limits=Limits(**asdict(self.limits)),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedsTable:
    contact: str | None = _text(
        "a mail address or a web address",
        "How those who run a server can reach you; every request tells them.",
        default=None,
        check=_is_contact,
    )
    wait: int = _number(
        *WAITS, "Minutes from one visit of a feed to the next, at least.", default=30
    )
    keep_days: int = _number(
        0,
        36_500,
        "For how many days articles of feeds are kept that no edition used; 0 keeps them for ever.",
        default=90,
    )
    private_networks: tuple[str, ...] = _texts(
        'a list of networks such as "192.168.0.0/16"',
        "From where feeds may be fetched although it is not public.",
        default=_MANNERS.private_networks,
        check=_are_networks,
    )
    per_host: int = _number(
        1, 8, "How much is asked of one host at a time.", default=_MANNERS.per_host
    )
    at_once: int = _number(
        1, 200, "How much is asked of all hosts at a time.", default=_MANNERS.at_once
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    store: str = _text(
        "`sqlite:///` and a path, relative to the folder of this file",
        "The database of articles and editions. DIGEST_STORE goes before it.",
        default="sqlite:///var/digest.db",
        check=_is_store,
    )
    templates: str | None = _text(
        "a path, relative to the folder of this file",
        "A folder of templates of your own, instead of the shipped ones.",
        default=None,
    )
    out: str = _text(
        "a path, relative to the folder of this file",
        "The folder that editions are written to.",
        default="out",
    )
    feeds: FeedsTable = _table(FeedsTable, "`[feeds]`", "How feeds are fetched and kept.")
    digest: tuple[DigestTable, ...] = key(
        Rule(
            kind="array of tables",
            allowed="one or more `[[digest]]`",
            description="The digests; commands take the first by default.",
            keys=DigestTable,
        )
    )
