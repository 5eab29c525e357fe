"""What really happened, read from the export by the very code that reads a mailbox."""

from __future__ import annotations

from mailfollow.cycle.desk import Desk, Report, Visit
from mailfollow.cycle.look.known import Known
from mailfollow.cycle.look.observe import observe
from mailfollow.mailbox.port import Mailbox
from mailfollow.model import Conversation, Message, Thread
from mailfollow.replay.story import History


def look(desk: Desk, mailbox: Mailbox) -> Visit:
    """Bring the desk's empty store up to date with `mailbox`, as a pass does, and return the visit."""
    visit = Visit(desk, mailbox, Known.of(desk.store), Report())
    observe(visit)
    return visit


def histories(visit: Visit) -> list[History]:
    """Return the history of every proposal that was found."""
    conversations = {one.id: one for one in visit.store.threads.conversations()}
    return [_history(visit, thread, conversations[thread.id]) for thread in visit.store.threads.all()]


def _history(visit: Visit, thread: Thread, conversation: Conversation) -> History:
    read = {name: visit.store.messages.message(thread.account, name) for name in conversation.message_ids}
    messages = {name: message for name, message in read.items() if message is not None}
    return History(
        thread,
        tuple(visit.store.threads.events(thread.id)),
        dict(sorted(messages.items(), key=_time)),
    )


def _time(named: tuple[str, Message]) -> tuple[object, ...]:
    """Order messages by time; of the same second the one that is answered by the other comes first."""
    name, message = named
    return message.at, len(message.envelope.references), name
