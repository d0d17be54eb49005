"""What the program is told by a file, the environment and the defaults."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from digest.config import describe, load
from digest.config.settings import (
    DeliverySettings,
    DkimSettings,
    MailSettings,
    RunSettings,
    ServeSettings,
    SmtpSettings,
)
from digest.errors import ConfigError
from digest.models.briefs import Brief, Limits, Ranking, Topics
from digest.models.mail import Security, Unknown
from digest.models.schedule import CatchUp, NothingNew, Timetable
from digest.models.web import Manners
from digest.rendering.links import Links

MINIMAL = """\
templates = "designs"
[[digest]]
name = "daily"
title = "Daily"
language = "en"
timezone = "UTC"
"""

FULL = """\
store = "sqlite:///data/store.db"
templates = "designs"
out = "editions"

[feeds]
contact = "https://example.org/about"
wait = 60
keep_days = 0
private_networks = ["10.0.0.0/8", "fd00::1"]
per_host = 1
at_once = 20

[mail]
sender = "Täglich <digest@example.org>"
reply_to = "desk@example.org"
bounces_to = "bounces@example.org"
bounces = "returned"
owner = "owner@example.org"
per_minute = 100
give_up_hours = 12
unknown = "retry"

[smtp]
host = "mail.example.org"
port = 465
security = "tls"
user = "digest"
password_file = "password"
ca_file = "ca.pem"
timeout = 10
connections = 2

[dkim]
domain = "example.org"
selector = "d1"
key_file = "dkim.pem"

[delivery]
files = "sent"
maildir = "Maildir"
webhook = "https://example.org/hook"

[serve]
address = "https://digest.example.org/"
host = "::1"
port = 9000

[run]
port = 0
minutes = 3

[[digest]]
name = "daily"
title = "Täglich"
language = "de"
timezone = "Europe/Vienna"
sources = ["articles", "more/*.html", "/elsewhere/one.txt"]
recent_days = 3
story_days = 7
feeds = ["News/Politics", "https://harbour.example/feed"]
template = "plain"
recipients = ["anna@example.org", "ben@example.org"]
at = "06:05"
days = ["mon", "sun"]
catch_up = "all"
catch_up_hours = 48
when_nothing_new = "send"
deliver = ["smtp", "maildir"]
left_out = "show"
archive = "excerpts"

[digest.topics]
of_interest = ["Strom", "Bahn"]
of_no_interest = ["Wetter"]

[digest.limits]
stories = 3
claims = 4
words = 500

[digest.ranking]
novelty = 0.25
recency = 3

[publishers]
"Verlag St. Anna" = ["Anna-Bote", "Anna-Kurier"]

