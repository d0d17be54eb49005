"""The options of a feed on the command line: each is given as it is written in files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click
from click.core import ParameterSource

from digest.feeds.options import OPTIONS, line
from digest.feeds.visits import afresh
from digest.models.feeds import Feed, FeedOptions

Command = Callable[..., Any]
Change = Callable[[Feed], Feed]


def _text(ctx: click.Context, parameter: click.Parameter, value: Any) -> Any:  # noqa: ARG001  click's signature
    if isinstance(value, tuple):
        return tuple(filter(None, map(line, value)))
    return value and line(value)


def _written(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Any:  # noqa: ARG001  as above
    """The value of a field of FeedOptions; "" stands for the one that it has by default."""
    field = str(parameter.name)
    if not value:
        return value if value is None else getattr(FeedOptions(), field)
    try:
        return OPTIONS[field].read(line(value))
    except (ValueError, LookupError) as error:
        raise click.BadParameter(f"{value!r}; allowed: {OPTIONS[field].allowed}") from error


_OPTIONS = (
    click.option("--title", callback=_text, help="What to call it."),
    click.option(
        "--folder",
        "folders",
        metavar="NAME",
        multiple=True,
        callback=_text,
        help="The folder it is in; again for one within.",
    ),
    click.option(
        "--full-text/--no-full-text",
        help="Fetch articles from their pages where the feed has them short.",
    ),
    click.option(
        "--include",
        metavar="WORD",
        multiple=True,
        callback=_text,
        help="Take only articles with this word; again for more.",
    ),
    click.option(
        "--exclude",
        metavar="WORD",
        multiple=True,
        callback=_text,
        help="Leave out articles with this word; again for more.",
    ),
    click.option("--language", metavar="CODE", callback=_written, help="Its language, such as en."),
    click.option("--outlet", callback=_written, help="Whose articles they are."),
    click.option(
        "--weight",
        metavar="NUMBER",
        callback=_written,
        help="Lift (up to 10) or lower (down to 0) its stories; 1 does neither.",
    ),
    click.option(
        "--wait",
        metavar="MINUTES",
        callback=_written,
        help="From one visit to the next, at least.",
    ),
)


def feed_options(command: Command) -> Command:
    """The options of a feed: the same to follow one and to change one."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def given(ctx: click.Context) -> Change | None:
    """The change of a feed that the options ask for, all others left as they are; None if none."""
    said: dict[str, Any] = {
        name: value
        for name, value in ctx.params.items()
        if ctx.get_parameter_source(name) is not ParameterSource.DEFAULT
    }
    own = {name: said[name] for name in ("title", "folders") if name in said}
    options = {name: said[name] for name in OPTIONS if name in said}
    if "title" in own and len(ctx.params["urls"]) > 1:
        raise click.UsageError("--title is for one feed; name the others by themselves.")
    if not own and not options:
        return None
    return lambda feed: _changed(replace(feed, **own), options)


def _changed(feed: Feed, options: dict[str, Any]) -> Feed:
    return afresh(replace(feed, options=replace(feed.options, **options))) if options else feed
