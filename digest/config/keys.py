"""The keys of the configuration file: what each is for, what it may be, and its default.

This is their only list. The program reads the file by it, error messages quote it, and the
reference is made from it (`describing`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from digest import rendering
from digest.errors import suggest
from digest.models.editions import Brief, Limits, Topics
from digest.models.feeds import WAITS
from digest.models.web import Manners


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What a value is checked against besides itself: `names` are those of the digests so far."""

    templates: Path
    names: set[str] = field(default_factory=set)


def _key(allowed: str, description: str, *, default: Any = ..., **limits: Any) -> Any:
    return Field(default, description=description, json_schema_extra={"allowed": allowed}, **limits)


def _number(low: int, high: int, description: str, *, default: int) -> Any:
    allowed = f"a whole number from {low} to {high}"
    return _key(allowed, description, default=default, ge=low, le=high)


def _wrong(message: str, hint: str = "") -> PydanticCustomError:
    return PydanticCustomError("wrong", "{message}", {"message": message, "hint": hint})


def usable(store: str) -> bool:
    """Whether `store` is the URL of a database that keeps what it is given."""
    scheme, _, path = store.partition("///")
    return scheme == "sqlite:" and path.strip() not in {"", ":memory:"}


def _store(url: str) -> str:
    if not usable(url):
        raise _wrong("no such kind of database")  # without the URL: it may hold a password
    return url


def _language(code: str) -> str:
    if code not in rendering.languages():
        raise _wrong("no such language", suggest(code, rendering.languages()))
    return code


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # of which ZoneInfoNotFoundError is one
        near = suggest(name, sorted(available_timezones()))
        raise _wrong("no such time zone", near if near.startswith("did") else "") from None
    return name


def _name(name: str, info: ValidationInfo[Context]) -> str:
    if name in info.context.names:
        raise _wrong("another digest has this name", "give each its own")
    info.context.names.add(name)
    return name


def _template(name: str, info: ValidationInfo[Context]) -> str:
    folder = info.context.templates
    known = sorted(each.name for each in folder.glob("*/")) if folder.is_dir() else []
    if name not in known:
        hint = suggest(name, known) if known else f"there are no templates in {folder}"
        raise _wrong("no such template", hint)
    return name


def _recipients(addresses: tuple[str, ...]) -> tuple[str, ...]:
    seen = set[str]()
    for address in addresses:
        if not _ADDRESS.fullmatch(address):
            raise _wrong(f"{address!r:.80} is not one mail address")
        if address.casefold() in seen:
            raise _wrong(f"{address} is there twice")
        seen.add(address.casefold())
    return addresses


def _contact(contact: str) -> str:
    if not _CONTACT.fullmatch(contact):
        raise _wrong(f"{contact!r:.80} is neither a mail address nor a web address")
    return contact


def _networks(networks: tuple[str, ...]) -> tuple[str, ...]:
    for network in networks:
        try:
            ip_network(network)
        except ValueError:
            raise _wrong(f"{network!r:.80} is no network") from None
    return networks


def _some(digests: tuple[DigestTable, ...]) -> tuple[DigestTable, ...]:
    if not digests:  # `min_length` would speak of a digest that is merely wrong as well
        raise _wrong("there is none")
    return digests


WholeNumber = Annotated[int, Strict()]
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]+$", max_length=200)]
Texts = tuple[Text, ...]
# One address and nothing that could make a mail header hold a second one, or go on in a new line.
_ATOM = r"""[^\s\x00-\x1f\x7f@,;:<>"()\\]"""
_ADDRESS = re.compile(f"{_ATOM}{{1,64}}@{_ATOM}{{1,255}}")
# It goes into a comment of a header of HTTP, which parentheses would end.
_CONTACT = re.compile(r"(?a:https?://[!-'*-\[\]-~]{1,200}|[\w.+-]{1,64}@[\w.-]{1,200})")
_NAME = r"^[a-z0-9][a-z0-9-]{0,63}$"
_NAMED = "lower-case letters, digits and hyphens"
_WORDS = "a list of words and names"
_DEFAULTS = Limits()
_MANNERS = Manners(user_agent="")


