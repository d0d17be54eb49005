"""A folder of letters: each as `.eml`, which mail programs open, and its HTML for browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.delivery.parts import page
from digest.delivery.placing import file_name, make, place
from digest.models.mail import Letter, Receipt


class FilesChannel:
    """`folder`/MAILING/RECIPIENT.eml and .html; the same letter again takes its own place."""

    connections = 1

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def connect(self) -> Iterator[FilesConnection]:
        make(self._folder)
        yield FilesConnection(self._folder)


class FilesConnection:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = set[Path]()

    def deliver(self, letter: Letter, about_to: Callable[[], None]) -> Receipt:
        folder = self._folder / file_name(letter.mailing)
        if folder not in self._made:
            make(folder)
            self._made.add(folder)
        name = file_name(letter.recipient)
        files = {folder / f"{name}.eml": letter.data}
        if html := page(letter.data):
            files[folder / f"{name}.html"] = html.encode()
        return place(files, about_to)
