"""Which words of a German sentence are the parts of its claim."""

import pytest
from support.quality import as_document

from digest.claims import find
from digest.models import Claim, Spans


def claims(text: str) -> list[Claim]:
    return list(find(as_document(text, "de")))


def words(spans: Spans, text: str) -> str:
    return " … ".join(span.of(text) for span in spans)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Eva Kern ging fest davon aus, dass das Boot sinkt.", "ging … davon aus"),
        ("Eva Kern äußerte sich besorgt, das Boot werde sinken.", "äußerte sich"),
        ("„Das Boot sinkt“, hieß es aus der Werft.", "hieß es"),
        ("Der Werft war vorgeworfen worden, dass sie trödelt.", "war vorgeworfen worden"),
        ("Eva Kern bestätigte den Verdacht, dass das Boot sinkt.", "bestätigte den Verdacht"),
        ("Dazu sagte Eva Kern: „Das Boot sinkt im Hafen.“", "sagte"),
    ],
)
def test_small_words_belong_to_the_verb_they_go_with(text: str, cue: str) -> None:
    """A cue without its "davon" or "sich" is another verb: who "geht" has said nothing."""
    (claim,) = claims(text)
    assert words(claim.cue, text) == cue
