"""Stories to an edition: score with named parts, choose, order, freeze, and prove every word."""

from digest.edition.choosing import headlines, pinnable
from digest.edition.composition import compose
from digest.edition.proof import evidence, prove
from digest.edition.rulings import rulings, unapplied

__all__ = ["compose", "evidence", "headlines", "pinnable", "prove", "rulings", "unapplied"]
