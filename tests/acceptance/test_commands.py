"""The program as its users meet it: commands, files, messages and exit codes."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.models.feeds import Feed
from digest.models.mail import Kind, Mailing
from digest.storage import Store

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
DATE = ("--date", "2026-11-12")
NOW = datetime(2026, 11, 12, 6, tzinfo=UTC)

ARTICLE = """Hafen von Norderhaven bleibt geschlossen

Der Hafen bleibt bis Montag geschlossen, sagte Hafenmeisterin Inga Tomsen am Mittwoch.

„Wir öffnen erst, wenn die Mole sicher ist“, sagte Tomsen dem Norderhavener Boten.

Nach Angaben der Wasserschutzpolizei wurden 14 Boote beschädigt.
"""


def digest(
    *arguments: str | Path, cwd: Path, stdin: bytes = b"", **environ: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "digest", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **environ},
    )


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder outside the checkout with one article: what a user of the wheel has."""
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


def views(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_build_writes_three_views(place: Path) -> None:
    """Nothing but an article is needed: no configuration, no store, no network."""
    done = digest("build", "article.txt", *DATE, "--out", "here", cwd=place)
    assert done.returncode == 0, done.stderr.decode()
    assert set(views(place / "here")) == {"edition.html", "edition.txt", "edition.json"}
    text = (place / "here/edition.txt").read_text("utf-8")
    assert "Inga Tomsen" in text
    assert "14 Boote" in text


def test_same_input_same_bytes(tmp_path: Path) -> None:
    """An edition that changes by itself cannot be trusted, nor compared."""
    for name in ("first", "second", "elsewhere"):
        store = "sqlite:///other.db" if name == "elsewhere" else ""
        environ = {"DIGEST_STORE": store} if store else {}
        done = digest("build", SEEDS, *DATE, "--out", name, cwd=tmp_path, **environ)
        assert done.returncode == 0, done.stderr.decode()
    assert views(tmp_path / "first") == views(tmp_path / "second")
    assert views(tmp_path / "first") == views(tmp_path / "elsewhere")


def test_every_line_of_the_seeds_is_in_its_article(tmp_path: Path) -> None:
    """The promise of the product, held from outside: words, offsets, source."""
    digest("build", SEEDS, *DATE, cwd=tmp_path)
    edition = json.loads((tmp_path / "out/edition.json").read_text("utf-8"))
    shown = " ".join((tmp_path / "out/edition.txt").read_text("utf-8").split())
    files = {each["document"]: Path(each["id"]) for each in edition["references"]}
    items = [item for story in edition["stories"] for item in story["items"]]
    assert len(items) >= 10
    for item in items:
        assert item["attribution"]["name"]["text"] in shown
        for words in item["words"]:
            # A quotation is set in the edition's own marks; the words between them are the same.
            assert " ".join(words["text"].split()).strip('"„“”') in shown
            if files[words["document"]].suffix == ".txt":
                start, end = words["span"]
                assert decoded(files[words["document"]])[start:end] == words["text"]


def decoded(file: Path) -> str:
    data = file.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def test_a_day_is_the_same_for_readers_elsewhere(place: Path) -> None:
    """A date without a time is the article's own, not midnight in London seen from New York."""
    config = (ROOT / "config.toml").read_text("utf-8").replace("Europe/Berlin", "America/New_York")
    (place / "config.toml").write_text(config, "utf-8")
    (place / "a.json").write_text(json.dumps({"text": ARTICLE, "published": "2026-11-10"}), "utf-8")
    digest("build", "a.json", *DATE, cwd=place)
    text = " ".join((place / "out/edition.txt").read_text("utf-8").split())
    assert "10. November 2026" in text


def test_an_edition_is_no_article_of_the_next(place: Path) -> None:
    """Who works in the folder of the articles would else get an edition that cites itself."""
    first = digest("build", ".", *DATE, cwd=place)
    built = views(place / "out")
    second = digest("build", ".", *DATE, cwd=place)
    assert (second.returncode, second.stdout) == (0, first.stdout)
    assert views(place / "out") == built
    assert digest("ingest", ".", cwd=place).stdout == b"1 new, 0 known already\n"


def test_standard_input(place: Path) -> None:
    """`-` is an article too, so that other programs can feed Digest."""
    done = digest("claims", "-", "--json", cwd=place, stdin=ARTICLE.encode())
    record = json.loads(done.stdout)
    assert record["document"] == "-"
    assert any(claim["source"]["name"] == "Inga Tomsen" for claim in record["claims"])


def test_claims_are_offsets_into_the_text(place: Path) -> None:
    """What other programs build on: `[start, end)` into the file's decoded text."""
    done = digest("claims", "article.txt", "--format", "jsonl", cwd=place)
    for claim in json.loads(done.stdout)["claims"]:
        words = " … ".join(" ".join(ARTICLE[start:end].split()) for start, end in claim["quote"])
        assert words == claim["words"]


def test_claims_table_without_colour(place: Path) -> None:
    """A table for people names who said what; NO_COLOR and pipes get plain words."""
    done = digest("claims", "article.txt", cwd=place, NO_COLOR="1")
    assert done.returncode == 0
    assert "Inga Tomsen" in done.stdout.decode()
    assert b"\x1b[" not in done.stdout


def test_claims_can_be_explained(place: Path) -> None:
    """Who finds a wrong claim is led to the rule behind it, by its name and its words."""
    table = digest("claims", "article.txt", "--explain", cwd=place).stdout.decode()
    lines = digest("claims", "article.txt", "--explain", "--json", cwd=place).stdout
    claims = json.loads(lines)["claims"]
    assert any(claim["explanation"]["grounds"] for claim in claims)
    assert all(claim["rule"] in table for claim in claims)
    assert all(claim["explanation"]["grounds"] in table for claim in claims)
    plain = digest("claims", "article.txt", cwd=place).stdout.decode()
    assert claims[0]["rule"] not in plain


def test_output_is_utf_8(place: Path) -> None:
    """The words of an article must not end the run in a shell without letters for them."""
    for form in ("table", "jsonl"):
        done = digest(
            "claims", "article.txt", "--format", form, cwd=place, PYTHONIOENCODING="ascii"
        )
        assert done.returncode == 0, done.stderr.decode()
        assert "„" in done.stdout.decode("utf-8")


def test_ctrl_c_ends_a_run_as_shells_expect(place: Path) -> None:
    """130 tells a script that somebody stopped it; a traceback tells nobody anything."""
    command = [sys.executable, "-m", "digest", "claims", str(SEEDS), "-", "--json"]
    with subprocess.Popen(
        command, cwd=place, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout
        assert run.stderr
        assert run.stdout.readline()  # it is at work, and will wait for standard input
        run.send_signal(signal.SIGINT)
        assert run.wait() == 130
        assert run.stderr.read() == b"\n"


def test_a_reader_that_has_enough_is_no_error(place: Path) -> None:
    """`digest claims ... | head -1` prints a line and nothing else."""
    line = f"{sys.executable} -m digest claims {SEEDS} --json | head -1"
    done = subprocess.run(["bash", "-c", line], cwd=place, capture_output=True, check=True)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def test_bad_articles_are_reported_and_the_rest_goes_on(place: Path) -> None:
    """One bad file must not cost the edition; the exit status and the report tell."""
    (place / "empty.txt").write_bytes(b"")
    (place / "binary.txt").write_bytes(bytes(range(256)) * 40)
    done = digest("build", ".", *DATE, cwd=place)
    assert done.returncode == 3
    report = done.stderr.decode()
    assert "empty.txt" in report
    assert "binary.txt" in report
    assert "Inga Tomsen" in (place / "out/edition.txt").read_text("utf-8")


def test_nothing_to_read(place: Path) -> None:
    """No article is no edition: the message says what to do, and nothing is written."""
    done = digest("build", "missing.txt", cwd=place)
    assert done.returncode == 1
    assert b"missing.txt" in done.stderr
    assert not (place / "out").exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(["biuld"], "build"), (["build", "--dat", "2026-01-01"], "--date")],
)
def test_a_typo_suggests_what_was_meant(place: Path, typed: list[str], meant: str) -> None:
    """Wrong use is told from failure, and the right word is named."""
    done = digest(*typed, cwd=place)
    assert done.returncode == 2
    assert meant in done.stderr.decode()


