"""Every scenario of matching, automatic mail and meaning has a test that names it."""

from __future__ import annotations

import pytest

from tests.scenarios import counted

COUNTED = counted()


@pytest.mark.parametrize("number", range(34, 83))
def test_each_scenario_of_reading_and_matching_has_a_test(number: int) -> None:
    """By its docstring, or by a mail with its expected meaning."""
    assert COUNTED[number] > 0
