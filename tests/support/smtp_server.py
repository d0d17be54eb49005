"""A mail server on loopback that keeps every byte, and does what mail servers do to who sends.

    with serving() as server:
        Smtp(host="127.0.0.1", port=server.port, security=Security.NONE)
        server.accepted[0].data

How it treats a letter is said by the local part of its recipient, up to the first dot, of those
that `BEHAVIOURS` lists: `perm.17@example.org`. With a number behind it is treated so at its first
tries only, and taken then: `temp_2.17@example.org`. Anybody else's letters are taken.

In a process of its own: `apart(partial(serve, records))`, or
`python tests/support/smtp_server.py RECORDS [PORT]`. RECORDS is a file with a line of JSON for each
letter that was taken, written before its sender hears of it (`read_records`).
"""

from __future__ import annotations

import asyncio
import hmac
import json
import os
import re
import ssl
import sys
import threading
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

CHALLENGE = b"<17@harbour.example>"
LARGEST = 64 * 1024 * 1024
MESSAGE_ID = re.compile(rb"^message-id:\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """What comes `at` a command ("END" is that of the data, "MIDDLE" is within it). The `answer` is
    sent byte by byte where there is a `pause`; "" hangs up instead, None says nothing any more.
    `takes`: the letter was taken all the same.
    """

    at: str
    answer: str | None
    takes: bool = False
    pause: float = 0.0


BEHAVIOURS = {
    "refuse-rcpt": Behaviour(at="RCPT", answer="550 5.1.1 No such user here"),
    "plain-rcpt": Behaviour(at="RCPT", answer="550 no such mailbox"),
    "relay-rcpt": Behaviour(at="RCPT", answer="550 relaying denied"),
    "policy-rcpt": Behaviour(at="RCPT", answer="550 5.7.1 not from you"),
    "control-rcpt": Behaviour(at="RCPT", answer="550-5.1.1 No\x1b[31m such\r\n550 5.1.1 \x07user"),
    "temp-rcpt": Behaviour(at="RCPT", answer="450 4.2.1 come back later"),
    "busy-rcpt": Behaviour(at="RCPT", answer="421 4.3.2 going down"),
    "drop-rcpt": Behaviour(at="RCPT", answer=""),
    "stall-rcpt": Behaviour(at="RCPT", answer=None),
    "refuse-data": Behaviour(at="DATA", answer="554 5.5.1 no data now"),
    "temp-data": Behaviour(at="DATA", answer="451 4.3.0 no disk"),
    "drop-before-dot": Behaviour(at="MIDDLE", answer=""),
    "stall-before-dot": Behaviour(at="MIDDLE", answer=None),
    "temp": Behaviour(at="END", answer="451 4.7.1 try again"),
    "perm": Behaviour(at="END", answer="554 5.6.0 not like this"),
    "busy": Behaviour(at="END", answer="421 4.3.2 going down"),
    "slow": Behaviour(at="END", answer="250 2.0.0 at last", takes=True, pause=0.01),
    "drop-after-data": Behaviour(at="END", answer="", takes=True),
    "lose-after-data": Behaviour(at="END", answer=""),
    "stall": Behaviour(at="END", answer=None, takes=True),
    "trickle": Behaviour(at="END", answer="250 2.0.0 " + "." * 500, takes=True, pause=0.05),
    "endless": Behaviour(at="END", answer="250-2.0.0 more\r\n" * 20_000, takes=True),
    "garbage": Behaviour(at="END", answer="what was that?", takes=True),
    "confused": Behaviour(at="END", answer="354 go ahead", takes=True),
    "confused-rcpt": Behaviour(at="RCPT", answer="354 go ahead"),
}


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A letter that was taken; `data` without the dots that were added on the way."""

    sender: str
    recipient: str
    data: bytes = field(repr=False)

    @property
    def record(self) -> dict[str, str]:
        found = MESSAGE_ID.search(self.data)
        return {
            "id": found[1].decode() if found else "",
            "recipient": self.recipient,
            "sha256": sha256(self.data).hexdigest(),
        }


@dataclass(kw_only=True)
class Server:
    """`greeting` and `extensions` are what it says of itself, "" and None as in `Behaviour`;
    `users` may log in, and have to; `tls` is offered by STARTTLS or, `at_once`, spoken from the
    beginning. Letters are in `accepted` where they are kept, and in `records` where that is a file.
    """

    greeting: str | None = "220 harbour.example ESMTP"
    extensions: tuple[str, ...] = ("SIZE 1000000", "8BITMIME", "SMTPUTF8")
    users: Mapping[str, str] = field(default_factory=dict)
    ways: str = "PLAIN LOGIN"
    tls: ssl.SSLContext | None = None
    at_once: bool = False
    letters_a_connection: int = 1_000_000
    connections_at_once: int = 1_000_000
    keeps: bool = True
    records: Path | None = None
    port: int = 0
    accepted: list[Accepted] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    connections: int = 0
    talking: int = 0
    tries: Counter[str] = field(default_factory=Counter)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    open: dict[asyncio.StreamWriter, Any] = field(default_factory=dict)

    def behaviour(self, recipient: str) -> Behaviour | None:
        name, _, times = recipient.partition("@")[0].partition(".")[0].partition("_")
        is_over = times.isdecimal() and self.tries[recipient] > int(times)
        return None if is_over else BEHAVIOURS.get(name)

    def take(self, letter: Accepted) -> None:
        if self.keeps:
            self.accepted.append(letter)
        if self.records:
            # One write to the end of the file: it is there, whoever is killed next.
            handle = os.open(self.records, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            try:
                os.write(handle, json.dumps(letter.record).encode() + b"\n")
            finally:
                os.close(handle)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.talking += 1
        self.open[writer] = asyncio.current_task()
        # Whoever ends the connection ends the session; what was taken is taken.
        with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, HungUpError):
            await Session(self, reader, writer).run()
        self.talking -= 1
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
        del self.open[writer]

    async def hang_up(self) -> None:
        for writer in self.open:
            writer.transport.abort()
        await asyncio.gather(*self.open.values())


def read_records(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_bytes().splitlines()] if file.exists() else []


class HungUpError(Exception):
    """The server ends the connection."""


class Session:
    def __init__(
        self, server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.server, self.reader, self.writer = server, reader, writer
        self.is_encrypted = server.at_once
        self.user = ""
        self.letters = 0
        self.sender: str | None = None
        self.recipient: str | None = None

    async def run(self) -> None:
        is_full = self.server.talking > self.server.connections_at_once
        await self.say("421 4.7.0 too many at once" if is_full else self.server.greeting)
        while True:
            line = (await self.reader.readuntil(b"\r\n"))[:-2].decode()
            verb, _, rest = line.partition(" ")
            self.server.commands.append(verb.upper())
            answer = getattr(self, f"on_{verb.lower()}", None)
            await (answer(rest) if answer else self.say("502 5.5.1 no such command"))

    async def say(self, answer: str | None, pause: float = 0.0) -> None:
        if answer is None:
            await self.server.ended.wait()
        if not answer:
            raise HungUpError
        data = f"{answer}\r\n".encode()
        for start in range(0, len(data), size := 1 if pause else len(data)):
            self.writer.write(data[start : start + size])
            await self.writer.drain()
            await asyncio.sleep(pause)
        if answer.startswith("421"):
            raise HungUpError

    async def misbehave(self, at: str) -> bool:
        behaviour = self.server.behaviour(self.recipient) if self.recipient else None
        if behaviour is None or behaviour.at != at:
            return False
        if at == "MIDDLE":
            await self.reader.readuntil(b"\r\n")
            self.writer.transport.pause_reading()
        elif behaviour.takes:
            await self.take()
        await self.say(behaviour.answer, behaviour.pause)
        return True

    # Commands.

    async def on_ehlo(self, _: str) -> None:
        offers = list(self.server.extensions)
        if self.server.tls and not self.is_encrypted:
            offers.append("STARTTLS")
        if self.server.users:
            offers.append(f"AUTH {self.server.ways}")
        lines = ["harbour.example", *offers]
        last = len(lines) - 1
        await self.say("\r\n".join(f"250{' -'[n < last]}{each}" for n, each in enumerate(lines)))

    async def on_starttls(self, _: str) -> None:
        assert self.server.tls
        # What is sent along in plain text must not be taken for an answer that was encrypted.
        await self.say("220 2.0.0 go ahead\r\n250 2.0.0 slipped in")
        await self.writer.start_tls(self.server.tls)
        self.is_encrypted = True

    async def on_auth(self, rest: str) -> None:
        way, _, said = rest.partition(" ")
        if way == "PLAIN":
            _, user, password = b64decode(said).decode().split("\0")
        elif way == "CRAM-MD5":
            await self.say(f"334 {b64encode(CHALLENGE).decode()}")
            answer = b64decode(await self.reader.readuntil(b"\r\n")).decode()
            user, _, digest = answer.partition(" ")
            known = self.server.users.get(user, "")
            is_right = hmac.new(known.encode(), CHALLENGE, "md5").hexdigest() == digest
            password = known if is_right else digest
        else:
            user = b64decode(said).decode()
            await self.say("334 UGFzc3dvcmQ6")
            password = b64decode(await self.reader.readuntil(b"\r\n")).decode()
        if self.server.users.get(user) == password:
            self.user = user
            await self.say("235 2.7.0 welcome")
        else:
            # Some servers say all that they were told.
            await self.say(f"535 5.7.8 not you: {user} {password} {said}")

    async def on_mail(self, rest: str) -> None:
        self.sender = _path(rest)
        is_late = self.letters >= self.server.letters_a_connection
        if self.server.users and not self.user:
            await self.say("530 5.7.0 log in first")
        elif is_late:
            await self.say("421 4.7.0 enough for now")
        elif self.sender.startswith("refuse-mail"):
            await self.say("550 5.7.1 not from this sender")
        else:
            await self.say("250 2.1.0 ok")

    async def on_rcpt(self, rest: str) -> None:
        self.recipient = _path(rest)
        self.server.tries[self.recipient] += 1
        if not await self.misbehave("RCPT"):
            await self.say("250 2.1.5 ok")

    async def on_data(self, _: str) -> None:
        if self.sender is None or self.recipient is None:
            await self.say("503 5.5.1 from whom, and to whom?")
        elif not await self.misbehave("DATA"):
            await self.say("354 go ahead")
            await self.misbehave("MIDDLE")
            self.data = await self.reader.readuntil(b"\r\n.\r\n")
            if not await self.misbehave("END"):
                await self.take()
                await self.say("250 2.0.0 taken")
            self.sender = self.recipient = None
            self.letters += 1

    async def take(self) -> None:
        assert self.sender is not None
        assert self.recipient is not None
        data = self.data[:-3].removeprefix(b".").replace(b"\r\n.", b"\r\n")
        self.server.take(Accepted(sender=self.sender, recipient=self.recipient, data=data))

    async def on_rset(self, _: str) -> None:
        self.sender = self.recipient = None
        await self.say("250 2.0.0 ok")

    async def on_noop(self, _: str) -> None:
        await self.say("250 2.0.0 ok")

    async def on_quit(self, _: str) -> None:
        await self.say("221 2.0.0 bye")
        raise HungUpError


def _path(rest: str) -> str:
    return rest.partition("<")[2].partition(">")[0]


@asynccontextmanager
async def listening(server: Server) -> AsyncIterator[None]:
    tls = server.tls if server.at_once else None
    listener = await asyncio.start_server(
        server.talk, "127.0.0.1", server.port, limit=LARGEST, backlog=256, ssl=tls
    )
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        listener.close()
        await server.hang_up()


@contextmanager
def serving(server: Server | None = None) -> Iterator[Server]:
    """A server in a thread of this process, where a test can see what it was told."""
    running = server or Server()
    started = threading.Event()

    async def run() -> None:
        async with listening(running):
            started.set()
            await running.ended.wait()

    with asyncio.Runner() as runner:
        thread = threading.Thread(target=runner.run, args=(run(),))
        thread.start()
        started.wait()
        try:
            yield running
        finally:
            runner.get_loop().call_soon_threadsafe(running.ended.set)
            thread.join()


def serve(records: Path | None, tell: Callable[[int], None], port: int = 0) -> None:
    """Serve for ever, keeping no letters but their `records`; `tell` is told the port."""

    async def run() -> None:
        server = Server(port=port, keeps=False, records=records)
        async with listening(server):
            tell(server.port)
            await server.ended.wait()

    asyncio.run(run())


def _print(port: int) -> None:
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), _print, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
