"""Schedule: when editions are due, and what is done about those that are.

`cron` reads cron lines, `timetables` makes moments of the local times that they name, `planning`
says which slots to make, which to skip, and when to try again, `naming` which slot stands in the
name of an edition.
"""

from __future__ import annotations

from digest.schedule.cron import check
from digest.schedule.naming import coming, is_daily, name_of
from digest.schedule.planning import Plan, Reason, plan, reach, retry
from digest.schedule.timetables import midnight, slots, upcoming

__all__ = [
    "Plan",
    "Reason",
    "check",
    "coming",
    "is_daily",
    "midnight",
    "name_of",
    "plan",
    "reach",
    "retry",
    "slots",
    "upcoming",
]
