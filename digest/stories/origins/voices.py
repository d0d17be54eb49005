"""What words for a source say of who it is: a voice of a body, the holder of an office, nobody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, lru_cache

from digest.languages import codes, load
from digest.models import Source, SourceKind
from digest.stories.comparing.words import fold, terms, vocabulary, words
from digest.stories.origins.names import Mention, Names, generic

# The same few names and roles stand in most claims of a story.
_CACHED = 1 << 14


class Voices:
    """Who speaks for whom in a story, and who holds which office.

    A spokesperson is the body that they speak for. A minister is not the ministry, nor a mayor the
    town: they were chosen themselves, and may say what their offices do not.
    """

    def __init__(self, sources: Iterable[tuple[Source, str]], names: Names) -> None:
        """`sources` with the languages that they are named in."""
        self._names = names
        self._bodies: dict[str, Counter[str]] = defaultdict(Counter)
        self._heard: dict[str, set[str]] = defaultdict(set)
        self._offices: dict[str, set[tuple[frozenset[str], str]]] = defaultdict(set)
        for source, language in sources:
            name = names.of(Mention(source.name, source.kind, language))
            held = office(source.role or "", language, source.kind)
            for term in held:
                self._offices[term].add((held, name))
            if source.kind is SourceKind.PERSON:
                self._introduce(name, source, language)
            elif body := self.body(source, language):
                self._heard[body].add("")

    def _introduce(self, name: str, person: Source, language: str) -> None:
        if body := self.body(person, language):
            self._bodies[name][body] += 1
            self._heard[body].add(name)

    def body(self, source: Source, language: str) -> str | None:
        """The body that `source` is, or speaks for by role or by what it is called."""
        said = body_named(source, language)
        return self._names.of(Mention(said, SourceKind.BODY, language)) if said else None

    def is_body(self, name: str) -> bool:
        return name in self._heard

    def bodies(self) -> Iterator[tuple[str, str]]:
        """Who speaks for another, with the body that it is."""
        for name in sorted(self._bodies):
            if body := self.spoken_for(name):
                yield name, body

    def spoken_for(self, name: str) -> str | None:
        """The body that a person speaks for, if another of its voices is heard, or the body."""
        bodies = self._bodies.get(name)
        body = min(bodies, key=lambda each: (-bodies[each], each)) if bodies else None
        return body if body and self._heard[body] - {name} else None

    def holder(self, said: str, language: str, kind: SourceKind) -> str | None:
        """Who holds the office or is the kind of body that `said` is, where the story names one
        only."""
        held = office(said, language, kind)
        roles = [self._offices.get(term, set()) for term in held]
        holders = {name for _, name in set.intersection(*roles)} if roles else set()
        return holders.pop() if len(holders) == 1 else None


def body_named(source: Source, language: str) -> str:
    """The body that a person by role, or someone without a name, is the voice of; else empty. An
    office whose holder has no name ("the mayor of Aksu") stands for itself like one."""
    if source.kind is SourceKind.PERSON:
        body = spoken_for(source.role or "", language, role=True)
        return "" if is_kind(body, language) else body
    if source.kind not in {SourceKind.UNNAMED, SourceKind.BODY}:
        return ""
    itself = _is_body(source, language) or office(source.name, language, SourceKind.PERSON)
    return spoken_for(source.name, language) or (source.name if itself else "")


def _is_body(source: Source, language: str) -> bool:
    """Whether `source` is a body by name: also one of people, such as "Mine Workers' Union" or
    "firefighters"."""
    if source.kind is SourceKind.BODY:
        return not is_voice(source.name, language)
    found = words(source.name)
    if _are_all(found, language, vocabulary(language).corps):
        return True
    proper = all(word[0].isupper() or word in vocabulary(language).common for word in found)
    return len(found) > 1 and proper and any(map(generic(language), found))


@lru_cache(_CACHED)
def spoken_for(said: str, language: str, *, role: bool = False) -> str:
    """The body that `said` is the voice of ("Polizeisprecherin", "spokesman for the ministry"), in
    its words there; empty where it is none's. An expert with a name (`role`) is nobody's voice.
    """
    known = vocabulary(language)
    voices = known.voices if role else known.voices | known.experts
    tokens = said.split()
    for n, token in enumerate(tokens):
        head = _head(token, voices)
        if head is None:
            continue
        behind = tokens[n + 1 :]
        while behind and behind[0].lower() in known.common:
            behind = behind[1:]
        # A compound is a language's way to name the body before its voice: what else stands there
        # is an adjective, unless it is a name.
        compounds = any(voice.startswith("-") for voice in known.voices)
        before = [each for each in tokens[:n] if not compounds or each[0].isupper()]
        return " ".join((*before, head) if head else behind or before)
    return ""


@lru_cache(_CACHED)
def office(said: str, language: str, kind: SourceKind) -> frozenset[str]:
    """The terms of a person's office ("mayor of Havnsted") or of a kind of body ("port operator")
    by which its holder is known; none where `said` is no such. A word before it, such as "former",
    makes it another one.
    """
    known = vocabulary(language)
    held = known.kinds if kind is SourceKind.BODY else known.offices
    found = words(said)
    for n, word in enumerate(found):
        if _head(word, held) is not None:
            before = {fold(each) for each in found[:n] if each.lower() not in known.articles}
            return frozenset(before | {term.key for term in terms(found, language)})
    return frozenset()


@lru_cache(_CACHED)
def is_faceless(said: str, language: str) -> bool:
    """Whether `said` names nobody, though it may name a body ("members of the crew"), or a kind of
    outlet alone ("die Zeitung")."""
    found, known = words(said), vocabulary(language)
    return (
        all(word in known.common for word in found)
        or any(_head(word, known.faceless) is not None for word in found)
        or _are_all(found, language, known.media)
    )


def is_kind(said: str, language: str) -> bool:
    """Whether `said` is a kind of body alone, which stands for one that was named before."""
    return _are_all(words(said), language, vocabulary(language).kinds)


def is_no_company(said: str, language: str) -> bool:
    """Whether "the company" cannot mean `said`: a ministry, the police, another "company"."""
    return is_kind(said, language) or any(map(generic(language), words(said)))


def last_authority(text: str, language: str) -> str:
    """The word for an authority that stands last in `text`; empty where there is none."""
    return next(filter(generic(language), reversed(words(text))), "")


def is_voice(said: str, language: str) -> bool:
    """Whether `said` is someone who speaks for a body, and does not say for which."""
    return said.lower() in vocabulary(language).voices


def _head(word: str, known: Set[str]) -> str | None:
    """What stands in `word` before one of `known`, nothing where it is one; None for others."""
    small = word.lower()
    if small in known:
        return ""
    longest = max(_endings(small, known), key=len, default="")
    return word[: -len(longest)].rstrip("-") if longest else None


def _endings(word: str, known: Set[str]) -> Iterator[str]:
    """Of `known` those that end `word`, and are not all of it."""
    last = (each[1:] for each in known if each[0] == "-")
    return (each for each in last if word.endswith(each) and word != each)


def _are_all(found: Sequence[str], language: str, known: Set[str]) -> bool:
    """Whether `found` are of `known` but for common words such as articles."""
    telling = [word for word in found if word.lower() not in vocabulary(language).common]
    return bool(telling) and all(_head(word, known) is not None for word in telling)


def is_network(name: str) -> bool:
    """Whether `name` is that of a network on which anyone speaks: "X", "Facebook-Post"."""
    found = {word.lower() for word in words(name)}
    return not found.isdisjoint(_networks()) or any(len(word) == 1 for word in found)


@cache
def _networks() -> frozenset[str]:
    return frozenset(name.lower() for code in codes() for name in load(code).document.networks)
