"""A preview in a process of its own, over an edition made by hand from `FOLDER/article.txt`.

What the article says decides what the build does: "error" fails it, "crash" breaks it, "hang"
never ends, and anything after "evil:" gets into every name, title and reason of the edition.
There is a desk, whose decisions are kept in memory, unless it says "no desk"; where it says
"mailed", they are refused.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from hashlib import sha256
from pathlib import Path

from digest.errors import DeliveryError, SourceError, StoreError
from digest.models import (
    Block,
    BlockKind,
    Bound,
    Certainty,
    Claim,
    ClaimType,
    Document,
    Figure,
    FigureKind,
    Found,
    Problem,
    Source,
    SourceKind,
    Span,
    Spans,
)
from digest.models.briefs import Brief
from digest.models.editions import (
    Attribution,
    Decisions,
    Dropped,
    Edition,
    EditionStory,
    Item,
    Part,
    Place,
    Reference,
    Section,
    Words,
)
from digest.models.views import Image, Rendered
from digest.web.preview import Preview, serve
from digest.web.preview.desk import Desk
from digest.web.preview.model import Later

SPEAKER, CUE, OUTLET = "Inga Tomsen", "told", "the Courier"
QUOTE, HEDGE = "The harbour may stay shut until Monday", "may"
OTHER, FIGURE = "At most 14 boats were damaged", "At most 14 boats"

HTML = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta name="color-scheme" content="light dark">
<style>body {{ background: #fff; color: #111 }}
@media (prefers-color-scheme: dark) {{ body {{ background: #111; color: #eee }} }}</style></head>
<body><div style="display:none">{preheader}</div><h1>{title}</h1>{lines}
<img alt="Fourteen boats" src="cid:boats.png"></body></html>"""


def build(folder: Path) -> Preview:
    text = (folder / "article.txt").read_text("utf-8")
    word, _, rest = text.partition(":")
    if word == "error":
        raise SourceError("says nothing", place="article.txt", hint="write something")
    if word == "crash":
        raise ZeroDivisionError("the build has a bug")
    if word == "hang":
        time.sleep(3600)
    return preview(text, evil=rest.strip() if word == "evil" else "")


def preview(text: str, *, evil: str) -> Preview:
    document = Document(
        id=f"article.txt{evil}",
        fingerprint=fingerprint(text),
        format="text",
        text=text,
        language=Found(value="en", how=f"words{evil}"),
        blocks=tuple(blocks(text)),
        title=Found(value=f"Harbour stays shut{evil}", how="first line", span=Span(0, 18)),
        url=evil or "https://courier.example/harbour",
        outlet=Found(value=f"The Courier{evil}", how="metadata"),
        agencies=(Found(value=f"NPA{evil}", how="credit"),),
        published=Found(value=datetime(2026, 11, 12, 9, 30, tzinfo=UTC), how="metadata"),
    )
    claims = tuple(claim(text, quote, evil) for quote in (QUOTE, OTHER) if quote in text)
    made = Preview(
        edition=edition(document, claims, evil),
        rendered=Rendered(
            subject=f"Harbour news{evil}",
            html=HTML.format(
                title="Harbour news",
                preheader="What the harbour master says",
                lines="".join(
                    f'<p class="told">{span.of(text)}</p>' for each in claims for span in each.quote
                ),
            ),
            text=f"HARBOUR NEWS\n{text}",
            json='{"title": "Harbour news"}',
            images=(Image(name="boats.png", data=b"a picture"),),
        ),
        documents={document.fingerprint: document},
        claims={document.fingerprint: claims},
        page=Later(
            lambda: f'<h1>Harbour news</h1><a href="/documents/{document.fingerprint}">¶1</a>'
        ),
        problems=(Problem(place=f"photo.jpg{evil}", message="is no text", hint="take it out"),),
    )
    return made if "no desk" in text else with_desk(made, DECIDED[-1])


# What was decided, the last last.
DECIDED = [Decisions()]


def with_desk(made: Preview, decisions: Decisions) -> Preview:
    """`made` with `decisions` on its one story: left out it is gone, and a headline stands above
    it, in both parts.
    """
    (story,) = made.edition.stories
    (document,) = made.documents.values()
    is_mailed = "mailed" in document.text
    head = next((each.words for each in decisions.headlines), story.headline)
    stories = () if story.id in decisions.left_out else (replace(story, headline=head),)
    dropped = Dropped(id=story.id, words=(head,), reason="the editor left it out", score=())
    told = stories[0].headline.text if stories else "Nothing"
    return replace(
        made,
        edition=replace(made.edition, stories=stories, dropped=() if stories else (dropped,)),
        rendered=replace(
            made.rendered,
            html=made.rendered.html.replace("<h1>", f"<h2>{told}</h2><h1>"),
            text=f"{made.rendered.text}\nTOLD {told}",
        ),
        desk=Desk(
            decisions=decisions,
            is_mailed=is_mailed,
            no_test="no channel of this digest sends mail" if is_mailed else "",
            claims={},
            headlines=lambda _: (story.headline, *(w for each in story.items for w in each.words)),
            decide=partial(decide, made, is_mailed),
            send_test=send_test,
        ),
    )


