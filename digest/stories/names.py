"""Which names mean one source: full name and surname, with an article and without."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from digest.models import SourceKind
from digest.stories.words import fold, vocabulary, words

Key = tuple[str, ...]

# A ministry or a court is not cut short: "the ministry" of two countries would become one.
_SHORTENED = frozenset({SourceKind.PERSON, SourceKind.OUTLET})


class Names:
    """The sources that a story names; `of` gives each its fullest name there."""

    def __init__(self, named: Iterable[tuple[str, SourceKind, str]]) -> None:
        """`named`: names with what they name and the language that they stand in."""
        uses: Counter[tuple[Key, str]] = Counter()
        longer: dict[Key, set[Key]] = defaultdict(set)
        for written, kind, language in named:
            name = bare(written, language)
            uses[key(name), name] += 1
            for short in _shorts(key(name), kind):
                longer[short].add(key(name))
        self._fullest = {short: _fullest(names) for short, names in longer.items()}
        self._shown = _shown(uses)

    def of(self, written: str, language: str) -> str:
        name = bare(written, language)
        fullest = self._fullest.get(key(name)) or key(name)
        return self._shown.get(fullest, name)


def bare(name: str, language: str) -> str:
    """`name` without the article before it and the quotation marks around it."""
    articles = vocabulary(language).articles
    first, _, rest = name.strip().partition(" ")
    while rest and first.lower() in articles:
        name = rest
        first, _, rest = name.strip().partition(" ")
    return name.strip(" \t\r\n\"'„“”‚‘’«»‹›.,:;")


def key(name: str) -> Key:
    """What two spellings of a name have in common."""
    return tuple(fold(word) for word in words(name))


def _shorts(name: Key, kind: SourceKind) -> set[Key]:
    """What `name` may be cut to: "Times"; of a person, the first name, or first and last."""
    if kind not in _SHORTENED:
        return set()
    shorts = {name[n:] for n in range(1, len(name))}
    if kind is SourceKind.PERSON and name:
        shorts |= {name[:1], (name[0], name[-1])}
    return shorts - {name}


def _fullest(names: set[Key]) -> Key | None:
    """The name that all of `names` may be short for, if there is one."""
    longest = max(names, key=lambda name: (len(name), name))
    return longest if all(set(name) <= set(longest) for name in names) else None


def _shown(uses: Counter[tuple[Key, str]]) -> dict[Key, str]:
    """For each key the spelling most used, the first in the alphabet of equals."""
    shown: dict[Key, str] = {}
    for (found, name), _ in sorted(uses.items(), key=lambda use: (-use[1], use[0][1])):
        shown.setdefault(found, name)
    return shown
