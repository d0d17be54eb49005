"""`digest explain`: why each story and claim was chosen, and what was dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.cli import reasons, tables
from digest.cli.common import (
    config_option,
    digest_option,
    json_option,
    load_settings,
    print_json,
    stdout,
)
from digest.cli.finding import stored_edition
from digest.cli.reasons import Explained, score
from digest.cli.telling import Telling
from digest.errors import SourceError
from digest.models.editions import (
    Decisions,
    Dropped,
    Edition,
    EditionStory,
    Item,
)
from digest.models.serial import dump

if TYPE_CHECKING:
    from digest.storage import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """An edition, and where it is stored the stories that it was chosen from, by id."""

    edition: Edition
    stories: Mapping[str, Telling] = field(default_factory=dict)

    def record(self, each: Explained) -> dict[str, Any]:
        """As in the edition, with the whole `story` or `claim` as `digest stories` writes them."""
        if each.id in self.stories:
            return {**dump(each), "story": self.stories[each.id].record()}
        claim = self.claim(each)
        return {**dump(each), **({"claim": claim} if claim else {})}

    def claim(self, each: Explained) -> dict[str, Any] | None:
        claims = (found for story in self.stories.values() for found in story.record()["claims"])
        return next((found for found in claims if found["id"] == each.id), None)


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
    story or claim, or its beginning: then it also says what readers had, why articles are one
    story and places one claim, and who counts as one origin.
    """
    told = find_edition(edition, config_path, digest_name)
    chosen = find_item(told.edition, item) if item else None
    if as_json:
        print_json(told.record(chosen) if chosen else whole(told))
    elif chosen:
        show_one(told, chosen)
    else:
        show_all(told.edition)


def whole(told: Told) -> dict[str, Any]:
    return {**dump(told.edition), "stories": [told.record(each) for each in told.edition.stories]}


def find_edition(name: str, config_path: Path | None, digest_name: str | None) -> Told:
    """The edition that `name` means. Raises SourceError that says which there are."""
    if name.endswith(".json"):
        return Told(edition=read_edition(Path(name)))
    from digest.storage import Store

    settings = load_settings(config_path)
    digest = settings.digest(digest_name).brief.name
    with Store.peek(settings.store) as store:
        edition = stored_edition(store, digest, name)
        return Told(edition=edition, stories=told_stories(store, edition.id))


def told_stories(store: Store, edition: str) -> dict[str, Telling]:
    """The stories of an edition whose articles are still kept."""
    stories = store.stories(edition)
    documents = store.known({name for story in stories for name in story.documents})
    names = {name: [document.id] for name, document in documents.items()}
    return {
        story.id: Telling(story=story, documents=documents, names=names)
        for story in stories
        if documents.keys() >= {*story.documents}
    }


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


def show_all(edition: Edition) -> None:
    for story in edition.stories:
        show_lines(reasons.headline(story, edition.decisions))
        show_choice(story, edition.decisions)
    if edition.dropped:
        stdout().print("Stories left out", style="bold")
        show_rows(edition.dropped, edition.decisions)


def show_one(told: Told, chosen: Explained) -> None:
    decisions = told.edition.decisions
    show_lines(reasons.headline(chosen, decisions))
    if isinstance(chosen, Item):
        (story,) = (each for each in told.edition.stories if chosen in each.items)
        show_lines(reasons.of_item(chosen, story.aliases))
    if isinstance(chosen, EditionStory):
        show_lines(reasons.of_story(chosen))
    if chosen.id in told.stories:
        show_lines(reasons.articles(told.stories[chosen.id]))
    else:
        show_lines(reasons.places(told.claim(chosen)))
    if isinstance(chosen, EditionStory):
        show_choice(chosen, decisions)


def show_choice(story: EditionStory, decisions: Decisions) -> None:
    """The claims of `story`, and those that were left out."""
    show_rows(story.items, decisions)
    if story.dropped:
        stdout().print("  Left out", style="bold")
        show_rows(story.dropped, decisions)


def show_lines(lines: Iterator[str]) -> None:
    for line in lines:
        style = "" if line.startswith(" ") else "bold"
        stdout().print(line, style=style, markup=False, highlight=False, soft_wrap=True)


def show_rows(rows: Sequence[Item | Dropped], decisions: Decisions) -> None:
    cells = (
        (row.id, reasons.shown(row), reasons.why(row, decisions), score(row.score)) for row in rows
    )
    tables.show(("Id", "Words", "Why", "Score"), list(map(tables.Row, cells)))
