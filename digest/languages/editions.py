"""What a language file says of stories and of how claims read in an edition."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class ConceptWords(NamedTuple):
    """What is called by other words in other languages, or by several in one.

    A theme of `words` has a concept a line: its key, the same in all languages, ":", its words. An
    ISO code is the key of a country; other keys with a capital are names of places. A word in
    capitals is met in capitals only. `endings` are taken off words, one after the other; "ies=y"
    puts a "y" instead. `links` stand between the parts of compounds of nouns, which
    have capitals, if any.
    """

    endings: str = ""
    links: str = ""
    words: Mapping[str, str] = MappingProxyType({})


class StoriesWords(NamedTuple):
    """`common` words tell no event from another; `negations` turn a claim round; `charges` are what
    a denial calls that which it denies, and `accusing` words are in that; `spelling` pairs letters
    with those that another language writes for them; `articles` stand before names.

    Behind a hyphen stands the last part of compounds. `voices` speak for a body, and are not
    sources of their own ("police spokesman", "Polizeisprecher"), `experts` speak for the one whose
    they are said to be ("analysts at Keel Research"), people of `corps` speak as one body. One
    person at a time has each of the `offices`. Who is called by a word of `faceless` has no name,
    whatever else is said of them; `kinds` are what a body is called that was named before ("das
    Unternehmen"), and words of `media` before the name of an outlet, or alone, are none.
    A word of `ones` counts what is named behind it as one ("a worker", "der letzte Arbeiter")."""

    common: frozenset[str]
    negations: frozenset[str]
    charges: frozenset[str]
    accusing: frozenset[str]
    spelling: tuple[tuple[str, str], ...]
    articles: frozenset[str]
    voices: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    corps: frozenset[str] = frozenset()
    faceless: frozenset[str] = frozenset()
    experts: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    ones: frozenset[str] = frozenset()
    concepts: ConceptWords = ConceptWords()


class EditionWords(NamedTuple):
    """How a claim reads without its article; all but `leaning` are patterns, searched in any case.
    What `tie` finds at the start of a claim is not shown. A claim in which `dependent` is found,
    or `bound` in what stands before it in its sentence, is no sentence of its own. One that starts
    with a word or phrase of `leaning` points at words that are not shown. A figure with a
    `describing` unit tells who someone is ("34-Jährige"), and is not the point of a claim."""

    tie: str
    dependent: str
    leaning: frozenset[str]
    bound: str = "(?!)"
    describing: str = "(?!)"
