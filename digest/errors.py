"""The errors of Digest.

    DigestError                what, where, and what to do
    ├── ConfigError            a key or value of the configuration
    ├── SourceError            a path or file that cannot be read
    ├── FetchError             an address that cannot be fetched, or must not be
    ├── FormatError            bytes that are no article of the format they claim to be
    ├── LanguageError          a language file that is missing or wrong
    ├── UnprovenClaimError     words of an edition that do not stand in their document
    ├── TemplateError          a template that cannot be rendered: file, line, column
    ├── StoreError             a database that cannot be opened, read or written
    ├── AddressError           a mail address that is none, or that mail cannot reach
    ├── MessageError           a message that would not say what was meant
    ├── DeliveryError          a mail server, folder or address that takes nothing now
    └── ServeError             an address that pages cannot be served on, a folder not watched

A bad source or document becomes a `Problem` in the run report (`DigestError.problem`) while the
rest of the run goes on; the others end the command.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from digest.models import Problem


def suggest(word: str, known: Iterable[str]) -> str:
    """A hint for a `word` that is none of `known`: the nearest of them, or all."""
    names = list(known)
    near = get_close_matches(word, names, n=1)
    return f"did you mean {near[0]}?" if near else f"there are: {', '.join(names)}"


class DigestError(Exception):
    """`place` is the file, key, line or recipient; `hint` says what to do about it."""

    def __init__(self, message: str, *, place: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f"\n  {self.hint}" if self.hint else ""
        return f"{where}{self.message}{hint}"

    def problem(self) -> Problem:
        return Problem(place=self.place, message=self.message, hint=self.hint)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong, where an error may tell of several things."""
        return (self.problem(),)


class ConfigError(DigestError):
    """A key or value of the configuration; `others` are further ones that were found with it."""

    def __init__(
        self, message: str, *, place: str = "", hint: str = "", others: Sequence[Problem] = ()
    ) -> None:
        super().__init__(message, place=place, hint=hint)
        self.others = tuple(others)

    def __str__(self) -> str:
        others = (
            ConfigError(each.message, place=each.place, hint=each.hint) for each in self.others
        )
        return "\n".join([super().__str__(), *map(str, others)])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong, in the order of the file."""
        return (self.problem(), *self.others)


class SourceError(DigestError):
    """A path or file that cannot be read."""


class FetchError(DigestError):
    """An address that cannot be fetched, or must not be."""


class FormatError(DigestError):
    """Bytes that are no article of the format they claim to be."""


class LanguageError(DigestError):
    """A language file that is missing or wrong."""


class UnprovenClaimError(DigestError):
    """Words of an edition that do not stand in their document."""


class TemplateError(DigestError):
    """A template that cannot be rendered."""


class StoreError(DigestError):
    """A database that cannot be opened, read or written."""


class AddressError(DigestError):
    """A mail address that is none, or that mail cannot reach."""


class MessageError(DigestError):
    """A message that would not say what was meant: nothing of it is sent."""


class DeliveryError(DigestError):
    """A mail server, folder or address that takes nothing now; `for_good` where that stays so until
    somebody changes something.
    """

    def __init__(
        self, message: str, *, place: str = "", hint: str = "", for_good: bool = False
    ) -> None:
        super().__init__(message, place=place, hint=hint)
        self.for_good = for_good


class ServeError(DigestError):
    """An address that pages cannot be served on, or a folder that cannot be watched."""
