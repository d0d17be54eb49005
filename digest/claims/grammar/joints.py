"""What holds a noun phrase together: adjectives before its noun; prepositions, genitives and
conjunctions behind it."""

from __future__ import annotations

from digest.claims.attribution.roles import kinds
from digest.claims.matches import View
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.tags import COMMON, Tag

TIMES = Tag.TIME | Tag.WEEKDAY | Tag.MONTH
_HEADS = Tag.ROLE | Tag.UNNAMED | Tag.SAYING | Tag.REPORT | Tag.THATNOUN
_STOPS_PHRASE = Tag.VERB | Tag.SUBORDINATOR | Tag.REFLEXIVE | Tag.INFINITIVE_MARKER | Tag.WH
# In words: "der vor vier Jahren in einem Dorf am Rhein geborene Maler".
_LONGEST_ATTRIBUTE = 14
# "de ne pas le lui": what may stand between a marker and its infinitive.
_LONGEST_LEAD = 5


def leads_adjective(view: View, place: int) -> bool:
    """Whether an adjective before another one has its capital only because it starts a sentence:
    "Ersten dänischen Angaben zufolge"."""
    tokens, endings = view.passage.tokens, view.passage.lexicon.adjective_endings
    if place != view.sentence.start or place + 2 >= view.sentence.stop or not endings:
        return False
    next_too = tokens[place + 1].word.endswith(endings) and not tokens[place + 1].tags
    return next_too and tokens[place].word.endswith(endings) and tokens[place + 2].capitalised


def modifies(token: Token, view: View, *, determined: bool) -> bool:
    """Whether a word may stand before the noun of its phrase."""
    word, tags = token.word, token.tags
    capitals = view.passage.lexicon.data.verb_second
    endings = view.passage.lexicon.adjective_endings
    ends = not capitals or word.endswith(endings)
    inflected = determined and capitals and tags & Tag.FINITE and ends
    if determined and capitals and word in view.passage.lexicon.joining:
        return True
    attribute = tags & Tag.PARTICIPLE and not tags & Tag.AUXILIARY and not capitals
    if attribute and (determined or not tags & Tag.CUE):
        return True
    if tags & (_STOPS_PHRASE | Tag.CONJUNCTION) and not ((tags & Tag.CUE and ends) or inflected):
        return False
    if tags & (Tag.PREPOSITION | Tag.AUXILIARY | Tag.MODAL):
        return False
    if not capitals:
        return bool(tags & (Tag.ADVERB | Tag.PARTICIPLE | Tag.CUE)) and determined
    return determined or tags == Tag.NAME_PARTICLE or (word.endswith(endings) and not tags)


def takes_genitive(view: View, start: int, place: int) -> bool:
    """A role or thing takes a genitive ("der Sprecher der ..."), a bare name a dative."""
    first = view.passage.tokens[start]
    if view.word(place) in view.passage.lexicon.genitives:
        return True
    if _is_told(view, place):
        return bool(kinds(view.passage.tokens[place - 1], view.passage.lexicon) & _HEADS)
    if start and view.word(start - 1) == ",":
        return True
    if first.tags & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.SAYING):
        return True
    before = view.passage.tokens[place - 1]
    return bool(kinds(before, view.passage.lexicon) & _HEADS)


def _is_told(view: View, place: int) -> bool:
    """Whether an outlet stands with its name behind the article at `place`: whom a body tells
    something, as in "wie das Amt der Agentur dpa sagte"."""
    named = place + 2 < view.sentence.stop and (view.word(place + 2),) in view.passage.lexicon.media
    return named and bool(view.at(place + 1) & Tag.OUTLET)


