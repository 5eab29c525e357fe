"""What a message in Drafts is beside the draft that we wrote: the same in a reader's eyes, or the person's own.

A mail client that saves a draft wraps its lines anew, sets another charset, wraps it in HTML or moves the signature;
the person has changed nothing by that. Words, addressees or attachments that are others are theirs. Each message is
read once: what it came to is remembered with its place, so that a pass in which nothing happened fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mailfollow.cycle.desk import Visit
from mailfollow.mailbox import lines
from mailfollow.mailbox.port import BODY
from mailfollow.model import Address, Copy, Draft, DraftState, Place, Version
from mailfollow.reading.message.parts import Parsed, parse
from mailfollow.tracking.fate import unread
from mailfollow.writing import fold_text

SAVED_ANEW = "your mail client saved it anew, so it is not taken back"
BACK_AGAIN = "it was withdrawn, and you saved it again: it is yours"
NOT_KEPT = "what was written is not kept any more, so that this cannot be compared with it: it is yours"
UNREADABLE = "you edited it: there is no text in it that can be read"

_MARKS = re.compile(r"(?m)^[>\s]*>[>\s]*|^--[ \t]*$")
"""Quote marks and the line above a signature: clients move them when they wrap what stands there."""


def compared(visit: Visit, draft: Draft, copies: Sequence[Copy]) -> list[Copy]:
    """Return `copies` with what those in Drafts came to; one that has just gone from there is left out.

    Raises:
        ServerUnavailable: a message had to be read, and could not be.
    """
    known = visit.store.drafts.versions(draft.id)
    copies = [replace(copy, version=known.get(copy.place)) for copy in copies]
    places = [copy.place for copy in unread(draft, copies)]
    if not places:
        return copies
    found = _read(visit, draft, places)
    lying = {copy.place: copy.version for copy in copies if copy.version is not None}
    visit.store.drafts.note_versions(draft.id, lying | found)
    gone = set(places) - set(found)
    return [replace(copy, version=found.get(copy.place, copy.version)) for copy in copies if copy.place not in gone]


def _read(visit: Visit, draft: Draft, places: Sequence[Place]) -> dict[Place, Version]:
    """Read the messages at `places`, all in Drafts, and say what each came to."""
    folder = places[0].folder
    bodies = visit.mailbox.bodies(folder, [place.uid for place in places], max(BODY, 2 * len(draft.data) + 1))
    return {raw.place: version(draft, raw.data) for raw in bodies if raw.place in places}


def version(draft: Draft, data: bytes) -> Version:
    """Return what the message `data` is beside `draft`."""
    if not draft.data:
        return Version(NOT_KEPT)
    if lines.same(draft.data, data):
        return Version()
    if draft.state is DraftState.WITHDRAWN:
        return Version(BACK_AGAIN)
    return Version(differs(draft.data, data), SAVED_ANEW)


def differs(ours: bytes, theirs: bytes) -> str:
    """Return what a reader of `theirs` would find that does not stand in `ours`; empty where that is nothing."""
    try:
        before, after = parse(ours), parse(theirs)
    except Exception as problem:  # noqa: BLE001 - the edge: what cannot be taken apart is never taken for ours
        return f"{UNREADABLE} ({problem!r})"[:200]
    if not _words(after):
        return UNREADABLE
    changed = [
        ("its text", _words(before) != _words(after)),
        ("its subject", fold_text(before.envelope.subject) != fold_text(after.envelope.subject)),
        ("its recipients", _to(before) != _to(after)),
        ("its sender", _sender(before) != _sender(after)),
        ("its attachments", before.attachments != after.attachments),
    ]
    named = [what for what, is_changed in changed if is_changed]
    return f"you edited it: {', '.join(named)} changed" if named else ""


def _words(message: Parsed) -> str:
    return fold_text(_MARKS.sub("", message.text))


def _to(message: Parsed) -> tuple[set[str], ...]:
    envelope = message.envelope
    return tuple(_addresses(people) for people in (envelope.to, envelope.cc, envelope.bcc))


def _addresses(people: Sequence[Address]) -> set[str]:
    return {who.address for who in people}


def _sender(message: Parsed) -> str | None:
    return message.envelope.sender.address if message.envelope.sender else None
