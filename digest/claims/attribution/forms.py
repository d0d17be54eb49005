"""Roles and nouns in their dictionary form, without the case that a sentence gave them."""

from __future__ import annotations

from digest.languages.inflection import RoleForms


def dictionary_form(role: str, forms: RoleForms, *, man: bool = False) -> str:
    """`role` without the case that its sentence gave it; unchanged where a language has none.

    Some nouns tell by their ending alone whose they are ("Vorsitzende"): `man` tells it.
    """
    endings = tuple(forms.adjectives.split())
    if not endings:
        return role
    words = role.split()
    head = _head_noun(words, forms)
    if head is None:
        return role
    noun = plain_noun(words[head], forms)
    if man and noun.endswith(tuple(forms.adjectival.split())):
        noun += forms.masculine[-1]
    feminine = noun.endswith(tuple(forms.feminine_nouns.split()))
    wanted = forms.feminine if feminine else forms.masculine
    adjectives = [_adjective(word, endings, wanted) for word in words[:head]]
    return " ".join([*adjectives, noun, *words[head + 1 :]])


def _head_noun(words: list[str], forms: RoleForms) -> int | None:
    """The first noun: a capital that is no adjective before another one ("Erster Offizier")."""
    weak = tuple(ending for ending in forms.adjectives.split() if ending != forms.masculine)
    for place, word in enumerate(words):
        if word[:1].isupper():
            led = place + 1 < len(words) and words[place + 1][:1].isupper()
            return place + 1 if led and word.endswith(weak) else place
    return None


def _adjective(word: str, endings: tuple[str, ...], wanted: str) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + wanted
    return word


def plain_noun(word: str, forms: RoleForms) -> str:
    """A noun in the first case, by its ending."""
    for inflected, plain in forms.nouns:
        if word.endswith(inflected):
            return word.removesuffix(inflected) + plain
    return word
