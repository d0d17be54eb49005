"""`digest preview`: the edition in a browser, on this machine only."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.common import (
    anew_option,
    config_option,
    date_option,
    digest_option,
    edition_date,
    load_settings,
    paths_argument,
)

if TYPE_CHECKING:
    from digest.config import DigestSettings, Settings
    from digest.pipeline.editions import Built
    from digest.pipeline.kept import Memory
    from digest.web.preview import Preview


@click.command(name="preview")
@paths_argument(required=False)
@config_option
@digest_option
@date_option
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
    anew: bool,
    no_open: bool,
) -> None:
    """Show the edition in a browser, at phone and desktop width, light and dark.

    It is built again when an article, a template or the configuration changes. Nothing is
    stored. Port 0 takes a free one.
    """
    from digest.pipeline.kept import Memory
    from digest.web.preview import serve

    memory = Memory()

    def build() -> Preview:
        return built_preview(paths, config_path, digest_name, on, anew=anew, memory=memory)

    def watched() -> list[Path]:
        settings = load_settings(config_path)
        read = paths or settings.digest(digest_name).sources
        return [*map(Path, read), *settings.templates, settings.path]

    watched()  # what is wrong in the configuration is said before a browser opens
    serve(build, watched=watched, port=port, open_browser=not no_open, announce=click.echo)


def built_preview(
    paths: tuple[str, ...],
    config_path: Path | None,
    digest_name: str | None,
    on: datetime | None,
    *,
    anew: bool,
    memory: Memory,
) -> Preview:
    """The edition as `digest build` would make it now; the configuration is read afresh.

    `memory` has the articles of feeds that were read for earlier ones.
    """
    from digest.pipeline import editions
    from digest.pipeline.writing import editions_in
    from digest.storage import Store

    settings = load_settings(config_path)
    digest = settings.digest(digest_name)
    day = edition_date(on, digest)
    with Store.peek(settings.store) as store:
        gathered = editions.gather(
            paths,
            digest,
            store,
            on=day,
            anew=anew,
            leave_out=editions_in(settings.out),
            memory=memory,
        )
        number = store.number(digest.brief.name, day)
    built = editions.build(
        gathered,
        digest,
        settings.template(digest),
        links=settings.links(digest),
        on=day,
        number=number,
    )
    return shown(built, settings, digest)


def shown(built: Built, settings: Settings, digest: DigestSettings) -> Preview:
    """What the preview shows of an edition."""
    from digest.rendering import web_page
    from digest.rendering.publishing import published
    from digest.web.preview import NearLinks, Preview

    return Preview(
        edition=built.edition,
        rendered=built.rendered,
        documents=built.documents,
        claims=built.material.claims,
        problems=built.material.problems,
        page=web_page(
            published(built.edition),
            built.documents,
            settings.page_template(digest),
            NearLinks(),
        ),
    )
