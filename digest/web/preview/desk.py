"""What an editor may do with the edition that the preview shows; whoever builds it gives this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.models import Problem
from digest.models.editions import Decisions, Dropped, Words

if TYPE_CHECKING:
    from digest.web.preview.model import Preview


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """One edition, to be decided on by the ids of its stories and claims.

    `decisions` are all that are kept for it. Those that apply are `Edition.decisions`; of the
    others `unapplied` says why not. What they mean is said by `Decisions`: a story that was left
    out is brought in by `order`, a claim by `pinned`.

    `claims` are those of the stories that are left out, by story: what can be pinned there. (Those
    of the stories that are shown are in the edition, chosen and dropped.) `headlines` gives what
    may stand above a story, shown or left out, the likeliest first: words with the document that
    has them.

    `decide` keeps decisions in the place of all that were kept, and gives the preview as it is
    then, made of the articles as they were read for this one. `send_test` mails the edition as it
    is shown to one address, and gives a sentence that says what came of it. Both take seconds, so
    they belong into a thread, and raise DigestError, which says what to do. `is_mailed`: `decide`
    refuses, since people have the edition. `no_test` says why there can be no test, and is "" where
    there can.
    """

    decisions: Decisions
    unapplied: tuple[Problem, ...] = ()
    is_mailed: bool
    no_test: str
    claims: Mapping[str, tuple[Dropped, ...]]
    # Two builds of the same are the same preview, whoever is asked.
    headlines: Callable[[str], tuple[Words, ...]] = field(compare=False)
    decide: Callable[[Decisions], Preview] = field(compare=False)
    send_test: Callable[[str], str] = field(compare=False)
