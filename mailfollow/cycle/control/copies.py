"""Take our own draft out of a control folder again: the only message there that is ours to remove.

It must be as we wrote it, to the byte. Why it is removed is written down before it is, so that whoever dies over it
knows afterwards that it was not the person who threw it away.
"""

from __future__ import annotations

from mailfollow.cycle.desk import Visit
from mailfollow.errors import CannotWrite
from mailfollow.mailbox import lines
from mailfollow.model import Draft, Place, Role
from mailfollow.store.orders import Order
from mailfollow.tracking.orders import LEFT, how, place_of
from mailfollow.tracking.planning.drafts import OPEN_STATES


def take_away(visit: Visit, order: Order, thread: str) -> None:
    """Remove the copy of an untouched draft of `thread` that `order` was given with, if it was."""
    place = place_of(order.sign)
    drafts = [draft for draft in visit.store.drafts.of_thread(thread) if draft.message_id == order.message_id]
    if place is None or not drafts or not _as_written(visit, place, drafts[-1]):
        return
    draft, why = drafts[-1], how(order.sign)
    if draft.state in OPEN_STATES and not _is_in_drafts(visit, draft):
        visit.store.drafts.update(draft.id, withdrawing=why)
    if visit.desk.dry:
        return
    # Noted before, so that the person is told of it also if we die over it.
    visit.store.orders.settle(order, thread, f"{why}; {LEFT} {place.folder}: please delete it")
    if _removed(visit, place, draft):
        visit.store.orders.settle(order, thread, why)


def _removed(visit: Visit, place: Place, draft: Draft) -> bool:
    try:
        return visit.mailbox.withdraw(place.uid, place.uidvalidity, draft.data, place.folder)
    except CannotWrite:  # such as a server without UIDPLUS: the person removes it
        return False


def _as_written(visit: Visit, place: Place, draft: Draft) -> bool:
    found = visit.mailbox.bodies(place.folder, [place.uid], 2 * len(draft.data) + 1)
    return any(
        raw.place == place and r"\Deleted" not in raw.flags and lines.same(raw.data, draft.data) for raw in found
    )


def _is_in_drafts(visit: Visit, draft: Draft) -> bool:
    """Whether it was only copied: then the one in Drafts is still there, to be treated like any other."""
    copies = visit.store.messages.copies(visit.account, draft.token, draft.message_id)
    return any(copy.role is Role.DRAFTS and not copy.deleted for copy in copies)
