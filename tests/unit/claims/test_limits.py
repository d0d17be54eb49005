"""No input makes the engine slow: what it does grows as the text does.

Work is counted in lines of Python that run, so that the tests say the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.lines import lines_run
from support.quality import as_document

from digest.claims import find
from digest.models import Document

# Four times the text may cost a little more than four times the work, for what is rounded up.
LINEAR = 4.2


def other(number: int) -> str:
    """A name that no other number gives."""
    return "Berg" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


Text = Callable[[int], str]

PASSAGES: dict[str, Text] = {
    "one sentence": lambda n: "Die Sprecherin sagte am Montag " * n,
    "one English sentence": lambda n: "the spokeswoman said on Monday that " * n,
    "quotation marks": lambda n: '"' * n,
    "nested quotation marks": lambda n: "„" * n + "“" * n,
    "quotations and cues": lambda n: ' "Nein" sagte er, ' * n,
    "nested brackets": lambda n: "(" * n + "Ende" + ")" * n,
    "open brackets": lambda n: "[(" * n,
    "commas": lambda n: "," * n,
    "words and commas": lambda n: "Berg, " * n,
    "one name": lambda n: "Anna Berg " * n,
    "frames": lambda n: "laut " * n,
    "abbreviations": lambda n: "z. B. Dr. " * n,
}
CLAIMS: dict[str, Text] = {
    "claims": lambda n: "Er sagte, die Lage sei ernst. " * n,
    "English claims": lambda n: "He said that the harbour was shut. " * n,
    "paragraphs": lambda n: "Laut Anna Berg ist die Lage ernst.\n" * n,
    "claims that go on": lambda n: "Er sagte es. " + "Die Lage sei ernst. " * n,
    "quotations": lambda n: "„Wir kommen alle wieder hierher.“ " * n,
    "names": lambda n: " ".join(f"Anna {other(k)} sagte, es sei gut." for k in range(n)),
    "names and surnames": lambda n: " ".join(
        f"Anna {other(k)} kam. {other(k)} sagte, es sei gut." for k in range(n)
    ),
    "numbers": lambda n: "Er sagte, es seien 10 bis 13 Millionen Euro, fast die Hälfte. " * n,
    "dates": lambda n: "Er sagte, es sei am Montag, den 3. Mai, gewesen. " * n,
}
# Passages are longer than any sentence that rules look at; claims are many enough that a search
# through all of them would outweigh the work on one.
LONG, MANY = 700, 120


def language(name: str) -> str:
    return "en" if "English" in name else "de"


def work(document: Document) -> int:
    """How many lines of Python run to find its claims."""
    return lines_run(lambda: find(document))


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        *((name, text, LONG) for name, text in PASSAGES.items()),
        *((name, text, MANY) for name, text in CLAIMS.items()),
    ],
    ids=[*PASSAGES, *CLAIMS],
)
def test_four_times_the_text_is_four_times_the_work(name: str, text: Text, count: int) -> None:
    """What looks back over all before it would need sixteen times."""
    find(as_document("Er sagte, es gehe um 3 Boote.", language(name)))  # compiles the language
    less, more = (work(as_document(text(n), language(name))) for n in (count, 4 * count))
    assert more <= LINEAR * less


@pytest.mark.parametrize(
    "text",
    [
        "Die Sprecherin sagte am Montag " * 33_000,
        '"' * 10_000,
        "(" * 5_000 + "Ende" + ")" * 5_000,
        "," * 100_000,
        "Anna Berg " * 10_000,
    ],
    ids=["1 MB of one sentence", "quotation marks", "brackets", "commas", "names"],
)
def test_monstrous_texts_come_to_an_end(text: str) -> None:
    """The sizes that are promised: they need a second at most, and would need hours if anything
    took the square of them."""
    for claim in find(as_document(text, "de")):
        assert claim.quote[-1].end <= len(text)
