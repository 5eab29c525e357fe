"""Which of the due drafts are written in a pass, where some cannot be."""

from __future__ import annotations

from dataclasses import replace

from mailfollow.model import DraftPolicy
from tests.cycle.letterbox import JANE, Letterbox, proposal

NOBODY = "helpdesk+4711@acme.example"
"""Where no person reads, so that no draft can be written."""


def test_a_draft_that_cannot_be_written_keeps_nobody_of_the_company_waiting() -> None:
    """It was due first, and would be so for ever."""
    box = Letterbox()
    box.put(proposal(NOBODY, "Proposal: new shop"), proposal(JANE, days=0.5))

    report = box.make_a_pass(days=7)

    impossible, possible = box.threads()
    assert "which no person reads" in report.refused[impossible.id]
    assert [written.thread_id for written in report.written] == [possible.id]
    assert len(box.drafts) == 1


def test_drafts_that_cannot_be_written_do_not_use_up_the_cap() -> None:
    """However many of them are older than the one that can."""
    box = Letterbox()
    box.config = replace(box.config, drafts=DraftPolicy(batch=1, daily=1))
    box.put(*(proposal(f"helpdesk+1@firm{n}.example", f"Proposal: shop {n}") for n in range(3)), proposal(days=0.5))

    report = box.make_a_pass(days=7)

    assert len(report.refused) == 3
    assert [written.to for written in report.written] == [("jane@acme.example",)]
