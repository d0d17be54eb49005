"""Words that are verbs and nouns, where nouns have no capitals: which of them one is."""

from __future__ import annotations

from digest.claims.matches import View
from digest.claims.vocabulary.tags import Tag

# What a word for a time or place does not stand behind, but a noun does.
_NOUN_BEHIND = Tag.ARTICLE | Tag.POSSESSIVE | Tag.OWNER | Tag.PREPOSITION
_FORMS_BEHIND_TO = Tag.PRONOUN | Tag.INFINITIVE_MARKER | Tag.RELATIVE
_NOUN = Tag.ROLE | Tag.UNNAMED | Tag.BODY | Tag.THEY
_CLAUSE_BEHIND = Tag.THAT | Tag.DETERMINER | Tag.PRONOUN | Tag.POSSESSIVE


def is_noun(view: View, start: int, place: int) -> bool:
    """Whether a word that can be a verb is a noun here: behind an article, an owner or preposition,
    a number where it can be one, as an owner, or as a title before a name."""
    token = view.passage.tokens[place]
    if place > start and view.passage.masked[place - 1]:
        start = place
    before = view.at(place - 1) if place > start else 0
    homograph = token.word in view.passage.lexicon.homographs
    verb = before & (Tag.FINITE | Tag.GERUND) and not before & (
        Tag.AUXILIARY | Tag.ADVERB | Tag.BODY
    )
    if homograph and verb and view.word(place - 1) not in view.passage.lexicon.homographs:
        return True
    formless = before & Tag.INFINITIVE_MARKER and not token.tags & (Tag.INFINITIVE | Tag.GERUND)
    if formless or view.at(place + 1) & Tag.OWNER or _is_compounded(view, start, place):
        return True
    if homograph and (_is_described(view, start, place) or _leads_noun(view, start, place)):
        return True
    gerund = token.tags & Tag.GERUND and before & Tag.PREPOSITION
    verbal = before & _FORMS_BEHIND_TO or _is_clitic(view, start, place - 1)
    if before & _NOUN_BEHIND and not (verbal or gerund):
        return True
    if before & Tag.DETERMINER and not before & (Tag.PRONOUN | Tag.RELATIVE):
        return homograph and not view.at(place + 1) & _CLAUSE_BEHIND
    titled = place + 1 < view.sentence.stop and view.passage.tokens[place + 1].capitalised
    led = titled or before & Tag.PARTICIPLE or view.at(place + 1) & Tag.VERB
    led = led or _is_named_behind(view, place)
    return bool(token.tags & Tag.ROLE and led and place > start)


def _is_clitic(view: View, start: int, place: int) -> bool:
    """Whether the word at `place` is an object before its verb: "comme le souligne X"."""
    led = Tag.AS_SAID | Tag.PRONOUN | Tag.RELATIVE | Tag.NEGATION
    behind = place > start and view.at(place - 1) & led
    return bool(behind) and view.word(place) in view.passage.lexicon.object_pronouns


def _leads_noun(view: View, start: int, place: int) -> bool:
    """Whether a word at the start of its clause goes before a noun: "campaign adviser Berg"."""
    tokens, behind = view.passage.tokens, view.at(place + 1)
    if place + 1 >= view.sentence.stop or tokens[place + 1].capitalised:
        return False
    if place > start:  # "the White House press secretary"
        return bool(behind & Tag.ROLE) and not behind & ~_NOUN and tokens[place - 1].capitalised
    return tokens[place + 1].is_word and not behind & ~_NOUN


def _is_compounded(view: View, start: int, place: int) -> bool:
    """Whether a word that is no verb of saying goes before a role with its name at the start of a
    clause: "fire chief Tom Harrow", "launch operator Orbia"."""
    token, tokens, behind = view.passage.tokens[place], view.passage.tokens, view.at(place + 1)
    first = place == start or view.word(place - 1) == ","
    if not first or place + 2 >= view.sentence.stop or not token.tags & Tag.INFINITIVE:
        return False
    says = any(not form.particle for form, _ in token.forms)
    role = behind & (Tag.ROLE | Tag.COMPANY) and not behind & Tag.VERB
    return bool(role and tokens[place + 2].capitalised and not says)


def _is_described(view: View, start: int, place: int) -> bool:
    """Whether only a word stands between an article and the one at `place`, and nothing behind it
    that a verb takes: "a previous forecast", "a campaign stop"."""
    tokens, lexicon = view.passage.tokens, view.passage.lexicon
    if place < start + 2 or not view.at(place - 2) & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.OWNER):
        return False
    between = tokens[place - 1]
    noun = between.word in lexicon.homographs or not between.tags or between.capitalised
    led = place > start + 2 and view.at(place - 3) & Tag.PREPOSITION
    noun = noun or bool(led and between.tags == Tag.TIME)  # "in a conference call"
    taken = view.at(place + 1) & (_CLAUSE_BEHIND | Tag.INFINITIVE_MARKER)
    named = place + 1 < view.sentence.stop and tokens[place + 1].capitalised
    return noun and not (taken or named)


def _is_named_behind(view: View, place: int) -> bool:
    """Whether a comma and a name stand behind a word: "its counsel, Ann Lee"."""
    named = place + 2 < view.sentence.stop and view.passage.tokens[place + 2].capitalised
    return named and view.word(place + 1) == ","
