"""The names of an article: who is called what, and as what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from digest.claims.attribution import roles
from digest.claims.attribution.roles import is_body
from digest.claims.attribution.runs import name_start, nominal, run_end
from digest.claims.lexicon import Lexicon
from digest.claims.sentences import Passage
from digest.claims.tags import COMMON, Tag
from digest.claims.tokens import Token
from digest.models import Span

Words = tuple[str, ...]

# A name's fullest form stands among its first mentions.
_MOST_MENTIONS = 40
_BODY = Tag.BODY | Tag.COMPANY | Tag.OUTLET
_NO_ADJECTIVE = Tag.FUNCTION | Tag.VERB | Tag.PARTICIPLE | Tag.CUE


class Name(NamedTuple):
    """A name as it stands once: its words, and the role before or behind it.

    `bare` names have no article: a person's stand so, a body's seldom. One that `leads` stands
    first in its sentence, where the next pronoun looks for it, a `titled` one behind a title.
    A `quoted` one stands in what someone says.
    `gender` is the tags of a given name or role, `body` tells that its role or last word is one
    that bodies have ("operator").
    """

    span: Span
    words: Words
    role: Span | None
    bare: bool
    leads: bool
    given: bool
    titled: bool
    quoted: bool
    gender: int
    body: bool
    block: int


@dataclass(slots=True)
class Names:
    """The names of an article in text order, and by their first and last words; and where its
    `sentences` start. `capitals` tells that all nouns have them."""

    found: list[Name] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    by_word: dict[str, list[Name]] = field(default_factory=dict)
    attested: dict[Words, Name] = field(default_factory=dict)
    bodies: set[Words] = field(default_factory=set)
    full: dict[Words, Name | None] = field(default_factory=dict)
    capitals: bool = False

    def add(self, name: Name) -> None:
        self.found.append(name)
        self.attested.setdefault(name.words, name)
        if name.body or not name.bare:
            self.bodies.add(name.words)
        for word in {name.words[0], name.words[-1]}:
            known = self.by_word.setdefault(word, [])
            if len(known) < _MOST_MENTIONS:
                known.append(name)

    def fullest(self, words: Words) -> Name | None:
        """The longest name that ends with `words`, or else begins with them; looked up once."""
        if words not in self.full:
            self.full[words] = self._fullest(self._core(words))
        return self.full[words]

    def is_person(self, name: Name) -> bool:
        """Whether a person goes by the name, as far as the article tells."""
        full = self.fullest(name.words) or name
        alike = full.bare and len(full.words) > 1 and full.words not in self.bodies
        return alike or self._is_told(name, full)

    def can_be_meant(self, name: Name) -> bool:
        """Whether a pronoun or noun can point at the name: two capitals alone inside of a sentence,
        where nouns have them, are no reason to."""
        if name.leads or not self.capitals:
            return self.is_person(name)
        return self._is_told(name, self.fullest(name.words) or name)

    def _is_told(self, name: Name, full: Name) -> bool:
        """Whether a given name, title or role tells that it is a person's."""
        return any(
            each.given or each.titled or (each.role and not each.body) for each in (name, full)
        )

    def _core(self, words: Words) -> Words:
        """Without the noun behind, where the article has the name without it as well."""
        while len(words) > 2 and words[:-1] in self.attested:
            words = words[:-1]
        return words

    def _fullest(self, words: Words) -> Name | None:
        size = len(words)
        if size == 1 and "." in words[0]:
            return self._spelled(words[0].replace(".", "")) or self.attested.get(words)
        ending = [n for n in self.by_word.get(words[-1], ()) if n.words[-size:] == words]
        starting = [n for n in self.by_word.get(words[0], ()) if n.words[:size] == words]
        for candidates in (ending, starting):
            kept = [n for n in candidates if self._is_name(n)]
            best = max(kept, key=_fullness, default=None)
            if best and (len(best.words) > size or candidates is starting):
                return best
        return max(ending + starting, key=_fullness, default=None) if size == 1 else None

    def _spelled(self, initials: str) -> Name | None:
        """The name that initials stand for: "U.S."."""
        for name in self.found:
            if len(name.words) == len(initials) and initials == "".join(w[0] for w in name.words):
                return name
        return None

    def _is_name(self, name: Name) -> bool:
        """Whether all words belong to it, as far as the other places in the article tell."""
        if self._core(name.words) != name.words:
            return False
        tail = self.attested.get(name.words[1:])
        return name.bare or name.given or name.body or not (tail and tail.bare)


def _fullness(name: Name) -> tuple[int, bool, bool]:
    return len(name.words), name.role is not None, name.leads


def collect(passage: Passage, names: Names) -> None:
    """Adds the names of a passage."""
    tokens, place, size = passage.tokens, 0, len(passage.tokens)
    names.capitals = passage.lexicon.data.verb_second
    names.sentences.extend(tokens[sentence.start].start for sentence in passage.sentences)
    while place < size:
        token = tokens[place]
        verb = token.tags & Tag.VERB and place not in passage.starts
        if not token.name_like or verb or not (nominal(token) or _is_month_too(tokens, place)):
            place += 1
            continue
        end = run_end(passage, place)
        name = name_in(passage, place, end) or _surname(passage, place, end, names)
        if name:
            names.add(name)
        place = end


