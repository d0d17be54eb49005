"""Which language an article is said to be in, and how that is known."""

import subprocess
import sys

import pytest

from digest.documents import understand
from digest.models import Article, BlockKind

FRENCH = (
    "Le port restera fermé jusqu'en mai, a dit la ministre. Selon elle, les dégâts sont grands et"
    " personne ne sait encore qui paiera."
)
GERMAN = "Die Mole ist gesperrt, sagte die Hafenmeisterin, und das bleibt sie auch bis in den Mai."
ENGLISH = "The pier is shut, the harbour master said, and it will stay so until the end of May."
OTHERS = {
    "nl": "De haven blijft dicht tot er een nieuw rapport is, zei de minister. Volgens hem was dat"
    " niet te vermijden, want de schade is groot en de kosten lopen op. Hij wil met de vissers"
    " praten en met de stad, maar een oplossing is nog niet in zicht.",
    "da": "Havnen forbliver lukket, indtil der er en ny rapport, sagde ministeren. Ifølge ham var"
    " det ikke til at undgå, for skaden er stor, og den vil koste mange penge. Han vil tale med"
    " fiskerne, men der er endnu ikke fundet en løsning, og man må vente.",
    "es": "El puerto seguirá cerrado hasta que haya un nuevo informe, dijo la ministra. Según ella,"
    " no se podía evitar, porque los daños son grandes y los costes suben. Quiere hablar con los"
    " pescadores y con la ciudad, pero de momento no se ve una solución en la que todos ganen.",
    "it": "Il porto resterà chiuso fino a una nuova relazione, ha detto il ministro. Non"
    " si poteva evitare, perché i danni sono grandi e i costi aumentano. Vuole parlare con i"
    " pescatori e con la città, ma per ora non si vede una soluzione e la gente aspetta.",
    "ca": "El port continuarà tancat fins que hi hagi un nou informe, ha dit la ministra. Segons"
    " ella, no es podia evitar, perquè els danys són grans i els costos pugen. Vol parlar amb els"
    " pescadors i amb la ciutat, però de moment no es veu cap solució per a tothom.",
    "pt": "O porto continuará fechado até haver um novo relatório, disse a ministra. Não"
    " se podia evitar, porque os danos são grandes e os custos sobem. Quer falar com os pescadores"
    " e com a cidade, mas por enquanto não se vê uma solução que agrade a todos.",
}


def language(text: str, said: str = "") -> tuple[str, str]:
    metadata = {"language": said} if said else {}
    found = understand(
        Article(id="a", place="a", format="text", text=text, metadata=metadata)
    ).language
    return found.value, found.how


@pytest.mark.parametrize(("text", "code"), [(GERMAN, "de"), (ENGLISH, "en"), (FRENCH, "fr")])
def test_languages_that_are_known_are_told_by_their_words(text: str, code: str) -> None:
    """Nearly all articles are, and must not pay for the library's model."""
    assert language(text) == (code, "common words")


@pytest.mark.parametrize("code", OTHERS)
def test_related_languages_are_not_taken_for_a_known_one(code: str) -> None:
    """Rules for German in a Dutch or Danish text would find claims that nobody made."""
    assert language(OTHERS[code]) == (code, "letters")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("de-AT", ("de", "metadata")),
        ("DE", ("de", "metadata")),
        ("en-US", ("de", "common words")),
        ("Deutsch", ("de", "common words")),
    ],
)
def test_metadata_is_believed_unless_the_words_are_clearly_of_another(
    said: str, expected: tuple[str, str]
) -> None:
    """Many German pages carry the `lang="en"` of the system they were made with."""
    assert language(GERMAN, said) == expected


def test_metadata_decides_where_words_do_not() -> None:
    """A table of scores has no common words."""
    assert language("Lund 3, Ohmsdorf 1", "de") == ("de", "metadata")


def test_a_text_without_words_has_no_language() -> None:
    """A library asked about figures would answer all the same."""
    assert language("3 : 1 (2 : 0)") == ("und", "no words")


def test_only_blocks_that_clearly_differ_have_another_language() -> None:
    """A post is read by its own language's rules; a name or a film title changes nothing."""
    text = f"{GERMAN}\n\n{ENGLISH}\n\nDer Film heißt „The Pier of the World“ und ist neu."
    blocks = understand(
        Article(id="a", place="a", format="text", text=f"{GERMAN}\n\n{text}")
    ).blocks
    assert [block.language for block in blocks] == ["de", "de", "en", "de"]
    assert {block.kind for block in blocks} == {BlockKind.LEAD, BlockKind.PARAGRAPH}


def test_known_languages_do_not_load_the_model() -> None:
    """It takes most of a second, and `digest claims` reads 150 articles in that time."""
    code = (
        "import sys; from digest.documents import understand; from digest.models import Article;"
        f"understand(Article(id='a', place='a', format='text', text={GERMAN!r}));"
        "sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
