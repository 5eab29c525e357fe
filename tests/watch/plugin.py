"""Holds every test to what mailfollow promises of itself, and says at the end how much was watched.

A breach fails the test in which it happened, or, in a process that outlived its test, the run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.watch import hook
from tests.watch.tally import FOLDER, breaches, counts

ROOT = Path(__file__).parents[2]
SITE = Path(__file__).parent / "site"
"""On PYTHONPATH, it makes Python watch itself from the start."""


def pytest_configure(config: pytest.Config) -> None:
    """Begin to watch: the process that hands out the tests makes the folder for all."""
    if not hasattr(config, "workerinput"):
        begin(tempfile.mkdtemp(prefix="mailfollow-watch-"))
    hook.install()


def begin(folder: str) -> None:
    """Name the folder to this process and all that it starts, and let Python watch itself in them."""
    os.environ[FOLDER] = folder
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(SITE), str(ROOT), os.environ.get("PYTHONPATH"))))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Fail the test in which a rule was broken."""
    found = hook.settle(item.nodeid)
    assert found == [], f"{item.nodeid} broke what mailfollow promises"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which a process broke a rule, whichever test started it."""
    if not hasattr(session.config, "workerinput") and breaches(_folder()) and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much was watched, and what was wrong."""
    broken, total = breaches(_folder()), counts(_folder())
    terminalreporter.write_line(
        f"{total['commands on the wire']:,} commands on the wire, {total['connections']:,} connections, "
        f"{total['programs started']:,} programs started, {total['files made']:,} files made by mailfollow; "
        f"{len(broken)} outside of what it may do."
    )
    for problem in broken[:50]:
        terminalreporter.write_line(f"  {problem}", red=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(_folder(), ignore_errors=True)


def _folder() -> Path:
    return Path(os.environ[FOLDER])
