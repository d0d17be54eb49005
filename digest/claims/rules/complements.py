"""What may stand behind a cue verb as what was said, and where it ends."""

from __future__ import annotations

from collections.abc import Callable

from digest.claims.grammar.cues import Cue, cues
from digest.claims.grammar.phrases import is_relative
from digest.claims.matches import View
from digest.claims.text.sentences import DASHES, Segment
from digest.claims.text.tokens import Token
from digest.claims.vocabulary.tags import Tag, Use

# Appositions and relative clauses that may stand between a verb and what was said.
MOST_ASIDES = 3
_ANY = Use.SAY | Use.THINK | Use.DEMAND | Use.REPORT | Use.NAME


def content(view: View, cue: Cue) -> int:
    """The place where what was said begins, behind a comma or colon; or 0."""
    segments = view.sentence.segments
    if (
        cue.last + 2 < view.sentence.stop
        and view.at(cue.last + 1) & Tag.THAT
        and cue.use & (Use.SAY | Use.THINK)
    ):
        return cue.last + 1
    base = cue.segment
    while base + 1 < len(segments) and segments[base].end <= cue.last:
        base += 1
    for number, segment in enumerate(segments[base + 1 : base + 2 + MOST_ASIDES]):
        if _is_content(view, segment, cue):
            return _widened(view, base, number, cue)
        aside = (
            is_relative(view, segment.start, segment.end)
            or view.first(segment, Tag.PREPOSITION | Tag.SUBORDINATOR)
            or not segment.tags & Tag.VERB
        )
        parted = segment.mark in DASHES and not segment.tags & Tag.VERB
        if not parted and (segment.mark != "," or not aside):
            return 0
    return 0


def _widened(view: View, base: int, asides: int, cue: Cue) -> int:
    """Where what was said begins if `asides` stand before the segment that tells that it is: at the
    first of them, unless it is an apposition. A clause that starts with its verb needs one."""
    segments = view.sentence.segments
    first, found = segments[base + 1], segments[base + 1 + asides]
    inverted = found.mark == "," and view.first(found, Tag.VERB)
    if not asides:
        return 0 if inverted else found.start
    fixed = found.mark != "," or view.first(found, Tag.THAT) or first.cues
    if fixed or is_relative(view, first.start, first.end):
        return found.start
    adverbial = view.first(first, Tag.PREPOSITION)
    named = any(t.capitalised for t in view.passage.tokens[cue.last + 1 : segments[base].end])
    return first.start if adverbial or inverted or not named else found.start


def _is_content(view: View, segment: Segment, cue: Cue) -> bool:
    """Whether a segment can begin what was said: its first opening that applies decides."""
    uses = next((uses for applies, uses in _OPENINGS if applies(view, segment)), 0)
    return bool(cue.use & uses)


def _has(tag: int) -> Callable[[View, Segment], bool]:
    return lambda _, segment: bool(segment.tags & tag)


def _behind_colon(view: View, segment: Segment) -> bool:
    return segment.mark == ":" and (bool(segment.tags & Tag.VERB) or _quoted(view, segment))


def _apart(view: View, segment: Segment) -> bool:
    return segment.mark not in (",", "–", "-") or view.first(segment, Tag.NOT_CLAUSE)


def _that(view: View, segment: Segment) -> bool:
    return view.first(segment, Tag.THAT)


def _relative(view: View, segment: Segment) -> bool:
    return is_relative(view, segment.start, segment.end) or view.first(segment, Tag.CONJUNCTION)


def _question(view: View, segment: Segment) -> bool:
    return view.first(segment, Tag.WH) and bool(segment.tags & Tag.VERB)


def _subordinate(view: View, segment: Segment) -> bool:
    return view.first(segment, Tag.SUBORDINATOR | Tag.PREPOSITION | Tag.VERB | Tag.WH)


def _quoted(view: View, segment: Segment) -> bool:
    return segment.end > segment.start and view.passage.masked[segment.start]


