"""Mail clients as they treat a draft that another program put into Drafts.

Measured with the real programs: Thunderbird, Roundcube, mutt, neomutt, Evolution, alpine, aerc. By their makers'
description: Gmail, Outlook, Apple Mail; and, but for mutt and neomutt, what "edit as new" leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from tests.clients import bodies
from tests.clients.bodies import Body


class Opening(Enum):
    """What becomes of the draft in Drafts when it is opened for writing."""

    STAYS = "it stays"
    REMOVED = "it is removed"
    WITH_FOLDER = "the folder is deleted with it, and made anew"


class Replacing(Enum):
    """What becomes of the version before when the draft is saved."""

    EXPUNGED = "expunged"
    FLAGGED = r"flagged as \Deleted, never expunged"
    KEPT = "left there"


class Deleting(Enum):
    """How the draft is thrown away."""

    TRASH = "moved to Trash"
    FLAGGED = r"flagged as \Deleted, never expunged"
    TIDIED = r"flagged as \Deleted, expunged when the folder is left"
    EXPUNGED = "expunged at once"


@dataclass(frozen=True, slots=True)
class Client:
    """What one mail client does; headers that it does not know are always dropped."""

    name: str
    body: Body = bodies.plain
    saved_with: tuple[str, ...] = ()
    sent_with: tuple[str, ...] = ()
    """Headers of its own."""
    subject: str = ""
    """How it writes a subject that is not ASCII, as one word: "b" or "q"; empty for as many as may be."""
    opening: Opening = Opening.STAYS
    replacing: Replacing = Replacing.EXPUNGED
    deleting: Deleting = Deleting.TRASH
    new_id_when_saved: bool = False
    new_id_when_sent: bool = True
    draft_flags: tuple[str, ...] = ("\\Draft", "\\Seen")
    from_name: str = ""
    most_references: int = 0
    draft_goes_first: bool = False
    """Whether the draft is removed before the copy is put into Sent, not after."""
    keeps_what_it_sent: bool = True
    resends_in_thread: bool = False
    saves_unchanged: bool = True
    """Whether it saves what nobody changed."""
    saves_by_itself: bool = False
    """Whether it saves while one writes, so that each version lies in Drafts before it is sent."""
    all_mail: str = ""
    """A folder that shows every message once more."""


THUNDERBIRD = Client(
    "Thunderbird",
    bodies.unquoted_flowed,
    saved_with=("User-Agent", "Content-Language", "X-Mozilla-Draft-Info", "X-Identity-Key", "Fcc"),
    sent_with=("User-Agent", "Content-Language"),
    subject="b",
    new_id_when_saved=True,
    draft_flags=("\\Draft",),
)
ROUNDCUBE = Client(
    "Roundcube",
    bodies.all_flowed,
    saved_with=("X-Sender",),
    sent_with=("X-Sender",),
    subject="q",
    new_id_when_sent=False,
    draft_flags=("\\Seen",),
    from_name="R. Hale",
    saves_unchanged=False,
)
MUTT = Client(
    "mutt",
    opening=Opening.REMOVED,
    deleting=Deleting.TIDIED,
    most_references=10,
    resends_in_thread=True,
)

CLIENTS = (
    THUNDERBIRD,
    replace(THUNDERBIRD, name="Thunderbird, draft first", draft_goes_first=True),
    ROUNDCUBE,
    MUTT,
    replace(MUTT, name="neomutt"),
    Client(
        "Evolution",
        bodies.flowed,
        replacing=Replacing.FLAGGED,
        deleting=Deleting.FLAGGED,
        new_id_when_saved=True,
    ),
    Client(
        "alpine",
        bodies.dashed,
        opening=Opening.WITH_FOLDER,
        deleting=Deleting.TIDIED,
        keeps_what_it_sent=False,
    ),
    Client("aerc", replacing=Replacing.KEPT, deleting=Deleting.EXPUNGED),
    Client(
        "Gmail",
        deleting=Deleting.EXPUNGED,
        new_id_when_sent=False,
        saves_by_itself=True,
        all_mail="All Mail",
    ),
    Client("Outlook", bodies.as_html),
    Client("Apple Mail", bodies.with_html, new_id_when_saved=True, saves_by_itself=True),
)
