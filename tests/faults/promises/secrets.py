"""Promise 22: secrets stay secret, and what is kept on this machine can be read by its owner only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mailfollow import clock
from tests.end_to_end.stage import JANE, Stage
from tests.faults.promise import Effort, Found, Promise
from tests.servers.dovecot import dovecot
from tests.servers.login import Login
from tests.servers.scripted import BASICS, Scripted
from tests.watch.run import watched

CANARY = "canary-Zq7x9"
"""Stands in every secret; where it is found, something told it."""
BODY = "body-canary-Wk3v8"
"""Stands in mails that concern no proposal: nothing of them is kept."""
SPOKEN = "spoken-canary-Pt5m2"
"""Stands in an answer of a customer: kept to be shown, but in no log."""

ACCOUNT = """\
[me]
name = "Robin Hale"
addresses = ["robin@hale-studio.example"]
timezone = "Europe/Berlin"

[account.work]
host = "{host}"
port = {port}
security = "none"
user = "{user}"
timeout = 5
deadline = 20
{secret}

[paths]
state = "{state}"
"""
COMMAND = [sys.executable, "-c", f"print('{CANARY[:6]}' + '{CANARY[6:]}')"]
"""Prints the secret without having it among its own arguments."""
WAYS = {
    "password": f'password = "{CANARY}"',
    "password_command": f"password_command = {COMMAND!r}",
    "token_command": f"token_command = {COMMAND!r}",
    "a variable": "",
    "a failing command": f"password_command = {[*COMMAND[:2], COMMAND[2] + '; raise SystemExit(3)']!r}",
    "a command that is not there": 'password_command = ["/nowhere/pass"]',
}
"""Where the secret comes from."""
REFUSALS = {
    "the password repeated": f"TAG NO [AUTHENTICATIONFAILED] wrong: {CANARY}\r\n".encode(),
    "a passing trouble": f"TAG NO [UNAVAILABLE] try again, {CANARY}\r\n".encode(),
    "nonsense": f"TAG BAD \x1b[31m {CANARY}\r\n".encode(),
    "goodbye": b"* BYE no\r\n",
    "silence": b"",
}
"""What a server says to a login."""
MISTYPED = {
    "another name": f'passwort = "{CANARY}"',
    "a number of words": f'password = ["{CANARY}"]',
    "a table": f'password = {{ value = "{CANARY}" }}',
    "no closing quote": f'password = "{CANARY}',
    "no quotes": f"password = {CANARY}",
    "a shell command": f'password_command = "echo {CANARY}"',
    "two of them": f'password = "{CANARY}"\npassword_command = ["echo", "{CANARY}"]',
    "twice": f'password = "{CANARY}"\npassword = "{CANARY}"',
    "in the wrong table": f'[detect]\npassword = "{CANARY}"\nthreshold = "{CANARY}"',
    "an escape": f'password = "{CANARY}\\q"',
}
"""How it is got wrong in the settings."""
COMMANDS = (("check",), ("once",), ("once", "--dry-run"), ("status",), ("run", "--verbose"))


def run(effort: Effort, folder: Path) -> Found:
    """Run the program in every way that needs a secret or fails over it, and search everything that it left."""
    found = Found()
    with watched() as result, dovecot(extra=f"passdb {{\n driver = static\n args = password={CANARY}\n}}") as server:
        for name, secret in list(WAYS.items())[1 : effort.of(2, len(WAYS))] + list(WAYS.items())[: effort.of(0, 1)]:
            _way(
                folder / name, server.user(f"u{len(found.counts)}{name}".replace(" ", "")), name, secret, effort, found
            )
        _refused(folder, effort, found)
        _mistyped(folder, effort, found)
    found.wrong += result.wrong
    found.count("files made", result.counts["files made"])
    return found


def _way(folder: Path, login: Login, name: str, secret: str, effort: Effort, found: Found) -> None:
    """Fill a mailbox, and let the program look at it with a secret from there."""
    folder.mkdir()
    _fill(Stage(replace(login, password=CANARY), folder, now=clock.now()))
    config = _configure(folder, login.host, login.port, login.user, secret)
    variables = {"MAILFOLLOW_PASSWORD_WORK": CANARY} if name == "a variable" else {}
    for words in COMMANDS if effort.full else COMMANDS[1::3]:
        _search(f"{name}: {' '.join(words)}", words, folder, config, found, variables)


def _fill(stage: Stage) -> None:
    proposal = stage.propose(JANE, "new website", days_ago=9)
    stage.receive(JANE, "Re: Proposal: new website", f"When could you start? {SPOKEN}\n", answers=proposal, days_ago=2)
    stage.propose("Omar Reyes <omar@northwind.example>", "labels", days_ago=9)
    stage.receive("Kim <kim@family.example>", "Saturday", f"Dear Robin, {BODY}\n", days_ago=1)


def _refused(folder: Path, effort: Effort, found: Found) -> None:
    """Servers that refuse the login, some with the password in their words."""
    for name, answer in list(REFUSALS.items())[: effort.of(1, len(REFUSALS))]:
        script = {**BASICS, "LOGIN": answer, "CAPABILITY": b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n"}
        place = folder / f"refused, {name}"
        place.mkdir()
        with Scripted(script) as server:
            config = _configure(place, *server.address, "robin@hale-studio.example", WAYS["password"])
            for words in (("once",), ("run", "--verbose")):
                _search(f"{name}: {words[0]}", words, place, config, found, {})


def _mistyped(folder: Path, effort: Effort, found: Found) -> None:
    for name, secret in list(MISTYPED.items())[:: effort.of(5, 1)]:
        place = folder / f"mistyped, {name}"
        place.mkdir()
        config = _configure(place, "127.0.0.1", 1, "robin", secret)
        for words in (("check",), ("status",), ("run",))[: effort.of(1, 3)]:
            _search(f"mistyped, {name}: {words[0]}", words, place, config, found, {}, may_run=False)


def _configure(folder: Path, host: str, port: int, user: str, secret: str) -> Path:
    config = folder / "config.toml"
    fields = {"host": host, "port": port, "user": user, "secret": secret, "state": folder / "state"}
    config.write_text(ACCOUNT.format(**fields))
    config.chmod(0o600)
    return config


def _search(
    what: str,
    words: tuple[str, ...],
    folder: Path,
    config: Path,
    found: Found,
    variables: dict[str, str],
    *,
    may_run: bool = True,
) -> None:
    """Run the program, and look for the canaries in what it printed, what it keeps, and the arguments of processes."""
    environment = {**os.environ, "HOME": str(folder), **variables}
    command = [sys.executable, "-m", "mailfollow", *words, "--config", str(config)]
    with _running(command, environment, folder) as process:
        arguments = _arguments(process.pid) if may_run else b""
        if words[0] == "run":
            _end_after_a_pass(process, folder / "err")
        process.wait(60)
    out, err = (folder / "out").read_bytes(), (folder / "err").read_bytes()
    found.count("runs of the program")
    told = {"its output": out, "its errors": err, "arguments of a process": arguments}
    kept = {path.name: path.read_bytes() for path in (folder / "state").rglob("*") if path.is_file()}
    found.count("files searched", len(kept))
    for where, data in {**told, **kept}.items():
        found.count("bytes searched", len(data))
        found.wrong += [f"{what}: {where} tells {one}" for one in (CANARY, BODY) if one.encode() in data]
    found.wrong += [f"{what}: a traceback" for _ in range(b"Traceback" in err)]
    if words[0] == "run" and (SPOKEN.encode() in err or b"robin@" in err or b"jane@" in err):
        found.wrong.append(f"{what}: the log tells {err[-200:]!r}")
    found.wrong += [f"{what}: {path} has mode {path.stat().st_mode & 0o777:o}" for path in _reachable(folder / "state")]


@contextmanager
def _running(command: list[str], environment: dict[str, str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program with a mask that forbids nobody anything: nothing may depend on the person's own."""
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, env=environment, umask=0)
    try:
        yield process
    finally:
        process.kill()
        process.wait(60)


def _end_after_a_pass(process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the daemon has logged what came of its first pass, then end it."""
    pause = threading.Event()
    while process.poll() is None and b"Pass done" not in log.read_bytes() and b"WARNING" not in log.read_bytes():
        pause.wait(0.02)
    process.send_signal(signal.SIGTERM)


def _arguments(parent: int) -> bytes:
    """Return the arguments of the process and of those that it starts while it begins."""
    seen = b""
    for _ in range(6):
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                status = (entry / "stat").read_bytes().rpartition(b")")[2].split()
                if parent in {int(entry.name), int(status[1])}:
                    seen += (entry / "cmdline").read_bytes()
            except (OSError, IndexError):
                continue
    return seen


def _reachable(state: Path) -> list[Path]:
    """Return what others than the owner could read, write or enter."""
    return [path for path in (state, *state.rglob("*")) if path.exists() and path.stat().st_mode & 0o077]


PROMISE = Promise(22, "Secrets stay secret, and files their owner's", run, minutes=3)
