"""A small edition with everything a template may meet, to try templates with."""

from __future__ import annotations

from datetime import UTC, date, datetime

from digest.models import Block, BlockKind, Certainty, ClaimType, Document, Found, SourceKind, Span
from digest.models.editions import (
    Attribution,
    Brief,
    Edition,
    EditionStory,
    Item,
    Place,
    Reference,
    Section,
    Words,
)

_TEXT = (
    "The Lighthouse Gazette reported on Monday that, according to two officials, the bridge will "
    "be closed. “Nobody asked <us>”, Ada Quill, a ferry captain, told Radio Sound. About 40 of 90 "
    "piers are said to be cracked. The ministry did not answer."
)
_DAY = date(2026, 3, 1)
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
        name="sample", title="Sample", language=language, timezone="Etc/UTC", template="daily"
    )
    edition = Edition(
        id="sample",
        brief=brief,
        date=_DAY,
        number=1,
        references=(first, second),
        stories=(_story("1"), _story("2")),
        dropped=(),
        minutes=1,
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
    )


def _story(number: str) -> EditionStory:
    gazette = _said_by("Lighthouse Gazette", SourceKind.OUTLET)
    captain = _said_by("Ada Quill", SourceKind.PERSON, "ferry captain")
    officials = _said_by("two officials", SourceKind.UNNAMED)
    ministry = _said_by("The ministry", SourceKind.BODY)
    radio = _said_by("Radio Sound", SourceKind.OUTLET)
    hedge = (_words("said to"),)
    items = (
        _item(Section.REPORTED, "the bridge will be closed", gazette, citing=(officials,)),
        _item(Section.VERBATIM, "“Nobody asked <us>”", captain, medium=radio),
        _item(
            Section.FIGURES, "About 40 of 90 piers are said to be cracked", officials, hedge=hedge
        ),
        _item(Section.OPEN, "The ministry did not answer", ministry),
    )
    return EditionStory(
        id=f"story-{number}",
        headline=_words("the bridge will be closed"),
        language=_LANGUAGE,
        references=(1, 2),
        origins=("Lighthouse Gazette", "Ada Quill"),
        certainty=Certainty.ALLEGED,
        items=items,
        score=(),
        dropped=(),
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
