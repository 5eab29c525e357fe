"""Drafts that nobody touched for a week are written anew where their text is no longer true; always one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mailfollow.cli.common import read_store
from mailfollow.cycle.drafts import refresh
from mailfollow.errors import CannotWrite, ServerUnavailable
from mailfollow.library import load_templates
from mailfollow.mailbox.imap.mailbox import ImapMailbox
from mailfollow.model import Draft, DraftState, State
from tests.clients.watched import Watched
from tests.end_to_end.stage import JANE, ME, Stage

pytestmark = pytest.mark.dovecot

OMAR = "Omar Reyes <omar@northwind.example>"
PROPOSAL = "<proposal@mail.example>"
DATED = """+++
angle = "{angle}"
when = ["{when}"]
+++
{{{{ greeting }}}}

My proposal was written {{{{ proposal.days_ago }}}} days ago. {sentence}

Shall I call you on Thursday?

{{{{ sign_off }}}}
"""
SENTENCES = ("The plan for the first week is ready.", "Two of the three steps could wait until summer.")


def write_templates(stage: Stage, when: str = "waiting") -> None:
    """Have the person's own templates, which name a number of days, stand in place of all that are shipped."""
    folder = stage.folder / "templates" / "en"
    folder.mkdir(parents=True)
    for number, template in enumerate(one for one in load_templates().templates if one.language == "en"):
        angle = f"angle-{number % 2}"
        text = DATED.format(angle=angle, when=when, sentence=SENTENCES[number % 2])
        (folder / f"{template.name.partition('/')[2]}.txt.j2").write_text(text)


@pytest.fixture
def drafted(stage: Stage) -> Stage:
    """A draft that says on Monday how many days ago the proposal was written."""
    write_templates(stage)
    stage.propose(days_ago=9, Message_ID=PROPOSAL)
    assert len(stage.look().written) == 1
    assert text(stage) == "9 days ago"
    return stage


def text(stage: Stage) -> str:
    """Return how many days ago the only draft says it was."""
    (draft,) = stage.drafts()
    return draft.get_content().partition("was written ")[2].partition(".")[0]


def journal(stage: Stage) -> list[Draft]:
    """Return all drafts there ever were."""
    with read_store(stage.config) as store:
        return [draft for thread in store.threads.all() for draft in store.drafts.of_thread(thread.id)]


def test_a_draft_is_written_anew_after_five_business_days(drafted: Stage) -> None:
    """It was written on Monday: on the next one its text is no longer true, and not before; and so on each week."""
    watched = Watched(drafted)
    said = []
    for _ in range(15):
        drafted.at(days=1)
        watched.look()
        said.append(text(drafted))

    assert said == ["9 days ago"] * 6 + ["16 days ago"] * 7 + ["23 days ago"] * 2
    assert watched.wrong == []
    states = [draft.state for draft in journal(drafted)]
    assert states == [DraftState.WITHDRAWN, DraftState.WITHDRAWN, DraftState.OPEN]
    assert (drafted.thread().standing.touch, drafted.thread().standing.state) == (0, State.DRAFTED)


def joint(stage: Stage) -> list[str]:
    """Have a draft for two proposals to one person written; return their Message-IDs, the older one first."""
    write_templates(stage, "several")
    roots = [stage.propose(days_ago=9, Message_ID=PROPOSAL), stage.propose(topic="company logo", days_ago=8)]
    assert len(stage.look().written) == 1
    assert text(stage) == "9 days ago"
    return roots


def test_a_draft_for_several_proposals_is_written_anew_for_all_of_them(stage: Stage) -> None:
    """It names the same ones, and still is the only one in each; sent, it counts for each."""
    joint(stage)
    watched = Watched(stage)
    said = []
    for _ in range(8):
        stage.at(days=1)
        watched.look()
        said.append(text(stage))

    assert said == ["9 days ago"] * 6 + ["16 days ago"] * 2
    assert watched.wrong == []
    old, new = journal(stage)
    assert (old.state, new.state, new.covers, new.replaces) == (
        DraftState.WITHDRAWN,
        DraftState.OPEN,
        old.covers,
        old.id,
    )
    assert len(new.covers) == 1

    stage.send_draft()
    stage.at(minutes=5).look()
    standings = [thread.standing for thread in stage.threads()[0]]
    assert [(standing.state, standing.touch) for standing in standings] == [(State.WAITING, 1)] * 2


@pytest.mark.parametrize("answered", [0, 1])
def test_a_draft_for_several_proposals_is_not_written_anew_when_one_is_answered(stage: Stage, answered: int) -> None:
    """Scenario 52: it would name what was answered; it is taken back instead."""
    roots = joint(stage)
    subject = ("Re: Proposal: new website", "Re: Proposal: company logo")[answered]
    stage.at(days=7).receive(JANE, subject, "Could we start in May?\n", answers=roots[answered])

    report = stage.look()

    assert len(report.withdrawn) == 1
    assert not any(draft.replaces for draft in journal(stage))


