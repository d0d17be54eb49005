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
        self._outlets: set[Key] = set()
        for written, kind, language in named:
            name = bare(written, language)
            uses[key(name), name] += 1
            shorts = _shorts(key(name), kind)
            for short in shorts:
                longer[short].add(key(name))
            if kind is SourceKind.OUTLET:
                self._outlets |= {key(name), *shorts}
        self._fullest = {short: _fullest(names) for short, names in longer.items()}
        self._shown = _shown(uses)

    def of(self, written: str, language: str) -> str:
        name = bare(written, language)
        return self._full(key(name)) or name

    def outlet_in(self, written: str) -> str | None:
        """The outlet that a report is named after: "Bericht der Times", "Times-Bericht"."""
        whole = key(written)
        parts = [whole[n:end] for n in range(len(whole)) for end in range(n + 1, len(whole) + 1)]
        known = [part for part in parts if part in self._outlets]
        return self._full(max(known, key=len)) if known else None

    def _full(self, name: Key) -> str | None:
        return self._shown.get(self._fullest.get(name) or name)


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
