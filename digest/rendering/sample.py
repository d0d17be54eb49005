"""A small edition with everything a template may meet, to try templates with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from digest.models import (
    Block,
    BlockKind,
    Certainty,
    ClaimType,
    Counted,
    Document,
    Figure,
    FigureKind,
    Found,
    Resolution,
    SourceKind,
    Span,
)
from digest.models.briefs import Brief, Topics
from digest.models.editions import (
    Attribution,
    Change,
    Day,
    Dispute,
    Earlier,
    Edition,
    EditionStory,
    Item,
    Place,
    Reference,
    Section,
    Standing,
    Words,
)

_TEXT = (
    "The Lighthouse Gazette reported on Monday that, according to two officials, the bridge will "
    "be closed. “Nobody asked <us>”, Ada Quill, a ferry captain, told Radio Sound. About 40 of 90 "
    "piers are said to be cracked. The ministry did not answer."
)
_DAY, _BEFORE = date(2026, 3, 1), date(2026, 2, 27)
_LANGUAGE = "en"


def sample(language: str) -> tuple[Edition, dict[str, Document]]:
    """An edition in `language` of one English article, and that article by its fingerprint."""
    published = Found(value=datetime(2026, 2, 28, 12, tzinfo=UTC), how="metadata")
    block = Block(
        kind=BlockKind.PARAGRAPH, span=Span(0, len(_TEXT)), paragraph=1, language=_LANGUAGE
    )
    document = Document(
        id="sample.txt",
        fingerprint="0" * 32,
        format="text",
        text=_TEXT,
        language=Found(value=_LANGUAGE, how="written so"),
        blocks=(block,),
    )
    first, second = (_reference(document, n, published) for n in (1, 2))
    brief = Brief(
        name="sample",
        title="Sample",
        language=language,
        timezone="Etc/UTC",
        template="daily",
        topics=Topics(of_interest=("Bridges",)),
    )
    edition = Edition(
        id="sample",
        brief=brief,
        date=_DAY,
        number=1,
        references=(first, second),
        stories=(_story("1"), replace(_story("2"), topics=("Bridges",))),
        dropped=(),
        minutes=1,
        since=_BEFORE,
    )
    return edition, {document.fingerprint: document}


def _reference(document: Document, number: int, published: Found[datetime]) -> Reference:
    """The first with all that can be known of an article, the second with nothing."""
    known = number == 1
    return Reference(
        number=number,
        document=document.fingerprint,
        id=document.id,
        title="The bridge & its piers" if known else None,
        outlet="Sound Courier" if known else None,
        original_outlet="Lighthouse Gazette" if known else None,
        agencies=("Wire",) if known else (),
        url="https://sound.example/bridge?a=1&b=2" if known else None,
        published=published if known else None,
        language=_LANGUAGE,
        superseded=not known,
    )


def _story(number: str) -> EditionStory:
    gazette = _said_by("Lighthouse Gazette", SourceKind.OUTLET)
    captain = _said_by("Ada Quill", SourceKind.PERSON, "ferry captain")
    officials = _said_by("two officials", SourceKind.UNNAMED)
    ministry = _said_by("The ministry", SourceKind.BODY)
    radio = _said_by("Radio Sound", SourceKind.OUTLET)
    hedge = (_words("said to"),)
    closed = _item(Section.REPORTED, "the bridge will be closed", gazette, citing=(officials,))
    asked = _item(Section.VERBATIM, "“Nobody asked <us>”", captain, medium=radio)
    cracked = _item(
        Section.FIGURES, "About 40 of 90 piers are said to be cracked", officials, hedge=hedge
    )
    silent = _item(Section.OPEN, "The ministry did not answer", ministry)
    items = (
        replace(closed, change=Change.WITHDRAWN),
        replace(asked, change=Change.NEW, denies="elsewhere"),
        replace(cracked, change=Change.UPDATED),
        replace(silent, change=Change.CORRECTED),
    )
    return EditionStory(
        id=f"story-{number}",
        headline=_words("the bridge will be closed"),
        language=_LANGUAGE,
        references=(1, 2),
        origins=("Lighthouse Gazette", "Ada Quill"),
        certainty=Certainty.ALLEGED,
        items=tuple(replace(each, earlier=_EARLIER) for each in items),
        score=(),
        dropped=(),
        change=Change.CORRECTED,
        articles=3,
        days=(Day(date=_BEFORE, articles=1), Day(date=_DAY, articles=2)),
        disputes=(_dispute(captain),),
    )


def _dispute(captain: Attribution) -> Dispute:
    return Dispute(
        id="figures",
        kind=Counted.NUMBER,
        about=_words("piers"),
        resolution=Resolution.DISPUTED,
        values=(
            _standing("About 40", captain, replaced=True),
            _standing("90", None, change=Change.NEW),
        ),
        change=Change.UPDATED,
    )


def _standing(
    text: str,
    source: Attribution | None,
    *,
    replaced: bool = False,
    change: Change | None = None,
) -> Standing:
    return Standing(
        words=_words(text),
        figure=Figure(kind=FigureKind.NUMBER, span=_span(text), value=Decimal(1)),
        attribution=source,
        origin="Lighthouse Gazette",
        certainty=Certainty.ESTIMATED,
        place=Place(number=1, paragraph=1, spans=(_span(text),)),
        time=datetime(2026, 2, 28, 12, tzinfo=UTC),
        language=_LANGUAGE,
        replaced=replaced,
        change=change,
    )


def _item(
    section: Section,
    text: str,
    source: Attribution,
    *,
    hedge: tuple[Words, ...] = (),
    medium: Attribution | None = None,
    citing: tuple[Attribution, ...] = (),
) -> Item:
    words = _words(text)
    return Item(
        id=f"claim-{section}",
        section=section,
        type=ClaimType.DIRECT if section is Section.VERBATIM else ClaimType.INDIRECT,
        words=(words,),
        told=section is Section.OPEN,
        language=_LANGUAGE,
        attribution=source,
        medium=medium,
        citing=citing,
        certainty=Certainty.ALLEGED if hedge else Certainty.STATED,
        evidence=hedge,
        figures=(),
        places=tuple(Place(number=n, paragraph=1, spans=(_span(text),)) for n in (1, 2)),
        origins=(source.name.text,),
        score=(),
    )


def _said_by(name: str, kind: SourceKind, role: str | None = None) -> Attribution:
    return Attribution(name=_words(name), kind=kind, role=role)


def _words(text: str) -> Words:
    return Words(document="0" * 32, span=_span(text), text=text)


def _span(text: str) -> Span:
    start = _TEXT.index(text)
    return Span(start, start + len(text))


# What readers had: other words, of no origin that is known.
_EARLIER = Earlier(
    edition="sample",
    date=_BEFORE,
    words=(_words("the bridge"),),
    certainty=Certainty.POSSIBLE,
    origins=(),
)
