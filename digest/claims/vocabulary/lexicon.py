"""A language file compiled for reading: what each word can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import product
from typing import Any

from digest.claims.vocabulary import spelling
from digest.claims.vocabulary.endings import Endings, crossed
from digest.claims.vocabulary.inflection import Form, entries
from digest.claims.vocabulary.marking import KINDS, hedges, marked, verb_forms
from digest.claims.vocabulary.tags import CLOSED, NOMINAL, VERBAL, Tag
from digest.languages import load
from digest.languages.schema import (
    Claims,
    CueNouns,
    CueVerbs,
    FunctionWords,
    PeopleWords,
)

Forms = tuple[tuple[Form, int], ...]


@dataclass(slots=True)
class Entry:
    """A word of the lexicon: its tags, and the cue verbs that it can be a form of."""

    tags: int = 0
    forms: Forms = ()


NOTHING = Entry()
_EVERY = -1


class Order(Enum):
    """Where a verb stands: second in its clause, behind its subject, or behind it but in a clause
    that tells whose words stand around it."""

    SECOND = auto()
    FIXED = auto()
    INVERTED = auto()


class Lexicon:
    """The words of a language, lower-cased, with what each can be; `met` is what was read."""

    def __init__(self, code: str, data: Claims) -> None:
        self.code = code
        self.data = data
        self.words: dict[str, Entry] = {}
        self.met: dict[str, Any] = {}
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        self.months = {word: n for n, word in enumerate(data.words.months.lower().split(), 1)}
        free = Order.INVERTED if data.inverted else Order.FIXED
        self.order = Order.SECOND if data.verb_second else free
        self.token = spelling.pattern(data)
        self._mark(data)
        self._list(data)
        self._list_nouns(data.nouns, data.people)
        self._list_words(data.words)
        self._list_verbs(data.verbs)
        self._end(data)
        self._phrase(data)
        self._fill()
        for phrases in self.phrases.values():
            phrases.sort(key=len, reverse=True)
        for entry in self.words.values():
            if entry.tags & CLOSED:
                entry.tags &= ~(Tag.CUE | Tag.FINITE | Tag.SUBJUNCTIVE | Tag.INFINITIVE)
                entry.forms = ()
        nouns_have_capitals = data.verb_second
        self._capital = ~VERBAL if nouns_have_capitals else _EVERY
        self._small = ~NOMINAL if nouns_have_capitals else ~Tag.GIVEN

    def __getitem__(self, word: str) -> Entry:
        return self.words.get(word, NOTHING)

    def guessed(self, word: str) -> int:
        """What a word that is not known can be, by its end; of two given names, one."""
        if "-" in word and word[0].isupper():
            first, _, second = word.lower().partition("-")
            return self[first].tags & self[second].tags & Tag.GIVEN
        if word.endswith(self.wish_endings):
            return Tag.FINITE | Tag.PAST_SUBJUNCTIVE
        if word.endswith(self.regular_adverbs) and word.islower():
            return Tag.ADVERB
        if word.endswith(self.regular_pasts) and word.islower():
            return Tag.FINITE | Tag.PARTICIPLE
        return Tag.FINITE * word.endswith(self.finite_endings)

    def reading(self, text: str, word: str) -> tuple[int, Forms] | None:
        """What a word can be as it is written, `word` being its lower case."""
        entry = self.words.get(word)
        if entry is None:
            return None
        if text == word:
            return entry.tags & self._small, entry.forms
        return entry.tags & self._capital, entry.forms if self._capital == _EVERY else ()

    def _mark(self, data: Claims) -> None:
        self.openers = {pair[0] for pair in data.quote_marks}
        self.closers: dict[str, set[str]] = {}
        for pair in data.quote_marks:
            self.closers.setdefault(pair[1], set()).add(pair[0])
        self.marks = self.openers | self.closers.keys()

    def _list(self, data: Claims) -> None:
        """The words of a kind that is too rare for a tag, those of the sections below apart."""
        self.abbreviations = frozenset(data.abbreviations.split())
        self.clock = _words(data.clock)
        self.able = _words(data.certainty.able)
        self.unable = _words(data.certainty.unable)
        self.excluded = _words(data.certainty.excluded)
        self.rumours = _words(data.certainty.rumours)
        self.neither = _words(data.certainty.neither)
        self.opinions = _words(data.frames.opinions)
        self.views = _words(data.frames.views)
        self.out_of = _words(data.frames.out_of)
        self.cited = _words(data.frames.cited)

    def _list_nouns(self, nouns: CueNouns, people: PeopleWords) -> None:
        self.broadcast = _words(nouns.broadcast)
        self.press = _words(nouns.press)
        self.outlet_heads = _words(nouns.outlet_heads)
        self.listeners = _words(nouns.listeners)
        self.articles = {
            Tag.MAN: _words(people.man_articles),
            Tag.WOMAN: _words(people.woman_articles),
        }
        self.generic = _words(nouns.generic)
        self.means = _words(nouns.means)
        self.inquiries = _words(nouns.inquiries)
        self.corporate = _words(nouns.corporate)
        self.plurals = tuple(people.plurals.split()) or ("\0",)
        self.singulars = tuple(people.singulars.split()) or ("\0",)
        self.others = _words(people.others)
        self.ladies = _words(people.ladies)
        self.gentlemen = _words(people.gentlemen)
        self.titles = _words(people.titles) | self.ladies | self.gentlemen
        self.kickers = _words(nouns.kickers)

    def _list_words(self, data: FunctionWords) -> None:
        self.contrasts = _words(data.contrasts)
        self.told_several = _words(data.told_several)
        self.told_endings = tuple(data.told_endings.split())
        self.told = _words(data.told)
        self.nobody = _words(data.nobody)
        self.definite = _words(data.definite)
        self.genitives = _words(data.sure_genitives)
        self.belonging = _words(data.belonging)
        self.owners = _words(data.owners)
        self.subject_articles = _words(data.subject_articles)
        self.own = _words(data.own)
        self.indefinite = _words(data.indefinite)
        self.counts = _words(data.counts)
        self.correlates = _words(data.correlates)
        self.expletives = _words(data.expletives)
        self.around = _words(data.around)
        self.object_pronouns = _words(data.object_pronouns)
        self.joining = _words(data.joining)

    def _list_verbs(self, data: CueVerbs) -> None:
        """The verbs, and words beside them, of a kind that is too rare for a tag."""
        self.agents = _words(data.agents)
        self.places = _words(data.places) | self.agents
        self.telling = _words(data.telling)
        self.predicative = _words(data.predicative)
        self.findings, self.counting = _words(data.findings), _words(data.counting)
        self.anonymous = _words(data.anonymous)
        self.serving = _words(data.serving)
        self.homographs = _words(data.homographs)
        self.continuing = _words(data.continuing)
        self.audiences = dict(_words_after(data.audiences.lower()))
        self.addressed = dict(_words_after(data.addressed))
        self.companions = _words(data.companions)
        self.self_saying = _words(data.self_saying)
        self.quoting = _words(data.quoting)
        self.impersonal = _words(data.impersonal)

    def _end(self, data: Claims) -> None:
        """What words of a kind end with."""
        self.glued = tuple(data.glued.split())
        links = {spelling.cut(enclitic)[0] for enclitic in data.enclitics.split()}
        self.links = tuple(sorted(links, key=len, reverse=True))
        self.infinitives = tuple(data.inflection.infinitive_endings.split())
        self.contractions = {
            end: word or end
            for end, _, word in (c.partition("=") for c in data.contractions.split())
        }
        verbs = data.inflection
        self.finite_endings = tuple(verbs.finite_endings.split())
        self.wish_endings = tuple(verbs.past_subjunctive_endings.split())
        self.regular_pasts = tuple(data.inflection.regular_pasts.split()) or ("\0",)
        self.regular_adverbs = tuple(data.words.regular_adverbs.split()) or ("\0",)
        self.adverb_endings = tuple(data.words.adverb_endings.split())
        self.say_endings = tuple(data.nouns.say_endings.split())
        self.thing_endings = Endings(data.nouns.thing_endings.split())
        self.genitive_endings = tuple(data.words.genitive_endings.split())
        self.owner_endings = tuple(data.words.owner_endings.split())
        self.nominative_endings = tuple(data.words.nominative_endings.split())
        self.means_endings = tuple(data.nouns.means_endings.split()) or ("\0",)
        self.talks = tuple(data.nouns.talks.split()) or ("\0",)
        self.role_endings = Endings(data.nouns.role_endings.split())
        self.offices = Endings(data.nouns.offices.split())
        self.authorities = tuple(data.nouns.authorities.split()) or ("\0",)
        self.not_agents = _words(data.nouns.not_agents)
        self.agent_endings = tuple(data.nouns.agent_endings.split())
        self.name_links = {tuple(pair.split("_")) for pair in data.name_links.lower().split()}
        self.body_endings = Endings(data.nouns.body_endings.split())
        self.attributes = tuple(data.words.attributes.split()) or ("\0",)
        self.participles = tuple(data.words.participles.split()) or ("\0",)
        self.spokes = tuple(data.nouns.spokes.split())
        self.genitive_names = tuple(data.roles.genitive_names.split())
        self.feminine_nouns = tuple(data.roles.feminine_nouns.split())
        self.masculine_nouns = tuple(data.roles.masculine_nouns.split())
        self.adjective_endings = tuple(data.roles.adjectives.split())
        cases = ("", *data.roles.cases.split())
        self.company_endings = Endings(crossed(data.nouns.company_endings, cases))
        self.outlet_endings = Endings(crossed(data.nouns.outlet_endings, cases))
        self.role_cases = tuple(inflected for inflected, _ in data.roles.nouns)

    def _phrase(self, data: Claims) -> None:
        """Phrases by their first words, those of silence by their last."""
        self.media = {tuple(name.lower().split()) for name in data.media}
        self.media_heads = {name[0] for name in self.media}
        self.hedges = hedges(data.certainty)
        moods = Tag.PAST_SUBJUNCTIVE | Tag.HEARSAY
        self.hearsay_moods = moods * data.certainty.conditional
        self.denials = _words(data.certainty.denials)
        self.excluding = _words(data.certainty.excluding)
        self.affirming = _words(data.certainty.affirming)
        self.expecting = _words(data.certainty.expecting)
        self.alleging = _words(data.certainty.alleging)
        self.hearing = _words(data.certainty.hearsay)
        self.claiming: dict[str, set[str]] = {}
        for modal, auxiliary in data.certainty.claiming:
            self.claiming.setdefault(modal, set()).add(auxiliary)
        open_words = self.able | self.excluded | self.claiming.keys()
        self.hedging = open_words | {word.lower() for word in self.hedges}
        self.silence: dict[str, list[tuple[str, ...]]] = {}
        for phrase in data.certainty.silence:
            for parts in product(*(word.split("/") for word in phrase.split())):
                self.silence.setdefault(parts[-1], []).append(parts)
        groups = [_words(group) for group in data.roles.same.split(",")]
        self.same_roles = {word: group for group in groups for word in group}
        self.citing: dict[str, list[tuple[str, ...]]] = {}
        for phrase in data.frames.citing:
            parts = tuple(phrase.lower().split())
            self.citing.setdefault(parts[0], []).append(parts)

    def _fill(self) -> None:
        for words, tag in marked(self.data):
            self._tag(words.split(), tag)
        for forms, use in verb_forms(self.data):
            self._add_forms(forms, use)

    def _add_forms(self, forms: Iterable[tuple[str, Form]], use: int) -> None:
        cue, particle = Tag.CUE * bool(use), ""
        for word, form in forms:
            entry = self._entry(word)
            entry.tags |= KINDS[form.kind] | cue
            if use:
                entry.forms += ((form, use),)
            particle = particle or form.particle
        if particle:
            self._entry(particle).tags |= Tag.PARTICLE

    def _tag(self, words: Iterable[str], tag: int) -> None:
        for word in map(str.lower, words):
            if "_" in word:
                parts = tuple(word.split("_"))
                self.phrases.setdefault(parts[0], []).append(parts)
            self._entry(word.replace("_", " ")).tags |= tag

    def _entry(self, word: str) -> Entry:
        entry = self.words.get(word)
        if entry is None:
            entry = self.words[word] = Entry()
        return entry


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def _words_after(text: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The first word of each entry with the others."""
    return ((first, tuple(others)) for first, *others in entries(text))


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language, compiled once."""
    return Lexicon(code, load(code).claims)
