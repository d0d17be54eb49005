"""No story makes telling slow: what is done grows as its claims do.

Work is counted in calls, so that the test says the same on every machine.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from support.articles import build

from digest.models import Cluster
from digest.stories import tell

# Four times the articles may cost a little more than four times the work, for what is rounded up.
LINEAR = 4.6
FEW, MANY = 100, 400
WHO = ("Mira Ostrava", "Timo Raschke", "Greta Ilmhoff", "Jost Ebeling", "Edda Mohr")
WHAT = ("Speicher", "Hafen", "Kran", "Deich", "Lager", "Turm", "Steg", "Kai", "Damm", "Silo")


def one_claim(n: int) -> str:
    return "Der Speicher am Hafen sei nach dem Brand nicht zu retten"


def many_wordings(n: int) -> str:
    return f"{WHAT[n % 7]}, {WHAT[n % 9]} und {WHAT[n % 10]} am Hafen seien {n % 11} Tage gesperrt"


def denials(n: int) -> str:
    return f"Die Vorwürfe zu {WHAT[n % 10]} und {WHAT[n % 7]} wies die Behörde zurück"


def work(says: Any, articles: int) -> int:
    """How many calls it takes to tell a story of so many articles, with two claims each."""
    certainty = "denied" if says is denials else "stated"
    documents, claims = build([article(n, says, certainty) for n in range(articles)])
    by_name = {document.fingerprint: document for document in documents}
    story = Cluster(id="0123456789", documents=tuple(by_name))
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        tell(story, by_name, claims)
    finally:
        sys.setprofile(None)
    return calls


def article(number: int, says: Any, certainty: str) -> dict[str, Any]:
    first, second = WHO[number % 5], WHO[(number + 2) % 5]
    lines = (f"{says(number)}, sagte {first}.", f"Beim {says(number * 3 + 1)}, sagte {second}.")
    return {
        "id": f"article {number}",
        "outlet": f"Blatt {number % 40}",
        "text": "\n\n".join(lines),
        "claims": [
            {"says": says(number), "source": [first, "person"], "certainty": certainty},
            {"says": f"Beim {says(number * 3 + 1)}", "source": [second, "person"]},
        ],
    }


@pytest.mark.parametrize("says", [one_claim, many_wordings, denials])
def test_a_large_story_costs_no_more_per_claim(says: Any) -> None:
    """One event that all papers tell has thousands of claims: none may be held against all."""
    work(says, FEW)  # what is read once and kept
    assert work(says, MANY) <= LINEAR * work(says, FEW)
