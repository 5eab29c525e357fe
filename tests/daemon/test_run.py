"""`mailfollow run` as a real process: what a service manager, and a person with `kill`, see of it."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from mailfollow.cli.run import _watch
from mailfollow.errors import ConfigError
from tests.cli.command import ROOT, Person, arguments, process, real_now
from tests.cli.made_up import SERVER
from tests.cli.refusing import refusing_at_once
from tests.daemon.process import Daemon, running
from tests.servers.scripted import Scripted

ANSWER = """\
From: Jane Miller <jane@acme.example>
To: Robin Hale <robin@hale-studio.example>
Subject: Re: Proposal: new website
Date: {date:%a, %d %b %Y %H:%M:%S} +0000
Message-ID: <late@acme.example>
In-Reply-To: <silent@mail.example>

Could we start in May?
"""


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody with made-up mail, dated by the real clock."""
    return Person.make(tmp_path, real_now())


def log_says(daemon: Daemon, text: str) -> Callable[[], bool]:
    """Return a question that is answered with yes once the log holds `text`."""
    return lambda: text in daemon.log


def test_it_drafts_at_once_and_again_when_told_to(person: Person) -> None:
    """SIGUSR1 looks at once: here an answer has come, and the draft is withdrawn. SIGTERM ends it with 0."""
    with running(person) as daemon:
        daemon.wait_until(lambda: daemon.passes() == 1)
        assert len(person.drafts()) == 1
        person.deliver("1.answer", ANSWER.format(date=real_now()).encode())

        daemon.tell(signal.SIGUSR1, lambda: daemon.passes() == 2)

        assert person.drafts() == []
        assert daemon.stop(signal.SIGTERM) == 0
    assert "WARNING Drafted follow-up 1 for " in daemon.log
    assert "WARNING Withdrew the untouched draft for " in daemon.log
    assert daemon.log.endswith("INFO Stopped.\n")
    assert daemon.passes() == 2


def test_the_log_holds_neither_addresses_nor_text(person: Person) -> None:
    """Scenario 117. Ctrl-C ends it as SIGTERM does."""
    with running(person) as daemon:
        daemon.wait_until(lambda: daemon.passes() == 1)
        assert daemon.stop(signal.SIGINT) == 0

    for word in ("@", "Jane", "website", "Hello", "Traceback"):
        assert word not in daemon.log


def test_a_bad_configuration_is_logged_and_the_old_one_stays(person: Person) -> None:
    """SIGHUP validates first; passes go on as before. A good one is taken up, with a pass at once."""
    with running(person) as daemon:
        daemon.wait_until(lambda: daemon.passes() == 1)
        person.configure("", ('timezone = "Europe/Berlin"', 'timezone = "Mars/Phobos"'))

        daemon.tell(signal.SIGHUP, log_says(daemon, "The new configuration is not used, the old one stays: "))
        daemon.tell(signal.SIGUSR1, lambda: daemon.passes() == 2)
        person.configure('\n[account.more]\nkind = "maildir"\npath = "nowhere"\n')
        daemon.tell(signal.SIGHUP, lambda: daemon.passes() == 3)

        assert daemon.stop(signal.SIGTERM) == 0
    assert f"ERROR The new configuration is not used, the old one stays: {person.config}:5: [me] timezone" in daemon.log
    assert "INFO The configuration was read again." in daemon.log
    assert "WARNING more: Account “more”: there is no Maildir at " in daemon.log


def test_a_second_one_ends_at_once(person: Person) -> None:
    """Scenario 19: exit code 75, naming the first; which goes on, and is not in the way of looking."""
    with running(person) as daemon:
        daemon.wait_until(lambda: daemon.passes() == 1)

        seconds = [process(arguments("--config", person.config, word), person.folder) for word in ("run", "once")]
        look = process(arguments("--config", person.config, "status"), person.folder)

        assert [second.code for second in seconds] == [75, 75]
        told = f"Another mailfollow (process {daemon.process.pid}) is at work on {person.state}: "
        assert [second.sentence.startswith(told) for second in seconds] == [True, True]
        assert (look.code, look.err) == (0, "")
        assert daemon.stop(signal.SIGTERM) == 0


def use_server(person: Person, host: str, port: int, user: str = "anna", password: str = "canary") -> None:
    """Configure an account on a server."""
    person.config.write_text(
        SERVER.format(host=host, port=port, user=user, password=password, security="none", timeout=30)
    )
    person.config.chmod(0o600)


