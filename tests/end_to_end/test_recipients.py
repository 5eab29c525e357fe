"""To whom the draft goes, from whom, and where it stands in the conversation: read from what lies in Drafts."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest

from mailfollow.cli.common import open_store
from mailfollow.model import EventKind, State
from tests.end_to_end.stage import JANE, ME, PROPOSAL, Stage
from tests.end_to_end.test_draft_life import known
from tests.servers.dovecot import dovecot

pytestmark = pytest.mark.dovecot

OMAR = "Omar Reyes <omar@acme.example>"
ALIAS = "robin@studio-hale.example"
SUBJECT = "Re: Proposal: new website"


def drafted(stage: Stage) -> EmailMessage:
    """Let mailfollow look, and return the only draft."""
    assert len(stage.look().written) == 1
    (draft,) = stage.drafts()
    return draft


def everyone(draft: EmailMessage) -> set[str]:
    """Return the addresses of all who would get the draft."""
    headers = [draft[name] for name in ("To", "Cc", "Bcc", "Reply-To") if draft[name]]
    return {address.addr_spec for header in headers for address in header.addresses}


def test_the_draft_goes_to_those_whom_the_proposal_went_to(stage: Stage) -> None:
    """Scenarios 23 and 26: To stays To and Cc stays Cc; neither ourselves nor those in Bcc."""
    stage.propose(f"{JANE}, {ME}", days_ago=9, Cc=f"{OMAR}, {ME}", Bcc="Kim <kim@acme.example>")

    draft = drafted(stage)

    assert (draft["To"], draft["Cc"], draft["Bcc"]) == (JANE, OMAR, None)
    assert "kim@" not in draft.as_string()


def test_the_draft_comes_from_the_alias_that_the_proposal_came_from(stage: Stage) -> None:
    """Scenario 24: and it does not go to it, or to our other addresses."""
    stage.login.append("Sent", from_alias(stage), ["\\Seen"], stage.now)

    draft = drafted(stage)

    assert draft["From"].addresses[0].addr_spec == ALIAS
    assert everyone(draft) == {"jane@acme.example", "omar@acme.example"}


def from_alias(stage: Stage) -> bytes:
    """Return a proposal under our other address, with a copy to our usual one."""
    message = EmailMessage()
    message["From"], message["To"], message["Cc"] = f"Robin Hale <{ALIAS}>", JANE, f"{OMAR}, {ALIAS}, {ME}"
    message["Subject"], message["Message-ID"] = "Proposal: new website", "<alias@mail.example>"
    message["Date"] = format_datetime(stage.at(days=-9).now)
    message.set_content(PROPOSAL.format(name="Jane", topic="new website"))
    stage.at(days=9)
    return message.as_bytes()


def test_where_we_wanted_answers_sent_is_no_recipient(stage: Stage) -> None:
    """Scenario 25: our own Reply-To, and the one of whoever answers for them."""
    stage.propose(days_ago=9, Reply_To="Office <office@elsewhere.example>")

    assert everyone(drafted(stage)) == {"jane@acme.example"}


@pytest.mark.parametrize(
    ("to", "name", "address"),
    [
        ('"Miller, Jane" <jane@acme.example>', "Miller, Jane", "jane@acme.example"),
        ("=?utf-8?q?J=C3=BCrgen_M=C3=BCller?= <jm@acme.example>", "Jürgen Müller", "jm@acme.example"),
        ("=?utf-8?q?M=C3=BCller=2C_J=C3=BCrgen?= <jm@acme.example>", "Müller, Jürgen", "jm@acme.example"),
        ("Buyers: Jane Miller <jane@acme.example>;", "Jane Miller", "jane@acme.example"),
    ],
)
def test_a_name_in_any_spelling_stays_one_person(stage: Stage, to: str, name: str, address: str) -> None:
    """Scenario 27: a comma in it makes no second recipient, and a group is who is in it."""
    raw = (
        f"From: {ME}\r\nTo: {to}\r\nSubject: Proposal: new website\r\nMessage-ID: <p@mail.example>\r\n"
        f"Date: {format_datetime(stage.at(days=-9).now)}\r\n\r\n{PROPOSAL.format(name='you', topic='new website')}"
    )
    stage.at(days=9).login.append("Sent", raw.encode(), ["\\Seen"], stage.now)

    (who,) = drafted(stage)["To"].addresses

    assert (who.display_name, who.addr_spec) == (name, address)


@pytest.mark.parametrize("length", [0, 3, 60])
def test_the_draft_stands_behind_the_proposal_in_its_thread(stage: Stage, length: int) -> None:
    """Scenarios 28 and 30: the first ids and the latest, then the token, then the proposal; one Re: in the subject."""
    older = [f"<older{number}@acme.example>" for number in range(length)]
    given = {"References": " ".join(older), "In_Reply_To": older[-1]} if older else {}
    text = PROPOSAL.format(name="Jane", topic="new website")
    sent = stage.send(JANE, "RE: AW: Re: Proposal: new website", text, days_ago=9, **given)

    draft = drafted(stage)

    *before, token, last = draft["References"].split()
    assert (last, draft["In-Reply-To"]) == (sent, sent)
    assert token == f"<{known(stage)[0].token}>"
    assert before == older or (before[0] == older[0] and before[-1] == older[-1] and len(before) < length)
    assert len(before) <= 30
    assert draft["Subject"] == "Re: Proposal: new website"


BOUNCE = (
    "This is the mail system.\n\n<omar@acme.example>: host mx.acme.example said: 550 5.1.1 User unknown\n\n"
    "Final-Recipient: rfc822; omar@acme.example\nAction: failed\nStatus: 5.1.1\n\nMessage-ID: {proposal}\n"
)


def test_who_cannot_be_reached_is_left_out_of_the_draft(stage: Stage) -> None:
    """Scenario 31: one of two bounced; the other one gets the follow-up alone."""
    proposal = stage.propose(f"{JANE}, {OMAR}", days_ago=9)
    daemon = "Mail Delivery System <mailer-daemon@hale-studio.example>"
    text = BOUNCE.format(proposal=proposal)
    stage.receive(daemon, "Undelivered Mail Returned to Sender", text, days_ago=8, answers=proposal)

    assert everyone(drafted(stage)) == {"jane@acme.example"}


@pytest.mark.parametrize("to", ["noreply@acme.example", "Acme Tickets <ticket+123@acme.example>"])
def test_to_a_machine_nothing_is_drafted_and_it_is_said(stage: Stage, to: str) -> None:
    """Scenario 32: followed because the person said so, still nobody would read it."""
    proposal = stage.propose(to, days_ago=9)
    stage.look()
    with open_store(stage.config) as store:
        assert store.messages.request_tracking(proposal.strip("<>"))

    report = stage.look()

    assert not report.written
    assert stage.drafts() == []
    (why,) = report.refused.values()
    assert "no person reads" in why


def test_a_mail_merge_is_not_one_thread(stage: Stage) -> None:
    """Scenario 33: to ourselves, the customers in Bcc: an answer of one of them says nothing of the others."""
    merged = stage.propose(ME, days_ago=9, Bcc=f"{JANE}, {OMAR}")

    reports = [stage.look(), stage.at(days=3).look()]
    stage.receive(JANE, SUBJECT, "Could we start in May?\n", answers=merged)
    reports.append(stage.at(minutes=5).look())

    assert not any(report.written or report.problems for report in reports)
    assert stage.drafts() == []


LOCAL = [
    ("Gesendet", "Entwürfe", "Papierkorb"),
    ("Messages envoyés", "Brouillons", "Corbeille"),
    ("已发送", "草稿箱", "已删除"),
]


@pytest.mark.parametrize("names", LOCAL, ids=lambda names: names[1])
def test_folders_with_local_names_are_enough(names: tuple[str, str, str], tmp_path: Path) -> None:
    """Scenario 17: without SPECIAL-USE; saved there, missed there, found in that trash."""
    sent, drafts, trash = names
    with dovecot(special=False) as server:
        stage = Stage(server.user("robin"), tmp_path)
        for name in names:
            stage.login.create(name)
        text = PROPOSAL.format(name="Jane", topic="new website")
        raw = f"From: {ME}\r\nTo: {JANE}\r\nSubject: Proposal: new website\r\nMessage-ID: <p@mail.example>\r\n"
        at = format_datetime(stage.at(days=-9).now)
        stage.at(days=9).login.append(sent, f"{raw}Date: {at}\r\n\r\n{text}".encode(), ["\\Seen"], stage.now)

        assert len(stage.look().written) == 1
        ((uid, (flags, _, _)),) = stage.login.snapshot()[drafts].items()
        assert flags == {"\\Draft"}
        stage.login.move(drafts, uid, trash)
        assert not stage.at(minutes=5).look().written
        assert known(stage)[1][-1].why == "you moved it to the trash: this follow-up is skipped"


def answer_in_thread(stage: Stage, sender: str, draft: EmailMessage, parent: str, name: str) -> None:
    """Write behind the sent follow-up: References are cumulative, so the token is among them."""
    references = f"{draft['References']} {parent}"
    given = {"In_Reply_To": parent, "References": references, "Message_ID": name}
    if sender == ME:
        stage.send(JANE, SUBJECT, "Yes, the 4th of May suits us.\n", **given)
    else:
        stage.receive(sender, SUBJECT, "Could we start in May?\n", **given)


def test_later_mail_in_the_thread_carries_the_token_and_is_not_the_draft(stage: Stage) -> None:
    """Scenario 124: their answer and ours behind it are what they are; the draft was sent once."""
    stage.propose(days_ago=9)
    draft = drafted(stage)
    follow_up = stage.at(days=1).send_draft()
    stage.at(minutes=5).look()
    answer_in_thread(stage.at(days=1), JANE, draft, follow_up, "<answer@acme.example>")
    stage.look()
    assert stage.thread().standing.state is State.YOUR_TURN
    answer_in_thread(stage.at(hours=1), ME, draft, "<answer@acme.example>", "<mine@mail.example>")
    stage.look()

    _, events = known(stage)
    sent = [(event.message_id, event.draft_id) for event in events if event.kind is EventKind.SENT]
    assert [(name, draft_id is not None) for name, draft_id in sent[1:]] == [
        (follow_up.strip("<>"), True),
        ("mine@mail.example", False),
    ]


ANNA = "Anna Vogt <anna@hale-studio.example>"


def kinds(stage: Stage) -> list[EventKind]:
    """Return what has happened in the only thread."""
    with open_store(stage.config) as store:
        return [event.kind for event in store.threads.events(stage.thread().id)]


@pytest.mark.parametrize("others", ["", ANNA, OMAR])
@pytest.mark.parametrize("seen_before", [True, False])
def test_an_answer_that_is_filed_in_sent_is_an_answer(stage: Stage, others: str, *, seen_before: bool) -> None:
    """Mail clients can keep answers with what they answer; a colleague in copy makes no difference."""
    root = stage.propose(days_ago=4)
    if seen_before:
        stage.look()
    given = {"Delivered_To": "robin@hale-studio.example"} | ({"Cc": others} if others else {})
    stage.receive(JANE, SUBJECT, "Could we start in May?\n", answers=root, folder="Sent", **given)

    assert not stage.at(days=2).look().written
    assert stage.thread().standing.state is State.YOUR_TURN
    assert kinds(stage) == [EventKind.SENT, EventKind.REPLY]


def test_a_follow_up_from_an_alias_with_a_copy_to_us_is_a_touch(stage: Stage) -> None:
    """Scenario 24: the alias is not configured, neither for the proposal nor for what comes after it."""
    stage.login.append("Sent", from_alias(stage), ["\\Seen"], stage.now)
    assert drafted(stage)["From"].addresses[0].addr_spec == ALIAS
    touch = stage.send_draft(edit=("Hi", "Hello"))
    later = from_alias(stage).replace(b"<alias@", b"<later@").replace(b"Subject: ", b"Subject: Re: ")
    stage.login.append("Sent", f"In-Reply-To: {touch}\r\n".encode() + later, ["\\Seen"], stage.now)
    stage.look()

    assert kinds(stage).count(EventKind.SENT) == 3
    assert EventKind.REPLY not in kinds(stage)
    assert stage.thread().standing.state is State.WAITING


def test_an_answer_that_is_flagged_as_a_draft_is_an_answer(stage: Stage) -> None:
    r"""A rule or a broken client can set `\Draft`: nobody else's draft lies in our inbox."""
    root = stage.propose(days_ago=4)
    stage.login.append("INBOX", answer_to(root).as_bytes(), ["\\Draft"], stage.now)

    assert not stage.look().written
    assert stage.thread().standing.state is State.YOUR_TURN


def answer_to(root: str) -> EmailMessage:
    """Return an answer of the customer."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = JANE, ME, SUBJECT
    message["Message-ID"], message["In-Reply-To"] = "<answer@acme.example>", root
    message.set_content("Could we start in May?\n")
    return message