def _half_quoted(view: View, segment: Segment) -> bool:
    """A clause whose verb stands in a quotation: "das Treffen „war eine Farce“"."""
    inside = (q for q in view.sentence.quotations if segment.start < q.first < segment.end)
    spoken = any(view.at(place) & Tag.VERB for q in inside for place in range(*q))
    return spoken and not segment.tags & Tag.VERB


def content_end(view: View, start: int, begin: int) -> int:
    """Where what was said from `begin` on ends: at the sentence's end, unless the main clause,
    which starts at `start`, goes on."""
    segments = view.sentence.segments
    led = bool(view.at(start) & Tag.SUBORDINATOR) and start == view.sentence.start
    first = next(segment for segment in segments if segment.start <= begin <= segment.end)
    wish = infinitive(view, first) and not view.first(first, Tag.THAT)
    joined = _joined_cue(view, begin)
    for segment in segments:
        if joined and segment.start > joined:
            return joined
        if segment.start > begin and (
            segment.mark == ";"
            or (segment.mark == ":" and _quoted(view, segment))
            or (led and view.first(segment, Tag.VERB))
            or (wish and _leaves_wish(view, segment))
        ):
            return segment.start - 1
    return joined or view.sentence.stop


def _joined_cue(view: View, begin: int) -> int:
    """Where the speaker goes on to say something else: "..., dass er kommt, | und fügte hinzu"."""
    for cue in cues(view):
        segment, place = view.sentence.segments[cue.segment], cue.finite - 1
        finite = view.at(cue.finite) & (Tag.FINITE | Tag.AUXILIARY)
        last = cue.finite + 1 >= segment.end
        if place > begin and view.at(place) & Tag.CONJUNCTION and finite and not last:
            return place
    return 0


def _leaves_wish(view: View, segment: Segment) -> bool:
    """Whether a segment behind an infinitive is no part of it: ", was ...", or a main clause."""
    if view.first(segment, Tag.WH):
        return True
    joined = view.first(segment, Tag.SUBORDINATOR | Tag.CONJUNCTION | Tag.NOT_CLAUSE)
    main = segment.mark == "," and bool(segment.tags & Tag.VERB) and not joined
    return main and not is_relative(view, segment.start, segment.end)


def infinitive(view: View, segment: Segment) -> bool:
    """Whether the clause has an infinitive with its marker ("zu gehen", "anzugehen")."""
    tokens, masked = view.passage.tokens, view.passage.masked
    marker = view.passage.lexicon.data.inflection.infinitive_marker
    for place in range(segment.start, segment.end):
        token = tokens[place]
        if masked[place] or token.capitalised or not marker:
            continue
        verb = tokens[place + 1] if place + 1 < segment.end else None
        endings = view.passage.lexicon.infinitives
        if token.word == marker and verb and _can_be_infinitive(verb, endings):
            return True
        if marker in token.word[2:-4] and token.word.endswith(endings):
            return True
    return False


def _can_be_infinitive(token: Token, endings: tuple[str, ...]) -> bool:
    small = not token.capitalised and not token.tags & Tag.DETERMINER
    return small and token.word.endswith(endings)


# How what was said can begin, and the uses of a verb that take it.
_OPENINGS: tuple[tuple[Callable[[View, Segment], bool], int], ...] = (
    (_behind_colon, Use.SAY | Use.THINK),
    (_apart, 0),
    (_that, _ANY),
    (_relative, 0),
    (_has(Tag.SUBJUNCTIVE), _ANY),
    (_has(Tag.PAST_SUBJUNCTIVE), Use.SAY | Use.THINK),
    (_question, Use.SAY),
    (infinitive, Use.SAY | Use.THINK | Use.DEMAND),
    (_subordinate, 0),
    (_quoted, _ANY),
    (_half_quoted, Use.SAY | Use.THINK | Use.DEMAND),
    (_has(Tag.VERB), Use.PLAIN),
)