def test_a_draft_for_several_proposals_stays_while_the_person_writes_in_one_of_them(stage: Stage) -> None:
    """Scenario 16: what they are about to say there, the new one would say once more."""
    _, newer = joint(stage)
    mine = f"From: {ME}\r\nTo: {JANE}\r\nSubject: Re: Proposal\r\nIn-Reply-To: {newer}\r\n\r\nHi Jane,\r\n"
    stage.login.append("Drafts", mine.encode(), ["\\Draft"], stage.now)
    before = stage.login.snapshot()

    reports = [stage.at(days=1).look() for _ in range(9)]

    assert not any(report.written or report.withdrawn for report in reports)
    assert stage.login.snapshot() == before


def test_it_says_why_and_keeps_its_template(drafted: Stage) -> None:
    """The touch, the angle and the recipients are the same; the thread's story names both steps."""
    (before,) = drafted.drafts()
    drafted.at(days=7)

    report = drafted.look()

    old, new = journal(drafted)
    (after,) = drafted.drafts()
    assert [written.why for written in report.written] == [new.why]
    assert "written anew, as the text of Mon 2 Mar 2026 is no longer true" in new.why
    assert (new.template, new.touch, new.replaces, new.round) == (old.template, 1, old.id, old.round)
    assert (after["To"], after["Subject"], after["In-Reply-To"]) == (before["To"], before["Subject"], PROPOSAL)
    with read_store(drafted.config) as store:
        said = [event.why for event in store.threads.events(drafted.thread().id)]
    assert "the draft was withdrawn: its text is no longer true, so it is written anew" in said


def test_a_text_that_is_still_true_stays(stage: Stage) -> None:
    """The shipped texts name no day that passes: the same bytes lie there for weeks."""
    stage.propose(days_ago=9)
    stage.look()
    before = stage.login.snapshot()

    reports = [stage.at(days=1).look() for _ in range(15)]

    assert not any(report.written or report.withdrawn for report in reports)
    assert stage.login.snapshot() == before


@pytest.mark.parametrize("words", ["", "PS: My colleague Ida says hello."])
def test_what_the_person_saved_is_never_written_anew(drafted: Stage, words: str) -> None:
    """Edited or only saved by the client: the bytes are theirs."""
    ((uid, _),) = drafted.drafts_by_uid()
    data, _ = drafted.login.fetch("Drafts", uid)
    drafted.login.append("Drafts", b"X-Client: 1\r\n" + data + words.encode() + b"\r\n", ["\\Draft"], drafted.now)
    drafted.login.remove("Drafts", uid)
    before = drafted.login.snapshot()

    reports = [drafted.at(days=1).look() for _ in range(14)]

    assert not any(report.written or report.withdrawn for report in reports)
    assert drafted.login.snapshot() == before


@pytest.mark.parametrize("more", ["[draft]\nrefresh_after = 0\n", "[draft]\nrefresh_after = 30\n"])
def test_the_person_may_want_it_later_or_never(drafted: Stage, more: str) -> None:
    drafted.more = more

    reports = [drafted.at(days=7).look() for _ in range(3)]

    assert not any(report.written for report in reports)


def test_while_the_person_is_away_nothing_is_written_anew(drafted: Stage) -> None:
    """It would be stale again on the return; that day it is done."""
    drafted.more = "[cadence]\naway = [[2026-03-05, 2026-03-19]]\n"

    said = [(drafted.at(days=1).look(), text(drafted))[1] for _ in range(18)]

    assert said == ["9 days ago"] * 17 + ["27 days ago"]


def test_it_is_no_new_draft_for_the_cap_of_the_day(drafted: Stage) -> None:
    """One a day is allowed: the follow-up that is due on that day comes as well."""
    drafted.more = "[draft]\ndaily = 1\n"
    drafted.at(days=3).propose(OMAR, "warehouse labels", days_ago=1)
    assert not drafted.look().written

    report = drafted.at(days=4).look()

    assert sorted(str(draft["To"]) for draft in drafted.drafts()) == [JANE, OMAR]
    assert (len(report.written), len(report.withdrawn)) == (2, 1)


def test_a_dry_run_says_it_and_changes_nothing(drafted: Stage) -> None:
    before = drafted.login.snapshot()

    report = drafted.at(days=7).look(dry=True)

    assert (len(report.written), len(report.withdrawn)) == (1, 1)
    assert drafted.login.snapshot() == before
    assert len(journal(drafted)) == 1


def test_an_answer_that_came_meanwhile_counts_and_nothing_is_written(drafted: Stage) -> None:
    """Scenario 52: the mailbox is looked at once more before the new one is written."""
    look_again = drafted.at(days=7)
    look_again.receive(JANE, "Re: Proposal: new website", "Could we start in May?\n", answers=PROPOSAL)

    report = look_again.look()

    assert report.withdrawn
    assert not report.written
    assert drafted.drafts() == []


def died(*_: object, **__: object) -> None:
    """Stand for the end of the process."""
    raise KeyboardInterrupt


def lost(*_: object, **__: object) -> None:
    """Stand for a connection that breaks."""
    raise ServerUnavailable("The connection was lost.")


