"""A person with proposals, the workshop as a process of its own, and a real Chromium to look at it."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.cli.command import PATIENCE, Person, arguments, environment, real_now

CHROMIUM = "chromium"
expect.set_options(timeout=1_000 * PATIENCE)
HOSTILE = "Proposal: <script>document.title='run'</script> & \u202e\"><img src=x onerror=alert(1)>"
"""The subject of one of the proposals: shown as it is written, never run."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """The workshop at work: its process, and the address that it printed."""

    person: Person
    process: subprocess.Popen[str]
    url: str

    def end(self) -> tuple[int, str, str]:
        """Press Ctrl-C; return the exit code, and what it said further on both outputs."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


def person_with_proposals(folder: Path) -> Person:
    """Return somebody after the first pass: one draft lies there, and one subject is hostile."""
    person = Person.make(folder, real_now())
    for path in (folder / "Maildir/.Sent/cur").glob("fresh*"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("Subject: Proposal: photo workshop", f"Subject: {encoded(HOSTILE)}"), "utf-8")
    subprocess.run(
        arguments("--config", person.config, "once"),
        check=True,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        timeout=PATIENCE,
    )
    return person


def encoded(subject: str) -> str:
    """Return a subject as a header holds it (RFC 2047)."""
    from email.header import Header

    return Header(subject, "utf-8", maxlinelen=10_000).encode()


@contextmanager
def workshop(person: Person, *more: object) -> Iterator[Workshop]:
    """Run the workshop, as a person starts it, until the block ends."""
    process = subprocess.Popen(
        arguments("--config", person.config, "templates", "workshop", "--no-browser", *more),
        env=environment(person.folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield Workshop(person, process, process.stdout.readline().strip())
    finally:
        process.kill()
        process.communicate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium of this machine.

    Raises AssertionError if there is none: says what to install.
    """
    path = shutil.which(CHROMIUM)
    assert path, "install the package chromium, the tests look at the workshop with it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()
