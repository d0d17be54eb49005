"""Copies of one text, told from texts on one event."""

from hypothesis import given
from hypothesis import strategies as st
from support.articles import document
from support.lines import lines_run

from digest.models import Span
from digest.stories.origins.copies import TELLING, alike, copies, shingles

WORDS = [f"w{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(400)]


def runs(*words: str) -> frozenset[int]:
    return shingles(document(id=" ".join(words), text=" ".join(words)))


def test_a_shortened_text_is_a_copy_of_the_whole() -> None:
    """A paper that prints two of ten paragraphs has nothing of its own: the share of the shorter
    counts, not of both."""
    texts = {"whole": runs(*WORDS[:200]), "part": runs(*WORDS[60:90])}
    assert alike(texts) == (("whole", "part"),)


def test_an_edited_text_is_a_copy() -> None:
    """Desks change a word here and there."""
    edited = [word if n % 8 else "edited" for n, word in enumerate(WORDS[:120])]
    assert alike({"agency": runs(*WORDS[:120]), "paper": runs(*edited)}) == (("agency", "paper"),)


def test_a_sentence_in_common_makes_no_copy() -> None:
    """The background of an event is told in the same words for days."""
    shared = WORDS[:20]
    texts = {
        "one": runs(*shared, *WORDS[100:180]),
        "two": runs(*WORDS[200:280], *shared),
    }
    assert alike(texts) == ()


def test_a_few_words_are_no_text() -> None:
    """A flash of one line says nothing of who wrote it."""
    flash = runs(*WORDS[: TELLING // 2])
    assert alike({"one": flash, "two": flash}) == ()


def test_the_headline_does_not_count() -> None:
    """It is each paper's own, and the first thing that is changed."""
    body = " ".join(WORDS[:60])
    one = document(id="one", title="Old news", text=f"Old news\n\n{body}")
    two = document(id="two", title="Other words", text=f"Other words\n\n{body}")
    assert shingles(one) == shingles(two)


def test_what_is_left_out_is_in_no_run() -> None:
    """Words before and behind a quotation are no neighbours, whatever was masked between them."""
    text = " ".join(WORDS[:30])
    start = text.index(WORDS[10])
    end = text.index(WORDS[20])
    masked = document(id="masked", text=text)
    nested = [Span(start, end), Span(start + 4, end - 4)]
    assert shingles(masked, nested) == runs(*WORDS[:10]) | runs(*WORDS[20:30])


def test_half_alike_texts_make_no_chain() -> None:
    """Each of a row has a half of the one before it; first and last have nothing in common."""
    texts = {str(n): runs(*WORDS[n * 20 : n * 20 + 40]) for n in range(8)}
    groups = alike(texts)
    assert all(len(group) < 4 for group in groups)


@given(st.permutations(range(6)))
def test_the_order_of_articles_makes_no_difference(order: list[int]) -> None:
    """Groups are found from the longest text, whichever came first."""
    cuts = [WORDS[:160], WORDS[:80], WORDS[80:160], WORDS[200:280], WORDS[200:240], WORDS[300:]]
    texts = {str(n): runs(*cuts[n]) for n in order}
    assert {frozenset(group) for group in alike(texts)} == {
        frozenset("012"),
        frozenset("34"),
    }


def test_a_phrase_of_all_does_not_compare_all_with_all() -> None:
    """Two thousand articles on one event say "said in a statement on Monday"."""

    def work(count: int) -> int:
        shared = " ".join(WORDS[:20])
        own = [" ".join(f"{word}{n}x" for word in WORDS[50:110]) for n in range(count)]
        articles = [document(id=str(n), text=f"{shared} {text}") for n, text in enumerate(own)]
        return lines_run(lambda: copies(articles, {}))

    assert work(400) < 5 * work(100)
