"""How a client writes our draft anew: measured against our own bytes, and against what its model says."""

from __future__ import annotations

import difflib
import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass

from tests.clients.models import CLIENTS, Client
from tests.clients.seat import Seat
from tests.end_to_end.stage import Stage
from tests.real_clients.copies import Copy
from tests.real_clients.play import Row
from tests.real_clients.sink import parse

SAME_TEXT = {("save as before", "open"): "saved", ("send", "sent as is"): "sent"}
"""After which steps, if this was said, a copy has the text that we wrote."""

THREADING = ("Message-ID", "In-Reply-To", "References")
COMPARED = ("From", "To", "Subject", *THREADING, "Content-Type", "Content-Transfer-Encoding")
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Written:
    """A message as a client wrote it; its headers as they are on the wire, but for line ends."""

    headers: dict[str, str]
    lines: list[str]
    flags: str = ""


def report(client: str, stage: Stage, draft: Copy, row: Row) -> Iterator[tuple[str, list[str]]]:
    """Yield what `client` changed in a `draft` that nobody edited, and what its model does otherwise, with titles."""
    how = SAME_TEXT.get((row.step, row.said))
    if how is not None:
        own_id = str(draft.message["Message-ID"])
        real = measured(row.copies[0], own_id)
        yield f"From our draft to what {client} {how}", differences(measured(draft, own_id), real)
        yield f"From its model to what {client} {how}", differences(modelled(client, stage, draft, how), real)


def measured(copy: Copy, own_id: str) -> Written:
    """Take apart what lies on the server, of a draft that we gave the id `own_id`."""
    return _taken_apart(copy.data, " ".join(copy.flags), own_id)


def modelled(name: str, stage: Stage, draft: Copy, how: str) -> Written:
    """Return what the model of the client called `name` makes of our draft, when it is "saved" or "sent"."""
    model = next(client for client in CLIENTS if client.name.lower() == name)
    text = "\n".join(draft.message.get_content().splitlines()) + "\n"
    seat = Seat(model, stage, None, draft.message, text)
    data = seat.as_saved() if how == "saved" else seat.as_sent()
    return _taken_apart(data, _flags(model, how), str(draft.message["Message-ID"]))


def differences(ours: Written, theirs: Written) -> list[str]:
    """Return what is other in `theirs` than in `ours`, a line each: headers, their values, flags, lines of the text."""
    gone, come = (sorted(set(one.headers) - set(other.headers)) for one, other in ((ours, theirs), (theirs, ours)))
    found = [f"{word}: {', '.join(names)}" for word, names in (("without", gone), ("with", come)) if names]
    for name in (name for name in COMPARED if name in ours.headers and name in theirs.headers):
        found += _change(name, ours.headers[name], theirs.headers[name])
    found += _change("flags", ours.flags, theirs.flags)
    lines = [line for line in difflib.unified_diff(ours.lines, theirs.lines, n=0, lineterm="") if line[:2] != "@@"]
    return found + [f"  {line.replace(' ', '·')}" for line in lines[2:][:MOST_LINES]]


def _change(name: str, before: str, after: str) -> list[str]:
    return [f"{name}: {before} -> {after}"] if before != after else []


def _flags(model: Client, how: str) -> str:
    return " ".join(sorted(model.draft_flags if how == "saved" else ("\\Seen",)))


def _taken_apart(data: bytes, flags: str, own_id: str) -> Written:
    raw = email.message_from_bytes(data, policy=email.policy.compat32)
    headers = {name: " ".join(str(value).split()) for name, value in raw.items()}
    if headers["Message-ID"] != own_id:
        headers["Message-ID"] = "a new one"
    message = parse(data)
    body = message.get_body(("plain", "html"))
    return Written(headers, body.get_content().splitlines() if body else [], flags)
