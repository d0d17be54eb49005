"""From articles, old and new, to an edition with its views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from digest.errors import SourceError
from digest.models import Claim, Cluster, Document, Known, Problem, Story
from digest.pipeline.kept import Memory, recent, together
from digest.pipeline.ongoing import Gathered, continued, past, untold
from digest.pipeline.reading import Material, Track, articles, read
from digest.rendering.links import Links

if TYPE_CHECKING:
    from digest.config import DigestSettings
    from digest.models.briefs import Brief
    from digest.models.editions import Decisions, Edition
    from digest.models.views import Rendered
    from digest.storage import Added, Store

_NOTHING, _NOWHERE = Known(), Links()


@dataclass(frozen=True, kw_only=True, slots=True)
class Built:
    """An edition with its views, and all that it was made from."""

    edition: Edition
    rendered: Rendered
    stories: tuple[Story, ...]
    gathered: Gathered

    @property
    def unapplied(self) -> tuple[Problem, ...]:
        """The decisions that it does not follow."""
        from digest.edition import unapplied

        asked = self.gathered.decisions
        return unapplied(asked, self.edition, self.stories, self.documents)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """What is to be said of it though it lacks nothing."""
        return self.rendered.problems + self.unapplied

    @property
    def material(self) -> Material:
        return self.gathered.material

    @property
    def documents(self) -> Mapping[str, Document]:
        """All that it may show words of: articles that readers had too, which may be gone."""
        return {**self.gathered.past.documents, **self.material.documents}


def gather(
    paths: Sequence[str],
    digest: DigestSettings,
    store: Store,
    *,
    on: date,
    slot: str = "",
    anew: bool = False,
    stdin: BinaryIO | None = None,
    leave_out: Iterable[Path] = (),
    track: Track = iter,
    memory: Memory | None = None,
) -> Gathered:
    """What an edition is made of: the articles of `paths` alone, or else the digest's sources
    and what came in during its recent days; and of their stories what was kept before. `anew` takes
    it that readers had nothing so far. `track` may watch the articles come; for `memory` see
    `recent`.
    """
    had, name = past(store, digest, on, slot, anew=anew), digest.brief.name
    had = replace(had, known=_both(store.decisions.names(name, on, slot), had.known))
    found = articles(
        paths or digest.sources,
        stdin=stdin,
        leave_out=leave_out,
        may_be_empty=not paths,  # there are days on which nothing comes
    )
    fresh = read(track(found))
    if not paths:
        kept = recent(store, digest, on, past=had, track=track, memory=memory)
        fresh = untold(together(fresh, kept), store, digest, had)
    gathered = continued(fresh, store, digest, had, on=on, memory=memory)
    return replace(gathered, decisions=store.decisions.of(name, on, slot))


def _both(decided: Known, had: Known) -> Known:
    return Known(
        stories={**decided.stories, **had.stories},
        statements={**decided.statements, **had.statements},
    )


def ingest(store: Store, material: Material, *, now: datetime) -> Added:
    """Keep `material` for later editions; what is known already stays as it is."""
    return store.add(pairs(material), now=now)


def keep(store: Store, built: Built, *, now: datetime) -> tuple[Problem, ...]:
    """Keep an edition and what it was made of. One that was mailed stays as it was: that is told
    where it would change.
    """
    store.add(pairs(built.material), now=now, ingested=False)
    kept = store.save(built.edition, built.stories)
    store.memory.keep(built.gathered.sketches)
    if kept:
        return ()
    message = "was mailed already, and is kept as it was mailed"
    hint = "what was built now is in the files alone"
    return (Problem(place=built.edition.id, message=message, hint=hint),)


def pairs(material: Material) -> list[tuple[Document, Sequence[Claim]]]:
    """The documents of `material` with their claims, as the store takes them."""
    return [(each, material.claims[key]) for key, each in material.documents.items()]


def told(
    material: Material,
    publishers: Mapping[str, Sequence[str]],
    *,
    clusters: Sequence[Cluster] | None = None,
    known: Known = _NOTHING,
) -> tuple[Story, ...]:
    """The stories of `material`, or those of `clusters` of it, with ids that are `known`."""
    from digest import stories
    from digest.claims import unsourced

    if clusters is None:
        clusters = stories.cluster(map(stories.sketch, material.documents.values()))
    owners = stories.owners(publishers)
    return tuple(
        stories.tell(
            each,
            material.documents,
            material.claims,
            known=known,
            publishers=owners,
            unsourced=unsourced,
        )
        for each in clusters
    )


def build(
    gathered: Gathered,
    digest: DigestSettings,
    template: Path,
    *,
    links: Links = _NOWHERE,
    on: date,
    slot: str = "",
    number: int,
) -> Built:
    """One edition of what was `gathered`: pure from here on, so the same gives the same bytes.

    Raises SourceError where there is no article of sources that cannot be read, or for a first
    edition; UnprovenClaimError and TemplateError as `rendering.render` does.
    """
    material, had = gathered.material, gathered.past
    if not material.documents and (material.problems or not had.editions):
        raise SourceError("no article to make an edition of", hint=_hint(material.problems))
    found = told(material, digest.publishers, clusters=gathered.clusters, known=gathered.past.known)
    brief = replace(digest.brief, preferences=gathered.preferences)
    return _composed(gathered, found, brief, template, links=links, on=on, slot=slot, number=number)


def again(built: Built, decisions: Decisions, template: Path, *, links: Links = _NOWHERE) -> Built:
    """What was `built`, of the same stories, with other decisions. Raises as `build` does."""
    edition = built.edition
    return _composed(
        replace(built.gathered, decisions=decisions),
        built.stories,
        edition.brief,
        template,
        links=links,
        on=edition.date,
        slot=edition.slot,
        number=edition.number,
    )


def _composed(
    gathered: Gathered,
    stories: tuple[Story, ...],
    brief: Brief,
    template: Path,
    *,
    links: Links,
    on: date,
    slot: str,
    number: int,
) -> Built:
    # Reading claims, the commonest command of scripts, needs none of these steps.
    from digest.edition import compose
    from digest.rendering import render

    material, had = gathered.material, gathered.past
    edition = compose(
        stories,
        material.documents,
        brief,
        date=on,
        slot=slot,
        number=number,
        weights=material.weights,
        past=had,
        decisions=gathered.decisions,
    )
    shown = {**had.documents, **material.documents}
    rendered = render(edition, shown, template, links=links)
    return Built(edition=edition, rendered=rendered, stories=stories, gathered=gathered)


def _hint(problems: Sequence[Problem]) -> str:
    if problems:
        return "nothing that was named could be read: mend that, or name other articles"
    return "set sources, follow and refresh feeds, or give PATH..."
