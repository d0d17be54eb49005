"""Sentences that carry the last source on: "Die Lage sei ernst.", "Er soll geflohen sein." """

from __future__ import annotations

from digest.claims.certainty import claims_own
from digest.claims.grammar.cues import is_attribute
from digest.claims.grammar.phrases import is_relative
from digest.claims.grammar.subjects import first_subject
from digest.claims.grammar.voices import THING, VOICE, voice
from digest.claims.matches import Match, Ranges, View
from digest.claims.rules.agents import agent, paper
from digest.claims.text.sentences import Segment
from digest.claims.vocabulary.tags import Tag
from digest.models import ClaimType

SUBJUNCTIVE, HEARSAY, OWN = "mood: subjunctive", "mood: soll", "mood: will ... haben"
_MOODS = Tag.SUBJUNCTIVE | Tag.PAST_SUBJUNCTIVE
_SPOKEN = {SUBJUNCTIVE: _MOODS, HEARSAY: Tag.SUBJUNCTIVE}


def carried(view: View, *, distance: int) -> Match | None:
    """The sentence as a claim of the last source, if its mood says that it is one.

    `distance` is how many sentences ago the last claim was: a subjunctive that an indicative
    sentence can have as well ("könnte") carries on only right behind it.
    """
    segments = _main(view)
    tags = 0
    for segment in segments:
        tags |= segment.tags
    if tags & Tag.FIRST_PERSON:
        return None
    mood = _first(view, segments, Tag.SUBJUNCTIVE)
    if not mood and tags & Tag.PAST_SUBJUNCTIVE and (distance <= 1 or _is_led(view)):
        mood = _first(view, segments, Tag.PAST_SUBJUNCTIVE)
    if mood:
        found = _whole(view, distance, SUBJUNCTIVE, ClaimType.INDIRECT_FREE_INDIRECT)
        return found._replace(grounds=mood)
    reach = _PLAN_REACH if _ends(view, Tag.AUXILIARY | Tag.PASSIVE) else _HEARSAY_REACH
    if tags & Tag.HEARSAY and (distance <= reach or _is_perfect(view)):
        found = _whole(view, distance, HEARSAY, ClaimType.FREE_INDIRECT)
        return found._replace(grounds=_first(view, segments, Tag.HEARSAY))
    return _own(view, segments) if tags & Tag.MODAL else None


def _own(view: View, segments: list[Segment]) -> Match | None:
    """What someone is told to say of himself: "Jan Weber will nichts gehört haben." """
    for segment in segments:
        for place in range(segment.start, segment.end):
            subject = first_subject(view, view.sentence.stop) if claims_own(view, place) else None
            if subject and subject[1] <= place and voice(view, subject) != THING:
                return Match(
                    rule=OWN,
                    type=ClaimType.INDIRECT,
                    quote=((place, view.sentence.stop),),
                    speaker=(subject,),
                    frame=((view.sentence.start, place),),
                    grounds=((place, place + 1),),
                )
    return None


def _whole(view: View, distance: int, rule: str, kind: ClaimType) -> Match:
    """The sentence as a claim of whom the one before is about, if that has no claim of its own."""
    told = _told_on(view, rule)
    if told:
        return told
    speaker = topic(view.before) if view.before and distance > 1 else ()
    quote = ((view.sentence.start, view.sentence.end),)
    return Match(rule=rule, type=kind, quote=quote, speaker=speaker)


def _is_led(view: View) -> bool:
    """Whether a colon behind someone who can speak leads to what is told."""
    told = _told_on(view, SUBJUNCTIVE)
    return bool(told and told.speaker) and view.word(told.start - 1 if told else 0) == ":"


