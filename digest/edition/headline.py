"""A story's headline: words of a source that tell what the story is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from digest.edition.wording import TELLING, cut, tokens
from digest.models import READ, Document, SourceKind, Span, Story, Words

# A sentence ends before a capital, a quotation or the end of its block; not after an abbreviation
# or an ordinal ("Dr. Wu", "am 3. Mai"), which have under four letters.
_END = re.compile(r"(?<=[^\W\d_]{4})[.!?]+(?=[\"”“»«’]?(?:\s+[\"„“»«‚]?[^\W\d_a-zäöü]|\s*$))")

# Two lines of a phone. What is longer is no headline, and is cut between two words.
_LONGEST = 160

# As if so many words that nobody shares stood in it too: two words that all share say little.
_FEW = 3

# What one person says is no headline for what several articles tell, unless it is twice as near
# to them as the rest.
_OPINION = 0.5


def headline(story: Story, documents: Mapping[str, Document], language: str) -> Words:
    """The title, or first sentence where there is none, that tells most of what is shared.

    In `language` where an article has it; of equals that of the fullest article.
    """
    articles = [documents[name] for name in story.documents]
    native = [each for each in articles if each.language.value == language] or articles
    best = native[0]
    if len(native) > 1:
        shared = _shared(articles)
        opinions = _opinions(story)
        best = max(native, key=lambda each: _nearness(each, shared, opinions))
    (words,) = cut(best.fingerprint, (title_of(best),), documents)
    return words


def title_of(document: Document) -> Span:
    """The title where it stands in the text, else the first sentence, without its full stop."""
    if document.title and document.title.span:
        return document.title.span
    start, end = next(
        (block.span for block in document.blocks if block.kind in READ), document.blocks[0].span
    )
    stop = _END.search(document.text, start, end)
    whole = Span(start, stop.start() if stop else end)
    if whole.end - start <= _LONGEST:
        return whole
    space = document.text.rfind(" ", start, start + _LONGEST)
    return Span(start, space if space > start else start + _LONGEST)


def _shared(articles: Sequence[Document]) -> dict[str, float]:
    """For each word the share of the other articles that one which has it finds it in."""
    held = Counter(token for each in articles for token in set(tokens(each.text)))
    return {token: (count - 1) / (len(articles) - 1) for token, count in held.items()}


def _opinions(story: Story) -> dict[str, list[Span]]:
    """By document, what one person says in one article alone."""
    found: dict[str, list[Span]] = defaultdict(list)
    for statement in story.statements:
        claim = statement.claims[0]
        alone = len({each.document for each in statement.claims}) == 1
        if alone and claim.source and claim.source.kind is SourceKind.PERSON:
            for each in statement.claims:
                found[each.document].extend(each.quote)
    return found


def _nearness(
    document: Document, shared: Mapping[str, float], opinions: Mapping[str, Sequence[Span]]
) -> float:
    """How much of a headline is what the other articles write about, from 0 to 1."""
    span = title_of(document)
    telling = [token for token in tokens(span.of(document.text)) if len(token) >= TELLING]
    mean = sum(shared[token] for token in telling) / (len(telling) + _FEW)
    opinion = any(span.overlaps(said) for said in opinions.get(document.fingerprint, ()))
    return mean * (_OPINION if opinion else 1.0)
