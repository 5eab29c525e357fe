"""What a server gives wrongly, or not at all: no answer is missed by it, and not knowing is not "no reply"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from mailfollow.errors import Withheld
from mailfollow.mailbox.port import BODY
from mailfollow.model import Cursor, Folder, RawMessage, Role, State
from tests.cycle.letterbox import JANE, ME, Letterbox, letter, proposal

QUESTION = "Hi Robin,\n\ncould you begin in May instead?\n\nJane\n"
OMAR = "Omar Reyes <omar@northwind.example>"


@dataclass
class Broken(Letterbox):
    """A mailbox with a message that lies there, but is not given; a FETCH for it may fail with all it asks for."""

    broken: int = 0
    refuses: bool = True
    forbidden: str = ""
    gone: str = ""

    def bodies(self, folder: str, uids: Sequence[int], most: int = BODY) -> Iterator[RawMessage]:
        if folder == "INBOX" and self.broken in uids and self.refuses:
            raise Withheld("Some messages could not be FETCHed")
        return iter([raw for raw in super().bodies(folder, uids, most) if (folder, raw.place.uid) != self._lost])

    @property
    def _lost(self) -> tuple[str, int]:
        return "INBOX", self.broken

    def cursors(self) -> dict[str, Cursor]:
        found = super().cursors()
        found.pop(self.gone, None)
        return found | ({self.forbidden: Cursor(0, 0, 0)} if self.forbidden else {})


@pytest.mark.parametrize("refuses", [True, False])
def test_an_answer_that_the_server_does_not_give_holds_the_thread_and_keeps_no_other_waiting(refuses: bool) -> None:
    """It refuses the whole FETCH, or leaves the one message out of it."""
    box = Broken(broken=1, refuses=refuses)
    mail = [proposal(), proposal(OMAR, "Proposal: labels")]
    answers = [letter(to, ME, "Re: Proposal", QUESTION, days=3, answers=one.message_id) for to, one in zip(
        (JANE, OMAR), mail, strict=True
    )]  # fmt: skip
    box.put(*mail, *answers)

    box.look()

    jane, omar = box.threads()
    assert omar.standing.state is State.YOUR_TURN
    assert jane.standing.held == "an answer that could not be read: the server does not give its text"
    assert box.due() == []


def test_where_nothing_is_given_nothing_is_concluded() -> None:
    """That is no matter of one message, but of the server."""

    class Mute(Letterbox):
        def bodies(self, folder: str, uids: Sequence[int], most: int = BODY) -> Iterator[RawMessage]:
            raise Withheld("FETCH failed")

    box = Mute()
    box.put(proposal(), proposal(OMAR, "Proposal: labels"))

    assert [problem.exit_code for problem in box.make_a_pass().problems] == [69]
    assert box.threads() == []


def test_a_server_that_was_set_back_brings_no_answer_under_a_known_uid() -> None:
    """Restored from a backup, with the same UIDVALIDITY: what comes then gets UIDs that others had."""
    box = Letterbox()
    first = proposal()
    box.put(first, *(letter(OMAR, ME, f"Lunch {n}?", "At one?\n") for n in range(3)))
    box.look(days=1)
    del box.letters["INBOX"][1:]
    box.look(days=2)
    box.put(letter(JANE, ME, "Re: Proposal", QUESTION, days=3, answers=first.message_id))

    box.look()

    assert box.thread().standing.state is State.YOUR_TURN


@pytest.mark.parametrize("folder", ["INBOX", "Sent", "Drafts"])
def test_a_folder_that_is_needed_and_may_not_be_read_is_no_silence(folder: str) -> None:
    """An account whose rights were set wrongly says so, and nothing is drafted."""
    box = Broken(forbidden=folder)
    box.put(proposal())

    report = box.make_a_pass()

    assert "may not be read any more" in report.problems[0].sentence
    assert f"“{folder}”" in report.problems[0].sentence
    assert box.drafts == []


def test_a_folder_that_could_be_read_before_and_may_not_be_now_is_no_silence() -> None:
    """An answer may lie there; one that never could be read is passed over."""
    box = Broken(letters={"Sent": [], "INBOX": [], "Customers": [], "Board": [], "Drafts": []})
    box.put(proposal())
    box.forbidden = "Board"
    assert not box.make_a_pass(days=1).problems
    box.forbidden = "Customers"

    (problem,) = box.make_a_pass().problems

    assert "“Customers” may not be read any more" in problem.sentence
    assert box.drafts == []


def test_a_folder_that_goes_between_two_lists_ends_the_look_of_its_account_only() -> None:
    """Renamed in that moment: it is found again under its new name."""
    box = Broken(gone="INBOX")
    box.put(proposal())

    (problem,) = box.make_a_pass().problems

    assert (problem.account, problem.exit_code) == ("work", 69)
    assert box.folders() == tuple(
        Folder(name, role) for name, role in zip(
            ("Sent", "INBOX", "Drafts", "Trash"), (Role.SENT, Role.WATCH, Role.DRAFTS, Role.TRASH), strict=True
        )
    )  # fmt: skip
