"""What of an edition anybody may see: all that it tells, and nothing of how it was made.

An edition as it is kept says what its readers prefer, what an editor decided, where on the disk its
articles lie. None of it is for the web.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from digest.edition.selection import Reason
from digest.models.briefs import Brief, Topics
from digest.models.editions import Decisions, Dispute, Dropped, Edition, EditionStory, Item
from digest.rendering.phrases import short

Rename = Callable[[str], str]


def published(edition: Edition) -> Edition:
    """`edition` with the same words, without what is only for those who make it.

    Files are called by their names, without their folders; what was left out stays in it where the
    digest shows that to its readers, and no editor left it out.
    """
    files = {each.id: short(each.id) for each in edition.references}

    def rename(name: str) -> str:
        """An article whose publisher is not known is an origin by itself, under its file."""
        return files.get(name, name)

    dropped = edition.dropped if edition.brief.show_left_out else ()
    shown = (each for each in dropped if each.reason != Reason.EDITOR)
    return replace(
        edition,
        brief=_brief(edition),
        references=tuple(replace(each, id=rename(each.id)) for each in edition.references),
        stories=tuple(_story(each, rename) for each in edition.stories),
        dropped=tuple(map(_unscored, shown)),
        decisions=Decisions(),
    )


def for_programs(edition: Edition) -> Edition:
    """`edition`, which is published, without topics: where a template sets no headings of them,
    nobody sees what its readers are interested in.
    """
    stories = tuple(replace(each, topics=()) for each in edition.stories)
    return replace(edition, brief=replace(edition.brief, topics=Topics()), stories=stories)


def _brief(edition: Edition) -> Brief:
    """What readers see of it, and defaults for what is asked of its editions. Topics are headings
    that stories stand under; those without one are a wish.
    """
    brief = edition.brief
    told = {topic for story in edition.stories for topic in story.topics}
    return Brief(
        name=brief.name,
        title=brief.title,
        language=brief.language,
        timezone=brief.timezone,
        template=brief.template,
        show_left_out=brief.show_left_out,
        topics=Topics(of_interest=tuple(each for each in brief.topics.of_interest if each in told)),
    )


def _story(story: EditionStory, rename: Rename) -> EditionStory:
    aliases = (
        replace(each, name=rename(each.name), origin=rename(each.origin)) for each in story.aliases
    )
    return replace(
        story,
        origins=tuple(map(rename, story.origins)),
        items=tuple(_item(each, rename) for each in story.items),
        disputes=tuple(_dispute(each, rename) for each in story.disputes),
        aliases=tuple(aliases),
        score=(),
        dropped=(),
    )


def _item(item: Item, rename: Rename) -> Item:
    had = item.earlier
    return replace(
        item,
        origins=tuple(map(rename, item.origins)),
        earlier=had and replace(had, origins=tuple(map(rename, had.origins))),
        score=(),
    )


def _dispute(dispute: Dispute, rename: Rename) -> Dispute:
    values = (replace(each, origin=rename(each.origin)) for each in dispute.values)
    return replace(dispute, values=tuple(values))


def _unscored(dropped: Dropped) -> Dropped:
    return replace(dropped, score=())
