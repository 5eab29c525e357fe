"""A message that lies there, but that the server does not give: what its header told holds the thread, visibly."""

from __future__ import annotations

from mailfollow.cycle.desk import Visit
from mailfollow.cycle.look.meaning import answer_events, inherited
from mailfollow.model import Kind, Message, Seen

WHY = "the server does not give its text"


def record_withheld(visit: Visit, seen: Seen) -> None:
    """Hold the threads that the message at `seen` may belong to: only the person can read it, in the mail client."""
    message = Message(seen.envelope, seen.at, Kind.UNREADABLE, WHY)
    found = visit.known.match(message, visit.desk.me)
    events = answer_events(message, found)
    with visit.store.writing():
        for thread in found.threads if events else ():
            visit.store.threads.add_events(thread, events)
        for thread in found.heirs if events else ():
            visit.store.threads.add_events(thread, inherited(events))
        visit.store.messages.done(visit.account, seen.place, found.threads, None)
    visit.known.refresh(visit.store, {*found.threads, *found.heirs})
