"""Who works: each process has a name, by which others of its machine see whether it still runs.

What a process held that was killed is taken over at once, and not when its leases run out. Nothing
of this is needed for anything to be right: leases and claims are.
"""

from __future__ import annotations

import os
import re
import socket
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from digest.storage import Store

PROC = Path("/proc")

_NAME = re.compile(r"[^:]*:(?P<pid>\d+):(?P<system>[0-9a-f]+)-(?P<began>\d+)")


def name() -> str:
    """`host:pid:token` of this process, which no other was or will ever be called.

    The token says on which boot of which system it began, and when: numbers of processes come
    again, and two machines may have one name. Where that cannot be told, it is random.
    """
    pid = os.getpid()
    began = _began(pid)
    token = f"{_system()}-{began}" if _system() and began else os.urandom(8).hex()
    return f"{socket.gethostname()}:{pid}:{token}"


def is_gone(holder: str) -> bool:
    """Whether `holder` was a process of this system that has ended. False where nobody can tell."""
    named = _NAME.fullmatch(holder)
    if not named or named["system"] != _system():
        return False
    pid = int(named["pid"])
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it is another user's
        pass
    return _began(pid) not in {named["began"], None}


def take_over(store: Store, *, now: datetime) -> frozenset[str]:
    """Let the leases run out of those that are gone; who they were."""
    gone = frozenset(filter(is_gone, store.holders(now=now)))
    if gone:
        store.expire(gone, now=now)
    return gone


@cache
def _system() -> str:
    """Names this boot of this machine, and of a container what it sees; "" where that is not told.

    Two containers have processes of the same number, and may have the same name.
    """
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text("ascii")
        seen = (PROC / "self/ns/pid").readlink()
    except OSError:
        return ""
    return sha256(f"{boot}{seen}".encode()).hexdigest()[:16]


def _began(pid: int) -> str | None:
    """When a process began, in ticks since the boot; "" where it has ended and nobody has asked how
    (proc(5)). None where that is not told.
    """
    try:
        stat = (PROC / str(pid) / "stat").read_text("utf-8", errors="replace")
    except OSError:
        return None
    state, *fields = stat.rpartition(")")[2].split()  # before it is its command, which may say so
    return "" if state in {"Z", "X"} else fields[18]
