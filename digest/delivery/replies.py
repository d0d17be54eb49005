"""What a server's answer says of a letter (RFC 5321, 4.2; RFC 3463)."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from digest.models.mail import Outcome, Receipt
from digest.models.secrets import Secret

# As long as a line of a table or a log may be.
_LONGEST = 300

# Anything that could begin a new line or change what a terminal shows: controls, line and
# paragraph separators, and marks that turn the direction of writing.
_UNSHOWN = re.compile(r"[\x00-\x20\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")

_ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")

# 5.1.7 and 5.1.8 are about the sender, 5.1.9 about what the next server can do; 5.2.1 is a mailbox
# that was closed, 5.4.4 a domain that is not there.
_NO_SUCH_ADDRESS = re.compile(r"5\.1\.([0-6]|10)|5\.2\.1|5\.4\.4")
_NO_SUCH_MAILBOX = {550, 551, 553}
# Servers without enhanced codes also say 550 to whoever may not send there at all.
_POLICY = re.compile(r"relay|polic|auth|denied|block|spam|reject list|blacklist", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """A reply of three digits and its text, in one line."""

    code: int
    text: str

    @property
    def kind(self) -> int:
        """2: done, 3: go on, 4: not now, 5: never."""
        return self.code // 100

    @property
    def line(self) -> str:
        return f"{self.code} {self.text}".strip()

    def refusal(self, *, of_recipient: bool = False) -> Receipt:
        """What comes of a letter that was answered so before or after its data."""
        if self.kind == 5:
            hard = of_recipient and self.is_no_such_address
            return Receipt(outcome=Outcome.FAILED, detail=self.line, hard=hard)
        return Receipt(outcome=Outcome.LATER, detail=self.line)

    @property
    def is_no_such_address(self) -> bool:
        """Whether, said of a recipient, it means that there is none."""
        if enhanced := _ENHANCED.match(self.text):
            return bool(_NO_SUCH_ADDRESS.fullmatch(enhanced[1]))
        return self.code in _NO_SUCH_MAILBOX and not _POLICY.search(self.text)


def one_line(text: str, secrets: Iterable[Secret] = ()) -> str:
    """`text` without what may not be shown: at most 300 characters, and no secret, also where a
    server sends it back in base64.
    """
    for secret in filter(None, secrets):
        value = secret.reveal()
        for form in (value, b64encode(value.encode()).decode()):
            text = text.replace(form, "***")
    line = _UNSHOWN.sub(" ", text).strip()
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
