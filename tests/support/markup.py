"""HTML through html-validate, with the rules of a file in `tests/data/markup`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from support.views import TOOLS

VALIDATOR = TOOLS / ".bin/html-validate"
_RULES = Path(__file__).parents[1] / "data/markup"


def invalid(pages: Mapping[str, str], kind: str, folder: Path) -> list[str]:
    """What is wrong with `pages`, by their names, in one run of the program.

    `kind` is that of their rules: `mail` or `page`. `folder` is for files.
    """
    names = {}
    for n, (name, html) in enumerate(pages.items()):
        path = folder / f"{n}.html"
        path.write_text(html, "utf-8")
        names[str(path)] = name
    rules, report = _RULES / f"{kind}.js", folder / "report.json"
    # Through a file: the program ends before a pipe has taken all of a long report.
    options = ("--config", rules, "--formatter", f"json={report}")
    done = subprocess.run(
        [VALIDATOR, *options, *names], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode in (0, 1), done.stderr
    return [
        f"{names[file['filePath']]}:{each['line']}: {each['ruleId']}: {each['message']}"
        for file in json.loads(report.read_text("utf-8"))
        for each in file["messages"]
    ]
