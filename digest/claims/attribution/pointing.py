"""Nouns that point at someone who is named elsewhere: "der Minister", "the operator"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from digest.claims.attribution.names import Name
from digest.claims.attribution.people import Memory
from digest.claims.attribution.roles import gender, is_body, is_company, is_role
from digest.claims.text.sentences import Passage
from digest.claims.vocabulary.lexicon import Lexicon
from digest.claims.vocabulary.tags import Tag
from digest.models import Source, SourceKind

# "the newly elected mayor": words before the noun.
_MOST_ADJECTIVES = 3
# Shorter words are parts of too many others.
_SHORTEST_PART = 4
# The pronoun that stands for a woman or man.
PRONOUNS = {Tag.WOMAN: Tag.SHE, Tag.MAN: Tag.HE}


@dataclass(frozen=True, kw_only=True, slots=True)
class Noun:
    """A noun that can point at someone with a name: with other `words` for the same, where it
    stands, and as what. A `generic` one is said of any body of a kind, which `authority` tells (of
    firms it is false); a `plain` one has an article and no more; `pronoun` is the tag of that which
    could stand for who is described."""

    word: str
    words: frozenset[str]
    tags: int
    start: int
    block: int
    definite: bool
    plain: bool
    role: bool
    body: bool
    company: bool
    generic: bool
    authority: bool
    gender: int
    pronoun: int
    lexicon: Lexicon

    def suits(self, name: str) -> bool:
        """Whether a body by that name can be meant: an authority is no firm."""
        words = name.lower().split()
        return self.authority == any(w.endswith(self.lexicon.authorities) for w in words)


def pointing(passage: Passage, start: int, end: int, *, headline: bool = False) -> Noun | None:
    """The noun of a phrase without a name, if nothing is said of it ("the retired engineer"); in a
    `headline` it needs no article ("Mayor denies")."""
    tokens, lexicon = passage.tokens, passage.lexicon
    heads = [
        place
        for place in range(start, min(end, start + _MOST_ADJECTIVES + 1))
        if tokens[place].tags & Tag.OUTLET
        or is_role(tokens[place], lexicon)
        or is_body(tokens[place], lexicon)
    ]
    article = start - 1
    opened = article >= 0 and tokens[article].tags & (Tag.ARTICLE | Tag.FRAME_BEFORE)
    bare = headline and not opened and heads == [start] and end == start + 1
    if not heads or not (opened or bare):
        return None
    head = heads[0] if lexicon.data.verb_second else heads[-1]
    if end > head + 1 and tokens[head + 1].text != ",":
        return None
    place = start if bare else article
    return None if _is_several(passage, place, head) else _noun(passage, place, head)


def _is_several(passage: Passage, article: int, head: int) -> bool:
    """Whether an article that only a woman has tells that a noun means several: "die Forscher",
    "Angaben der Veranstalter"."""
    lexicon, word = passage.lexicon, passage.tokens[head].word
    opener, hers = passage.tokens[article].word, lexicon.articles[Tag.WOMAN]
    said = article > 0 and passage.tokens[article - 1].tags & Tag.SAYING
    owner = said and passage.tokens[article].tags & Tag.GENITIVE
    if opener not in hers or (opener in lexicon.articles[Tag.MAN] and not owner):
        return False
    return gender(word, lexicon) == Tag.MAN or word.endswith(lexicon.plurals)


def _noun(passage: Passage, article: int, head: int) -> Noun:
    token, lexicon = passage.tokens[head], passage.lexicon
    opener = passage.tokens[article]
    alone = article == head
    definite = alone or opener.word in lexicon.definite or bool(opener.tags & Tag.FRAME_BEFORE)
    role = is_role(token, lexicon)
    known = sex(opener.word, token.word, lexicon)
    plain = head == article + 1
    body = is_body(token, lexicon)
    described = role and definite and plain and not (body or lexicon.offices.end(token.word))
    return Noun(
        word=token.word,
        words=lexicon.same_roles.get(token.word, frozenset({token.word})),
        tags=token.tags,
        start=opener.start,
        block=passage.tokens[0].start,
        definite=definite,
        plain=plain,
        role=role,
        body=body,
        company=is_company(token, lexicon),
        generic=definite and token.word in lexicon.generic,
        authority=token.word.endswith(lexicon.authorities),
        gender=known,
        pronoun=PRONOUNS.get(known, 0) if described else 0,
        lexicon=lexicon,
    )


def sex(article: str, word: str, lexicon: Lexicon) -> int:
    """Whom a noun with its article means: a woman or a man, 0 where both or several can be."""
    known = gender(word, lexicon)
    articles = lexicon.articles
    if not articles[Tag.MAN]:
        return known
    if not known and not word.endswith(lexicon.plurals):
        known = next((tag for tag in articles if article in articles[tag]), 0)
    return known if known and article in articles[known] else 0


def is_called(source: Source, noun: str) -> bool:
    """Whether a source goes by a noun: the last word of its name, or the end of the first."""
    words = source.name.lower().split()
    compound = source.kind is SourceKind.BODY and words[0].endswith(noun)
    return words[-1] == noun or compound


def bearer(text: str, memory: Memory, noun: Noun) -> Name | None:
    """Who is named with the role of `noun`: the last before it, or, where the name comes later,
    the only one; or the only person that its paragraph has named."""
    before = memory.before(noun.start)
    if noun.definite:
        for name in before:
            if name.role and _is_same(name.role.of(text).lower(), noun):
                return name
    later = memory.titled_after(noun.start)
    told = [n for n in later if n.role and _is_same(n.role.of(text).lower(), noun)]
    persons = {(memory.names.fullest(n.words) or n).words for n in told}
    if len(persons) == 1 and _is_new(memory, told[0]):
        return told[0]
    return _nameless(memory, before, noun) if noun.definite and not noun.body else None


def _is_new(memory: Memory, name: Name) -> bool:
    """Whether no other person has spoken yet: a title or list tells of one without the name."""
    full = memory.names.fullest(name.words) or name
    return memory.persons <= {full.span}


def _nameless(memory: Memory, before: list[Name], noun: Noun) -> Name | None:
    """The one person in the paragraph before `noun`, if of its gender."""
    near = [n for n in before if n.block == noun.block and memory.names.can_be_meant(n)]
    persons = {(memory.names.fullest(n.words) or n).words: n for n in near}
    if len(persons) != 1:
        return None
    (name,) = persons.values()
    known = memory.gender(name)
    return name if not (known and noun.gender) or known & noun.gender else None


def _is_same(role: str, noun: Noun) -> bool:
    """Whether a role is that of a noun, by the word or by another for it ("Rep.", congressman);
    whose it is does not count ("Sprecher des Ministers")."""
    links = Tag.PREPOSITION | Tag.DETERMINER
    parts = role.replace(".", " ").split()
    own = list(takewhile(lambda part: not noun.lexicon[part].tags & links, parts))
    return any(_same_role(own, word) for word in noun.words)


def _same_role(parts: list[str], word: str) -> bool:
    return any(
        part.endswith(word)
        or (len(part) > _SHORTEST_PART and word.endswith(part))
        or (len(word) > _SHORTEST_PART and part.startswith(word))
        for part in parts
    )
