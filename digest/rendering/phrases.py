"""The small sentences of an edition: counts, certainty, origins, places, attributions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from digest.models import (
    Attribution,
    Certainty,
    Edition,
    EditionStory,
    Item,
    Place,
    Section,
    SourceKind,
)
from digest.rendering.cleaning import clean
from digest.rendering.wording import Wording

# One says something "to" a paper and "on" a platform. Their names are the same in all languages.
_PLATFORMS = frozenset(
    [
        "bluesky",
        "facebook",
        "instagram",
        "linkedin",
        "mastodon",
        "reddit",
        "telegram",
        "threads",
        "tiktok",
        "truth",
        "twitter",
        "vk",
        "weibo",
        "whatsapp",
        "x",
        "youtube",
    ]
)
_NAMES = frozenset({SourceKind.PERSON, SourceKind.BODY, SourceKind.OUTLET})
# More names make a line of origins longer than the claim it belongs to.
_NAMED_ORIGINS = 4


class Phrases:
    """What is said about the parts of one edition, in its language."""

    def __init__(self, edition: Edition, wording: Wording) -> None:
        self._edition = edition
        self._say = wording.gettext
        self._count = wording.ngettext
        self._short = {each.id: short(each.id) for each in edition.references}

    def counts(self) -> tuple[str, ...]:
        """`2 articles`, `1 story`, `12 sourced claims`, `8 sources`, `2 min`"""
        edition, count = self._edition, self._count
        claims = sum(1 for _ in edition.items())
        return (
            count("%(count)s article", "%(count)s articles", len(edition.references)),
            count("%(count)s story", "%(count)s stories", len(edition.stories)),
            count("%(count)s sourced claim", "%(count)s sourced claims", claims),
            count("%(count)s source", "%(count)s sources", edition.speakers()),
            count("%(count)s min", "%(count)s min", edition.minutes),
        )

    def certainty(self, level: Certainty) -> str:
        """The word for how sure a source is; none where it states what it says."""
        words = {
            Certainty.STATED: "",
            Certainty.ESTIMATED: self._say("estimate"),
            Certainty.POSSIBLE: self._say("possible"),
            Certainty.ALLEGED: self._say("unconfirmed"),
            Certainty.DENIED: self._say("denied"),
            Certainty.NO_COMMENT: self._say("no comment"),
        }
        return words[level]

    def section(self, name: Section) -> str:
        titles = {
            Section.REPORTED: self._say("Reported"),
            Section.VERBATIM: self._say("In their words"),
            Section.FIGURES: self._say("Figures"),
            Section.OPEN: self._say("Open"),
        }
        return titles[name]

    def quoted(self, words: str) -> str:
        return self._say("“%(words)s”", words=words)

    def about(self, story: EditionStory) -> tuple[str, ...]:
        """`2 articles, 1 independent origin (New York Times)`, `unconfirmed`"""
        articles = self._count("%(count)s article", "%(count)s articles", len(story.references))
        one, many = "%(count)s independent origin", "%(count)s independent origins"
        origins = self._count(one, many, len(story.origins)) + self._named(story.origins)
        label = self.certainty(story.certainty)
        return (f"{articles}, {origins}", label) if label else (f"{articles}, {origins}",)

    def hedge(self, item: Item) -> str:
        """`unconfirmed (“said to”)`; empty for what is stated, or open by the section it is in."""
        label = self.certainty(item.certainty)
        if not label or (item.section, item.certainty) == (Section.OPEN, Certainty.NO_COMMENT):
            return ""
        # A hedge that the text repeats is shown once.
        words = dict.fromkeys(clean(each.text).strip() for each in item.evidence)
        evidence = ", ".join(self.quoted(each) for each in words if each)
        return f"{label} ({evidence})" if evidence else label

    def spread(self, item: Item) -> str:
        """`in 2 articles, 1 origin (New York Times)`; empty for a claim of a single article."""
        articles = len({place.number for place in item.places})
        if articles < 2:
            return ""
        spread = self._count("in %(count)s article", "in %(count)s articles", articles)
        origins = self._count("%(count)s origin", "%(count)s origins", len(item.origins))
        speaker = item.attribution.name.text.casefold()
        known = [name.casefold() for name in item.origins] == [speaker]
        return f"{spread}, {origins}{'' if known else self._named(item.origins)}"

    def _named(self, origins: Sequence[str]) -> str:
        names = [clean(self._short.get(name, name)).strip() for name in origins]
        further = len(names[_NAMED_ORIGINS:])
        if further:
            more = self._count("%(count)s more", "%(count)s more", further)
            names = [*names[:_NAMED_ORIGINS], more]
        return f" ({', '.join(names)})" if names else ""

    def details(self, item: Item) -> tuple[str, ...]:
        """Role, medium and who is cited: `retired general`, `to CNN`, `citing “two officials”`."""
        speaker = item.attribution.name.text.casefold()
        role = clean(item.attribution.role or "").strip()
        others = [each for each in item.citing if each.name.text.casefold() != speaker]
        parts = [role] if role else []
        if item.medium and item.medium.name.text.casefold() != speaker:
            parts.append(self._medium(item.medium))
        if others:
            parts.append(self._say("citing %(names)s", names=", ".join(map(self._cited, others))))
        return tuple(parts)

    def _medium(self, medium: Attribution) -> str:
        name = clean(medium.name.text).strip()
        if re.split(r"\W", name.casefold())[0] in _PLATFORMS:
            return self._say("on %(name)s", name=name)
        return self._say("to %(name)s", name=name)

    def _cited(self, source: Attribution) -> str:
        """A name as it is, a description ("several officials") as the quotation it is."""
        name = clean(source.name.text).strip()
        return name if source.kind in _NAMES else self.quoted(name)


def places(found: Iterable[Place]) -> str:
    """`1 ¶5, 2 ¶1–2, ¶4`: the number of a source, then the paragraphs in it."""
    shown = []
    for number, same in groupby(found, key=lambda place: place.number):
        runs = _runs(place.paragraph for place in same)
        shown.append(f"{number} " + ", ".join(runs))
    return ", ".join(shown)


def _runs(paragraphs: Iterable[int]) -> list[str]:
    """`[7, 3]` as `¶7`, `¶3`, and `[1, 2, 3]` as `¶1–3`."""
    runs: list[list[int]] = []
    for paragraph in dict.fromkeys(paragraphs):
        if runs and paragraph == runs[-1][-1] + 1:
            runs[-1].append(paragraph)
        else:
            runs.append([paragraph])
    return [f"¶{run[0]}" if len(run) == 1 else f"¶{run[0]}–{run[-1]}" for run in runs]


def short(identifier: str) -> str:
    """The name of a file without its folders: they are the writer's, and no business of readers."""
    return re.split(r"[/\\]", identifier.rstrip("/\\"))[-1]
