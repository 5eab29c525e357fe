"""The daemon's log: nobody's addresses, nobody's text, and nothing that steers a terminal."""

from __future__ import annotations

import logging
import sys

import pytest

from mailfollow.cli.log import Discreet


def logged(message: str, *, error: Exception | None = None) -> str:
    record = logging.LogRecord("mailfollow", logging.WARNING, __file__, 1, message, None, None)
    if error is not None:
        try:
            raise error  # noqa: TRY301 - a record of an error has a traceback
        except Exception:  # noqa: BLE001 - whatever the test gave
            record.exc_info = sys.exc_info()
    return Discreet("%(levelname)s %(message)s").format(record)


@pytest.mark.parametrize(
    "address", ["jane@acme.example", "o'brien+x@acme.example", "müller@acme.example", '"jane"@acme.example']
)
def test_an_address_is_reduced_to_its_domain(address: str) -> None:
    """Scenario 117."""
    told = logged(f"mail to “{address}”, <{address}> does not arrive")

    assert "acme.example" in told
    assert not any(name in told for name in ("jane@", "brien", "müller"))


def test_an_unexpected_error_is_told_without_its_text() -> None:
    """Scenario 117: it may quote a mail."""
    told = logged("A pass failed", error=ValueError("Dear Robin, the price is secret"))

    assert told.endswith("ValueError")
    assert "test_log.py" in told
    assert "secret" not in told


def test_what_caused_an_error_is_told_too() -> None:
    error = ValueError("hidden")
    error.__cause__ = KeyError("hidden too")

    assert "KeyError" in logged("x", error=error)
    assert "hidden" not in logged("x", error=error)


def test_a_server_cannot_steer_the_terminal_or_add_a_line_to_the_log() -> None:
    assert logged("refused: \x1b[2J\nWARNING all is well") == "WARNING refused: \\x1b[2J WARNING all is well"
