"""Which words of a German sentence are the parts of its claim."""

import pytest
from support.quality import as_document

from digest.claims import find
from digest.models import Claim, ClaimType, Spans


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


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Eva Kern sagte, Hamburg liege am Meer und fügte hinzu, es regne.",
            "Hamburg liege am Meer",
        ),
        (
            "Eva Kern forderte, mehr zu sparen, um Geld zu haben.",
            "mehr zu sparen, um Geld zu haben",
        ),
        (
            "Eva Kern erklärte, in den Häfen, in denen Öl fließe, steige die Zahl.",
            "in den Häfen, in denen Öl fließe, steige die Zahl",
        ),
        (
            "„Das Boot sinkt.“, erklärt Eva Kern, frühere Leiterin der Werft am Dienstag im Radio.",
            "„Das Boot sinkt.“",
        ),
    ],
)
def test_what_was_said_begins_and_ends_with_its_clause(text: str, quote: str) -> None:
    """Half of what was said, or more than it, is put into the speaker's mouth."""
    claim = claims(text)[0]
    assert words(claim.quote, text) == quote


@pytest.mark.parametrize(
    "text",
    [
        "Zwei der bekannten vier Wege sind zu, der dritte ist offen.",
        "Wenn Hamburg geklagt hätte, hätte man keine Wahl.",
        "Die Gäste waren sicher froh, von ihnen kam viel Lob.",
    ],
)
def test_verbs_that_say_nothing(text: str) -> None:
    """An adjective, a condition and a verb that takes no main clause claim nothing."""
    assert not claims(text)


def test_what_is_said_to_someone_is_no_promise() -> None:
    """ "Zu" is a part of "zusagen" at the end of its clause only, and leads a phrase before one."""
    (claim,) = claims("Eva Kern sagte zu Karl, dass es regnet.")
    assert words(claim.cue, "Eva Kern sagte zu Karl, dass es regnet.") == "sagte"


@pytest.mark.parametrize(
    "text",
    [
        "Eva Kern sagte, die „Freunde der See“ seien klein.",
        "Die „Aktion Sauberes Meer in Gefahr“ klagte über Öl.",
        "Vor dem Hafen liegt die „Perle der Ostsee und der Meere im Norden“.",
        "Eva Kern schrieb das Buch „Wege über das Meer im Winter“.",
        "Im Kino läuft der Film „Das Haus am Meer und der Wind“ noch bis Mai.",
    ],
)
def test_names_and_titles_are_no_quotations(text: str) -> None:
    """What a ship, a book or a club is called was said by nobody."""
    assert all("„" not in words(c.quote, text)[:1] for c in claims(text))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Eva Kern sagte, das Wasser sei „trüb“ geworden.", "„trüb“"),
        ("Eva Kern sprach von einer „Gefahr für alle“.", "„Gefahr für alle“"),
        ("Eva Kern bezeichnete den Plan als „Unsinn“.", "„Unsinn“"),
        ("Im Mai war der Hafen „völlig leer und still“.", "„völlig leer und still“"),
    ],
)
def test_words_that_a_speaker_chose_are_quotations(text: str, quote: str) -> None:
    """In a claim even one word in marks is the speaker's own, unless it is a name."""
    assert quote in [words(claim.quote, text) for claim in claims(text)]


def test_a_quotation_goes_on_with_the_verb_before_it() -> None:
    """The second half of a quotation, cut by "sagte X", is told by the same words."""
    text = "„Das Boot sinkt“, sagte Eva Kern. „Wir gehen alle von Bord.“"
    first, second = claims(text)
    assert words(second.cue, text) == "sagte"
    assert second.frame == first.frame