[[digest]]
name = "weekly"
title = "Weekly"
language = "en"
timezone = "UTC"
cron = "0  18 * * fri"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with templates `daily` and `plain`; the current folder is another one."""
    for template in ("daily", "plain"):
        (tmp_path / "there" / "designs" / template).mkdir(parents=True)
        (tmp_path / "there" / "designs" / template / "edition.mjml.j2").touch()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "there"


def write(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, "utf-8")
    return file


def test_every_key_reaches_the_settings(folder: Path) -> None:
    """A key that is read and then forgotten is worse than an unknown one."""
    settings = load(write(folder, FULL), {})

    assert settings.path == folder / "config.toml"
    assert settings.store == f"sqlite:///{folder}/data/store.db"
    assert settings.templates[0] == folder / "designs"
    assert settings.out == folder / "editions"
    assert settings.feeds.manners == Manners(
        user_agent=f"Digest/{version('digest')} (+https://example.org/about)",
        private_networks=("10.0.0.0/8", "fd00::1"),
        per_host=1,
        at_once=20,
    )
    assert (settings.feeds.wait, settings.feeds.keep_days) == (60, 0)
    assert settings.mail == MailSettings(
        sender="Täglich <digest@example.org>",
        reply_to="desk@example.org",
        bounces_to="bounces@example.org",
        bounces=folder / "returned",
        owner="owner@example.org",
        per_minute=100,
        give_up_hours=12,
        unknown=Unknown.RETRY,
    )
    assert settings.smtp == SmtpSettings(
        host="mail.example.org",
        port=465,
        security=Security.TLS,
        user="digest",
        password_file=folder / "password",
        ca_file=folder / "ca.pem",
        timeout=10,
        connections=2,
    )
    assert settings.dkim == DkimSettings(
        domain="example.org", selector="d1", key_file=folder / "dkim.pem"
    )
    assert settings.delivery == DeliverySettings(
        files=folder / "sent", maildir=folder / "Maildir", webhook="https://example.org/hook"
    )
    assert settings.serve == ServeSettings(
        address="https://digest.example.org", host="::1", port=9000
    )
    assert settings.run == RunSettings(port=0, minutes=3)
    daily, weekly = settings.digests
    outlets = {"Verlag St. Anna": ("Anna-Bote", "Anna-Kurier")}
    assert (daily.publishers, weekly.publishers) == (outlets, outlets)
    assert daily.timetable == Timetable(
        cron="5 6 * * mon,sun", timezone="Europe/Vienna", catch_up=CatchUp.ALL, hours=48
    )
    assert weekly.timetable == Timetable(cron="0 18 * * fri", timezone="UTC")
    pages = "https://digest.example.org/archive/daily"
    assert (settings.links(daily), settings.links(weekly)) == (Links(pages), Links())
    assert (daily.deliver, weekly.deliver) == (("smtp", "maildir"), ("files",))
    assert daily.brief == Brief(
        name="daily",
        title="Täglich",
        language="de",
        timezone="Europe/Vienna",
        template="plain",
        show_left_out=True,
        topics=Topics(of_interest=("Strom", "Bahn"), of_no_interest=("Wetter",)),
        limits=Limits(stories=3, claims=4, words=500),
        ranking=Ranking(novelty=0.25, recency=3.0),
    )
    assert daily.sources == (f"{folder}/articles", f"{folder}/more/*.html", "/elsewhere/one.txt")
    assert (daily.recent_days, daily.story_days) == (3, 7)
    assert (daily.nothing_new, weekly.nothing_new) == (NothingNew.SEND, NothingNew.SKIP)
    assert daily.recipients == ("anna@example.org", "ben@example.org")
    assert settings.template(daily) == folder / "designs" / "plain"
    assert weekly.brief.limits == Limits()


def test_defaults_are_those_of_the_models(folder: Path) -> None:
    """A limit is written down once, in the model; the file must not know another."""
    settings = load(write(folder, MINIMAL), {})

    [digest] = settings.digests
    assert digest.brief == Brief(
        name="daily", title="Daily", language="en", timezone="UTC", template="daily"
    )
    assert (digest.sources, digest.recent_days, digest.recipients) == ((), 2, ())
    assert digest.story_days == 14
    assert digest.feeds is None
    assert digest.timetable is None
    assert (settings.mail.sender, settings.smtp.host, settings.dkim.domain) == ("", "", "")
    assert settings.store == f"sqlite:///{folder}/var/digest.db"
    assert settings.out == folder / "out"
    assert settings.feeds.manners == Manners(user_agent=f"Digest/{version('digest')}")
    assert (settings.feeds.wait, settings.feeds.keep_days) == (30, 90)


def test_the_file_is_found_where_it_is_said_to_be(folder: Path) -> None:
    """The argument goes before the environment, and both before ./config.toml."""
    named = write(folder, MINIMAL)
    (folder / "other").mkdir()
    other = write(folder / "other", MINIMAL.replace('"designs"', '"../designs"'))
    here = write(Path(), MINIMAL.replace('"designs"', '"../there/designs"'))

    assert load(named, {"DIGEST_CONFIG": str(other)}).path == named
    assert load(None, {"DIGEST_CONFIG": str(other)}).path == other
    assert load(None, {}).path == here


def test_paths_of_a_file_here_stay_short(folder: Path) -> None:
    """People see the paths of what is written: out/edition.html, and not half a screen of it."""
    write(Path(), MINIMAL.replace('"designs"', '"../there/designs"') + 'sources = ["news"]\n')

    settings = load(None, {})

    assert settings.out == Path("out")
    assert settings.store == "sqlite:///var/digest.db"
    assert settings.digests[0].sources == ("news",)


def test_the_environment_says_where_the_store_is(folder: Path) -> None:
    """A container has its data elsewhere than the file that is baked into it."""
    file = write(folder, MINIMAL)

    assert load(file, {"DIGEST_STORE": "sqlite:///mine.db"}).store == "sqlite:///mine.db"
    with pytest.raises(ConfigError, match="DIGEST_STORE: no such kind of database"):
        load(file, {"DIGEST_STORE": "mine.db"})


def test_a_store_in_memory_is_refused(folder: Path) -> None:
    """It would take every article and keep none."""
    with pytest.raises(ConfigError, match="store: no such kind of database"):
        load(write(folder, 'store = "sqlite:///:memory:"\n' + MINIMAL), {})


def test_a_folder_with_signs_of_a_pattern_is_no_pattern(folder: Path) -> None:
    """ "Reports [old]" is a folder's name; a source in it must not look for an `o`, `l` or `d`."""
    odd = folder / "designs" / "[old]"
    odd.mkdir()
    file = write(odd, MINIMAL.replace('"designs"', '".."') + 'sources = ["a.txt", "*.html"]\n')

    assert load(file, {}).digests[0].sources == (
        f"{odd}/a.txt",
        f"{folder}/designs/[[]old]/*.html",
    )


def test_a_file_of_a_windows_editor_is_read(folder: Path) -> None:
    """A byte order mark and CR LF are no errors of the person who wrote the file."""
    file = folder / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode())

    assert load(file, {}).digests[0].brief.title == "Daily"