def _is_month_too(tokens: list[Token], place: int) -> bool:
    """Whether a month is a given name here: "June Hartley"."""
    both = tokens[place].tags & Tag.MONTH and tokens[place].tags & Tag.GIVEN
    named = both and tokens[place].capitalised and place + 1 < len(tokens)
    return bool(named) and nominal(tokens[place + 1]) and tokens[place + 1].is_word


def _surname(passage: Passage, start: int, end: int, names: Names) -> Name | None:
    """A trade that stands alone, where someone is called so: "Anna Richter ... Richter sagte"."""
    token = passage.tokens[start]
    opened = start > 0 and passage.tokens[start - 1].tags & (Tag.DETERMINER | Tag.POSSESSIVE)
    same = names.by_word.get(token.word, ()) if end == start + 1 and not opened else ()
    whole = next((name for name in same if name.given and name.words[-1] == token.word), None)
    if whole is None:
        return None
    return whole._replace(
        span=Span(token.start, token.end),
        words=(token.word,),
        role=None,
        leads=start in passage.starts,
        block=passage.tokens[0].start,
    )


def name_in(passage: Passage, start: int, end: int) -> Name | None:
    """The name in a run of capitals, with the role that stands in it, before or behind it."""
    tokens = passage.tokens
    if end == start + 1 and start and tokens[start - 1].tags & (Tag.ARTICLE | Tag.POSSESSIVE):
        return None
    first = name_start(passage, start, end)
    if first >= end or not tokens[first].is_word:
        return None
    opener = _opener(tokens, start)
    determined = opener > 0 and roles.opens(passage, opener - 1)
    role = _role(passage, (opener, start, first, end), determined=determined)
    begin = role.begin if role and role.begin >= 0 else opener - determined
    begin = roles.opening(passage, begin) if begin < opener else begin
    given = bool(tokens[first].tags & Tag.GIVEN)
    thing = tokens[end - 1].word.endswith(passage.lexicon.thing_endings)
    titles = [token.word for token in tokens[start:first]]
    gender = tokens[first].tags & Tag.GIVEN if given else _titled(titles, passage.lexicon)
    return Name(
        span=Span(tokens[first].start, tokens[end - 1].end),
        words=tuple([token.word for token in tokens[first:end] if token.is_word]),
        role=role.span if role else None,
        bare=given or bool(role and not role.body) or not (determined or thing),
        leads=begin in passage.starts,
        given=given and (end > first + 1 or opener < start),
        quoted=passage.masked[first],
        titled=not passage.lexicon.titles.isdisjoint(titles),
        gender=gender or (role.gender if role else 0),
        body=role.body if role else not given and _has_body(tokens, first, end, passage),
        block=tokens[0].start,
    )


def _titled(words: list[str], lexicon: Lexicon) -> int:
    """The gender that a title before a name tells: "Mrs", "Sir"."""
    if not lexicon.ladies.isdisjoint(words):
        return Tag.WOMAN
    return 0 if lexicon.gentlemen.isdisjoint(words) else Tag.MAN


def _role(
    passage: Passage, run: tuple[int, int, int, int], *, determined: bool
) -> roles.Role | None:
    """The role in the run, before a comma, or behind one."""
    opener, start, first, end = run
    begin, adjective = opener, passage.lexicon.data.verb_second and opener < start
    alone = not (determined or adjective)
    while alone and 0 < begin < start and nominal(passage.tokens[begin - 1]):
        begin -= 1
    if first > start == begin:
        begin = roles.led_by(passage, start)
    given = passage.tokens[first].tags & Tag.GIVEN
    found = (
        roles.within(passage, begin, first, determined=determined),
        roles.before_comma(passage, start, end),
        roles.linked(passage, first) if given else None,
        roles.behind(passage, end),
    )
    known = [role for role in found if role]
    if not known:
        return roles.affiliation(passage, end) if given else None
    return max(known, key=lambda role: role.words)


def _is_marked(passage: Passage, first: int, end: int) -> bool:
    """Whether quotation marks stand around the name: they are no person's."""
    tokens, lexicon = passage.tokens, passage.lexicon
    if not first or not passage.masked[first] or end >= len(tokens):
        return False
    return tokens[first - 1].text in lexicon.openers and tokens[end].text in lexicon.closers


def _has_body(tokens: list[Token], first: int, end: int, passage: Passage) -> bool:
    """Whether a word of the name is a noun for a body, or, where its sentence starts, inflected
    as an adjective is ("Internationale Beobachter")."""
    endings = passage.lexicon.adjective_endings
    if first in passage.starts and endings and tokens[first].word.endswith(endings):
        return True
    if _is_marked(passage, first, end):
        return True
    if tokens[end - 1].word in passage.lexicon.corporate:
        return True
    return any(token.tags & _BODY or is_body(token, passage.lexicon) for token in tokens[first:end])


def _opener(tokens: list[Token], start: int) -> int:
    """Where the adjectives (or small nouns) before a run of capitals start."""
    while start > 0:
        token = tokens[start - 1]
        owner = token.tags & Tag.OWNER and start > 1 and not tokens[start - 2].capitalised
        other = token.tags & _NO_ADJECTIVE and not token.tags & COMMON
        if not (token.is_word or owner) or token.capitalised or other:
            break
        start -= 1
    return start
