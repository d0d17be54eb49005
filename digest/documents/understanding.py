"""An article to a document: its blocks, and where it comes from."""

from __future__ import annotations

import hashlib

from digest.documents import blocks as blocks_of
from digest.documents import origin
from digest.models import Article, Document


def understand(article: Article) -> Document:
    """The document of `article`. Nothing raises; what the article does not tell is None."""
    language, blocks = blocks_of.find(article)
    return Document(
        id=article.id,
        fingerprint=_fingerprint(article),
        format=article.format,
        text=article.text,
        language=language,
        blocks=blocks,
        title=origin.title(article, blocks),
        url=origin.url(article),
        outlet=origin.outlet(article, blocks),
        original_outlet=origin.original_outlet(article, blocks),
        agencies=origin.agencies(article, blocks),
        authors=origin.authors(article, blocks),
        published=origin.published(article, blocks),
    )


def _fingerprint(article: Article) -> str:
    """Text and metadata, each with its length, so that no two articles are written alike."""
    parts = (article.text, *(part for pair in sorted(article.metadata.items()) for part in pair))
    written = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.blake2b(written.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
