"""`digest preview`: the edition in a browser, on this machine only, and its editor's desk."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.common import (
    anew_option,
    config_option,
    date_option,
    digest_option,
    edition_date,
    edition_slot,
    load_settings,
    paths_argument,
    slot_option,
)
from digest.models.editions import edition_id

if TYPE_CHECKING:
    from digest.pipeline.deciding import Editing
    from digest.pipeline.kept import Memory
    from digest.web.preview import Preview


@click.command(name="preview")
@paths_argument(required=False)
@config_option
@digest_option
@date_option
@slot_option
@anew_option
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True)
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
def command(
    paths: tuple[str, ...],
    config_path: Path | None,
    digest_name: str | None,
    on: datetime | None,
    port: int,
    *,
    slot: datetime | None,
    anew: bool,
    no_open: bool,
) -> None:
    """Show the edition in a browser, and edit it before it is sent.

    It is built again when an article, a template or the configuration changes. What is decided
    on it is kept for digest build and digest run; nothing else is stored. Port 0 takes a free
    one.
    """
    from digest.pipeline.kept import Memory
    from digest.web.preview import serve

    memory = Memory()

    def build() -> Preview:
        found = editing(paths, config_path, digest_name, on, slot=slot, anew=anew, memory=memory)
        return shown(found)

    def watched() -> list[Path]:
        settings = load_settings(config_path)
        read = paths or settings.digest(digest_name).sources
        return [*map(Path, read), *settings.templates, settings.path]

    watched()  # what is wrong in the configuration is said before a browser opens
    serve(build, watched=watched, port=port, open_browser=not no_open, announce=click.echo)


def editing(
    paths: tuple[str, ...],
    config_path: Path | None,
    digest_name: str | None,
    on: datetime | None,
    *,
    slot: datetime | None,
    anew: bool,
    memory: Memory,
) -> Editing:
    """The edition as `digest build` would make it now; the configuration is read afresh.

    `memory` has the articles of feeds that were read for earlier ones.
    """
    from digest.pipeline import editions
    from digest.pipeline.deciding import Editing, is_mailed
    from digest.pipeline.writing import editions_in
    from digest.storage import Store

    settings = load_settings(config_path)
    digest = settings.digest(digest_name)
    day = edition_date(on, digest)
    name = edition_slot(slot, digest, day)
    with Store.peek(settings.store) as store:
        gathered = editions.gather(
            paths,
            digest,
            store,
            on=day,
            slot=name,
            anew=anew,
            leave_out=editions_in(settings.out),
            memory=memory,
        )
        number = store.number(digest.brief.name, day, name)
        mailed = is_mailed(store, edition_id(digest.brief.name, day, name))
    built = editions.build(
        gathered,
        digest,
        settings.template(digest),
        links=settings.links(digest),
        on=day,
        slot=name,
        number=number,
    )
    return Editing(
        settings=settings,
        digest=digest,
        built=built,
        is_mailed=mailed,
        environ=os.environ,
        clock=lambda: datetime.now(UTC),
    )


def shown(editing: Editing) -> Preview:
    """What is edited, with the desk on which it lies."""
    from digest.rendering import web_page
    from digest.rendering.publishing import published
    from digest.web.preview import NearLinks, Preview
    from digest.web.preview.desk import Desk
    from digest.web.preview.model import Later

    built = editing.built

    def page() -> str:
        template = editing.settings.page_template(editing.digest)
        return web_page(published(built.edition), built.documents, template, NearLinks())

    return Preview(
        edition=built.edition,
        rendered=built.rendered,
        documents=built.documents,
        claims=built.material.claims,
        problems=built.material.problems,
        page=Later(page),
        desk=Desk(
            decisions=editing.decisions,
            unapplied=built.unapplied,
            is_mailed=editing.is_mailed,
            no_test=editing.no_test(),
            claims=editing.pinnable(),
            headlines=editing.headlines,
            decide=lambda decisions: shown(editing.decided(decisions)),
            send_test=editing.send_test,
        ),
    )
