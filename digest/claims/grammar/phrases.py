"""Noun phrases: how far a source goes.

    der Sprecher der Polizei in Berlin, Max Muster, | gegenüber der Zeitung

A chunker without parts of speech: articles, capitals, adjective endings and the prepositions that
may stand inside a phrase are enough to find where a name with its apposition ends.
"""

from __future__ import annotations

from dataclasses import dataclass

from digest.claims.attribution.roles import is_role
from digest.claims.grammar.joints import (
    TIMES,
    attribute_end,
    is_nominative,
    joins,
    leads_adjective,
    modifies,
    opens_genitive,
    shortens,
    takes_genitive,
)
from digest.claims.matches import View
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.tags import Tag

_NOUN = (
    Tag.ROLE | Tag.UNNAMED | Tag.OUTLET | Tag.SAYING | Tag.REPORT | Tag.BODY | Tag.THATNOUN
    | Tag.COMPANY
)  # fmt: skip
# What a noun or a pronoun that is an object ("one of them") can be beside.
_PLAIN = Tag.NAME_PARTICLE | Tag.SHE | Tag.HE | Tag.IT | Tag.THEY
_WHOSE = Tag.POSSESSIVE | Tag.RELATIVE
_MOODS = Tag.SUBJUNCTIVE | Tag.PAST_SUBJUNCTIVE
# A name in quotation marks is short; a longer quotation is what was said.
_LONGEST_NAME = 9
_LONGEST_PHRASE = 60


def noun_phrase(view: View, start: int, stop: int, *, apposition: bool = True) -> int:
    """The end of the noun phrase at `start`, or `start` where there is none."""
    end = _Chunk(view, start, min(stop, start + _LONGEST_PHRASE)).read()
    return _with_apposition(view, end, stop) if apposition and end > start else end


@dataclass(slots=True)
class _Chunk:
    """A noun phrase while it is read: `end` is behind its last noun, `open` tells that a noun has
    to come yet, `determined` that an article has come."""

    view: View
    start: int
    stop: int
    place: int = 0
    end: int = 0
    open: bool = True
    determined: bool = False

    def read(self) -> int:
        self.place = self.end = self.start
        tokens, masked = self.view.passage.tokens, self.view.passage.masked
        while self.place < self.stop:
            token = tokens[self.place]
            goes_on = self._aside(token) if masked[self.place] else self._word(token)
            if not goes_on:
                break
        return self.end

    def _aside(self, token: Token) -> bool:
        """A short quotation (a name) or bracket."""
        behind = _aside(self.view, self.place, self.stop)
        if not behind or (token.text in "([" and self.end == self.start):
            return False
        joined = token.text not in "([" and _hyphenated(self.view, behind, self.stop)
        self._noun(behind + 2 if joined else behind)
        return True

    def _word(self, token: Token) -> bool:
        tags = token.tags
        opens = tags & (Tag.DETERMINER | Tag.POSSESSIVE)
        if opens and not (token.capitalised and self.end > self.start):
            return self._determiner(tags)
        if token.text[0].isdigit() and not token.text[-1].isalpha():
            return self._number()
        if tags & Tag.PRONOUN and self.place == self.start:
            self.end = self.place + 1
            return False
        if token.is_word and self._is_noun(token):
            timed = not self.open and self._is_apart(tags)
            self._noun(self.end if timed else self.place + 1)
            return not timed
        return self._link(token)

    def _is_noun(self, token: Token) -> bool:
        view, place = self.view, self.place
        if not token.text.islower():
            return not leads_adjective(view, place)
        return (
            _is_noun(token.tags, view)
            or _is_small_outlet(view, place)
            or (self.open and self._is_verbal_noun(token))
        )

    def _is_verbal_noun(self, token: Token) -> bool:
        """Where nouns have no capitals, a verb behind an article is one ("a vote"), and one that
        can be a noun is one where no article stands ("state workers")."""
        lexicon = self.view.passage.lexicon
        verbal = token.tags & (Tag.FINITE | Tag.GERUND | Tag.PARTICIPLE)
        noun = self.determined or token.word in lexicon.homographs
        helping = token.tags & (Tag.AUXILIARY | Tag.MODAL)
        return bool(verbal and noun and not (helping or lexicon.data.verb_second))

    def _is_apart(self, tags: int) -> bool:
        """Whether a noun is a time or addressee behind the phrase, and no part of a compound
        ("a bank statement")."""
        view, before = self.view, self.view.passage.tokens[self.place - 1]
        plain = not (view.passage.lexicon.data.verb_second or before.capitalised)
        if plain and not tags & (Tag.WEEKDAY | Tag.MONTH):
            return False
        return bool(tags & TIMES) or _is_addressed(view, self.place)

    def _number(self) -> bool:
        """A number may be of a name ("Formel 1"), but not where it counts another noun."""
        if not self.open and self._counts():
            return False
        self.place += 1
        self.end = self.end if self.open else self.place
        return True

    def _counts(self) -> bool:
        behind = self.view.passage.tokens[self.place + 1 : self.stop][:1]
        return any(token.capitalised or _is_noun(token.tags, self.view) for token in behind)

    def _link(self, token: Token) -> bool:
        """A word that holds the phrase together: "von", "und", an adjective."""
        view, place = self.view, self.place
        if not self.open and (
            _is_apostrophe(view, place) or opens_genitive(view, self.start, place)
        ):
            self.open = self.determined = True
        elif not self.open and (joins(view, self.start, place, self.stop) or shortens(view, place)):
            self.open = True
        elif self.open and (end := attribute_end(view, self.start, place)):
            self.place = end
            return True
        elif not (self.open and modifies(token, view, determined=self.determined)):
            return False
        self.place += 1
        return True

    def _determiner(self, tags: int) -> bool:
        genitive = tags & Tag.GENITIVE and takes_genitive(self.view, self.start, self.place)
        genitive = genitive and not is_nominative(self.view, self.place + 1)
        if not self.open and not genitive:
            return False
        self.open = self.determined = True
        self.place += 1
        return True

    def _noun(self, end: int) -> None:
        self.open, self.place, self.end = False, end, end


