"""Promise 24: tokens that are refreshed, revoked or lost end in the right state, and a refused login locks nobody out.

Scenario 115. Dovecot takes OAuth 2 tokens and asks an authorization server on this machine about each. The token
command is a script that asks the same server for a new one, as a person's own would. A day of the daemon's life is
played over real logins, with two accounts, of which one is in order.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mailfollow import config
from mailfollow.cli.setup import connector, desk_for
from mailfollow.cycle.desk import Problem
from mailfollow.cycle.run import run as one_pass
from tests.cli.refusing import AT_ONCE
from tests.daemon.world import Passes, World, living_in, serve
from tests.end_to_end.stage import texts
from tests.faults.promise import Effort, Found, Promise
from tests.servers.authority import Authority
from tests.servers.dovecot import Server, dovecot

MOST_REFUSED = 2
"""Logins in twelve hours of refusal: four a day."""

SETTINGS = """\
[me]
addresses = ["robin@hale-studio.example"]
timezone = "Europe/Berlin"

[account.bad]
host = "{host}"
port = {port}
security = "none"
user = "{user}"
token_command = ["{python}", "-IS", "{script}", "127.0.0.1", "{issuer}"]

[account.good]
host = "{host}"
port = {port}
security = "none"
user = "steady"
password = "secret"

[paths]
state = "state"
"""

SCRIPT = """\
import socket, sys
line = socket.create_connection((sys.argv[1], int(sys.argv[2])), 5)
line.sendall(b"GET /token HTTP/1.0\\r\\n\\r\\n")
answer = line.makefile().read()
sys.exit(1) if " 200 " not in answer else print(answer.splitlines()[-1])
"""

OAUTH2 = """
auth_mechanisms = plain xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = %s
}
"""


OAUTH2_CONF = """\
introspection_url = http://127.0.0.1:{port}/introspect?access_token=
introspection_mode = get
username_attribute = username
active_attribute = active
active_value = true
"""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What befalls the authority for some hours of the day, and how many logins it may be asked about meanwhile."""

    hours: float
    begin: Callable[[Authority], object]
    end: Callable[[Authority], object]
    most_asked: int
    back_within: float
    """Seconds after its end within which the account is read again."""


def _revoke(authority: Authority) -> None:
    authority.revoked = True


def _restore(authority: Authority) -> None:
    authority.revoked = False


def _crash(authority: Authority) -> None:
    authority.broken = True


def _repair(authority: Authority) -> None:
    authority.broken = False


HOUR = 3_600.0
TROUBLES = {
    "revoked": Trouble(12, _revoke, _restore, MOST_REFUSED, 6 * HOUR),
    "rotation crashed": Trouble(2, _crash, _repair, 0, 1_200.0),
    "refreshed": Trouble(2, lambda _authority: None, lambda _authority: None, 24 * 60, HOUR),
}


def run(effort: Effort, folder: Path) -> Found:
    """Play a day with each trouble, from six in the morning on."""
    found = Found()
    folder.mkdir(exist_ok=True)
    for name, trouble in TROUBLES.items():
        with Authority("robin") as authority, _dovecot(authority) as server:
            _play(server, authority, folder / name, trouble, name, effort.of(120, 10), found)
    return found


@contextmanager
def _dovecot(authority: Authority) -> Iterator[Server]:
    """Run a Dovecot that asks `authority`; it runs as nobody, who must be able to reach its settings."""
    with TemporaryDirectory(prefix="mailfollow-oauth2-") as open_to_all:
        Path(open_to_all).chmod(0o755)
        path = Path(open_to_all) / "oauth2.conf"
        path.write_text(OAUTH2_CONF.format(port=authority.port))
        with dovecot(extra=OAUTH2 % path + AT_ONCE) as server:
            yield server


def _play(
    server: Server, authority: Authority, folder: Path, trouble: Trouble, name: str, minutes: int, found: Found
) -> None:
    folder.mkdir()
    settings = _configured(folder, server, authority)
    good: list[float] = []
    with living_in(World(days=1.0, wakes=False)) as world:

        def problems(names: frozenset[str]) -> list[Problem]:
            with desk_for(settings, texts(folder / "templates"), now=world.wall) as desk:
                report = one_pass(desk, connector(settings), names)
            if "bad" in names and not any(problem.account == "bad" for problem in report.problems):
                good.append(world.age)
            found.wrong += [f"{name}: {one.sentence}" for one in report.problems if one.account != "bad"]
            return report.problems

        asked: list[int] = []
        end = (6 + trouble.hours) * HOUR
        world.events = [(6 * HOUR, lambda: (asked.append(authority.asked), trouble.begin(authority)))]
        world.events += [(end, lambda: (asked.append(authority.asked), trouble.end(authority)))]
        passes = Passes(world, problems)
        serve(passes, ("bad", "good"), minutes)
    refused = asked[1] - asked[0]
    found.count("passes", len(passes.made["bad"]))
    found.count("tokens issued", len(authority.issued))
    if name == "revoked":
        found.count("logins in twelve hours of refusal", refused)
    if refused > trouble.most_asked or not [at for at in good if 0 <= at - end <= trouble.back_within]:
        found.wrong.append(
            f"{name}: {refused} logins while it lasted; read well at {[round(at / 60) for at in good]} min"
        )
    if len(passes.made["good"]) < 24 * 60 // minutes - 1:
        found.wrong.append(f"{name}: the other account was read only {len(passes.made['good'])} times")


def _configured(folder: Path, server: Server, authority: Authority) -> config.Config:
    script, path = folder / "token.py", folder / "config.toml"
    script.write_text(SCRIPT)
    fields = {"host": server.host, "port": server.port, "user": authority.user, "python": sys.executable}
    path.write_text(SETTINGS.format(**fields, script=script, issuer=authority.port))
    path.chmod(0o600)
    return config.load(path)


PROMISE = Promise(24, "A refused login is tried four times a day, and other accounts go on", run, minutes=2)
