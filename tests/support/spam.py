"""SpamAssassin as a mail server runs it, with the rules that it is shipped with: without network,
daemon, root, and what it has learnt or been told on this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path

SPAMASSASSIN = shutil.which("spamassassin")


# What the server that it is for has written on a message. The network is that of RFC 2544, which is
# nobody's: those of documentation are taken for forged.
_RECEIVED = (
    b"Received: from mail.example.org (mail.example.org [198.18.0.25])\n"
    b"\tby mx.example.net (Postfix) with ESMTPS id 4XyZ1a2b3cz\n"
    b"\tfor <anna@example.net>; Sun, 22 Nov 2026 06:00:05 +0000 (UTC)\n"
)


@dataclass(frozen=True)
class Score:
    """How much a message looks like spam (5 and more is), and the rules that say so."""

    points: float
    rules: tuple[str, ...]


def scores(messages: Mapping[str, bytes], folder: Path) -> dict[str, Score]:
    """The scores of `messages`, by their names, in one run of the program; `folder` is its home.

    Plugins are those that the package loads; its rules stand beside them.
    """
    site, arrived = folder / "site", folder / "arrived"
    shutil.copytree("/etc/spamassassin", site, ignore=_all_but_plugins)
    arrived.write_bytes(b"".join(starmap(_arrived, messages.items())))
    done = subprocess.run(
        [str(SPAMASSASSIN), "--local", "--siteconfigpath", site, "--mbox", arrived],
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    found = dict(_told(each) for each in re.split(rb"(?m)^From digest .*\n", done.stdout)[1:])
    assert found.keys() == messages.keys()
    return found


def _all_but_plugins(_: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".pre")]


def _arrived(name: str, message: bytes) -> bytes:
    """`message` in a mailbox; what comes out again is in another order, so it carries its name."""
    head = b"From digest Sun Nov 22 06:00:05 2026\n" + _RECEIVED + f"X-Name: {name}\n".encode()
    return head + re.sub(rb"(?m)^(>*From )", rb">\1", message.replace(b"\r\n", b"\n")) + b"\n\n"


def _told(message: bytes) -> tuple[str, Score]:
    """The name of `message`, and what the program has written on it."""
    head = re.sub(r"\n[ \t]+", " ", message.partition(b"\n\n")[0].decode())
    name = re.search(r"(?m)^X-Name: (.*)", head)
    points = re.search(r"(?m)^X-Spam-Status: .*?score=(-?[\d.]+)", head)
    rules = re.search(r"(?m)^X-Spam-Status: .*?tests=(.*?) (?:autolearn|version)=", head)
    assert name, head
    assert points, head
    assert rules, head
    return name[1], Score(float(points[1]), tuple(rules[1].replace(" ", "").split(",")))
