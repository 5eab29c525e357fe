"""Bars of blocks in which everything that is there can be seen."""

from __future__ import annotations

import io
import sys

import pytest

from mailfollow.cli.chart import BAR, bars, progress_bar


@pytest.fixture(autouse=True)
def output(monkeypatch: pytest.MonkeyPatch) -> None:
    """An output that can show every letter."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), "utf-8"))


def test_shares_of_a_bar_stand_side_by_side_with_the_total() -> None:
    """One character each, while there is room."""
    assert bars([("a", [2, 1, 3]), ("long", [0, 0, 1]), ("", [0, 0, 0])]) == ["a     ██▒░░░ 6", "long  ░ 1", "      0"]


def test_many_are_scaled_to_the_width_and_a_single_one_is_still_seen() -> None:
    """The longest bar fits, the smallest share has one character."""
    most, least = bars([("m", [4_000]), ("l", [1])])

    assert most == f"m  {'█' * BAR} 4,000"
    assert least == "l  █ 1"


def test_nothing_has_no_bars() -> None:
    """Not even an error."""
    assert bars([]) == []


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_letters_stand_for_blocks_where_there_are_none(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    """The terminal says what it can show."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding))

    assert bars([("a", [1, 1, 1])]) == ["a  #=. 3"]


def test_progress_is_seen_from_nothing_to_all() -> None:
    """Also where more was done than was known of."""
    assert [progress_bar(done, 4) for done in (0, 2, 4, 9)] == ["." * 20, "#" * 10 + "." * 10, "#" * 20, "#" * 20]
