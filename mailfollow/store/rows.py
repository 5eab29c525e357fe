"""Messages as rows, and rows as the values that the rest speaks in."""

from __future__ import annotations

import sqlite3

from mailfollow.model import Address, Copy, Envelope, Place, Role, Seen
from mailfollow.store.columns import handle, person_handle, place_id, utc_text, utc_time
from mailfollow.store.connection import Value, plain
from mailfollow.tracking.matching.prints import prints

INSERT_MESSAGE = """
    INSERT INTO messages (id, account, folder, uidvalidity, uid, role, message_id, at, sender, recipients, subject,
        in_reply_to, refs, machine, deleted, pending)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def message_row(row_id: int, account: str, seen: Seen, *, pending: bool) -> tuple[Value, ...]:
    """Return the values that `INSERT_MESSAGE` takes."""
    place, envelope = seen.place, seen.envelope
    return (
        row_id,
        account,
        place.folder,
        place.uidvalidity,
        place.uid,
        seen.role.value,
        plain(envelope.message_id) if envelope.message_id else None,
        utc_text(seen.at),
        plain(envelope.sender.address) if envelope.sender else None,
        plain("\n".join([who.address for who in envelope.recipients])),
        plain(envelope.subject),
        plain(envelope.in_reply_to) if envelope.in_reply_to else None,
        plain(" ".join(envelope.references)),
        envelope.machine,
        seen.deleted,
        pending,
    )


INSERT_INTO_THREAD = "INSERT OR IGNORE INTO thread_messages VALUES (?, ?, ?, ?, ?)"


def thread_rows(envelope: Envelope, name: str, ours: str | None) -> list[tuple[Value, ...]]:
    """Return the values behind the thread that `INSERT_INTO_THREAD` takes, for a message that is known as `name`.

    `ours` is its text if we wrote it, as its place in Sent proves. Then it is kept by its former ids as well.
    """
    refs = plain(" ".join(dict.fromkeys(filter(None, (*envelope.references, envelope.in_reply_to)))))
    told = " ".join(map(str, sorted(prints(ours)))) if ours else ""
    former = envelope.other_ids if ours is not None else ()
    return [
        (plain(name), plain(envelope.subject), refs, told),
        *((plain(other), plain(envelope.subject), "", "") for other in former),
    ]


def handles_of(envelope: Envelope) -> set[int]:
    """Return the handles under which a message can be found: its ids and its sender."""
    names = {envelope.message_id, envelope.in_reply_to, *envelope.references}
    found = {handle(name) for name in names if name}
    if envelope.sender:
        found.add(person_handle(envelope.sender.address))
    return found


def seen_of(row: sqlite3.Row) -> Seen:
    """Return a stored message as it was seen, but for display names; Cc stands in `to`, and `date` is None."""
    recipients = tuple(Address("", address) for address in row["recipients"].split("\n") if address)
    envelope = Envelope(
        message_id=row["message_id"],
        in_reply_to=row["in_reply_to"],
        references=tuple(row["refs"].split()),
        sender=Address("", row["sender"]) if row["sender"] else None,
        to=recipients,
        subject=row["subject"],
        machine=bool(row["machine"]),
    )
    return Seen(place_of(row), Role(row["role"]), envelope, utc_time(row["at"]), bool(row["deleted"]))


def copy_of(row: sqlite3.Row) -> Copy:
    """Return a stored message as a possible copy of a draft."""
    return Copy(
        place_of(row),
        Role(row["role"]),
        row["message_id"],
        row["in_reply_to"],
        tuple(row["refs"].split()),
        bool(row["deleted"]),
    )


def place_of(row: sqlite3.Row) -> Place:
    """Return where the message of a row lies."""
    return Place(row["folder"], row["uidvalidity"], row["uid"])


def id_of(row: sqlite3.Row) -> str:
    """Return the row's Message-ID, or the stand-in for a missing one."""
    return row["message_id"] or place_id(place_of(row))


def named_by(row: sqlite3.Row) -> set[str]:
    """Return every id that the message of a row has or refers to."""
    return {name for name in (row["message_id"], row["in_reply_to"], *row["refs"].split()) if name}
