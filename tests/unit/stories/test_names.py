"""Which names of a story mean one source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.models import SourceKind
from digest.stories.origins.names import Mention, Names

PERSON, BODY, OUTLET = SourceKind.PERSON, SourceKind.BODY, SourceKind.OUTLET


def names(*mentions: tuple[str, SourceKind, str]) -> Names:
    return Names(Mention(*each) for each in mentions)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Wolodymyr Selenskyj", PERSON, "de"), ("Volodymyr Zelensky", PERSON, "en")),
        (("Selenskyj", PERSON, "de"), ("Volodymyr Zelenskyy", PERSON, "en")),
        (("Ida Kjær", PERSON, "de"), ("Ida Kjaer", PERSON, "en")),
        (("Sergej Lawrow", PERSON, "de"), ("Sergei Lavrov", PERSON, "en")),
        (("die Polizei", BODY, "de"), ("Police", BODY, "en")),
        (("Innenministerium", BODY, "de"), ("interior ministry", BODY, "en")),
        (("Gesundheitsbehörde", BODY, "de"), ("Gesundheitsbehörden", BODY, "de")),
        (("Polizei", BODY, "de"), ("Polizei Essen", BODY, "de")),
        (("Feuerwehr", BODY, "de"), ("firefighters", BODY, "en")),
        (("Verdi", BODY, "de"), ("Gewerkschaft Verdi", BODY, "de")),
        (("Norsund", BODY, "de"), ("Norsund Line", BODY, "en")),
        (("USGS", BODY, "en"), ("Geological Survey (USGS)", BODY, "en")),
        (("Nordkabel", BODY, "de"), ("Nordkabel ohne Strom", BODY, "de")),
        (("der Deutschen Presse-Agentur", OUTLET, "de"), ("dpa", OUTLET, "en")),
        (("Der Spiegel", OUTLET, "de"), ("spiegel.de", OUTLET, "en")),
        (("newspaper Le Peloton", OUTLET, "en"), ("Le Peloton", OUTLET, "de")),
    ],
)
def test_one_source_has_one_name(
    one: tuple[str, SourceKind, str], other: tuple[str, SourceKind, str]
) -> None:
    """Two names of one source would be two origins."""
    known = names(one, other)
    assert known.of(Mention(*one)) == known.of(Mention(*other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Martin Huber", PERSON, "de"), ("Martina Huber", PERSON, "de")),
        (("Jana Lohse", PERSON, "de"), ("Jens Lohse", PERSON, "en")),
        (("Klinikum Velden", BODY, "de"), ("Klinikum Arnau", BODY, "de")),
        (("Innenministerium", BODY, "de"), ("health ministry", BODY, "en")),
        (("Innenministerium", BODY, "de"), ("Innenausschuss", BODY, "de")),
        (("US Steel", BODY, "en"), ("US", BODY, "en")),
        (("New York Times", OUTLET, "en"), ("New York Post", OUTLET, "de")),
    ],
)
def test_two_sources_stay_two(
    one: tuple[str, SourceKind, str], other: tuple[str, SourceKind, str]
) -> None:
    """One origin too few hides that somebody else says so too."""
    known = names(one, other)
    assert known.of(Mention(*one)) != known.of(Mention(*other))


def test_what_several_are_called_is_none_of_them() -> None:
    """ "The ministry" of two countries is not the one that was named more often."""
    known = names(
        ("Ministry of Norland", BODY, "en"),
        ("Ministry of Sundmark", BODY, "en"),
        ("Ministry", BODY, "en"),
    )
    assert known.of(Mention("the Ministry", BODY, "en")) == "Ministry"


def test_a_spelling_that_two_of_one_language_have_joins_nobody() -> None:
    """Of two who sound alike nobody knows which one the other language means."""
    mentions = [
        ("Jan Mayer", PERSON, "de"),
        ("Jan Meier", PERSON, "de"),
        ("Jan Moyer", PERSON, "en"),
    ]
    known = names(*mentions)
    assert len({known.of(Mention(*each)) for each in mentions}) == 3


def test_the_last_body_before_is_found_by_its_whole_name() -> None:
    """ "Deutsche" alone is no bank, and a name of two words is not cut at the first."""
    known = names(("Deutsche Frachtbahn", BODY, "de"), ("Polizei", BODY, "de"))
    text = "Die Deutsche Frachtbahn half der Polizei. Deutsche Gleise sind lang."
    assert known.last_in(text, BODY, lambda _: False) == "Polizei"
    assert known.last_in(text, BODY, lambda name: name == "Polizei") == "Deutsche Frachtbahn"


SOME = [
    Mention(name, kind, language)
    for name in ("Anna Berg", "Berg", "Polizei", "police", "Polizei Essen", "Essener Post", "Post")
    for kind in (PERSON, BODY, OUTLET)
    for language in ("de", "en", "xx")
]


@given(st.lists(st.sampled_from(SOME), min_size=1, max_size=12), st.randoms())
def test_names_do_not_depend_on_the_order(mentions: list[Mention], random: object) -> None:
    """Articles come as feeds are read."""
    other = sorted(mentions, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert list(map(Names(mentions).of, SOME)) == list(map(Names(other).of, SOME))
