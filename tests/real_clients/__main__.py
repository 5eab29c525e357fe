"""Our draft in two real mail clients: `python -m tests.real_clients [thunderbird] [roundcube] --pictures FOLDER`.

Thunderbird runs under Xvfb, Roundcube on PHP's web server in Chromium; the mailbox is Dovecot's, what is sent ends in a
server of our own, and all of it listens on loopback alone. After each step mailfollow makes one pass. Printed is where
the copies lie and what `mailfollow status` said; pictures, messages and the whole of each `status` are in FOLDER.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.end_to_end.stage import Stage
from tests.real_clients.needs import PROGRAMS, missing
from tests.servers.dovecot import Server, dovecot

MISSING = 2
HEADER = ("client", "story", "step", "copies", "Message-ID", "said", "status", "picture")
WIDTHS = (11, 10, 14, 8, 10, 11, 101, 0)


def main() -> int:
    """Play every story; return 1 if mailfollow said or did anything wrong, 2 if something is not installed."""
    parser = argparse.ArgumentParser(prog="python -m tests.real_clients", description=__doc__)
    parser.add_argument("clients", nargs="*", metavar="CLIENT", help=f"any of: {', '.join(PROGRAMS)} (default: all)")
    parser.add_argument("--pictures", type=Path, required=True, metavar="FOLDER", help="where to put what is found")
    options = parser.parse_args()
    if unknown := set(options.clients) - set(PROGRAMS):
        parser.error(f"no such client: {', '.join(sorted(unknown))}")
    clients = options.clients or list(PROGRAMS)
    if lacking := [line for line in map(missing, clients) if line]:
        print("\n".join(lacking), file=sys.stderr)
        return MISSING
    options.pictures.mkdir(parents=True, exist_ok=True)
    return _run(clients, options.pictures)


def _run(clients: list[str], pictures: Path) -> int:
    wrong: list[str] = []
    rewritten: dict[str, list[str]] = {}
    _print(HEADER)
    with dovecot() as server:
        for client in clients:
            _play_all(client, server, pictures, wrong, rewritten)
    for title, lines in rewritten.items():
        print("\n".join(["", f"{title}:", *lines]))
    print()
    print("\n".join(wrong) or "All as expected: one copy of the draft at every moment, and nothing touched by a pass.")
    return 1 if wrong else 0


def _play_all(client: str, server: Server, pictures: Path, wrong: list[str], rewritten: dict[str, list[str]]) -> None:
    """Play all stories with one client: prints the rows, and adds to what is wrong and what was rewritten."""
    from tests.real_clients.performance import perform
    from tests.real_clients.rewriting import report
    from tests.real_clients.stories import STORIES

    for number, (story, steps) in enumerate(STORIES.items()):
        with tempfile.TemporaryDirectory() as folder:
            stage = Stage(server.user(f"{client}{number}"), Path(folder))
            for row, draft in perform(client, steps, stage, pictures / f"{client}-{story.replace(' ', '-')}"):
                _print((client, story, *row.cells()))
                wrong += [f"{client}, {story}, {row.step}: {fault}" for fault in row.wrong]
                for title, lines in report(client, stage, draft, row):
                    rewritten.setdefault(title, lines)


def _print(cells: tuple[str, ...]) -> None:
    print(" | ".join(f"{cell:{width}}" for cell, width in zip(cells, WIDTHS, strict=True)).rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
