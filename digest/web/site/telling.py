"""What editions tell, line by line: each claim with how its edition sets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from digest.models.editions import Edition, EditionStory, Item, Reference
from digest.rendering.layout import Layout
from digest.rendering.lines import Line
from digest.rendering.links import Links
from digest.rendering.page import Card, SourceEntry
from digest.rendering.phrases import Phrases
from digest.rendering.sourcing import Sources
from digest.rendering.wording import load


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """A claim as one edition, whose page is `url`, tells it: `item` of `story` as models, `line` of
    `card` in words.
    """

    edition: Edition
    url: str
    story: EditionStory
    item: Item
    card: Card
    line: Line


def tellings(
    editions: Iterable[Edition], links: Links, is_wanted: Callable[[Edition, Item], bool]
) -> Iterator[Telling]:
    """The lines of `editions` that are wanted, in their order and as each is read."""
    for edition in editions:
        wanted = {each.id for each in edition.items() if is_wanted(edition, each)}
        stories = tuple(each for each in edition.stories if wanted & {i.id for i in each.items})
        # To set a line takes its story, and not all the others.
        wording = load(edition.brief.language)
        cards = Layout(replace(edition, stories=stories), wording, links).cards()
        for story, card in zip(stories, cards, strict=True):
            items = {each.id: each for each in story.items}
            for line in (line for group in card.groups for line in group.lines):
                if line.id in wanted:
                    yield Telling(
                        edition=edition,
                        url=links.edition(edition.id),
                        story=story,
                        item=items[line.id],
                        card=card,
                        line=line,
                    )


def entry(edition: Edition, reference: Reference, links: Links) -> SourceEntry:
    """An article of `edition` in words, also one that its list of sources leaves out."""
    wording = load(edition.brief.language)
    return Sources(edition, wording, Phrases(edition, wording), links).entry(reference)
