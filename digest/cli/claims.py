"""`digest claims`: who said what in articles; stores nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from digest.cli import tables
from digest.cli.common import finish, json_option, paths_argument, report, stdout, track
from digest.models import Certainty, Claim, Document, Problem, Spans

WHY = ("Rule", "Because of")
COLUMNS = ("¶", "Source", "To or citing", "Claim", "Certainty", "Figures", *WHY)


@click.command(name="claims")
@paths_argument(required=True)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="A table for people, or one JSON object an article.",
)
@click.option("--explain", is_flag=True, help="Name the rule behind each claim and its words.")
@json_option
def command(paths: tuple[str, ...], shape: str, *, explain: bool, as_json: bool) -> None:
    """Show who said what in articles. Stores nothing.

    PATH may be a file, a folder, a glob, or - for standard input. With --format jsonl (or
    --json) each line is an article: its path or id, and its claims with offsets into its text.
    """
    from digest.pipeline import reading

    problems, read = [], 0
    write = write_record if as_json or shape == "jsonl" else write_table
    for each in track(reading.articles(paths, stdin=sys.stdin.buffer)):
        if isinstance(each, Problem):
            problems.append(each)
        else:
            read += 1
            write(each, reading.said_in(each), explain=explain)
    report(problems)
    finish(problems, read=read)


def write_record(document: Document, found: tuple[Claim, ...], *, explain: bool) -> None:
    record = {
        "document": document.id,
        "format": document.format,
        "language": document.language.value,
        "claims": [claim_record(document, claim, explain=explain) for claim in found],
    }
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def claim_record(document: Document, claim: Claim, *, explain: bool) -> dict[str, Any]:
    """The claim's fields, its ¶, the words of the quote and of its figures, and, to `explain` it,
    those that its rule and its certainty stand on."""
    from digest.models.serial import dump

    record: dict[str, Any] = dump(claim)
    record["words"] = words(document, claim.quote)
    for figure, said in zip(record["figures"], claim.figures, strict=True):
        figure["words"] = words(document, (said.span,))
    record["paragraph"] = document.block_at(claim.sentence.start).paragraph
    if explain:
        grounds = {"grounds": claim.grounds, "evidence": claim.evidence}
        record["explanation"] = {key: words(document, spans) for key, spans in grounds.items()}
    del record["document"]
    return record


def write_table(document: Document, found: tuple[Claim, ...], *, explain: bool) -> None:
    console = stdout()
    title = document.title.value if document.title else "(no title)"
    console.print(f"{document.id}  ·  {title}", style="bold", markup=False)
    if not found:
        console.print("  no claim found\n", style="dim")
        return
    names = COLUMNS if explain else COLUMNS[: -len(WHY)]
    rows = [tables.Row(cells(document, claim)[: len(names)]) for claim in found]
    tables.show(names, rows, right=COLUMNS[:1])
    console.print()


def cells(document: Document, claim: Claim) -> tuple[str, ...]:
    """A row: what there is to read, and behind it what explains it."""
    return (
        str(document.block_at(claim.sentence.start).paragraph),
        source(claim),
        chain(claim),
        words(document, claim.quote),
        ", ".join(certainty(document, claim)),
        "; ".join(figure.reading() for figure in claim.figures),
        claim.rule,
        words(document, claim.grounds),
    )


def source(claim: Claim) -> str:
    if claim.source is None:
        return "–"
    return f"{claim.source.name}, {claim.source.role}" if claim.source.role else claim.source.name


def chain(claim: Claim) -> str:
    named = ([claim.medium] if claim.medium else []) + list(claim.citing)
    return ", ".join(each.name for each in named)


def certainty(document: Document, claim: Claim) -> Iterator[str]:
    if claim.certainty is not Certainty.STATED:
        yield claim.certainty.replace("_", " ")
        yield from (span.of(document.text) for span in claim.evidence)


def words(document: Document, spans: Spans) -> str:
    return " … ".join(" ".join(span.of(document.text).split()) for span in spans)
