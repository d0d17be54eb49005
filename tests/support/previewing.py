"""`digest preview` in a process of its own, as an editor starts it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def previewing(folder: Path, *options: str) -> Iterator[str]:
    """The address of a preview with the configuration in `folder`, without a slash at its end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "digest", "preview", "--port", "0", "--no-open", *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        yield re.findall(r"http://\S+?(?=/ )", process.stdout.readline())[0]
    finally:
        process.kill()
        process.communicate()
