"""Look at a mailbox: new headers into the store, the messages that matter read whole, drafts found again.

A folder whose cursor has not moved is not touched. Headers and cursor are stored together, batch by batch, so
that a pass that ends early is continued by the next. A message that matters stays pending until what it means
is recorded, so that none is ever skipped.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

from mailfollow import reading
from mailfollow.cycle.control.carry_out import carry_out
from mailfollow.cycle.control.folders import make_folders
from mailfollow.cycle.control.notice import (
    may_be_tagged,
    note_folder,
    note_keywords,
    note_renumbered,
    remember_keywords,
)
from mailfollow.cycle.desk import Problem, Visit
from mailfollow.cycle.drafts.review import review_drafts
from mailfollow.cycle.look.pending import read_pending
from mailfollow.cycle.look.record import is_thrown_away
from mailfollow.cycle.look.shrunk import shrunk
from mailfollow.errors import ServerUnavailable
from mailfollow.model import Cursor, Folder, Me, RawMessage, Role, Seen


def observe(visit: Visit) -> None:
    """Bring the store up to date with the mailbox.

    Raises:
        ServerUnavailable, AuthFailed, ConfigError: the mailbox could not be read to the end; nothing may be
            concluded from silence then.
    """
    make_folders(visit)
    folders = visit.mailbox.folders()
    cursors = visit.mailbox.cursors()
    _believe(visit, folders, cursors)
    keywords: dict[str, str | None] = {}
    doubt = shrunk(visit, folders, cursors)
    if doubt is None:
        _forget_others(visit, folders)
    for folder in folders:
        current = cursors[folder.name]
        if visit.store.folders.cursor(visit.account, folder.name) != current:
            _sync(visit, folder, current)
        if folder.role is Role.SENT:  # so that a proposal is known before its answer
            keywords[folder.name] = note_keywords(visit, folder, current)
            read_pending(visit)
    read_pending(visit)
    carry_out(visit)
    review_drafts(visit)
    if doubt is not None:
        raise ServerUnavailable(doubt)
    with visit.store.writing():
        for name, state in keywords.items():
            remember_keywords(visit, name, state)
        for folder in folders:
            visit.store.folders.note_read(visit.account, folder.name, visit.desk.now, cursors[folder.name].messages)


def _believe(visit: Visit, folders: Collection[Folder], cursors: Mapping[str, Cursor]) -> None:
    """Raise ServerUnavailable where a folder has gone since it was listed, or may not be read any more.

    One that never could be read is passed over; but the inbox, Sent and Drafts are needed, and what lay in a folder
    that could be read before may have been answered since.
    """
    for folder in folders:
        if folder.name not in cursors:
            raise ServerUnavailable(f"The folder “{folder.name}” went while it was to be read; it is looked for again.")
        stored = visit.store.folders.cursor(visit.account, folder.name)
        needed = folder.role in {Role.SENT, Role.DRAFTS} or folder.name.upper() == "INBOX"
        if not cursors[folder.name].uidvalidity and (needed or (stored is not None and stored.uidvalidity)):
            cure = "have the right given back, or name other folders in the account's settings"
            raise ServerUnavailable(f"The folder “{folder.name}” may not be read any more: {cure}.")


def _forget_others(visit: Visit, folders: Collection[Folder]) -> None:
    """Drop the rows of folders that are gone: nothing can be read there, and what moved is met again elsewhere."""
    for name in visit.store.folders.others(visit.account, {folder.name for folder in folders}):
        with visit.store.writing():
            visit.store.messages.drop_folder(visit.account, name)
            visit.store.folders.forget(visit.account, name)


def _sync(visit: Visit, folder: Folder, current: Cursor) -> None:
    stored = visit.store.folders.cursor(visit.account, folder.name)
    anew = stored is None or _is_renumbered(stored, current)
    if stored is not None and anew:
        why = f"the folder “{folder.name}” was made or numbered anew (UIDVALIDITY), so it was read again as a whole"
        visit.report.warnings.append(Problem(visit.account, why, 0))
    if folder.role is Role.DRAFTS:
        _reread(visit, folder, current)
        return
    first, since = (stored.uidnext, None) if stored else (1, None)
    if anew:
        with visit.store.writing():
            visit.store.messages.drop_folder(visit.account, folder.name)
            if stored is not None:
                note_renumbered(visit, folder, current)
        first, since = 1, (visit.desk.now - timedelta(days=visit.desk.config.detect.lookback_days)).date()
    read = 0
    for batch in visit.mailbox.headers(folder.name, first, since):
        _store_batch(visit, folder, batch, current)
        visit.report.looked += len(batch)
        read += len(batch)
        visit.desk.progress(f"{visit.account}: reading {folder.name}", visit.report.looked, None)
    visit.report.too_old += max(current.messages - read, 0) if since else 0
    visit.store.folders.save_cursor(visit.account, folder.name, current)


def _is_renumbered(stored: Cursor, current: Cursor) -> bool:
    """Whether UIDs mean other messages now. Under the same UIDVALIDITY a server restored from a backup gives some anew.

    UIDNEXT never goes back otherwise (RFC 9051 section 2.3.1.1).
    """
    return stored.uidvalidity != current.uidvalidity or current.uidnext < stored.uidnext


def _store_batch(visit: Visit, folder: Folder, batch: list[RawMessage], current: Cursor) -> None:
    """Store a batch with the cursor just behind it: unlike `current`, so that the folder is read on next time."""
    raws = {raw.place: raw for raw in batch}
    seen = [_seen(raw, folder) for raw in batch]
    seen = [row for row in seen if not _is_draft(raws[row.place], row, visit.desk.me)]
    seen = _without_notices(visit, seen)
    pending = [row.place for row in seen if _matters(visit, row, raws[row.place])]
    behind = replace(current, uidnext=batch[-1].place.uid + 1, messages=-1, modseq=None)
    with visit.store.writing():
        visit.store.messages.add(visit.account, seen, pending)
        note_folder(visit, folder, seen)
        visit.store.folders.save_cursor(visit.account, folder.name, behind)


def _without_notices(visit: Visit, seen: list[Seen]) -> list[Seen]:
    """Leave out what we put into the inbox ourselves, and remember where it lies: it is no mail.

    It goes from the person to the person: a stranger's mail that has borrowed its Message-ID is mail.
    """
    known = visit.store.notices.ids()
    ours = [row for row in seen if row.envelope.message_id in known and _is_from(visit.desk.me, row)]
    for row in ours:
        visit.store.notices.met(row.envelope.message_id or "", row.place)
    return [row for row in seen if row not in ours]


def _is_from(me: Me, seen: Seen) -> bool:
    sender = seen.envelope.sender
    return sender is not None and me.owns(sender.address)


def _is_draft(raw: RawMessage, seen: Seen, me: Me) -> bool:
    """Whether it is a draft that another folder shows too, as Gmail's All Mail does: it was not sent.

    In Sent the flag means nothing: a client that moves a draft there leaves it on. Nor does it on what a stranger
    wrote to us, for drafts of ours, also those under an alias, go to others.
    """
    if seen.role is not Role.WATCH or r"\Draft" not in raw.flags:
        return False
    to = seen.envelope.to
    return seen.envelope.sender is None or _is_from(me, seen) or not to or not all(me.owns(who.address) for who in to)


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


def _matters(visit: Visit, seen: Seen, raw: RawMessage) -> bool:
    """Whether the body is worth reading: own outward mail in Sent, else mail that may concern a thread."""
    envelope, me = seen.envelope, visit.desk.me
    if seen.role is Role.SENT and any(not me.owns(who.address) for who in envelope.recipients):
        return True
    if seen.role is Role.SENT and (envelope.sender is None or _is_from(me, seen)):
        return False
    if is_thrown_away(seen, me):
        return False
    if seen.role is Role.CONTROL or (seen.role is Role.WATCH and may_be_tagged(visit, raw, seen)):
        return True
    return visit.known.interesting(envelope)
