"""An edition as the page that templates set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from digest.models import ClaimType, Figure, FigureKind, Span
from digest.models.archive import voice_of
from digest.models.editions import (
    Edition,
    EditionStory,
    Item,
    Place,
    Section,
    Words,
)
from digest.rendering.charts import chart, more
from digest.rendering.citing import cited
from digest.rendering.cleaning import clean, cut, one_line
from digest.rendering.gist import gist
from digest.rendering.lines import Foreign, Group, Line, Piece
from digest.rendering.links import Links
from digest.rendering.marks import Marks
from digest.rendering.page import Card, LeftOut, Page
from digest.rendering.phrases import Phrases, name_of, speaks_for_itself
from digest.rendering.quoting import missing
from digest.rendering.sourcing import Sources, cited_by
from digest.rendering.tables import Tables
from digest.rendering.wording import Wording

# Mail programs show some 40 to 110 characters beside the subject.
PREHEADER = 110
# Long enough for every real headline; what a file calls its title may be a whole page.
SUBJECT = 180
# As many headlines as are taken in at a glance.
LEAD = 3
# Of the stories of many feeds most are left out.
LEFT_OUT = 10
# Two stories are a lead by themselves.
WITH_LEAD = 3

_NOWHERE = Links()


class Layout:
    """One edition in the words of its reader; `links` lead to its pages on the web."""

    def __init__(self, edition: Edition, wording: Wording, links: Links = _NOWHERE) -> None:
        self._edition = edition
        self._links = links
        self._documents = {each.number: each.document for each in edition.references}
        self._wording = wording
        self._phrases = Phrases(edition, wording)
        self._marks = Marks(edition, wording)
        self._sources = Sources(edition, wording, self._phrases, links)
        self._tables = Tables(
            wording, self._phrases, self._marks, edition.brief.timezone, self._place
        )

    def page(self, unsubscribe: str = "", *, is_public: bool = False) -> Page:
        """The whole edition: with the address `unsubscribe`, as it is mailed to many; else as who
        makes it sees it, or, `is_public`, as anybody does on the web.
        """
        edition, wording = self._edition, self._wording
        title = one_line(edition.brief.title)
        recipient = wording.gettext(
            "This address is on the mailing list of “%(title)s”.", title=title
        )
        cards = self.cards()
        left_out = tuple(self._left_out()) if edition.brief.show_left_out else ()
        return Page(
            language=wording.language,
            direction=wording.direction,
            subject=self.subject(),
            preheader=self._preheader(),
            title=title,
            date=wording.long_date(edition.date),
            number=wording.gettext("No. %(number)s", number=edition.number),
            counts=self._phrases.counts(),
            lead=cards[:LEAD] if len(cards) >= WITH_LEAD else (),
            more=more(len(cards) - LEAD, wording),
            cards=cards,
            sources=self._sources.listed(),
            further=self._sources.further(),
            empty="" if cards else self._phrases.empty(),
            legend=self._phrases.legend(),
            left_out=left_out[:LEFT_OUT],
            over=more(len(left_out) - LEFT_OUT, wording),
            url=self._links.edition(edition.id),
            # Only who makes the edition has such a command.
            why="" if unsubscribe or is_public else self._why(),
            recipient=recipient if unsubscribe else "",
            unsubscribe=unsubscribe,
            headings=tuple(map(one_line, edition.brief.topics.of_interest)),
            chart=chart(edition, cards, wording),
        )

    def cards(self) -> tuple[Card, ...]:
        """Its stories alone."""
        return tuple(self._card(n, each) for n, each in enumerate(self._edition.stories, start=1))

    def subject(self) -> str:
        """Title, date and top headline in one line."""
        edition = self._edition
        start = f"{edition.brief.title}, {self._wording.short_date(edition.date)}"
        headlines = [_headline(story) for story in edition.stories[:1]]
        return cut(one_line(": ".join([start, *headlines])), SUBJECT)

    def _preheader(self) -> str:
        """The counts, and the first sources as far as they fit."""
        shown = " · ".join(self._phrases.counts())
        names = dict.fromkeys(name_of(item.attribution) for item in self._edition.items())
        mark = " · "
        for name in names:
            if len(shown) + len(mark) + len(name) > PREHEADER:
                break
            shown += mark + name
            mark = ", "
        return cut(shown, PREHEADER)

    def _why(self) -> str:
        command = f"digest explain {self._edition.date}"
        return self._wording.gettext("Why this selection: %(command)s", command=command)

    def _card(self, number: int, story: EditionStory) -> Card:
        groups = tuple(self._groups(story))
        return Card(
            id=story.id,
            number=number,
            headline=self._phrases.foreign(_headline(story), story.language),
            spread=self._phrases.told(story),
            label=self._phrases.told_as(story),
            certainty=story.certainty.value,
            sources=frozenset(cited_by(story)),
            articles=story.size(),
            origins=len(story.origins),
            gist=gist([line for group in groups for line in group.lines]),
            topics=tuple(map(one_line, story.topics)),
            url=self._links.story(story.id),
            groups=groups,
            marks=self._marks.change(story.change),
            tables=tuple(self._tables.table(dispute, story) for dispute in story.disputes),
        )

    def _groups(self, story: EditionStory) -> Iterator[Group]:
        # Sections are read in the order of the enumeration, whatever order the items came in.
        order = list(Section)
        items = sorted(story.items, key=lambda item: order.index(item.section))
        for name, members in groupby(items, key=lambda item: item.section):
            yield Group(
                name=name.value,
                title=self._phrases.section(name),
                lines=tuple(self._lines(members, story)),
            )

    def _lines(self, items: Iterable[Item], story: EditionStory) -> Iterator[Line]:
        last: Item | None = None
        for item in items:
            yield self._line(item, story, last)
            last = item

    def _line(self, item: Item, story: EditionStory, last: Item | None) -> Line:
        said = self._phrases.foreign("", item.language)
        alone = speaks_for_itself(item)
        return Line(
            id=item.id,
            speaker="" if alone else name_of(item.attribution),
            details=() if alone else self._phrases.details(item),
            pieces=tuple(self._pieces(item)),
            language=said.language,
            direction=said.direction,
            verbatim=_verbatim(item),
            certainty=item.certainty.value,
            label=self._phrases.label(item),
            evidence=self._phrases.evidence(item),
            spread=self._phrases.spread(item),
            cited=cited(item.places, self._place, rest=self._links.claim(item.id)),
            url=self._links.claim(item.id),
            speaker_url=self._speaker(item),
            marks=self._marks.item(item, story),
            had=self._marks.had(item, last),
        )

    def _place(self, place: Place) -> str:
        return self._links.article(self._documents[place.number], place.spans)

    def _speaker(self, item: Item) -> str:
        return self._links.speaker(voice_of(item.attribution))

    def _left_out(self) -> Iterator[LeftOut]:
        for each in self._edition.dropped:
            reason = self._phrases.reason(each)
            if reason:
                words = one_line(" … ".join(words.text for words in each.words))
                yield LeftOut(headline=Foreign(text=words, direction="auto"), reason=reason)

    def _pieces(self, item: Item) -> Iterator[Piece]:
        """The words of a claim; each stretch of verbatim ones in quotation marks of its own, for
        they stand only around what the source says without a break.
        """
        direct = _verbatim(item)
        before, _, behind = self._phrases.quoted("\0").partition("\0")
        for n, words in enumerate(item.words):
            opening, closing = missing(words.text.strip(), (before, behind)) if direct else ("", "")
            yield Piece(text=(" … " if n else "") + opening)
            yield from _emphasised(words, item.figures if _counted(item, words) else ())
            yield Piece(text=closing)


def _headline(story: EditionStory) -> str:
    return f"{story.headline.text} …" if story.unfinished else story.headline.text


def _verbatim(item: Item) -> bool:
    return item.type is ClaimType.DIRECT and not item.told


def _counted(item: Item, words: Words) -> bool:
    """Whether the figures of `item` are those of `words`: they stand in the first document."""
    return item.section is Section.FIGURES and words.document == item.words[0].document


def _emphasised(words: Words, figures: Iterable[Figure]) -> Iterator[Piece]:
    """`words` in pieces, those of `figures` strong."""
    text, at, span = words.text.strip(), 0, words.span or Span(0, 0)
    start = span.start + words.text.index(text)
    for figure in sorted(figure.span for figure in figures if _stands_out(figure, words)):
        first, last = figure.start - start, figure.end - start
        if at <= first and last <= len(text):
            yield Piece(text=clean(text[at:first]))
            yield Piece(text=clean(text[first:last]), strong=True)
            at = last
    yield Piece(text=clean(text[at:]))


def _stands_out(figure: Figure, words: Words) -> bool:
    """A weekday is a date too, but nobody looks for it among the figures of a story."""
    within = words.span is not None and words.span.covers(figure.span)
    if not within or words.span is None or figure.kind is not FigureKind.DATE:
        return within
    start = words.span.start
    return any(map(str.isdigit, words.text[figure.span.start - start : figure.span.end - start]))
