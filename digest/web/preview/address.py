"""How the edition is looked at: all of it stands in the address, so that a reload keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from digest.web.preview.client import Scheme

Choice = TypeVar("Choice", bound=StrEnum)


class View(StrEnum):
    """What of the edition is shown: the mail as most clients show it, without its style sheets,
    without pictures, its text part, or the page on the web.
    """

    MAIL = "mail"
    GMAIL = "gmail"
    NO_IMAGES = "no-images"
    TEXT = "text"
    PAGE = "page"


class Width(StrEnum):
    PHONE = "phone"
    DESKTOP = "desktop"


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """What the address of the edition says; `story` is the one that is open on the desk."""

    view: View = View.MAIL
    width: Width = Width.PHONE
    scheme: Scheme = Scheme.LIGHT
    story: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Address:
        """What `query` asks for, as far as there is such a thing."""
        return cls(
            view=_chosen(View, query.get("view")),
            width=_chosen(Width, query.get("width")),
            scheme=_chosen(Scheme, query.get("scheme")),
            story=query.get("story", ""),
        )

    @property
    def has_scheme(self) -> bool:
        """Whether light and dark differ: a text has no colours, and without a style sheet there is
        nothing that answers to the dark.
        """
        return self.view not in {View.TEXT, View.GMAIL}

    @property
    def frame(self) -> str:
        """Where that is what stands in the frame; the text part needs none."""
        path = {View.TEXT: "", View.PAGE: "/page"}.get(self.view, "/html")
        return path and f"{path}?{urlencode({'view': self.view, 'scheme': self.scheme})}"

    def to(self, path: str = "/", **changes: Any) -> str:
        """The address that shows the same but for `changes`; what is usual is not in it."""
        usual = asdict(Address())
        said = {k: v for k, v in asdict(replace(self, **changes)).items() if v != usual[k]}
        return f"{path}?{urlencode(said)}" if said else path


def _chosen(choices: type[Choice], asked: str | None) -> Choice:
    return next((each for each in choices if each == asked), next(iter(choices)))
