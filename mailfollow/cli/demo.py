"""`mailfollow demo`: the main job, seen whole, on made-up mail in a temporary folder. Ends by itself."""

from __future__ import annotations

import email
import email.policy
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path

import click

from mailfollow.errors import CannotCreate

SHOWN = ("From", "To", "Subject", "In-Reply-To", "References")
"""The header fields of a draft that show whom it goes to and what it answers."""


@click.command()
@click.option("--keep", metavar="DIR", help="Leave mail, configuration and database in DIR to look at.")
@click.option("--weeks", type=click.IntRange(1, 60), help="Follow one silent proposal for so many weeks instead.")
def demo(keep: str | None, weeks: int | None) -> None:
    """See what mailfollow does: proposals in a made-up mailbox, one pass, each decision with its reason.

    With --weeks, one proposal stays silent, and each follow-up is printed on the day it would be drafted.
    """
    show = partial(live, weeks=weeks) if weeks else play
    if keep:
        folder = Path(keep).resolve()
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise CannotCreate(f"{folder} cannot be made ({error.strerror}): name a new directory.") from error
        show(folder)
        click.echo(f"\nAll of it lies in {folder}: try mailfollow --config {folder / 'config.toml'} status")
        return
    with tempfile.TemporaryDirectory(prefix="mailfollow-demo-") as temporary:
        show(Path(temporary))


def play(folder: Path) -> None:
    """Write the made-up mail below `folder`, make two passes, and say what they did and why."""
    from mailfollow import clock, config
    from mailfollow.cli.demo_mail import CONFIG, letters, write_maildir
    from mailfollow.cli.once import print_report
    from mailfollow.cli.setup import connector, desk_for, load_texts
    from mailfollow.cli.terminal import heading, quote
    from mailfollow.cycle.run import run

    now = clock.now()
    mail = letters(now)
    write_maildir(folder / "Maildir", mail)
    (folder / "config.toml").write_text(CONFIG.format(maildir=folder / "Maildir", state=folder / "state"))
    settings = config.load(folder / "config.toml")
    texts = load_texts(settings)
    click.echo(f"A made-up mailbox with {len(mail)} messages. First pass:\n")
    with desk_for(settings, texts) as desk:
        report = run(desk, connector(settings))
        subjects = {thread.id: thread.subject for thread in desk.store.threads.all()}
    print_report(report, subjects, dry=False)
    with desk_for(settings, texts) as desk:
        again = run(desk, connector(settings))
    click.echo(heading("\nSecond pass, nothing new: ") + f"{len(again.written)} drafted, nothing doubled.")
    drafts = sorted((folder / "Maildir" / ".Drafts" / "cur").iterdir())
    click.echo(heading(f"In Drafts now ({len(drafts)}), for you to edit and send in your mail client:\n"))
    for draft in drafts:
        message = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
        click.echo("".join(f"    {name}: {message[name]}\n" for name in SHOWN))
        click.echo(quote(str(message.get_content())))


def live(folder: Path, weeks: int) -> None:
    """Let one proposal stay silent for `weeks`, send each draft on the day it comes, and print them."""
    from mailfollow import clock, config
    from mailfollow.cli.demo_mail import CONFIG, letters, send_drafts, write_maildir
    from mailfollow.cli.setup import connector, desk_for, load_texts
    from mailfollow.cli.terminal import day, heading, paragraph, quote
    from mailfollow.cycle.run import run

    start = clock.now() - timedelta(weeks=weeks)
    proposal = next(letter for letter in letters(start) if letter.key == "silent")
    write_maildir(folder / "Maildir", [proposal])
    (folder / "config.toml").write_text(CONFIG.format(maildir=folder / "Maildir", state=folder / "state"))
    settings = config.load(folder / "config.toml")
    texts = load_texts(settings)
    click.echo(quote(proposal.body))
    for days in range(weeks * 7 + 1):
        now = start + timedelta(days=days)
        with desk_for(settings, texts, now=now) as desk:
            report = run(desk, connector(settings))
        for written in report.written:
            click.echo(heading(f"\n{day(now, settings.zone)}, follow-up {written.touch}: {written.template}"))
            click.echo(paragraph(written.why))
            click.echo(quote(written.text))
        send_drafts(folder / "Maildir", now)