def test_a_quotation_behind_a_colon_is_of_who_says_what_stands_before() -> None:
    """X glaubt, dass ...: „...“ has one speaker and one frame."""
    text = "Eva Kern glaubt, dass das Boot sinkt: „Es läuft voll.“"
    first, second = claims(text)
    assert words(second.quote, text) == "„Es läuft voll.“"
    assert (second.cue, second.frame) == (first.cue, first.frame)


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        (
            "Trotz der Forderung ihres Chefs, Karl Horn, früher zu gehen, blieben alle.",
            "früher zu gehen",
            "ihres Chefs, Karl Horn",
        ),
        (
            "Eva Kern warb für den Plan mit den Worten: „Es ist genug da.“",
            "„Es ist genug da.“",
            "Eva Kern",
        ),
    ],
)
def test_nouns_of_saying_have_an_owner_and_a_clause(text: str, quote: str, speaker: str) -> None:
    """Whose demand it is stands behind the noun, before what is demanded."""
    (claim,) = claims(text)
    assert (words(claim.quote, text), words(claim.speaker, text)) == (quote, speaker)


@pytest.mark.parametrize(
    "text",
    [
        "Als Beispiel nannte Eva Kern den Hafen von Hamburg.",
        "So warnte Eva Kern vor einer Flut.",
        "Eva Kern kritisierte den Plan als zu teuer.",
        "Im Bericht wird der Hafen als veraltet bezeichnet.",
    ],
)
def test_what_is_reported_is_the_sentence(text: str) -> None:
    """Words that also lead subordinate clauses do not make one where the verb stands second."""
    (claim,) = claims(text)
    assert claim.type is ClaimType.REPORTED
    assert words(claim.quote, text) == text


def test_a_name_for_something_is_claimed_once() -> None:
    """The quotation is all that such a sentence reports."""
    (claim,) = claims("Eva Kern nannte den Plan einen „Unsinn“.")
    assert claim.type is ClaimType.DIRECT


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gegenüber dem Boten sagte Eva Kern, dass es regnet.", "dem Boten"),
        ("Eva Kern teilte der Zeitung mit, dass es regnet.", "der Zeitung"),
        ("Den Gästen warf Eva Kern vor, dass sie lügen.", "Den Gästen"),
        ("Eva Kern forderte die Bank auf, mehr zu zahlen.", "die Bank"),
        ("Eva Kern sagte in einem Interview mit dem Boten, dass es regnet.", "dem Boten"),
        ("Eva Kern sagte vor Journalisten, dass es regnet.", "Journalisten"),
        ("Nach Angaben der Polizei gegenüber dem Boten regnet es.", "dem Boten"),
        ("Karl Horn wird vorgeworfen, dass er lüge.", "Karl Horn"),
        ("Eva Kern begründete ihre Vorbehalte gegenüber dem Plan damit, dass es regnet.", ""),
        ("Eva Kern verteidigte ihre Wahl damit, dass es regnet.", ""),
    ],
)
def test_whom_it_was_said_to(text: str, told: str) -> None:
    """A person who is told something is led by a word, or stands in the case of the verb."""
    (claim,) = claims(text)
    assert words(claim.addressee, text) == told


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            "Nach Angaben des Vereins Ärzte ohne Grenzen vom Montag starben zwei Menschen.",
            "Angaben des Vereins Ärzte ohne Grenzen vom Montag",
            "starben zwei Menschen",
        ),
        (
            "Der Mann wurde nach Angaben der Polizei in Kiel gefasst.",
            "Angaben der Polizei",
            "Der Mann wurde … in Kiel gefasst",
        ),
        (
            "Der Hafen ist zu, die Brücke wurde laut Polizei gesperrt.",
            "Polizei",
            "die Brücke wurde … gesperrt",
        ),
    ],
)
def test_a_frame_ends_at_the_verb_and_is_of_its_clause(text: str, speaker: str, quote: str) -> None:
    """German has one phrase before its verb, and a source vouches for its own clause only."""
    (claim,) = claims(text)
    assert words(claim.speaker, text) == speaker
    assert words(claim.quote, text) == quote


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Wie „bote online“ berichtet, ist der Hafen zu.", "ist der Hafen zu"),
        ("Wie Eva Kern, die dort lebt, dazu feststellt, ist der Hafen zu.", "ist der Hafen zu"),
        ("Es gibt Gerüchte, nach denen der Hafen zu ist.", "der Hafen zu ist"),
        ("Der Hafen ist seit heute zu, das teilte Eva Kern mit.", "Der Hafen ist seit heute zu"),
        ("Laut bote.de gilt das Verbot.", "gilt das Verbot"),
        ("Aus Sicht der Fischer ist der Hafen zu.", "ist der Hafen zu"),
        ("Eva Kern legt Wert darauf, dass der Hafen zu ist.", "dass der Hafen zu ist"),
    ],
)
def test_frames_of_a_clause(text: str, quote: str) -> None:
    """An "as" clause, a relative frame and a clause that points back are frames like any other."""
    assert quote in [words(claim.quote, text) for claim in claims(text)]


