"""`digest stories`: articles by event, with who is behind each claim; stores nothing."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from digest.cli import tables
from digest.cli.common import (
    config_option,
    counted,
    finish,
    json_option,
    load_settings,
    paths_argument,
    report,
    stdout,
    track,
)
from digest.cli.telling import Telling, name_of, said, title_of
from digest.models import Certainty, Conflict, Document, Problem, Statement, Story, Value

CLAIMS = ("Origins", "Articles", "Claim", "Source", "Certainty", "Behind it")
DAY = "%Y-%m-%d"
MINUTE = f"{DAY} %H:%M"


@click.command(name="stories")
@paths_argument(required=True)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="A table for people, or one JSON object a story.",
)
@config_option
@json_option
def command(paths: tuple[str, ...], shape: str, config_path: Path | None, *, as_json: bool) -> None:
    """Show articles by event: who is behind each claim, and where figures differ. Stores nothing.

    PATH may be a file, a folder, a glob, or - for standard input. With --format jsonl (or
    --json) each line is a story: its articles, its claims with their places and independent
    origins, and the figures that differ.
    """
    from digest.pipeline import editions, reading

    publishers = load_settings(config_path).digest(None).publishers
    found = list(track(reading.articles(paths, stdin=sys.stdin.buffer)))
    problems = [each for each in found if isinstance(each, Problem)]
    # By name, so that of two files with one article the same one is read whatever comes first.
    documents = sorted(
        (each for each in found if not isinstance(each, Problem)), key=lambda each: each.id
    )
    material = reading.read(documents)
    names = names_of(documents)
    for story in editions.told(material, publishers):
        telling = Telling(story=story, documents=material.documents, names=names)
        if as_json or shape == "jsonl":
            sys.stdout.write(json.dumps(telling.record(), ensure_ascii=False) + "\n")
        else:
            write_table(telling)
    report(problems)
    finish(problems, read=len(documents))


def names_of(documents: Sequence[Document]) -> Mapping[str, list[str]]:
    """The ids of `documents` by fingerprint: one article may come under several."""
    names: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        if document.id not in names[document.fingerprint]:
            names[document.fingerprint].append(document.id)
    return names


def write_table(telling: Telling) -> None:
    story = telling.story
    console = stdout()
    console.print(f"{story.id}  {telling.title()}", style="bold", markup=False)
    console.print(f"  {summary(telling)}", markup=False)
    tables.show(("Day", "Outlet", "Title", "Article"), article_rows(telling))
    if story.statements:
        rows = [claim_row(telling, each) for each in by_origins(story)]
        tables.show(CLAIMS, rows, right=CLAIMS[:2])
    for conflict in story.conflicts:
        write_conflict(telling, conflict)
    console.print()


def summary(telling: Telling) -> str:
    """`3 articles on 2 days  ·  2 origins: dpa, Stadtwerke Lauter`"""
    story, days = telling.story, telling.days()
    articles = counted(len(telling.ids()), "article", "articles")
    origins = counted(len(story.origins), "origin", "origins")
    over = f" on {len(days)} days" if len(days) > 1 else ""
    return f"{articles}{over}  ·  {origins}: {', '.join(story.origins) or '–'}"


def article_rows(telling: Telling) -> list[tables.Row]:
    first = {name: group[0] for group in telling.copies() for name in group[1:]}
    return [
        tables.Row(
            (
                document.published.value.strftime(DAY) if document.published else "–",
                document.outlet.value if document.outlet else "–",
                title_of(document),
                f"{name}, a copy of {first[name]}" if name in first else name,
            )
        )
        for document in telling.ordered()
        for name in telling.names[document.fingerprint]
    ]


def by_origins(story: Story) -> list[Statement]:
    """Claims with more independent origins first, then those with more places."""
    return sorted(story.statements, key=lambda each: (-len(each.origins), -len(each.claims)))


def claim_row(telling: Telling, statement: Statement) -> tables.Row:
    """What stands in most rows is left out: that a claim is stated, and that who says it is alone
    behind it."""
    shown, certainty = statement.claims[0], statement.certainty
    source = name_of(shown.source) or "–"
    return tables.Row(
        (
            str(len(statement.origins)),
            str(len({claim.document for claim in statement.claims})),
            said(telling.documents[shown.document], shown.quote),
            source,
            certainty.replace("_", " ") if certainty is not Certainty.STATED else "",
            ", ".join(statement.origins) if statement.origins != (source,) else "",
        )
    )


def write_conflict(telling: Telling, conflict: Conflict) -> None:
    heading = f"  {conflict.resolution.capitalize()}: {conflict.kind}, “{conflict.about}”"
    stdout().print(heading, style="bold", markup=False)
    rows = [value_row(telling, each) for each in conflict.values]
    tables.show(("Figure", "Source", "Behind it", "Published", "Article"), rows)


def value_row(telling: Telling, value: Value) -> tables.Row:
    document = telling.documents[value.document]
    return tables.Row(
        (
            said(document, (value.figure.span,)),
            name_of(value.source) or "–",
            value.origin,
            value.time.strftime(MINUTE) if value.time else "–",
            document.id,
        ),
        "dim" if value.replaced else "",
    )
