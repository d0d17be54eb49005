"""The keys of the configuration file: what each is for, what it may be, and its default.

This is their only list. The program reads the file by it, error messages quote it, and the
reference is made from it (`describe`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args, get_origin
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
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from digest import rendering
from digest.errors import suggest
from digest.models.editions import Brief, Limits, Topics


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What a value is checked against besides itself: `names` are those of the digests so far."""

    templates: Path
    names: set[str] = field(default_factory=set)


class Key(NamedTuple):
    """One key as the reference shows it; `default` is as in TOML, or "required" or "none"."""

    name: str
    type: str
    default: str
    allowed: str
    description: str


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
_NAME = r"^[a-z0-9][a-z0-9-]{0,63}$"
_NAMED = "lower-case letters, digits and hyphens"
_WORDS = "a list of words and names"
_DEFAULTS = Limits()


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
    digest: Annotated[tuple[DigestTable, ...], AfterValidator(_some)] = _key(
        "one or more `[[digest]]`", "The digests; commands take the first by default."
    )


def describe() -> tuple[Key, ...]:
    """Every key, in the order of the file: `digest.limits.words` stands in `[digest.limits]`."""
    return tuple(_describe(File, ""))


def _describe(table: type[Table], prefix: str) -> Iterator[Key]:
    for name, info in table.model_fields.items():
        extra: Any = info.json_schema_extra
        kind, inner = _type(info.annotation)
        yield Key(prefix + name, kind, _default(info), extra["allowed"], info.description or "")
        if inner:
            yield from _describe(inner, f"{prefix}{name}.")


def _type(hint: Any) -> tuple[str, type[Table] | None]:
    """What TOML calls values of `hint`, and their keys if they are tables."""
    if isinstance(hint, type) and issubclass(hint, Table):
        return "table", hint
    if get_origin(hint) is tuple:
        kind, inner = _type(get_args(hint)[0])
        return f"array of {kind}s", inner
    base = hint if isinstance(hint, type) else get_args(hint)[0]
    return ("integer", None) if base is int else ("string", None)


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "required"
    if info.default is None or isinstance(info.default, Table):
        return "none"
    return json.dumps(info.default)
