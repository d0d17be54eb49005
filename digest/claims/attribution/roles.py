"""Roles in their dictionary form: "des neuen Präsidenten" has "neuer Präsident"."""

from __future__ import annotations

from digest.languages.schema import RoleForms


def dictionary_form(role: str, forms: RoleForms) -> str:
    """`role` without the case that its sentence gave it; unchanged where a language has none."""
    endings = tuple(forms.adjectives.split())
    if not endings:
        return role
    words = role.split()
    heads = [n for n, word in enumerate(words) if word[:1].isupper()]
    if not heads:
        return role
    noun = _noun(words[heads[0]], forms)
    feminine = noun.endswith(tuple(forms.feminine_nouns.split()))
    wanted = forms.feminine if feminine else forms.masculine
    adjectives = [_adjective(word, endings, wanted) for word in words[: heads[0]]]
    return " ".join([*adjectives, noun, *words[heads[0] + 1 :]])


def _adjective(word: str, endings: tuple[str, ...], wanted: str) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + wanted
    return word


def _noun(word: str, forms: RoleForms) -> str:
    for inflected, plain in forms.nouns:
        if word.endswith(inflected):
            return word.removesuffix(inflected) + plain
    return word
