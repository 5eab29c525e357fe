"""The groups that `status` lists proposals in, and what the person can do about one in each."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING, Any

from mailfollow.tracking.planning.attempts import GIVEN_UP

if TYPE_CHECKING:
    from mailfollow.model import Decision

TITLES = {
    "your_turn": "Your turn: they answered",
    "drafted": "In Drafts, waiting for you",
    "unwanted": "Taken back at the next pass: do not send",
    "held": "Held: please have a look",
    "unwritten": "Due, but no draft could be written",
    "undelivered": "Did not arrive: no address is left to write to",
    "waiting": "Waiting for an answer",
    "closed": "Closed",
}
"""The groups, what the person can do something about before the rest."""

NEXT = {
    "your_turn": "Answer them in your mail client. If that leaves the next step to them, it is followed again; after "
    "their yes it is held for you instead. `mailfollow reopen {id}` has it followed without an answer; won, lost or "
    "stop end it.",
    "drafted": "Send the draft, edit it or delete it, in your mail client; what you do is seen at the next pass.",
    "unwanted": "Do not send the draft: the next pass takes it back, unless you edited it.",
    "held": "If it is held for a message, see that; `mailfollow reopen {id}` lets the follow-ups go on. If there is "
    "nobody to write to, send the proposal to an address that works. won, lost or stop end it.",
    "unwritten": "Once that is mended, the next pass writes the draft; where the server had refused it, one within six "
    "hours.",
    "given_up": "Write this one yourself, in answer to your proposal; or won, lost or stop end it.",
    "undelivered": "Send the proposal again, to an address that works: then that is followed. `mailfollow stop {id}` "
    "takes it from this list.",
    "waiting": "Nothing: a draft is written when it is due. `mailfollow snooze {id} 2w` puts it off; won, lost or stop "
    "end it.",
    "stopped": "Then a draft is written when it is due; won, lost or stop end it.",
    "left": "Nothing, if that is right. won, lost or stop end it.",
    "closed": "Nothing. `mailfollow reopen {id}` takes it up again.",
}
"""What the person can do about a proposal; `{id}` is its id."""


def next_step(row: Mapping[str, Any], group: str, stopped: str) -> str:
    """Return what the person can do about a proposal; `stopped` is what lets drafts be written again, if none are."""
    if group == "unwritten" and GIVEN_UP in row["why"]:
        group = "given_up"
    if group == "waiting" and row["action"] == "leave":
        group = "left"
    if group == "waiting" and stopped:
        return f"{stopped} {NEXT['stopped']}"
    return NEXT[group].format(id=row["id"])


def group_of(row: Mapping[str, Any], decision: Decision | None, refused: Container[str]) -> str:
    """Return under which of `TITLES` a thread is listed; `refused` are those for which no draft could be written."""
    state: str = row["state"]
    if row["close"] == "bounced":
        return "undelivered"  # though it is closed: nobody else would say so
    if decision is None or state == "your_turn":
        return state
    if decision.action == "withdraw":
        return "unwanted"
    if decision.thread_id in refused or (row["draft"] and row["draft"]["state"] == "refused"):
        return "unwritten"
    if GIVEN_UP in decision.why:
        return "unwritten"
    return "held" if state == "waiting" and decision.action == "hold" else state
