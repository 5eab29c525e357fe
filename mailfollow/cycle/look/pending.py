"""The messages that matter, read whole and recorded; one that the server does not give holds its thread."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from itertools import groupby

from mailfollow.cycle.desk import Visit
from mailfollow.cycle.look.record import record
from mailfollow.cycle.look.withheld import record_withheld
from mailfollow.errors import Withheld
from mailfollow.mailbox.port import Mailbox
from mailfollow.model import RawMessage, Seen

BODIES_AT_ONCE = 100


def read_pending(visit: Visit) -> None:
    """Read whole what is pending, oldest and Sent first, until nothing is: recording may adopt older mail."""
    done = 0
    while waiting := visit.store.messages.pending(visit.account, BODIES_AT_ONCE):
        bodies = list(_with_bodies(visit.mailbox, waiting))
        with visit.store.writing():
            for seen, raw, there in bodies:
                if raw is None and there:
                    record_withheld(visit, seen)
                else:
                    record(visit, seen, raw)
        done += len(waiting)
        total = done + visit.store.messages.count_pending(visit.account)
        visit.desk.progress(f"{visit.account}: understanding messages", done, total)


def _with_bodies(mailbox: Mailbox, waiting: Collection[Seen]) -> Iterator[tuple[Seen, RawMessage | None, bool]]:
    """Give each message with its bytes, in the order given, and whether it is there.

    None where it is gone from its folder, or where the server does not give it though it lies there.
    """
    for (folder, _), rows in groupby(waiting, key=lambda seen: (seen.place.folder, seen.place.uidvalidity)):
        group = list(rows)
        bodies = {raw.place: raw for raw in _bodies(mailbox, folder, [seen.place.uid for seen in group])}
        missing = [seen for seen in group if seen.place not in bodies]
        there = mailbox.uids(folder) if missing else frozenset[int]()
        for seen in group:
            yield seen, bodies.get(seen.place), seen.place in bodies or seen.place.uid in there


def _bodies(mailbox: Mailbox, folder: str, uids: Sequence[int]) -> list[RawMessage]:
    """Return the messages that the server gives; for a broken one it may refuse all that are asked for with it."""
    try:
        return list(mailbox.bodies(folder, uids))
    except Withheld:
        found: list[RawMessage] = []
        for uid in uids:
            with suppress(Withheld):
                found += mailbox.bodies(folder, [uid])
        if not found and len(uids) > 1:
            raise  # nothing is given there: that is no matter of one message
        return found
