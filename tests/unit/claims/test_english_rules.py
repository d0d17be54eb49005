"""English: which words of a sentence are what was said, and which are who said it.

In an example, [who said it] and {what was said} are marked.
"""

import re

import pytest
from support.quality import as_document

from digest.claims import find

MARKS = re.compile(r"[\[\]{}]")
EDGES = ' ,.“”"'


def marked(example: str, opening: str, closing: str) -> list[str]:
    return re.findall(rf"\{opening}(.+?)\{closing}", example)


def read(text: str) -> tuple[list[str], list[str]]:
    """The speakers and the quotes of the claims in `text`, parts of a quote apart."""
    claims = find(as_document(text, "en"))
    speakers = [span.of(text) for claim in claims for span in claim.speaker]
    return speakers, [span.of(text).strip(EDGES) for claim in claims for span in claim.quote]


def check(example: str) -> None:
    speakers, quotes = read(MARKS.sub("", example))
    assert speakers == marked(example, "[", "]")
    assert quotes == [quote.strip(EDGES) for quote in marked(example, "{", "}")]


@pytest.mark.parametrize(
    "example",
    [
        "[Anna Lee] said {that the ferry was late}.",
        "[Anna Lee] said on Monday {the ferry was late}.",
        "In a letter to staff, [Anna Lee] wrote {that the ferry was late}.",
        "[The mayor] told reporters at the harbor {that the ferry was late}.",
        "[The mayor] asked {whether the ferry was late}.",
        "[Engineers] disagree about {how long the ferry will last}.",
        "[The mayor] went on to say {that the ferry was late}.",
        "[The firm] plans {to sell the ferry}.",
        "[The union] expects {the talks to last until Friday}.",
        "[The mayor] urged passengers {to stay home}.",
        "[The captain] pledged {not to sail}.",
        "[The union] called on the firm {to repair the ferry}.",
        "[The captain] was quoted as saying {that the ferry was late}.",
        "The firm has a ferry that [critics] say {will fail}.",
        "[Engineers] said {only ferries with two engines were safe}.",
        "The ferry is expected {to sail on Monday}.",
        "[The captain] is confident {that the ferry will sail}.",
    ],
)
def test_clauses_and_infinitives(example: str) -> None:
    """Each verb has its own ways to lead to what was said."""
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "[The captain] denied {knowing about the crack}.",
        "[The captain] called {for a new engine}.",
        "[The firm] ruled out {a new engine}.",
        "[The union] accused {the firm of hiding the crack}.",
        "{The firm} was accused by [the union] {of hiding the crack}.",
        "{The plan} was welcomed by [the union].",
        "[Engineers] put {the cost at 3 million pounds}.",
        "[The captain] is wary {of the plan}.",
        "[The captain] called the engine {“a miracle”}.",
        "[The captain] mocked the firm: {“They cannot count.”}",
    ],
)
def test_objects(example: str) -> None:
    """What was said can be an object, with or without its preposition, or the words in marks."""
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "[The firm]’s promise {to repair the engine} is a year old.",
        "[The captain] voiced doubts {about the plan}.",
        "[The captain] expressed concern {that the engine would fail}.",
        "{The ferry is late}, according to [a report published on Monday].",
        "[Mayor]: {ferry is out of service}",
        "{The captain allegedly left the ship}.",
        "{The ferry was late}, as [the firm] put it.",
        "In [the captain]’s view, {the ferry is too old}.",
        "[Port Ash Mayor] Says {Ferry Is Too Old}",
    ],
)
def test_nouns_and_frames(example: str) -> None:
    """Not only verbs tell that something is said."""
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "[Anna Lee, who leads the union], said {the ferry was late}.",
        "[Anna Lee, the mayor of Port Ash], said {the ferry was late}.",
        "[Mr. Lee], speaking on Friday, said {the ferry was late}.",
        "[Sen. Ann Lee (D-Ohio)] said {the ferry was late}.",
        "[A captain who asked not to be named] said {the ferry was late}.",
        "[Analysts polled by the paper] expect {a delay}.",
        "[Nearly one in ten passengers] said {they were late}.",
        "“{The ferry is late},” said [Anna Lee, who leads the union].",
        "The firm sold the ferry, and [the mayor] said {it was late}.",
        "[The mayor] on Friday accused {the firm of lying}.",
        "The strike began after [the firm] said {it would cut pay}.",
    ],
)
def test_how_far_a_source_goes(example: str) -> None:
    """A title, an apposition and a relative clause are of the source, a day is not."""
    check(example)


@pytest.mark.parametrize(
    "example",
    [
        "[The mayor] said {the ferry was late}, adding {that it was old}.",
        "[The mayor] said {the ferry was late} and ordered {an inquiry}.",
        "[The mayor] vowed {to run again} and thanked {the crew}.",
        "[The firm] said {the ferry was late}; it is 40 years old.",
        "[The firm] said {it was sorry}, and [the union] said {it was not enough}.",
        "[Both firms] expect {profits to fall}, and managers have sold shares.",
        "[The firm] rejected {the criticism as unfair} and left the talks.",
        "{If asked}, [the captain] says, {he will sail}.",
        "“{The ferry is late},” [the mayor] said in the harbor, where people waited.",
    ],
)
def test_where_what_was_said_ends(example: str) -> None:
    """Another verb of saying, or another clause, ends what was said before it."""
    speakers, quotes = read(MARKS.sub("", example))
    assert quotes == marked(example, "{", "}")
    assert set(speakers) == set(marked(example, "[", "]"))


@pytest.mark.parametrize(
    "text",
    [
        "The firm published its report on Monday.",
        "The demand for tickets fell.",
        "A previous forecast of rain was wrong.",
        "The mayor called his mother on Sunday.",
        "The ferry left after the crew refused to wait.",
        "The mayor arrived at noon and left an hour later.",
    ],
)
def test_words_that_are_no_verbs_of_saying(text: str) -> None:
    """A report, a demand and a forecast are things as well."""
    assert read(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "speakers", "quotes"),
    [
        (
            "Anna Berg, the mayor, late on Tuesday denied that she had paid.",
            ["Anna Berg, the mayor"],
            ["that she had paid"],
        ),
        (
            "Lawyers said in papers unsealed on Monday that they had a letter.",
            ["Lawyers"],
            ["that they had a letter"],
        ),
        (
            "“The plan is dead,” said Anna Berg, adding that she would leave.",
            ["Anna Berg", "Anna Berg"],
            ["The plan is dead", "that she would leave"],
        ),
        ("Asked about the plan, Anna Berg shrugged.", [], []),
    ],
)
def test_times_and_participles_around_the_verb(
    text: str, speakers: list[str], quotes: list[str]
) -> None:
    """What stands between a source, its verb and what was said is part of none of them."""
    found, said = read(text)
    assert (found, [quote.strip("“”") for quote in said]) == (speakers, quotes)


def test_only_who_speaks_outermost_counts() -> None:
    """What someone says that others said is said by the first."""
    speakers, quotes = read("The mayor said that the union had accused the firm of “lying”.")
    assert speakers == ["The mayor"]
    assert quotes == ["that the union had accused the firm of “lying"]


def test_a_dateline_is_no_part_of_its_sentence() -> None:
    """Readers would take the town for the source."""
    speakers, _ = read("PORT ASH, Nov. 3 — The mayor, a lawyer, said the ferry was late.")
    assert speakers == ["The mayor, a lawyer"]
