"""Our draft in the hands of each mail client: what mailfollow says of it is right, and it touches nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mailfollow.model import State
from tests.clients.actions import OMAR, WORDS, to_somebody_else
from tests.clients.expected import LEFT_OUT, OTHERWISE, USUAL, cells, expected
from tests.clients.models import CLIENTS, Client
from tests.clients.on_disk import Disk, DiskStage
from tests.clients.play import begin, label, play
from tests.clients.seat import Seat
from tests.end_to_end.stage import Stage
from tests.servers.dovecot import dovecot as start_dovecot
from tests.servers.login import Login

BY_NAME = {client.name: client for client in CLIENTS}


@pytest.fixture
def stage(login: Login, tmp_path: Path) -> Stage:
    """An empty mailbox on Dovecot, on a Monday morning."""
    return Stage(login, tmp_path)


@pytest.mark.parametrize(("client", "action"), cells(), ids=lambda one: getattr(one, "name", one))
def test_a_draft_is_known_whatever_a_client_does_to_it(client: Client, action: str, stage: Stage) -> None:
    """Scenarios 5, 6, 9, 11, 12, 13, 20, 112, 118, 119, 120, 121, 122, 123, 125, 127 and 128: never a second draft.

    Nothing but an untouched draft of ours is ever taken away, and three further passes change nothing at all.
    """
    outcome = play(client, action, stage)

    assert (str(outcome), outcome.wrong) == (expected(client, action), ())


@pytest.mark.parametrize(("client", "action"), cells(("mutt", "Outlook")), ids=lambda one: getattr(one, "name", one))
def test_in_a_local_maildir_the_same_is_said(client: Client, action: str, tmp_path: Path) -> None:
    """Scenarios 5, 7, 9, 11, 119, 121 and 127. Whoever synchronises, or opens the Maildir itself."""
    outcome = play(client, action, DiskStage(Disk.make(tmp_path / "Mail"), tmp_path))

    assert (str(outcome), outcome.wrong) == (expected(client, action), ())


def test_the_table_names_no_cell_that_there_is_not() -> None:
    """A client or an action that was renamed would be expected to do the usual, unseen."""
    known = {(action, client) for action in USUAL for client in BY_NAME}

    assert {*OTHERWISE, *LEFT_OUT} <= known


@pytest.mark.parametrize("topic", ["new website", "café website – phase 2"])
@pytest.mark.parametrize("name", ["alpine", "Outlook", "Apple Mail", "Roundcube", "Evolution", "Thunderbird"])
def test_a_text_that_was_only_wrapped_and_encoded_anew_was_not_edited(name: str, topic: str, stage: Stage) -> None:
    """Scenarios 7 and 126: saved ten times, each time as it was before somebody wrote and took it back, and sent."""
    seat, watched = begin(replace(BY_NAME[name], keeps_what_it_sent=True, saves_unchanged=True), stage, topic)
    for _ in range(10):
        seat.save()
    stage.at(minutes=5)
    watched.look()
    assert label(stage) == "open"
    for minutes in seat.send():
        stage.at(minutes=minutes)
    watched.look()

    assert label(stage) == "sent as is"


def resent(seat: Seat) -> None:
    """mutt: the draft stays beside what was sent from it."""
    seat.resend()


def postponed_and_sent(seat: Seat) -> None:
    """aerc: the version before the postponed one stays."""
    seat.save(WORDS)
    for _ in seat.send():
        pass


@pytest.mark.parametrize(("name", "leave_one"), [("mutt", resent), ("aerc", postponed_and_sent)])
def test_what_a_client_left_in_drafts_holds_the_next_draft(
    name: str, leave_one: Callable[[Seat], None], stage: Stage
) -> None:
    """Scenario 121: it is said, and no second draft comes beside it; when it is gone, the next one comes."""
    seat, watched = begin(BY_NAME[name], stage)
    leave_one(seat)

    written = [written for _ in range(14) for written in _days(stage, watched.look)]
    assert (written, watched.wrong) == ([], [])
    assert label(stage).endswith(", one left")

    left = max(uid for uid, message in stage.drafts_by_uid() if message["In-Reply-To"])
    stage.login.remove("Drafts", left)
    assert len(_days(stage, watched.look)) == 1
    assert watched.wrong == []


def _days(stage: Stage, look: Callable[[], object]) -> list[object]:
    stage.at(days=1)
    return look().written  # type: ignore[attr-defined, no-any-return]


def test_what_was_sent_to_another_is_not_written_anew_while_a_copy_waits(stage: Stage) -> None:
    """Scenario 13: it is no touch; as long as the draft still lies there, none comes beside it."""
    seat, watched = begin(BY_NAME["mutt"], stage)
    seat.stage.login.append("Sent", seat.as_sent(to=OMAR), ["\\Seen"], stage.now)

    for _ in range(14):
        stage.at(days=1)
        assert not watched.look().written

    assert (label(stage), watched.wrong) == ("withdrawn", [])
    assert stage.thread().standing.touch == 0


def test_the_draft_after_one_that_went_to_another_has_an_id_of_its_own(stage: Stage) -> None:
    """Scenario 13: Roundcube and Gmail send under the draft's own id, so that it would be taken for the sent one."""
    seat, watched = begin(BY_NAME["Roundcube"], stage)
    first = seat.draft["Message-ID"]
    for minutes in to_somebody_else(seat):
        stage.at(minutes=minutes)
        watched.look()

    assert first not in {message["Message-ID"] for message in stage.drafts()}


def test_nothing_is_written_while_the_whole_drafts_folder_is_gone(tmp_path: Path) -> None:
    """Scenario 119: alpine deletes it where it holds nothing else; the passes say so, and go on when it is back."""
    with start_dovecot(special=False) as server:
        stage = Stage(server.user("alpine"), tmp_path)
        for folder in ("Sent", "Drafts", "Trash"):
            stage.login.create(folder)
        seat, _ = begin(BY_NAME["alpine"], stage)
        seat.open()
        reports = [stage.at(hours=hours).look() for hours in (1, 12, 13, 48)]
        stage.login.create("Drafts")
        seat.save(WORDS)
        last = stage.at(hours=1).look()

    assert all(len(report.problems) == 1 and not report.written for report in reports)
    assert (last.problems, last.written) == ([], [])
    assert (label(stage), stage.thread().standing.state) == ("edited", State.DRAFTED)
