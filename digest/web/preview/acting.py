"""What an editor asks for on the desk: decisions, and a test. Forms are posted here."""

from __future__ import annotations

import asyncio
from functools import partial
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from digest.errors import DigestError
from digest.models import Problem
from digest.models.editions import Decisions
from digest.web import bodies
from digest.web.preview.address import Address
from digest.web.preview.board import Board, after, find
from digest.web.preview.current import Current, in_thread
from digest.web.preview.deciding import Act, Gone, decided, retitled
from digest.web.preview.desk import Desk
from digest.web.preview.edition import Notice, edition
from digest.web.preview.model import Preview
from digest.web.preview.pages import Pages

_GONE = "is not there any more, so that nothing was changed"
_SEE = "this is the edition as it is now; decide anew"


class Acting:
    """Does what is asked for to what `current` shows; a build takes no longer than `patience`."""

    def __init__(self, current: Current, pages: Pages, *, patience: float) -> None:
        self._current = current
        self._pages = pages
        self._patience = patience

    async def decide(self, request: Request) -> Response:
        """The form field `decision` is `ACT NAME`, or `headline NAME PLACE`. Leads back to the same
        view, where the focus was.
        """
        said = (await bodies.fields(request)).get("decision", "")
        act, name, place = [*said.split(" ", 2), "", ""][:3]
        if act not in set(Act):
            raise HTTPException(HTTPStatus.BAD_REQUEST, "There is no such decision.")
        async with self._current.turn:
            preview, desk = self._desk()
            try:
                new = _with(Board(preview, desk), Act(act), name, place)
                if new != desk.decisions:
                    await self._apply(desk, new)
            except Gone:
                problem = Problem(place="The story or claim", message=_GONE, hint=_SEE)
                return self._refused(request, Notice(problems=(problem,)))
            except DigestError as error:
                return self._refused(request, Notice(problems=error.problems))
        back = Address.of(request.query_params).to("/")
        return RedirectResponse(f"{back}#{after(Act(act), name)}", HTTPStatus.SEE_OTHER)

    async def test(self, request: Request) -> Response:
        """Mails the edition as it is shown to the form's `address`, and says what came of it."""
        recipient = (await bodies.fields(request)).get("address", "").strip()
        preview, desk = self._desk()
        try:
            done = await in_thread(partial(desk.send_test, recipient))
        except DigestError as error:
            return self._refused(request, Notice(problems=error.problems, recipient=recipient))
        return self._page(preview, request, Notice(done=done, recipient=recipient))

    async def back(self, request: Request) -> Response:
        """What was posted is not there to be read: the edition is."""
        return RedirectResponse(Address.of(request.query_params).to("/"), HTTPStatus.SEE_OTHER)

    def _desk(self) -> tuple[Preview, Desk]:
        preview = self._current.shown.preview
        if preview is None or preview.desk is None:
            raise HTTPException(HTTPStatus.CONFLICT, "There is no edition to decide on.")
        return preview, preview.desk

    async def _apply(self, desk: Desk, new: Decisions) -> None:
        try:
            async with asyncio.timeout(self._patience):
                self._current.amend(await in_thread(partial(desk.decide, new)))
        except TimeoutError:
            raise HTTPException(
                HTTPStatus.SERVICE_UNAVAILABLE, "The edition is still being built. Look again."
            ) from None

    def _refused(self, request: Request, notice: Notice) -> Response:
        return self._page(self._desk()[0], request, notice, HTTPStatus.CONFLICT)

    def _page(
        self, preview: Preview, request: Request, notice: Notice, status: int = HTTPStatus.OK
    ) -> Response:
        return self._pages.show("edition", preview, edition(preview, request, notice), status)


def _with(board: Board, act: Act, name: str, place: str) -> Decisions:
    """What is decided then. Raises Gone."""
    if name not in board.words and not act.undoes:
        raise Gone
    if act is Act.HEADLINE:
        words = find(board.desk.headlines(name), place)
        if words is None:
            raise Gone
        return retitled(board.decisions, name, words)
    return decided(board.preview.edition, board.decisions, act, name)
