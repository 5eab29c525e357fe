"""`mailfollow demo`: the main job, seen whole, on made-up mail in a temporary folder. Ends by itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click


@click.command()
@click.option("--keep", metavar="DIR", help="Leave mail, configuration and database in DIR to look at.")
def demo(keep: str | None) -> None:
    """See what mailfollow does: six proposals in a made-up mailbox, one pass, each decision with its reason."""
    if keep:
        folder = Path(keep).resolve()
        folder.mkdir(parents=True)
        play(folder)
        click.echo(f"\nAll of it lies in {folder}: try mailfollow --config {folder / 'config.toml'} status")
        return
    with tempfile.TemporaryDirectory(prefix="mailfollow-demo-") as temporary:
        play(Path(temporary))


def play(folder: Path) -> None:
    """Write the made-up mail below `folder`, make two passes, and say what they did and why."""
    from mailfollow import clock, config
    from mailfollow.cli.demo_mail import CONFIG, letters, write_maildir
    from mailfollow.cli.once import print_report
    from mailfollow.cli.setup import connector, desk_for, load_texts
    from mailfollow.cli.terminal import heading
    from mailfollow.cycle.run import run

    now = clock.now()
    write_maildir(folder / "Maildir", now)
    (folder / "config.toml").write_text(CONFIG.format(maildir=folder / "Maildir", state=folder / "state"))
    settings = config.load(folder / "config.toml")
    texts = load_texts(settings)
    click.echo(f"A made-up mailbox with {len(letters(now))} messages. First pass:\n")
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
        click.echo(draft.read_text("utf-8"))
