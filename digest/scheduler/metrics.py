"""What a daemon says of itself to Prometheus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, SummaryMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from digest.models.mail import State
from digest.models.schedule import Progress
from digest.pipeline.status import Status
from digest.scheduler.tally import Tally


def exposition(status: Status, tally: Tally) -> tuple[bytes, str]:
    """All metrics, and the media type of what they are written in."""
    registry = CollectorRegistry()
    registry.register(_Said(_metrics(status, tally)))
    return generate_latest(registry), CONTENT_TYPE_LATEST


class _Said(Collector):
    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = tuple(metrics)

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _metrics(status: Status, tally: Tally) -> Iterator[Metric]:
    """Counters count since the daemon was started, gauges tell how the store is now."""
    yield _gauge("last_tick_timestamp_seconds", "Last look at what is due", _seconds(tally.ticked))
    yield _gauge("leader", "1 where this daemon leads, 0 where it stands by", tally.leads)
    yield _counter("editions_built", "Editions that were built", "digest", tally.built)
    yield _counter("editions_failed", "Tries to build that failed", "digest", tally.failed)
    yield _counter("died", "Processes that were killed or crashed", "work", tally.died)
    yield SummaryMetricFamily(
        "digest_build_seconds",
        "How long it took to build them",
        count_value=tally.built.total(),
        sum_value=tally.seconds,
    )
    digests = status.digests
    next_due = {each.name: _seconds(each.next.due) for each in digests if each.next}
    yield _gauges("next_due_timestamp_seconds", "When the next is due", "digest", next_due)
    done = {
        each.name: _seconds(each.last.changed)
        for each in digests
        if each.last and each.last.progress is Progress.DONE
    }
    yield _gauges("last_edition_timestamp_seconds", "When the last was made", "digest", done)
    overdue = {each.name: len(each.overdue) for each in digests}
    yield _gauges("overdue", "Slots that should be done by now", "digest", overdue)
    outbox = {state.value: status.outbox.get(state, 0) for state in State}
    yield _gauges("deliveries", "Deliveries in the outbox", "state", outbox)
    yield _gauge("feeds_in_trouble", "Feeds that fail, or are stopped", len(status.feeds))


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"digest_{name}", text, value=value)


def _gauges(name: str, text: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"digest_{name}", text, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _counter(name: str, text: str, label: str, counts: Counter[str]) -> Metric:
    family = CounterMetricFamily(f"digest_{name}", text, labels=[label])
    for key, number in counts.items():
        family.add_metric([key], number)
    return family


def _seconds(moment: datetime | None) -> float:
    """Since 1970; 0 where there is none."""
    return moment.timestamp() if moment else 0.0
