"""`mailfollow once`: one pass now, and what it did and why."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click

from mailfollow.cli.common import config_option, json_option, load_config
from mailfollow.cli.setup import clear_progress, connector, desk_for, load_texts, terminal_progress
from mailfollow.cli.terminal import complain, emit_json, heading, line, of_account, paragraph, quote
from mailfollow.cycle.desk import Problem, Report, Written
from mailfollow.cycle.refused import refused_lately
from mailfollow.cycle.run import run
from mailfollow.errors import AuthFailed
from mailfollow.model import Action, Decision
from mailfollow.model.words import counted

MOST = 10
"""How many proposals for which nothing is to be done yet are listed, those due first; `status` lists all.

A dry run lists all: it stores nothing, so that `status` knows none of them.
"""


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what a pass would do; write nothing anywhere.")
@click.option("--retry", is_flag=True, help="Try a login again that was refused in the last six hours.")
@json_option
@config_option
def once(config_file: str | None, dry_run: bool, retry: bool, as_json: bool) -> None:
    """Make one pass now: look at every account, and put the follow-ups that are due in Drafts.

    With --dry-run nothing is written, neither to the mailbox nor to this machine. A login that was refused is not
    tried again for six hours, however often this is called, so that the account is not locked.
    """
    config = load_config(config_file)
    texts = load_texts(config)
    complain(texts.library.problems)
    with desk_for(config, texts, dry=dry_run, progress=terminal_progress()) as desk:
        names = config.account_names
        waiting = {} if retry else refused_lately(desk.store, names, desk.now)
        report = run(desk, connector(config, dry=dry_run), [name for name in names if name not in waiting])
        report.problems += [_waits(name, again.astimezone(config.zone)) for name, again in waiting.items()]
        clear_progress()
        subjects = {thread.id: thread.subject for thread in desk.store.threads.all()}
    if as_json:
        emit_json(as_object(report, dry=dry_run))
    else:
        print_report(report, subjects, dry=dry_run)
    click.get_current_context().exit(max((problem.exit_code for problem in report.problems), default=0))


def _waits(account: str, again: datetime) -> Problem:
    why = "The login was refused a few hours ago, so it is not tried again before"
    sentence = f"{why} {again:%H:%M}, lest the account be locked; `mailfollow once --retry` tries at once."
    return Problem(account, sentence, AuthFailed.exit_code)


def as_object(report: Report, *, dry: bool) -> dict[str, Any]:
    """Return the report as it is documented for `--json`."""
    return {
        "dry_run": dry,
        "looked": report.looked,
        "too_old": report.too_old,
        "proposals": report.proposals,
        "drafts": [_draft(written) for written in report.written],
        "withdrawn": report.withdrawn,
        "refused": [{"id": thread, "why": why} for thread, why in report.refused.items()],
        "stopped": report.brake and report.brake.sentence,
        "decisions": [_decision(decision) for decision in report.decisions],
        "problems": [
            {"account": problem.account, "problem": problem.sentence, "exit_code": problem.exit_code}
            for problem in (*report.problems, *report.warnings)
        ],
    }


def _draft(written: Written) -> dict[str, Any]:
    return {
        "id": written.thread_id,
        "to": list(written.to),
        "subject": written.subject,
        "touch": written.touch,
        "template": written.template,
        "angle": written.angle,
        "why": written.why,
        "text": written.text,
        "uncertain": written.uncertain,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.thread_id,
        "action": decision.action.value,
        "due_on": decision.due_on,
        "why": decision.why,
    }


def print_report(report: Report, subjects: dict[str, str], *, dry: bool) -> None:
    """Print what the pass did, for a person."""
    click.echo(_summary(report, dry=dry))
    if report.too_old:
        left_out = f"{counted(report.too_old, 'older message')} left out"
        click.echo(f"{left_out}: the first look goes back as many days as lookback_days under [detect] says.")
    if report.brake and not report.brake.alarm:  # an alarm is among the problems
        click.echo(report.brake.sentence)
    for written in report.written:
        verb = "Would draft" if dry else "Drafted"
        click.echo(heading(f"\n{verb} for {', '.join(map(line, written.to))}: {line(written.subject)}"))
        click.echo(paragraph(written.why))
        click.echo(quote(written.text))
    _print_decisions(report, subjects, most=len(report.decisions) if dry else MOST)
    complain(of_account(problem.account, problem.sentence) for problem in (*report.problems, *report.warnings))


def _print_decisions(report: Report, subjects: dict[str, str], most: int) -> None:
    """Print what there is to say of each proposal; of those with nothing to be done yet, at most so many."""
    drafted = {written.thread_id for written in report.written}
    told = [decision for decision in report.decisions if decision.thread_id not in drafted]
    waiting = sorted((one for one in told if one.action is Action.WAIT), key=lambda one: one.due_on or date.max)
    left_out = {one.thread_id for one in waiting[most:]} - set(report.refused)
    for decision in told:
        if decision.thread_id not in left_out:
            click.echo(heading(f"\n{decision.thread_id}  {line(subjects.get(decision.thread_id, ''))}"))
            click.echo(paragraph(report.refused.get(decision.thread_id, decision.why)))
    if left_out:
        click.echo(f"\n{len(left_out):,} more wait until later: `mailfollow status` lists them.")


def _summary(report: Report, *, dry: bool) -> str:
    waiting = sum(decision.action in {Action.WAIT, Action.HOLD} for decision in report.decisions)
    drafts = f"{len(report.written)} {'would be ' if dry else ''}drafted"
    parts = [f"{counted(report.looked, 'message')} looked at", counted(len(report.proposals), "new proposal"), drafts]
    parts += [f"{len(report.withdrawn)} withdrawn"] if report.withdrawn else []
    return ", ".join([*parts, f"{waiting} waiting"]) + "."
