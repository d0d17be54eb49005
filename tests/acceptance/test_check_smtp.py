"""`digest check --smtp` as its users meet it: a sentence for each thing that can be wrong."""

from __future__ import annotations

import json
import ssl
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.smtp_server import Server, serving

from digest.cli import program

TLS = Path(__file__).parents[1] / "data" / "tls"

CONFIG = """
[mail]
sender = "Digest <digest@example.org>"

[smtp]
host = "localhost"
port = {port}
{smtp}

[serve]
address = "https://news.example.org"

[delivery]
webhook = "https://example.org/Opensesame-17?sig=Opensesame-17"

[[digest]]
name = "daily"
title = "Daily"
language = "en"
timezone = "UTC"
deliver = ["smtp", "webhook"]
"""
PASSWORD = "Opensesame-17"  # noqa: S105  of this test


def check(
    folder: Path,
    *arguments: str,
    port: int = 9,
    smtp: str = "",
    form: str = CONFIG,
    without: str = "nothing",
    **environ: str,
) -> Result:
    """Without the line of the configuration that begins so."""
    lines = form.format(port=port, smtp=smtp).splitlines(keepends=True)
    kept = [each for each in lines if not each.startswith(without)]
    (folder / "config.toml").write_text("".join(kept), "utf-8")
    config = ("--config", str(folder / "config.toml"))
    return CliRunner().invoke(program, ["check", *config, *arguments], env=environ)


def test_all_is_well(tmp_path: Path) -> None:
    """Encrypted and logged in as for mail, with the password in a file; nothing is sent."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(TLS / "localhost.pem")
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n", "utf-8")
    file.chmod(0o600)
    smtp = f'user = "digest"\npassword_file = "password"\nca_file = "{TLS / "localhost.pem"}"'
    with serving(Server(tls=tls, users={"digest": PASSWORD})) as server:
        done = check(tmp_path, "--smtp", port=server.port, smtp=smtp)
    assert done.stdout.splitlines()[-2:] == ["ok    delivery", "ok    smtp"]
    assert done.exit_code == 0
    assert "AUTH" in server.commands
    assert "MAIL" not in server.commands


def test_a_wrong_password_is_told_and_not_shown(tmp_path: Path) -> None:
    """The server repeats it; neither words nor JSON do, nor a secret part of an address."""
    smtp = 'security = "none"\nuser = "digest"'
    for form in ([], ["--json"]):
        with serving(Server(users={"digest": "another"})) as server:
            done = check(
                tmp_path,
                "--smtp",
                *form,
                port=server.port,
                smtp=smtp,
                DIGEST_SMTP_PASSWORD=PASSWORD,
            )
        assert done.exit_code == 1
        assert "does not let you in: 535" in done.stdout
        assert PASSWORD not in done.output
    (problem,) = json.loads(done.stdout)["smtp"]
    assert problem["place"] == f"localhost:{server.port}"


@pytest.mark.parametrize(
    ("smtp", "message"),
    [
        ('user = "digest"', "there is no password for digest"),
        ('user = "digest"\npassword_file = "none"', "none: cannot be read: No such file"),
        ('user = "digest"\npassword_file = "loose"', "may be read or written by others"),
        ("", "localhost:9: refuses connections"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, smtp: str, message: str) -> None:
    """Each with what to do about it, in the line below."""
    loose = tmp_path / "loose"
    loose.write_text(f"{PASSWORD}\n", "utf-8")
    loose.chmod(0o644)
    done = check(tmp_path, "--smtp", smtp=smtp)
    assert done.exit_code == 1
    told = done.stdout.split("wrong smtp\n")[1].splitlines()
    assert message in told[0]
    assert told[1].startswith("        ")
    assert PASSWORD not in done.output


def test_what_delivery_needs_is_looked_at_without_a_call(tmp_path: Path) -> None:
    """A password that is missing would be found at seven in the morning otherwise."""
    with serving() as server:
        done = check(tmp_path, port=server.port, smtp='user = "digest"')
    assert "wrong delivery\n" in done.stdout
    assert "there is no password for digest" in done.stdout
    assert server.connections == 0


@pytest.mark.parametrize(
    ("serve", "message"),
    [
        ("", "nobody can unsubscribe from daily: no `address` in [serve]"),
        ('address = "http://news.example.org"', "no click to unsubscribe in mail programs"),
        ('address = "http://127.0.0.1:8780"', ""),
    ],
)
def test_readers_who_cannot_unsubscribe_are_a_remark(
    tmp_path: Path, serve: str, message: str
) -> None:
    """They mark it as spam instead. Who tries it out on this machine needs no certificate."""
    form = CONFIG.replace('address = "https://news.example.org"', serve)
    done = check(tmp_path, form=form)
    told = done.stdout.partition("ok    delivery\n")[2]
    assert message in told
    assert done.exit_code == 0
    remarks = json.loads(check(tmp_path, "--json", form=form).stdout)["remarks"]
    assert len(remarks) == len(told.splitlines()) / 2 == bool(message)


@pytest.mark.parametrize(
    ("line", "message"),
    [("sender", "there is no `sender` in [mail]"), ("host", "there is no `host` in [smtp]")],
)
def test_mail_without_a_sender_or_server(tmp_path: Path, line: str, message: str) -> None:
    """The first things to write down."""
    assert message in check(tmp_path, "--smtp", without=line).stdout
