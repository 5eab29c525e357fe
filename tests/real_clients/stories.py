"""What a person does with a draft, step by step, and what mailfollow should say after each pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.end_to_end.stage import JANE, Stage
from tests.real_clients.client import MailClient

WORDS = "I could call you on Thursday – Grüße, Robin"
MORE = "Or on Friday."


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens; what is said of the draft then, and in which folder its one copy lies, if it has any."""

    name: str
    act: Callable[[MailClient, Stage], None]
    said: str
    folder: str = "Drafts"
    anew: bool | None = False
    """Whether it is another message than before: another UID, or another folder; None where either is right."""


def answer(_client: MailClient, stage: Stage) -> None:
    """Let the prospect answer the proposal."""
    (draft,) = stage.drafts()
    stage.receive(JANE, draft["Subject"], "Could we start in May?\n", answers=draft["In-Reply-To"])


READ = Step("read", lambda client, _: client.read(), "open")
OPEN = Step("open", lambda client, _: client.open(), "open")
WRITE = Step("write", lambda client, _: client.write(WORDS), "open")
WRITE_ALL_THE_SAME = Step("write", lambda client, _: client.write(WORDS), "withdrawn", "")
SAVE = Step("save", lambda client, _: client.save(), "edited", anew=True)
# Thunderbird writes the text anew at every save; Roundcube does nothing as long as it did not change.
SAVE_AS_IS = Step("save as it is", lambda client, _: client.save(), "open", anew=None)
WRITE_MORE = Step("write more", lambda client, _: client.write(MORE), "edited")
TAKE_BACK = Step("take it back", lambda client, _: client.take_back(), "edited")
SAVE_AS_BEFORE = Step("save as before", lambda client, _: client.save(), "open", anew=True)
CLOSE = Step("close", lambda client, _: client.close(), "open")
DISCARD = Step("discard", lambda client, _: client.discard(), "discarded", "Trash", anew=True)
UNDO = Step("undo", lambda client, _: client.undo(), "open", anew=True)
ANSWERED = Step("is answered", answer, "withdrawn", "", anew=True)
SEND_EDITED = Step("send", lambda client, _: client.send(), "sent edited", "Sent", anew=True)
SEND_AS_IS = Step("send", lambda client, _: client.send(), "sent as is", "Sent", anew=True)

STORIES = {
    "edited": (READ, OPEN, WRITE, SAVE, WRITE_MORE, SAVE, SEND_EDITED),
    "as it is": (OPEN, SEND_AS_IS),
    "taken back": (OPEN, SAVE_AS_IS, WRITE, SAVE, TAKE_BACK, SAVE_AS_BEFORE, SEND_AS_IS),
    "discarded": (OPEN, CLOSE, DISCARD, UNDO, OPEN, SEND_AS_IS),
    "answered": (OPEN, ANSWERED, WRITE_ALL_THE_SAME, SAVE, SEND_EDITED),
}
"""The draft is edited and sent; sent as it is; edited, and made what it was; thrown away, and taken back; withdrawn
while it is open in the editor."""
