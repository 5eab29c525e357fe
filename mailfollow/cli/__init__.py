"""The commands, one small file a group. A command's module is imported only when it is called.

Start-up is felt at every use, so this file imports click and nothing of ours; errors that a person can
cause are turned into one sentence and their exit code in `main`.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import click

from mailfollow import __version__

if TYPE_CHECKING:
    from mailfollow.errors import MailfollowError

COMMANDS = {
    "run": ("mailfollow.cli.run", "Watch the mailbox and draft follow-ups until told to stop (the daemon)."),
    "once": ("mailfollow.cli.once", "Make one pass now; --dry-run says what it would do."),
    "status": ("mailfollow.cli.status", "Where each proposal stands, and what is due when."),
    "digest": ("mailfollow.cli.digest", "What waits for you, as the daily message says it."),
    "stats": ("mailfollow.cli.stats.command", "What became of the follow-ups, and what is answered."),
    "show": ("mailfollow.cli.show", "One proposal's whole story, with every decision's reason."),
    "inspect": ("mailfollow.cli.inspect", "What mailfollow understands of a message file."),
    "replay": ("mailfollow.cli.replay", "What would have happened over an export of your mail; writes nothing."),
    "check": ("mailfollow.cli.check", "Log in, find the folders, check the templates; change nothing."),
    "track": ("mailfollow.cli.mark", "Follow a sent message that was not taken for a proposal."),
    "snooze": ("mailfollow.cli.mark", "Leave a proposal alone until a day, or for some days."),
    "stop": ("mailfollow.cli.mark", "Stop following up on a proposal."),
    "won": ("mailfollow.cli.mark", "Close a proposal as won."),
    "lost": ("mailfollow.cli.mark", "Close a proposal as lost."),
    "reopen": ("mailfollow.cli.mark", "Take up a closed, held or snoozed proposal again."),
    "resume": ("mailfollow.cli.resume", "Write new drafts again, after they were stopped."),
    "templates": (
        "mailfollow.cli.templates",
        "List, check, preview or begin follow-up texts; a workshop for them.",
    ),
    "resources": ("mailfollow.cli.resources", "List, check or begin what you have to offer besides the proposal."),
    "demo": ("mailfollow.cli.demo", "See the main job done on made-up mail in a temporary folder."),
    "rebuild": ("mailfollow.cli.rebuild", "Recompute every proposal's state from what happened."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads one when it is asked for."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:  # noqa: ANN401 - handed on as they are
        """Read the arguments; a reader of the help who leaves early is no error."""
        with _reader_may_leave():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a reader of its output who leaves early (`| head`) is no error."""
        with _reader_may_leave():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order a newcomer meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command `cmd_name`, or None if there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is answered with the nearest name."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else " See mailfollow --help."
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="mailfollow %(version)s")
@click.option("--config", "config", metavar="FILE", help="The configuration file.")
@click.pass_context
def cli(ctx: click.Context, config: str | None) -> None:
    """Find the proposals nobody answered, and put the next follow-up in Drafts. Never sends anything."""
    ctx.obj = config


def main() -> NoReturn:
    """Run the command line; an error becomes its sentence on stderr and its exit code, never a traceback."""
    from mailfollow.private import for_the_owner_only

    with for_the_owner_only():
        _run()


def _run() -> NoReturn:
    from mailfollow.errors import CannotWrite, MailfollowError

    if isinstance(sys.stdout, io.TextIOWrapper):  # a letter that the terminal lacks is shown as its number
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        sys.exit(cli.main(standalone_mode=False, prog_name="mailfollow"))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except MailfollowError as error:
        _complain(error)
    except OSError as error:  # of files that a person named, or else of the output: a full disk behind `>`
        if error.filename is None:
            _forget_stdout()
        what = error.filename or "The output"
        _complain(CannotWrite(f"{what} cannot be read or written ({error.strerror or error})."))


def _complain(error: MailfollowError) -> NoReturn:
    from mailfollow.cli.terminal import complain

    complain(error.problems)
    sys.exit(error.exit_code)


@contextlib.contextmanager
def _reader_may_leave() -> Iterator[None]:
    """End well when the reader of a pipe has gone."""
    try:
        yield
    except BrokenPipeError:
        _forget_stdout()
        raise click.exceptions.Exit(0) from None


def _forget_stdout() -> None:
    """Keep the interpreter from complaining at its end about an output that takes nothing any more."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