class Table(BaseModel):
    """A table of the file: a key that is not a field of it is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TopicsTable(Table):
    of_interest: Texts = _key(_WORDS, "Stories in which they stand come up.", default=())
    of_no_interest: Texts = _key(_WORDS, "Stories in which they stand go down.", default=())


class LimitsTable(Table):
    stories: WholeNumber = _number(1, 100, "Stories in an edition.", default=_DEFAULTS.stories)
    claims: WholeNumber = _number(1, 100, "Claims in a story.", default=_DEFAULTS.claims)
    words: WholeNumber = _number(
        50, 20_000, "Words of claims in an edition.", default=_DEFAULTS.words
    )


class DigestTable(Table):
    name: Annotated[str, AfterValidator(_name)] = _key(
        f"{_NAMED}; each digest has its own", "What commands call this digest.", pattern=_NAME
    )
    title: Text = _key(
        "one line of at most 200 characters", "The heading of its editions and their subject."
    )
    language: Annotated[str, AfterValidator(_language)] = _key(
        " or ".join(f'"{code}"' for code in rendering.languages()),
        "The language of headings, dates and numbers. Articles are shown in their own.",
    )
    timezone: Annotated[str, AfterValidator(_timezone)] = _key(
        'a name of the IANA time zone database, such as "Europe/Berlin"',
        "Where its readers are: it says what date it is and how times are shown.",
    )
    sources: Texts = _key(
        "a list of files, folders and patterns such as `articles/*.html`, relative to the "
        "folder of the configuration file",
        "The articles to read when a command is given none.",
        default=(),
    )
    recent_days: WholeNumber = _number(
        0, 366, "How many days back ingested articles are taken as well; 0 takes none.", default=2
    )
    template: Annotated[str, AfterValidator(_template)] = _key(
        "the name of a folder in `templates`", "How editions look.", default="daily"
    )
    recipients: Annotated[tuple[str, ...], AfterValidator(_recipients)] = _key(
        "a list of mail addresses, one each, none twice", "Who gets its editions.", default=()
    )
    topics: TopicsTable = _key(
        "`[digest.topics]`", "What its readers care about.", default=TopicsTable()
    )
    limits: LimitsTable = _key(
        "`[digest.limits]`", "How long its editions may be.", default=LimitsTable()
    )

    def brief(self) -> Brief:
        return Brief(
            name=self.name,
            title=self.title,
            language=self.language,
            timezone=self.timezone,
            template=self.template,
            topics=Topics(**dict(self.topics)),
            limits=Limits(**dict(self.limits)),
        )


class FeedsTable(Table):
    contact: Annotated[str, AfterValidator(_contact)] | None = _key(
        "a mail address or a web address",
        "How those who run a server can reach you; every request tells them.",
        default=None,
    )
    wait: WholeNumber = _number(
        *WAITS, "Minutes from one visit of a feed to the next, at least.", default=30
    )
    keep_days: WholeNumber = _number(
        0,
        36_500,
        "For how many days articles of feeds are kept that no edition used; 0 keeps them for ever.",
        default=90,
    )
    private_networks: Annotated[tuple[str, ...], AfterValidator(_networks)] = _key(
        'a list of networks such as "192.168.0.0/16"',
        "From where feeds may be fetched although it is not public.",
        default=_MANNERS.private_networks,
    )
    per_host: WholeNumber = _number(
        1, 8, "How much is asked of one host at a time.", default=_MANNERS.per_host
    )
    at_once: WholeNumber = _number(
        1, 200, "How much is asked of all hosts at a time.", default=_MANNERS.at_once
    )


class File(Table):
    store: Annotated[str, AfterValidator(_store)] = _key(
        "`sqlite:///` and a path, relative to the folder of this file",
        "The database of articles and editions. DIGEST_STORE goes before it.",
        default="sqlite:///var/digest.db",
    )
    templates: Text | None = _key(
        "a path, relative to the folder of this file",
        "A folder of templates of your own, instead of the shipped ones.",
        default=None,
    )
    out: Text = _key(
        "a path, relative to the folder of this file",
        "The folder that editions are written to.",
        default="out",
    )
    feeds: FeedsTable = _key("`[feeds]`", "How feeds are fetched and kept.", default=FeedsTable())
    digest: Annotated[tuple[DigestTable, ...], AfterValidator(_some)] = _key(
        "one or more `[[digest]]`", "The digests; commands take the first by default."
    )
