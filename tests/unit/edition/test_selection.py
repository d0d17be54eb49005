"""Choosing: the best first, variety of speakers and sections, nothing said twice."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from digest.edition.selection import Candidate, Choice, Reason, choose, take_turns, tie
from digest.models import Certainty, Claim, ClaimType, SourceKind, Span, Statement
from digest.models.editions import (
    Attribution,
    Section,
    Words,
)

LONG = "eins zwei drei vier"


def candidate(
    worth: float,
    *,
    speaker: str = "Eva",
    section: Section = Section.REPORTED,
    text: str = LONG,
    kind: SourceKind = SourceKind.PERSON,
    origin: str = "",
    document: str = "",
    denies: Candidate | None = None,
    urgent: bool = False,
) -> Candidate:
    claim = Claim(
        document="d",
        type=ClaimType.INDIRECT,
        quote=(Span(0, 1),),
        language="de",
        sentence=Span(0, 1),
        rule="by hand",
    )
    name = f"{speaker} {worth} {text}"
    return Candidate(
        statement=Statement(
            id=name,
            claims=(claim,),
            origins=(origin or speaker,),
            certainty=Certainty.STATED,
            denies=denies.statement.id if denies else None,
        ),
        claim=claim,
        words=(Words(document=document or name, span=Span(0, len(text)), text=text),),
        said_by=Attribution(
            name=Words(document="d", span=Span(0, len(speaker)), text=speaker),
            kind=kind,
        ),
        section=section,
        tokens=tuple(text.split()),
        content=frozenset(text.split()),
        score=(),
        worth=worth,
        urgent=urgent,
    )


def speakers(choice: Choice) -> list[str]:
    return [each.speaker for each in choice.chosen]


def reasons(choice: Choice) -> list[Reason]:
    return [reason for _, reason in choice.dropped]


def test_the_best_comes_first() -> None:
    """What is read first is what is worth most."""
    choice = choose([candidate(1, speaker="Ada"), candidate(2, speaker="Bo", text="a b c")], 2)
    assert speakers(choice) == ["bo", "ada"]


def test_of_equals_the_first_is_chosen() -> None:
    """Without a rule for ties, the same articles would give two editions."""
    same = [candidate(1, speaker=name, text=f"{name} b c") for name in ("Bo", "Ada", "Cy")]
    assert speakers(choose(same, 1)) == ["bo"]


def test_speakers_vary() -> None:
    """A speaker's second claim makes way for another's first that is nearly as good."""
    texts = [f"wort{n} satz{n} rede{n}" for n in range(3)]
    choice = choose(
        [
            candidate(3.0, speaker="Eva", text=texts[0]),
            candidate(2.9, speaker="Eva", text=texts[1]),
            candidate(2.4, speaker="Udo", text=texts[2]),
        ],
        2,
    )
    assert speakers(choice) == ["eva", "udo"]
    assert reasons(choice) == [Reason.SPEAKER]


def test_a_paper_has_a_turn_in_each_section() -> None:
    """A paper that reports an event also has its figures; "a report" of it is that paper."""
    paper, report = SourceKind.OUTLET, SourceKind.REPORT
    times = candidate(1, speaker="Times", kind=paper)
    figures = candidate(1, speaker="Times", kind=paper, section=Section.FIGURES)
    its_report = candidate(1, speaker="ein Bericht", kind=report, origin="Times")
    assert times.speaker == its_report.speaker != figures.speaker


def test_sections_vary() -> None:
    """Reports alone are no story: quotations and figures get their turn."""
    texts = [f"wort{n} satz{n} rede{n}" for n in range(3)]
    choice = choose(
        [
            candidate(3.0, speaker="Ada", text=texts[0]),
            candidate(2.9, speaker="Bo", text=texts[1]),
            candidate(2.5, speaker="Cy", text=texts[2], section=Section.FIGURES),
        ],
        2,
    )
    assert speakers(choice) == ["ada", "cy"]
    assert reasons(choice) == [Reason.SECTION]


def test_nothing_is_said_twice() -> None:
    """Another speaker with the same words adds less than one with new ones."""
    choice = choose(
        [
            candidate(3.0, speaker="Ada", text="deich bricht heute nacht"),
            candidate(2.9, speaker="Bo", text="deich bricht heute nacht"),
            candidate(2.0, speaker="Cy", text="helfer fehlen überall jetzt"),
        ],
        2,
    )
    assert speakers(choice) == ["ada", "cy"]
    assert reasons(choice) == [Reason.REPEATED]


def test_a_word_or_two_are_no_claim() -> None:
    """ "Very good" says nothing without its question."""
    choice = choose([candidate(9, text="sehr gut"), candidate(1)], 5)
    assert len(choice.chosen) == 1
    assert reasons(choice) == [Reason.TOO_SHORT]


def test_what_is_worth_less_is_over_the_limit() -> None:
    """The reason is the limit where nothing else cost a claim its place."""
    choice = choose([candidate(2, speaker="Ada"), candidate(1, speaker="Bo")], 1)
    assert reasons(choice) == [Reason.CLAIMS]


def test_a_sentence_with_two_claims_is_shown_once() -> None:
    """Both are shown as the sentence that tells them; the better one shows it."""
    first, second = (
        candidate(worth, speaker=speaker, text="Ada sagt, Bo gehe", document="a")
        for worth, speaker in ((2, "Ada"), (1, "Bo"))
    )
    other = candidate(0.5, speaker="Cy", text="Der Hafen ist zu", document="b")
    choice = choose([second, other, first], 3)
    assert choice.chosen == (first, other)
    assert choice.dropped == ((second, Reason.REPEATED),)


@given(st.lists(st.floats(0, 9), max_size=12), st.integers(1, 6))
def test_each_candidate_is_chosen_or_dropped(worths: Sequence[float], limit: int) -> None:
    """`digest explain` accounts for every claim that was found."""
    given_ones = [candidate(worth, text=f"a b c{n}") for n, worth in enumerate(worths)]
    choice = choose(given_ones, limit)
    assert len(choice.chosen) == min(limit, len(given_ones))
    names = [each.statement.id for each in choice.chosen]
    names += [each.statement.id for each, _ in choice.dropped]
    assert sorted(names) == sorted(each.statement.id for each in given_ones)


def test_stories_take_turns() -> None:
    """A long first story does not use up the words of those behind it."""
    first = choose([candidate(9 - n, speaker=f"a{n}") for n in range(3)], 3)
    second = choose([candidate(9 - n, speaker=f"b{n}") for n in range(3)], 3)
    kept = take_turns([first, second], words=12)
    assert [speakers(choice) for choice in kept] == [["a0", "a1"], ["b0"]]
    assert Reason.WORDS in reasons(kept[0])


def test_a_long_claim_makes_way_for_a_short_one() -> None:
    """Words that are left are used, as far as a whole claim goes into them."""
    long = choose([candidate(9, text="a b c d e f g h")], 1)
    short = choose([candidate(1, text="a b c")], 1)
    assert [len(each.chosen) for each in take_turns([long, short], words=5)] == [0, 1]


BLAME = candidate(3, speaker="Ada", section=Section.VERBATIM, text="blame one two")
DENIAL = candidate(1, speaker="Bo", text="denial three four", denies=BLAME)
ANSWER = candidate(0.5, speaker="Cy", text="answer five six", denies=DENIAL)
OTHER = candidate(2, speaker="Di", text="other seven eight")


def test_a_denial_goes_with_what_it_denies() -> None:
    """Right behind it, in its section, and so does what denies the denial."""
    tied = tie([ANSWER, OTHER, DENIAL, BLAME])
    assert [each.speaker for each in tied] == ["di", "ada"]
    assert [(each.speaker, each.section) for each in tied[1].lines] == [
        ("ada", Section.VERBATIM),
        ("cy", Section.VERBATIM),
        ("bo", Section.VERBATIM),
    ]


def test_a_denial_of_what_is_not_there_stands_alone() -> None:
    """What it denies may have been told yesterday."""
    assert tie([DENIAL, OTHER]) == [DENIAL, OTHER]


def test_two_that_deny_each_other_are_two() -> None:
    """Neither stands behind the other for ever."""
    one = candidate(1, speaker="Ada", text="one two three")
    other = candidate(1, speaker="Bo", text="four five six", denies=one)
    statement = replace(one.statement, denies=other.statement.id)
    both = [replace(one, statement=statement), other]
    assert tie(both) == both


def test_a_denial_takes_its_own_room() -> None:
    """Two lines are two claims of the limit, and their words are counted together."""
    (pair,) = tie([BLAME, DENIAL])
    assert choose([pair, OTHER], 1).chosen == (OTHER,)
    assert choose([pair, OTHER], 2).chosen == (pair,)
    assert pair.size == 6
    (kept,) = take_turns([Choice(chosen=(pair,), dropped=())], 5)
    assert kept.dropped == ((pair, Reason.WORDS),)


def test_what_is_urgent_comes_before_all_limits() -> None:
    """A correction of what readers had, however little it is worth and however short it is."""
    urgent = candidate(0.1, speaker="Ada", text="not so", urgent=True)
    choice = choose([OTHER, urgent], 0)
    assert choice.chosen == (urgent,)
    better = Choice(chosen=(OTHER,), dropped=())
    first, second = take_turns([better, choice], 4)
    assert (first.chosen, second.chosen) == ((), (urgent,))
