"""Promise 30: whatever person, client, server, crash, clock and disk do, in any order, all of this holds together.

The histories are made by the machine of `tests.faults.life`; what must hold is in `tests.faults.life.judge`.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.life import history, machine
from tests.faults.promise import Effort, Found, Promise

STEPS = 25
"""The most things that happen in one history, before it is left to recover."""


def run(effort: Effort, folder: Path) -> Found:
    """Play histories; one that goes wrong in a full run is shrunk to what it takes."""
    history.counts.clear()
    found = Found()
    phases = [Phase.generate, Phase.shrink] if effort.full else [Phase.generate]
    how = settings(
        max_examples=effort.of(15, 900),
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        print_blob=False,
        report_multiple_bugs=False,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seed(effort.seed)(machine.Life), settings=how)
    except Exception as error:  # noqa: BLE001 - whatever it is, the history that led to it is told
        steps = "\n".join(line for line in getattr(error, "__notes__", []) if "nothing_is_wrong" not in line)
        found.wrong.append(f"seed {effort.seed}: {type(error).__name__}: {error}\n{steps}")
    found.counts.update({name: number for name, number in history.counts.items() if ":" not in name})
    return found


PROMISE = Promise(30, "All of this together, in any order", run, minutes=9)
