"""What of an edition anybody may see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.editions import load

from digest.edition import evidence, prove
from digest.models.briefs import Preference, Topics
from digest.models.editions import Decisions, Dropped, Part
from digest.rendering import laid_out, write_json
from digest.rendering.links import Links
from digest.rendering.publishing import for_programs, published

EDITION, DOCUMENTS = load("german")
HOME = "/home/editor/desk"


def made(*, shown: bool):
    """An edition with everything that is for its makers alone."""
    story, brief = EDITION.stories[0], EDITION.brief
    names = {each.id: f"{HOME}/{each.id}" for each in EDITION.references}
    score = (Part(name="gewichtet", value=1.0),)
    item = replace(story.items[0], score=score, origins=tuple(names.values()))
    left = Dropped(id="gone", words=item.words, reason="topic", score=score)
    kept = replace(
        story, items=(item, *story.items[1:]), origins=tuple(names.values()), dropped=(left,)
    )
    return replace(
        EDITION,
        brief=replace(
            brief,
            show_left_out=shown,
            topics=Topics(of_interest=("Hafen", "ersehnt"), of_no_interest=("verschwiegen",)),
            preferences=(Preference(name="geheim", steps=2),),
        ),
        references=tuple(replace(each, id=names[each.id]) for each in EDITION.references),
        stories=(replace(kept, score=score, topics=("Hafen",)), *EDITION.stories[1:]),
        dropped=(left,),
        decisions=Decisions(left_out=("entschieden",)),
    )


@pytest.mark.parametrize("shown", [True, False])
def test_nothing_tells_how_it_was_made(shown: bool) -> None:
    """No folder, wish, score or decision; what was left out where readers are to see it."""
    text = write_json(published(made(shown=shown)))
    private = (HOME, "ersehnt", "verschwiegen", "geheim", "gewichtet", "entschieden")
    assert [each for each in private if each in text] == []
    assert all(each in write_json(made(shown=shown)) for each in private), "they were there"
    assert ('"gone"' in text) == shown


def test_its_words_are_the_same_and_proven() -> None:
    """What is published is read as it was made, but for the folders of files."""
    edition = made(shown=True)
    public = published(edition)
    prove(public, DOCUMENTS)
    assert evidence(public) <= evidence(edition) <= DOCUMENTS.keys()
    ours, theirs = (laid_out(each, Links()).cards for each in (edition, public))
    assert [card.groups for card in ours] == [card.groups for card in theirs]
    assert published(public) == public


def test_stories_stand_under_the_same_topics() -> None:
    """A week is set by them, in the mail and on its page."""
    edition = made(shown=True)
    edition = replace(edition, stories=edition.stories[:1])
    ours, theirs = (laid_out(each, Links()).topics for each in (edition, published(edition)))
    assert [topic.title for topic in ours] == [topic.title for topic in theirs] == ["Hafen"]


def test_what_readers_are_interested_in_is_in_no_file_for_programs() -> None:
    """A digest that sets no headings of its topics would tell whom it watches."""
    story = replace(EDITION.stories[0], topics=("Hafen",))
    brief = replace(EDITION.brief, topics=Topics(of_interest=("Hafen",)))
    edition = published(replace(EDITION, brief=brief, stories=(story, *EDITION.stories[1:])))
    assert edition.stories[0].topics == ("Hafen",)
    told = for_programs(edition)
    assert (told.brief.topics, told.stories[0].topics) == (Topics(), ())
