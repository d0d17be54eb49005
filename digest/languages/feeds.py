"""What a language file says of feeds."""

from typing import NamedTuple


class FeedWords(NamedTuple):
    """A part of a feed's title in which all words are of `sections` names no outlet. A last line
    that starts with a phrase of `continued` leads to the rest of the article. Both in lower case.
    """

    sections: frozenset[str] = frozenset()
    continued: tuple[str, ...] = ()
