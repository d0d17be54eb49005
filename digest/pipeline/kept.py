"""What was kept for an edition; articles of feeds that nobody has read so far are read now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from digest.feeds.choosing import named
from digest.models import Article, Document, Problem, Sketch
from digest.models.past import Past
from digest.pipeline.reading import Material, Said, Track, collect, understood

if TYPE_CHECKING:
    from digest.config import DigestSettings
    from digest.storage import Store
    from digest.workers import Workers

T = TypeVar("T", bound=Article | Document | Sketch)


@dataclass(frozen=True, kw_only=True, slots=True)
class Memory:
    """What was read, and sketched, for one edition after another that nobody keeps: by fingerprint,
    so that nothing is done twice. It is added to.
    """

    said: dict[str, Said] = field(default_factory=dict)
    sketches: dict[str, Sketch] = field(default_factory=dict)


_NOTHING = Past()

# Articles. Processes need a second to start and to learn the languages; fewer are read by then.
MANY = 500

# Articles that a process is given at a time: one each would cost the main process half as much
# again. The longest that a feed can have takes 3 s.
PORTION = 50
CPU_SECONDS = 30.0


def recent(
    store: Store,
    digest: DigestSettings,
    on: date,
    *,
    past: Past = _NOTHING,
    track: Track = iter,
    memory: Memory | None = None,
) -> Material:
    """What came in during the days up to an edition's, as far as the digest asks for it, and newer
    versions of what its readers had, of whatever day these are.

    Nothing is stored: `keep` stores what was read with the edition that it was read for. Who keeps
    no edition may give a `memory`.
    """
    if not digest.recent_days:
        return collect(())
    since, until = days(digest, on, digest.recent_days)
    had = tuple(sorted({each.id for each in past.documents.values()}))
    waiting = (*store.unread(since=since, until=until), *store.unread(until=until, ids=had))
    unique = {each.id: each for each in waiting}
    found = _read_once(
        of_feeds(tuple(unique.values()), store, digest), (memory or Memory()).said, track
    )
    fresh = collect(_within(found, since, until, had))
    others = store.documents(until=until, ids=had)
    newer = [each for each in others if each.fingerprint not in past.documents]
    known = of_feeds((*store.documents(since=since, until=until), *newer), store, digest)
    read = {each.fingerprint: each for each in known}
    claims = store.claims(tuple(read))
    told = weights(store, [each.id for each in (*fresh.documents.values(), *read.values())])
    return together(fresh, Material(documents=read, claims=claims, weights=told))


def together(read_now: Material, stored: Material) -> Material:
    """Both; a stored version of an article that was just read gives way to it."""
    ids = {each.id for each in read_now.documents.values()}
    kept = {key: each for key, each in stored.documents.items() if each.id not in ids}
    return Material(
        documents={**read_now.documents, **kept},
        claims={**read_now.claims, **{key: stored.claims[key] for key in kept}},
        problems=read_now.problems + stored.problems,
        weights={**read_now.weights, **stored.weights},
    )


def days(digest: DigestSettings, on: date, number: int) -> tuple[datetime, datetime]:
    """From so many days before the day of an edition to its end."""
    from zoneinfo import ZoneInfo

    midnight = datetime.combine(on, time(), tzinfo=ZoneInfo(digest.brief.timezone))
    return midnight - timedelta(days=number), midnight + timedelta(days=1)


def of_feeds(found: Sequence[T], store: Store, digest: DigestSettings) -> Sequence[T]:
    """`found` without articles that only feeds have which the digest does not take."""
    if digest.feeds is None:
        return found
    feeds = store.feeds.all()
    taken = {feed.url for name in digest.feeds for feed in named(name, feeds)}
    carrying = store.feeds.carrying([each.id for each in found])
    return [each for each in found if not carrying[each.id] or taken & {*carrying[each.id]}]


def _read_once(
    articles: Sequence[Article], memory: dict[str, Said], track: Track
) -> Iterator[Said | Problem]:
    new = [each for each in articles if each.fingerprint not in memory]
    for found in track(_read(new)):
        if isinstance(found, Problem):
            yield found
        else:
            memory[found[0].fingerprint] = found
    yield from (memory[each.fingerprint] for each in articles if each.fingerprint in memory)


def _read(articles: Sequence[Article]) -> Iterator[Said | Problem]:
    if len(articles) < MANY:
        yield from map(understood, articles)
        return
    from digest.workers import Workers

    portions = [articles[start : start + PORTION] for start in range(0, len(articles), PORTION)]
    with Workers([understood.__module__, "digest.claims"], cpu_seconds=CPU_SECONDS) as workers:
        outcomes = workers.each(_all, [(each[0].place, each) for each in portions])
        for portion, outcome in zip(portions, outcomes, strict=True):
            yield from outcome.value or _one_by_one(portion, workers)


def _all(articles: Sequence[Article]) -> list[Said]:
    return [understood(each) for each in articles]


def _one_by_one(articles: Sequence[Article], workers: Workers) -> Iterator[Said | Problem]:
    """What is in a portion with an article that cannot be read."""
    for outcome in workers.each(understood, [(each.place, each) for each in articles]):
        if found := outcome.problem or outcome.value:
            yield found


def _within(
    found: Iterable[Said | Problem], since: datetime, until: datetime, had: Collection[str]
) -> Iterator[Said | Problem]:
    """`found` without articles of other days: of some not the feed but the text says the day. Of
    what readers `had`, a newer version may be of any day until then.
    """
    for each in found:
        if isinstance(each, Problem):
            yield each
            continue
        moment = _moment(each[0], otherwise=since)
        if moment < until and (since <= moment or each[0].id in had):
            yield each


def _moment(document: Document, *, otherwise: datetime) -> datetime:
    if document.published is None:
        return otherwise
    published: datetime = document.published.value
    return published if published.tzinfo else published.replace(tzinfo=UTC)


def weights(store: Store, ids: Sequence[str]) -> Mapping[str, float]:
    """By document: the weight of the feed that weighs most of those that had it."""
    of_feeds = {each.url: each.options.weight for each in store.feeds.all()}
    if all(weight == 1 for weight in of_feeds.values()):
        return {}
    carrying = store.feeds.carrying(ids)
    return {name: max(of_feeds[url] for url in urls) for name, urls in carrying.items() if urls}