def _hyphenated(view: View, place: int, stop: int) -> bool:
    """Whether a hyphen joins a quoted name to its noun: „Blatt“-Informationen."""
    tokens = view.passage.tokens
    joined = (
        place + 1 < stop
        and tokens[place].text == "-"
        and tokens[place - 1].end == tokens[place].start
    )
    return joined and tokens[place].end == tokens[place + 1].start


def _is_small_outlet(view: View, place: int) -> bool:
    """An outlet that writes itself small: behind its noun ("der Agentur dpa"), or by its domain."""
    tokens, text = view.passage.tokens, view.passage.tokens[place].text
    led = place > view.sentence.start and tokens[place - 1].tags & Tag.OUTLET
    known = led and (tokens[place].word,) in view.passage.lexicon.media
    return bool(known or ("." in text and text[0].isalpha() and text[-1].isalpha()))


def _is_addressed(view: View, place: int) -> bool:
    """An outlet in capitals right behind a name: "sagte Max Muster CNN"."""
    token, before = view.passage.tokens[place], view.passage.tokens[place - 1]
    known = token.text.isupper() and (token.word,) in view.passage.lexicon.media
    return known and not before.tags & (Tag.OUTLET | Tag.INNER | Tag.DETERMINER)


def _aside(view: View, place: int, stop: int) -> int:
    """The end of a short quotation or bracket that starts at `place`, or 0."""
    masked, tokens = view.passage.masked, view.passage.tokens
    end = place
    closing = {"(": ")", "[": "]"}.get(tokens[place].text)
    for quotation in view.sentence.quotations:
        if quotation.first == place and _can_be_name(view, place):
            end = quotation.end if _is_of_noun(view, place, quotation.end) else end
    if closing:
        while end < stop and masked[end] and tokens[end].text != closing:
            end += 1
        end += 1
    return end if place < end <= min(stop, place + _LONGEST_NAME) else 0


def _is_of_noun(view: View, place: int, end: int) -> bool:
    """Whether a quotation is not what the person says whose noun it stands behind; a nickname has a
    name behind it."""
    tokens = view.passage.tokens
    nick = end < view.sentence.stop and tokens[end].capitalised
    return nick or place == 0 or not is_role(tokens[place - 1], view.passage.lexicon)


