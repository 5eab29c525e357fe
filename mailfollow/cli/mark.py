"""What the person says of a proposal: track, snooze, stop, won, lost, reopen. Each is an event like any other."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import click

from mailfollow.cli.common import config_option, load_config, open_store, require_database
from mailfollow.cli.terminal import day, line
from mailfollow.errors import UsageError

if TYPE_CHECKING:
    from mailfollow.config import Config
    from mailfollow.model import Standing
    from mailfollow.store import Store

MOST_YEARS = 10
"""How many years ahead a proposal can be snoozed: beyond that it is a slip of the finger."""

ID = click.argument("thread_id", metavar="ID")


def _tell(config_file: str | None, thread_id: str, kind_name: str, why: str, until: date | None = None) -> None:
    """Record one event by the person, and say how the proposal stands then."""
    from mailfollow import clock
    from mailfollow.model import Event, EventKind

    config = load_config(config_file)
    require_database(config)
    with open_store(config) as store:
        thread = store.threads.get(thread_id)
        if kind_name == "snoozed" and thread.standing.close:
            raise UsageError(f"{thread.id} is closed: `mailfollow reopen {thread.id}` takes it up again.")
        latest = max((event.at for event in store.threads.events(thread.id)), default=clock.now())
        at = max(
            clock.now(), latest + timedelta(microseconds=1)
        )  # a sender's clock may be fast; the person's word is last
        event = Event(EventKind(kind_name), at, why, until=until)
        with store.writing():
            standing = store.threads.add_events(thread.id, [event])
        unwanted = _is_unwanted(config, store, thread.id)
    click.echo(f"{thread.id}  {line(thread.subject)}: {_in_words(standing)}{_before(thread.standing, standing)}")
    if unwanted:
        click.echo("Its draft is taken back at the next pass: do not send it.")


def _is_unwanted(config: Config, store: Store, thread_id: str) -> bool:
    """Whether the next pass takes back a draft that lies there for the proposal."""
    from mailfollow import clock
    from mailfollow.cycle.decide import decide

    _, decisions = decide(config, store, clock.now())
    return any(one.thread_id == thread_id and one.action == "withdraw" for one in decisions)


def _in_words(standing: Standing) -> str:
    from mailfollow.model import State

    state = standing.state or State.WAITING
    snoozed = standing.snoozed if state is not State.CLOSED else None
    quiet = f", left alone until {day(snoozed)}" if snoozed else ""
    return f"{state.value.replace('_', ' ')}{quiet} ({line(standing.why)})"


def _before(before: Standing, now: Standing) -> str:
    """Say as what a proposal was closed before it was closed again."""
    if not (before.close and now.close):
        return ""
    how = before.close.value if before.close in {"won", "lost", "stopped", "declined"} else "closed"
    return f"; it was {how} before"


@click.command()
@ID
@config_option
def stop(config_file: str | None, thread_id: str) -> None:
    """Stop following up on proposal ID. An untouched draft is withdrawn at the next pass."""
    _tell(config_file, thread_id, "stopped", "you said: stop")


@click.command()
@ID
@config_option
def won(config_file: str | None, thread_id: str) -> None:
    """Close proposal ID as won."""
    _tell(config_file, thread_id, "won", "you said: won")


@click.command()
@ID
@config_option
def lost(config_file: str | None, thread_id: str) -> None:
    """Close proposal ID as lost."""
    _tell(config_file, thread_id, "lost", "you said: lost")


@click.command()
@ID
@config_option
def reopen(config_file: str | None, thread_id: str) -> None:
    """Take up proposal ID again: the clock starts anew today."""
    _tell(config_file, thread_id, "reopened", "you said: take it up again")


@click.command()
@ID
@click.argument("until", metavar="DAY")
@config_option
def snooze(config_file: str | None, thread_id: str, until: str) -> None:
    """Leave proposal ID alone until DAY: a date (2026-12-01), or a number of days or weeks (10d, 2w)."""
    from mailfollow import clock

    zone = load_config(config_file).zone
    wake = _parse_day(until, clock.now().astimezone(zone))
    _tell(config_file, thread_id, "snoozed", f"you said: leave it until {day(wake)}", wake)


def _parse_day(text: str, now: datetime) -> date:
    """Return the day that `text` means, seen from `now`.

    Raises:
        UsageError: it is no day, or one that is not in the future, or too far in it.
    """
    units = {"d": 1, "w": 7}
    try:
        if text[-1:].lower() in units:
            wake = now.date() + timedelta(days=int(text[:-1]) * units[text[-1].lower()])
        else:
            wake = date.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{text!r} is no day: write 2026-12-01, 10d or 2w.") from error
    if wake <= now.date():
        raise UsageError(f"{text!r} is not in the future: name a later day.")
    if (wake.year, wake.month, wake.day) > (now.year + MOST_YEARS, now.month, now.day):
        raise UsageError(f"{text!r} is more than ten years ahead: name an earlier day.")
    return wake


@click.command()
@click.argument("thread_id", metavar="ID")
@config_option
def track(config_file: str | None, thread_id: str) -> None:
    """Follow a sent message that was not taken for a proposal. ID is its Message-ID, or a proposal's id."""
    from mailfollow.model import EventKind

    config = load_config(config_file)
    require_database(config)
    with open_store(config) as store, store.writing():
        found = store.messages.request_tracking(thread_id.strip("<> "))
    if found:
        click.echo("It is followed from the next pass on; `mailfollow once` makes one now.")
    elif "@" in thread_id:
        raise UsageError(
            f"No sent message with the Message-ID {thread_id} has been read: copy it from the message's source, "
            "and let `mailfollow once` read Sent first."
        )
    else:
        _tell(config_file, thread_id, EventKind.TRACKED.value, "you said: follow it")
