"""The list of sources: the articles of an edition, as readers find them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digest.models.editions import Edition, EditionStory, Reference
from digest.rendering.citing import led_to
from digest.rendering.cleaning import link, one_line
from digest.rendering.links import Links
from digest.rendering.page import SourceEntry
from digest.rendering.phrases import Phrases, short
from digest.rendering.wording import Wording

# Articles of a story that no claim leads to: so many say what the others are like.
_UNCITED = 5


class Sources:
    """The sources of one edition, in the words of its reader."""

    def __init__(self, edition: Edition, wording: Wording, phrases: Phrases, links: Links) -> None:
        self._edition = edition
        self._wording = wording
        self._phrases = phrases
        self._links = links

    def listed(self) -> tuple[SourceEntry, ...]:
        """All that a claim leads to, and a few of the others of each story: hundreds of copies of
        one text are of use to nobody.
        """
        shown = {number for story in self._edition.stories for number in _listed(story)}
        return tuple(self.entry(each) for each in self._edition.references if each.number in shown)

    def further(self) -> str:
        """How many more articles there are."""
        count = len(self._edition.references) - len(self.listed())
        further = self._wording.ngettext(
            "and %(count)s more article", "and %(count)s more articles", count
        )
        return further if count else ""

    def entry(self, reference: Reference) -> SourceEntry:
        url = link(reference.url)
        published = reference.published
        when = published and self._wording.day_of(published.value, self._edition.brief.timezone)
        title = self._phrases.foreign(reference.title or "", reference.language)
        file = one_line(short(reference.id))
        publisher = self._publisher(reference)
        version = self._wording.gettext("earlier version") if reference.superseded else None
        shown = self._links.article(reference.document)
        # Who has no address for an article finds it by the name of its file.
        found = (when, version, file if publisher and not (url or shown) else None)
        return SourceEntry(
            number=reference.number,
            name=publisher or file or self._wording.gettext("unnamed article"),
            title=title if title.text else None,
            details=tuple(each for each in found if each),
            url=url,
            shown=shown,
        )

    def _publisher(self, reference: Reference) -> str:
        """`News.de/dpa`, or `Business Insider (original)` where the article is taken from there."""
        # An agency may be the outlet itself.
        names = dict.fromkeys((reference.outlet, *reference.agencies))
        name = "/".join(one_line(each) for each in names if each)
        original = one_line(reference.original_outlet or "")
        if not original or original == name:
            return name
        first = self._wording.gettext("%(outlet)s (original)", outlet=original)
        return f"{name}, {first}" if name else first


def cited_by(story: EditionStory) -> Iterator[int]:
    """The numbers of the sources that the lines of `story` lead to."""
    for item in story.items:
        yield from led_to(item.places)
    yield from (each.place.number for dispute in story.disputes for each in dispute.values)


def _listed(story: EditionStory) -> Iterable[int]:
    cited = set(cited_by(story))
    others = [number for number in story.references if number not in cited]
    return cited | set(others[:_UNCITED])
