"""What a language file says of how its verbs and nouns make their forms."""

from typing import NamedTuple


class Conjugation(NamedTuple):
    """How a regular verb makes its forms: for verbs that end in one of `ends`, `drop` is taken
    off and the endings are put on. `augment` stands before the participle ("ge")."""

    ends: str
    drop: str = ""
    finite: str = ""
    participle: str = ""
    subjunctive: str = ""
    past_subjunctive: str = ""
    gerund: str = ""
    augment: str = ""


class Inflection(NamedTuple):
    """Irregular verbs, one to a comma: infinitive, present, past, participle, past subjunctive;
    and other common `verbs`, so that their finite forms are known. `plurals` are pairs of an ending
    of the past and what its plural adds, `subjunctive` the ending of the infinitive and of the
    subjunctive made of it; an infinitive ends in `infinitive_endings`, and is also a finite form
    where it is `infinitive_finite`. Words that are not known otherwise are finite forms by
    `finite_endings`, past subjunctives by `past_subjunctive_endings`, past forms and participles
    alike by `regular_pasts`, but for `no_pasts`."""

    irregular: str
    verbs: str = ""
    regular_pasts: str = ""
    no_pasts: str = ""
    infinitive_marker: str = ""
    infinitive_endings: str = ""
    infinitive_finite: bool = False
    finite_endings: str = ""
    past_subjunctive_endings: str = ""
    plurals: tuple[tuple[str, str], ...] = ()
    subjunctive: tuple[tuple[str, str], ...] = ()
    unaugmented: str = ""


class RoleForms(NamedTuple):
    """How a role gets its dictionary form: `adjectives` are the endings that inflected ones have,
    `masculine` and `feminine` those of the dictionary; a noun that ends in `feminine_nouns` is a
    woman's, one in `masculine_nouns` a man's, one in `adjectival` that of either. `nouns` pairs
    endings of cases with those of the dictionary, `genitives` those behind an article that is
    surely one, `datives` those of people without a name. `cases` are all such endings. `same` are
    groups of words for one role, divided by commas."""

    adjectives: str = ""
    masculine: str = ""
    feminine: str = ""
    feminine_nouns: str = ""
    masculine_nouns: str = ""
    same: str = ""
    adjectival: str = ""
    nouns: tuple[tuple[str, str], ...] = ()
    genitives: tuple[tuple[str, str], ...] = ()
    datives: tuple[tuple[str, str], ...] = ()
    cases: str = ""
    genitive_names: str = ""
