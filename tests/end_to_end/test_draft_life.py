"""An untouched draft elsewhere, or in other bytes: said to be untouched, and taken back only if it is ours."""

from __future__ import annotations

import email.policy
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mailfollow.cli.common import read_store
from mailfollow.cycle.backoff import Backoff
from mailfollow.cycle.drafts import save
from mailfollow.errors import Busy, CannotWrite, ServerUnavailable
from mailfollow.mailbox.imap.mailbox import CANNOT_REMOVE, ImapMailbox
from mailfollow.model import Action, Draft, DraftState, Event, State
from mailfollow.store import Store
from mailfollow.store.drafts import Drafts
from tests.end_to_end.stage import JANE, Stage
from tests.servers.dovecot import dovecot

pytestmark = pytest.mark.dovecot

SUBJECT = "Re: Proposal: new website"
OMAR = "Omar Reyes <omar@northwind.example>"
PROPOSAL = "<proposal@mail.example>"


@pytest.fixture
def drafted(stage: Stage) -> Stage:
    """One silent proposal, and the follow-up for it in Drafts."""
    stage.propose(days_ago=9, Message_ID=PROPOSAL)
    assert len(stage.look().written) == 1
    return stage


def known(stage: Stage) -> tuple[Draft, list[Event]]:
    """Return the newest draft, as mailfollow knows it, and what happened in its thread."""
    with read_store(stage.config) as store:
        (thread,) = store.threads.all()
        return store.drafts.of_thread(thread.id)[-1], store.threads.events(thread.id)


def state(stage: Stage) -> DraftState:
    """Return what mailfollow says of the newest draft."""
    return known(stage)[0].state


def answered(stage: Stage) -> Stage:
    """Let the customer answer the proposal."""
    stage.at(minutes=5).receive(JANE, SUBJECT, "Could we start in May?\n", answers=PROPOSAL)
    return stage


def why_left(stage: Stage) -> str:
    """Return what is said of the thread now; nothing is to be done about it."""
    _, decisions = stage.threads()
    (decision,) = decisions.values()
    assert decision.action is Action.LEAVE
    return decision.why


def replaced(stage: Stage, change: Callable[[bytes], bytes]) -> None:
    """Save the draft anew as a mail client does: another version comes, the one before goes."""
    ((uid, _),) = stage.drafts_by_uid()
    data, _ = stage.login.fetch("Drafts", uid)
    stage.login.append("Drafts", change(data), ["\\Draft", "\\Seen"], stage.now)
    stage.login.remove("Drafts", uid)


def with_header(name: str, value: str) -> Callable[[bytes], bytes]:
    """Return what sets one header of a draft."""

    def change(data: bytes) -> bytes:
        message = email.message_from_bytes(data, policy=email.policy.SMTP)
        del message[name]
        message[name] = value
        return message.as_bytes()

    return change


def attached(data: bytes) -> bytes:
    """Attach a file."""
    message = email.message_from_bytes(data, policy=email.policy.SMTP)
    message.make_mixed()  # type: ignore[attr-defined]
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="prices.pdf")  # type: ignore[attr-defined]
    return message.as_bytes()


def emptied(data: bytes) -> bytes:
    """Leave nothing of the text."""
    return data.partition(b"\r\n\r\n")[0] + b"\r\n\r\n\r\n"