def test_an_apposition_is_not_what_was_said() -> None:
    """ "X, Chef der Bahn, kritisierte Y" has its subject before the verb, and no quotation."""
    text = "Der Chef der Bahn, Karl Horn, kritisierte den Bau als zu teuer."
    (claim,) = claims(text)
    assert claim.type is ClaimType.REPORTED
    assert "Karl Horn" in words(claim.speaker, text)


def test_what_stands_before_a_colon_is_not_said() -> None:
    """A sentence that leads to a quotation is the paper's own."""
    text = "Das Fest war gut besucht: „Alle waren sehr froh“, sagte Eva Kern."
    (claim,) = claims(text)
    assert words(claim.quote, text) == "„Alle waren sehr froh“"


@pytest.mark.parametrize(
    "text",
    ["Das ist das achte Tor der Woche.", "Es regnet stark, das heißt am Tag und in der Nacht."],
)
def test_words_that_look_like_a_saying(text: str) -> None:
    """Adjectives look like moods, and "das heißt" explains."""
    assert not claims(text)


def test_a_plan_is_no_rumour() -> None:
    """ "Soll gebaut werden" tells what is planned, "soll gebaut haben" what is told of the past."""
    plan = "Es regnet. Der Hafen soll im Mai gebaut werden."
    rumour = "Es regnet. Der Wirt soll den Hafen gebaut haben."
    assert not claims(plan)
    assert [claim.type for claim in claims(rumour)] == [ClaimType.FREE_INDIRECT]


def test_a_lead_in_the_indicative_is_no_part_of_what_was_said() -> None:
    """Only the clause with the mood is told; what leads to it is the paper's."""
    text = "Eva Kern kam. Es wurden Forderungen laut, der Hafen müsse offen bleiben."
    told = [claim for claim in claims(text) if claim.type is ClaimType.INDIRECT]
    assert [words(claim.quote, text) for claim in told] == ["der Hafen müsse offen bleiben"]


def test_a_quotation_inside_does_not_cut_what_goes_on() -> None:
    """Two sentences in the subjunctive are one claim, whatever they quote."""
    text = "Eva Kern sagte, es regne. Das Dach sei „völlig marode“. Es müsse weg."
    free = [c for c in claims(text) if c.type is ClaimType.INDIRECT_FREE_INDIRECT]
    assert [words(claim.quote, text) for claim in free] == [
        "Das Dach sei „völlig marode“. Es müsse weg."
    ]


def test_a_subordinate_clause_can_be_all_that_is_told() -> None:
    """A subjunctive that nothing but speech explains is of whom the sentence is about."""
    text = "Eva Kern griff das Gesetz an, das viel zu teuer sei, weil es regne."
    (claim,) = claims(text)
    assert words(claim.quote, text) == "das viel zu teuer sei, weil es regne"
    assert (words(claim.speaker, text), words(claim.cue, text)) == ("Eva Kern", "griff … an")


@pytest.mark.parametrize(
    "text", ["Es sah so aus, als ob es einfach sei.", "Wichtig ist, dass jeder etwas habe."]
)
def test_a_comparison_and_a_wish_are_told_by_nobody(text: str) -> None:
    """Not every subjunctive in a subordinate clause is someone's."""
    assert not claims(text)
