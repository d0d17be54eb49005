"""What a word can be, as bits of one integer: a rule asks a word or a clause in one operation."""

from __future__ import annotations


class Tag:
    """What a word can be. A word can be several things at once."""

    DETERMINER = 1 << 0
    POSSESSIVE = 1 << 1
    GENITIVE = 1 << 2
    DATIVE = 1 << 3
    PRONOUN = 1 << 4
    RELATIVE = 1 << 5
    REFLEXIVE = 1 << 6
    PREPOSITION = 1 << 7
    INNER = 1 << 8  # a preposition that may stand inside a noun phrase
    CONJUNCTION = 1 << 9
    OPENER = 1 << 10
    THAT = 1 << 11
    WH = 1 << 12
    SUBORDINATOR = 1 << 13
    INFINITIVE_MARKER = 1 << 14
    AS_SAID = 1 << 15
    SO = 1 << 16
    HEREBY = 1 << 17
    WHEREBY = 1 << 18
    ADVERB = 1 << 19
    NEGATION = 1 << 20
    WEEKDAY = 1 << 21
    MONTH = 1 << 22
    TIME = 1 << 23
    ADDRESSING = 1 << 24
    NOT_SUBJECT = 1 << 25
    AUXILIARY = 1 << 26
    PASSIVE = 1 << 27
    MODAL = 1 << 28
    FINITE = 1 << 29
    SUBJUNCTIVE = 1 << 30
    PAST_SUBJUNCTIVE = 1 << 31
    HEARSAY = 1 << 32
    CUE = 1 << 33
    INFINITIVE = 1 << 34
    PARTICLE = 1 << 35
    SAYING = 1 << 36  # nouns from here
    THATNOUN = 1 << 37
    REPORT = 1 << 38
    UNNAMED = 1 << 39
    OUTLET = 1 << 40
    ROLE = 1 << 41
    FRAME_BEFORE = 1 << 42
    FRAME_NOUN = 1 << 43
    FRAME_AFTER = 1 << 44
    FRAME_NOUN_AFTER = 1 << 45
    NAME_PARTICLE = 1 << 46
    PARTICIPLE = 1 << 47
    BODY = 1 << 48
    NOT_CLAUSE = 1 << 49
    NOMINATIVE = 1 << 50
    FIRST_PERSON = 1 << 53
    POINTER = 1 << 54
    ARTICLE = 1 << 55
    WOMAN = 1 << 56  # given names
    MAN = 1 << 57
    SHE = 1 << 58  # words that stand for someone
    HE = 1 << 59
    IT = 1 << 60
    COMPANY = 1 << 61
    OWNER = 1 << 62  # the mark of a possessive
    THEY = 1 << 63  # a word that stands for several, and someone who is several
    GERUND = 1 << 64
    GIVEN = WOMAN | MAN
    OBLIQUE = 1 << 51  # determiners that no subject has
    OBJECT = 1 << 52  # pronouns that are subject and object
    VERB = FINITE | AUXILIARY | MODAL | SUBJUNCTIVE | PAST_SUBJUNCTIVE
    FUNCTION = (
        DETERMINER | POSSESSIVE | PRONOUN | RELATIVE | REFLEXIVE | PREPOSITION | CONJUNCTION
        | SUBORDINATOR | ADVERB | NEGATION | AUXILIARY | MODAL | SO | WH
    )  # fmt: skip


# Where nouns have capitals, a capital is no verb, and a small letter no noun.
VERBAL = (
    Tag.AUXILIARY | Tag.PASSIVE | Tag.MODAL | Tag.FINITE | Tag.SUBJUNCTIVE | Tag.PAST_SUBJUNCTIVE
    | Tag.HEARSAY | Tag.CUE | Tag.INFINITIVE | Tag.PARTICIPLE
)  # fmt: skip
CLOSED = Tag.DETERMINER | Tag.POSSESSIVE | Tag.PRONOUN
NOMINAL = (
    Tag.SAYING | Tag.THATNOUN | Tag.REPORT | Tag.UNNAMED | Tag.OUTLET | Tag.ROLE | Tag.BODY
    | Tag.WEEKDAY | Tag.MONTH | Tag.TIME | Tag.GIVEN | Tag.COMPANY
)  # fmt: skip
COMMON = NOMINAL & ~Tag.GIVEN


class Use:
    """What may stand behind a cue verb."""

    SAY = 1
    THINK = 2
    DEMAND = 4
    REPORT = 8
    NAME = 16
    PLAIN = 32  # a main clause in the indicative