def decide(made: Preview, is_mailed: bool, decisions: Decisions) -> Preview:
    if is_mailed:
        raise StoreError("was mailed, and stays as it is", place="2026-11-12", hint="too late")
    DECIDED.append(decisions)
    return with_desk(made, decisions)


def send_test(address: str) -> str:
    if "refused" in address:
        raise DeliveryError("has no such mailbox", place=address, hint="look at the address")
    return f"Sent to {address} by mail."


def fingerprint(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


def blocks(text: str) -> list[Block]:
    found, start = [], 0
    for number, part in enumerate(text.split("\n\n"), 1):
        kind = {1: BlockKind.TITLE, 4: BlockKind.CLUTTER}.get(number, BlockKind.PARAGRAPH)
        span = Span(start, start + len(part))
        found.append(Block(kind=kind, span=span, paragraph=number, language="en"))
        start = span.end + 2
    return found


def spans(text: str, words: str) -> Spans:
    start = text.find(words)
    return (Span(start, start + len(words)),) if start >= 0 else ()


def claim(text: str, quote: str, evil: str) -> Claim:
    (quoted,) = spans(text, quote)
    stop = text.find(".", quoted.end) + 1
    name = spans(text, SPEAKER)[0]
    return Claim(
        document=fingerprint(text),
        type=ClaimType.INDIRECT,
        quote=(quoted,),
        speaker=(name,),
        cue=spans(text, CUE),
        addressee=spans(text, OUTLET),
        source=Source(
            name=SPEAKER + evil, span=name, kind=SourceKind.PERSON, role=f"harbour master{evil}"
        ),
        certainty=Certainty.POSSIBLE if quote == QUOTE else Certainty.STATED,
        evidence=spans(text, HEDGE) if quote == QUOTE else (),
        figures=tuple(
            Figure(
                kind=FigureKind.NUMBER,
                span=span,
                value=Decimal(14),
                unit=f"boats{evil}",
                bound=Bound.AT_MOST,
            )
            for span in spans(text, FIGURE)
            if quote == OTHER
        ),
        language="en",
        sentence=Span(quoted.start, stop or quoted.end),
        rule=f"frame{evil}",
    )


def edition(document: Document, claims: tuple[Claim, ...], evil: str) -> Edition:
    text = document.text
    shown, rest = claims[:1], claims[1:]
    return Edition(
        id="2026-11-12",
        brief=Brief(
            name="daily", title=f"Harbour news{evil}", language="en", timezone="UTC", template="d"
        ),
        date=date(2026, 11, 12),
        number=1,
        references=(
            Reference(
                number=1,
                document=document.fingerprint,
                id=document.id,
                title=None,
                outlet=None,
                original_outlet=None,
                agencies=(),
                url=None,
                published=None,
                language="en",
            ),
        ),
        stories=(
            EditionStory(
                id="story-1",
                headline=words(Span(0, 18), text),
                language="en",
                references=(1,),
                origins=(f"The Courier{evil}",),
                certainty=Certainty.STATED,
                items=tuple(item(each, text, evil) for each in shown),
                score=(Part(name=f"articles{evil}", value=1.0),),
                dropped=tuple(
                    Dropped(
                        id="dropped-1",
                        words=tuple(words(span, text) for span in each.quote),
                        reason=f"one claim is the limit{evil}",
                        score=(Part(name="figures", value=0.25),),
                    )
                    for each in rest
                ),
            ),
        ),
        dropped=(),
        minutes=1,
    )


def item(claim: Claim, text: str, evil: str) -> Item:
    return Item(
        id="item-1",
        section=Section.REPORTED,
        type=claim.type,
        words=tuple(words(span, text) for span in claim.quote),
        language="en",
        attribution=Attribution(
            name=Words(document=claim.document, span=claim.speaker[0], text=SPEAKER + evil),
            kind=SourceKind.PERSON,
            role=f"harbour master{evil}",
        ),
        medium=None,
        citing=(),
        certainty=claim.certainty,
        evidence=tuple(words(span, text) for span in claim.evidence),
        figures=claim.figures,
        places=(Place(number=1, paragraph=2, spans=claim.quote),),
        origins=(f"The Courier{evil}",),
        score=(Part(name="named_source", value=1.5), Part(name="length", value=-0.25)),
    )


def words(span: Span, text: str) -> Words:
    return Words(document=fingerprint(text), span=span, text=span.of(text))


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the tests read it


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--patience", type=float, default=60.0)
    chosen = parser.parse_args()
    serve(
        lambda: build(chosen.folder),
        watched=lambda: [chosen.folder],
        port=0,
        open_browser=chosen.open,
        announce=say,
        patience=chosen.patience,
    )


if __name__ == "__main__":
    main()
