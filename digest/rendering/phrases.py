"""The small sentences of an edition: counts, certainty, origins, attributions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from digest.edition.selection import Reason
from digest.models import Certainty, SourceKind
from digest.models.editions import (
    Attribution,
    Change,
    Dispute,
    Dropped,
    Edition,
    EditionStory,
    Item,
    Section,
    Standing,
)
from digest.models.stories import Counted
from digest.rendering.cleaning import one_line
from digest.rendering.lines import Foreign
from digest.rendering.quoting import missing
from digest.rendering.wording import Wording, direction

# One says something "to" a paper and "on" a platform. Their names are the same in all languages;
# what is put to them ("X-Account") is not shown.
_PLATFORM = re.compile(
    r"(?:Bluesky|Facebook|Instagram|LinkedIn|Mastodon|Reddit|Telegram|Threads|TikTok|Truth Social"
    r"|Twitter|VK|Weibo|WhatsApp|X|YouTube)\b",
    re.IGNORECASE,
)
_NAMES = frozenset({SourceKind.PERSON, SourceKind.BODY, SourceKind.OUTLET})
# An estimate and what is possible are about a claim, not about all that a story tells.
_OF_EVENTS = frozenset({Certainty.ALLEGED, Certainty.DENIED, Certainty.NO_COMMENT})
# Of these the kind says more than one word of an article ("people", "victims").
_SAID_BY_KIND = frozenset({Counted.DEAD, Counted.INJURED, Counted.MISSING})
# More names make a line of origins longer than the claim it belongs to.
_NAMED_ORIGINS = 4


class Phrases:
    """What is said about the parts of one edition, in its language."""

    def __init__(self, edition: Edition, wording: Wording) -> None:
        self._edition = edition
        self._wording = wording
        self.gettext = wording.gettext
        self.ngettext = wording.ngettext
        # Who published these is not known: a file is where an article lies, not where it is from.
        self._articles = {each.id for each in edition.references}

    def counts(self) -> tuple[str, ...]:
        """`2 articles`, `1 story`, `12 sourced claims`, `8 sources`, `2 min`

        The articles are those of its stories, as `about` counts them for each.
        """
        edition, ngettext = self._edition, self.ngettext
        claims = sum(1 for _ in edition.items())
        return (
            ngettext("%(count)s article", "%(count)s articles", edition.articles()),
            ngettext("%(count)s story", "%(count)s stories", len(edition.stories)),
            ngettext("%(count)s sourced claim", "%(count)s sourced claims", claims),
            ngettext("%(count)s speaker", "%(count)s speakers", edition.speakers()),
            ngettext("%(count)s min", "%(count)s min", edition.minutes),
        )

    def certainty(self, level: Certainty) -> str:
        """The word for how sure a source is; none where it states what it says."""
        words = {
            Certainty.STATED: "",
            Certainty.ESTIMATED: self.gettext("estimate"),
            Certainty.POSSIBLE: self.gettext("possible"),
            Certainty.ALLEGED: self.gettext("unconfirmed"),
            Certainty.DENIED: self.gettext("denied"),
            Certainty.NO_COMMENT: self.gettext("no comment"),
        }
        return words[level]

    def section(self, name: Section) -> str:
        titles = {
            Section.REPORTED: self.gettext("Reported"),
            Section.VERBATIM: self.gettext("In their words"),
            Section.FIGURES: self.gettext("Figures"),
            Section.OPEN: self.gettext("Open"),
        }
        return titles[name]

    def foreign(self, text: str, language: str) -> Foreign:
        """`text` on one line, as words in `language`."""
        if language == self._wording.language:
            return Foreign(text=one_line(text), direction=self._wording.direction)
        return Foreign(text=one_line(text), language=language, direction=direction(language))

    def quoted(self, words: str) -> str:
        return self.gettext("“%(words)s”", words=words)

    def in_quotes(self, words: str) -> str:
        """`words` in quotation marks: in their own where they have them."""
        before, _, behind = self.quoted("\0").partition("\0")
        opening, closing = missing(words, (before, behind))
        return f"{opening}{words}{closing}"

    def told(self, story: EditionStory) -> tuple[str, ...]:
        """`2 articles, 1 independent origin (New York Times)`, `since Nov 18, on 2 days`"""
        count = story.size()
        articles = self.ngettext("%(count)s article", "%(count)s articles", count)
        origins = self.ngettext(
            "%(count)s independent origin", "%(count)s independent origins", len(story.origins)
        )
        sources = self._wording.joined((articles, origins)) + self._named(story.origins)
        return tuple(filter(None, (sources, self._days(story))))

    def told_as(self, story: EditionStory) -> str:
        """`unconfirmed`, where that is about all of `story`."""
        return self.certainty(story.certainty) if story.certainty in _OF_EVENTS else ""

    def _days(self, story: EditionStory) -> str:
        """Since when articles tell of `story`, and on how many days they did; empty for one day."""
        if len(story.days) <= 1:
            return ""
        days = self.ngettext("on %(count)s day", "on %(count)s days", len(story.days))
        since = self._wording.day(min(each.date for each in story.days))
        return self.gettext("since %(date)s, %(days)s", date=since, days=days)

    def origins(self, count: int) -> str:
        return self.ngettext("%(count)s origin", "%(count)s origins", count)

    def legend(self) -> tuple[str, ...]:
        """What the markers and marks mean, where there are any."""
        edition = self._edition
        cited = [self.gettext("[1 ¶4]: source 1, paragraph 4")] if edition.references else []
        if not edition.stories or edition.since is None:
            return tuple(cited)
        date = self._wording.short_date(edition.since)
        marks = self.gettext("new, updated, corrected: since the edition of %(date)s", date=date)
        return (*cited, marks)

    def empty(self) -> str:
        """What an edition without stories says."""
        since = self._edition.since
        if since is None:
            return self.gettext("No sourced claims today.")
        date = self._wording.short_date(since)
        return self.gettext("Nothing new since the edition of %(date)s.", date=date)

    def label(self, item: Item) -> str:
        """`unconfirmed`; empty for what is stated, or open by the section it is in."""
        # A denial of a claim that is told is marked as one, and is not itself denied.
        if item.denies and item.certainty is Certainty.DENIED:
            return ""
        if (item.section, item.certainty) == (Section.OPEN, Certainty.NO_COMMENT):
            return ""
        return self.certainty(item.certainty)

    def evidence(self, item: Item) -> str:
        """`“said to”`, where there is a label: the words that it is read from."""
        label = self.label(item)
        # A hedge that the text repeats is shown once; one that is the label itself not again, nor
        # what goes with it ("has denied").
        words = dict.fromkeys(one_line(each.text) for each in item.evidence if label)
        shown = () if label in words else words
        return self._wording.joined(self.quoted(each) for each in shown if each)

    def spread(self, item: Item) -> str:
        """`in 2 articles, 1 origin (New York Times)`; empty for a claim of a single article, and
        for one that is taken back, for one of its articles is what says so.
        """
        articles = len({place.number for place in item.places})
        if articles < 2 or item.change is Change.WITHDRAWN:
            return ""
        spread = self.ngettext("in %(count)s article", "in %(count)s articles", articles)
        origins = self.origins(len(item.origins))
        speaker = name_of(item.attribution).casefold()
        known = [name.casefold() for name in item.origins] == [speaker]
        named = "" if known else self._named(item.origins)
        return self._wording.joined((spread, origins)) + named

    def giver(self, standing: Standing) -> str:
        """Who gives a figure: a name, and who is behind it where that is another."""
        name = name_of(standing.attribution) if standing.attribution else ""
        origin = "" if standing.origin in self._articles else one_line(standing.origin)
        longer, shorter = sorted((name, origin), key=len, reverse=True)
        if shorter.casefold() in longer.casefold():
            return longer or self.gettext("unknown")
        return f"{name} ({origin})"

    def counted(self, dispute: Dispute) -> str:
        """What is counted: `dead`, or in the words of a source."""
        kinds = {
            Counted.DEAD: self.gettext("Dead"),
            Counted.INJURED: self.gettext("Injured"),
            Counted.MISSING: self.gettext("Missing"),
            Counted.PEOPLE: self.gettext("People"),
            Counted.MONEY: self.gettext("Amount"),
            Counted.PERCENT: self.gettext("Share"),
            Counted.DATE: self.gettext("Date"),
            Counted.NUMBER: self.gettext("Number"),
        }
        about = one_line(dispute.about.text) if dispute.about else ""
        if not about or dispute.kind in _SAID_BY_KIND:
            return kinds[dispute.kind]
        return self.quoted(about)

    def reason(self, dropped: Dropped) -> str:
        """Why a story is left out; empty where that is no news, for its readers had it, and where
        an editor did not want it to be read.
        """
        no_room = self.gettext("there was no room for it")
        reasons: dict[str, str] = {
            Reason.STORIES: no_room,
            Reason.WORDS: no_room,
            Reason.ALIKE: self.gettext("much of it is told above"),
            Reason.EMPTY: self.gettext("no source is named in it"),
        }
        return reasons.get(dropped.reason, "")

    def _named(self, origins: Sequence[str]) -> str:
        names = [one_line(name) for name in origins if name not in self._articles]
        names += [self.gettext("unknown")] * (len(names) < len(origins))
        names = [name for name in names if name]
        further = len(names[_NAMED_ORIGINS:])
        if further:
            more = self.ngettext("%(count)s more", "%(count)s more", further)
            names = [*names[:_NAMED_ORIGINS], more]
        return f" ({self._wording.joined(names)})" if names else ""

    def details(self, item: Item) -> tuple[str, ...]:
        """Role, medium and who is cited: `retired general`, `to CNN`, `citing “two officials”`."""
        role = one_line(item.attribution.role or "")
        cited = self._wording.joined(map(self._cited, _others(item, item.citing)))
        parts = [role] if role else []
        parts += map(self._medium, _others(item, (item.medium,)))
        if cited:
            parts.append(self.gettext("citing %(names)s", names=cited))
        return tuple(parts)

    def _medium(self, medium: Attribution) -> str:
        name = name_of(medium)
        platform = _PLATFORM.match(name)
        if platform:
            return self.gettext("on %(name)s", name=platform[0])
        return self.gettext("to %(name)s", name=name)

    def _cited(self, source: Attribution) -> str:
        """A name as it is, a description ("several officials") as the quotation it is."""
        name = name_of(source)
        return name if source.kind in _NAMES else self.quoted(name)


def speaks_for_itself(item: Item) -> bool:
    """Whether the words of `item` name all whom `details` and the line above them would."""
    others = map(name_of, _others(item, (item.medium, *item.citing)))
    shown = (name_of(item.attribution), one_line(item.attribution.role or ""), *others)
    words = " ".join(one_line(each.text) for each in item.words)
    return item.told and all(each in words for each in shown)


def _others(item: Item, sources: Iterable[Attribution | None]) -> list[Attribution]:
    """`sources` without the speaker: nobody says something to himself, or cites himself."""
    speaker = name_of(item.attribution).casefold()
    return [each for each in sources if each and name_of(each).casefold() != speaker]


def name_of(source: Attribution) -> str:
    return one_line(source.name.text)


def short(identifier: str) -> str:
    """The name of a file without its folders, which are no business of readers; of `-`, none."""
    name = re.split(r"[/\\]", identifier.rstrip("/\\"))[-1]
    return "" if name == "-" else name
