"""Where the copies of our draft lie: every message in the mailbox that carries its token."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage

from tests.real_clients.sink import parse
from tests.servers.login import Login


@dataclass(frozen=True, slots=True)
class Copy:
    """One message with the token, as it lies on the server."""

    folder: str
    uid: int
    flags: tuple[str, ...]
    data: bytes

    @property
    def message(self) -> EmailMessage:
        """The message, parsed."""
        return parse(self.data)


def token_of(draft: EmailMessage) -> str:
    """Return the token, with its brackets: second-last in References."""
    return str(draft["References"].split()[-2])


def copies(login: Login, token: str) -> tuple[Copy, ...]:
    """Return all copies that are not marked as deleted, folder by folder."""
    found: list[Copy] = []
    with login.session() as client:
        for _, _, folder in client.list_folders():
            client.select_folder(folder, readonly=True)
            items = client.fetch(client.search("UNDELETED"), ["BODY.PEEK[]", "FLAGS"])
            found += [_copy(folder, uid, item) for uid, item in items.items() if token.encode() in item[b"BODY[]"]]
    return tuple(found)


def _copy(folder: str, uid: int, item: dict[bytes, object]) -> Copy:
    flags, data = item[b"FLAGS"], item[b"BODY[]"]
    assert isinstance(flags, tuple)
    assert isinstance(data, bytes)
    return Copy(folder, uid, tuple(sorted(flag.decode() for flag in flags if flag != b"\\Recent")), data)
