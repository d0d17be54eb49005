"""Verbs into their forms, by the endings that a language file gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from digest.errors import LanguageError
from digest.languages.inflection import Conjugation, Inflection


class Form(NamedTuple):
    """One written form of a verb. `kind` is one of the constants below; `particle` has to stand
    apart in the clause ("teilte ... mit", "pointed out"), and so has the preposition that the
    verb `governs` ("sprach von")."""

    verb: str
    kind: str
    particle: str = ""
    governs: str = ""


FINITE = "finite"
PARTICIPLE = "participle"
INFINITIVE = "infinitive"
SUBJUNCTIVE = "subjunctive"
PAST_SUBJUNCTIVE = "past subjunctive"
GERUND = "gerund"
ADJECTIVE = "adjective"

_KINDS = (FINITE, PARTICIPLE, INFINITIVE, SUBJUNCTIVE, PAST_SUBJUNCTIVE, GERUND)

Simple = tuple[tuple[str, str], ...]


class _Pattern(NamedTuple):
    """A conjugation with its endings divided."""

    ends: tuple[str, ...]
    drop: str
    augment: str
    endings: tuple[tuple[str, str], ...]
    gerund: tuple[str, ...]

    @classmethod
    def of(cls, data: Conjugation) -> _Pattern:
        kinds = (
            (FINITE, data.finite),
            (PARTICIPLE, data.participle),
            (SUBJUNCTIVE, data.subjunctive),
            (PAST_SUBJUNCTIVE, data.past_subjunctive),
            (GERUND, data.gerund),
        )
        endings = tuple((end, kind) for kind, text in kinds for end in text.split())
        ends = tuple(data.ends.split()) or ("",)
        return cls(ends, data.drop, data.augment, endings, tuple(data.gerund.split()))


class Conjugator:
    """The forms of a verb as the language file writes it: "mit|teilen", "point+out", "say"."""

    def __init__(self, regular: tuple[Conjugation, ...], inflection: Inflection) -> None:
        self._regular = tuple(map(_Pattern.of, regular))
        self._marker = inflection.infinitive_marker
        self._data = inflection
        self._unaugmented = tuple(sorted(inflection.unaugmented.split(), key=len, reverse=True))
        self._irregular = {entry[0]: entry for entry in entries(inflection.irregular)}
        self._augment = next((p.augment for p in self._regular if p.augment), "")

    def forms(self, entry: list[str]) -> Iterable[tuple[str, Form]]:
        """Each written form of a verb with what it is."""
        infinitive, *parts = entry
        if "~" in infinitive:
            verb, preposition = infinitive.split("~")
            governed = self.forms([verb, *parts])
            return [(word, form._replace(governs=preposition)) for word, form in governed]
        if "|" in infinitive:
            prefix, verb = infinitive.split("|")
            return self._separable(prefix, verb, parts)
        verb, _, particle = infinitive.partition("+")
        forms = {kind: Form(infinitive, kind, particle) for kind in _KINDS}
        return [(word, forms[kind]) for word, kind in self._simple(verb, parts)]

    def _separable(self, prefix: str, verb: str, parts: list[str]) -> Iterable[tuple[str, Form]]:
        """Both as one word and apart: finite forms stand apart first."""
        name = f"{prefix}|{verb}"
        whole = {kind: Form(name, kind) for kind in _KINDS}
        apart = {kind: Form(name, kind, prefix) for kind in _KINDS}
        for word, kind in self._simple(verb, parts):
            together, divided = (prefix + word, whole[kind]), (word, apart[kind])
            infinite = kind in (PARTICIPLE, INFINITIVE)
            yield from (together, divided) if infinite else (divided, together)
        yield prefix + self._marker + verb, whole[INFINITIVE]

    def _simple(self, verb: str, parts: list[str]) -> Simple:
        if parts:
            return self._listed(verb, parts)
        if verb in self._irregular:
            return self._listed(verb, self._irregular[verb][1:])
        for prefix in self._unaugmented:
            base = self._irregular.get(verb.removeprefix(prefix))
            if base and verb.startswith(prefix):
                listed = self._listed(base[0], base[1:])
                return tuple(
                    (_prefixed(prefix, word, kind, self._augment), kind) for word, kind in listed
                )
        return self._conjugated(verb)

    def _listed(self, verb: str, parts: list[str]) -> Simple:
        present, past, participle, *rest = [*parts, *[""] * (3 - len(parts))]
        finite = {present, past, *self._plurals(past)}
        finite |= {verb} if self._data.infinitive_finite else set()
        forms = [(form, FINITE) for form in sorted(finite)]
        forms += [(participle, PARTICIPLE), (verb, INFINITIVE)]
        forms += [
            (verb.removesuffix(ending) + other, SUBJUNCTIVE)
            for ending, other in self._data.subjunctive
        ]
        wishes = [form for wish in rest for form in (wish, *self._plurals(wish))]
        forms += [(wish, PAST_SUBJUNCTIVE) for wish in wishes if wish not in finite]
        forms += [(form, GERUND) for form in self._gerunds(verb, participle)]
        return tuple((word, kind) for word, kind in forms if word)

    def _plurals(self, past: str) -> list[str]:
        return [past + more for ending, more in self._data.plurals if past.endswith(ending)][:1]

    def _gerunds(self, verb: str, participle: str) -> list[str]:
        """A consonant that the participle doubles is doubled here too ("admitted")."""
        doubled = len(participle) == len(verb) + 3 and participle.startswith(verb)
        pattern = self._pattern(verb + verb[-1] if doubled else verb)
        stem = verb + verb[-1] if doubled else verb
        return [_stem(stem, pattern) + end for end in pattern.gerund] if pattern else []

    def _conjugated(self, verb: str) -> Simple:
        pattern = self._pattern(verb)
        if pattern is None:
            hint = "list its forms behind it, or a conjugation for its ending"
            raise LanguageError(
                f"no conjugation for the verb {verb}", place="claims.verbs", hint=hint
            )
        stem = _stem(verb, pattern)
        augmented = not verb.startswith(self._unaugmented) if self._unaugmented else False
        augment = pattern.augment if augmented else ""
        finite = ((verb, FINITE),) if self._data.infinitive_finite else ()
        formed = [
            (augment + stem + end if kind == PARTICIPLE else stem + end, kind)
            for end, kind in pattern.endings
        ]
        return ((verb, INFINITIVE), *finite, *formed)

    def _pattern(self, verb: str) -> _Pattern | None:
        return next((pattern for pattern in self._regular if verb.endswith(pattern.ends)), None)


def _stem(verb: str, pattern: _Pattern) -> str:
    return verb.removesuffix(pattern.drop) if pattern.drop else verb


def _prefixed(prefix: str, word: str, kind: str, augment: str) -> str:
    return prefix + (word.removeprefix(augment) if kind == PARTICIPLE else word)


def entries(text: str) -> Iterable[list[str]]:
    """The verbs of a list: one to a comma, each its infinitive and its listed forms."""
    return (entry.split() for entry in text.split(",") if entry.strip())
