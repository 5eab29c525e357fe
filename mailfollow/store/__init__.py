"""What mailfollow remembers, in one SQLite file: folders, messages, threads with their events, and drafts.

`Store.open` gives a store whose parts speak in model values. Writes that belong together go into one
`with store.writing():`, which is all or nothing. Nothing here decides anything.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from mailfollow.clock import Ticks
from mailfollow.store import opening
from mailfollow.store.columns import maybe_time, place_id, utc_text, utc_time
from mailfollow.store.connection import Connection, translated
from mailfollow.store.fold import Fold, no_fold
from mailfollow.store.folders import Coverage, Folders

if TYPE_CHECKING:
    from mailfollow.store.drafts import Drafts
    from mailfollow.store.marks import Marks
    from mailfollow.store.messages import Messages
    from mailfollow.store.notices import Notices
    from mailfollow.store.orders import Orders
    from mailfollow.store.outcomes import Outcomes
    from mailfollow.store.resources import Resources
    from mailfollow.store.threads import Threads

__all__ = ["Coverage", "Fold", "Store", "place_id"]

LAST_PASS = "last pass"  # noqa: S105 - the name of a mark
TICKS = "ticks at the last pass"
SET_BACK = "clock set back"
RESUMED = "resumed"


class Store:
    """An open database. Use it in the thread that opened it, and close it (or use it in a `with`)."""

    def __init__(self, db: Connection, fold: Fold) -> None:
        """Take an open connection; `Store.open` is the way to get one."""
        self._db = db
        self._fold = fold

    # Each part is imported when it is first used, so that reading the threads starts quickly.

    @cached_property
    def folders(self) -> Folders:
        """How far each folder has been read."""
        return Folders(self._db)

    @cached_property
    def messages(self) -> Messages:
        """Every message by its headers, and what was understood of it."""
        from mailfollow.store.messages import Messages

        return Messages(self._db)

    @cached_property
    def threads(self) -> Threads:
        """The followed proposals and what happened to them."""
        from mailfollow.store.threads import Threads

        return Threads(self._db, self._fold)

    @cached_property
    def drafts(self) -> Drafts:
        """The journal of drafts."""
        from mailfollow.store.drafts import Drafts

        return Drafts(self._db)

    @cached_property
    def resources(self) -> Resources:
        """How often resources were offered, and what came of trying their links."""
        from mailfollow.store.resources import Resources

        return Resources(self._db)

    @cached_property
    def marks(self) -> Marks:
        """Small facts about the program's own running."""
        from mailfollow.store.marks import Marks

        return Marks(self._db)

    @cached_property
    def notices(self) -> Notices:
        """The messages that we put into an inbox ourselves."""
        from mailfollow.store.notices import Notices

        return Notices(self._db)

    @cached_property
    def orders(self) -> Orders:
        """What the person said from the mail client."""
        from mailfollow.store.orders import Orders

        return Orders(self._db)

    @cached_property
    def outcomes(self) -> Outcomes:
        """What became of every follow-up."""
        from mailfollow.store.outcomes import Outcomes

        return Outcomes(self._db)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, fold: Fold = no_fold, wait: float = 5.0) -> Store:
        """Open the database at `path`; unless it is `read_only`, make it or bring it up to date as needed.

        `fold` turns events into a standing; who records events must give it. `wait` is how many seconds to wait
        where another process holds the database.

        Raises:
            UsageError: it is to be read only and does not exist yet.
            CannotCreate: the file or its directory cannot be made.
            CannotWrite: the disk is full, or the file may not be written.
            Busy: another process holds it.
            DataError: it is damaged, or another program's.
            ConfigError: a newer mailfollow wrote it; it is left untouched.
        """
        return cls(opening.connect(path, read_only=read_only, wait=wait), fold)

    @classmethod
    def in_memory(cls, fold: Fold = no_fold) -> Store:
        """Return a new, empty store that is gone when it is closed."""
        return cls(opening.empty(), fold)

    def snapshot(self) -> Store:
        """Return a copy in memory, which can be written like the original and leaves no trace: for dry runs."""
        return Store(opening.snapshot(self._db), self._fold)

    def writing(self) -> AbstractContextManager[None]:
        """Make the `with` block one transaction; inside another one it joins that.

        Raises:
            CannotWrite, Busy, DataError: the block has left no trace then.
        """
        return self._db.writing()

    def backup(self, target: Path) -> None:
        """Write a copy of the whole database to `target`, readable by its owner only.

        Raises:
            CannotWrite, CannotCreate: it could not be written; an older copy stays as it was.
        """
        from mailfollow.store import files

        with translated(target):
            files.backup(self._db.raw, target)

    def last_pass(self) -> datetime | None:
        """Return the time of the last pass (UTC), or None before the first."""
        text = self.marks.get(LAST_PASS)
        return None if text is None else utc_time(text)

    def newest_received(self) -> datetime | None:
        """Return when the newest message outside Sent, Drafts and Trash came in (UTC), in whatever account."""
        return maybe_time(self._db.scalar("SELECT max(at) FROM messages WHERE role = 'watch'"))

    def last_ticks(self) -> Ticks | None:
        """Return how long the machine had been on at the last pass, where it could tell."""
        boot, _, seconds = (self.marks.get(TICKS) or "").rpartition(" ")
        return Ticks(boot, float(seconds)) if boot else None

    def note_pass(self, at: datetime, ticks: Ticks | None = None) -> None:
        """Remember that a pass was made at `at` (UTC), and what a clock said then that nobody can set."""
        self.marks.put(LAST_PASS, utc_text(at))
        self.marks.put(TICKS, f"{ticks.boot} {ticks.seconds}" if ticks else None)
        self.marks.put(SET_BACK, None)

    def resumed(self) -> datetime | None:
        """Return when the person last said that new drafts may be written again (UTC); None if never."""
        text = self.marks.get(RESUMED)
        return None if text is None else utc_time(text)

    def note_resumed(self, at: datetime) -> None:
        """Remember that the person said so at `at` (UTC)."""
        self.marks.put(RESUMED, utc_text(at))

    def set_back_for(self, at: datetime, long: timedelta) -> bool:
        """Whether the clock, found set back at `at` (UTC), was so for `long` already; remembers the first time."""
        text = self.marks.get(SET_BACK)
        if text is None or utc_time(text) > at:
            self.marks.put(SET_BACK, utc_text(at))
            return False
        return at - utc_time(text) >= long

    def close(self) -> None:
        """Close the connection; what a transaction had not committed is undone."""
        self._db.raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
