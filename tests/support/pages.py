"""`digest serve` in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def pages(folder: Path) -> Iterator[str]:
    """The address of the pages of the configuration in `folder`, without a slash at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "digest", "serve", "--port", "0"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        yield re.findall(r"http://\S+?(?=/ )", process.stdout.readline())[0]
    finally:
        process.terminate()
        _, complaints = process.communicate()
    assert (process.returncode, complaints) == (0, "")
