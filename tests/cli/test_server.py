"""What goes wrong with a mail server, as a person meets it: one sentence with host and port, and the exit code."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mailfollow import clock
from mailfollow.model import Account
from tests.cli.command import NOW, Person
from tests.cli.conftest import Call
from tests.cli.made_up import SERVER
from tests.cli.refusing import refusing_at_once
from tests.servers.dovecot import free_port
from tests.servers.login import Login
from tests.servers.scripted import Scripted

Configured = Callable[..., Person]


@pytest.fixture
def configured(tmp_path: Path) -> Configured:
    """Write a configuration for an account, with `more` behind it."""

    def write(account: Account, more: str = "", **changes: object) -> Person:
        fields: dict[str, object] = {
            name: getattr(account, name) for name in ("host", "port", "security", "user", "password")
        }
        person = Person(tmp_path)
        person.config.write_text(SERVER.format(**{"timeout": 5} | fields | changes) + more)
        person.config.chmod(0o600)
        return person

    return write


@pytest.mark.dovecot
def test_a_pass_over_a_real_server(configured: Configured, call: Call, login: Login) -> None:
    """Messages that nobody can read stop nothing: exit code 0, and nothing drafted."""
    for folder in ("Sent", "INBOX"):
        login.append(folder, b"\xff\xfe\x80 no message\r\n\r\n\x80", when=NOW)
        login.append(folder, b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n--x\r\n", when=NOW)
    person = configured(login.account())

    outcome = call("--config", person.config, "once")

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "4 messages looked at, 0 new proposals, 0 drafted, 0 waiting.\n"


@pytest.mark.dovecot
def test_the_doctor_logs_in_and_finds_the_folders(configured: Configured, call: Call, login: Login) -> None:
    """With their roles; nothing in the mailbox is changed by it."""
    login.append("Sent", b"Subject: x\r\n\r\n")
    before = login.snapshot()

    outcome = call("--config", configured(login.account()).config, "check", "--json")

    (account,) = outcome.json["accounts"]
    roles = {(folder["folder"], folder["role"]): folder["messages"] for folder in account["folders"]}
    assert outcome.code == 0
    assert roles[("Sent", "sent")] == 1
    assert {("Drafts", "drafts"), ("Trash", "trash"), ("INBOX", "watch")} <= roles.keys()
    assert login.snapshot() == before


@pytest.mark.dovecot
@pytest.mark.parametrize(("sent", "told"), [(None, True), (40, True), (2, False)])
def test_the_doctor_tells_where_no_copies_are_filed(
    configured: Configured, call: Call, login: Login, sent: int | None, told: bool
) -> None:
    """Scenario 113: mail comes in, but for a month nothing has come to lie in Sent."""
    login.append("INBOX", b"Subject: Re: your proposal\r\n\r\n", when=NOW - timedelta(days=1))
    if sent:
        login.append("Sent", b"Subject: Proposal\r\n\r\n", when=NOW - timedelta(days=sent))

    outcome = call("--config", configured(login.account()).config, "check")

    said = " ".join(outcome.out.split())
    assert outcome.code == 0
    assert ("none was filed in “Sent”: if you sent some, your mail program or provider keeps no copy" in said) is told


@pytest.mark.dovecot
def test_a_wrong_password_is_told(configured: Configured, call: Call) -> None:
    """Exit code 77; the password is repeated nowhere, nor is it in the database."""
    with refusing_at_once() as login:
        person = configured(login.account(), password="wr0ng-canary")
        outcome = call("--config", person.config, "once")

    where = f"{login.host}:{login.port}"
    assert outcome.code == 77
    assert outcome.sentence.startswith(f"work: {where} refuses the login of “{login.user}”: ")
    assert outcome.sentence.endswith("; check the user name and the password.")
    assert "canary" not in outcome.out + outcome.err
    assert "b'" not in outcome.sentence, "the server's words, not Python's"
    assert b"canary" not in person.database.read_bytes()
    assert f": work: {where} refuses" in call("--config", person.config, "status").out


def test_a_refused_login_is_not_tried_at_each_call(configured: Configured, call: Call) -> None:
    """Scenario 115. Called every few minutes, `once` tries as rarely as the daemon does, or when a person says so."""
    refusing = {"LOGIN": b"TAG NO [AUTHENTICATIONFAILED] wrong\r\n"}
    with Scripted(refusing) as server:
        person = configured(server.account())
        calls = [call("--config", person.config, "once", *more) for more in ([], [], ["--dry-run"], ["--retry"], [])]
        tried = [line for line in server.heard if line.startswith("LOGIN ")]
        server.script = {}
        good = [call("--config", person.config, "once", *more) for more in (["--retry"], [])]

    assert [one.code for one in calls] == [77] * 5
    assert len(tried) == 2
    waiting = [one.sentence for one in calls if "is not tried again before" in one.sentence]
    assert len(waiting) == 3
    assert waiting[0].startswith("work: ")
    assert waiting[0].endswith("`mailfollow once --retry` tries at once.")
    assert [one.code for one in good] == [0, 0]


def test_a_refused_login_is_tried_again_after_six_hours(
    configured: Configured, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the daemon does; and at once where the clock was set back."""
    with Scripted({"LOGIN": b"TAG NO [AUTHENTICATIONFAILED] wrong\r\n"}) as server:
        person = configured(server.account())
        for hours in (0, 5.9, 6.1, -24):
            now = NOW + timedelta(hours=hours)
            monkeypatch.setattr(clock, "now", lambda now=now: now)
            call("--config", person.config, "once")
        tried = [line for line in server.heard if line.startswith("LOGIN ")]

    assert len(tried) == 3