def test_a_wrong_key_names_file_and_line(place: Path) -> None:
    """A typo in the configuration must not be ignored silently."""
    config = (ROOT / "config.toml").read_text("utf-8").replace("timezone =", "timezon =", 1)
    (place / "config.toml").write_text(config, "utf-8")
    line = config[: config.index("timezon =")].count("\n") + 1
    done = digest("build", "article.txt", cwd=place)
    assert done.returncode == 2
    assert f"config.toml:{line}" in done.stderr.decode()
    assert "timezone" in done.stderr.decode()


def test_ingest_twice_changes_nothing(place: Path) -> None:
    """Ingest runs from cron and by hand: known articles stay as they are."""
    first = digest("ingest", "article.txt", "--json", cwd=place)
    second = digest("ingest", "article.txt", "--json", cwd=place)
    assert json.loads(first.stdout) == {"new": 1, "known": 0, "problems": []}
    assert json.loads(second.stdout) == {"new": 0, "known": 1, "problems": []}


def test_what_was_ingested_is_in_the_next_edition(place: Path) -> None:
    """Ingest is for later editions: without PATH, recent articles are taken from the store."""
    digest("ingest", "article.txt", cwd=place)
    (place / "article.txt").unlink()
    config = (ROOT / "config.toml").read_text("utf-8").replace('["seeds"]', "[]", 1)
    (place / "config.toml").write_text(config, "utf-8")
    done = digest("build", cwd=place)
    assert done.returncode == 0, done.stderr.decode()
    assert "Inga Tomsen" in (place / "out/edition.txt").read_text("utf-8")


