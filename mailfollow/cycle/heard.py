"""What was answered where it is the person's turn: by whom, and in which words."""

from __future__ import annotations

from collections.abc import Iterable

from mailfollow.model import EventKind, State, Thread
from mailfollow.model.overview import Heard
from mailfollow.store import Store
from mailfollow.tracking.overview import in_brief


def heard(store: Store, threads: Iterable[Thread]) -> dict[str, Heard]:
    """Return the answers that wait for ours, by thread; without those that tell no sender."""
    found = {thread.id: _heard(store, thread) for thread in threads if thread.standing.state is State.YOUR_TURN}
    return {name: answer for name, answer in found.items() if answer is not None}


def _heard(store: Store, thread: Thread) -> Heard | None:
    """Return the answer for which it is the person's turn: the last one that the thread's reason tells of."""
    replies = [event for event in store.threads.events(thread.id) if event.kind is EventKind.REPLY]
    event = next((event for event in reversed(replies) if event.why in thread.standing.why), None)
    if event is None or event.person is None:
        return None
    answer = store.messages.message(thread.account, event.message_id or "")
    sender = answer.envelope.sender if answer else None
    if answer is None or sender is None or sender.address != event.person:  # two mails can have one Message-ID
        return Heard(event.person, in_brief(thread.standing.why, ""))
    return Heard(sender.name or sender.address, in_brief(thread.standing.why, answer.intent_why))