@pytest.mark.dovecot
def test_a_missing_folder_is_told_with_those_that_are_there(configured: Configured, call: Call, login: Login) -> None:
    """Exit code 78: the setting to correct, and what to choose from."""
    person = configured(login.account(), '[account.work.folders]\nsent = "Gesendet"\n')

    outcome = call("--config", person.config, "once")

    assert outcome.code == 78
    for part in ("“Gesendet”", "`sent`", "“INBOX”", "“Sent”", "“Drafts”", "“Trash”", "“Junk”", "“Archive”"):
        assert part in outcome.sentence


def test_a_port_that_nobody_listens_on_is_told(configured: Configured, call: Call) -> None:
    """Exit code 69, and the setting to look at."""
    port = free_port()
    person = configured(Account("work", host="127.0.0.1", port=port, security="none", user="anna", password="x"))

    for words in (["once"], ["once", "--dry-run"]):
        outcome = call("--config", person.config, *words)

        assert outcome.code == 69
        assert outcome.sentence == (
            f"work: 127.0.0.1:{port} accepts no connections; check `port` in the settings, or try again later."
        )


def test_a_host_that_does_not_exist_is_told(
    configured: Configured, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 69 (the resolver's answer is played: a test asks no name server)."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    person = configured(Account("work", host="imap.nowhere.example", user="anna", password="x"))

    outcome = call("--config", person.config, "check")

    assert outcome.code == 69
    assert "The server imap.nowhere.example:993 cannot be found; check `host`" in " ".join(outcome.out.split())


def test_a_server_without_tls_is_told(configured: Configured, call: Call) -> None:
    """Exit code 69: where it talks in the clear, no password is sent."""
    with Scripted() as server:
        person = configured(server.account(), security="tls")
        outcome = call("--config", person.config, "once")

    assert outcome.code == 69
    assert outcome.sentence.endswith(
        "does not answer with TLS as it should; check `port` and `security` in the settings."
    )
    assert not any("canary" in line for line in server.heard)


def test_a_server_that_hangs_up_is_told(configured: Configured, call: Call) -> None:
    """Exit code 69: the pass could not be made, nothing is concluded from it."""
    with Scripted({"LIST": b""}) as server:
        outcome = call("--config", configured(server.account()).config, "once")

    assert outcome.code == 69
    assert "was lost: it was closed by the server. It will be tried again." in outcome.sentence


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        ('["false"]', 77, "Account “work”: `password_command` (false) ended with status 1; "),
        ('["true"]', 77, "Account “work”: `password_command` (true) printed no password in its first line; "),
        ('["/no/such/program"]', 78, "Account “work”: `password_command` (/no/such/program) cannot be started; "),
    ],
)
def test_a_password_command_that_fails_is_told(
    configured: Configured, call: Call, command: str, code: int, told: str
) -> None:
    """Before any connection is made; what it printed is never shown."""
    person = configured(Account("work", host="127.0.0.1", port=1, security="none", user="anna"))
    person.config.write_text(person.config.read_text().replace('password = ""', f"password_command = {command}"))

    outcome = call("--config", person.config, "once")

    assert outcome.code == code
    assert outcome.sentence.startswith(told)
