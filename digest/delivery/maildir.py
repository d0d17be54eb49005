"""A Maildir: what mail programs of the same machine read. One file a letter, in `new`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.delivery.placing import file_name, make, place
from digest.models.mail import Letter, Outcome, Receipt

# Mail programs add to the name of what was read: `:2,S`, or `,S=4711` before it.
_ADDED = re.compile(r"[,:;!].*")


class MaildirChannel:
    connections = 1

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def connect(self) -> Iterator[MaildirConnection]:
        make(*(self._folder / each for each in ("tmp", "new", "cur")))
        yield MaildirConnection(self._folder)


class MaildirConnection:
    """A letter that lies in the Maildir already, read or not, is not delivered again: the name of
    its file is its Message-ID.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        files = [*(folder / "new").iterdir(), *(folder / "cur").iterdir()]
        self._there = {_ADDED.sub("", each.name) for each in files}

    def deliver(self, letter: Letter, about_to: Callable[[], None]) -> Receipt:
        name = file_name(letter.id)
        if name in self._there:
            return Receipt(outcome=Outcome.SENT, detail="lies there already")
        files = {self._folder / "new" / name: letter.data}
        receipt = place(files, about_to, temporary=self._folder / "tmp")
        if receipt.outcome == Outcome.SENT:
            self._there.add(name)
        return receipt
