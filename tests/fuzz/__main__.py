"""Read mutated messages for some time: `python -m tests.fuzz [MAIL_FOLDER] --seconds 60 --seed 1`.

`--target NAME` tries another boundary than the reading of messages: servers' answers, settings, templates, drafts,
exports, phrases, stored values, the terminal. `--case N` writes one case to standard output, to look at it.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.fuzz import boundaries
from tests.fuzz.runs import OWN, Outcome, case, messages, share
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Run on all processors, print what came of it, and return 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=OWN, help="messages to start from (the tests' own)")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--target", choices=["message", *TARGETS], default="message")
    parser.add_argument("--case", type=int, help="write this case's bytes to standard output instead")
    options = parser.parse_args()
    if options.case is not None:
        sys.stdout.buffer.write(_case(options))
        return 0
    is_mail = options.target == "message"
    begin, first = (share, options.folder) if is_mail else (boundaries.share, options.target)
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        parts = [
            pool.submit(begin, first, options.seed, part, options.jobs, options.seconds) for part in range(options.jobs)
        ]
        outcomes = [part.result() for part in parts]
    return _tell(outcomes, options)


def _case(options: argparse.Namespace) -> bytes:
    if options.target == "message":
        return case(messages(options.folder), options.seed, options.case)
    return boundaries.case(options.target, options.seed, options.case)


def _tell(outcomes: list[Outcome], options: argparse.Namespace) -> int:
    wrong = {number: why for outcome in outcomes for number, why in outcome.wrong.items()}
    slowest = max(outcomes, key=lambda outcome: outcome.slowest)
    cases = sum(outcome.cases for outcome in outcomes)
    print(
        f"{cases:,} cases of {options.target} in {options.seconds:g} s, {options.jobs} processes, seed {options.seed}"
    )
    print(f"exceptions, hangs and unreadable texts: {len(wrong)}")
    print(f"slowest: {slowest.slowest * 1000:.0f} ms (case {slowest.slowest_case})")
    for number, why in sorted(wrong.items())[:20]:
        print(f"  case {number}: {why}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
