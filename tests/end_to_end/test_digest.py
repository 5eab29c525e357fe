"""The digest in the inbox of a real mailbox: what it says, and that it never gets in anybody's way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner

from mailfollow import clock
from mailfollow.cli import cli
from mailfollow.cli.common import open_store
from mailfollow.cycle.digest import MADE
from mailfollow.errors import CannotWrite
from mailfollow.mailbox.imap.mailbox import ImapMailbox
from mailfollow.model import State
from mailfollow.store.notices import Notices
from tests.end_to_end.many import DIGEST, ITALIAN, PEOPLE, digest, play, subject
from tests.end_to_end.stage import CONFIG, JANE, Stage
from tests.faults.life.host import Host
from tests.servers.memory import MemoryLogin

pytestmark = pytest.mark.dovecot
DAILY = "[digest]\ndaily = true\n"


@pytest.fixture
def daily(stage: Stage) -> Stage:
    """A person who wants the digest."""
    stage.more = DAILY
    return stage


def inbox(stage: Stage) -> dict[int, str]:
    """Return the subjects in the inbox by UID."""
    with stage.login.session("INBOX") as client:
        found = client.fetch(client.search("ALL"), ["ENVELOPE"]) if client.search("ALL") else {}
    return {uid: items[b"ENVELOPE"].subject.decode() for uid, items in found.items()}


def groups(text: str) -> dict[str, str]:
    """Return the text of each group by the beginning of its title."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return {part.splitlines()[0].partition(" (")[0]: part for part in parts if part.strip()}


def test_every_proposal_stands_in_the_group_that_says_what_to_do(stage: Stage) -> None:
    """Fifteen proposals in as many states; of the closed ones only what did not arrive; and the failed account."""
    stage.more = DIGEST
    told = groups(play(stage).get_content())

    expected = {
        "In Drafts: send, edit or delete them": ("open", "edited"),
        "Your turn: they answered": ("question", "colleague", "answered late"),
        "Did not arrive: write to another address, or say stop": ("bounced",),
        "Held, and why": ("probable",),
        "Dates within a week": ("asked to wait", "promised"),
        "Thrown away, withdrawn or over": ("discarded", "won"),
        "Due, but no draft could be written": ("Italian",),
    }
    for title, whats in expected.items():
        listed = {what for what in PEOPLE if subject(what)[:30] in told[title]}
        assert listed == set(whats), title
    assert "Yuki Abe" in told["Your turn: they answered"], "who answered, not who was asked"
    assert "no Maildir at /nowhere/Maildir" in told["Could not look, so silence there means nothing"]


def test_there_is_none_unless_it_is_wanted(stage: Stage) -> None:
    stage.propose(days_ago=9)
    stage.look()

    assert inbox(stage) == {}


def test_it_comes_once_a_day_from_its_hour_on_and_not_on_a_weekend(daily: Stage) -> None:
    """The stage is in Berlin, on a Monday at nine; the hour is seven."""
    daily.at(hours=-3).look()
    assert inbox(daily) == {}
    daily.at(hours=1).look()
    daily.at(minutes=5).look()
    daily.at(hours=9).look()
    assert list(inbox(daily).values()) == ["Follow-ups: nothing waits for you (Mon 2 Mar 2026)"]

    for _ in range(6):
        daily.at(days=1).look()

    assert list(inbox(daily).values()) == ["Follow-ups: nothing waits for you (Fri 6 Mar 2026)"], "no one of a weekend"


def test_it_is_unread_and_no_draft(daily: Stage) -> None:
    daily.look()

    (uid,) = inbox(daily)
    _, flags = daily.login.fetch("INBOX", uid)
    assert not flags & {"\\Seen", "\\Draft", "\\Flagged"}


@pytest.mark.parametrize("flag", ["\\Seen", "\\Flagged", "\\Answered", "important"])
def test_one_that_the_person_has_touched_stays(daily: Stage, flag: str) -> None:
    daily.look()
    (first,) = inbox(daily)
    daily.login.flag("INBOX", first, flag)

    daily.at(days=1).look()
    daily.at(days=1).look()

    assert first in inbox(daily)
    assert len(inbox(daily)) == 2, "that one, and the last of ours"


def test_one_that_was_moved_stays_where_it_was_put(daily: Stage) -> None:
    daily.look()
    (uid,) = inbox(daily)
    daily.login.move("INBOX", uid, "Archive")
    before = daily.login.snapshot()["Archive"]

    daily.at(days=1).look()
    daily.at(days=1).look()

    assert daily.login.snapshot()["Archive"] == before
    assert len(inbox(daily)) == 1


def test_a_message_of_somebody_else_in_its_place_is_never_removed(daily: Stage) -> None:
    """The same subject and marks, another Message-ID: whoever wrote it, it was not us."""
    daily.look()
    (uid,) = inbox(daily)
    data, _ = daily.login.fetch("INBOX", uid)
    other = daily.login.append("INBOX", data.replace(b"mailfollow.digest.", b"mailfollow.digest.0"))

    daily.at(days=1).look()

    assert other in inbox(daily)
    assert uid not in inbox(daily)


def test_it_never_counts_as_mail(daily: Stage) -> None:
    """It names the proposal and comes from the person: it is neither an answer, nor a touch, nor a proposal."""
    daily.propose(JANE, days_ago=9)
    daily.look()
    standing, drafts = daily.thread().standing, daily.login.snapshot()["Drafts"]

    for _ in range(3):
        daily.at(days=1).look()

    assert (daily.thread().standing, daily.login.snapshot()["Drafts"]) == (standing, drafts)
    assert digest(daily)["Auto-Submitted"] == "auto-generated"


def test_a_dry_run_makes_none(daily: Stage) -> None:
    daily.look(dry=True)

    assert inbox(daily) == {}


def test_none_is_made_by_a_clock_that_cannot_be_right(daily: Stage) -> None:
    """It would be of a day that is not, and none would come until then."""
    daily.look()
    before = inbox(daily)

    daily.at(days=1_001).look()
    assert inbox(daily) == before
    daily.at(days=-1_000).look()

    assert list(inbox(daily).values()) == ["Follow-ups: nothing waits for you (Tue 3 Mar 2026)"]


def test_one_of_a_day_to_come_keeps_none_away(daily: Stage) -> None:
    """Such as one that was made before the clock was set right."""
    with open_store(daily.config) as store:
        store.marks.put(MADE, (daily.now + timedelta(days=400)).isoformat())

    daily.look()

    assert len(inbox(daily)) == 1


def test_a_copy_in_another_folder_keeps_nothing_there(daily: Stage) -> None:
    """Scenario 112: as in All Mail of Gmail, which shows what lies in the inbox."""
    daily.look()
    ((uid, _),) = inbox(daily).items()
    data, _ = daily.login.fetch("INBOX", uid)
    daily.login.append("Archive", data, [], daily.now)
    daily.at(minutes=5).look()

    daily.at(days=1).look()

    assert list(inbox(daily).values()) == ["Follow-ups: nothing waits for you (Tue 3 Mar 2026)"]


def test_an_inbox_with_new_numbers_has_its_digest_replaced(tmp_path: Path) -> None:
    """Scenario 108: it is met again under its new UID, and so is not left behind."""
    login = MemoryLogin()
    host = Host(login, tmp_path, more=DAILY)
    host.look()
    login.append("INBOX", b"Subject: restored\r\n\r\nHi\r\n", [], host.now)
    login.server.renew("INBOX")
    host.at(minutes=5).look()

    host.at(days=1).look()

    left = sorted(message.data for message in login.server.boxes["INBOX"].messages.values())
    assert len(left) == 2
    assert b"(Tue 3 Mar 2026)" in left[0].replace(b"\r\n", b"")


def test_an_answer_that_borrows_its_id_is_an_answer(daily: Stage) -> None:
    """Whoever was forwarded a digest knows its Message-ID; no mail is hidden by it."""
    root = daily.propose(JANE, days_ago=9)
    daily.look()
    borrowed = digest(daily)["Message-ID"]

    daily.at(minutes=5).receive(JANE, "Re: Proposal: new website", "How long?\n", answers=root, Message_ID=borrowed)
    daily.look()

    assert daily.thread().standing.state is State.YOUR_TURN


@pytest.mark.parametrize("to", [JANE, "robin@hale-studio.example", "Eva Lund <eva@assistant.example>"])
def test_one_that_is_forwarded_or_answered_is_no_proposal(daily: Stage, to: str) -> None:
    """It is full of words of proposals, and names the people that they went to."""
    daily.propose("Omar Reyes <omar@northwind.example>", days_ago=9)
    daily.look()
    one = digest(daily)
    quoted = f"-------- Forwarded Message --------\nSubject: {one['Subject']}\n\n{one.get_content()}"

    daily.at(minutes=5).send(
        to, f"Fwd: {one['Subject']}", f"Please have a look.\n\n{quoted}", answers=one["Message-ID"]
    )
    daily.look()

    assert daily.thread().standing.touch == 0


def test_a_control_folder_says_nothing_of_it(daily: Stage) -> None:
    daily.more += "[control]\nfolders = true\n"
    daily.propose(JANE, days_ago=9)
    daily.look()
    uid = next(iter(inbox(daily)))
    daily.login.move("INBOX", uid, "Mailfollow/Stop")

    daily.at(minutes=5).look()

    assert daily.thread().standing.close is None
    with open_store(daily.config) as store:
        assert store.orders.in_vain(daily.now - timedelta(days=1)) == []


@pytest.mark.parametrize("step", ["reserve", "save_notice", "met"])
def test_a_crash_makes_no_second_one_and_leaves_none_behind(
    daily: Stage, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Before it is noted, before it is put there, and before its place is noted."""
    with monkeypatch.context() as dying:
        dying.setattr(ImapMailbox if step == "save_notice" else Notices, step, _die)
        with pytest.raises(KeyboardInterrupt):
            daily.look()

    for _ in range(3):
        daily.at(minutes=5).look()
    assert len(inbox(daily)) == (step != "save_notice")
    daily.at(days=1).look()

    assert list(inbox(daily).values()) == ["Follow-ups: nothing waits for you (Tue 3 Mar 2026)"]


def _die(*_arguments: object, **_more: object) -> NoReturn:
    raise KeyboardInterrupt


def test_it_lies_in_the_inbox_wherever_else_answers_are_looked_for(daily: Stage) -> None:
    daily.more += '[account.work.folders]\nwatch = ["Archive", "INBOX"]\n'

    daily.look()

    assert len(inbox(daily)) == 1


def test_it_says_why_there_are_no_new_drafts(daily: Stage) -> None:
    """Somebody whose drafts went unused is told so each morning, and what to do."""
    daily.more += "[draft]\nunused = 1\n"
    daily.propose(JANE, days_ago=9)
    daily.look()
    ((uid, _),) = daily.drafts_by_uid()
    daily.login.move("Drafts", uid, "Trash")

    daily.at(days=1).look()

    told = " ".join(digest(daily).get_content().split())
    assert told.startswith("No new drafts: the last 1 draft went unused")
    assert "`mailfollow resume`" in told
    assert "no new drafts" in digest(daily)["Subject"]


def test_an_inbox_that_nothing_can_be_put_into_costs_no_draft(daily: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenario 22: full, or read only. It is told once a day, and yesterday's digest stays."""
    daily.look()
    before = inbox(daily)
    daily.at(days=1).propose(JANE, days_ago=9)
    monkeypatch.setattr(ImapMailbox, "save_notice", _full)

    first, second = daily.look(), daily.at(minutes=5).look()

    assert [problem.sentence for problem in first.problems] == ["The mailbox is full."]
    assert (len(first.written), second.problems, inbox(daily)) == (1, [], before)


def _full(*_arguments: object) -> NoReturn:
    raise CannotWrite("The mailbox is full.")


def test_the_command_says_what_the_message_says(daily: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of what is due and could not be written: the pass remembers why."""
    daily.send("Ada Russo <ada@russo.example>", "Offerta: nuovo sito", ITALIAN, days_ago=9)
    daily.look()
    monkeypatch.setattr(clock, "now", lambda: daily.now)

    said = CliRunner().invoke(cli, ["digest", "--config", str(daily.folder / "config.toml")]).output

    assert "there are no templates in it" in " ".join(said.split())
    assert said.strip() == digest(daily).get_content().replace("\r\n", "\n").partition("\n-- \n")[0].strip()
    daily.at(days=3)
    said = CliRunner().invoke(cli, ["digest", "--config", str(daily.folder / "config.toml")]).output
    assert "That is 3 days ago: what came since is not known." in said, "nobody has looked since"


def test_what_became_of_a_draft_is_told_once(daily: Stage) -> None:
    daily.propose(JANE, days_ago=9)
    daily.look()
    ((uid, _),) = daily.at(days=0.9).drafts_by_uid()
    daily.login.move("Drafts", uid, "Trash")
    daily.at(days=0.1).look()
    title = "Thrown away, withdrawn or over"
    assert title in digest(daily).get_content()

    daily.at(days=1).look()

    assert title not in digest(daily).get_content()


def test_an_address_that_no_header_can_carry_costs_the_digest_and_nothing_else(
    daily: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as one with an umlaut before the @, which few servers take (RFC 6531)."""
    monkeypatch.setattr("tests.end_to_end.stage.CONFIG", CONFIG.replace('["robin@', '["röbin@hale.example", "robin@'))
    daily.propose(JANE, days_ago=9)

    first, second = daily.look(), daily.at(minutes=5).look()

    (problem,) = first.problems
    assert problem.sentence.startswith("There is no digest: the address ")
    assert (len(first.written), second.problems) == (1, []), "told once a day"


def test_of_two_accounts_one_has_it_and_it_tells_of_both(daily: Stage, tmp_path: Path) -> None:
    """In the inbox that the person chose, here a Maildir; it is replaced there as well, and counts for nothing."""
    for folder in ("", ".Sent", ".Drafts"):
        for part in ("cur", "new", "tmp"):
            (tmp_path / "Maildir" / folder / part).mkdir(parents=True)
    daily.more = f'{DAILY}account = "home"\n[account.home]\nkind = "maildir"\npath = "{tmp_path}/Maildir"\n'
    daily.propose(JANE, days_ago=9)

    for _ in range(2):
        assert not daily.at(days=1).look().problems

    (notice,) = (path for path in (tmp_path / "Maildir").rglob("*") if path.is_file())
    assert b"Proposal: new website" in notice.read_bytes()
    assert b"(Wed 4 Mar 2026)" in notice.read_bytes().replace(b"=\n", b"").replace(b"\n ", b" ")
    assert inbox(daily) == {}
    assert len(daily.drafts()) == 1
