"""A language file compiled for reading: what each word can be.

A word's tags are bits of one integer, so that a rule asks about a token, or a whole clause, with
one operation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from digest.claims import inflection
from digest.claims.inflection import Conjugator, Form, entries
from digest.languages import load
from digest.languages.schema import CertaintyWords, Claims, FigureWords


class Tag:
    """What a word can be. A word can be several things at once."""

    DETERMINER = 1 << 0
    POSSESSIVE = 1 << 1
    GENITIVE = 1 << 2
    DATIVE = 1 << 3
    PRONOUN = 1 << 4
    RELATIVE = 1 << 5
    REFLEXIVE = 1 << 6
    PREPOSITION = 1 << 7
    INNER = 1 << 8  # a preposition that may stand inside a noun phrase
    CONJUNCTION = 1 << 9
    OPENER = 1 << 10
    THAT = 1 << 11
    WH = 1 << 12
    SUBORDINATOR = 1 << 13
    INFINITIVE_MARKER = 1 << 14
    AS_SAID = 1 << 15
    SO = 1 << 16
    HEREBY = 1 << 17
    WHEREBY = 1 << 18
    ADVERB = 1 << 19
    NEGATION = 1 << 20
    WEEKDAY = 1 << 21
    MONTH = 1 << 22
    TIME = 1 << 23
    ADDRESSING = 1 << 24
    NOT_SUBJECT = 1 << 25
    AUXILIARY = 1 << 26
    PASSIVE = 1 << 27
    MODAL = 1 << 28
    FINITE = 1 << 29
    SUBJUNCTIVE = 1 << 30
    PAST_SUBJUNCTIVE = 1 << 31
    HEARSAY = 1 << 32
    CUE = 1 << 33
    INFINITIVE = 1 << 34
    PARTICLE = 1 << 35
    SAYING = 1 << 36  # nouns from here
    THATNOUN = 1 << 37
    REPORT = 1 << 38
    UNNAMED = 1 << 39
    OUTLET = 1 << 40
    ROLE = 1 << 41
    FRAME_BEFORE = 1 << 42
    FRAME_NOUN = 1 << 43
    FRAME_AFTER = 1 << 44
    FRAME_NOUN_AFTER = 1 << 45
    NAME_PARTICLE = 1 << 46
    PARTICIPLE = 1 << 47
    BODY = 1 << 48
    NOT_CLAUSE = 1 << 49
    NOMINATIVE = 1 << 50
    FIRST_PERSON = 1 << 53
    POINTER = 1 << 54
    OBLIQUE = 1 << 51  # determiners that no subject has
    OBJECT = 1 << 52  # pronouns that are subject and object
    VERB = FINITE | AUXILIARY | MODAL | SUBJUNCTIVE | PAST_SUBJUNCTIVE
    FUNCTION = (
        DETERMINER | POSSESSIVE | PRONOUN | RELATIVE | REFLEXIVE | PREPOSITION | CONJUNCTION
        | SUBORDINATOR | ADVERB | NEGATION | AUXILIARY | MODAL | SO | WH
    )  # fmt: skip


# Where nouns have capitals, a capital is no verb, and a small letter no noun.
_VERBAL = (
    Tag.AUXILIARY | Tag.PASSIVE | Tag.MODAL | Tag.FINITE | Tag.SUBJUNCTIVE | Tag.PAST_SUBJUNCTIVE
    | Tag.HEARSAY | Tag.CUE | Tag.INFINITIVE | Tag.PARTICIPLE
)  # fmt: skip
_CLOSED = Tag.DETERMINER | Tag.POSSESSIVE | Tag.PRONOUN
_NOMINAL = (
    Tag.SAYING | Tag.THATNOUN | Tag.REPORT | Tag.UNNAMED | Tag.OUTLET | Tag.ROLE | Tag.BODY
    | Tag.WEEKDAY | Tag.MONTH | Tag.TIME
)  # fmt: skip


class Use:
    """What may stand behind a cue verb."""

    SAY = 1
    THINK = 2
    DEMAND = 4
    REPORT = 8
    NAME = 16


@dataclass(slots=True)
class Entry:
    """A word of the lexicon: its tags, and the cue verbs that it can be a form of."""

    tags: int = 0
    forms: list[tuple[Form, int]] = field(default_factory=list)


NOTHING = Entry()

_WORDS = {
    "determiners": Tag.DETERMINER,
    "possessives": Tag.POSSESSIVE,
    "genitives": Tag.GENITIVE,
    "datives": Tag.DATIVE,
    "pronouns": Tag.PRONOUN,
    "relatives": Tag.RELATIVE,
    "reflexives": Tag.REFLEXIVE,
    "prepositions": Tag.PREPOSITION,
    "inner_prepositions": Tag.INNER,
    "conjunctions": Tag.CONJUNCTION,
    "openers": Tag.OPENER,
    "that": Tag.THAT,
    "wh": Tag.WH,
    "subordinators": Tag.SUBORDINATOR,
    "infinitive_markers": Tag.INFINITIVE_MARKER,
    "as_said": Tag.AS_SAID,
    "so": Tag.SO,
    "hereby": Tag.HEREBY,
    "whereby": Tag.WHEREBY,
    "adverbs": Tag.ADVERB,
    "negations": Tag.NEGATION,
    "weekdays": Tag.WEEKDAY,
    "months": Tag.MONTH,
    "time_nouns": Tag.TIME,
    "addressing": Tag.ADDRESSING,
    "not_subject": Tag.NOT_SUBJECT,
    "not_clause": Tag.NOT_CLAUSE,
    "nominative": Tag.NOMINATIVE,
    "oblique": Tag.OBLIQUE,
    "pointers": Tag.POINTER,
    "first_person": Tag.FIRST_PERSON,
    "ambiguous": Tag.OBJECT,
}
_NOUNS = {
    "say": Tag.SAYING,
    "that": Tag.THATNOUN,
    "report": Tag.REPORT,
    "unnamed": Tag.UNNAMED,
    "outlet": Tag.OUTLET,
    "role": Tag.ROLE,
    "body": Tag.BODY,
}
_VERBS = {
    "auxiliaries": Tag.AUXILIARY,
    "passive": Tag.PASSIVE | Tag.AUXILIARY,
    "modals": Tag.MODAL,
    "subjunctive": Tag.SUBJUNCTIVE,
    "past_subjunctive": Tag.PAST_SUBJUNCTIVE,
    "hearsay": Tag.HEARSAY,
}
_FRAMES = {
    "before": Tag.FRAME_BEFORE,
    "with_noun": Tag.FRAME_NOUN,
    "after": Tag.FRAME_AFTER,
    "after_noun": Tag.FRAME_NOUN_AFTER,
}
_BOUNDS = ("about", "almost", "at_least", "at_most", "more_than", "less_than")
_USES = {
    "say": Use.SAY,
    "think": Use.THINK,
    "demand": Use.DEMAND,
    "report": Use.REPORT,
    "name": Use.NAME,
}
_KINDS = {
    inflection.FINITE: Tag.FINITE,
    inflection.SUBJUNCTIVE: Tag.SUBJUNCTIVE,
    inflection.PAST_SUBJUNCTIVE: Tag.PAST_SUBJUNCTIVE,
    inflection.INFINITIVE: Tag.INFINITIVE,
    inflection.PARTICIPLE: Tag.PARTICIPLE,
}


class Lexicon:
    """The words of a language with what each can be, lower-cased."""

    def __init__(self, code: str, data: Claims) -> None:
        self.code = code
        self.data = data
        self.words: dict[str, Entry] = {}
        self.openers = {pair[0] for pair in data.quote_marks}
        self.closers: dict[str, set[str]] = {}
        for opener, closer in data.quote_marks:
            self.closers.setdefault(closer, set()).add(opener)
        self.abbreviations = frozenset(data.abbreviations.lower().split())
        self.glued = tuple(data.glued.split())
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        self.role_endings = tuple(data.nouns.role_endings.split())
        self.agents = frozenset(data.verbs.agents.split())
        self.telling = frozenset(data.verbs.telling.split())
        self.plain_saying = frozenset(data.verbs.plain_saying.split())
        self.companions = frozenset(data.verbs.companions.split())
        self.quoting = frozenset(data.verbs.quoting.split())
        self.impersonal = frozenset(data.verbs.impersonal.split())
        self.adverb_endings = tuple(data.words.adverb_endings.split())
        self.say_endings = tuple(data.nouns.say_endings.split())
        self.body_endings = tuple(data.nouns.body_endings.split())
        self.media = {tuple(name.lower().split()) for name in data.media}
        self.hedges = _hedges(data.certainty)
        self.denials = frozenset(data.certainty.denials)
        self.silence = [tuple(phrase.split()) for phrase in data.certainty.silence]
        self.neither = frozenset(data.certainty.neither.split())
        self.citing: dict[str, list[tuple[str, ...]]] = {}
        for phrase in data.frames.citing:
            parts = tuple(phrase.lower().split())
            self.citing.setdefault(parts[0], []).append(parts)
        self.cited = frozenset(data.frames.cited.split())
        self.months = {word: n for n, word in enumerate(data.words.months.lower().split(), 1)}
        self._measure(data.figures)
        self._fill()
        for entry in self.words.values():
            if entry.tags & _CLOSED:
                entry.tags &= ~(Tag.CUE | Tag.FINITE | Tag.SUBJUNCTIVE | Tag.INFINITIVE)
                entry.forms = []
        self.capitals = self.words
        if data.verb_second:
            self.capitals = {w: Entry(e.tags & ~_VERBAL) for w, e in self.words.items()}
            self.words = {w: Entry(e.tags & ~_NOMINAL, e.forms) for w, e in self.words.items()}

    def __getitem__(self, word: str) -> Entry:
        return self.words.get(word, NOTHING)

    def entry(self, text: str, word: str) -> Entry | None:
        """The entry of a word as it is written, `word` being its lower case."""
        return (self.capitals if text[0].isupper() else self.words).get(word)

    def _measure(self, data: FigureWords) -> None:
        self.numbers = {word: Decimal(value) for word, value in _pairs(data.numbers)}
        self.scales = {word: Decimal(value) for word, value in _pairs(data.scales)}
        self.money = dict(_pairs(data.money))
        self.percent = frozenset(data.percent.lower().split())
        self.range_words = tuple(data.range_words.split())
        self.range_openers = frozenset(data.range_openers.split())
        self.bounds = {
            tuple(phrase.split()): name for name in _BOUNDS for phrase in getattr(data, name)
        }

    def _fill(self) -> None:
        for section, names in (
            (self.data.words, _WORDS),
            (self.data.nouns, _NOUNS),
            (self.data.verbs, _VERBS),
            (self.data.frames, _FRAMES),
        ):
            for name, tag in names.items():
                self._tag(getattr(section, name).split(), tag)
        self._tag(self.data.name_particles.split(), Tag.NAME_PARTICLE)
        self._conjugate()

    def _conjugate(self) -> None:
        conjugator = Conjugator(self.data.conjugation, self.data.inflection)
        uses: dict[str, tuple[list[str], int]] = {}
        for name, use in _USES.items():
            for entry in entries(getattr(self.data.verbs, name)):
                known, before = uses.get(entry[0], (entry, 0))
                uses[entry[0]] = (max(known, entry, key=len), before | use)
        for text in (self.data.inflection.irregular, self.data.inflection.verbs):
            for entry in entries(text):
                uses.setdefault(entry[0], (entry, 0))
        for entry, use in uses.values():
            for word, form in conjugator.forms(entry):
                self._add_form(word, form, use)

    def _add_form(self, word: str, form: Form, use: int) -> None:
        entry = self.words.setdefault(word, Entry())
        entry.tags |= _KINDS[form.kind]
        if use:
            entry.tags |= Tag.CUE
            entry.forms.append((form, use))
        if form.particle:
            self.words.setdefault(form.particle, Entry()).tags |= Tag.PARTICLE

    def _tag(self, words: Iterable[str], tag: int) -> None:
        for word in words:
            parts = word.lower().split("_")
            if parts[1:]:
                self.phrases.setdefault(parts[0], []).append(tuple(parts))
            self.words.setdefault(" ".join(parts), Entry()).tags |= tag


def _hedges(data: CertaintyWords) -> dict[str, str]:
    """Each hedge with the name of its certainty."""
    labels = ("possible", "estimated", "alleged", "denied")
    return {word.lower(): label for label in labels for word in getattr(data, label).split()}


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    """The pairs of a `word=value` list."""
    for pair in text.split():
        word, _, value = pair.rpartition("=")
        yield word.lower(), value


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language, compiled once."""
    return Lexicon(code, load(code).claims)