def broken(data: bytes) -> bytes:
    """Make of the text something that no program can decode."""
    head = data.partition(b"\r\n\r\n")[0].replace(b"quoted-printable", b"x-secret").replace(b"text/plain", b"x-a/b")
    return head + b"\r\n\r\n" + bytes(range(128, 256))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (with_header("To", OMAR), "you edited it: its recipients changed"),
        (with_header("Bcc", OMAR), "you edited it: its recipients changed"),
        (with_header("Subject", "Re: Proposal: new website, and a question"), "you edited it: its subject changed"),
        (with_header("From", "sales@hale-studio.example"), "you edited it: its sender changed"),
        (lambda data: data.replace(b"Best regards", b"Kind regards"), "you edited it: its text changed"),
        (attached, "you edited it: its attachments changed"),
        (emptied, "you edited it: there is no text in it that can be read"),
        (broken, "you edited it: there is no text in it that can be read"),
    ],
)
def test_what_a_reader_would_notice_is_an_edit(drafted: Stage, change: Callable[[bytes], bytes], why: str) -> None:
    """Scenarios 6 and 8: it is said what changed, and the draft stays whatever comes."""
    replaced(drafted, change)
    before = drafted.login.snapshot()["Drafts"]

    assert not drafted.at(minutes=5).look().written

    draft, events = known(drafted)
    assert (draft.state, draft.problem, events[-1].why) == (DraftState.EDITED, why, why)
    assert not answered(drafted).look().withdrawn
    assert drafted.login.snapshot()["Drafts"] == before
    assert why in why_left(drafted)


@pytest.mark.parametrize(
    "change",
    [
        with_header("From", '"R. Hale" <robin@hale-studio.example>'),
        with_header("X-Mozilla-Draft-Info", "internal/draft; vcard=0"),
        with_header("Message-ID", "<another@client.example>"),
        lambda data: data.replace(b"Best regards", b"Best=20regards"),
    ],
)
def test_what_no_reader_would_notice_is_no_edit(drafted: Stage, change: Callable[[bytes], bytes]) -> None:
    """Scenarios 7, 126 and 128: untouched, but in the client's bytes, so it is left alone and that is said."""
    replaced(drafted, change)
    before = drafted.login.snapshot()["Drafts"]

    assert not drafted.at(minutes=5).look().written
    assert (state(drafted), known(drafted)[0].problem) == (DraftState.OPEN, "")

    report = answered(drafted).look()
    assert not report.withdrawn
    assert not report.problems
    assert drafted.login.snapshot()["Drafts"] == before
    assert "your mail client saved it anew, so it is not taken back" in why_left(drafted)


def test_an_edit_that_was_taken_back_word_for_word_is_none(drafted: Stage) -> None:
    """What is said of the thread says so, too."""
    replaced(drafted, lambda data: data.replace(b"Best regards", b"Kind regards"))
    drafted.at(minutes=5).look()
    assert drafted.thread().standing.why == "you edited follow-up 1: it is yours now"
    replaced(drafted, lambda data: data.replace(b"Kind regards", b"Best regards"))

    drafted.at(minutes=5).look()

    assert state(drafted) is DraftState.OPEN
    assert drafted.thread().standing.why == "follow-up 1 lies in Drafts since Mon 2 Mar 2026"


def test_a_draft_undone_from_the_trash_is_ours_again_and_taken_back(drafted: Stage) -> None:
    """Scenario 127: to the byte what we wrote, under a new UID."""
    ((uid, _),) = drafted.drafts_by_uid()
    drafted.login.move("Drafts", uid, "Trash")
    drafted.at(minutes=5).look()
    assert (state(drafted), drafted.thread().standing.touch) == (DraftState.DISCARDED, 1)
    (trashed,) = drafted.login.snapshot()["Trash"]
    drafted.login.move("Trash", trashed, "Drafts")

    assert not drafted.at(minutes=5).look().written
    assert (state(drafted), drafted.thread().standing.touch) == (DraftState.OPEN, 0)

    assert answered(drafted).look().withdrawn
    assert drafted.drafts() == []


def test_a_draft_in_a_folder_that_was_made_anew_is_ours_again(drafted: Stage) -> None:
    """Scenario 20: a new UIDVALIDITY; neither doubled nor edited, and still taken back when it is not wanted."""
    ((uid, _),) = drafted.drafts_by_uid()
    data, _ = drafted.login.fetch("Drafts", uid)
    drafted.login.delete("Drafts")
    drafted.login.create("Drafts")
    drafted.login.append("Drafts", data, ["\\Draft"], drafted.now)

    assert not drafted.at(minutes=5).look().written
    assert state(drafted) is DraftState.OPEN
    assert answered(drafted).look().withdrawn
    assert drafted.drafts() == []


