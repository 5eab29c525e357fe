"""Why drafts that are due could not be written: kept from the pass that tried, for `status` and the digest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mailfollow.model import Action, Decision, Thread
from mailfollow.store import Store

if TYPE_CHECKING:
    from mailfollow.cycle.desk import Visit

MARK = "unwritten "
"""Before the account's name: the reasons of its last pass, by thread, as JSON."""


def remember(visit: Visit, threads: Iterable[Thread]) -> None:
    """Keep why `threads` of the visited account got no draft in this pass."""
    if visit.desk.dry:
        return
    refused, marks, name = visit.report.refused, visit.store.marks, MARK + visit.account
    mine = {one.id: refused[one.id] for one in threads if one.account == visit.account and one.id in refused}
    after = json.dumps(mine) if mine else None
    if marks.get(name) != after:
        marks.put(name, after)


def unwritten(store: Store, accounts: Iterable[str], decisions: Iterable[Decision]) -> dict[str, str]:
    """Return by thread why what is still due got no draft when it was tried last."""
    why = tried_in_vain(store, accounts)
    return {
        one.thread_id: why[one.thread_id] for one in decisions if one.action is Action.WRITE and one.thread_id in why
    }


def tried_in_vain(store: Store, accounts: Iterable[str]) -> dict[str, str]:
    """Return by thread why there was no draft in the last pass of its account, though one was due."""
    kept = [json.loads(text) for account in accounts if (text := store.marks.get(MARK + account))]
    return {thread: reason for reasons in kept for thread, reason in reasons.items()}
