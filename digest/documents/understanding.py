"""An article to a document: its blocks, and where it comes from."""

from __future__ import annotations

from digest.documents import blocks as blocks_of
from digest.documents import origin
from digest.models import Article, Document


def understand(article: Article) -> Document:
    """The document of `article`. Nothing raises; what the article does not tell is None."""
    language, blocks = blocks_of.find(article)
    return Document(
        id=article.id,
        fingerprint=article.fingerprint,
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
