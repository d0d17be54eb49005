"""The table of rules: each names a pattern, the words it needs, and what finds it.

A rule is tried only on sentences in which a word of `needs` stands. Rules are tried in this order;
a later one does not claim again what an earlier one has found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from digest.claims.certainty import SILENT
from digest.claims.matches import Match, View
from digest.claims.posts import POST
from digest.claims.rules import carried, frames, nouns, plain, quoted, reported, silence, verbs
from digest.claims.tags import Tag


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is what a claim shows; `needs` are tags of which the sentence must have one.

    A rule with an `order` is for languages whose verb stands second (True), or behind its subject
    (False); the others hold for both.
    """

    name: str
    needs: int
    find: Callable[[View], Iterator[Match]]
    order: bool | None = None


RULES = (
    Rule(SILENT, Tag.VERB | Tag.NEGATION, silence.silent),
    Rule("frame: laut X", Tag.FRAME_BEFORE, frames.before),
    Rule("frame: nach Angaben X", Tag.FRAME_NOUN, frames.with_noun),
    Rule("frame: X zufolge", Tag.FRAME_AFTER, frames.after),
    Rule("frame: so X", Tag.SO, frames.so),
    Rule("frame: demnach", Tag.HEREBY, frames.hereby),
    Rule("frame: wonach", Tag.WHEREBY, frames.whereby),
    Rule("verb: wie X sagte", Tag.AS_SAID, verbs.as_said),
    Rule("verb: dies sagte X", Tag.POINTER, verbs.pointing_back, order=True),
    Rule("verb: ..., sagte X", Tag.CUE, verbs.behind),
    Rule("verb: ..., X said", Tag.CUE, plain.behind, order=False),
    Rule("verb: X said that ...", Tag.CUE, plain.before, order=False),
    Rule("verb: X sagte, ...", Tag.CUE, verbs.before, order=True),
    Rule("noun: die Hoffnung, dass ...", Tag.THATNOUN, nouns.clause, order=True),
    Rule("frame: nach ersten Angaben", Tag.FRAME_NOUN, frames.unowned),
    Rule("reported: X fordert Y", Tag.CUE, reported.whole, order=True),
    Rule("reported: X criticized Y", Tag.CUE, plain.reported, order=False),
    Rule("hearsay: X allegedly did Y", Tag.ADVERB, plain.rumoured, order=False),
)
# What is found beside the table: quotations, sentences in which it finds nothing, and whole posts.
BESIDE = (quoted.NAMED, quoted.INSIDE, quoted.ALONE, carried.SUBJUNCTIVE, carried.HEARSAY, POST)
