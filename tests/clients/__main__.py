"""The life of a draft in each mail client: `python -m tests.clients` prints the matrix client x action -> state.

`>` stands between what mailfollow said after one pass and after a later one; `!` marks what it should not have said.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.clients.actions import ACTIONS
from tests.clients.expected import LEFT_OUT, expected
from tests.clients.models import CLIENTS, Client
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
    with dovecot() as server, tempfile.TemporaryDirectory() as folder:
        print(_line("client", list(ACTIONS)))
        print(_line("-" * WIDEST, ["-" * width for width in WIDTHS.values()]))
        for number, client in enumerate(CLIENTS):
            print(_line(client.name, [_cell(server, Path(folder), number, action, wrong) for action in ACTIONS]))
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


def _cell(server: Server, folder: Path, number: int, action: str, wrong: list[str]) -> str:
    """Return what was said in a cell; what should not have been is added to `wrong`."""
    client: Client = CLIENTS[number]
    if (action, client.name) in LEFT_OUT:
        return "-"
    user = f"client{number}.{list(ACTIONS).index(action)}"
    (folder / user).mkdir()
    outcome = play(client, action, Stage(server.user(user), folder / user))
    right = str(outcome) == expected(client, action)
    wrong += [f"{client.name}, {action}: {one}" for one in (*outcome.wrong, *([] if right else [str(outcome)]))]
    return outcome.path + ("" if right else "!")


if __name__ == "__main__":
    sys.exit(main())
