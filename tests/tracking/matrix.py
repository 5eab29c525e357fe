"""The whole state machine as one readable table: what each event does to a thread in each state.

`render` runs the real handlers over a sample of every state and every event. The result is kept in matrix.txt and
compared by a test, so that no change to the table goes unseen. After a change that is wanted:

    python -m tests.tracking.regenerate
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mailfollow.model import Address, Close, Event, EventKind, Intent, Proposal, Standing
from mailfollow.tracking.standing.fold import TABLE
from tests.tracking.builders import (
    BERLIN,
    BOB,
    CALENDAR,
    EVA,
    OFFER,
    PAUL,
    away,
    bounced,
    day,
    ended,
    event,
    gone,
    reply,
    saved,
    sent,
    standing,
)

GOLDEN = Path(__file__).with_name("matrix.txt")

FIRST = (sent(people=(BOB, EVA)), sent("11-05", "f1", people=(BOB, EVA)))
HELD = event(EventKind.HELD, "11-09", "Bob wrote on another matter", message_id="x")
ASKED = reply("11-09", Intent.NOT_NOW, "r0", until=day("2027-03-01"))

SAMPLES: dict[str, Standing] = {
    "not started": Standing(),
    "waiting": standing(*FIRST),
    "waiting, asked to wait, held": standing(*FIRST, ASKED, replace(HELD, at=HELD.at.replace(hour=20))),
    "drafted": standing(*FIRST, saved("11-12")),
    "your turn": standing(*FIRST, reply("11-09", Intent.QUESTION, "r0")),
    "your turn, they said yes": standing(*FIRST, reply("11-09", Intent.YES, "r0", accepts=True)),
    **{f"closed ({close})": standing(*FIRST, ended("11-13", close)) for close in Close},
}
"""A thread in every state, after the proposal of 2 November and follow-up 1 of 5 November, to Bob and Eva."""

WHEN = "11-16"

EVENTS: dict[str, tuple[Event, ...]] = {
    "SENT a mail that asks": (sent(WHEN, "f2"),),
    "SENT a bare thanks": (sent(WHEN, "f2", asks=False),),
    "SENT a new offer": (sent(WHEN, "p2", proposal=replace(OFFER, amount="4,200")),),
    "SENT the open draft": (sent(WHEN, "f2", draft_id=1),),
    "SENT the open draft to our colleague instead": (sent(WHEN, "f2", people=(PAUL,), draft_id=1),),
    "SENT a forward to our colleague": (sent(WHEN, "fwd", people=(PAUL,)),),
    **{f"REPLY {intent}": (reply(WHEN, intent, "r1"),) for intent in Intent},
    "REPLY yes, to the offer": (reply(WHEN, Intent.YES, "r1", accepts=True),),
    "REPLY not now, until a day": (reply(WHEN, Intent.NOT_NOW, "r1", until=day("2027-01-11")),),
    "AUTO_REPLY away, back on a day": (away(WHEN, "11-27"),),
    "AUTO_REPLY away, no day given": (away(WHEN),),
    "AUTO_REPLY away, back on a day that is over": (away(WHEN, "11-06"),),
    "AUTO_REPLY acknowledgement": (away(WHEN, away=False),),
    "BOUNCED one of two, for good": (bounced(WHEN),),
    "BOUNCED both, for good": (bounced(WHEN), bounced(WHEN, EVA)),
    "BOUNCED for now": (bounced(WHEN, permanent=False),),
    "HELD": (event(EventKind.HELD, WHEN, "Bob wrote on another matter", message_id="x2"),),
    "SIGNED": (event(EventKind.SIGNED, WHEN, "signed by Bob"),),
    "DRAFT_SAVED": (saved(WHEN, 2),),
    "DRAFT_EDITED the open draft": (event(EventKind.DRAFT_EDITED, WHEN, draft_id=1),),
    "DRAFT_GONE the open draft": (gone(WHEN, 1),),
    "DRAFT_GONE another draft": (gone(WHEN, 9),),
    "DRAFT_WITHDRAWN the open draft": (event(EventKind.DRAFT_WITHDRAWN, WHEN, "an answer came", draft_id=1),),
    **{f"ENDED {close}": (ended(WHEN, close),) for close in (Close.EXHAUSTED, Close.EXPIRED, Close.SUPERSEDED)},
    "TRACKED": (event(EventKind.TRACKED, WHEN, "you said so", message_id="p1", people=(BOB,)),),
    "SNOOZED": (event(EventKind.SNOOZED, WHEN, until=day("12-01")),),
    "STOPPED": (event(EventKind.STOPPED, WHEN, "you said stop"),),
    "WON": (event(EventKind.WON, WHEN, "you said won"),),
    "LOST": (event(EventKind.LOST, WHEN, "you said lost"),),
    "REOPENED": (event(EventKind.REOPENED, WHEN, "you said reopen"),),
}


def render() -> str:
    """Return the table as text: for each event, states with the same outcome together."""
    return "\n".join(line for name, events in EVENTS.items() for line in (*_block(name, events), ""))


def _block(name: str, events: tuple[Event, ...]) -> Iterator[str]:
    outcomes: dict[tuple[str, ...], list[str]] = {}
    for state, before in SAMPLES.items():
        outcomes.setdefault(tuple(_outcome(before, events)), []).append(state)
    yield name
    for lines, states in outcomes.items():
        yield f"  {'; '.join(_shortened(states))}"
        yield from (f"      {line}" for line in lines)


def _shortened(states: list[str]) -> list[str]:
    """Return the names of states, the closed ones together."""
    closes = [close for close in Close if f"closed ({close})" in states]
    others = [state for state in states if not state.startswith("closed")]
    if not closes:
        return others
    return [*others, "closed (all)" if len(closes) == len(Close) else f"closed ({', '.join(closes)})"]


def _outcome(before: Standing, events: tuple[Event, ...]) -> Iterator[str]:
    after = before
    for one in events:
        after = TABLE[after.state, one.kind](after, one, CALENDAR)
    if after == before:
        yield "nothing changes"
        return
    same = (after.state, after.close) == (before.state, before.close)
    yield "stays" if same else f"-> {after.state}" + (f" ({after.close})" if after.close else "")
    skipped = {"state", "close", "why", "since"}
    for field in (field.name for field in fields(Standing) if field.name not in skipped):
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield f"{field}: {_say(old)} -> {_say(new)}"
    if after.why != before.why:
        yield f'"{after.why}"'


def _say(value: Any) -> str:
    match value:
        case datetime():
            return f"{value.astimezone(BERLIN):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case Address():
            return value.address
        case Proposal():
            return f"offer of {value.amount}"
        case tuple() | frozenset():
            return ", ".join(sorted(map(_say, value))) or "nobody"
        case None | "":
            return "-"
        case _:
            return str(value)
