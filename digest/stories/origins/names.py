"""Which names mean one source: full name and surname, with an article and without, in the spelling
of another language, inflected."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from digest.languages import codes, load
from digest.models import SourceKind
from digest.stories.comparing.words import fold, terms, vocabulary, words
from digest.stories.origins.spellings import Key, inflected, meaning, sounding

# Names of more words are not looked for in a text.
_LONG = 6

# The same few names stand in most claims of a story.
_CACHED = 1 << 14

_SITE = re.compile(r"(?:www\.)?([\w-]+)(?:\.[a-z]{2,4}){1,2}")
_QUOTED = re.compile(r"[\"'„“”‚‘’«»‹›](.+)[\"'„“”‚‘’«»‹›]")
_BRACKETED = re.compile(r"(.+?)\s*\((.+)\)")


class Mention(NamedTuple):
    """A name as an article has it."""

    name: str
    kind: SourceKind
    language: str


class Names:
    """The sources that a story names; `of` gives each one name for all articles."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        uses: Counter[tuple[Key, str]] = Counter()
        longer: dict[Key, set[Key]] = defaultdict(set)
        known: dict[SourceKind, dict[Key, set[str]]] = defaultdict(lambda: defaultdict(set))
        starts: dict[Key, Key] = {}
        for mention in mentions:
            name, whole = bare(mention), identity(mention)
            uses[whole, name] += 1
            known[mention.kind][whole].add(mention.language)
            if start := _start(name, mention):
                starts[whole] = start
            for short in _shorts(name, whole, mention):
                longer[short].add(whole)
                known[mention.kind][short].add(mention.language)
        self._fullest = {short: _fullest(names) for short, names in longer.items()}
        self._shown = _shown(uses)
        self._known = known
        self._joined = self._join(uses, [pair for pair in starts.items() if pair[1] in self._shown])

    def of(self, mention: Mention) -> str:
        return self._full(identity(mention)) or bare(mention)

    def within(self, written: str, kind: SourceKind) -> str | None:
        """The longest name of `kind` in `written`: "Bericht der Times", "Times-Bericht"."""
        whole = key(written)
        parts = [whole[n : n + long] for n in range(len(whole)) for long in range(1, _LONG + 1)]
        found = [part for part in parts if part in self._known[kind]]
        return self._full(max(found, key=len)) if found else None

    def is_outlet(self, name: str) -> bool:
        return key(name) in self._known[SourceKind.OUTLET]

    def last_in(self, text: str, kind: SourceKind, but: Callable[[str], bool]) -> str | None:
        """The name of `kind` that stands last in `text`, of those that are not `but`."""
        known, found = self._known[kind].keys() & self._shown.keys(), words(text)
        folded = [fold(word) for word in found]
        for start in reversed(range(len(found))):
            for end in range(min(len(found), start + _LONG), start, -1):
                name = self._full(tuple(folded[start:end]))
                if tuple(folded[start:end]) in known and name and not but(name):
                    return name
        return None

    def joined(self) -> Iterator[tuple[str, str]]:
        """Names that are another's in another language or ending, each with that one."""
        for name, root in self._joined.items():
            if name != root:
                yield self._shown[name], self._shown[root]

    def _full(self, name: Key) -> str | None:
        whole = self._fullest.get(name) or name
        return self._shown.get(self._joined.get(whole, whole))

    def _join(
        self, uses: Counter[tuple[Key, str]], pairs: Sequence[tuple[Key, Key]]
    ) -> dict[Key, Key]:
        """For each name of several that are one, that of them which is used most."""
        times: Counter[Key] = Counter()
        for (name, _), n in uses.items():
            times[name] += n
        for name, _ in pairs:
            times[name] = 0  # what was read into a name is no part of it
        sets: dict[Key, set[Key]] = {}
        alike = (self._alike(kind) for kind in (SourceKind.PERSON, SourceKind.BODY))
        for group in chain(pairs, *alike):
            united = {name for each in group for name in sets.get(each, {each})}
            sets |= dict.fromkeys(united, united)
        return {
            name: min(united, key=lambda each: (-times[each], each))
            for name, united in sets.items()
        }

    def _alike(self, kind: SourceKind) -> Iterator[Sequence[Key]]:
        whole: dict[Key, set[str]] = defaultdict(set)
        for name, languages in self._known[kind].items():
            full = self._fullest.get(name) or name
            if full in self._shown:
                whole[full] |= languages
        if kind is SourceKind.PERSON:
            return sounding(whole)
        return chain(inflected(whole), self._translated(whole))

    def _translated(self, names: Mapping[Key, set[str]]) -> Iterator[Sequence[Key]]:
        """Names that mean the same in two languages ("Innenministerium", "interior ministry"),
        with the name of a place or without it where the story has it with one only."""
        alike: dict[frozenset[str], list[tuple[Key, frozenset[str]]]] = defaultdict(list)
        for name, languages in names.items():
            for language in languages:
                means, proper = meaning(self._shown[name], language)
                alike[means].append((name, proper))
        for means, group in alike.items():
            places = {proper for _, proper in group if proper}
            apart = places if len(places) > 1 else {frozenset[str]()}
            for place in apart:
                own = [name for name, proper in group if len(places) < 2 or proper == place]
                if means and len(set[str]().union(*(names[name] for name in own))) > 1:
                    yield own


