"""Words that run the other way than those around them (Unicode Standard Annex #9).

Without more, what stands beside such words moves into them: of a name in Arabic and its marker,
`[1 ¶2]`, a mail program makes one run and turns it around. So they are isolated: in plain text by
characters that nobody sees, since it has nothing else, and which all programs that show Arabic at
all have known for years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional

# What begins an isolate, by the direction of what is in it, and what ends it.
_BEGIN = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068"}
_END = "\u2069"
# Says that a line runs from right to left.
_MARK = "\u200f"
_AGAINST = {"ltr": frozenset({"R", "AL"}), "rtl": frozenset({"L"})}


def runs_against(text: str, direction: str) -> bool:
    """Whether there is anything in `text` that runs against `direction` (`ltr` or `rtl`)."""
    return any(bidirectional(char) in _AGAINST[direction] for char in text)


def isolated(text: str, direction: str) -> str:
    """`text` by itself; of the direction `auto` it runs as its first letter does."""
    return f"{_BEGIN[direction]}{text}{_END}"


def directed(text: str, direction: str) -> str:
    """`text` in lines of which each stands for itself: for programs each is a paragraph.

    So what is isolated over several lines is so on each of them. From right to left a mark tells
    programs that look at how a line begins; an address stays as it is, to be copied.
    """
    mark = _MARK if direction == "rtl" else ""
    return "\n".join(
        f"{mark}{line}" if line and "://" not in line else line for line in _closed(text)
    )


def _closed(text: str) -> Iterator[str]:
    begun = ""
    for line in text.split("\n"):
        words = line.lstrip(" ")
        whole = f"{line[: len(line) - len(words)]}{begun}{words}"
        _, ended, last = whole.rpartition(_END)
        begins = re.findall(f"[{''.join(_BEGIN.values())}]", last if ended else whole)
        begun = begins[-1] if begins else ""
        yield whole + _END if begun else whole
