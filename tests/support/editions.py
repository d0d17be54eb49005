"""Editions for tests, written by hand as TOML (`tests/data/editions`).

A file names words; where they stand in their documents is looked up here, so a fixture cannot cite
what is not in its articles.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import Any

from digest.models import (
    Block,
    BlockKind,
    Certainty,
    ClaimType,
    Document,
    Figure,
    FigureKind,
    Found,
    SourceKind,
    Span,
)
from digest.models.briefs import Brief, Topics
from digest.models.editions import (
    Attribution,
    Change,
    Day,
    Dispute,
    Dropped,
    Earlier,
    Edition,
    EditionStory,
    Item,
    Part,
    Place,
    Reference,
    Section,
    Standing,
    Words,
)
from digest.models.stories import Counted, Resolution
from digest.models.text import Spans

FOLDER = Path(__file__).parents[1] / "data" / "editions"
Fixture = tuple[Edition, dict[str, Document]]


def load(name: str) -> Fixture:
    return build(tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")))


def build(data: dict[str, Any]) -> Fixture:
    """The edition that `data` describes, and its documents by fingerprint."""
    documents = [_document(each) for each in data.get("documents", ())]
    references = tuple(
        _reference(n, each, made)
        for n, (each, made) in enumerate(zip(data.get("documents", ()), documents, strict=True), 1)
    )
    stories = tuple(
        _story(n, each, documents) for n, each in enumerate(data.get("stories", ()), start=1)
    )
    aside = [
        _document({"id": f"left-{n}.txt", "text": each["headline"], "language": data["language"]})
        for n, each in enumerate(data.get("left_out", ()), start=1)
    ]
    brief = Brief(
        name="daily",
        title=data["title"],
        language=data["language"],
        timezone=data["timezone"],
        template="daily",
        show_left_out=bool(aside),
        topics=Topics(of_interest=tuple(dict.fromkeys(_topics(data)))),
    )
    edition = Edition(
        id=f"daily-{data['date']}",
        brief=brief,
        date=data["date"],
        number=data["number"],
        references=references,
        stories=stories,
        dropped=tuple(
            _dropped(f"left-{n}", document, document.text, each["reason"])
            for n, (document, each) in enumerate(
                zip(aside, data.get("left_out", ()), strict=True), 1
            )
        ),
        minutes=data["minutes"],
        since=data.get("since"),
    )
    return edition, {document.fingerprint: document for document in (*documents, *aside)}


def _topics(data: Mapping[str, Any]) -> Iterator[str]:
    """Those of its stories, which come in the order of its readers."""
    for each in data.get("stories", ()):
        yield from each.get("topics", ())


def _dropped(identifier: str, document: Document, words: str, reason: str) -> Dropped:
    return Dropped(id=identifier, words=(_words(document, words),), reason=reason, score=())


def _document(data: dict[str, Any]) -> Document:
    text = data["text"]
    return Document(
        id=data["id"],
        fingerprint=blake2b(
            (data["id"] + text).encode("utf-8", "replace"), digest_size=16
        ).hexdigest(),
        format="text",
        text=text,
        language=Found(value=data["language"], how="recognised"),
        blocks=tuple(_blocks(text, data["language"])),
        url=data.get("url"),
    )


def _blocks(text: str, language: str) -> Iterator[Block]:
    at = 0
    for n, paragraph in enumerate(text.split("\n\n"), start=1):
        span = Span(at, at + len(paragraph))
        yield Block(kind=BlockKind.PARAGRAPH, span=span, paragraph=n, language=language)
        at = span.end + 2


def _reference(number: int, data: dict[str, Any], document: Document) -> Reference:
    published: datetime | None = data.get("published")
    return Reference(
        number=number,
        document=document.fingerprint,
        id=data["id"],
        title=data.get("title"),
        outlet=data.get("outlet"),
        original_outlet=data.get("original"),
        agencies=tuple(data.get("agencies", ())),
        url=data.get("url"),
        published=Found(value=published, how="metadata") if published else None,
        language=data["language"],
        superseded=data.get("superseded", False),
    )


def _story(number: int, data: dict[str, Any], documents: list[Document]) -> EditionStory:
    first = documents[data["documents"][0] - 1]
    return EditionStory(
        id=f"story-{number}",
        headline=_words(first, data["headline"]),
        language=data.get("language", first.language.value),
        references=tuple(data["documents"]),
        origins=tuple(data["origins"]),
        certainty=Certainty(data.get("certainty", "stated")),
        items=tuple(
            _item(f"{number}-{n}", each, documents) for n, each in enumerate(data["items"], start=1)
        ),
        score=(Part(name="articles", value=float(len(data["documents"]))),),
        dropped=tuple(
            _dropped(f"{number}-dropped-{n}", first, each["says"], each["reason"])
            for n, each in enumerate(data.get("dropped", ()), start=1)
        ),
        change=_change(data),
        articles=data.get("articles", 0),
        days=tuple(_days(data.get("days", ()))),
        disputes=tuple(
            _dispute(f"{number}-figures-{n}", each, documents)
            for n, each in enumerate(data.get("disputes", ()), start=1)
        ),
        topics=tuple(data.get("topics", ())),
    )


def _days(days: Sequence[date] | Mapping[str, int]) -> Iterator[Day]:
    """Days with their number of articles; of those alone, each has one."""
    if isinstance(days, Mapping):
        yield from (Day(date=date.fromisoformat(day), articles=n) for day, n in days.items())
    else:
        yield from (Day(date=day, articles=1) for day in days)


def _change(data: dict[str, Any]) -> Change | None:
    return Change(data["change"]) if "change" in data else None


def _dispute(identifier: str, data: dict[str, Any], documents: list[Document]) -> Dispute:
    first = documents[data["values"][0]["place"][0] - 1]
    return Dispute(
        id=identifier,
        kind=Counted(data["kind"]),
        about=_words(first, data["about"]) if "about" in data else None,
        resolution=Resolution(data["resolution"]),
        values=tuple(_standing(each, documents) for each in data["values"]),
        change=_change(data),
    )


def _standing(data: dict[str, Any], documents: list[Document]) -> Standing:
    number, paragraph = data["place"]
    document = documents[number - 1]
    words = _words(document, data["figure"])
    return Standing(
        words=words,
        figure=_figure(document, (words,), data["figure"]),
        attribution=_attribution(document, data["speaker"]) if "speaker" in data else None,
        origin=data["origin"],
        certainty=Certainty(data.get("certainty", "stated")),
        place=Place(number=number, paragraph=paragraph, spans=_spans(words)),
        time=data["time"],
        language=document.language.value,
        replaced=data.get("replaced", False),
        change=_change(data),
    )


def _spans(words: Words) -> Spans:
    return (words.span,) if words.span else ()


def _earlier(data: dict[str, Any], documents: list[Document]) -> Earlier:
    document = documents[data["document"] - 1]
    return Earlier(
        edition=f"daily-{data['date']}",
        date=data["date"],
        words=tuple(_words(document, each) for each in data["words"]),
        certainty=Certainty(data.get("certainty", "stated")),
        origins=tuple(data["origins"]),
    )


def _item(identifier: str, data: dict[str, Any], documents: list[Document]) -> Item:
    document = documents[data["places"][0][0] - 1]
    words = tuple(_words(document, each) for each in data["words"])
    first = Place(
        number=data["places"][0][0],
        paragraph=data["places"][0][1],
        spans=tuple(each.span for each in words),
    )
    others = tuple(_place(documents[n - 1], n, p, data["words"]) for n, p in data["places"][1:])
    return Item(
        id=identifier,
        section=Section(data["section"]),
        type=ClaimType(data.get("type", "indirect")),
        words=words,
        told=data.get("told", data["section"] == "open"),
        language=data.get("language", document.language.value),
        attribution=_attribution(document, [*data["speaker"], data.get("role")]),
        medium=_attribution(document, data["medium"]) if "medium" in data else None,
        citing=tuple(_attribution(document, each) for each in data.get("citing", ())),
        certainty=Certainty(data.get("certainty", "stated")),
        evidence=tuple(_hedge(document, words, each) for each in data.get("evidence", ())),
        figures=tuple(_figure(document, words, each) for each in data.get("figures", ())),
        places=(first, *others),
        origins=tuple(data["origins"]),
        score=(Part(name="origins", value=1.0),),
        change=_change(data),
        earlier=_earlier(data["earlier"], documents) if "earlier" in data else None,
        denies=data.get("denies"),
    )


def _place(document: Document, number: int, paragraph: int, words: Sequence[str]) -> Place:
    """Where the same words stand in another article; one that says it otherwise has no spans."""
    is_copy = all(each in document.text for each in words)
    spans = tuple(_words(document, each).span for each in words) if is_copy else ()
    return Place(number=number, paragraph=paragraph, spans=tuple(filter(None, spans)))


def _hedge(document: Document, words: tuple[Words, ...], text: str) -> Words:
    """A hedge stands in the sentence of the claim, which begins its paragraph."""
    said = words[0].span
    after = document.text.rfind("\n\n", 0, said.start) + 2 if said else 0
    return _words(document, text, max(after, 0))


def _attribution(document: Document, data: list[Any]) -> Attribution:
    """`[name, kind]` or `[name, kind, role]`"""
    name, kind, *role = data
    return Attribution(
        name=_words(document, name), kind=SourceKind(kind), role=role[0] if role else None
    )


def _figure(document: Document, words: tuple[Words, ...], text: str) -> Figure:
    start = document.text.index(text, words[0].span.start)
    span = Span(start, start + len(text))
    # What is written alike is the same number.
    value = Decimal(int.from_bytes(text.encode("utf-8", "surrogatepass")))
    return Figure(kind=FigureKind.NUMBER, span=span, value=value)


def _words(document: Document, text: str, after: int = 0) -> Words:
    start = document.text.index(text, after)
    span = Span(start, start + len(text))
    return Words(document=document.fingerprint, span=span, text=text)


def long(language: str, stories: int, claims: int) -> Fixture:
    """An edition of many stories with words of usual length; each story has its own article."""
    sentences = _SENTENCES[language]
    documents, told = [], []
    for n in range(1, stories + 1):
        lines = [sentences[c % len(sentences)].format(story=n, claim=c) for c in range(claims)]
        headline = f"{sentences[0].format(story=n, claim='0')[:70]} ({n})"
        text = "\n\n".join([headline, "Ada Quill", *lines])
        documents.append(
            {"id": f"{n}.txt", "outlet": f"Courier {n}", "language": language, "text": text}
            | {"url": f"https://courier.example/{n}", "title": headline}
        )
        items = [_long_item(n, c, line) for c, line in enumerate(lines)]
        told.append({"documents": [n], "origins": [f"Courier {n}"], "headline": headline})
        told[-1]["items"] = sorted(items, key=lambda each: list(Section).index(each["section"]))
    head = {"title": "Digest", "language": language, "timezone": "Etc/UTC"}
    head |= {"date": date(2026, 3, 2), "number": 3, "minutes": stories}
    return build(head | {"documents": documents, "stories": told})


def _long_item(story: int, claim: int, words: str) -> dict[str, Any]:
    sections = ("reported", "verbatim", "figures")
    return {
        "section": sections[claim % 3],
        "type": "direct" if claim % 3 == 1 else "indirect",
        "words": [words],
        "speaker": ["Ada Quill", "person"],
        "role": "ferry captain",
        "places": [[story, claim + 3]],
        "origins": ["Ada Quill"],
    }


_SENTENCES = {
    "de": (
        (
            "Die {story}. Sitzung des Ausschusses endet nach {claim} Stunden ohne jeden Beschluss, "
            "weil die Gutachten über die Statik der Kaimauer erst im Herbst vorliegen werden"
        ),
        "Für Verhandlung {claim} über Gleis {story} brauchen wir Zusagen, keine Ankündigungen",
        "Im Bezirk {story} fehlen derzeit {claim} Stellen und 12.000 Euro für laufende Ausgaben",
    ),
    "en": (
        (
            "The {story}th meeting of the harbour board ends after {claim} hours without a "
            "decision, because the survey of the quay wall will not be ready before autumn"
        ),
        "For talk {claim} about platform {story} we need promises that hold, not announcements",
        "District {story} is {claim} posts and 12,000 pounds short of what it needs to run",
    ),
}
