"""Short messages beside the editions: what a subscriber is asked, and what the owner is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from digest.languages import OURS
from digest.models.mail import Content
from digest.models.schedule import Slot
from digest.rendering import html, wording
from digest.rendering.cleaning import one_line
from digest.rendering.templating import Templates

FOLDER = Path(__file__).parent / "notes"


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What the template of a short message is given: words that are cleaned, and none is markup.

    Below the paragraphs is a `link`, "" where there is none, that says `label`; below it `footer`.
    """

    language: str
    direction: str
    subject: str
    title: str
    preheader: str
    paragraphs: tuple[str, ...]
    label: str = ""
    link: str = ""
    footer: tuple[str, ...] = ()


def tried(subject: str, language: str) -> str:
    """The subject of an edition that is mailed as a test."""
    return wording.load(language).gettext("Test: %(subject)s", subject=subject)


def confirmation(*, title: str, language: str, link: str) -> Content:
    """What asks a subscriber to open `link`, which has `PLACEHOLDER`, before any edition of the
    digest called `title` comes. Raises ConfigError where there is no wording in `language`.
    """
    said = wording.load(language)
    name = one_line(title)
    asked = said.gettext(
        "Somebody, probably you, asked for “%(title)s” to be sent to this address.", title=name
    )
    otherwise = said.gettext("If it was not you, there is nothing to do: no more mail will come.")
    return _content(
        Note(
            language=said.language,
            direction=said.direction,
            subject=said.gettext("Please confirm: %(title)s", title=name),
            title=name,
            preheader=asked,
            paragraphs=(asked,),
            label=said.gettext("Confirm"),
            link=link,
            footer=(otherwise,),
        )
    )


def notice(slot: Slot, *, title: str, timezone: str, attempts: int, why: str) -> Content:
    """What tells the owner that the edition of `slot` failed, of the digest called `title` whose
    readers are in `timezone`. `why` is the last error, its hint on a line of its own.
    """
    name = one_line(title)
    failed = f"“{name}” of {slot.date} was not made. It was due at {slot.slot} in {timezone}."
    tries = "once" if attempts == 1 else f"{attempts} times"
    again = f"digest build --digest {slot.digest}, then digest send --digest {slot.digest}."
    return _content(
        Note(
            language=OURS,
            direction="ltr",
            subject=f"Not made: {name}, {slot.date} {slot.slot}",
            title="An edition was not made",
            preheader=failed,
            paragraphs=(
                failed,
                f"It was tried {tries}, and is not tried again. What was wrong in the end:",
                *filter(None, map(one_line, why.splitlines())),
                f"Once that is mended, this makes and sends it: {again}",
            ),
            footer=("digest status shows the editions and deliveries of all digests.",),
        )
    )


def _content(note: Note) -> Content:
    templates = Templates(FOLDER, wording.load(note.language))
    return Content(
        subject=note.subject,
        text=templates.fill("note.txt.j2", note).strip() + "\n",
        html=html.mail(templates, note, "note.mjml.j2"),
        language=note.language,
    )
