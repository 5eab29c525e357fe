"""A short run over mutated messages; the long one is `python -m tests.fuzz --seconds 3600`."""

from __future__ import annotations

import pytest

from tests.fuzz import boundaries
from tests.fuzz.runs import case, fault, messages, run
from tests.fuzz.targets import TARGETS

SEEDS = messages()
CASES = {name: 20 if name in {"phrases", "export"} else 100 for name in TARGETS}
"""How many of each boundary; a phrase file is compiled for each case, which takes its time."""


@pytest.mark.parametrize("part", range(4))
def test_no_change_to_a_message_stops_its_reading(part):
    outcome = run(SEEDS, 1, iter(range(part, 600, 4)))

    assert outcome.cases == 150
    assert outcome.wrong == {}


def test_a_case_can_be_made_again():
    assert case(SEEDS, 7, 42) == case(SEEDS, 7, 42)
    assert case(SEEDS, 7, 42) != case(SEEDS, 7, 43)


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_from_outside_ends_in_anything_but_a_sentence(target):
    outcome = boundaries.run(target, 1, iter(range(CASES[target])))

    assert outcome.cases == CASES[target]
    assert outcome.wrong == {}


@pytest.mark.parametrize("target", TARGETS)
def test_a_case_of_a_boundary_can_be_made_again(target):
    assert boundaries.case(target, 7, 42) == boundaries.case(target, 7, 42)


def test_a_fault_at_a_boundary_would_be_seen(monkeypatch):
    monkeypatch.setattr("tests.fuzz.values.line", lambda text: text)

    assert "\\x1b" in str(boundaries.fault("terminal", b"\x1b[2J"))


def test_a_fault_would_be_seen(monkeypatch):
    def broken(*_: object) -> None:
        raise ValueError("broken on purpose")

    monkeypatch.setattr("tests.fuzz.runs.read", broken)

    assert fault(b"") == "raised ValueError('broken on purpose')"
