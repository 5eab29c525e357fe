"""Look at a mailbox: new headers into the store, the messages that matter read whole, drafts found again.

A folder whose cursor has not moved is not touched. Headers and cursor are stored together, batch by batch, so
that a pass that ends early is continued by the next. A message that matters stays pending until what it means
is recorded, so that none is ever skipped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from mailfollow import reading
from mailfollow.cycle.desk import Visit
from mailfollow.cycle.drafts import review_drafts
from mailfollow.cycle.record import record
from mailfollow.mailbox.port import Mailbox
from mailfollow.model import Cursor, Envelope, Folder, Place, RawMessage, Role, Seen

BODIES_AT_ONCE = 100


def observe(visit: Visit) -> None:
    """Bring the store up to date with the mailbox.

    Raises:
        ServerUnavailable, AuthFailed, ConfigError: the mailbox could not be read to the end; nothing may be
            concluded from silence then.
    """
    folders = visit.mailbox.folders()
    cursors = visit.mailbox.cursors()
    _forget_others(visit, folders)
    for folder in folders:
        current = cursors[folder.name]
        if visit.store.folders.cursor(visit.account, folder.name) != current:
            _sync(visit, folder, current)
        if folder.role is Role.SENT:  # so that a proposal is known before its answer
            read_pending(visit)
    read_pending(visit)
    review_drafts(visit)
    with visit.store.writing():
        for folder in folders:
            visit.store.folders.note_read(visit.account, folder.name, visit.desk.now, cursors[folder.name].messages)


def _forget_others(visit: Visit, folders: Collection[Folder]) -> None:
    """Drop the rows of folders that are gone: nothing can be read there, and what moved is met again elsewhere."""
    for name in visit.store.folders.others(visit.account, {folder.name for folder in folders}):
        with visit.store.writing():
            visit.store.messages.drop_folder(visit.account, name)
            visit.store.folders.forget(visit.account, name)


def _sync(visit: Visit, folder: Folder, current: Cursor) -> None:
    if folder.role is Role.DRAFTS:
        _reread(visit, folder, current)
        return
    stored = visit.store.folders.cursor(visit.account, folder.name)
    first, since = (stored.uidnext, None) if stored else (1, None)
    if stored is None or stored.uidvalidity != current.uidvalidity:
        visit.store.messages.drop_folder(visit.account, folder.name)
        first, since = 1, (visit.desk.now - timedelta(days=visit.desk.config.detect.lookback_days)).date()
    for batch in visit.mailbox.headers(folder.name, first, since):
        _store_batch(visit, folder, batch, current)
        visit.report.looked += len(batch)
        visit.desk.progress(f"{visit.account}: reading {folder.name}", visit.report.looked, None)
    visit.store.folders.save_cursor(visit.account, folder.name, current)


def _store_batch(visit: Visit, folder: Folder, batch: list[RawMessage], current: Cursor) -> None:
    """Store a batch with the cursor just behind it: unlike `current`, so that the folder is read on next time."""
    seen = [_seen(raw, folder) for raw in batch if folder.role is not Role.WATCH or not _is_draft(raw)]
    pending = [row.place for row in seen if _matters(visit, row.envelope, folder)]
    behind = replace(current, uidnext=batch[-1].place.uid + 1, messages=-1, modseq=None)
    with visit.store.writing():
        visit.store.messages.add(visit.account, seen, pending)
        visit.store.folders.save_cursor(visit.account, folder.name, behind)


def _is_draft(raw: RawMessage) -> bool:
    """Whether it is a draft that another folder shows too, as Gmail's All Mail does: it was not sent.

    In Sent the flag means nothing: a client that moves a draft there leaves it on.
    """
    return r"\Draft" in raw.flags


def _reread(visit: Visit, folder: Folder, current: Cursor) -> None:
    """Read Drafts as a whole: copies vanish and change their flags there, and they are few."""
    seen = [_seen(raw, folder) for batch in visit.mailbox.headers(folder.name, 1, None) for raw in batch]
    with visit.store.writing():
        visit.store.messages.replace_folder(visit.account, folder.name, seen)
        visit.store.folders.save_cursor(visit.account, folder.name, current)


def _seen(raw: RawMessage, folder: Folder) -> Seen:
    envelope = reading.read_envelope(raw.data)
    at = envelope.date
    if at is None or at > raw.internal_date + timedelta(days=1):
        at = raw.internal_date
    return Seen(raw.place, folder.role, envelope, at, deleted=r"\Deleted" in raw.flags)


def _matters(visit: Visit, envelope: Envelope, folder: Folder) -> bool:
    """Whether the body is worth reading: own outward mail in Sent, else mail that may concern a thread.

    What we wrote ourselves and threw away was perhaps never sent, so nothing follows from it.
    """
    if folder.role is Role.SENT:
        return any(not visit.desk.me.owns(who.address) for who in envelope.recipients)
    if folder.role is Role.TRASH and envelope.sender and visit.desk.me.owns(envelope.sender.address):
        return False
    return visit.known.interesting(envelope)


def read_pending(visit: Visit) -> None:
    """Read whole what is pending, oldest and Sent first, until nothing is: recording may adopt older mail."""
    done = 0
    while waiting := visit.store.messages.pending(visit.account, BODIES_AT_ONCE):
        bodies = list(_with_bodies(visit.mailbox, waiting))
        with visit.store.writing():
            for seen, raw in bodies:
                record(visit, seen, raw)
        done += len(waiting)
        total = done + visit.store.messages.count_pending(visit.account)
        visit.desk.progress(f"{visit.account}: understanding messages", done, total)


def _with_bodies(mailbox: Mailbox, waiting: Collection[Seen]) -> Iterator[tuple[Seen, RawMessage | None]]:
    """Pair each message with its bytes, in the order given; None where it is gone from its folder."""
    for (folder, _), rows in groupby(waiting, key=lambda seen: (seen.place.folder, seen.place.uidvalidity)):
        group = list(rows)
        bodies: dict[Place, RawMessage] = {
            raw.place: raw for raw in mailbox.bodies(folder, [seen.place.uid for seen in group])
        }
        for seen in group:
            yield seen, bodies.get(seen.place)
