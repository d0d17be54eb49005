"""Stories to an edition: score with named parts, choose, order, freeze, and prove every word."""

from digest.edition.composition import compose
from digest.edition.headline import headlines
from digest.edition.proof import prove
from digest.edition.unapplied import unapplied

__all__ = ["compose", "headlines", "prove", "unapplied"]
