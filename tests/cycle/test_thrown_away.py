"""A draft in the trash was not sent, whatever else is said in its thread later."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailfollow.cli.common import open_store
from mailfollow.model import DraftState, EventKind
from tests.end_to_end.stage import JANE
from tests.faults.life.host import Host
from tests.servers.memory import MemoryLogin


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """The first follow-up of a proposal was thrown away, and a look has seen it."""
    host = Host(MemoryLogin(), tmp_path / "host")
    host.root = host.propose(days_ago=9)  # type: ignore[attr-defined]
    host.look()
    (uid,) = host.login.server.boxes["Drafts"].messages  # type: ignore[attr-defined]
    host.login.move("Drafts", uid, "Trash")
    host.at(days=1).look()
    return host


@pytest.mark.parametrize("what", ["we write", "they answer", "another proposal is followed"])
def test_a_draft_in_the_trash_is_never_taken_for_a_mail_that_was_sent(host: Host, what: str) -> None:
    """New mail makes older mail of the thread worth a look; but nobody has received what lies in the trash."""
    root = host.root  # type: ignore[attr-defined]
    host.at(days=1)
    if what == "we write":
        host.send(JANE, "Re: Proposal: new website", "One more thought: shall we begin smaller?\n", answers=root)
    elif what == "they answer":
        host.receive(JANE, "Re: Proposal: new website", "Could we talk in June?\n", answers=root)
    else:
        host.propose("Omar Reyes <omar@northwind.example>", "labels", days_ago=5)
    host.look()

    with open_store(host.config) as store:
        first = next(one for one in store.threads.all() if one.subject == "Proposal: new website")
        (draft,) = store.drafts.of_thread(first.id)
        events = store.threads.events(first.id)

    assert draft.state is DraftState.DISCARDED
    assert [one.draft_id for one in events if one.kind is EventKind.SENT] == [None] * (1 + (what == "we write"))
