"""Channels as users describe them in the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import Settings, load
from digest.errors import ConfigError
from digest.models.mail import Security, Smtp, Webhook
from digest.models.secrets import Secret
from digest.pipeline.mail.channels import DESCRIPTIONS, channel, dkim

HEAD = """\
[mail]
sender = "digest@example.org"
"""
TAIL = """
[[digest]]
name = "daily"
title = "Daily"
language = "en"
timezone = "UTC"
"""


def settings(folder: Path, tables: str = "", head: str = HEAD) -> Settings:
    (folder / "config.toml").write_text(head + tables + TAIL, "utf-8")
    return load(folder / "config.toml", {})


def test_a_mail_server(tmp_path: Path) -> None:
    """All that is written down about it arrives, the password from the environment."""
    tables = """
[smtp]
host = "mail.example.org"
port = 465
security = "tls"
user = "digest"
ca_file = "ca.pem"
timeout = 10
connections = 2
"""
    found = DESCRIPTIONS["smtp"](settings(tmp_path, tables), {"DIGEST_SMTP_PASSWORD": "x"})
    assert found == Smtp(
        host="mail.example.org",
        port=465,
        security=Security.TLS,
        user="digest",
        password=Secret("x"),
        ca_file=str(tmp_path / "ca.pem"),
        timeout=10,
        connections=2,
    )


def test_a_password_without_a_user_is_nobodys(tmp_path: Path) -> None:
    """A variable that is left over must not be sent to a server that wants no login."""
    tables = '[smtp]\nhost = "localhost"\n'
    found = DESCRIPTIONS["smtp"](settings(tmp_path, tables), {"DIGEST_SMTP_PASSWORD": "x"})
    assert not found.password


def test_a_webhook_with_its_token(tmp_path: Path) -> None:
    """Some have a query that is as good as a password: settings do not show it."""
    url = "https://example.org/hook?sig=Opensesame"
    configured = settings(tmp_path, f'[delivery]\nwebhook = "{url}"\n')
    found = DESCRIPTIONS["webhook"](configured, {"DIGEST_WEBHOOK_TOKEN": "x"})
    assert found == Webhook(url=url, token=Secret("x"))
    assert "Opensesame" not in repr(configured) + repr(found)


def test_folders_are_those_of_the_configuration(tmp_path: Path) -> None:
    """Relative to its folder, as all paths in it."""
    configured = settings(tmp_path, '[delivery]\nfiles = "sent"\nmaildir = "Mail"\n')
    assert DESCRIPTIONS["files"](configured, {}) == tmp_path / "sent"
    assert DESCRIPTIONS["maildir"](configured, {}) == tmp_path / "Mail"
    with channel("files", configured, {}).connect():
        assert (tmp_path / "sent").is_dir()


@pytest.mark.parametrize(
    ("name", "head", "tables", "message"),
    [
        ("smtp", "", '[smtp]\nhost = "h"\n', "there is no `sender` in [mail]"),
        ("smtp", HEAD, "", "there is no `host` in [smtp]"),
        ("smtp", HEAD, '[smtp]\nhost = "h"\nuser = "u"\n', "there is no password for u"),
        ("maildir", HEAD, "", "there is no `maildir` in [delivery]"),
        ("webhook", HEAD, "", "there is no `webhook` in [delivery]"),
    ],
)
def test_what_is_missing_is_named(
    tmp_path: Path, name: str, head: str, tables: str, message: str
) -> None:
    """With its table, and a line that can be copied."""
    with pytest.raises(ConfigError) as raised:
        channel(name, settings(tmp_path, tables, head), {})
    assert raised.value.message == message
    assert raised.value.place == str(tmp_path / "config.toml")
    assert raised.value.hint


def test_mail_is_signed_where_all_is_there_for_it(tmp_path: Path) -> None:
    """A digest that everybody expects signed is not sent unsigned because a key is missing."""
    assert dkim(settings(tmp_path)) is None
    begun = '[dkim]\ndomain = "example.org"\n'
    with pytest.raises(ConfigError, match="no `key_file`"):
        dkim(settings(tmp_path, begun))
    with pytest.raises(ConfigError, match="no `selector`"):
        dkim(settings(tmp_path, f'{begun}key_file = "dkim.pem"\n'))
    whole = settings(tmp_path, f'{begun}key_file = "dkim.pem"\nselector = "d1"\n')
    with pytest.raises(ConfigError, match="cannot be read"):
        dkim(whole)
    key = tmp_path / "dkim.pem"
    key.write_text("no key\n", "ascii")
    key.chmod(0o600)
    with pytest.raises(ConfigError, match="no private RSA key"):
        dkim(whole)
    key.chmod(0o644)
    with pytest.raises(ConfigError, match="others"):
        dkim(whole)