@lru_cache(_CACHED)
def bare(mention: Mention) -> str:
    """The name without the article before it and the quotation marks around it; that of an agency
    as it signs its texts."""
    outlet = mention.kind is SourceKind.OUTLET
    # An outlet takes its article along into other languages: "Le Monde", "Der Spiegel".
    articles = _articles() if outlet else vocabulary(mention.language).articles
    name = mention.name
    first, _, rest = name.strip().partition(" ")
    while rest and (first.lower() in articles or _is_before_name(first, rest, mention)):
        name = rest
        first, _, rest = name.strip().partition(" ")
    name = name.strip(" \t\r\n.,:;")
    whole = _QUOTED.fullmatch(name)
    name = whole[1] if whole else name
    return _agencies().get(name, name) if outlet else name


def _is_before_name(first: str, rest: str, mention: Mention) -> bool:
    """Whether `first` says what kind of outlet `rest` is: "newspaper Le Peloton"."""
    media = mention.kind is SourceKind.OUTLET and rest[0].isupper()
    return media and first.lower() in vocabulary(mention.language).media


@lru_cache(_CACHED)
def identity(mention: Mention) -> Key:
    """What the spellings of a name have in common: an outlet is its site, "spiegel.de"."""
    name = bare(mention)
    site = _SITE.fullmatch(name) if mention.kind is SourceKind.OUTLET else None
    return key(site[1] if site else name)


def key(name: str) -> Key:
    """What two spellings of a name have in common."""
    return tuple(fold(word) for word in words(name))


def _shorts(name: str, whole: Key, mention: Mention) -> set[Key]:
    """What `name` may be cut to: "Times"; of a person, the first name, or first and last; of a
    body, the first words ("Norsund" of "Norsund Line"), what it is ("Polizei" of "Polizei Essen")
    or what stands behind that ("Verdi" of "Gewerkschaft Verdi"). Which of several bodies is meant
    is told by `_fullest`.
    """
    bracketed = _BRACKETED.fullmatch(name)
    shorts = {key(part) for part in bracketed.groups()} if bracketed else set()
    if mention.kind in {SourceKind.PERSON, SourceKind.OUTLET}:
        shorts |= {whole[n:] for n in range(1, len(whole))}
    if mention.kind is SourceKind.PERSON and whole:
        shorts |= {whole[:1], (whole[0], whole[-1])}
    if mention.kind is SourceKind.BODY:
        shorts |= _body_shorts(name, mention.language)
    return shorts - {whole, ()}


def _body_shorts(name: str, language: str) -> set[Key]:
    found = words(name)
    common, is_generic = vocabulary(language).common, generic(language)
    starts = [found[:n] for n in range(1, len(found)) if found[n - 1].lower() not in common]
    kinds = [n for n, word in enumerate(found) if is_generic(word)]
    if len(kinds) == 1 and all(word[0].isupper() for word in _without(found, kinds[0])):
        starts.append([found[kinds[0]]])
    if 0 in kinds and all(word[0].isupper() for word in found[1:]):
        starts.append(found[1:])
    # What a country says is not what its police say.
    return {key(" ".join(start)) for start in starts if not _is_country(start, language)}


def _start(name: str, mention: Mention) -> Key | None:
    """What `name` is if its sentence was read into it: "Nordkabel" of "Nordkabel ohne Strom"."""
    found, common = words(name), vocabulary(mention.language).common
    n = next((n for n, word in enumerate(found) if word in common), 0)
    named = mention.kind in {SourceKind.OUTLET, SourceKind.BODY}
    whole = not n or any(map(generic(mention.language), found[:n]))
    return key(" ".join(found[:n])) if named and not whole else None


def _without(found: Sequence[str], n: int) -> Sequence[str]:
    return (*found[:n], *found[n + 1 :])


def _is_country(found: Sequence[str], language: str) -> bool:
    return all(term.key.startswith("=") for term in terms(found, language))


@cache
def generic(language: str) -> Callable[[str], bool]:
    """Whether a word says what kind of body one is: "Polizei", "ministry"."""
    if language not in codes():
        return lambda _: False
    nouns = load(language).claims.nouns
    kinds = frozenset(nouns.body.lower().split())
    endings = tuple(nouns.body_endings.split())
    return lambda word: word.lower() in kinds or word.lower().endswith(endings)


@cache
def _articles() -> frozenset[str]:
    return frozenset().union(*(load(code).stories.articles for code in codes()))


@cache
def _agencies() -> Mapping[str, str]:
    """The spellings of agencies with the name that credits have: "Associated Press" is AP."""
    return {
        spelling: names[0]
        for code in codes()
        for names in load(code).document.agencies
        for spelling in names
    }


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