def test_each_version_is_read_once(drafted: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise 29: what it came to is remembered; a quiet pass fetches no body."""
    replaced(drafted, with_header("Subject", "Another"))
    drafted.at(minutes=5).look()
    read = []
    bodies = ImapMailbox.bodies
    monkeypatch.setattr(ImapMailbox, "bodies", lambda self, *given: read.append(given) or bodies(self, *given))

    drafted.at(minutes=5).look()
    drafted.login.append("Drafts", b"Subject: another of mine\r\n\r\nHi\r\n", ["\\Draft"], drafted.now)
    drafted.at(minutes=5).look()

    assert read == []


def test_a_draft_that_goes_while_it_is_to_be_read_is_missing(drafted: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenario 122: neither edited nor thrown away."""
    replaced(drafted, with_header("Subject", "Another"))
    monkeypatch.setattr(ImapMailbox, "bodies", lambda *_: iter(()))

    drafted.at(minutes=5).look()

    assert state(drafted) is DraftState.MISSING


def test_a_draft_that_cannot_be_compared_ends_the_look(drafted: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not knowing is not "edited"."""

    def lost(*_: object) -> None:
        raise ServerUnavailable("The connection was lost.")

    replaced(drafted, with_header("Subject", "Another"))
    with monkeypatch.context() as patch:
        patch.setattr(ImapMailbox, "bodies", lost)
        assert [problem.sentence for problem in drafted.at(minutes=5).look().problems] == ["The connection was lost."]
    assert state(drafted) is DraftState.OPEN

    drafted.at(minutes=5).look()
    assert state(drafted) is DraftState.EDITED


def died(*_: object, **__: object) -> None:
    """Stand for the end of the process."""
    raise KeyboardInterrupt


def full(*_: object, **__: object) -> None:
    """Stand for a disk on which nothing can be written any more."""
    raise CannotWrite("The database cannot be written: the disk is full.")


@pytest.mark.parametrize("fault", [died, full])
@pytest.mark.parametrize("moment", ["before", "behind"])
def test_wherever_the_saving_breaks_off_there_is_one_draft(
    stage: Stage, fault: Callable[..., None], moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenarios 2 and 3: the process dies, or the database takes nothing, just before or behind the APPEND."""
    stage.propose(days_ago=9, Message_ID=PROPOSAL)
    with monkeypatch.context() as patch:
        patch.setattr(*(save, "note_fate") if moment == "behind" else (ImapMailbox, "save_draft"), fault)
        with pytest.raises((KeyboardInterrupt, CannotWrite)) if moment == "behind" or fault is died else nullcontext():
            stage.look()
    lying = [len(stage.drafts())]
    for minutes in (5, 20, 20, 360, 31):
        stage.at(minutes=minutes).look()
        lying.append(len(stage.drafts()))

    assert (lying[0], lying[-1], max(lying)) == (int(moment == "behind"), 1, 1)
    assert (state(stage), stage.thread().standing.touch) == (DraftState.OPEN, 0)


def test_a_server_without_uidplus_is_named_as_the_reason(tmp_path: Path) -> None:
    """Scenarios 4 and 21: the draft is found by its token; nothing is expunged there, and the person is told why."""
    with dovecot(capabilities="IMAP4rev1 SPECIAL-USE") as server:
        stage = Stage(server.user("robin"), tmp_path)
        stage.propose(days_ago=9, Message_ID=PROPOSAL)
        assert len(stage.look().written) == 1
        assert known(stage)[0].uid == stage.drafts_by_uid()[0][0]
        before = stage.login.snapshot()["Drafts"]

        reports = [answered(stage).look(), stage.at(minutes=5).look()]

        assert not any(report.withdrawn or report.problems for report in reports)
        assert stage.login.snapshot()["Drafts"] == before
        assert CANNOT_REMOVE in why_left(stage)


@pytest.mark.parametrize(
    ("stored", "why"),
    [
        (lambda data: b"X-Server: 1\r\n" + data, "it is not byte for byte as it was written, so it is not taken back"),
        (lambda data: data, "the server did not let it be removed, so please delete it yourself"),
    ],
)
def test_what_the_server_changed_or_keeps_is_left_alone_for_good(
    drafted: Stage, stored: Callable[[bytes], bytes], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exchange writes headers anew: at its own place, the draft is not what we gave to it; it is tried once."""
    tried = []
    bodies = ImapMailbox.bodies
    monkeypatch.setattr(ImapMailbox, "withdraw", lambda *given: bool(tried.append(given)))
    monkeypatch.setattr(
        ImapMailbox, "bodies", lambda *given: (replace(raw, data=stored(raw.data)) for raw in bodies(*given))
    )

    reports = [answered(drafted).look(), *(drafted.at(minutes=5).look() for _ in range(3))]

    assert len(tried) == 1
    assert not any(report.withdrawn for report in reports)
    assert why in why_left(drafted)
    assert len(drafted.drafts()) == 1


def test_a_starred_draft_is_left_alone_and_the_star_is_named(drafted: Stage) -> None:
    """Scenario 120: by its flag the person said something of it; its bytes are still ours."""
    ((uid, _),) = drafted.drafts_by_uid()
    drafted.login.flag("Drafts", uid, "\\Flagged")
    before = drafted.login.snapshot()["Drafts"]

    reports = [answered(drafted).look(), drafted.at(minutes=5).look()]

    assert not any(report.withdrawn or report.problems for report in reports)
    assert drafted.login.snapshot()["Drafts"] == before
    assert why_left(drafted).endswith("follow-up 1 of Mon 2 Mar 2026: you starred it, so it is not taken back")


def test_a_draft_that_goes_just_before_it_is_taken_back_was_not_taken_by_us(
    drafted: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenarios 9 and 119: the person opened it or threw it away in that moment; it is missed like any other."""
    withdraw = ImapMailbox.withdraw

    def too_late(self: ImapMailbox, uid: int, *given: Any) -> bool:
        with ThreadPoolExecutor() as person:
            person.submit(drafted.login.remove, "Drafts", uid).result()
        return withdraw(self, uid, *given)

    monkeypatch.setattr(ImapMailbox, "withdraw", too_late)
    assert not answered(drafted).look().withdrawn
    drafted.at(minutes=5).look()

    draft, _ = known(drafted)
    assert (draft.state, draft.withdrawing, draft.kept) == (DraftState.MISSING, "", "")


def test_a_draft_that_was_taken_out_of_the_trash_is_only_missing_when_it_is_opened(drafted: Stage) -> None:
    """Scenarios 10, 119 and 127: what once lay elsewhere says nothing of where it is now."""
    ((uid, _),) = drafted.drafts_by_uid()
    drafted.login.move("Drafts", uid, "Trash")
    drafted.at(minutes=5).look()
    (there,) = drafted.login.snapshot()["Trash"]
    drafted.login.move("Trash", there, "Drafts")
    drafted.at(minutes=5).look()
    before = state(drafted)
    ((uid, _),) = drafted.drafts_by_uid()
    drafted.login.remove("Drafts", uid)

    assert not drafted.at(minutes=5).look().written
    assert (before, state(drafted)) == (DraftState.OPEN, DraftState.MISSING)
    assert drafted.thread().standing.touch == 0


def test_a_draft_that_another_folder_showed_too_is_not_taken_for_sent(drafted: Stage) -> None:
    """Scenarios 112 and 128: saved without the flag of a draft, it looks like any other mail in All Mail."""
    ((uid, _),) = drafted.drafts_by_uid()
    data, _ = drafted.login.fetch("Drafts", uid)
    drafted.login.create("All Mail")
    shown = drafted.login.append("All Mail", data, ["\\Seen"], drafted.now)
    drafted.at(minutes=5).look()
    before = state(drafted)
    drafted.login.remove("All Mail", shown)
    drafted.login.remove("Drafts", uid)

    drafted.at(minutes=5).look()

    assert (before, state(drafted)) == (DraftState.OPEN, DraftState.MISSING)


def test_a_draft_that_was_withdrawn_and_saved_again_is_the_persons_own(drafted: Stage) -> None:
    """Scenario 16: it was open in the client, which saves it without a change."""
    ((uid, _),) = drafted.drafts_by_uid()
    data, _ = drafted.login.fetch("Drafts", uid)
    assert answered(drafted).look().withdrawn
    saved = with_header("Message-ID", "<another@client.example>")(data)
    drafted.login.append("Drafts", saved, ["\\Draft"], drafted.now)

    for _ in range(3):
        assert not drafted.at(minutes=5).look().withdrawn
    assert state(drafted) is DraftState.EDITED
    assert len(drafted.drafts()) == 1


def test_a_second_draft_that_the_table_refuses_stops_nobody_else(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenario 19: another process was quicker in one thread; it is said, and the other thread gets its draft."""
    stage.propose(days_ago=10)
    stage.look(dry=True)
    stage.propose(OMAR, "warehouse labels", days_ago=9)
    reserve = Drafts.reserve

    def quicker(self: Drafts, thread_id: str, **given: object) -> Draft:
        monkeypatch.setattr(Drafts, "reserve", reserve)
        with Store.open(stage.folder / "state" / "mailfollow.db") as store:
            reserve(store.drafts, thread_id, **{**given, "token": "quicker@hale-studio.example"})
        return reserve(self, thread_id, **given)

    monkeypatch.setattr(Drafts, "reserve", quicker)
    report = stage.look()

    assert [draft["To"] for draft in stage.drafts()] == [OMAR]
    (problem,) = report.problems
    assert problem.exit_code == Busy.exit_code
    assert "has another draft for this follow-up" in problem.sentence


def test_a_mail_that_left_no_copy_counts_as_the_follow_up_and_an_answer_proves_it(drafted: Stage) -> None:
    """Scenario 123: alpine keeps none; after a day it may as well have been thrown away, until an answer tells."""
    ((uid, draft),) = drafted.drafts_by_uid()
    drafted.login.remove("Drafts", uid)
    for hours in (1, 12, 13):
        assert not drafted.at(hours=hours).look().written
    assert state(drafted) is DraftState.DISCARDED
    assert drafted.thread().standing.touch == 1
    assert drafted.thread().standing.why.endswith(
        "thrown away, or sent without a copy; either way this follow-up is over"
    )

    mine = "<sent@client.example>"
    chain = f"{draft['References']} {mine}"
    drafted.at(days=1).receive(JANE, SUBJECT, "In May, please.\n", In_Reply_To=mine, References=chain)
    for _ in range(2):
        drafted.at(minutes=5).look()

    assert (state(drafted), drafted.thread().standing.state) == (DraftState.SENT, State.YOUR_TURN)
    assert drafted.thread().standing.touch <= 1


def test_a_drafts_folder_that_vanished_is_said_and_no_state_is_lost(tmp_path: Path) -> None:
    """Scenario 119: nothing is taken for thrown away meanwhile, however long; afterwards it goes on."""
    with dovecot(special=False) as server:
        stage = Stage(server.user("robin"), tmp_path)
        for folder in ("Sent", "Drafts", "Trash"):
            stage.login.create(folder)
        stage.propose(days_ago=9, Message_ID=PROPOSAL)
        stage.look()
        ((uid, _),) = stage.drafts_by_uid()
        data, _ = stage.login.fetch("Drafts", uid)
        stage.login.delete("Drafts")

        reports = [stage.at(days=1).look() for _ in range(5)]
        assert all(len(report.problems) == 1 and not report.written for report in reports)
        assert "Drafts" in reports[0].problems[0].sentence
        backoff = Backoff()
        backoff.note(["work"], reports[0].problems, now=0.0, jitter=0.0)
        tried = [bool(backoff.ready(["work"], hours * 3600.0)) for hours in (1, 5.9, 6)]
        assert tried == [False, False, True], "the daemon says it four times a day"
        assert state(stage) is DraftState.OPEN

        stage.login.create("Drafts")
        stage.login.append("Drafts", data, ["\\Draft"], stage.now)
        last = stage.at(minutes=5).look()
        assert (last.problems, last.written, state(stage)) == ([], [], DraftState.OPEN)
