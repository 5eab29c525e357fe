"""`mailfollow status`: where each proposal stands, and what is due when. It imports little, for it is typed often."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

import click

from mailfollow.cli.common import config_option, json_option, load_config, read_store

if TYPE_CHECKING:
    from mailfollow.model import Decision, Thread
    from mailfollow.store import Coverage

ORDER = {"your_turn": 0, "drafted": 1, "waiting": 2, "closed": 3}
TITLES = {
    "your_turn": "Your turn: they answered",
    "drafted": "In Drafts, waiting for you",
    "waiting": "Waiting for an answer",
    "closed": "Closed",
}


@click.command()
@click.option("--all", "everything", is_flag=True, help="List the closed ones too.")
@json_option
@config_option
def status(config_file: str | None, everything: bool, as_json: bool) -> None:
    """Show where each proposal stands, what is due when, and what could not be read."""
    from mailfollow import clock
    from mailfollow.cycle.decide import decide

    config = load_config(config_file)
    with read_store(config) as store:
        threads, decisions = decide(config, store, clock.now())
        coverage = store.folders.coverage()
    by_thread = {decision.thread_id: decision for decision in decisions}
    rows = [thread_object(thread, by_thread.get(thread.id), config.zone) for thread in threads]
    rows.sort(key=lambda row: (ORDER[row["state"]], row["due_on"] or "9999", row["id"]))
    if as_json:
        from mailfollow.cli.terminal import emit_json

        emit_json({"threads": rows, "coverage": coverage_object(coverage)})
    else:
        print_rows(rows, everything=everything)
        print_coverage(coverage, config.zone)


def thread_object(thread: Thread, decision: Decision | None, zone: tzinfo) -> dict[str, Any]:
    """Return a thread as `--json` documents it; days are ISO dates in the account's time zone."""
    standing = thread.standing
    contact = (standing.reachable or standing.people)[:1]
    return {
        "id": thread.id,
        "state": standing.state.value if standing.state else "waiting",
        "why": decision.why if decision else standing.why,
        "subject": thread.subject,
        "contact": {"name": contact[0].name, "address": contact[0].address} if contact else None,
        "company": thread.company,
        "touch": standing.touch,
        "sent_on": standing.proposed_at and standing.proposed_at.astimezone(zone).date().isoformat(),
        "due_on": decision.due_on.isoformat() if decision and decision.due_on else None,
        "not_before": standing.not_before.isoformat() if standing.not_before else None,
        "draft": _draft_object(thread),
    }


def _draft_object(thread: Thread) -> dict[str, Any] | None:
    draft = thread.draft
    if draft is None:
        return None
    return {"touch": draft.touch, "state": draft.state.value, "template": draft.template, "why": draft.why}


def coverage_object(coverage: list[Coverage]) -> dict[str, Any]:
    """Return what was looked at, folder by folder, and what failed."""
    return {
        "folders": [
            {"account": row.account, "folder": row.folder, "read_at": _moment(row.read_at)}
            for row in coverage
            if row.folder
        ],
        "messages": sum(row.looked for row in coverage),
        "failed": [
            {"account": row.account, "folder": row.folder, "at": _moment(row.failed_at), "problem": row.problem}
            for row in coverage
            if row.problem
        ],
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def print_rows(rows: list[dict[str, Any]], *, everything: bool) -> None:
    """Print the threads, grouped by whose move it is."""
    from mailfollow.cli.terminal import heading, line, paragraph
    from mailfollow.tracking.words import counted

    if not rows:
        click.echo("No proposals are followed yet. `mailfollow once` looks for some; `mailfollow track` adds one.")
    for state, title in TITLES.items():
        group = [row for row in rows if row["state"] == state]
        if not group:
            continue
        click.echo(heading(f"{title} ({len(group)})"))
        for row in group if everything or state != "closed" else []:
            contact = row["contact"] or {"name": "", "address": "nobody"}
            due = f", due {row['due_on']}" if row["due_on"] else ""
            who = line(contact["name"] or contact["address"])
            click.echo(f"  {row['id']}  {line(row['subject'])}  ({who}; {counted(row['touch'], 'follow-up')}{due})")
            click.echo(paragraph(row["why"], " " * 10))
        click.echo()


def print_coverage(coverage: list[Coverage], zone: tzinfo) -> None:
    """Print what was looked at, and what could not be: "nobody to follow up" is not "could not look"."""
    from mailfollow.cli.terminal import day, of_account
    from mailfollow.tracking.words import counted

    read = [row.read_at for row in coverage if row.read_at]
    if read:
        messages = sum(row.looked for row in coverage)
        when = max(read).astimezone(zone)
        looked = f"{counted(len(read), 'folder')}, {counted(messages, 'message')}"
        click.echo(f"Last looked {day(when, zone)} at {when:%H:%M}: {looked}.")
    for row in coverage:
        if row.problem:
            where = f"{row.account} {row.folder}" if row.folder else row.account
            click.echo(f"Could not look: {of_account(where, row.problem)}")
