"""npm's mjml in strict mode, which checks what mjml-python lets pass."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from support.views import TOOLS

MJML = TOOLS / ".bin/mjml"


def strict(sources: Mapping[str, str], folder: Path) -> str:
    """What mjml says against `sources`, by their names, in one run of it: nothing, or its errors.

    `folder` is for files.
    """
    paths = []
    for name, source in sources.items():
        path = folder / f"{name}.mjml"
        path.write_text(source, "utf-8")
        paths.append(path)
    out = folder / "html"
    out.mkdir()
    options = ("--config.validationLevel=strict", "--config.allowMixins=false", "-o", out)
    done = subprocess.run(
        [MJML, *paths, *options], capture_output=True, text=True, check=False, timeout=120
    )
    if done.returncode == 0:
        made = {path.stem for path in out.glob("*.html")}
        assert made == {*sources}
    return done.stderr if done.returncode else ""