def refused(*_: object, **__: object) -> None:
    """Stand for a full mailbox."""
    raise CannotWrite("[OVERQUOTA] Quota exceeded")


def removed_and_lost(self: ImapMailbox, *given: object) -> None:
    """Stand for a connection that breaks when the server has done its work."""
    REMOVE(self, *given)  # type: ignore[arg-type]
    raise ServerUnavailable("The connection was lost.")


def saved_and_lost(self: ImapMailbox, *given: object) -> None:
    """Stand for an APPEND whose answer is lost."""
    SAVE(self, *given)  # type: ignore[arg-type]
    raise ServerUnavailable("The connection was lost.")


REMOVE, SAVE = ImapMailbox.withdraw, ImapMailbox.save_draft


@pytest.mark.parametrize(
    ("where", "name", "fault"),
    [
        (ImapMailbox, "withdraw", died),
        (ImapMailbox, "withdraw", lost),
        (refresh, "append", died),
        (ImapMailbox, "save_draft", died),
        (ImapMailbox, "save_draft", lost),
        (ImapMailbox, "save_draft", saved_and_lost),
        (ImapMailbox, "save_draft", refused),
    ],
)
def test_wherever_it_breaks_off_there_is_one_draft_in_the_end(
    drafted: Stage, where: object, name: str, fault: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promises 4 and 5: between the old one and the new one, neither two nor none; the touch is not skipped."""
    broken_off(drafted, where, name, fault, monkeypatch)

    counted = counts(drafted, (5, 15, 25, 31, 360, 31))

    assert max(counted) == counted[-1] == 1
    assert text(drafted) == "16 days ago"
    assert (drafted.thread().standing.touch, drafted.thread().standing.state) == (0, State.DRAFTED)


REMOVED = [(ImapMailbox, "withdraw", removed_and_lost), (refresh, "take_back", died), (refresh, "reserve", died)]
"""Where the old one was removed, and we don't know it: it may just as well be open in the person's client."""


@pytest.mark.parametrize(("where", "name", "fault"), REMOVED)
def test_what_may_be_open_in_the_client_is_written_anew_after_a_day(
    drafted: Stage, where: object, name: str, fault: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 119: no client keeps a draft open for longer than that; the touch is not skipped."""
    broken_off(drafted, where, name, fault, monkeypatch)

    counted = counts(drafted, (5, 60, 720, 650, 30, 30))

    assert counted == [0, 0, 0, 0, 1, 1]
    assert text(drafted) == "17 days ago"
    assert (drafted.thread().standing.touch, drafted.thread().standing.state) == (0, State.DRAFTED)


def test_a_draft_that_was_opened_after_we_died_over_it_stays_the_only_one(
    drafted: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 119: it was to be written anew, and we had not removed it; mutt took it, and puts it back."""
    ((uid, _),) = drafted.drafts_by_uid()
    data, _ = drafted.login.fetch("Drafts", uid)
    broken_off(drafted, ImapMailbox, "withdraw", died, monkeypatch)
    drafted.login.remove("Drafts", uid)

    assert counts(drafted, (5, 60, 600)) == [0, 0, 0]
    mine = data.replace(b"Shall I call you", b"May I call you")
    drafted.login.append("Drafts", mine, ["\\Draft"], drafted.now)

    assert counts(drafted, (5, 1440, 1440, 1440)) == [1, 1, 1, 1]
    assert [draft.state for draft in journal(drafted)] == [DraftState.EDITED]


def broken_off(
    stage: Stage, where: object, name: str, fault: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Have a pass break off over its draft, which is a week old."""
    stage.at(days=7)
    with monkeypatch.context() as patch:
        patch.setattr(where, name, fault)
        try:
            stage.look()
        except KeyboardInterrupt:
            assert fault is died


def counts(stage: Stage, minutes: tuple[float, ...]) -> list[int]:
    """Return how many drafts lie there after each of these passes."""
    counted = []
    for later in minutes:
        stage.at(minutes=later).look()
        counted.append(len(stage.drafts()))
    return counted


def test_a_draft_that_was_open_in_the_client_while_it_was_written_anew_is_the_only_one(drafted: Stage) -> None:
    """Scenario 16: what the person saves then is theirs; ours goes, and when theirs is sent, that was the follow-up."""
    ((uid, _),) = drafted.drafts_by_uid()
    data, _ = drafted.login.fetch("Drafts", uid)
    assert drafted.at(days=7).look().written
    mine = data + b"PS: My colleague Ida says hello.\r\n"
    saved = drafted.login.append("Drafts", mine, ["\\Draft"], drafted.now)

    for _ in range(3):
        assert not drafted.at(days=1).look().written

    assert [number for number, _ in drafted.drafts_by_uid()] == [saved]
    sent = mine.replace(b"Date: Mon, 02 Mar", b"Date: Thu, 12 Mar")
    drafted.login.append("Sent", sent, ["\\Seen"], drafted.now)
    drafted.login.remove("Drafts", saved)
    assert not drafted.at(minutes=5).look().written
    assert (drafted.thread().standing.touch, drafted.thread().standing.state) == (1, State.WAITING)
