"""`mailfollow show ID`: one proposal's whole story, event by event, with every reason."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING, Any

import click

from mailfollow.cli.common import config_option, json_option, load_config, read_store
from mailfollow.cli.groups import group_of, next_step
from mailfollow.cli.status import thread_object
from mailfollow.cli.terminal import day, emit_json, heading, line, paragraph, quote

if TYPE_CHECKING:
    from mailfollow.model import Draft, Event


@click.command()
@click.argument("thread_id", metavar="ID")
@json_option
@config_option
def show(config_file: str | None, thread_id: str, as_json: bool) -> None:
    """Tell one proposal's whole story: what happened when, what is planned, and why.

    ID is the id that `mailfollow status` shows; its first letters are enough.
    """
    from mailfollow import clock
    from mailfollow.cycle.decide import brake_on, decide
    from mailfollow.cycle.heard import heard
    from mailfollow.cycle.unwritten import unwritten

    config, now = load_config(config_file), clock.now()
    with read_store(config) as store:
        wanted = store.threads.get(thread_id)
        threads, decisions = decide(config, store, now)
        thread = next(thread for thread in threads if thread.id == wanted.id)
        decision = next((decision for decision in decisions if decision.thread_id == thread.id), None)
        events = store.threads.events(thread.id)
        drafts = [*store.drafts.of_thread(thread.id), *filter(None, [thread.covered_by])]
        refused = unwritten(store, config.account_names, decisions)
        story = thread_object(thread, decision, config.zone, heard(store, [thread]).get(thread.id))
        brake = brake_on(config, store, now)
    advice = next_step(story, group_of(story, decision, refused), brake.remedy if brake else "")
    if as_json:
        told = {"events": [_event(event) for event in events], "drafts": [_draft(row) for row in drafts]}
        emit_json({**story, "next": advice, **told})
    else:
        _print(story, events, drafts, config.zone)
        click.echo(heading("\nWhat you can do"))
        click.echo(paragraph(advice))


def _event(event: Event) -> dict[str, Any]:
    return {
        "at": event.at.isoformat(),
        "event": event.kind.value,
        "why": event.why,
        "message_id": event.message_id,
    }


def _draft(draft: Draft) -> dict[str, Any]:
    return {
        "touch": draft.touch,
        "state": draft.state.value,
        "template": draft.template,
        "angle": draft.angle,
        "why": draft.why,
        "problem": draft.problem,
        "text": draft.text,
    }


def _print(story: dict[str, Any], events: list[Event], drafts: list[Draft], zone: tzinfo) -> None:
    click.echo(heading(f"{story['id']}  {line(story['subject'])}"))
    click.echo(paragraph(story["why"]))
    click.echo(heading("\nWhat happened"))
    for event in events:
        when = f"{day(event.at, zone):<15} {event.at.astimezone(zone):%H:%M}"
        click.echo(f"  {when}  {event.kind.value.replace('_', ' ')}")
        click.echo(paragraph(event.why, " " * 25))
    for draft in drafts:
        click.echo(heading(f"\nFollow-up {draft.touch}: {draft.state.value}, from template {draft.template}"))
        click.echo(paragraph(draft.why + (f"; {draft.problem}" if draft.problem else "")))
        click.echo(quote(draft.text))
