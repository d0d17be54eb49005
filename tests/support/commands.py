"""Commands as users type them, run in this process: to start one for each takes half a second."""

from __future__ import annotations

import os
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

import pytest

from digest.cli import main


@dataclass(frozen=True, kw_only=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def digest(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> Done:
    out, err = StringIO(), StringIO()
    with (
        patch.object(sys, "argv", ["digest", *map(str, arguments)]),
        patch.object(sys, "stdin", TextIOWrapper(BytesIO(stdin))),
        patch.dict(os.environ, {"DIGEST_CONFIG": "", "NO_COLOR": "1"}),
        chdir(cwd),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    code = ended.value.code
    assert isinstance(code, int)
    return Done(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())
