"""Every message by its headers, and what was understood of those that mattered.

A row is a place in a folder; a reading belongs to a Message-ID, so that it outlives moves, and copies of one
message in several folders are read once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from itertools import count

from mailfollow.model import Copy, Envelope, Message, Place, Role, Seen
from mailfollow.store import codec, search
from mailfollow.store.columns import place_id
from mailfollow.store.connection import Connection
from mailfollow.store.rows import INSERT_INTO_THREAD, INSERT_MESSAGE, handles_of, message_row, seen_of, thread_rows


class Messages:
    """The `messages`, `handles`, `readings` and `thread_messages` tables."""

    def __init__(self, db: Connection) -> None:
        """Work on the messages of `db`."""
        self._db = db

    def add(self, account: str, seen: Sequence[Seen], pending: Collection[Place] = ()) -> None:
        r"""Store messages by their headers; those in `pending` are to be read whole.

        A message whose place is stored already stays as it is, but for its `\Deleted` flag: so a batch that is
        read again after a crash changes nothing.
        """
        wanted = frozenset(pending)
        with self._db.writing():
            stored = self._stored_places(account, seen)
            fresh = {one.place: one for one in seen if one.place not in stored}
            ids = count(1 + (self._db.scalar("SELECT max(id) FROM messages") or 0))
            numbered = list(zip(ids, fresh.values(), strict=False))
            self._db.many(
                INSERT_MESSAGE,
                [message_row(row_id, account, one, pending=one.place in wanted) for row_id, one in numbered],
            )
            found = sorted((handle, row_id) for row_id, one in numbered for handle in handles_of(one.envelope))
            self._db.many("INSERT OR IGNORE INTO handles VALUES (?, ?)", found)
            self._flag_deleted(account, [one for one in seen if one.place in stored])

    def _stored_places(self, account: str, seen: Sequence[Seen]) -> set[Place]:
        uids: dict[tuple[str, int], list[int]] = {}
        for one in seen:
            uids.setdefault((one.place.folder, one.place.uidvalidity), []).append(one.place.uid)
        return {
            Place(folder, uidvalidity, row["uid"])
            for (folder, uidvalidity), batch in uids.items()
            for row in self._db.rows(
                "SELECT uid FROM messages WHERE account = ? AND folder = ? AND uidvalidity = ? AND uid BETWEEN ? AND ?",
                account,
                folder,
                uidvalidity,
                min(batch),
                max(batch),
            )
        }

    def _flag_deleted(self, account: str, seen: Iterable[Seen]) -> None:
        self._db.many(
            "UPDATE messages SET deleted = ? WHERE account = ? AND folder = ? AND uidvalidity = ? AND uid = ?",
            [(one.deleted, account, one.place.folder, one.place.uidvalidity, one.place.uid) for one in seen],
        )

    def replace_folder(self, account: str, folder: str, seen: Sequence[Seen]) -> None:
        """Store `seen` as all that lies in `folder`: for Drafts, which is read as a whole."""
        with self._db.writing():
            self._delete_rows(account, folder)
            self.add(account, seen)

    def drop_folder(self, account: str, folder: str) -> None:
        """Forget the rows and the cursor of `folder`, as a new UIDVALIDITY asks for; readings stay."""
        with self._db.writing():
            self._delete_rows(account, folder)
            self._db.run(
                "UPDATE folders SET uidvalidity = NULL, uidnext = NULL, messages = NULL, modseq = NULL "
                "WHERE account = ? AND name = ?",
                account,
                folder,
            )

    def _delete_rows(self, account: str, folder: str) -> None:
        some = "SELECT * FROM messages WHERE account = ? AND folder = ? LIMIT 5000"  # of 100,000, not all at once
        while rows := self._db.rows(some, account, folder):
            pairs = sorted((handle, row["id"]) for row in rows for handle in handles_of(seen_of(row).envelope))
            self._db.many("DELETE FROM handles WHERE handle = ? AND message = ?", pairs)
            self._db.many("DELETE FROM messages WHERE id = ?", [(row["id"],) for row in rows])

    def pending(self, account: str, limit: int) -> list[Seen]:
        """Return up to `limit` messages that are to be read whole: Sent first, then by time."""
        rows = self._db.rows(
            "SELECT * FROM messages WHERE account = ? AND pending = 1 ORDER BY role <> 'sent', at, id LIMIT ?",
            account,
            limit,
        )
        return [seen_of(row) for row in rows]

    def count_pending(self, account: str) -> int:
        """Return how many messages are to be read whole."""
        count: int = self._db.scalar("SELECT count(*) FROM messages WHERE account = ? AND pending = 1", account)
        return count

    def done(self, account: str, place: Place, thread_ids: Collection[str], message: Message | None) -> None:
        """Record what the message at `place` came to: no longer pending, of these threads, read as `message`.

        A reading of the copy in Sent is never replaced by one of a copy elsewhere with the same Message-ID:
        anyone can send us a message with an id of ours.
        """
        with self._db.writing():
            seen = self._at(account, place)
            self._db.run(
                "UPDATE messages SET pending = 0, read = read OR ? "
                "WHERE account = ? AND folder = ? AND uidvalidity = ? AND uid = ?",
                message is not None,
                account,
                place.folder,
                place.uidvalidity,
                place.uid,
            )
            envelope = message.envelope if message else seen.envelope if seen else None
            if envelope is None:
                return
            name = envelope.message_id or place_id(place)
            role = seen.role if seen else Role.WATCH
            if message is not None:
                self._save_reading(account, name, role, message)
            ours = message.own_text if message is not None and role is Role.SENT else None
            rows = thread_rows(envelope, name, ours)
            self._db.many(INSERT_INTO_THREAD, [(thread_id, *row) for thread_id in thread_ids for row in rows])

    def _at(self, account: str, place: Place) -> Seen | None:
        row = self._db.row(
            "SELECT * FROM messages WHERE account = ? AND folder = ? AND uidvalidity = ? AND uid = ?",
            account,
            place.folder,
            place.uidvalidity,
            place.uid,
        )
        return None if row is None else seen_of(row)

    def _save_reading(self, account: str, message_id: str, role: Role, message: Message) -> None:
        self._db.run(
            """
            INSERT INTO readings (account, message_id, role, message) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET role = excluded.role, message = excluded.message
                WHERE readings.role <> 'sent' OR excluded.role = 'sent'
            """,
            account,
            message_id,
            role.value,
            codec.dumps(message),
        )

    def message(self, account: str, message_id: str) -> Message | None:
        """Return what was understood of the message with that id, or None if it was not read."""
        text = self._db.scalar("SELECT message FROM readings WHERE account = ? AND message_id = ?", account, message_id)
        return None if text is None else codec.loads(Message, text)

    def mark_related_pending(self, ids: Collection[str], people: Collection[str], since: datetime) -> int:
        """Mark for reading what a thread may claim now, and return how many messages these are.

        These are messages of any account and of no thread yet, in any folder but Drafts, that have or refer to one
        of `ids`, or are from one of `people` (addresses) and not older than `since` (UTC).
        """
        with self._db.writing():
            return search.mark_related_pending(self._db, ids, people, since)

    def mark_recent_pending(self, since: datetime, wanted: Callable[[Envelope], bool]) -> int:
        """Mark for reading what came lately, is not older than `since` (UTC) and is `wanted`; return how many.

        For a proposal that is seen only after what came back: no id or person need link a bounce to it.
        """
        with self._db.writing():
            return search.mark_recent_pending(self._db, since, wanted)

    def copies(self, account: str, token: str, message_id: str) -> list[Copy]:
        """Return the messages that refer to `token` (an id, or what stands before its @) or have that id."""
        return search.copies(self._db, account, token, message_id)

    def request_tracking(self, message_id: str) -> bool:
        """Have the sent message with that id read again, to be followed whatever it looks like; False if unknown."""
        with self._db.writing():
            rows = search.sent_with_id(self._db, message_id)
            self._db.many("UPDATE messages SET pending = 1 WHERE id = ?", [(row["id"],) for row in rows])
            if rows:
                self._db.run("INSERT OR REPLACE INTO marks VALUES (?, 'asked')", f"track {message_id}")
            return bool(rows)

    def take_request(self, message_id: str) -> bool:
        """Whether the person asked to follow the message with that id since this was last called for it."""
        with self._db.writing():
            name = f"track {message_id}"
            return self._db.run("UPDATE marks SET value = '' WHERE name = ? AND value = 'asked'", name) > 0

    def tracking_requested(self, message_id: str) -> bool:
        """Whether the person asked to follow the message with that id."""
        return self._db.row("SELECT 1 FROM marks WHERE name = ?", f"track {message_id}") is not None