def test_a_digest_is_found_by_name(folder: Path) -> None:
    """`--digest` takes a name; without it the first of the file is meant."""
    settings = load(write(folder, FULL), {})

    assert settings.digest().brief.name == "daily"
    assert settings.digest("weekly").brief.name == "weekly"
    with pytest.raises(ConfigError, match=r"no digest 'weakly'\n  did you mean weekly\?"):
        settings.digest("weakly")


@pytest.mark.parametrize(
    "address",
    [
        "anna@example.org",
        "anna+news@sub.example.org",
        "jörg@müller.example",
        "root@localhost",
    ],
)
def test_addresses_of_people_are_taken(address: str, folder: Path) -> None:
    """A check that is too clever keeps out readers."""
    file = write(folder, MINIMAL + f'recipients = ["{address}"]\n')
    assert load(file, {}).digests[0].recipients == (address,)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "a@b, c@d",
        "a@b;c@d",
        "a@b c@d",
        "a@b\\r\\nBcc: c@d",
        "a@b\\n",
        "a@b@c",
        "Anna <a@b>",
        "a@b\\u2028",
        "a@b\\u0000",
    ],
)
def test_what_is_more_or_less_than_one_address_is_refused(address: str, folder: Path) -> None:
    """A second address or header in a string would send an edition to somebody unseen."""
    with pytest.raises(ConfigError, match="is no mail address"):
        load(write(folder, MINIMAL + f'recipients = ["{address}"]\n'), {})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sender", "Digest"),
        ("sender", "Digest <digest@example..org>"),
        ("sender", "digest@example.org, other@example.org"),
        ("reply_to", "Desk <desk@example.org>"),
        ("bounces_to", "bounces@[127.0.0.1]"),
        ("owner", "owner@example.org."),
    ],
)
def test_addresses_of_the_sender_are_known_before_the_first_mail(
    key: str, value: str, folder: Path
) -> None:
    """A server would refuse them at seven in the morning."""
    file = write(folder, f'[mail]\n{key} = "{value}"\n' + MINIMAL.partition("\n")[2])
    with pytest.raises(ConfigError, match=rf"mail\.{key}: .* is no mail address"):
        load(file, {})


@pytest.mark.parametrize("contact", ["anna+feeds@example.org", "https://example.org/~anna/?b=1#c"])
def test_a_contact_is_shown_to_servers(contact: str, folder: Path) -> None:
    """Who is asked too often must be able to say so, rather than to shut us out."""
    file = write(folder, f'[feeds]\ncontact = "{contact}"\n' + MINIMAL.partition("\n")[2])
    assert load(file, {}).feeds.manners.user_agent.endswith(f" (+{contact})")


@pytest.mark.parametrize(
    "contact",
    [
        "",
        "anna",
        "a@b\\r\\nX: y",
        "a@b\\n",
        "a@b)",
        "http://",
        "http://a/)",
        "http://ä.de",
        "ftp://a",
    ],
)
def test_a_contact_that_a_header_cannot_hold_is_refused(contact: str, folder: Path) -> None:
    """A line break in it would be a header of its own, a parenthesis the end of the comment."""
    file = write(folder, f'[feeds]\ncontact = "{contact}"\n' + MINIMAL.partition("\n")[2])
    with pytest.raises(ConfigError, match="is neither a mail address nor a web address"):
        load(file, {})


@pytest.mark.parametrize("other", ['at = "07:00"', 'days = ["mon"]'])
def test_two_timetables_are_refused(other: str, folder: Path) -> None:
    """Which of the two holds would be a guess."""
    with pytest.raises(ConfigError, match=r"has both (at|days) and cron"):
        load(write(folder, MINIMAL + f'{other}\ncron = "0 7 * * *"\n'), {})


def test_a_template_is_a_folder_among_templates(folder: Path) -> None:
    """A name must not lead out of the folder, whatever exists there."""
    for name in ("..", "../designs", str(folder / "designs" / "daily"), "daily/../plain"):
        with pytest.raises(ConfigError, match="no such template"):
            load(write(folder, MINIMAL + f'template = "{name}"\n'), {})


def test_every_key_is_described() -> None:
    """The reference and the error messages are made from these lines; none may be empty."""
    keys = describe()

    assert len({key.name for key in keys}) == len(keys)
    assert all(all(key) for key in keys)
    words = next(key for key in keys if key.name == "digest.limits.words")
    assert words.type == "integer"
    assert words.default == str(Limits().words)
    assert words.allowed == "a whole number from 50 to 20000"


def test_the_configuration_is_read_without_libraries() -> None:
    """Every command reads it first: what it imports, each of them waits for and has in memory."""
    heavy = {"babel", "jinja2", "lxml", "rich", "sqlalchemy"}
    code = "import sys; from digest.config import load; load(None, {}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert not heavy & {*done.stdout.split()}