def _can_be_name(view: View, place: int) -> bool:
    """Whether the quotation at `place` can be a name: with a capital, or behind a noun for one."""
    tokens = view.passage.tokens
    led = place > 0 and tokens[place - 1].tags & (
        Tag.OUTLET | Tag.DETERMINER | Tag.FRAME_BEFORE | Tag.AS_SAID
    )
    return not tokens[place + 1].text[0].islower() or bool(led)


def _is_apostrophe(view: View, place: int) -> bool:
    """Whether the mark at `place` ends a possessive: "the minister's", "the dockers' union"."""
    tokens = view.passage.tokens
    return bool(tokens[place].tags & Tag.OWNER) or (
        tokens[place].text in "'’"
        and tokens[place - 1].word.endswith(view.passage.lexicon.owner_endings)
        and tokens[place - 1].end == tokens[place].start
        and not view.passage.lexicon.data.verb_second
    )


def _is_noun(tags: int, view: View) -> bool:
    """Where nouns have no capitals, any word that is nothing else."""
    capitals = view.passage.lexicon.data.verb_second
    return not capitals and (bool(tags & _NOUN) or not tags & ~_PLAIN)


def _with_apposition(view: View, end: int, stop: int) -> int:
    """The phrase with the appositions behind it: ", Leiter der Behörde,"."""
    tokens, masked = view.passage.tokens, view.passage.masked
    stop = min(stop, end + _LONGEST_PHRASE)
    while end + 1 < stop and tokens[end].text == "," and not (masked[end] or masked[end + 1]):
        behind = noun_phrase(view, end + 1, stop, apposition=False)
        if (
            behind == end + 1
            or not _is_closed(view, end + 1, behind, stop)
            or (view.tags(end + 1, behind) & Tag.PRONOUN and behind == end + 2)
            or view.at(end + 1) & _WHOSE == _WHOSE
            or (view.at(end + 1) & Tag.POSSESSIVE and masked[behind - 1])
        ):
            break
        end = behind
    return end


def _is_closed(view: View, start: int, end: int, stop: int) -> bool:
    """Whether an apposition ends here: at a mark; one with a role also before what goes on."""
    tokens, lexicon = view.passage.tokens, view.passage.lexicon
    if end >= view.sentence.stop or tokens[end].text in ",:;–.":
        return True
    goes_on = end >= stop or tokens[end].tags & Tag.PREPOSITION
    return bool(goes_on) and any(is_role(token, lexicon) for token in tokens[start:end])


def _ends_finite(view: View, end: int) -> bool:
    """Whether a clause ends with an auxiliary that is surely finite: no main clause does."""
    last = view.at(end - 1)
    finite = last & Tag.MODAL or (last & Tag.AUXILIARY and last & Tag.FINITE)
    other = last & (Tag.INFINITIVE | _MOODS) or view.at(end - 2) & Tag.INFINITIVE_MARKER
    return bool(finite) and not other


def is_relative(view: View, start: int, end: int) -> bool:
    """Whether a segment is a relative clause: a relative word first, and no verb before its end."""
    place = start + 1 if view.at(start) & Tag.PREPOSITION else start
    back = start == view.sentence.start and view.at(start) & _WHOSE == _WHOSE  # "Dessen Sohn kam."
    if back or place >= end or not view.at(place) & (Tag.RELATIVE | Tag.WHEREBY):
        return False
    if not view.at(place) & Tag.DETERMINER or not view.passage.lexicon.data.verb_second:
        return True
    if view.word(place + 1)[:1].isdigit():
        return False  # "am Montag, den 7. Mai"
    if end > place + 2 and _ends_finite(view, end):
        return True
    verb = view.find(place, end, Tag.VERB)
    while place < verb < end - 1 and view.at(verb) & Tag.PARTICIPLE:
        verb = view.find(verb + 1, end, Tag.VERB)
    cluster = verb == end - 2 and view.at(end - 1) & Tag.VERB and not view.at(verb) & _MOODS
    if (
        verb <= place
        or not (verb == end - 1 or cluster)
        or view.at(verb - 1) & Tag.INFINITIVE_MARKER
    ):
        return False
    spoken = view.at(verb) & Tag.SUBJUNCTIVE and not view.at(verb) & Tag.AUXILIARY
    return not (spoken and view.passage.tokens[place + 1].capitalised)
