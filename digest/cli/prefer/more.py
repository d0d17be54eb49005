"""`digest prefer more`"""

from __future__ import annotations

from digest.cli.prefer.asking import asking

command = asking("more", 1, "Want more of NAME: a topic, a speaker or an outlet.")
