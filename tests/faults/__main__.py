"""The promises, put to the test: `python -m tests.faults` prints the table, promise by promise, with its counts.

`--short` is the run that `make test` makes; `--only 4,5` takes some promises; `--seed` chooses another random run.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from tests.faults.limits import UNTESTED
from tests.faults.promise import Effort, Found, Promise
from tests.faults.promises import promises
from tests.faults.trial import put_to_the_test

JOBS = (os.cpu_count() or 1) + 1
"""Promises that are tried at the same time: one more than there are processors, for most of them wait now and then."""


def main() -> int:
    """Put the promises to the test side by side, print the table, and return 1 if one was not kept."""
    options = _options()
    wanted = [one for one in promises() if not options.only or one.number in options.only]
    effort = Effort(full=not options.short, seed=options.seed)
    broken = 0
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        begun = sorted(wanted, key=lambda one: -one.minutes)
        runs: dict[Future[tuple[Found, float]], Promise] = {
            pool.submit(put_to_the_test, one.number, effort): one for one in begun
        }
        for done in as_completed(runs):
            found, seconds = done.result()
            broken += not found.kept
            print(_line(runs[done], found, seconds), flush=True)
    print(f"{len(wanted)} promises put to the test, {broken} not kept. What one machine cannot show:")
    print("\n".join(f"  {one}" for one in UNTESTED))
    return 1 if broken else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", type=lambda text: {int(number) for number in text.split(",")}, default=set())
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=JOBS)
    return parser.parse_args()


def _line(promise: Promise, found: Found, seconds: float) -> str:
    verdict = "kept  " if found.kept else "BROKEN"
    line = f"{promise.number:>2}  {verdict}  {promise.says}: {found} ({seconds:.0f} s)"
    return "\n".join([line, *(f"      {one}" for one in found.wrong[:20])])


if __name__ == "__main__":
    sys.exit(main())
