"""Files that are written, and those of an edition."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from digest.errors import SourceError
from digest.models.views import Rendered
from digest.rendering.pictures import placed

# The files of an edition, and which view of it is in each.
VIEWS = {"edition.html": "html", "edition.txt": "text", "edition.json": "json"}


def editions_in(folder: Path) -> list[Path]:
    """The files that editions are written to, in `folder` by `digest build` and in folders of it
    by `digest run`: read as articles, they would cite themselves.
    """
    return [path for name in VIEWS for path in (folder / name, *folder.glob(f"*/{name}"))]


def write(rendered: Rendered, folder: Path) -> list[Path]:
    """The three files in `folder`, and the pictures that the HTML shows, beside it; each replaced
    whole, so that no reader sees half of one.
    """
    html = placed(rendered.html, rendered.images, lambda image: image.name)
    shown = replace(rendered, html=html)
    files = {name: getattr(shown, view).encode() for name, view in VIEWS.items()}
    files |= {image.name: image.data for image in rendered.images}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [replace_file(folder / name, data) for name, data in files.items()]
    except OSError as error:
        raise SourceError(
            f"cannot be written: {error.strerror}",
            place=str(folder),
            hint="see that you may write there, or choose another folder",
        ) from error


def replace_file(path: Path, data: bytes, *, private: bool = False) -> Path:
    """Write the file at `path` whole, so that no reader sees half of it; as public as its folder,
    or `private` to its owner.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if not private:  # as mkstemp makes them
            Path(name).chmod(0o644)
        return Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
