"""News made up by a seed: short articles on many events, in two languages, with copies and
follow-ups over days. The same articles every time.

Words are drawn as texts have them: few are common, and the more is read the more new ones come (the
laws of Zipf and Heaps). An event has names and words of its own, and articles tell some of its
facts each, so that two of one event share names and some words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random

START = datetime(2026, 3, 2, 6, tzinfo=UTC)

# The ranks of words in texts (Zipf and Mandelbrot): of the first hundred thousand words a tenth are
# different ones.
STEEPNESS = 0.9
OFFSET = 40

# Three of ten articles on an event are copies of one before, two of ten are in the other language.
COPIED = 0.3
OTHER_LANGUAGE = 0.2

# Half of all events have one article, and one in a hundred has more than forty.
SIZE = 1.2
LARGEST = 200

LANGUAGES = ("en", "de")
SYLLABLES = ["".join(each) for each in product("bdfgklmnprst", "aeiou", ("", *"lnrs"))]
OUTLETS = 200

SENTENCES = {
    "en": (
        "{person} said on {day} that the {a} {b} had reached {count} {c} in {town}.",
        "According to {body}, {count} {a} were found near the {b}.",
        '"The {a} is not the {b} that we had been promised," {person} said.',
        "{body} announced a {a} and a {b} for {town}, which cost {count} {c}.",
        "The {a} of {town} told a {b} about the {c}.",
    ),
    "de": (
        "{person} sagte am {day}, die {A} der {B} habe {count} {C} in {town} erreicht.",
        "Nach Angaben von {body} wurden {count} {A} in der Nähe der {B} gefunden.",
        "„Die {A} ist nicht die {B}, die man uns versprochen hat“, sagte {person}.",
        "{body} kündigte eine {A} und eine {B} für {town} an, die {count} {C} kosten.",
        "Die {A} von {town} erzählte einer {B} von der {C}.",
    ),
}
DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
}


@dataclass(frozen=True, kw_only=True)
class Event:
    """What its articles share: `facts` are a sentence's number, its person, figure and words."""

    persons: Sequence[str]
    town: str
    body: str
    facts: Sequence[tuple[int, str, int, Sequence[int]]]
    begins: datetime


def articles(count: int, *, seed: int = 0, days: float = 14.0) -> Iterator[dict[str, str]]:
    """`count` articles as `digest` reads them from JSON lines, those of an event in a row."""
    chance = Random(seed)  # noqa: S311  the same articles every time
    made = 0
    while made < count:
        size = min(int(chance.paretovariate(SIZE)), LARGEST, count - made)
        for article in told(event(chance, days), size, chance):
            yield {"id": f"made-{made}", **article}
            made += 1


def event(chance: Random, days: float) -> Event:
    persons = [f"{name(chance)} {name(chance)}" for _ in range(3)]
    return Event(
        persons=persons,
        town=name(chance),
        body=f"{name(chance)} {name(chance)}",
        facts=[
            (
                chance.randrange(5),
                chance.choice(persons),
                chance.randrange(101, 999),
                [rank(chance) for _ in range(3)],
            )
            for _ in range(12)
        ],
        begins=START + timedelta(days=chance.uniform(0, days)),
    )


def told(event: Event, size: int, chance: Random) -> Iterator[Mapping[str, str]]:
    """`size` articles on one event, the first ones first."""
    main = chance.choice(LANGUAGES)
    before: list[dict[str, str]] = []
    for _ in range(size):
        published = event.begins + timedelta(days=chance.expovariate(1))
        if before and chance.random() < COPIED:
            article = copied(chance.choice(before), event, chance)
        else:
            other = chance.random() < OTHER_LANGUAGE
            article = written(event, LANGUAGES[(LANGUAGES.index(main) + other) % 2], chance)
        article |= {"published": published.isoformat(), "outlet": outlet(chance)}
        before.append(article)
        yield article


def written(event: Event, language: str, chance: Random) -> dict[str, str]:
    """Some of the facts, and as much that no other article has."""
    sentences = [sentence(event, fact, language, chance) for fact in chance.sample(event.facts, 5)]
    for _ in range(4):
        fact = (chance.randrange(5), name(chance), chance.randrange(999), [rank(chance)] * 3)
        sentences.append(sentence(event, fact, language, chance))
    chance.shuffle(sentences)
    halves = " ".join(sentences[:5]), " ".join(sentences[5:])
    return {"language": language, "title": title(event, chance), "text": "\n\n".join(halves)}


def copied(article: Mapping[str, str], event: Event, chance: Random) -> dict[str, str]:
    """An agency's text in another paper: another title, and a sentence less."""
    text = article["text"]
    end = text.rfind(". ")
    shorter = text[: end + 1] if end > 0 and chance.random() < 0.5 else text
    return {"language": article["language"], "title": title(event, chance), "text": shorter}


def title(event: Event, chance: Random) -> str:
    return f"{event.town}: {word(rank(chance))} {word(event.facts[0][3][0])} {event.persons[0]}"


def sentence(
    event: Event, fact: tuple[int, str, int, Sequence[int]], language: str, chance: Random
) -> str:
    shape, person, count, ranks = fact
    words = [word(each) + ("" if language == "en" else "ung") for each in ranks]
    small = dict(zip("abc", words, strict=True))
    return SENTENCES[language][shape].format(
        person=person,
        count=count,
        town=event.town,
        body=event.body,
        day=chance.choice(DAYS[language]),
        **small,
        **{letter.upper(): each.capitalize() for letter, each in small.items()},
    )


def rank(chance: Random) -> int:
    return int(OFFSET * (chance.paretovariate(STEEPNESS) - 1))


def word(rank: int) -> str:
    """The word of a rank: the rarer the longer."""
    syllables = [SYLLABLES[rank % len(SYLLABLES)]]
    while rank := rank // len(SYLLABLES):
        syllables.append(SYLLABLES[rank % len(SYLLABLES)])
    return "".join(syllables)


def name(chance: Random) -> str:
    return word(chance.randrange(len(SYLLABLES), len(SYLLABLES) ** 3)).capitalize()


def outlet(chance: Random) -> str:
    return f"{word(len(SYLLABLES) + chance.randrange(OUTLETS)).capitalize()} Post"
