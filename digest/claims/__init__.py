"""Claims: who said what, to whom, citing whom, how sure.

    tokens -> quotations -> sentences -> rules -> sources -> certainty, figures

Rules are a table (`rules/`), words are data (`digest/languages`); every claim names its rule.
"""

from digest.claims.engine import find
from digest.claims.unsourced import unsourced

__all__ = ["find", "unsourced"]
