"""What an editor does with an edition before it is sent: decide on it, mail it as a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from digest.edition import compose, headlines, pinnable, rulings, unapplied
from digest.errors import SourceError
from digest.models import Document, Known, Problem, Story
from digest.models.editions import Decisions, Dropped, Words, edition_id
from digest.models.rulings import Ruling
from digest.pipeline import editions
from digest.pipeline.editions import Built
from digest.pipeline.mail.mailing import issue_of
from digest.pipeline.mail.press import Issue
from digest.pipeline.writing import editions_in
from digest.storage import Store

if TYPE_CHECKING:
    from digest.config import DigestSettings, Settings

_NOTHING = Known()


def is_mailed(store: Store, edition: str) -> bool:
    """Whether people have it, or are about to: then nothing of it can be decided any more."""
    return store.outbox.mailing(edition) is not None


def keep(
    store: Store,
    digest: str,
    day: date,
    slot: str,
    decisions: Decisions,
    *,
    known: Known = _NOTHING,
    now: datetime,
) -> None:
    """Keep what is decided, in the place of what was. Raises SourceError where it was mailed."""
    name = edition_id(digest, day, slot)
    if is_mailed(store, name):
        hint = "decide on one that is not sent yet: digest preview --date"
        raise SourceError("was mailed already, and stays as it was mailed", place=name, hint=hint)
    store.decisions.keep(digest, day, slot, decisions, known=known, now=now)


def names(
    decisions: Decisions, stories: Sequence[Story], documents: Mapping[str, Document]
) -> Known:
    """What those of `stories`, and of their claims, are called that something is decided on."""
    meant = decisions.ids()
    told = [
        each
        for each in stories
        if each.id in meant or not meant.isdisjoint(claim.id for claim in each.statements)
    ]
    claims = (claim for each in told for claim in each.statements if claim.id in meant)
    return Known(
        stories={documents[name].id: each.id for each in told for name in each.documents},
        statements={key: each.id for each in claims for key in each.keys},
    )


def followed(store: Store, issue: Issue) -> tuple[Issue, tuple[Problem, ...]]:
    """An edition as it was decided since it was built, and what it does not follow of that. One
    that was mailed stays as it is; so does one whose articles are not all kept any more.
    """
    edition = issue.edition
    asked = store.decisions.of(edition.brief.name, edition.date, edition.slot)
    if is_mailed(store, edition.id) or asked == edition.decisions:
        return issue, ()
    if len(issue.stories) == len(store.stories(edition.id)):
        edition = compose(
            issue.stories,
            issue.documents,
            edition.brief,
            date=edition.date,
            slot=edition.slot,
            number=edition.number,
            weights=issue.weights,
            past=issue.past,
            decisions=asked,
        )
    lost = unapplied(asked, edition, issue.stories, issue.documents)
    return replace(issue, edition=edition), lost


def told(store: Store, settings: Settings, digest: str, day: date, slot: str) -> tuple[Ruling, ...]:
    """What is decided on an edition, in words, and what it does not follow. One that is not kept is
    made for it of the digest's sources. Raises as `editions.build` does.
    """
    asked = store.decisions.of(digest, day, slot)
    if not asked.count:
        return ()
    kept = store.edition(edition_id(digest, day, slot))
    if kept:
        issue, _ = followed(store, issue_of(store, settings.digest(digest), kept))
        return rulings(asked, issue.edition, issue.stories, issue.documents)
    built = _built(store, settings, settings.digest(digest), day, slot)
    return rulings(asked, built.edition, built.stories, built.documents)


def _built(store: Store, settings: Settings, digest: DigestSettings, day: date, slot: str) -> Built:
    leave_out = editions_in(settings.out)
    gathered = editions.gather((), digest, store, on=day, slot=slot, leave_out=leave_out)
    template = settings.template(digest)
    return editions.build(gathered, digest, template, on=day, slot=slot, number=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Editing:
    """An edition as it was built, on the desk of its editor. What is done takes a store of its own
    each time, since there may be hours between.
    """

    settings: Settings
    digest: DigestSettings
    built: Built
    is_mailed: bool
    environ: Mapping[str, str]
    clock: Callable[[], datetime]

    @property
    def decisions(self) -> Decisions:
        """All that were kept, whether the edition follows them or not."""
        return self.built.gathered.decisions

    def headlines(self, story: str) -> tuple[Words, ...]:
        """What may stand above a story, the likeliest first; nothing where it is not there."""
        found = (each for each in self.built.stories if each.id == story)
        language = self.built.edition.brief.language
        return next((headlines(each, self.built.documents, language) for each in found), ())

    def pinnable(self) -> dict[str, tuple[Dropped, ...]]:
        """The claims of the stories that are left out, by story."""
        edition, documents = self.built.edition, self.built.documents
        told = {each.id: each for each in self.built.stories}
        return {
            each.id: tuple(pinnable(told[each.id], documents, each, edition.brief.language))
            for each in edition.dropped
        }

    def decided(self, decisions: Decisions) -> Editing:
        """Keep `decisions`; the edition as it is with them. Raises SourceError where it was mailed
        meanwhile, StoreError, and what `editions.build` raises.
        """
        built, edition = self.built, self.built.edition
        with Store.open(self.settings.store) as store:
            keep(
                store,
                edition.brief.name,
                edition.date,
                edition.slot,
                decisions,
                known=names(decisions, built.stories, built.documents),
                now=self.clock(),
            )
        template = self.settings.template(self.digest)
        links = self.settings.links(self.digest)
        return replace(self, built=editions.again(built, decisions, template, links=links))

    def no_test(self) -> str:
        """Why it cannot be mailed as a test, "" where it can."""
        from digest.pipeline.mail import testing

        return testing.why_not(self.settings, self.digest, self.environ)

    def send_test(self, address: str) -> str:
        """Mail it to `address` alone, and say what came of it. Raises as `testing.send` does."""
        from digest.pipeline.mail import testing

        issue = Issue(
            edition=self.built.edition,
            stories=self.built.stories,
            documents=self.built.documents,
            weights=self.built.material.weights,
            past=self.built.gathered.past,
        )
        with Store.open(self.settings.store) as store:
            return testing.send(
                store,
                self.settings,
                self.digest,
                issue,
                address,
                environ=self.environ,
                clock=self.clock,
            )
