"""How sure a claim is, and the words that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from digest.claims.grammar.cues import cues
from digest.claims.matches import Match, Ranges, View
from digest.claims.unsaid import unsaid
from digest.claims.vocabulary.lexicon import Lexicon
from digest.claims.vocabulary.tags import Tag
from digest.models import Certainty, ClaimType

_ORDER = (Certainty.DENIED, Certainty.ALLEGED, Certainty.POSSIBLE, Certainty.ESTIMATED)
# In words: how far into a clause its subject stands, where that is before its verb.
_SUBJECT = 3
SILENT = "silence: weder ... noch äußerten sich"


def certainty(view: View, match: Match, *, counted: bool) -> tuple[Certainty, Ranges]:
    """The least certain reading that the words of a claim and its frame show, with those words.
    `counted` tells that the claim has a figure that is no date."""
    silent = match.cue if match.rule == SILENT else _unsaid(view, match)
    if silent:
        return Certainty.NO_COMMENT, silent
    negated = _negated(view, match)
    if negated:
        return negated
    found = _hedges(view, match)
    for label, verbs in _verbs(view.passage.lexicon, counted=counted):
        found[label].update(place for a, b in _cue(view, match, verbs) for place in range(a, b))
    hearsay = () if match.speaker else _cue(view, match, view.passage.lexicon.hearing, passive=True)
    hearsay = (*hearsay, *_passed_on(view, match))
    found[Certainty.ALLEGED].update(place for a, b in hearsay for place in range(a, b))
    if match.type is ClaimType.DIRECT or view.word(match.start - 1) == ":":
        found.pop(Certainty.DENIED, None)  # "X denied it: ..." goes on with what X says instead
    label = next((label for label in _ORDER if found.get(label)), Certainty.STATED)
    return label, tuple((place, place + 1) for place in sorted(found.get(label, ())))


def _verbs(lexicon: Lexicon, *, counted: bool) -> Iterator[tuple[Certainty, frozenset[str]]]:
    """The verbs that are hedges as cues, with what they tell."""
    yield Certainty.ALLEGED, lexicon.alleging
    if counted:
        yield Certainty.ESTIMATED, lexicon.expecting


def _unsaid(view: View, match: Match) -> Ranges:
    """What is told is that its source says nothing: "..., man nehme dazu nicht Stellung"."""
    if match.type not in (ClaimType.INDIRECT, ClaimType.INDIRECT_FREE_INDIRECT):
        return ()
    for start, end in match.quote:
        stop = end if view.passage.lexicon.data.verb_second else min(end, start + _SUBJECT)
        own = view.find(start, stop, Tag.PRONOUN) >= 0
        found = unsaid(view, start, end) if own else []
        if found and not view.at(found[0] - 1) & Tag.PREPOSITION:
            return tuple((place, place + 1) for place in found)
    return ()


def _hedges(view: View, match: Match) -> dict[Certainty, set[int]]:
    """The places of hedges by what they tell; a source that is no more than a rumour is one."""
    lexicon, found = view.passage.lexicon, defaultdict[Certainty, set[int]](set)
    tokens, masked = view.passage.tokens, view.passage.masked
    for place in _words(match):
        word = tokens[place].word
        mood = tokens[place].tags & lexicon.hearsay_moods
        if not (mood or word in lexicon.hedging) or masked[place]:
            continue
        label = _hedge(view, match, place) or _able(view, match, word) or claims_own(view, place)
        label = label or (_conditional(view, match) if mood else None)
        if label:
            found[Certainty(label)].add(place)
    for start, end in match.speaker:
        if view.word(end - 1) in lexicon.rumours:
            found[Certainty.ALLEGED].update(range(start, end))
    return found


def _hedge(view: View, match: Match, place: int) -> str | None:
    """What a hedge tells: one with a capital is another word ("May", "zum Wohl") where no sentence
    starts, and a noun ("Schätzung") tells nothing of what it stands in."""
    token, hedges = view.passage.tokens[place], view.passage.lexicon.hedges
    if not token.capitalised or place in view.passage.starts:
        return hedges.get(token.word)
    said = any(start <= place < end for start, end in match.quote)
    return None if said and match.type is not ClaimType.REPORTED else hedges.get(token.text)


def _able(view: View, match: Match, word: str) -> str | None:
    """ "könne" says that something is possible, but "könne nicht" that it is impossible; of
    "ausgeschlossen", it is the other way round."""
    lexicon = view.passage.lexicon
    able = word in lexicon.able
    if not able and word not in lexicon.excluded:
        return None
    denied = any(view.word(p) in lexicon.unable for p in _words(match))
    return None if able is denied else Certainty.POSSIBLE


def claims_own(view: View, place: int) -> str | None:
    """ "will nichts gehört haben": a modal and, where its clause ends, a participle and "haben"."""
    behind = view.passage.lexicon.claiming.get(view.word(place))
    if not behind:
        return None
    end = next(s.end for s in view.sentence.segments if place < s.end)
    perfect = view.word(end - 1) in behind and view.at(end - 2) & Tag.PARTICIPLE
    return Certainty.ALLEGED if perfect else None


def _conditional(view: View, match: Match) -> str | None:
    """A mood that tells hearsay, but not in a clause with "that" behind a verb in the past: there
    it is the future told."""
    past = match.cue and match.cue[-1][1] - match.cue[0][0] > 1
    told = past and view.at(match.quote[0][0]) & Tag.THAT
    return None if told else Certainty.ALLEGED


def _words(match: Match) -> list[int]:
    """Where hedges count: in the frame, the cue, and what was said if not in the source's words."""
    parts = [*match.frame, *match.cue, *match.speaker]
    if match.type is not ClaimType.DIRECT:
        parts.extend(match.quote)
    places = {place for start, end in parts for place in range(start, end)}
    return sorted(places)


