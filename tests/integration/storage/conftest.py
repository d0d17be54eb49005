"""Small models and a real SQLite file for the tests of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from digest.models import (
    Article,
    Block,
    BlockKind,
    Claim,
    ClaimType,
    Document,
    Found,
    Mark,
    Source,
    SourceKind,
    Span,
    Statement,
    Story,
)
from digest.models.briefs import Brief
from digest.models.editions import (
    Edition,
    Reference,
    edition_id,
)
from digest.models.feeds import Feed, Sighting, Visits
from digest.storage import Arrived, Record, Store

MakeDocument = Callable[..., Document]
MakeClaim = Callable[..., Claim]
MakeEdition = Callable[..., Edition]
MakeStory = Callable[..., Story]
MakeFeed = Callable[..., Feed]
MakeOutcome = Callable[..., Record]


def make_document(number: int, *, name: str | None = None, published: datetime | None = None):
    text = f"Der Hafen {number} bleibt zu, sagte Ina Beispiel.\n"
    return Document(
        id=name or f"articles/{number}.txt",
        fingerprint=f"{number:032x}",
        format="text",
        text=text,
        language=Found(value="de", how="function words"),
        blocks=(
            Block(
                kind=BlockKind.PARAGRAPH, span=Span(0, len(text) - 1), paragraph=1, language="de"
            ),
        ),
        published=published and Found(value=published, how="metadata"),
    )


def make_claim(document: Document, position: int = 0) -> Claim:
    said = document.text.index(", sagte")
    name = Span(said + 8, len(document.text) - 2)
    return Claim(
        document=document.fingerprint,
        type=ClaimType.INDIRECT,
        quote=(Span(position, said),),
        speaker=(name,),
        cue=(Span(said + 2, said + 7),),
        source=Source(name=name.of(document.text), span=name, kind=SourceKind.PERSON),
        language="de",
        sentence=document.blocks[0].span,
        rule="after",
    )


def make_story(document: Document) -> Story:
    claim = make_claim(document)
    statement = Statement(
        id="m1", claims=(claim,), origins=("Ina Beispiel",), certainty=claim.certainty
    )
    return Story(
        id="s1",
        documents=(document.fingerprint,),
        statements=(statement,),
        origins=("Ina Beispiel",),
    )


def make_edition(
    day: date, *documents: Document, number: int = 1, digest: str = "daily", slot: str = ""
):
    brief = Brief(
        name=digest, title="Daily", language="en", timezone="Europe/London", template="daily"
    )
    references = tuple(
        Reference(
            number=position,
            document=each.fingerprint,
            id=each.id,
            title=None,
            outlet=None,
            original_outlet=None,
            agencies=(),
            url=None,
            published=each.published,
            language="de",
        )
        for position, each in enumerate(documents, start=1)
    )
    return Edition(
        id=edition_id(digest, day, slot),
        brief=brief,
        date=day,
        slot=slot,
        number=number,
        references=references,
        stories=(),
        dropped=(),
        minutes=1,
    )


def make_feed(name: str, **visits: Any) -> Feed:
    return Feed(url=f"https://{name}.example/feed", visits=Visits(**visits))


def make_outcome(feed: Feed, *texts: str, seen: datetime, **visits: Any) -> Record:
    """What came of a visit to `feed`: one item for each of `texts`, `link: what it says`."""
    items = [(link, article_of(link, text)) for link, _, text in (t.partition(": ") for t in texts)]
    return Record(
        url=feed.url,
        feed=replace(feed, visits=replace(feed.visits, **visits)),
        arrivals=tuple(Arrived(article=each, published=seen) for _, each in items),
        sightings=tuple(
            Sighting(
                document=link,
                guid=f"guid of {link}",
                link=link,
                content=text,
                first=seen,
                seen=seen,
            )
            for link, text in ((link, each.text) for link, each in items)
        ),
    )


def article_of(link: str, text: str) -> Article:
    title = Mark(kind=BlockKind.TITLE, span=Span(0, len(text)))
    return Article(
        id=link,
        place="https://kurier.example/feed",
        format="feed",
        text=text,
        outline=(title,),
        metadata={"title": text},
    )


@pytest.fixture(scope="session")
def feed() -> MakeFeed:
    return make_feed


@pytest.fixture(scope="session")
def outcome() -> MakeOutcome:
    return make_outcome


@pytest.fixture(scope="session")
def document() -> MakeDocument:
    return make_document


@pytest.fixture(scope="session")
def claim() -> MakeClaim:
    return make_claim


@pytest.fixture(scope="session")
def story() -> MakeStory:
    return make_story


@pytest.fixture(scope="session")
def edition() -> MakeEdition:
    return make_edition


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "digest.db"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store with nothing in it, as a file: to make one takes longer than most tests."""
    file = tmp_path_factory.mktemp("store") / "empty.db"
    with Store.open(f"sqlite:///{file}"):
        pass
    return file.read_bytes()


@pytest.fixture
def store(url: str, file: Path, empty: bytes) -> Iterator[Store]:
    file.parent.mkdir()
    file.write_bytes(empty)
    with Store.open(url) as opened:
        yield opened
