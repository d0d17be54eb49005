"""What flows through Digest, in the order of the steps.

    sources -> documents -> claims -> stories -> edition -> rendered

Two ideas carry the rest. A document's text never changes: all that is learnt about it is a `Span`
over it, so `span.of(document.text)` is the proof of every line. An edition is frozen: every view
(HTML, text, JSON, web page) is made from that one object.

All offsets are character offsets, `[start, end)`, into `Document.text`. Editions are in a module of
their own, `digest.models.editions`: reading articles has no need of them.
"""

from digest.models.claims import (
    Bound,
    Certainty,
    Claim,
    ClaimType,
    Figure,
    FigureKind,
    Granularity,
    Source,
    SourceKind,
)
from digest.models.documents import (
    READ,
    Article,
    Block,
    BlockKind,
    Document,
    Mark,
    Problem,
    Raw,
)
from digest.models.stories import (
    Alias,
    Cluster,
    Conflict,
    Counted,
    How,
    Join,
    Known,
    Link,
    Notice,
    Resolution,
    Retraction,
    Same,
    Sketch,
    Statement,
    Story,
    Value,
)
from digest.models.text import (
    Found,
    Span,
    Spans,
)

__all__ = [
    "READ",
    "Alias",
    "Article",
    "Block",
    "BlockKind",
    "Bound",
    "Certainty",
    "Claim",
    "ClaimType",
    "Cluster",
    "Conflict",
    "Counted",
    "Document",
    "Figure",
    "FigureKind",
    "Found",
    "Granularity",
    "How",
    "Join",
    "Known",
    "Link",
    "Mark",
    "Notice",
    "Problem",
    "Raw",
    "Resolution",
    "Retraction",
    "Same",
    "Sketch",
    "Source",
    "SourceKind",
    "Span",
    "Spans",
    "Statement",
    "Story",
    "Value",
]