def opens_genitive(view: View, start: int, place: int) -> bool:
    """Whether an adjective opens a genitive without an article, or stands behind the name of an
    owner: "Berichten britischer Medien", "Nordlands neuer Minister"."""
    token, lexicon = view.passage.tokens[place], view.passage.lexicon
    if token.tags & ~Tag.PARTICIPLE or not token.word.endswith(lexicon.genitive_endings):
        return False
    noun = place + 1 < view.sentence.stop and view.passage.tokens[place + 1].capitalised
    owner = place == start + 1 and view.word(start).endswith(lexicon.owner_endings)
    return noun and (owner or takes_genitive(view, start, place))


def is_nominative(view: View, place: int) -> bool:
    """Whether an adjective tells that the article before it opens no genitive."""
    word = view.word(place)
    plain = word == view.passage.tokens[place].text if word else False
    return plain and word.endswith(view.passage.lexicon.nominative_endings)


def opens_infinitive(view: View, place: int) -> bool:
    """Whether the word at `place` marks an infinitive that its ending shows: "de ne pas céder"."""
    lexicon = view.passage.lexicon
    if not (view.at(place) & Tag.INFINITIVE_MARKER and lexicon.infinitives):
        return False
    verb = past_clitics(view, place + 1)
    known = view.at(verb - 1) & Tag.ARTICLE  # "le nier", but "la mer"
    return is_infinitive(view, verb, known=bool(known))


def past_clitics(view: View, place: int) -> int:
    """The place behind what may stand before an infinitive: "ne pas le lui", "se"."""
    objects, stop = view.passage.lexicon.object_pronouns, place + _LONGEST_LEAD
    small = Tag.NEGATION | Tag.REFLEXIVE | Tag.ADVERB
    while place < stop and (view.at(place) & small or view.word(place) in objects):
        place += 1
    return place


def is_infinitive(view: View, place: int, *, known: bool = False) -> bool:
    """Whether a word is an infinitive, one of `known` verbs or by its ending."""
    tags, word = view.at(place), view.word(place)
    if tags & Tag.INFINITIVE:
        return True
    other = known or tags & ~Tag.AUXILIARY or not word.islower()
    return not other and word.endswith(view.passage.lexicon.infinitives)


def shortens(view: View, place: int) -> bool:
    """Whether the full stop at `place` shortens a title or name ("Dr. Berg", "Jan R. Berg"), or a
    stroke joins two ("Liste 21/Die Linken")."""
    tokens = view.passage.tokens
    if tokens[place - 1].end != tokens[place].start or tokens[place].text not in "./":
        return False
    if tokens[place].text == "/":
        return place + 1 < view.sentence.stop and tokens[place + 1].start == tokens[place].end
    short = tokens[place - 1].word in view.passage.lexicon.titles
    initial = len(tokens[place - 1].text) == 1
    return (short or initial) and place + 1 < view.sentence.stop


def attribute_end(view: View, start: int, place: int) -> int:
    """Where an attribute with words of its own ends, before its noun: "die in Kiel lebende
    Autorin", "mehrere mit dem Plan vertraute Beamte"; or 0."""
    tokens, lexicon = view.passage.tokens, view.passage.lexicon
    if not tokens[place - 1].tags & Tag.DETERMINER or place == start:
        return 0
    if not tokens[place].tags & (Tag.PREPOSITION | Tag.REFLEXIVE):
        return 0
    for at in range(place + 1, min(place + _LONGEST_ATTRIBUTE, view.sentence.stop - 1)):
        token = tokens[at]
        if not token.is_word or token.tags & (Tag.AUXILIARY | Tag.MODAL):
            return 0
        ends = token.word.endswith(lexicon.adjective_endings) and not token.capitalised
        behind = tokens[at - 1].tags & (Tag.DETERMINER | Tag.PREPOSITION)
        if ends and not behind and tokens[at + 1].capitalised and tokens[at - 1].capitalised:
            return at
    return 0


