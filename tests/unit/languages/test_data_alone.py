"""Languages are data: the engine reads what the files say and knows no word of its own.

Each language is written in a cipher, file and articles alike. Who reads the one as the other, to
the letter, has no word of it in the code: a cue that stood there would be another word now.
"""

from __future__ import annotations

import ast
import tomllib
from codecs import encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.quality import DATA, as_document

from digest import languages
from digest.claims import find
from digest.claims.attribution import roles
from digest.claims.figures import words
from digest.claims.vocabulary.lexicon import lexicon
from digest.languages import codes, schema
from digest.languages.fill import fill
from digest.models import Claim

FERRY = (Path(__file__).parents[2] / "data" / "documents" / "bac.txt").read_text("utf-8")
FOLDER = Path(languages.__file__).parent
CODES = codes()
# The edition that templates are tried on is written in one language, and one is our own.
_ONE_LANGUAGE = {"rendering/sample.py", "languages/__init__.py"}


def cipher(value: Any) -> Any:
    """Rot13 over all strings: each letter is another one, and nothing else is changed."""
    match value:
        case str():
            return encode(value, "rot13")
        case list():
            return [cipher(each) for each in value]
        case dict():
            return {key: cipher(each) for key, each in value.items()}
        case _:
            return value


@pytest.fixture
def ciphered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All languages in cipher."""
    tables = {code: tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8")) for code in CODES}
    known = {
        code: fill(schema.Language, cipher(table), f"{code} in cipher")
        for code, table in tables.items()
    }
    caches = (lexicon, words.measures, roles._ending)
    for cache in caches:
        cache.cache_clear()
    for module in (
        "digest.claims.vocabulary.lexicon",
        "digest.claims.vocabulary.marking",
        "digest.claims.figures.words",
    ):
        monkeypatch.setattr(f"{module}.load", known.__getitem__)
    yield
    for cache in caches:
        cache.cache_clear()


def articles() -> list[tuple[str, str, str]]:
    """The articles that are annotated by hand, and one of our own: name, language, text."""
    tables = ((path.stem, tomllib.loads(path.read_text("utf-8"))) for path in DATA.glob("*.toml"))
    annotated = [(name, table["language"], table["text"]) for name, table in tables]
    return sorted([*annotated, ("bac", "fr", FERRY)])


def shape(claim: Claim) -> tuple[object, ...]:
    """All that a claim says of places in the text."""
    source = claim.source and (claim.source.span, claim.source.kind, claim.source.role_span)
    parts = (claim.quote, claim.speaker, claim.cue, claim.frame, claim.addressee, claim.evidence)
    chain = (claim.medium and claim.medium.span, tuple(each.span for each in claim.citing))
    figures = tuple((each.span, each.value, each.bound) for each in claim.figures)
    return claim.type, claim.rule, claim.certainty, source, *parts, *chain, figures


def claims(text: str, language: str) -> list[tuple[object, ...]]:
    return [shape(claim) for claim in find(as_document(text, language))]


PLAIN = {name: claims(text, language) for name, language, text in articles()}


@pytest.mark.parametrize("language", CODES)
def test_claims_are_the_same_in_a_cipher(language: str, ciphered: None) -> None:
    """Rules that know a word of the language by themselves do not find it in cipher."""
    same = [(name, text) for name, code, text in articles() if code == language]
    assert sum(len(PLAIN[name]) for name, _ in same) > 10
    for name, text in same:
        assert claims(cipher(text), language) == PLAIN[name], name


def test_the_cipher_hides_every_language(ciphered: None) -> None:
    """Without its file nothing is found, or the test above would prove nothing."""
    assert not find(as_document("The captain said that the ferry is late.", "en"))


def test_no_code_of_a_language_stands_in_the_code() -> None:
    """A branch for one language is one that the next needs as well, and nobody knows of."""
    package = FOLDER.parent
    names = {path.relative_to(package).as_posix() for path in package.rglob("*.py")}
    assert len(names) > 100
    found = {
        f"{name}:{node.lineno}"
        for name in names - _ONE_LANGUAGE
        for node in ast.walk(ast.parse((package / name).read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in CODES
    }
    assert not found