def _told_on(view: View, rule: str) -> Match | None:
    """What someone is told to say behind a colon or comma: "Der Trainer war zufrieden: Es sei
    gelungen.", "Die Angst ist groß, sie werde stürzen." """
    start = view.sentence.start
    for segment in _main(view):
        lead = view.tags(start, segment.start)
        named = segment.mark == ":" and not lead & Tag.VERB
        if not segment.tags & _SPOKEN[rule] or not (named or lead & Tag.VERB):
            continue
        inverted = view.first(segment, Tag.VERB)
        if inverted or lead & (_MOODS | Tag.HEARSAY) or segment.mark not in (":", ","):
            return None
        subject = first_subject(view, segment.start - 1)
        known = subject and voice(view, subject) == VOICE
        known = known and (named or _acts(view, start, segment.start))
        known = known and not (named and subject and subject[1] < segment.start - 1)
        if not known and segment.mark == ":":
            return None
        return Match(
            rule=rule,
            type=ClaimType.INDIRECT,
            quote=((segment.start, view.sentence.stop),),
            speaker=(subject,) if subject and known else (),
            frame=((start, segment.start),),
        )
    return None


def topic(view: View) -> Ranges:
    """Whom a sentence without a claim is about, if they can speak: "Der Minister sieht keine
    Gefahr. Die Lage sei ruhig."; or the paper that it is from."""
    start, stop = view.sentence.start, view.sentence.stop
    found = first_subject(view, stop)
    acts = _acts(view, start, stop)
    if found and acts and voice(view, found) == VOICE and not view.at(found[0]) & Tag.PRONOUN:
        return (found,)
    acting = agent(view, start, stop) if view.sentence.tags & Tag.PASSIVE else None
    if acting and voice(view, acting) == VOICE:
        return (acting,)
    where = paper(view, start, stop)
    return (where,) if where else ()


def _acts(view: View, start: int, stop: int) -> bool:
    """Whether the subject of a clause is not who suffers what is done: "Zwei wurden verletzt." """
    verb = view.find(start, stop, Tag.VERB)
    return verb < 0 or not view.at(verb) & Tag.PASSIVE


# "Soll" is of a source that was heard just before, a plan ("soll gebaut werden") right before.
_HEARSAY_REACH, _PLAN_REACH = 2, 1


def _is_perfect(view: View) -> bool:
    """Whether a clause ends with "haben" or "sein": a rumour about what has happened."""
    if not view.passage.lexicon.data.verb_second:
        return _is_conditional(view)
    return _ends(view, Tag.AUXILIARY)


def _ends(view: View, tag: int) -> bool:
    """Whether a clause ends with an auxiliary, of passives or not, and none behind "zu"."""
    ends = [segment.end - 1 for segment in view.sentence.segments if segment.end > segment.start]
    return any(
        view.at(end) & (Tag.AUXILIARY | Tag.PASSIVE) == tag
        and not view.at(end - 1) & Tag.INFINITIVE_MARKER
        for end in ends
    )


def _main(view: View) -> list[Segment]:
    """The segments outside of relative and other subordinate clauses."""
    aside = Tag.SUBORDINATOR | Tag.NOT_CLAUSE | Tag.WH
    return [
        segment
        for segment in view.sentence.segments
        if not segment.mark
        or not (is_relative(view, segment.start, segment.end) or view.first(segment, aside))
    ]


def _first(view: View, segments: list[Segment], tag: int) -> Ranges:
    """The first word that can be `tag`, and is no adjective ("das achte Land")."""
    for segment in segments:
        place = view.find(segment.start, segment.end, tag)
        while place >= 0 and is_attribute(view, segment, place):
            place = view.find(place + 1, segment.end, tag)
        if place >= 0:
            return ((place, place + 1),)
    return ()


def _is_conditional(view: View) -> bool:
    """Whether a participle stands behind the auxiliary of hearsay: "aurait pris la fuite"."""
    start, stop, endings = view.sentence.start, view.sentence.stop, view.passage.lexicon.participles
    place = view.find(start, stop, Tag.HEARSAY)
    while place >= 0:
        verb = view.skip(place + 1, stop, Tag.ADVERB | Tag.NEGATION)
        if view.at(verb) & (Tag.PARTICIPLE | Tag.AUXILIARY) or view.word(verb).endswith(endings):
            return True
        place = view.find(place + 1, stop, Tag.HEARSAY)
    return False
