"""What stands around a name: the article, title or role before it, the role behind it."""

from __future__ import annotations

from typing import NamedTuple

from digest.claims.attribution import roles
from digest.claims.attribution.roles import is_body
from digest.claims.attribution.runs import nominal
from digest.claims.text.sentences import Passage
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.lexicon import Lexicon
from digest.claims.vocabulary.tags import COMMON, Tag
from digest.models import Span

_BODY = Tag.BODY | Tag.COMPANY | Tag.OUTLET
_NO_ADJECTIVE = Tag.FUNCTION | Tag.VERB | Tag.PARTICIPLE | Tag.CUE | Tag.FRAME_BEFORE


class Told(NamedTuple):
    """What stands around a name.

    `bare` names have no article: a person's stand so, a body's seldom. One that `leads` stands
    first in its sentence, where the next pronoun looks for it, a `titled` one behind a title.
    A `quoted` one stands in what someone says.
    `gender` is the tags of a given name or role, `body` tells that its role or last word is one
    that bodies have ("operator").
    """

    role: Span | None
    bare: bool
    leads: bool
    given: bool
    titled: bool
    quoted: bool
    gender: int
    body: bool


def read(passage: Passage, start: int, first: int, end: int) -> Told:
    """What tells of the name, with the role that stands in its run, before or behind it."""
    tokens = passage.tokens
    opener = _opener(tokens, start, passage.lexicon)
    determined = opener > 0 and roles.opens(passage, opener - 1)
    role = _role(passage, (opener, start, first, end), determined=determined)
    begin = role.begin if role and role.begin >= 0 else opener - determined
    begin = roles.opening(passage, begin) if begin < opener else begin
    given = bool(tokens[first].tags & Tag.GIVEN)
    thing = passage.lexicon.thing_endings.end(tokens[end - 1].word)
    titles = [token.word for token in tokens[start:first]]
    gender = tokens[first].tags & Tag.GIVEN if given else _titled(titles, passage.lexicon)
    return Told(
        role=role.span if role else None,
        bare=given or bool(role and not role.body) or not (determined or thing),
        leads=begin in passage.starts,
        given=given and (end > first + 1 or opener < start),
        titled=not passage.lexicon.titles.isdisjoint(titles),
        quoted=passage.masked[first],
        gender=gender or (role.gender if role else 0),
        body=role.body if role else not given and _has_body(tokens, first, end, passage),
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


def _opener(tokens: list[Token], start: int, lexicon: Lexicon) -> int:
    """Where the adjectives (or small nouns) before a run of capitals start."""
    while start > 0:
        token = tokens[start - 1]
        owner = token.tags & Tag.OWNER and start > 1 and not tokens[start - 2].capitalised
        other = token.tags & _NO_ADJECTIVE and not token.tags & COMMON
        other = other and not _is_noun(tokens, start - 1, lexicon)
        if not (token.is_word or owner) or token.capitalised or other:
            break
        start -= 1
    return start


def _is_noun(tokens: list[Token], place: int, lexicon: Lexicon) -> bool:
    """Whether a word that can be a verb as well goes before a role here: "according to fire chief
    Tom Harrow", but not "told to name chief executive Ann Lee"."""
    token, before = tokens[place], tokens[place - 1].tags if place else 0
    both = token.word in lexicon.homographs and token.tags & Tag.INFINITIVE
    verbal = before & (Tag.INFINITIVE_MARKER | Tag.MODAL | Tag.AUXILIARY | Tag.PRONOUN)
    return bool(both) and bool(tokens[place + 1].tags & Tag.ROLE) and not verbal
