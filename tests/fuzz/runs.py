"""Read mutated messages, one after the other, and note what should never happen. Each case can be made again alone."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

from mailfollow.cli.mail_files import NO_MAIL
from mailfollow.cli.message_json import message_object
from mailfollow.model import Kind, Me
from mailfollow.reading import read
from tests.fuzz.mutate import mutated
from tests.reading.words import lexicon

OWN = Path(__file__).parents[1] / "reading" / "mail"
"""The messages to start from where no others are named."""
WARM = 50
"""Messages that are read first, so that the slowest is not the one for which the words were compiled."""
HANGS = 5
"""Seconds after which a case is given up as hanging."""
ME = Me(name="Max Berg", addresses=("max@berg.example",), authserv_id="mx.berg.example")


@dataclass(slots=True)
class Outcome:
    """What a run of cases came to: how many, what was wrong (case to sentence), the slowest in seconds of processor."""

    cases: int = 0
    wrong: dict[int, str] = field(default_factory=dict)
    slowest: float = 0.0
    slowest_case: int = 0


def messages(folder: Path = OWN) -> list[bytes]:
    """Return the bytes of all messages below `folder`, in the order of their names."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in NO_MAIL)
    return [path.read_bytes() for path in files]


def case(seeds: Sequence[bytes], seed: int, number: int) -> bytes:
    """Return the bytes of one case: equal arguments give equal bytes."""
    return mutated(Random(f"{seed}/{number}"), seeds)


def share(folder: Path, seed: int, part: int, of: int, seconds: float) -> Outcome:
    """Read every `of`-th case, from the one numbered `part` on, until `seconds` are over."""
    return run(messages(folder), seed, count(part, of), seconds)


def run(seeds: Sequence[bytes], seed: int, numbers: Iterator[int], seconds: float | None = None) -> Outcome:
    """Read the cases with these numbers until `seconds` are over."""
    outcome = Outcome()
    for one in seeds[:WARM]:
        fault(one)
    end = None if seconds is None else time.monotonic() + seconds
    for number in numbers:
        if end is not None and time.monotonic() >= end:
            break
        data = case(seeds, seed, number)
        before = time.process_time()
        problem = fault(data)
        took = time.process_time() - before
        outcome.cases += 1
        if problem:
            outcome.wrong[number] = problem
        if took > outcome.slowest:
            outcome.slowest, outcome.slowest_case = took, number
    return outcome


def fault(data: bytes) -> str | None:
    """Read a message; return what went wrong, or None. What `read` catches at its edge counts as wrong too."""
    try:
        with at_most(HANGS):
            message = read(data, ME, lexicon())
            json.dumps(message_object(message), ensure_ascii=False).encode("utf-8")
    except Exception as error:  # noqa: BLE001 - anything that comes out of it is a finding
        return f"raised {error!r}"[:300]
    if message.kind is Kind.UNREADABLE and "cannot be" in message.kind_why:
        return message.kind_why
    return None


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in the block once it has taken so long."""

    def give_up(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"still reading after {seconds} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
