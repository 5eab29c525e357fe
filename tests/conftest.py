"""Fixtures for tests that need a mail server. Each worker starts one Dovecot; each test gets a user of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.servers.dovecot import Server
from tests.servers.dovecot import dovecot as start_dovecot
from tests.servers.login import Login

pytest_plugins = ("tests.watch.plugin",)
_numbers = itertools.count(1)

settings.register_profile("untimed", deadline=None)  # how fast it is depends on the machine, and is told by benchmarks
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that uses the server, whether it says so itself or through a fixture."""
    for item in items:
        if {"dovecot", "login"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.dovecot)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests ran against the real server."""
    ran = sum("dovecot" in report.keywords for report in terminalreporter.getreports("passed"))
    if ran:
        terminalreporter.write_line(f"{ran} of these tests ran against a real Dovecot.")


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Server]:
    """A Dovecot with special-use folders and all that it can do; shared by the tests of a worker."""
    with start_dovecot() as server:
        yield server


@pytest.fixture
def login(dovecot: Server) -> Login:
    """A user with an empty mailbox: INBOX, Sent, Drafts, Trash, Junk and Archive."""
    return dovecot.user(f"user{next(_numbers)}")
