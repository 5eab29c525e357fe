"""What mailfollow should say of the draft in each cell: of each change after a pass, and where the thread stands then.

`>` stands between passes: what it said first, then what it said later. In brackets: the state of the thread, and how
many follow-ups count as done.
"""

from __future__ import annotations

from collections.abc import Collection

from tests.clients.actions import ACTIONS
from tests.clients.models import CLIENTS, Client

IN_EDITOR = ("mutt", "neomutt", "alpine")
"""Where a draft is nowhere while it is being edited."""

USUAL = {
    "edit": "edited [drafted 0]",
    "save as is": "open [drafted 0]",
    "save x10": "edited [drafted 0]",
    "send as is": "sent as is, one left > sent as is [waiting 1]",
    "send edited": "sent edited, one left > sent edited [waiting 1]",
    "discard": "discarded [waiting 1]",
    "discard, undo": "discarded > open [drafted 0]",
    "open, close": "open [drafted 0]",
    "resend": "withdrawn [waiting 1]",
    "write otherwise": "withdrawn [waiting 1]",
    "to another": "withdrawn > open anew [drafted 0]",
    "answered": "withdrawn > edited [your_turn 0]",
}
"""In most clients: the draft stays where it is until a new version has come, and goes to Trash."""

OTHERWISE = {
    **{("edit", name): "missing > edited [drafted 0]" for name in IN_EDITOR},
    **{(action, name): "missing > open [drafted 0]" for action in ("open, close", "save as is") for name in IN_EDITOR},
    **{("answered", name): "missing > edited [your_turn 0]" for name in IN_EDITOR},
    **{("discard", name): "missing > discarded [waiting 1]" for name in (*IN_EDITOR, "Evolution", "aerc", "Gmail")},
    **{("discard, undo", name): "missing > open [drafted 0]" for name in (*IN_EDITOR, "Evolution", "Gmail")},
    **{
        (action, name): path
        for name in ("mutt", "neomutt", "Thunderbird, draft first")
        for action, path in {
            "send as is": "missing > sent as is [waiting 1]",
            "send edited": "missing > sent edited [waiting 1]",
            "to another": "missing > open anew [drafted 0]",
        }.items()
    },
    ("edit", "aerc"): "edited x2 [drafted 0]",
    ("save as is", "aerc"): "open x2 [drafted 0]",
    ("save x10", "aerc"): "edited x6 > edited x11 [drafted 0]",
    ("send edited", "Gmail"): "edited > sent edited, one left > sent edited [waiting 1]",
    ("send edited", "Apple Mail"): "edited > sent edited, one left > sent edited [waiting 1]",
    ("resend", "mutt"): "sent as is, one left [waiting 1]",
    ("resend", "neomutt"): "sent as is, one left [waiting 1]",
    # alpine keeps no copy of what it sent: only an answer tells, and without one it is taken for thrown away.
    ("send as is", "alpine"): "missing > sent [your_turn 0]",
    ("send edited", "alpine"): "missing > sent [your_turn 0]",
    ("resend", "alpine"): "open [drafted 0]",
    ("to another", "alpine"): "missing > discarded [waiting 1]",
}

LEFT_OUT = {("discard, undo", "aerc"): "aerc deletes at once, and has no undo"}


ON_DISK = ("Thunderbird", "Roundcube", "mutt", "neomutt", "Evolution", "aerc", "Outlook", "Apple Mail")
"""Those whose changes reach a local Maildir: by a program that synchronises it, or because they can open one."""


def cells(names: Collection[str] | None = None) -> list[tuple[Client, str]]:
    """Return all cells, or those of the clients with these names, but for those that are left out."""
    chosen = [client for client in CLIENTS if names is None or client.name in names]
    return [(client, action) for client in chosen for action in ACTIONS if (action, client.name) not in LEFT_OUT]


def expected(client: Client, action: str) -> str:
    """Return what should be said in a cell."""
    return OTHERWISE.get((action, client.name), USUAL[action])
