"""Stories to an edition: score with named parts, choose, order, freeze, and prove every word."""

from digest.edition.composition import compose
from digest.edition.headline import headlines
from digest.edition.proof import prove
from digest.edition.rulings import Ruling, rulings, unapplied

__all__ = ["Ruling", "compose", "headlines", "prove", "rulings", "unapplied"]
