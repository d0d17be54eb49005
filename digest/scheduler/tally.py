"""What a daemon counts while it runs, for its metrics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(kw_only=True, slots=True)
class Tally:
    """`built` and `failed` count editions by digest (one that is tried again counts each time);
    those that were built took so many `seconds` in all. `died` counts jobs by their kind whose
    process was killed or crashed, `wrong` what somebody should look at. `ticked` is when the daemon
    last looked what is due and could, None before.
    """

    holder: str
    leads: bool = False
    ticked: datetime | None = None
    built: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    died: Counter[str] = field(default_factory=Counter)
    wrong: int = 0
