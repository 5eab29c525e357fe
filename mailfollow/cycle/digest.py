"""The daily digest: one message in the inbox that says what waits for the person. It never counts as mail.

It is made at most once a day, whatever happens on the way; yesterday's is removed if nobody has read it. Only what we
put there ourselves, byte for byte, can be removed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from mailfollow.config import Config
from mailfollow.cycle.decide import brake_on, decide
from mailfollow.cycle.desk import Problem, Visit
from mailfollow.cycle.heard import heard
from mailfollow.cycle.unusable import unusable
from mailfollow.cycle.unwritten import unwritten
from mailfollow.errors import CannotWrite, DataError
from mailfollow.model import Address, Blind, Looked, Overview, Place, Role
from mailfollow.store import Store
from mailfollow.tracking.overview import overview
from mailfollow.writing.notice.message import digest_id, digest_message

MADE = "digest made"
"""The mark with the time of the last digest (UTC)."""

AHEAD = timedelta(days=1)
"""How far ahead of the clock the last digest may be dated: by more, the clock was wrong when it was made."""

AT_MOST = timedelta(days=7)
"""How far back a digest tells of drafts that are over, where the one before is older than that."""


def deliver_digest(visit: Visit) -> None:
    """Put today's digest into the account's inbox, if it is time and this is the account for it.

    Raises:
        ServerUnavailable: it may not be there; it is not made again on the same day.
    """
    desk = visit.desk
    if desk.dry or visit.account != _account(desk.config) or not is_time(desk.config, desk.store, desk.now):
        return
    inbox = next(folder.name for folder in visit.mailbox.folders() if folder.role is Role.WATCH)
    earlier = visit.store.notices.there(visit.account)
    try:
        saved = _save(visit, inbox)
    except CannotWrite as error:
        visit.report.problems.append(Problem(visit.account, " ".join(error.problems), error.exit_code))
        return
    for notice in earlier if saved else ():
        if notice.uid is not None and notice.folder == inbox:
            visit.mailbox.withdraw(notice.uid, notice.uidvalidity, notice.data, inbox)
        visit.store.notices.let_go(notice.message_id)


def _save(visit: Visit, inbox: str) -> bool:
    """Put the digest into the inbox, after noting that it was made; return whether it was found there."""
    desk, notices = visit.desk, visit.store.notices
    message_id, data = _message(visit, gather(desk.config, desk.store, desk.now))
    cursor = visit.mailbox.cursors()[inbox]
    with visit.store.writing():
        notices.reserve(visit.account, inbox, cursor.uidvalidity, message_id, data, desk.now)
        visit.store.marks.put(MADE, desk.now.isoformat())
    uid = visit.mailbox.save_notice(data, message_id, cursor.uidnext)
    if uid is not None:
        notices.met(message_id, Place(inbox, cursor.uidvalidity, uid))
    return uid is not None


def _message(visit: Visit, told: Overview) -> tuple[str, bytes]:
    """Return the Message-ID of a new digest, and its bytes."""
    desk = visit.desk
    who = Address(desk.me.name, desk.me.addresses[0])
    message_id = digest_id(desk.entropy(16).hex(), who.address)
    try:
        return message_id, digest_message(told, desk.config.zone, who, message_id, desk.now)
    except DataError as error:
        visit.store.marks.put(MADE, desk.now.isoformat())  # so that it is told once a day
        raise CannotWrite(f"There is no digest: {' '.join(error.problems)}.") from error


def is_time(config: Config, store: Store, now: datetime) -> bool:
    """Whether a digest is wanted, and today's is still to be made at `now` (UTC)."""
    calendar, local = config.calendar, now.astimezone(config.zone)
    if not config.digest.daily or not calendar.is_working(local.date()) or local.hour < config.digest.hour:
        return False
    made = last_made(store, now)
    return made is None or calendar.local_date(made) < local.date()


def last_made(store: Store, now: datetime) -> datetime | None:
    """Return when the last digest was made (UTC); None before the first, and where a wrong clock dated that."""
    text = store.marks.get(MADE)
    made = datetime.fromisoformat(text) if text else None
    return made if made is not None and made <= now + AHEAD else None


def gather(config: Config, store: Store, now: datetime) -> Overview:
    """Return what waits for the person at `now`."""
    threads, decisions = decide(config, store, now)
    stopped = brake_on(config, store, now)
    told = overview(
        threads,
        decisions,
        store.threads.draft_events(max(last_made(store, now) or now - AT_MOST, now - AT_MOST)),
        unwritten(store, config.account_names, decisions),
        heard(store, threads),
        now,
        config.calendar,
    )
    return replace(
        told, looked=looked(config, store), stopped=stopped.sentence if stopped else "", unusable=unusable(store)
    )


def looked(config: Config, store: Store) -> Looked:
    """Return what was read when, and where we could not look."""
    rows = store.folders.coverage(config.account_names)
    read = [row for row in rows if row.read_at is not None and row.folder]
    blind = tuple(
        Blind(f"{row.account} {row.folder}" if row.folder else row.account, row.failed_at, row.problem)
        for row in rows
        if row.problem
    )
    at = max((row.read_at for row in read if row.read_at), default=None)
    return Looked(at, len(read), sum(row.looked for row in read), blind)


def _account(config: Config) -> str:
    return config.digest.account or config.account_names[0]