def is_unsaid(view: View, match: Match) -> bool:
    """Whether a negation tells that nobody says it: "She never said that ...", but not "She never
    thought that ...", which denies it."""
    if match.type is not ClaimType.INDIRECT or _negation(view, match) is None:
        return False
    lexicon = view.passage.lexicon
    denying = lexicon.denials | lexicon.excluding | lexicon.affirming
    return not _cue(view, match, denying)


def _negated(view: View, match: Match) -> tuple[Certainty, Ranges] | None:
    """A cue verb that denies with its particle, or is negated ("bestätigte nicht"); one that rules
    something out says then that it is possible."""
    if match.type is ClaimType.DIRECT:
        return None
    lexicon = view.passage.lexicon
    denial, place = _cue(view, match, lexicon.denials), _negation(view, match)
    excludes = denial or _cue(view, match, lexicon.excluding)
    if place is not None and (excludes or _cue(view, match, lexicon.affirming)):
        label = Certainty.POSSIBLE if excludes else Certainty.DENIED
        return label, tuple(sorted((*(denial or match.cue), (place, place + 1))))
    return (Certainty.DENIED, denial) if denial else None


def _negation(view: View, match: Match) -> int | None:
    """The place of the word that negates the verb of a match: beside it, but where verbs stand
    behind their subjects, not behind it, where it is part of what is said ("said no road ...")."""
    second = view.passage.lexicon.data.verb_second
    verbs = [part for cue in cues(view) if _shared(cue.parts, match.cue) for part in cue.parts]
    for start, end in _cue(view, match, view.passage.lexicon.denials) or verbs:
        around = range(max(view.sentence.start, start - 1), min(end + second, view.sentence.stop))
        found = (place for place in around if view.at(place) & Tag.NEGATION)
        if (place := next(found, None)) is not None:
            return place
    return None


def _cue(view: View, match: Match, verbs: frozenset[str], *, passive: bool = False) -> Ranges:
    """The cue, if its verb is one of `verbs`; of what is only reported, one of its sentence."""
    for cue in cues(view):
        own = _shared(cue.parts, match.cue) if match.cue else match.type is ClaimType.REPORTED
        if own and cue.verb in verbs and cue.passive >= passive:
            return cue.parts
    return ()


def _passed_on(view: View, match: Match) -> Ranges:
    """What the source itself has from hearsay: "The store is said to have burned, police said"."""
    if match.type is ClaimType.DIRECT:
        return ()
    said = [cue for cue in cues(view) if cue.passive and cue.verb in view.passage.lexicon.hearing]
    return tuple(
        part
        for cue in said
        if view.at(cue.last + 1) & Tag.INFINITIVE_MARKER
        and any(start <= cue.finite and cue.last < end for start, end in match.quote)
        for part in cue.parts
    )


def _shared(first: Ranges, second: Ranges) -> bool:
    return any(a < d and c < b for a, b in first for c, d in second)
