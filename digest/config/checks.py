"""What values of the configuration may be, beyond their kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from digest import rendering, schedule
from digest.config import templates
from digest.config.reading import WrongValueError
from digest.errors import AddressError, suggest

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What a value is checked against besides itself: `names` are those of the digests so far."""

    templates: Sequence[Path]
    names: set[str] = field(default_factory=set)


def usable(store: str) -> bool:
    """Whether `store` is the URL of a database that keeps what it is given."""
    scheme, _, path = store.partition("///")
    return scheme == "sqlite:" and path.strip() not in {"", ":memory:"}


def is_line(value: str, _: Context) -> None:
    if not _LINE.fullmatch(value):
        raise WrongValueError(value=value)


def are_lines(values: tuple[str, ...], context: Context) -> None:
    for value in values:
        is_line(value, context)


def is_store(url: str, _: Context) -> None:
    if not usable(url):
        raise WrongValueError("no such kind of database")  # without the URL: it may hold a password


def is_language(code: str, _: Context) -> None:
    if code not in rendering.languages():
        raise WrongValueError("no such language", suggest(code, rendering.languages()))


def is_timezone(name: str, _: Context) -> None:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # of which ZoneInfoNotFoundError is one
        near = suggest(name, sorted(available_timezones()))
        raise WrongValueError("no such time zone", near if near.startswith("did") else "") from None


def is_name(name: str, context: Context) -> None:
    if not _NAME.fullmatch(name):
        raise WrongValueError
    if name in context.names:
        raise WrongValueError("another digest has this name", "give each its own")
    context.names.add(name)


def is_template(name: str, context: Context) -> None:
    known = templates.names(context.templates)
    if name not in known:
        raise WrongValueError("no such template", suggest(name, known))


def are_recipients(addresses: tuple[str, ...], _: Context) -> None:
    seen = set[str]()
    for address in addresses:
        person = _person(address)
        if person in seen:
            raise WrongValueError(f"{address} is there twice")
        seen.add(person)


def _person(address: str) -> str:
    # Where there is no address, nothing is imported that knows one.
    from digest.delivery.addresses import key, normalise

    return key(_known(normalise, address))


def _known(rule: Callable[[str], T], value: str) -> T:
    try:
        return rule(value)
    except AddressError as error:
        raise WrongValueError(f"{value!r:.80} {error.message}", error.hint) from None


def is_contact(contact: str, _: Context) -> None:
    if not _CONTACT.fullmatch(contact):
        raise WrongValueError(f"{contact!r:.80} is neither a mail address nor a web address")


def are_networks(networks: tuple[str, ...], _: Context) -> None:
    for network in networks:
        try:
            ip_network(network)
        except ValueError:
            raise WrongValueError(f"{network!r:.80} is no network") from None


def is_cron(line: str, _: Context) -> None:
    try:
        schedule.check(line)
    except ValueError as error:
        raise WrongValueError(str(error)) from None


def is_time(value: str, _: Context) -> None:
    if not _TIME.fullmatch(value):
        raise WrongValueError


def are_days(values: tuple[str, ...], _: Context) -> None:
    for value in values:
        if value not in DAYS:
            raise WrongValueError(f"{value!r:.40} is no day", suggest(value, DAYS))
    if not values:
        raise WrongValueError("there is none", "leave it out for every day")


def is_one_of(names: Collection[str]) -> Callable[[str, Context], None]:
    def check(value: str, _: Context) -> None:
        if value not in names:
            raise WrongValueError

    return check


def are_some_of(names: Collection[str]) -> Callable[[tuple[str, ...], Context], None]:
    def check(values: tuple[str, ...], _: Context) -> None:
        for value in values:
            if value not in names:
                raise WrongValueError(f"there is no {value!r:.40}", suggest(value, names))

    return check


def is_mailbox(value: str, _: Context) -> None:
    from digest.delivery.addresses import mailbox

    _known(mailbox, value)


def is_address(value: str, _: Context) -> None:
    _person(value)


def is_host(value: str, _: Context) -> None:
    if not _HOST.fullmatch(value):
        raise WrongValueError


def is_web_address(value: str, _: Context) -> None:
    """One without a query: paths below it are ours."""
    if "?" in value:
        raise WrongValueError("is no such address")
    is_hook(value, _)


def is_hook(value: str, _: Context) -> None:
    try:
        parts = urlsplit(value)
    except ValueError:
        raise WrongValueError("is no such address") from None
    if not _WEB.fullmatch(value) or not parts.hostname or parts.username is not None:
        raise WrongValueError("is no such address")  # without it: it may hold a password


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LINE = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
# It goes into a comment of a header of HTTP, which parentheses would end.
_CONTACT = re.compile(r"(?a:https?://[!-'*-\[\]-~]{1,200}|[\w.+-]{1,64}@[\w.-]{1,200})")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_TIME = re.compile(r"(?a:[01]\d|2[0-3]):[0-5]\d")
_HOST = re.compile(r"(?a:[\w.:-]{1,253})")
_WEB = re.compile(r"(?a:https?://[!-\"$-~]{1,1000})")
