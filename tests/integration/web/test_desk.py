"""The desk: forms that decide on the edition, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from digest.web.bodies import BODY_BYTES

if TYPE_CHECKING:
    from conftest import Running, Start

STORY, CLAIM, DROPPED = "story-1", "item-1", "dropped-1"


def built(start: Start, text: str = "") -> Running:
    running = start(text) if text else start()
    running.until("/", lambda answer: answer.status_code == 200)
    return running


def post(running: Running, path: str, **fields: str) -> httpx.Response:
    return httpx.post(running.url + path, data=fields, headers={"origin": running.url})


def test_a_decision_leads_back_to_where_it_was_made(start: Start) -> None:
    """The same view, and the button that takes it back: also where no script runs."""
    running = built(start)
    answer = post(running, f"/decide?view=text&story={STORY}", decision=f"pin {CLAIM}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/?view=text&story={STORY}#undo-pin-{CLAIM}"
    page = running.get(f"/?view=text&story={STORY}").text
    assert "1 decision" in page
    assert f'id="undo-pin-{CLAIM}"' in page
    assert "Saved for the edition of 2026-11-12" in page


def test_both_parts_are_those_of_the_new_edition(start: Start) -> None:
    """What is decided is in the text too: they are sent as one mail."""
    running = built(start)
    assert post(running, "/decide", decision=f"leave-out {STORY}").status_code == 303
    for path in ("/text", "/html"):
        assert "Nothing" in running.get(path).text
    assert "the editor left it out" in running.get("/").text
    post(running, "/decide", decision=f"undo-leave-out {STORY}")
    assert "Nothing" not in running.get("/text").text
    assert "Nothing is decided" in running.get("/").text


def test_a_headline_is_chosen_by_its_place(start: Start) -> None:
    """Words come from the sources, never from a form."""
    running = built(start)
    page = running.get(f"/?story={STORY}").text
    value = page.partition('value="headline ')[2].partition('"')[0]
    post(running, "/decide", decision=f"headline {value}")
    assert "TOLD The harbour may stay shut until Monday" in running.get("/text").text
    assert "your headline" in running.get("/").text
    made_up = post(running, "/decide", decision=f"headline {STORY} Harbour opens at once")
    assert made_up.status_code == 409
    assert "opens" not in running.get("/text").text


def test_all_is_undone_at_once(start: Start) -> None:
    """Back to what the program chose."""
    running = built(start)
    before = running.get("/text").text
    post(running, "/decide", decision=f"pin {DROPPED}")
    post(running, "/decide", decision=f"leave-out {STORY}")
    post(running, "/decide", decision="undo-all all")
    assert running.get("/text").text == before
    assert "Nothing is decided" in running.get("/").text


@pytest.mark.parametrize(
    "decision", ["up story-9", "leave-out item-9", "pin", "headline story-9 x"]
)
def test_what_is_not_there_any_more_is_said(running: Running, decision: str) -> None:
    """Another tab, or a new version of the articles, was faster than this one."""
    answer = post(running, "/decide", decision=decision)
    assert answer.status_code == 409
    assert "is not there any more" in answer.text
    assert "Nothing is decided" in answer.text


@pytest.mark.parametrize("decision", ["", "explode story-1", "UP story-1", "up\tstory-1"])
def test_what_is_no_decision_is_refused(running: Running, decision: str) -> None:
    """Nothing is guessed."""
    assert post(running, "/decide", decision=decision).status_code == 400
    assert "Nothing is decided" in running.get("/").text


def test_two_tabs_decide_on_the_same_edition(start: Start) -> None:
    """Each adds to what there is by then, whatever its page shows."""
    running = built(start)
    for decision in (f"pin {CLAIM}", f"pin {DROPPED}", f"pin {CLAIM}"):
        assert post(running, "/decide", decision=decision).status_code == 303
    assert "2 decisions" in running.get("/").text


def test_an_edition_that_was_mailed_is_shown_as_such(start: Start) -> None:
    """People have it: there is nothing left to decide, also for a tab that does not know."""
    running = built(start, "mailed\n\nThe harbour may stay shut until Monday, Inga Tomsen told.")
    page = running.get(f"/?story={STORY}").text
    assert "has been mailed" in page
    assert 'name="decision"' not in page
    assert "no channel of this digest sends mail" in page
    answer = post(running, "/decide", decision=f"leave-out {STORY}")
    assert answer.status_code == 409
    assert "was mailed, and stays as it is" in answer.text


def test_a_test_says_what_came_of_it(running: Running) -> None:
    """To whom and how, or why not; the address stays in its field."""
    sent = post(running, "/test?view=text", address=" me@example.org ")
    assert sent.status_code == 200
    assert "Sent to me@example.org by mail." in sent.text
    assert 'value="me@example.org"' in sent.text
    refused = post(running, "/test", address="refused@example.org")
    assert refused.status_code == 409
    assert "has no such mailbox" in refused.text
    assert "look at the address" in refused.text
    assert 'value="refused@example.org"' in refused.text
    assert "example.org" not in running.get("/").text.replace("courier.example", "")


@pytest.mark.parametrize("path", ["/test", "/decide"])
def test_a_reload_shows_the_edition(running: Running, path: str) -> None:
    """Nothing is sent twice by looking at it again."""
    answer = running.get(f"{path}?view=text")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?view=text"


def test_a_decision_does_not_hide_what_is_wrong(start: Start) -> None:
    """The last good edition can be decided on, and why there is no newer one stays said."""
    running = built(start)
    running.write("error")
    running.until("/", lambda answer: "could not be built" in answer.text)
    assert post(running, "/decide", decision=f"pin {CLAIM}").status_code == 303
    page = running.get("/").text
    assert "could not be built" in page
    assert "1 decision" in page


def test_without_a_desk_there_is_an_edition(start: Start) -> None:
    """What shows editions of others decides nothing."""
    running = built(start, "no desk\n\nThe harbour may stay shut until Monday, Inga Tomsen told.")
    page = running.get("/").text
    assert "Your desk" not in page
    assert "<form" not in page
    assert post(running, "/decide", decision=f"pin {CLAIM}").status_code == 409
    assert post(running, "/test", address="me@example.org").status_code == 409


def test_nothing_is_decided_before_there_is_an_edition(start: Start) -> None:
    """A form may be left over from a preview before this one."""
    running = start("hang")
    assert post(running, "/test", address="me@example.org").status_code == 409


def test_too_much_is_refused(running: Running) -> None:
    """No form of ours is as long."""
    answer = post(running, "/test", address="a" * BODY_BYTES)
    assert answer.status_code == 413
