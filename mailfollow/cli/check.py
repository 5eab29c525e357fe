"""`mailfollow check`: the doctor. Logs in, finds the folders, checks the templates; changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mailfollow import clock
from mailfollow.cli.common import config_option, json_option, load_config
from mailfollow.cli.setup import connector
from mailfollow.cli.terminal import emit_json, heading, line, paragraph
from mailfollow.config import Config
from mailfollow.errors import DataError, MailfollowError
from mailfollow.library import load_lexicon, load_resources, load_templates
from mailfollow.mailbox.filing import unfiled
from mailfollow.model import Account

TITLES = {"templates": "Templates", "resources": "Resources", "slots": "Hours free for a talk"}


@click.command()
@json_option
@config_option
def check(config_file: str | None, as_json: bool) -> None:
    """Check the configuration, log in to each account, find its folders, and check the templates.

    Nothing is changed. The exit code is 0 when all is well, else that of the first problem.
    """
    config = load_config(config_file)
    accounts = [_examine(config, account) for account in config.accounts]
    texts = {"templates": _templates(config), "resources": _resources(config), "slots": _slots(config)}
    if as_json:
        emit_json({"config": str(config.source), "accounts": accounts, **texts})
    else:
        _print(config, accounts, texts)
    codes = [row["exit_code"] for row in accounts if row["exit_code"]]
    codes += [DataError.exit_code for found in texts.values() if found["problems"]]
    click.get_current_context().exit(codes[0] if codes else 0)


def _examine(config: Config, account: Account) -> dict[str, Any]:
    """Log in to one account and look around; an error becomes its sentence and exit code."""
    row: dict[str, Any] = {"account": account.name, "folders": [], "notes": [], "problem": None, "exit_code": 0}
    try:
        with connector(config, dry=True)(account) as mailbox:
            cursors = mailbox.cursors()
            row["folders"] = [
                {"folder": folder.name, "role": folder.role.value, "messages": cursors[folder.name].messages}
                for folder in mailbox.folders()
            ]
            row["notes"] = [*mailbox.notes(), *filter(None, [unfiled(mailbox, clock.now())])]
    except MailfollowError as error:
        row["problem"], row["exit_code"] = " ".join(error.problems), error.exit_code
    return row


def _templates(config: Config) -> dict[str, Any]:
    """Load words and templates, and lint every template."""
    from mailfollow.writing.lint import lint_template, show

    load_lexicon(config.paths.phrases)
    library = load_templates(config.paths.templates)
    faults = [show(fault, template.path) for template in library.templates for fault in lint_template(template)]
    return {"count": len(library.templates), "problems": [*library.problems, *faults]}


def _resources(config: Config) -> dict[str, Any]:
    found, problems = load_resources(config.paths.resources)
    return {"count": len(found), "problems": list(problems)}


def _slots(config: Config) -> dict[str, Any]:
    """Return how many weekly hours are free to offer, and what is wrong with the calendar that says which are taken."""
    from mailfollow import agenda

    today, path = config.calendar.today(clock.now()), config.slots.busy
    try:
        if path:
            agenda.busy(Path(path), today, today, config.zone)
    except DataError as error:
        return {"count": len(config.slots.free), "problems": list(error.problems)}
    return {"count": len(config.slots.free), "problems": []}


def _print(config: Config, accounts: list[dict[str, Any]], texts: dict[str, dict[str, Any]]) -> None:
    click.echo(f"Configuration {config.source}: fine.")
    for row in accounts:
        click.echo(heading(f"\nAccount {row['account']}: ") + ("problem" if row["problem"] else "fine"))
        if row["problem"]:
            click.echo(paragraph(row["problem"]))
        for folder in row["folders"]:
            click.echo(f"    {folder['role']:<7} {line(folder['folder'])} ({folder['messages']:,} messages)")
        for note in row["notes"]:
            click.echo(paragraph(note))
    for what, found in texts.items():
        if what == "slots" and not config.slots.free and not found["problems"]:
            continue  # whoever offers no times need not be told so
        click.echo(heading(f"\n{TITLES[what]}: {found['count']}, ") + f"{len(found['problems'])} problems")
        for problem in found["problems"]:
            click.echo(paragraph(problem))
