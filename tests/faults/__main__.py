"""The fault runs in full: `python -m tests.faults`. `--cut N` and `--kill N` take every N-th byte and line only."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.faults.runs import Tally, run_share


def main() -> int:
    """Run what was asked for on all processors, print the counts, and return 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cut", type=int, default=1, help="cut at every N-th byte (0 = none)")
    parser.add_argument("--kill", type=int, default=1, help="kill at every N-th line (0 = none)")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    parts = [(options.cut, options.kill, part, options.jobs) for part in range(options.jobs)]
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        tallies = list(pool.map(run_share, parts))
    cuts, kills = (_sum([pair[which] for pair in tallies]) for which in (0, 1))
    print(f"connection cut: {cuts}")
    print(f"process killed: {kills}")
    wrong = {**cuts.wrong, **kills.wrong}
    for name, outcome in wrong.items():
        print(f"  at {name}: {outcome}")
    return 1 if wrong else 0


def _sum(tallies: list[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.points += tally.points
        total.hit += tally.hit
        total.wrong.update(tally.wrong)
    return total


if __name__ == "__main__":
    sys.exit(main())
