"""What a message in a control folder is besides what its being there says: an answer, a mail of ours, or a draft.

A mail of ours that was moved there out of Sent counts as one in Sent. That it was not sent to us in our name shows in
what the last server would have noted on it.
"""

from __future__ import annotations

from dataclasses import replace

from mailfollow.cycle.desk import Visit
from mailfollow.mailbox import lines
from mailfollow.model import EventKind, Message, RawMessage, Role, Seen
from mailfollow.reading.message import delivery
from mailfollow.tracking.orders import how, kind, place_of


def is_draft(visit: Visit, seen: Seen, raw: RawMessage, threads: tuple[str, ...]) -> bool:
    r"""Whether it is a draft, ours or the person's own, that nobody has sent: by `\Draft`, or as we wrote it.

    In another folder, it is one if Drafts holds it too, as where a folder shows all mail and a client sets no flag.
    """
    if seen.role is Role.WATCH:
        return not delivery.noted(raw.data) and _lies_in_drafts(visit, seen)
    if seen.role is not Role.CONTROL:
        return False
    ours = [draft for thread in threads for draft in visit.store.drafts.of_thread(thread)]
    return r"\Draft" in raw.flags or any(
        draft.message_id == seen.envelope.message_id and lines.same(raw.data, draft.data) for draft in ours
    )


def _lies_in_drafts(visit: Visit, seen: Seen) -> bool:
    name = seen.envelope.message_id
    copies = visit.store.messages.copies(visit.account, name, name) if name else ()
    return any(one.role is Role.DRAFTS and one.message_id == name and not one.deleted for one in copies)


def as_sent(visit: Visit, seen: Seen, message: Message, raw: RawMessage) -> Seen:
    """Return `seen` as if it lay in Sent, where it is a mail of ours that lay there before."""
    sender = message.envelope.sender
    if seen.role is not Role.CONTROL or sender is None or message.forged or delivery.noted(raw.data):
        return seen
    return replace(seen, role=Role.SENT) if visit.desk.me.owns(sender.address) else seen


def as_said(visit: Visit, message: Message) -> Message:
    """Return `message` as a proposal, or as none, where the person said so; the last word counts."""
    said = visit.store.orders.of_message(visit.account, message.envelope.message_id or "")
    words = [order for order in said if kind(order.word) is EventKind.TRACKED or place_of(order.sign) is None]
    if not words:
        return message
    follow, why = kind(words[-1].word) is EventKind.TRACKED, how(words[-1].sign)
    reasons = (why, *(message.proposal.reasons if follow and message.proposal.is_proposal else ()))
    return replace(message, proposal=replace(message.proposal, is_proposal=follow, reasons=reasons))
