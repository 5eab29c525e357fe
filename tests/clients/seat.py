"""A person at a mail client, with one draft before them: what the client's commands do to the real mailbox."""

from __future__ import annotations

import email.policy
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from tests.clients.bodies import in_one_word
from tests.clients.everything import mirror
from tests.clients.models import Client, Deleting, Opening, Replacing
from tests.end_to_end.stage import Stage

KNOWN = ("From", "To", "Cc", "Subject", "In-Reply-To", "References")
"""The headers that every client keeps."""
THREADING = ("In-Reply-To", "References")
OWN = {"Content-Language": "en-US", "Fcc": "imap://robin@imap.hale-studio.example/Sent"}
"""What clients write into headers of their own; into the others, any value."""
SECONDS = 1 / 60
"""Minutes between two commands of one click: a pass may fall between them."""

_BYTES = email.policy.SMTP.clone(max_line_length=900)  # one line each: no client wraps an id into an encoded word


@dataclass
class Seat:
    """A client with our draft and its text; `uid` is where the last version lies, or None while it is nowhere."""

    client: Client
    stage: Stage
    uid: int | None
    draft: EmailMessage
    text: str
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @classmethod
    def of(cls, client: Client, stage: Stage, uid: int) -> Seat:
        """Sit down before the draft at `uid`."""
        data, _ = stage.login.fetch("Drafts", uid)
        draft = _parse(data)
        seat = cls(client, stage, uid, draft, "\n".join(draft.get_content().splitlines()) + "\n")
        seat.settle()
        return seat

    def settle(self) -> None:
        """Let the server show everything in its further folder, if it has one."""
        if self.client.all_mail:
            mirror(self.stage.login, self.client.all_mail)

    def open(self) -> None:
        """Open the draft for writing."""
        if self.client.opening is Opening.WITH_FOLDER:
            self.stage.login.delete("Drafts")
        elif self.client.opening is Opening.REMOVED and self.uid is not None:
            self.stage.login.remove("Drafts", self.uid)
        if self.client.opening is not Opening.STAYS:
            self.uid = None
        self.settle()

    def save(self, words: str = "") -> None:
        """Save the draft, with `words` above its text."""
        if not words and self.uid is not None and not self.client.saves_unchanged:
            return
        data = self.as_saved(words)
        before = self.uid
        self.uid = self.stage.login.append("Drafts", data, self.client.draft_flags, self.stage.now)
        if before is not None:
            self._replace(before)
        self.settle()

    def close(self) -> None:
        """Close the editor without a change; a client that had taken the draft out of Drafts puts it back."""
        if self.uid is None:
            self.save()

    def send(self, words: str = "", to: str = "") -> Iterator[float]:
        """Send the draft, with `words` above its text, perhaps to somebody else; yields between the two steps."""
        data = self.as_sent(words, to)
        steps = [lambda: self._file(data), self._clear]
        for step in reversed(steps) if self.client.draft_goes_first else steps:
            step()
            self.settle()
            yield SECONDS

    def resend(self) -> None:
        """Send the text of the draft as a message of its own ("edit as new"), and leave the draft where it is."""
        self._file(self._written(new_id=True, threaded=self.client.resends_in_thread))
        self.settle()

    def discard(self, *, tidy: bool = True) -> None:
        """Throw the draft away; without `tidy`, a client that expunges later has not done so yet."""
        assert self.uid is not None
        match self.client.deleting:
            case Deleting.TRASH:
                self.stage.login.move("Drafts", self.uid, "Trash")
            case Deleting.EXPUNGED:
                self.stage.login.remove("Drafts", self.uid)
            case Deleting.TIDIED if tidy:
                self.stage.login.remove("Drafts", self.uid)
            case _:
                self.stage.login.flag("Drafts", self.uid, "\\Deleted")
        self.settle()

    def undo(self) -> None:
        """Take back what `discard` without `tidy` did."""
        assert self.uid is not None
        match self.client.deleting:
            case Deleting.TRASH:
                (uid,) = self.stage.login.snapshot()["Trash"]
                self.stage.login.move("Trash", uid, "Drafts")
            case Deleting.EXPUNGED:
                self.stage.login.append("Drafts", self.draft.as_bytes(), self.client.draft_flags, self.stage.now)
            case _:
                self.stage.login.unflag("Drafts", self.uid, "\\Deleted")
        self.settle()

    def _replace(self, before: int) -> None:
        if self.client.replacing is Replacing.EXPUNGED:
            self.stage.login.remove("Drafts", before)
        elif self.client.replacing is Replacing.FLAGGED:
            self.stage.login.flag("Drafts", before, "\\Deleted")

    def _clear(self) -> None:
        """Take the draft that was sent out of Drafts."""
        if self.uid is not None and self.client.replacing is Replacing.FLAGGED:
            self.stage.login.flag("Drafts", self.uid, "\\Deleted")
        elif self.uid is not None:
            self.stage.login.remove("Drafts", self.uid)
        self.uid = None

    def _file(self, data: bytes) -> None:
        if self.client.keeps_what_it_sent:
            self.stage.login.append("Sent", data, ["\\Seen"], self.stage.now)

    def as_saved(self, words: str = "") -> bytes:
        """Write the draft anew, as this client does when it saves it, and go on with that version."""
        return self._written(words, new_id=self.client.new_id_when_saved, own=self.client.saved_with)

    def as_sent(self, words: str = "", to: str = "") -> bytes:
        """Write the draft anew, as this client does when it sends it, and go on with that version."""
        return self._written(words, to, new_id=self.client.new_id_when_sent)

    def _written(
        self, words: str = "", to: str = "", *, new_id: bool, threaded: bool = True, own: tuple[str, ...] | None = None
    ) -> bytes:
        """Write the draft anew and go on with that version; `own` are the client's headers, if not as in sent mail."""
        fresh = EmailMessage(policy=_BYTES)
        for name in KNOWN:
            if self.draft[name] and (threaded or name not in THREADING):
                fresh[name] = self._header(name, to)
        fresh["Date"] = format_datetime(self.stage.now)
        fresh["Message-ID"] = self._new_id() if new_id else self.draft["Message-ID"]
        self.text = f"{words}\n\n{self.text}" if words else self.text
        self.client.body(fresh, self.text)
        for name in self.client.sent_with if own is None else own:
            fresh[name] = OWN.get(name, "1")
        data = fresh.as_bytes()
        if self.client.subject:
            data = in_one_word(data, self.client.subject)
        self.draft = _parse(data)
        return data

    def _header(self, name: str, to: str) -> str:
        value = str(self.draft[name])
        if name == "To" and to:
            return to
        if name == "From" and self.client.from_name:
            return f"{self.client.from_name} <{parseaddr(value)[1]}>"
        if name == "References" and self.client.most_references:
            return " ".join(value.split()[-self.client.most_references :])
        return value

    def _new_id(self) -> str:
        return f"<{next(self.numbers)}.{self.stage.login.user}@client.example>"


def _parse(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=_BYTES)
    assert isinstance(message, EmailMessage)
    return message
