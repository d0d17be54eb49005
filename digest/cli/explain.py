"""`digest explain`: why each story and claim was chosen, and what was dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from digest.cli import tables
from digest.cli.common import (
    config_option,
    digest_option,
    json_option,
    load_settings,
    print_json,
    stdout,
)
from digest.cli.finding import stored_edition
from digest.errors import SourceError
from digest.models.editions import Dropped, Edition, EditionStory, Item, Part, Words
from digest.models.serial import dump

Explained = EditionStory | Item | Dropped


@click.command(name="explain")
@click.argument("edition")
@click.argument("item", required=False)
@config_option
@digest_option
@json_option
def command(
    edition: str,
    item: str | None,
    config_path: Path | None,
    digest_name: str | None,
    *,
    as_json: bool,
) -> None:
    """Say why each story and claim was chosen and what was dropped, with the score's parts.

    EDITION is a date, an edition's id, or the path of an edition.json. ITEM is the id of a
    story or claim, or its beginning.
    """
    found = find_edition(edition, config_path, digest_name)
    chosen = find_item(found, item) if item else None
    if as_json:
        print_json(dump(chosen or found))
        return
    console = stdout()
    if chosen is not None and not isinstance(chosen, EditionStory):
        show_rows([chosen])
        return
    for story in [chosen] if chosen else found.stories:
        show_story(story)
    if found.dropped and not chosen:
        console.print("Stories left out", style="bold")
        show_rows(found.dropped)


def find_edition(name: str, config_path: Path | None, digest_name: str | None) -> Edition:
    """The edition that `name` means. Raises SourceError that says which there are."""
    if name.endswith(".json"):
        return read_edition(Path(name))
    from digest.storage import Store

    settings = load_settings(config_path)
    digest = settings.digest(digest_name).brief.name
    with Store.peek(settings.store) as store:
        return stored_edition(store, digest, name)


def read_edition(path: Path) -> Edition:
    from digest.rendering import read_json

    hint = "give an edition.json that digest build wrote"
    try:
        return read_json(path.read_text("utf-8"))
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise SourceError(message, place=str(path), hint=hint) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"is no edition: {error}", place=str(path), hint=hint) from error


def explained(edition: Edition) -> Iterator[Explained]:
    for story in edition.stories:
        yield story
        yield from story.items
        yield from story.dropped
    yield from edition.dropped


def find_item(edition: Edition, name: str) -> Explained:
    """The story or claim whose id begins with `name`."""
    known = {each.id: each for each in explained(edition)}
    matches = [each for key, each in known.items() if key.startswith(name)]
    if len({each.id for each in matches}) == 1:
        return matches[0]
    near = get_close_matches(name, known, n=3) or list(known)[:3]
    message = "more than one item begins so" if matches else "no such item"
    raise SourceError(message, place=name, hint=f"such as: {', '.join(near)}")


def show_story(story: EditionStory) -> None:
    console = stdout()
    console.print(f"{story.id}  {story.headline.text}", style="bold", markup=False)
    console.print(f"  {score(story.score)}", style="dim", markup=False)
    console.print(f"  origins: {', '.join(story.origins) or '–'}", markup=False)
    show_rows(story.items)
    if story.dropped:
        console.print("  Left out", style="bold")
        show_rows(story.dropped)


def show_rows(rows: Sequence[Explained]) -> None:
    cells = ((row.id, shown(row), reason(row), score(row.score)) for row in rows)
    tables.show(("Id", "Words", "Why", "Score"), list(map(tables.Row, cells)))


def shown(row: Explained) -> str:
    said: tuple[Words, ...] = (row.headline,) if isinstance(row, EditionStory) else row.words
    whole = " … ".join(" ".join(each.text.split()) for each in said)
    name = f"{row.attribution.name.text}: " if isinstance(row, Item) else ""
    return name + (whole if len(whole) <= 100 else f"{whole[:99]}…")


def reason(row: Explained) -> str:
    if isinstance(row, Dropped):
        return row.reason
    return row.section.value if isinstance(row, Item) else "chosen"


def score(parts: Sequence[Part]) -> str:
    """`1.75 = origins 1.00 + certainty 0.75`"""
    total: Any = sum(part.value for part in parts)
    named = " + ".join(f"{part.name} {part.value:.2f}" for part in parts)
    return f"{total:.2f} = {named}"
