"""A short run over mutated messages; the long one is `python -m tests.fuzz --seconds 3600`."""

from __future__ import annotations

import pytest

from tests.fuzz.runs import case, fault, messages, run

SEEDS = messages()


@pytest.mark.parametrize("part", range(4))
def test_no_change_to_a_message_stops_its_reading(part):
    outcome = run(SEEDS, 1, iter(range(part, 600, 4)))

    assert outcome.cases == 150
    assert outcome.wrong == {}


def test_a_case_can_be_made_again():
    assert case(SEEDS, 7, 42) == case(SEEDS, 7, 42)
    assert case(SEEDS, 7, 42) != case(SEEDS, 7, 43)


def test_a_fault_would_be_seen(monkeypatch):
    def broken(*_: object) -> None:
        raise ValueError("broken on purpose")

    monkeypatch.setattr("tests.fuzz.runs.read", broken)

    assert fault(b"") == "raised ValueError('broken on purpose')"
