"""Feeds made malformed as feeds are in the wild, and worse. The same chance makes the same feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

TAG = re.compile(rb"<[^<>]{1,200}>")
WORD = re.compile(rb"\w+")

# What templates, editors and attackers leave between two characters of a feed.
LEFT = """
    <![CDATA[ ]]> <!-- --> <? ?> <!DOCTYPE > & &amp;amp; &nbsp; &lol; &#0; &#8217; &#150; &#228;
    &#x1F; &#xD800; &#99999999; < > " ' Ã¼ â€œ javascript:alert(1) //evil.example
    <b> </b> <p/> <br> <script> <svg> <x:y> </x:y> <title> </title> <item> </item> <entry/> <link/>
    <link> <source> </channel> </rss> <guid/> <updated> <dc:date> <media:title> <content:encoded>
    <itunes:author/> <image> <author><name> <textInput> <summary> </description>
"""
PIECES = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in [*LEFT.split(), *"\0\x1b\x85\u2028\u202e\ufeff\ufffe\ud83d"]
)
ATTRIBUTES = (
    b'type="xhtml"',
    b'type="text"',
    b'type="html"',
    b'mode="base64"',
    b'rel="self"',
    b'isPermaLink="true"',
    b'href="//evil.example"',
    b'xml:base="https://base.example/a/"',
    b'xml:base="javascript:"',
    b'xml:lang="xx"',
    b'xmlns="http://www.w3.org/2005/Atom"',
    b'xmlns:dc="urn:other"',
    b'xmlns:media="http://search.yahoo.com/mrss/"',
    b'url="http://a.example/" url="b"',
)
ENCODINGS = ("latin-1", "cp1252", "utf-16", "utf-16-be", "utf-7", "cp850", "shift_jis")

# Mutations upon mutations grow without end; ten times as much is fetched at most.
MAX_BYTES = 1_500_000

Mutation = Callable[[bytes, bytes, Random], bytes]


def mutate(data: bytes, other: bytes, chance: Random) -> bytes:
    """`data` after one to four mutations, some of which take a part of `other`."""
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(MUTATIONS)(data, other, chance)[:MAX_BYTES]
    return data


def flip(data: bytes, _: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _turn in range(chance.randint(1, 8) if data else 0):
        changed[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, _: bytes, chance: Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] if chance.random() < 0.3 else data[:start] + data[end:]


def double(data: bytes, _: bytes, chance: Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 30)) + data[end:]


def inject(data: bytes, _: bytes, chance: Random) -> bytes:
    for _turn in range(chance.randint(1, 4)):
        at = chance.randint(0, len(data))
        data = data[:at] + chance.choice(PIECES) + data[at:]
    return data


def describe(data: bytes, _: bytes, chance: Random) -> bytes:
    """An attribute that the tag did not have."""
    tags = [tag.end() - 1 for tag in TAG.finditer(data)]
    at = chance.choice(tags) if tags else len(data)
    return data[:at] + b" " + chance.choice(ATTRIBUTES) + data[at:]


def exchange(data: bytes, _: bytes, chance: Random) -> bytes:
    """Two tags in each other's place."""
    tags = [tag.span() for tag in TAG.finditer(data)]
    if len(tags) < 2:
        return data
    (start, end), (later, last) = sorted(chance.sample(tags, 2))
    return b"".join((data[:start], data[later:last], data[end:later], data[start:end], data[last:]))


def rename(data: bytes, other: bytes, chance: Random) -> bytes:
    """One kind of element becomes another, opening and closing tags alike."""
    names, others = _names(data), _names(other)
    if not (names and others):
        return data
    name, new = chance.choice(names), chance.choice(others)
    return re.sub(rb"(</?)" + re.escape(name) + rb"(?=[\s/>])", rb"\1" + new, data)


def splice(data: bytes, other: bytes, chance: Random) -> bytes:
    start, end = _stretch(other, chance)
    at = chance.randint(0, len(data))
    return data[:at] + other[start:end] + (data[at:] if chance.random() < 0.5 else b"")


def recode(data: bytes, _: bytes, chance: Random) -> bytes:
    """Another encoding than the one that is declared, or the other way round."""
    encoding = chance.choice(ENCODINGS)
    if chance.random() < 0.4:
        return re.sub(rb"(?i)utf-8", encoding.encode("ascii"), data, count=1)
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def inflate(data: bytes, _: bytes, chance: Random) -> bytes:
    """A word that is far too long, or a number far too large."""
    words = [word.span() for word in WORD.finditer(data)]
    if not words:
        return data
    start, end = chance.choice(words)
    return data[:start] + data[start:end] * chance.choice((3, 50, 5_000)) + data[end:]


def nest(data: bytes, _: bytes, chance: Random) -> bytes:
    """One tag, opened again and again."""
    tags = [tag.span() for tag in TAG.finditer(data)]
    if not tags:
        return data
    start, end = chance.choice(tags)
    return data[:start] + data[start:end] * chance.choice((2, 300, 3_000)) + data[end:]


def _stretch(data: bytes, chance: Random) -> Sequence[int]:
    """Start and end of a part of `data`, more often a short one."""
    start = chance.randint(0, len(data))
    return start, min(len(data), start + int(len(data) * chance.random() ** 4) + 1)


def _names(data: bytes) -> list[bytes]:
    return sorted(set(re.findall(rb"<([A-Za-z][\w:.-]*)", data)))


MUTATIONS: tuple[Mutation, ...] = (
    flip,
    cut,
    double,
    inject,
    describe,
    exchange,
    rename,
    splice,
    recode,
    inflate,
    nest,
)
