"""The table of rules: each names a pattern, the words it needs, and what finds it.

A rule is tried only on sentences in which a word of `needs` stands. Rules are tried in this order;
a later one does not claim again what an earlier one has found.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from digest.claims.certainty import SILENT
from digest.claims.matches import Match, View
from digest.claims.posts import POST
from digest.claims.rules import (
    as_said,
    carried,
    counted,
    frames,
    headed,
    incises,
    nouns,
    plain,
    plain_nouns,
    quoted,
    reported,
    sided,
    silence,
    verbs,
)
from digest.claims.vocabulary.lexicon import Order
from digest.claims.vocabulary.tags import Tag


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is what a claim shows; `needs` are tags of which the sentence must have one.

    A rule is for languages of some `orders`; most hold for all.
    """

    name: str
    needs: int
    find: Callable[[View], Iterator[Match]]
    orders: Container[Order] = tuple(Order)


_SUBJECT_FIRST = (Order.FIXED, Order.INVERTED)
RULES = (
    Rule(SILENT, Tag.VERB | Tag.NEGATION, silence.silent),
    Rule("frame: laut X", Tag.FRAME_BEFORE, frames.before),
    Rule("frame: nach Angaben X", Tag.FRAME_NOUN, frames.with_noun),
    Rule("frame: in X's view", Tag.OWNER | Tag.POSSESSIVE, frames.owned, (Order.FIXED,)),
    Rule("frame: X zufolge", Tag.FRAME_AFTER, frames.after),
    Rule("frame: so X", Tag.SO, frames.so),
    Rule("frame: demnach", Tag.HEREBY, frames.hereby),
    Rule("frame: wonach", Tag.WHEREBY | Tag.FRAME_BEFORE | Tag.FRAME_NOUN, frames.whereby),
    Rule("verb: wie X sagte", Tag.AS_SAID, as_said.as_said),
    Rule(counted.COUNTED, ~0, counted.counted, (Order.SECOND, Order.FIXED)),
    Rule("verb: dies sagte X", Tag.POINTER, verbs.pointing_back, (Order.SECOND,)),
    Rule("verb: ..., sagte X", Tag.CUE, verbs.behind, (Order.SECOND, Order.FIXED)),
    Rule("verb: ..., X said", Tag.CUE, plain.behind, (Order.FIXED,)),
    Rule("verb: ..., a dit X", Tag.CUE, incises.inverted, (Order.INVERTED,)),
    Rule("verb: X said that ...", Tag.CUE, plain.before, _SUBJECT_FIRST),
    Rule("verb: X sagte, ...", Tag.CUE, verbs.before, (Order.SECOND,)),
    Rule("noun: die Hoffnung, dass ...", Tag.THATNOUN, nouns.clause, (Order.SECOND,)),
    Rule("noun: the claim that ...", Tag.THATNOUN, plain_nouns.clause, (Order.FIXED,)),
    Rule("headline: X: ...", ~0, headed.headed, (Order.FIXED, Order.SECOND)),
    Rule("frame: nach ersten Angaben", Tag.FRAME_NOUN, frames.unowned),
    Rule("reported: X fordert Y", Tag.CUE, reported.whole, (Order.SECOND,)),
    Rule("reported: X criticized Y", Tag.CUE, plain.reported, _SUBJECT_FIRST),
    Rule("hearsay: X allegedly did Y", Tag.ADVERB, plain.rumoured, (Order.FIXED,)),
)
# What is found beside the table: quotations, sentences in which it finds nothing, and whole posts.
BESIDE = (
    quoted.NAMED,
    quoted.INSIDE,
    quoted.ALONE,
    carried.SUBJUNCTIVE,
    carried.HEARSAY,
    carried.OWN,
    sided.SIDED,
    POST,
)