def test_explain_says_why(place: Path) -> None:
    """Every choice can be asked for: stories, claims, their named parts, and what was dropped."""
    digest("build", "article.txt", *DATE, cwd=place)
    by_date = digest("explain", "2026-11-12", cwd=place)
    by_file = digest("explain", "out/edition.json", cwd=place)
    assert by_date.returncode == 0, by_date.stderr.decode()
    assert by_date.stdout == by_file.stdout
    whole = json.loads(digest("explain", "2026-11-12", "--json", cwd=place).stdout)
    item = whole["stories"][0]["items"][0]
    one = digest("explain", "2026-11-12", item["id"], "--json", cwd=place)
    claim = json.loads(one.stdout).pop("claim")
    assert json.loads(one.stdout) == {**item, "claim": claim}
    assert claim["places"][0]["document"] == "article.txt"
    assert all(part["name"] in by_date.stdout.decode() for part in item["score"])


def test_explain_names_the_editions_there_are(place: Path) -> None:
    """A wrong edition is a failure that says which would be right."""
    digest("build", "article.txt", *DATE, cwd=place)
    done = digest("explain", "2026-01-01", cwd=place)
    assert done.returncode == 1
    assert "daily-2026-11-12" in done.stderr.decode()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("[" * 100_000, "is no edition"),
        ('{"version": 1}', "is no edition"),
        ("\x00", "is no edition"),
    ],
)
def test_explain_refuses_what_is_no_edition(place: Path, content: str | None, message: str) -> None:
    """Whatever is in the file, the answer is a sentence that names it."""
    if content is not None:
        (place / "mine.json").write_text(content, "utf-8")
    done = digest("explain", "mine.json", cwd=place)
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"Error: mine.json: {message}")


def test_check_finds_what_is_wrong(place: Path) -> None:
    """As shipped all is well; a broken template is named with its line."""
    (place / "config.toml").write_bytes((ROOT / "config.toml").read_bytes())
    (place / "seeds").mkdir()
    (place / "seeds/article.txt").write_text(ARTICLE, "utf-8")
    assert digest("check", cwd=place).returncode == 0
    templates = place / "mine/daily"
    templates.mkdir(parents=True)
    for path in (ROOT / "templates/daily").iterdir():
        (templates / path.name).write_text(path.read_text("utf-8"), "utf-8")
    (templates / "edition.txt.j2").write_text("{% for x in %}", "utf-8")
    config = (ROOT / "config.toml").read_text("utf-8")
    (place / "config.toml").write_text(f'templates = "mine"\n{config}', "utf-8")
    done = digest("check", cwd=place)
    assert done.returncode == 1
    assert "edition.txt.j2:1" in done.stdout.decode()


