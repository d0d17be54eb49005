"""Health and metrics, served beside the work by a thread of their own."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from digest.errors import ServeError
from digest.models.mail import State
from digest.pipeline.status import Status, status
from digest.scheduler.tally import Tally

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger

    from digest.scheduler.configuration import Configuration
    from digest.storage import Store

HOST = "127.0.0.1"

# Without a tick for so long the daemon hangs: it waits for nothing but the store, for ten seconds.
SILENCE = timedelta(minutes=3)


@contextmanager
def served(
    store: Store, configuration: Configuration, tally: Tally, *, log: FilteringBoundLogger
) -> Iterator[None]:
    """Answer on the port of `[run]`. One that is taken is told, and no reason for no edition."""
    port = configuration.settings.run.port
    if not port:
        yield
        return
    import uvicorn

    from digest.scheduler.metrics import exposition
    from digest.web.health import health_app
    from digest.web.serving import bind, quiet

    def now() -> Status:
        return status(store, configuration.settings, now=datetime.now(UTC))

    try:
        listener = bind(HOST, port, hint="choose another port in [run]; 0 serves none")
    except ServeError as error:
        log.warning("no health and metrics", where=error.place, reason=error.message)
        yield
        return
    app = health_app(lambda: health(now(), tally), lambda: exposition(now(), tally), port=port)
    server = uvicorn.Server(quiet(app, grace=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def health(found: Status, tally: Tally) -> tuple[bool, Mapping[str, Any]]:
    """Whether the daemon does its work, and what there is to say of it.

    A letter that failed, or an edition that cannot be built, is no illness of the daemon.
    """
    ticks = tally.ticked is not None and found.now - tally.ticked < SILENCE
    well = ticks and not found.overdue
    return well, {
        "status": "ok" if well else "overdue" if ticks else "hangs",
        "ticked": tally.ticked and tally.ticked.isoformat(timespec="seconds"),
        "leads": tally.leads,
        "leader": found.leader,
        "overdue": [each.name for each in found.overdue],
        "died": dict(tally.died),
        "outbox": {each.value: found.outbox.get(each, 0) for each in State},
        "feeds_in_trouble": len(found.feeds),
    }
