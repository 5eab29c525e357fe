"""How fast whole passes are: `python tests/benchmarks/sync.py`. Fetch, parse, match and store, and what is new drafted.

The first sync is quoted as a ratio to the raw-socket floor of `imap.py`, measured in the same run on the same mail;
a pass without news as round trips and milliseconds, which must not grow with the mailbox.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.imap import START, filled, floor, sizes, timed
from tests.end_to_end.stage import Stage
from tests.servers.dovecot import Server, dovecot
from tests.servers.login import Login
from tests.servers.proxy import CuttingProxy, commands

PROPOSALS = 50
MORE = "\n[detect]\nlookback_days = 3650"


def main() -> None:
    """Print the table."""
    options = sizes(__doc__)
    with dovecot(extra="maildir_very_dirty_syncs = yes") as server, tempfile.TemporaryDirectory() as folder:
        for row in first_sync(server, Path(folder), options.headers, options.repeat):
            print(row)
        for count in options.idle:
            print(idle(server, Path(folder), count))


def first_sync(server: Server, folder: Path, count: int, repeat: int) -> Iterator[str]:
    """Measure whole first passes, each with an empty memory, against the floor."""
    login = with_proposals(server, count)
    small = server.user("small")
    Stage(small, Path(), START + timedelta(minutes=count)).propose(days_ago=1)
    floor(login, count)
    floors, ours, peaks = [], [], []
    for number in range(repeat):
        floors.append(timed(lambda: floor(login, count)))
        spent, peak = _in_a_process_of_its_own(login, small, folder / f"first{count}-{number}", count)
        ours.append(spent)
        peaks.append(peak)
    lowest, mine = median(floors), median(ours)
    yield f"headers of {count:7,} messages, raw socket   {lowest:8.3f} s   1.00 x"
    yield (
        f"whole first sync of {count:7,} messages      {mine:8.3f} s {mine / lowest:6.2f} x "
        f"{count / mine:9,.0f} a second, peak memory {max(peaks):,} MiB"
    )


def _in_a_process_of_its_own(login: Login, small: Login, folder: Path, count: int) -> tuple[float, int]:
    """Return the seconds of a first pass and the peak memory (MiB) of a process that does nothing else."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_first_pass, (login, small, folder, count))


def _first_pass(login: Login, small: Login, folder: Path, count: int) -> tuple[float, int]:
    _stage(small, folder / "small", count).look()  # modules and words are loaded once, not once a message
    spent = timed(_stage(login, folder / "full", count).look)
    return spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def idle(server: Server, folder: Path, count: int) -> str:
    """Measure whole passes where nothing is new."""
    login = with_proposals(server, count)
    stage = _stage(login, folder / f"idle{count}", count)
    stage.look()
    stage.look()
    spent = median(timed(stage.look) for _ in range(20))
    with CuttingProxy(login.host, login.port) as proxy:
        replace(stage, login=replace(login, port=proxy.address[1])).look()
        trips = len(commands(proxy.sent))
    return f"whole pass without news, {count:7,} messages {1_000 * spent:8.2f} ms, {trips} round trips with log-in"


def with_proposals(server: Server, count: int) -> Login:
    """Return a user with `count` messages from others and some proposals of their own."""
    login = filled(server, count)
    stage = Stage(login, Path(), START + timedelta(minutes=count))
    for number in range(PROPOSALS):
        stage.propose(f"Person {number} <person{number}@firm{number}.example>", f"warehouse {number}", days_ago=1)
    return login


def _stage(login: Login, folder: Path, count: int) -> Stage:
    """Return a stage on the day after the proposals were sent: nothing is due, so that reading alone is measured."""
    folder.mkdir(parents=True, exist_ok=True)
    return Stage(login, folder, START + timedelta(minutes=count), more=MORE)


if __name__ == "__main__":
    main()
