"""A story's headline: words of a source that tell what the story is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from digest.edition.notices import taken_back
from digest.edition.wording import TELLING, tokens
from digest.models import READ, Claim, Document, SourceKind, Span, Story
from digest.models.editions import Words

# A sentence ends before a capital, a quotation or the end of its block; not after an abbreviation
# or an ordinal ("Dr. Wu", "am 3. Mai"), which have under four letters.
_END = re.compile(r"(?<=[^\W\d_]{4})[.!?]+(?=[\"”“»«’]?(?:\s+[\"„“»«‚]?[^\W\d_a-zß-öø-ÿ]|\s*$))")

# The end of a sentence that stands alone; an abbreviation has under four letters, as above.
_STOP = re.compile(r"(?<=[^\W\d_]{4})\.\s*\Z")

# Where a clause may end.
_BREAK = re.compile(r"[,;:](?=\s)|\s[–—-](?=\s)")

# Two lines of a phone. Of a longer sentence the clauses are shown that have room.
_LONGEST = 160

# Less is no headline: then rather the words that have room.
_SHORTEST = 40

# As if so many words that nobody shares stood in it too: two words that all share say little.
_FEW = 3

# What one person says is no headline for what several articles tell, unless it is twice as near
# to them as the rest.
_OPINION = 0.5


class Head(NamedTuple):
    """The words of a headline; `unfinished` where the sentence goes on behind them."""

    words: Words
    unfinished: bool = False


def headline(story: Story, documents: Mapping[str, Document], language: str) -> Head:
    """The title, or first sentence where there is none, that tells most of what is shared.

    In `language` where an article has it; of equals that of the fullest article.
    """
    articles = [documents[name] for name in story.documents]
    native = [each for each in articles if each.language.value == language] or articles
    heads = [head_of(each) for each in native]
    if len(heads) == 1:
        return heads[0]
    shared, opinions = _shared(articles), _opinions(story)
    return max(heads, key=lambda each: _nearness(each.words, shared, opinions))


def head_of(document: Document) -> Head:
    """The title, else the first sentence without its full stop, as far as it has room."""
    title = document.title
    if title and title.span is None:
        text = title.value[: _room(title.value, Span(0, len(title.value)))]
        words = Words(document=document.fingerprint, span=None, text=text)
        return Head(words, unfinished=text != title.value)
    return _head(document, title.span if title and title.span else _first_sentence(document))


def _head(document: Document, sentence: Span) -> Head:
    room = Span(sentence.start, _room(document.text, sentence))
    words = Words(document=document.fingerprint, span=room, text=room.of(document.text))
    return Head(words, unfinished=room != sentence)


def heads(story: Story, documents: Mapping[str, Document], language: str) -> tuple[Head, ...]:
    """What may stand above `story`, no two with the same words: titles, then first sentences, then
    those of claims that nobody took back; of all these first what is in `language`.
    """
    articles = [documents[name] for name in story.documents]
    back = taken_back(story, documents)
    found = [
        *((each.language.value, head_of(each)) for each in articles),
        *((each.language.value, _head(each, _first_sentence(each))) for each in articles),
        *(
            (claim.language, _head(documents[claim.document], _sentence(claim, documents)))
            for statement in story.statements
            if statement.id not in back
            for claim in statement.claims
        ),
    ]
    found.sort(key=lambda each: each[0] != language)
    unique: dict[str, Head] = {}
    for _, head in found:
        unique.setdefault(head.words.text, head)
    return tuple(unique.values())


def _sentence(claim: Claim, documents: Mapping[str, Document]) -> Span:
    """The sentence of `claim`, without its full stop."""
    start, end = claim.sentence
    stop = _STOP.search(documents[claim.document].text, start, end)
    return Span(start, stop.start() if stop else end)


def _first_sentence(document: Document) -> Span:
    start, end = next(
        (block.span for block in document.blocks if block.kind in READ), document.blocks[0].span
    )
    stop = _END.search(document.text, start, end)
    return Span(start, stop.start() if stop else end)


def _room(text: str, sentence: Span) -> int:
    """Where a headline of `sentence` ends: with it, with a clause, with a word, or anywhere."""
    start, end = sentence
    if end - start <= _LONGEST:
        return end
    last = start + _LONGEST
    breaks = [found.start() for found in _BREAK.finditer(text, start + _SHORTEST, last)]
    space = text.rfind(" ", start, last)
    return breaks[-1] if breaks else space if space > start else last


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
    head: Words, shared: Mapping[str, float], opinions: Mapping[str, Sequence[Span]]
) -> float:
    """How much of a headline is what the other articles write about, from 0 to 1."""
    telling = [token for token in tokens(head.text) if len(token) >= TELLING]
    mean = sum(shared.get(token, 0.0) for token in telling) / (len(telling) + _FEW)
    said = opinions.get(head.document, ())
    opinion = head.span is not None and any(map(head.span.overlaps, said))
    return mean * (_OPINION if opinion else 1.0)
