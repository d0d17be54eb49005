"""Who gives a figure where a sentence has several voices."""

import pytest

from digest.claims import unsourced
from digest.documents import understand
from digest.models import Article
from digest.stories.figures.sentences import read
from digest.stories.figures.tellers import teller


def tellers(text: str, language: str) -> list[str | None]:
    """Of each figure of the sentence `text`, which nobody says as a whole, who gives it."""
    document = understand(
        Article(
            id="a",
            place="a",
            format="text",
            text=text,
            metadata={"language": language, "title": "A"},
        )
    )
    (plain,) = unsourced(document)
    words = read(document.text, plain.sentence, language)
    found = [teller(words, each.span, plain, document.text) for each in plain.figures]
    return [each and each.name for each in found]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "de",
            "Die Polizei zählte 450 Teilnehmer, die Gewerkschaft Handel spricht von 700.",
            ["Polizei", "Gewerkschaft Handel"],
        ),
        (
            "de",
            "Die Polizei spricht von elf Verletzten, das Rote Kreuz von 13.",
            ["Polizei", "Rote Kreuz"],
        ),
        ("en", "Police count 70 cows, up from six.", ["Police", None]),
        (
            "en",
            "The trust said 57 seals had died; the town council counted 61.",
            ["trust", "town council"],
        ),
    ],
)
def test_each_voice_of_a_sentence_gives_its_own_figure(
    language: str, text: str, wanted: list[str | None]
) -> None:
    """Police against organisers stand in one sentence more often than in two."""
    assert tellers(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Sie sprachen von elf Verletzten, darunter ein Angriff auf 13 Leute."),
        ("de", "Der Schaden wurde auf 400 Euro geschätzt, dabei sprach sie von 20 Autos."),
        ("en", "The death toll was put at 20."),
    ],
)
def test_what_is_no_name_gives_no_figure(language: str, text: str) -> None:
    """A figure with a wrong source is worse than one with none."""
    assert not any(tellers(text, language))
