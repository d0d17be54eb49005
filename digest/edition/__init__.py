"""Stories to an edition: score with named parts, choose, order, freeze, and prove every word."""

from digest.edition.composition import compose
from digest.edition.proof import prove

__all__ = ["compose", "prove"]
