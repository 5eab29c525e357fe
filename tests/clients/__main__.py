"""The life of a draft in each mail client: `python -m tests.clients` prints the matrix client x action -> state.

`>` stands between what mailfollow said after one pass and after a later one; `!` marks what it should not have said.
It is played on a real server, and with `--maildir` in a local Maildir.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from tests.clients.actions import ACTIONS
from tests.clients.expected import LEFT_OUT, ON_DISK, expected
from tests.clients.models import CLIENTS, Client
from tests.clients.on_disk import Disk, DiskStage
from tests.clients.play import play
from tests.end_to_end.stage import Stage
from tests.servers.dovecot import Server, dovecot

WIDTHS = {
    action: max(len(action), *(len(expected(client, action).partition(" [")[0]) for client in CLIENTS))
    for action in ACTIONS
}
WIDEST = max(len(client.name) for client in CLIENTS)


def main() -> int:
    """Play every cell on a real server, print what mailfollow said, and return 1 if anything was wrong."""
    wrong: list[str] = []
    on_disk = "--maildir" in sys.argv
    with nullcontext() if on_disk else dovecot() as server, tempfile.TemporaryDirectory() as folder:
        print(_line("client", list(ACTIONS)), flush=True)
        print(_line("-" * WIDEST, ["-" * width for width in WIDTHS.values()]), flush=True)
        for client in CLIENTS:
            if not on_disk or client.name in ON_DISK:
                stage = partial(_stage, server, Path(folder), CLIENTS.index(client))
                said = [_cell(client, action, stage, wrong) for action in ACTIONS]
                print(_line(client.name, said), flush=True)
    for (action, name), why in LEFT_OUT.items():
        print(f"{name}, {action}: {why}")
    print(
        "\n".join(wrong) or "All as expected; no second draft, nothing touched, three further passes changed nothing."
    )
    return 1 if wrong else 0


def _line(name: str, texts: list[str]) -> str:
    return " | ".join(
        [f"{name:{WIDEST}}", *(f"{text:{WIDTHS[action]}}" for action, text in zip(ACTIONS, texts, strict=True))]
    )


def _stage(server: Server | None, folder: Path, number: int, action: str) -> Stage:
    """Return an empty mailbox for one cell."""
    user = f"client{number}.{list(ACTIONS).index(action)}"
    (folder / user).mkdir()
    if server is None:
        return DiskStage(Disk.make(folder / user / "Mail"), folder / user)
    return Stage(server.user(user), folder / user)


def _cell(client: Client, action: str, stage: Callable[[str], Stage], wrong: list[str]) -> str:
    """Return what was said in a cell; what should not have been is added to `wrong`."""
    if (action, client.name) in LEFT_OUT:
        return "-"
    outcome = play(client, action, stage(action))
    right = str(outcome) == expected(client, action)
    wrong += [f"{client.name}, {action}: {one}" for one in (*outcome.wrong, *([] if right else [str(outcome)]))]
    return outcome.path + ("" if right else "!")


if __name__ == "__main__":
    sys.exit(main())
