"""The units of systemd are such that it starts them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UNITS = sorted((Path(__file__).parents[2] / "deploy/systemd").iterdir())
ANALYZE = shutil.which("systemd-analyze")

pytestmark = pytest.mark.skipif(not ANALYZE, reason="there is no systemd-analyze")


@pytest.fixture
def installed(tmp_path: Path) -> list[Path]:
    """The units with the program where it is here: systemd looks whether it is there."""
    here = str(Path(sys.executable).with_name("digest"))
    for unit in UNITS:
        text = unit.read_text("utf-8")
        (tmp_path / unit.name).write_text(text.replace("/opt/digest/bin/digest", here), "utf-8")
    return sorted(tmp_path.iterdir())


def test_systemd_takes_the_units(installed: list[Path]) -> None:
    """It ignores a line that it does not know, with a warning that nobody reads."""
    done = subprocess.run(
        [ANALYZE, "verify", "--man=no", "--recursive-errors=no", *installed],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("unit", [each.name for each in UNITS if each.suffix == ".service"])
def test_the_services_may_do_little(installed: list[Path], unit: str) -> None:
    """They read what strangers wrote: 10 is a service that may do all, below 3 systemd says OK."""
    [file] = [each for each in installed if each.name == unit]
    done = subprocess.run(
        [ANALYZE, "security", "--offline=yes", "--threshold=30", "--no-pager", file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
