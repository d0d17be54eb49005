"""`digest prefer less`"""

from __future__ import annotations

from digest.cli.prefer.asking import asking

command = asking("less", -1, "Want less of NAME: a topic, a speaker or an outlet.")
