"""The names of an article: who is called what, and as what."""

from __future__ import annotations

from dataclasses import dataclass, field

from digest.claims.attribution.runs import name_start, nominal, run_end
from digest.claims.attribution.told import Told, read
from digest.claims.text.sentences import Passage
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.tags import Tag
from digest.models import Span

Words = tuple[str, ...]

# A name's fullest form stands among its first mentions.
_MOST_MENTIONS = 40


@dataclass(slots=True, eq=False)
class Name:
    """A name as it stands once: its words from token `first` on in the capitals `[start, end)`.
    What stands around it is read when it is asked for: most names never are."""

    span: Span
    words: Words
    block: int
    passage: Passage
    start: int
    first: int
    end: int
    known: Told | None = None

    @property
    def told(self) -> Told:
        if self.known is None:
            self.known = read(self.passage, self.start, self.first, self.end)
        return self.known

    @property
    def role(self) -> Span | None:
        return self.told.role

    @property
    def bare(self) -> bool:
        return self.told.bare

    @property
    def leads(self) -> bool:
        return self.told.leads

    @property
    def given(self) -> bool:
        return self.told.given

    @property
    def titled(self) -> bool:
        return self.told.titled

    @property
    def quoted(self) -> bool:
        return self.told.quoted

    @property
    def gender(self) -> int:
        return self.told.gender

    @property
    def body(self) -> bool:
        return self.told.body


@dataclass(slots=True)
class Names:
    """The names of an article in text order, and by their first and last words; and where its
    `sentences` start. `capitals` tells that all nouns have them."""

    found: list[Name] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    by_word: dict[str, list[Name]] = field(default_factory=dict)
    attested: dict[Words, Name] = field(default_factory=dict)
    bodies: dict[Words, bool] = field(default_factory=dict)
    full: dict[Words, Name | None] = field(default_factory=dict)
    capitals: bool = False

    def add(self, name: Name) -> None:
        self.found.append(name)
        self.attested.setdefault(name.words, name)
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
        alike = full.bare and len(full.words) > 1 and not self._is_body(full.words)
        return alike or self._is_told(name, full)

    def _is_body(self, words: Words) -> bool:
        """Whether a body goes by the words anywhere in the article."""
        if words not in self.bodies:
            same = [name for name in self.by_word.get(words[0], ()) if name.words == words]
            self.bodies[words] = any(name.body or not name.bare for name in same)
        return self.bodies[words]

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
    name = _name(passage, start, start, end)
    name.known = whole.told._replace(role=None, leads=start in passage.starts)
    return name


def name_in(passage: Passage, start: int, end: int) -> Name | None:
    """The name in a run of capitals."""
    tokens = passage.tokens
    if end == start + 1 and start and tokens[start - 1].tags & (Tag.ARTICLE | Tag.POSSESSIVE):
        return None
    first = name_start(passage, start, end)
    if first >= end or not tokens[first].is_word:
        return None
    return _name(passage, start, first, end)


def _name(passage: Passage, start: int, first: int, end: int) -> Name:
    tokens = passage.tokens
    return Name(
        span=Span(tokens[first].start, tokens[end - 1].end),
        words=tuple([token.word for token in tokens[first:end] if token.is_word]),
        block=tokens[0].start,
        passage=passage,
        start=start,
        first=first,
        end=end,
    )
