"""A first look at a whole export: every message by its header block, sorted by time into own and others' mail.

Messages are numbered in the order of their times, so that it makes no difference in which order files hold them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from mailfollow.errors import DataError
from mailfollow.mailbox.export import mbox
from mailfollow.mailbox.export.files import Reader, Source, readable, sources
from mailfollow.mailbox.export.marks import Mark, marked
from mailfollow.mailbox.export.message import Head, head
from mailfollow.model import Me

TELL = 1_000_000
"""After how many bytes to tell how far it is."""

Told = Callable[[int, int], None]
"""Told how many bytes have been looked at, and of how many."""


class Span(NamedTuple):
    """The time that is looked at, in UTC: messages before `first` or after `last` are left out."""

    first: datetime
    last: datetime


class Entry(NamedTuple):
    """One message: when it was written and received (seconds since 1970), and where its bytes are.

    `digest` is one of the header block: it orders what was written in the same second, and tells copies.
    """

    at: int
    digest: int
    received: int
    source: int
    start: int
    size: int


@dataclass(slots=True)
class Survey:
    """What there is: the files, own and other messages by time, why others were left out, and who writes how often."""

    sources: list[Source] = field(default_factory=list)
    sent: list[Entry] = field(default_factory=list)
    others: list[Entry] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    senders: Counter[str] = field(default_factory=Counter)
    my_names: Counter[str] = field(default_factory=Counter)
    digests: set[int] = field(default_factory=set)

    @property
    def newest(self) -> datetime:
        """When the newest message was written; there is one of ours at least."""
        return datetime.fromtimestamp(max(entries[-1].at for entries in (self.sent, self.others) if entries), UTC)


def survey(paths: Sequence[Path], me: Me, span: Span, told: Told) -> Survey:
    """Look at all mail at or below `paths`.

    Raises:
        DataError: a path holds no mail or cannot be read, or nothing is from `me`.
    """
    found, reader = Survey(list(sources(paths))), Reader()
    total, done = sum(map(_size, found.sources)), 0
    try:
        for number, source in enumerate(found.sources):
            for start, size in _messages(source):
                place = Entry(0, 0, 0, number, start, size)
                _take(found, place, head(reader, source, start, size), me, span)
                done += size
                if done // TELL != (done - size) // TELL:
                    told(done, total)
    finally:
        reader.close()
    if not found.sent:
        raise DataError(_nothing_of_mine(found, me))
    found.sent.sort()
    found.others.sort()
    found.digests.clear()
    return found


def _size(source: Source) -> int:
    with readable(source.path):
        return source.path.stat().st_size


def _messages(source: Source) -> Iterator[tuple[int, int]]:
    """Yield where the messages of a file begin, and how many bytes they have."""
    if not source.is_mbox:
        yield 0, _size(source)
        return
    with readable(source.path), source.path.open("rb") as file:
        yield from ((start, end - start) for start, end in mbox.pieces(file))


def _take(found: Survey, place: Entry, seen: Head | None, me: Me, span: Span) -> None:
    """Put a message where it belongs, or note why it is left out."""
    if seen is None:
        found.left_out["broken"] += 1
        return
    digest = int.from_bytes(blake2b(seen.header, digest_size=8).digest(), "big")
    sender, marks = seen.envelope.sender, marked(seen.header, found.sources[place.source])
    mine = Mark.SENT in marks or (sender is not None and me.owns(sender.address))
    reason = "copy" if digest in found.digests else _reason(marks, seen.at, span, mine=mine)
    if reason is not None:
        found.left_out[reason] += 1
        return
    found.digests.add(digest)
    if sender is not None:
        found.senders[sender.address] += 1
        found.my_names[sender.name] += mine and bool(sender.name)
    at, received = int(seen.at.timestamp()), int(seen.received.timestamp())
    (found.sent if mine else found.others).append(place._replace(at=at, digest=digest, received=received))


def _reason(marks: frozenset[Mark], at: datetime, span: Span, *, mine: bool) -> str | None:
    """Return why a message is left out; what others wrote counts even if it was thrown away."""
    if Mark.DRAFT in marks:
        return Mark.DRAFT.value
    if Mark.TRASH in marks and mine:
        return Mark.TRASH.value
    if at < span.first:
        return "too old"
    return "too new" if at > span.last else None


def _nothing_of_mine(found: Survey, me: Me) -> str:
    """Say that nothing is from the person, and who it may be."""
    often = ", ".join(f"{address} ({count:,})" for address, count in found.senders.most_common(5))
    names = " or ".join(me.addresses)
    seen = f"most are from {often}: name yours with --me" if often else "no message could be read at all"
    return f"There is no message from {names} among the {sum(found.senders.values()):,} that were looked at; {seen}."