def joins(view: View, start: int, place: int, stop: int) -> bool:
    """Whether the word at `place` goes on with the phrase: "von", "of", "und", "van der"."""
    tokens = view.passage.tokens
    token = tokens[place]
    behind = (
        view.skip(place + 1, stop, Tag.NAME_PARTICLE)
        if token.tags & Tag.NAME_PARTICLE
        else place + 1
    )
    behind = max(behind, place + 1)
    if behind >= stop:
        return False
    follower = tokens[behind]
    if (token.word, follower.word) in view.passage.lexicon.name_links:
        return True
    if follower.tags & TIMES or opens_infinitive(view, place):
        return False
    nominal = follower.capitalised or follower.tags & (Tag.DETERMINER | Tag.POSSESSIVE)
    nominal = nominal or view.passage.masked[behind] or (not follower.tags and follower.is_word)
    if not view.passage.lexicon.data.verb_second:
        nominal = nominal or follower.tags & COMMON
    if token.tags & Tag.INNER or token.tags & Tag.NAME_PARTICLE:
        timed = token.word not in view.passage.lexicon.belonging
        placed = timed and _time_behind(view, behind, stop)
        placed = placed or _is_apart(view, start, place, behind)
        return bool(nominal) and not placed
    if token.word in view.passage.lexicon.around:
        told = follower.tags & Tag.OUTLET or _names_medium(view, behind, stop)
        return bool(nominal and tokens[place - 1].tags & (Tag.UNNAMED | Tag.ROLE) and not told)
    pairs = token.tags & Tag.CONJUNCTION and not token.tags & Tag.OPENER
    pairs = pairs or token.text == "&" or token.word in view.passage.lexicon.joining
    return bool(pairs and nominal)


def _names_medium(view: View, place: int, stop: int) -> bool:
    """Whether what stands at `place` is an outlet, with its article or without."""
    words = [view.word(at) for at in range(place, min(place + 2, stop))]
    media = view.passage.lexicon.media
    return any((word,) in media for word in words) or tuple(words) in media


def _is_apart(view: View, start: int, place: int, behind: int) -> bool:
    """Whether a preposition starts a phrase of its own: an occasion ("in einem Brief"), or where
    someone with a name spoke ("Anna Berg in Kiel", but "die Behörden in Kiel")."""
    tokens, lexicon = view.passage.tokens, view.passage.lexicon
    token, follower = tokens[place], tokens[behind]
    if not lexicon.data.verb_second:
        return False
    indefinite = _opens(follower) and follower.word not in lexicon.definite
    if token.word in lexicon.belonging:
        told_of = indefinite and _is_named(view, start, place)
        return follower.text[0].isdigit() or told_of
    if not token.tags & Tag.INNER:
        return not follower.capitalised or bool(kinds(tokens[place - 1], lexicon) & COMMON)
    return indefinite or _is_named(view, start, place)


def _is_named(view: View, start: int, end: int) -> bool:
    """Whether a phrase ends with a name, in marks, alone, or behind a given name or role, or with
    an age that stands for one."""
    tokens, lexicon = view.passage.tokens, view.passage.lexicon
    last = tokens[end - 1]
    if last.text[0].isdigit() and last.text[-1].isalpha():
        return True
    if view.passage.masked[end - 1]:
        return last.text in lexicon.closers
    first = end
    while first > start and _is_of_run(tokens[first - 1]):
        first -= 1
    if first == end or kinds(last, lexicon) & COMMON:
        return False
    determined = first > start
    return end - first > 2 or not determined or bool(tokens[end - 2].tags & Tag.GIVEN)


def _is_of_run(token: Token) -> bool:
    """Whether a word of a name stands here, or the full stop of an initial."""
    return token.text == "." or (token.capitalised and not _opens(token))


def _opens(token: Token) -> bool:
    return bool(token.tags & (Tag.DETERMINER | Tag.POSSESSIVE))


def _time_behind(view: View, place: int, stop: int) -> bool:
    """Whether a time or occasion follows within three words ("in einem Interview")."""
    for behind in range(place, min(stop, place + 3)):
        token = view.passage.tokens[behind]
        if token.tags & TIMES:
            return True
        if token.capitalised:
            return False
    return False
