"""A replay of made-up mail in this process, and the command line for it."""

from __future__ import annotations

from tests.cli.conftest import call, surroundings

__all__ = ["call", "surroundings"]
