"""Documents: what an article's text is made of, as spans over text that never changes."""

from digest.documents.understanding import understand

__all__ = ["understand"]