@pytest.mark.parametrize("command", ["LOGIN", "LIST", "STATUS"])
def test_a_server_that_falls_silent_does_not_hold_up_the_end(tmp_path: Path, command: str) -> None:
    """In the midst of a pass: SIGTERM ends it with 0, long before the connection gives up; no login is cut short."""
    person = Person(tmp_path)
    with Scripted({command: None}) as server:
        use_server(person, *server.address)
        with running(person) as daemon:
            daemon.wait_until(lambda: any(command in line for line in server.heard))

            assert daemon.stop(signal.SIGTERM) == 0
    assert daemon.log.endswith("INFO Stopped.\n")
    assert "Traceback" not in daemon.log


def test_a_server_that_never_greets_does_not_hold_up_the_end(tmp_path: Path) -> None:
    """A black hole: the connection is accepted, and nothing comes."""
    person = Person(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as hole:
        hole.settimeout(30)
        use_server(person, *hole.getsockname())
        with running(person) as daemon:
            connection, _ = hole.accept()

            assert daemon.stop(signal.SIGTERM) == 0
            connection.close()
    assert daemon.log.endswith("INFO Stopped.\n")


@pytest.mark.dovecot
def test_a_login_that_is_refused_does_not_end_it(tmp_path: Path) -> None:
    """Scenario 115: it waits, and once the password is right, SIGHUP is enough."""
    person = Person(tmp_path)
    with refusing_at_once() as login:
        use_server(person, login.host, login.port, login.user, "wrong")
        with running(person) as daemon:
            daemon.wait_until(log_says(daemon, "WARNING work: "))
            use_server(person, login.host, login.port, login.user, login.password)

            daemon.tell(signal.SIGHUP, lambda: daemon.passes() == 2)

            assert daemon.stop(signal.SIGTERM) == 0
    assert daemon.log.count("refuses the login") == 1


def test_a_template_that_breaks_is_logged_once(person: Person) -> None:
    """Scenario 97: the last good version stays in use, and the log is not filled at each pass."""
    path = person.template("en/my-own", "no front matter\n")
    with running(person) as daemon:
        daemon.wait_until(lambda: daemon.passes() == 1)
        daemon.tell(signal.SIGUSR1, lambda: daemon.passes() == 2)
        assert daemon.stop(signal.SIGTERM) == 0

    assert daemon.log.count(f"WARNING {path}:1:1: ") == 1


def test_a_template_that_is_saved_broken_stays_in_use_as_it_was_and_the_person_is_told(person: Person) -> None:
    """Scenario 97: the last good version makes the next draft; log, status and digest say what is wrong and where."""
    own = {name: person.template(name, text) for name, text in with_a_mark()}
    sent = person.folder / "Maildir/.Sent/cur/silent.sent:2,S"
    kept = sent.rename(person.folder / "not yet sent")
    with running(person) as daemon:
        daemon.wait_until(lambda: daemon.passes() == 1)
        assert person.drafts() == []
        for path in own.values():
            path.write_text(path.read_text("utf-8").replace("{{ greeting }}", "{{ greeting "), "utf-8")
        kept.rename(sent)
        daemon.tell(signal.SIGUSR1, lambda: daemon.passes() == 2)
        assert daemon.stop(signal.SIGTERM) == 0

    (draft,) = person.drafts()
    assert MARK in draft
    for words in (["status"], ["digest"]):
        told = process(arguments(*words, "--config", person.config), person.folder)
        assert told.code == 0
        assert f"{own[min(own)]}:" in told.out
        assert "expected token" in told.out
    for path in own.values():
        assert daemon.log.count(f"WARNING {path}:") == 1


MARK = "These are my own words."


def with_a_mark() -> list[tuple[str, str]]:
    """Return name and text of every English template that ships, with a sentence of the person's own."""
    files = sorted((ROOT / "templates/en").glob("*.txt.j2"))
    texts = ((f"en/{file.name.removesuffix('.txt.j2')}", file.read_text("utf-8")) for file in files)
    return [(name, text.replace("{{ greeting }}\n", f"{{{{ greeting }}}}\n\n{MARK}\n")) for name, text in texts]


def test_the_state_directory_cannot_change_while_it_runs(person: Person) -> None:
    """Its lock is what keeps a second one out: another directory would be without one."""
    watch = _watch(str(person.config), person.state)
    person.configure("", ('state = "state"', 'state = "elsewhere"'))

    assert watch.accounts == ("work",)
    with pytest.raises(ConfigError, match=r"\[paths\] state cannot change while mailfollow runs: restart it"):
        _watch(str(person.config), person.state)
