"""`mailfollow status`: where each proposal stands, and what is due when. It imports little, for it is typed often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

import click

from mailfollow.cli.common import config_option, json_option, load_config, read_store
from mailfollow.cli.coverage import coverage_object, print_coverage
from mailfollow.cli.groups import TITLES, group_of
from mailfollow.cli.said import SHOWN_FOR, print_said, said_object

if TYPE_CHECKING:
    from mailfollow.model import Decision, Thread
    from mailfollow.model.overview import Heard


@click.command()
@click.option("--all", "everything", is_flag=True, help="List the closed ones too.")
@json_option
@config_option
def status(config_file: str | None, everything: bool, as_json: bool) -> None:
    """Show where each proposal stands, what is due when, and what could not be read."""
    from mailfollow import clock
    from mailfollow.cli.bare import bare_object, print_bare
    from mailfollow.cycle.decide import brake_on, decide
    from mailfollow.cycle.heard import heard
    from mailfollow.cycle.unusable import unusable
    from mailfollow.cycle.unwritten import unwritten

    config, now = load_config(config_file), clock.now()
    with read_store(config) as store:
        threads, decisions = decide(config, store, now)
        brake = brake_on(config, store, now)
        refused = unwritten(store, config.account_names, decisions)
        coverage = store.folders.coverage(config.account_names)
        said = store.orders.in_vain(now - SHOWN_FOR)
        bare = bare_object(config, store, threads, now)
        broken = unusable(store)
        answers = heard(store, threads)
    by_thread = {decision.thread_id: decision for decision in decisions}
    rows = [thread_object(thread, by_thread.get(thread.id), config.zone, answers.get(thread.id)) for thread in threads]
    groups = {row["id"]: group_of(row, by_thread.get(row["id"]), refused) for row in rows}
    rows.sort(key=lambda row: ([*TITLES].index(groups[row["id"]]), row["due_on"] or "9999", row["id"]))
    if as_json:
        from mailfollow.cli.terminal import emit_json

        stopped = brake and {"why": brake.why, "remedy": brake.remedy, "alarm": brake.alarm}
        told = {"said": said_object(said), "nothing_to_offer": bare, "unusable": broken}
        emit_json({"stopped": stopped, "threads": rows, **told, "coverage": coverage_object(coverage)})
    else:
        if brake:
            click.echo(f"{brake.sentence}\n")
        print_rows(rows, groups, everything=everything)
        print_said(said)
        print_bare(bare)
        _print_unusable(broken)
        due = any(decision.action == "write" for decision in decisions)
        idle = not due and set(groups.values()) <= {"waiting", "closed"}
        print_coverage(coverage, config.zone, now, config.poll, idle=idle)


def _print_unusable(problems: Sequence[str]) -> None:
    """Say which templates and resources are not used as they are."""
    from mailfollow.cli.terminal import line

    for problem in problems:  # unbroken, so that a terminal can open the place
        click.echo(line(f"{problem}; what was there before stays in use."))
    if problems:
        click.echo()


def thread_object(
    thread: Thread, decision: Decision | None, zone: tzinfo, answer: Heard | None = None
) -> dict[str, Any]:
    """Return a thread as `--json` documents it; days are ISO dates in the account's time zone.

    `answer` is the one that waits for the person's, where it is their turn.
    """
    standing = thread.standing
    contact = (standing.reachable or standing.people)[:1]
    return {
        "id": thread.id,
        "state": standing.state.value if standing.state else "waiting",
        "close": standing.close.value if standing.close else None,
        "action": decision.action.value if decision else None,
        "why": decision.why if decision else standing.why,
        "subject": thread.subject,
        "contact": {"name": contact[0].name, "address": contact[0].address} if contact else None,
        "company": thread.company,
        "touch": standing.touch,
        "sent_on": standing.proposed_at and standing.proposed_at.astimezone(zone).date().isoformat(),
        "due_on": decision.due_on.isoformat() if decision and decision.due_on else None,
        "not_before": standing.not_before.isoformat() if standing.not_before else None,
        "answer": {"by": answer.who, "words": answer.words} if answer else None,
        "draft": _draft_object(thread),
    }


def _draft_object(thread: Thread) -> dict[str, Any] | None:
    draft = thread.draft or thread.covered_by
    if draft is None:
        return None
    return {"touch": draft.touch, "state": draft.state.value, "template": draft.template, "why": draft.why}


def print_rows(rows: list[dict[str, Any]], groups: Mapping[str, str], *, everything: bool) -> None:
    """Print the threads under the titles of their `groups`."""
    from mailfollow.cli.terminal import heading

    if not rows:
        click.echo("No proposals are followed yet. `mailfollow once` looks for some; `mailfollow track` adds one.\n")
    for name, title in TITLES.items():
        group = [row for row in rows if groups[row["id"]] == name]
        if not group:
            continue
        listed = everything or name != "closed"
        click.echo(heading(f"{title} ({len(group)})") + ("" if listed else ": `mailfollow status --all` lists them"))
        if name == "undelivered":
            click.echo("  Write to another one, or say stop.")
        for row in group if listed else []:
            _print_row(row)
        click.echo()


def _print_row(row: dict[str, Any]) -> None:
    from datetime import date

    from mailfollow.cli.terminal import day, paragraph
    from mailfollow.model.overview import NO_ADDRESS
    from mailfollow.model.words import counted

    contact, answer = row["contact"] or {"name": "", "address": "nobody"}, row["answer"]
    due = f", due {day(date.fromisoformat(row['due_on']))}" if row["due_on"] else ""
    name = answer["by"] if answer else contact["name"] or contact["address"]
    who = f"({name}; {counted(row['touch'], 'follow-up')}{due})"
    why = answer["words"] if answer else row["why"].removeprefix("your turn: ").removeprefix(NO_ADDRESS)
    click.echo(paragraph(f"{row['subject'].strip() or '(no subject)'} {who}", " " * 10, f"  {row['id']}  "))
    click.echo(paragraph(why, " " * 10))