def test_check_names_what_no_feed_is_called(tmp_path: Path) -> None:
    """A digest of a folder that is spelt otherwise would be empty each morning."""
    feed = Feed(url="https://kurier.example/feed", folders=("News", "Politics"))
    with Store.open(f"sqlite:///{tmp_path / 'digest.db'}") as store:
        store.feeds.add([feed])
    head = 'store = "sqlite:///digest.db"\n[[digest]]\nname = "daily"\ntitle = "Daily"\n'
    head += 'language = "en"\ntimezone = "UTC"\nfeeds = '
    (tmp_path / "config.toml").write_text(f'{head}["News", "News/Politics"]', "utf-8")
    assert digest("check", cwd=tmp_path).returncode == 0
    (tmp_path / "config.toml").write_text(f'{head}["News", "News/Politic"]', "utf-8")
    done = digest("check", cwd=tmp_path)
    assert done.returncode == 1
    assert "no feed or folder is called News/Politic\n" in done.stdout.decode()
    assert "did you mean News/Politics?" in done.stdout.decode()


def test_check_mends_the_index(place: Path) -> None:
    """What editions are found by is told where it is not theirs, and made anew when asked for."""
    assert digest("build", "article.txt", cwd=place).returncode == 0
    with closing(sqlite3.connect(place / "var/digest.db")) as raw, raw:
        assert raw.execute("DELETE FROM lines").rowcount
    done = digest("check", cwd=place)
    assert done.returncode == 1
    assert "digest check --reindex makes the index anew" in done.stdout.decode()
    assert digest("check", "--reindex", cwd=place).returncode == 0
    assert digest("check", cwd=place).returncode == 0


@pytest.mark.skipif(not (ROOT.parent / "shared/seeds").exists(), reason="no ../shared/seeds here")
def test_the_two_real_articles(tmp_path: Path) -> None:
    """The measure of the whole chain: one story on one origin, none of the clutter."""
    seeds = ROOT.parent / "shared/seeds"
    done = digest("build", seeds, "--date", "2023-09-06", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    text = (tmp_path / "out/edition.txt").read_text("utf-8")
    edition = json.loads((tmp_path / "out/edition.json").read_text("utf-8"))
    assert len(edition["stories"]) == 1
    assert "1 unabhängiger Ursprung (New York Times)" in " ".join(text.split())
    for clutter in ("Folgen Sie", "source site", "Schon gelesen", "sba/hos", "pic.twitter"):
        assert clutter not in text


def test_a_mailed_edition_is_kept_as_it_was_mailed(place: Path) -> None:
    """`explain` must answer for what people have in their inbox. Whoever builds again learns that
    the store did not follow, and gets the files.
    """
    assert digest("build", "article.txt", *DATE, cwd=place).returncode == 0
    name = "daily-2026-11-12"
    with Store.open(f"sqlite:///{place}/var/digest.db") as store:
        before = store.edition(name)
        mailing = Mailing(id=name, kind=Kind.EDITION, digest="daily", created=NOW)
        store.outbox.queue(mailing, {}, [], now=NOW)
    said = "was mailed already, and is kept as it was mailed"

    again = digest("build", "article.txt", *DATE, cwd=place)
    (place / "article.txt").write_text(ARTICLE.replace("14 Boote", "15 Boote"), "utf-8")
    changed = digest("build", "article.txt", *DATE, "--json", cwd=place)

    assert (again.returncode, changed.returncode) == (0, 0)
    assert said not in again.stderr.decode()
    assert f"{name}: {said}" in changed.stderr.decode()
    [problem] = json.loads(changed.stdout)["problems"]
    assert problem["message"] == said
    assert "15 Boote" in (place / "out/edition.txt").read_text("utf-8")
    with Store.peek(f"sqlite:///{place}/var/digest.db") as store:
        assert store.edition(name) == before
