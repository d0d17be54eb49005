"""Which words of a language file are marked with which tags, and its verbs in all their forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digest.claims.vocabulary import inflection
from digest.claims.vocabulary.inflection import Conjugator, Form, entries
from digest.claims.vocabulary.tags import Tag, Use
from digest.languages import codes, load
from digest.languages.schema import CertaintyWords, Claims

_WORDS = {
    "determiners": Tag.DETERMINER,
    "articles": Tag.ARTICLE,
    "possessives": Tag.POSSESSIVE,
    "genitives": Tag.GENITIVE,
    "datives": Tag.DATIVE,
    "pronouns": Tag.PRONOUN,
    "relatives": Tag.RELATIVE,
    "reflexives": Tag.REFLEXIVE,
    "prepositions": Tag.PREPOSITION,
    "inner_prepositions": Tag.INNER,
    "conjunctions": Tag.CONJUNCTION,
    "openers": Tag.OPENER,
    "that": Tag.THAT,
    "wh": Tag.WH,
    "subordinators": Tag.SUBORDINATOR,
    "infinitive_markers": Tag.INFINITIVE_MARKER,
    "as_said": Tag.AS_SAID,
    "so": Tag.SO,
    "hereby": Tag.HEREBY,
    "whereby": Tag.WHEREBY,
    "adverbs": Tag.ADVERB,
    "negations": Tag.NEGATION,
    "weekdays": Tag.WEEKDAY,
    "months": Tag.MONTH,
    "time_nouns": Tag.TIME,
    "addressing": Tag.ADDRESSING,
    "not_subject": Tag.NOT_SUBJECT,
    "not_clause": Tag.NOT_CLAUSE,
    "nominative": Tag.NOMINATIVE,
    "oblique": Tag.OBLIQUE,
    "pointers": Tag.POINTER,
    "first_person": Tag.FIRST_PERSON,
    "ambiguous": Tag.OBJECT,
    "owner": Tag.OWNER,
}
_NOUNS = {
    "say": Tag.SAYING,
    "that": Tag.THATNOUN,
    "report": Tag.REPORT,
    "unnamed": Tag.UNNAMED,
    "outlet": Tag.OUTLET,
    "role": Tag.ROLE,
    "body": Tag.BODY,
    "company": Tag.COMPANY,
}
_PEOPLE = {"she": Tag.SHE, "he": Tag.HE, "it": Tag.IT, "they": Tag.THEY}
_GIVEN = {"women": Tag.WOMAN, "men": Tag.MAN}
_VERBS = {
    "auxiliaries": Tag.AUXILIARY,
    "passive": Tag.PASSIVE | Tag.AUXILIARY,
    "modals": Tag.MODAL,
    "subjunctive": Tag.SUBJUNCTIVE,
    "past_subjunctive": Tag.PAST_SUBJUNCTIVE,
    "hearsay": Tag.HEARSAY,
}
_FRAMES = {
    "before": Tag.FRAME_BEFORE,
    "with_noun": Tag.FRAME_NOUN,
    "after": Tag.FRAME_AFTER,
    "after_noun": Tag.FRAME_NOUN_AFTER,
}
_USES = {
    "say": Use.SAY,
    "think": Use.THINK,
    "demand": Use.DEMAND,
    "report": Use.REPORT,
    "name": Use.NAME,
    "plain_saying": Use.PLAIN,
}
# "aware that", "ready to", "worried about".
_ADJECTIVE_USE = Use.THINK | Use.DEMAND | Use.REPORT
KINDS = {
    inflection.FINITE: Tag.FINITE,
    inflection.SUBJUNCTIVE: Tag.SUBJUNCTIVE,
    inflection.PAST_SUBJUNCTIVE: Tag.PAST_SUBJUNCTIVE,
    inflection.INFINITIVE: Tag.INFINITIVE,
    inflection.PARTICIPLE: Tag.PARTICIPLE,
    inflection.GERUND: Tag.GERUND,
    inflection.ADJECTIVE: 0,
}


def marked(data: Claims) -> Iterator[tuple[str, int]]:
    """Words divided by white space, with what they can be. Given names are those of all languages;
    a word without a tag is one that is known to be nothing else."""
    for section, names in (
        (data.words, _WORDS),
        (data.nouns, _NOUNS),
        (data.verbs, _VERBS),
        (data.frames, _FRAMES),
        (data.people, _PEOPLE),
        *((load(code).claims.people, _GIVEN) for code in codes()),
    ):
        for name, tag in names.items():
            yield getattr(section, name), tag
    yield data.name_particles, Tag.NAME_PARTICLE
    yield data.words.no_adverbs, 0
    yield data.inflection.no_pasts, 0


def verb_forms(data: Claims) -> Iterator[tuple[Iterable[tuple[str, Form]], int]]:
    """Each verb's forms as they are written, and what may stand behind it, 0 for no cue verb."""
    conjugator = Conjugator(data.conjugation, data.inflection)
    uses: dict[str, tuple[list[str], int]] = {}
    for name, use in _USES.items():
        for entry in entries(getattr(data.verbs, name)):
            known, before = uses.get(entry[0], (entry, 0))
            uses[entry[0]] = (max(known, entry, key=len), before | use)
    for entry in entries(data.verbs.adjectives):
        yield [(entry[0], Form(entry[0], inflection.ADJECTIVE))], _ADJECTIVE_USE
    for text in (data.inflection.irregular, data.inflection.verbs):
        for entry in entries(text):
            uses.setdefault(entry[0], (entry, 0))
    for entry, use in uses.values():
        yield conjugator.forms(entry), use


def hedges(data: CertaintyWords) -> dict[str, str]:
    """Each hedge with the name of its certainty, a noun also in small letters."""
    labels = ("possible", "estimated", "alleged", "denied")
    pairs = [(word, label) for label in labels for word in getattr(data, label).split()]
    return {word.lower(): label for word, label in pairs} | dict(pairs)
