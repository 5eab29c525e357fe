"""Getting in, or a sentence why not; and never a password where it must not go."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mailfollow.errors import AuthFailed, ConfigError, ServerUnavailable, Unreachable
from mailfollow.mailbox import open_mailbox
from mailfollow.mailbox.imap import connect
from mailfollow.mailbox.imap.mailbox import GOODBYE, ImapMailbox
from mailfollow.model import Account
from tests.servers import certificate
from tests.servers.dovecot import Server, free_port
from tests.servers.login import Login
from tests.servers.scripted import CAPABILITY, Answer, Scripted

CANARY = "canary"


def enter(account: Account) -> None:
    """Open and close the mailbox."""
    with open_mailbox(account, None) as mailbox:
        mailbox.folders()


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_login_over_tls(dovecot: Server, security: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """TLS at once and STARTTLS, with the certificate checked."""
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate))
    port = dovecot.tls_port if security == "tls" else dovecot.port
    account = dovecot.user("tls").account(security=security, port=port, host="localhost")
    with open_mailbox(account, None) as mailbox:
        uid = mailbox.save_draft(b"Message-ID: <T@mine.example>\r\n\r\n" + b"x" * 100_000, "T", 1)
        assert [len(raw.data) for raw in mailbox.bodies("Drafts", [uid or 0])] == [100_032]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_unknown_certificate_is_refused(dovecot: Server, login: Login, security: str) -> None:
    """Nobody vouches for it, so nothing is sent."""
    port = dovecot.tls_port if security == "tls" else dovecot.port
    with pytest.raises(ServerUnavailable, match=rf"certificate of 127.0.0.1:{port} is not valid \(self-signed"):
        enter(login.account(security=security, port=port))
    assert f"user=<{login.user}>" not in dovecot.log()


def test_a_certificate_for_another_host_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is valid, but not for the server that was asked for."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.make(tmp_path, "DNS:other.example")[0]))
    with _starttls(tmp_path) as server, pytest.raises(ServerUnavailable, match=r"is not valid \(IP address mismatch"):
        enter(server.account(security="starttls"))


def _starttls(folder: Path) -> Scripted:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    offer = b"* CAPABILITY IMAP4rev1 STARTTLS\r\nTAG OK done\r\n"
    return Scripted({"CAPABILITY": offer}, tls=tls)


OFFER = b"* CAPABILITY IMAP4rev1 STARTTLS\r\nTAG OK done\r\n"


@pytest.mark.parametrize(
    ("script", "greeting"),
    [
        pytest.param({}, b"* OK ready\r\n", id="offer taken away"),
        pytest.param({"CAPABILITY": OFFER, "STARTTLS": b"TAG NO not now\r\n"}, b"* OK ready\r\n", id="refused"),
        pytest.param({"CAPABILITY": OFFER, "STARTTLS": b"TAG BAD what\r\n"}, b"* OK ready\r\n", id="not understood"),
        pytest.param({"CAPABILITY": OFFER, "STARTTLS": b"TAG OK go\r\nhello\r\n"}, b"* OK ready\r\n", id="no TLS"),
        pytest.param({"CAPABILITY": OFFER, "STARTTLS": b""}, b"* OK ready\r\n", id="closed"),
        pytest.param({"CAPABILITY": OFFER}, b"* PREAUTH you are in\r\n", id="logged in already"),
    ],
)
def test_tls_cannot_be_stripped(script: dict[str, Answer], greeting: bytes) -> None:
    """Somebody in between may take the offer away, or answer in place of the server: not a byte of the password."""
    with Scripted(script, greeting) as server:
        with pytest.raises(ServerUnavailable, match=f"127.0.0.1:{server.address[1]}"):
            enter(server.account(security="starttls", timeout=0.3))
        said = " ".join(server.heard)
    assert not [word for word in ("LOGIN", "AUTHENTICATE", CANARY, "anna") if word in said]


def test_a_server_that_claims_we_are_logged_in_is_told() -> None:
    """Nobody but an attacker or a misconfigured server greets with PREAUTH."""
    with Scripted(greeting=b"* PREAUTH hi\r\n") as server, pytest.raises(ServerUnavailable, match="claims that we are"):
        enter(server.account())
    assert server.heard == ["CAPABILITY"]


def test_what_was_slipped_in_before_tls_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer sent in the clear right behind the OK must not count as sent over TLS."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.make(tmp_path)[0]))
    with _starttls(tmp_path) as server:
        server.script = {**server.script, "STARTTLS": b"TAG OK go\r\n* CAPABILITY IMAP4rev1 EVIL\r\n"}
        with open_mailbox(server.account(security="starttls"), None) as mailbox:
            assert mailbox.folders()
    assert "LOGIN anna" in " ".join(server.heard)


@pytest.mark.parametrize("host", ["mail.example", "192.0.2.1", "localhost.evil.example", "127.0.0.1.evil.example"])
def test_a_password_goes_in_the_clear_to_this_machine_only(host: str) -> None:
    """`security = "none"` is for a bridge or a tunnel on loopback."""
    with pytest.raises(ConfigError, match="in the clear"):
        enter(Account("work", host=host, security="none", user="anna", password=CANARY))


@pytest.mark.parametrize("settings", [{"security": "ssl"}, {"host": ""}, {"user": ""}, {"kind": "pop3"}])
def test_settings_that_cannot_work_are_told(settings: dict[str, str]) -> None:
    """Before anything is sent."""
    account = Account("work", host="mail.example", user="anna", password=CANARY)
    with pytest.raises(ConfigError, match="“work”"):
        enter(replace(account, **settings))  # type: ignore[arg-type]  # text fields only


def test_a_silent_server_is_given_up() -> None:
    """No default timeout would mean to wait for ever."""
    with Scripted(greeting=None) as server, pytest.raises(ServerUnavailable) as caught:
        enter(server.account(timeout=0.05))
    assert f"127.0.0.1:{server.address[1]} does not answer; check the network, or raise `timeout`" in str(caught.value)


def test_a_server_that_is_silent_before_tls_is_given_up() -> None:
    """The connection stands, and nobody shakes hands: a black hole behind a firewall."""
    told: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as hole:
        account = Account("work", host="127.0.0.1", port=hole.getsockname()[1], user="anna", password=CANARY)
        trying = threading.Thread(target=_tell, args=(replace(account, timeout=0.05), told), daemon=True)
        trying.start()
        trying.join(20)
    assert ["does not answer" in sentence for sentence in told] == [True]


def _tell(account: Account, told: list[str]) -> None:
    """Enter in a thread of its own, for what is tested may take for ever."""
    try:
        enter(account)
    except ServerUnavailable as problem:
        told.append(str(problem))


def test_a_resolver_that_is_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own patience is longer than ours, and nothing can interrupt it."""
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: over.wait(20) and [])
    with pytest.raises(Unreachable, match=r"imap\.acme\.example:993 does not answer"):
        enter(Account("work", host="imap.acme.example", user="anna", password=CANARY, timeout=0.05))
    over.set()


def test_the_server_has_little_time_for_the_goodbye() -> None:
    """Logging out is a courtesy, and SIGTERM must end us soon."""
    with Scripted() as server:
        mailbox = connect(server.account(timeout=30.0))
        mailbox.close()
    assert isinstance(mailbox, ImapMailbox)
    assert mailbox._wire.deadline.left() <= GOODBYE
    assert server.heard[-1] == "LOGOUT"


@pytest.mark.parametrize("command", ["LOGIN", "LIST", "EXAMINE", "UID SEARCH", "LOGOUT"])
def test_a_server_that_falls_silent_is_given_up(command: str) -> None:
    """At any command; at the last one nobody needs to know."""
    examine = b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK done\r\n"
    with Scripted({"EXAMINE": examine, command: None}) as server:
        account = server.account(timeout=0.05)
        if command == "LOGOUT":
            enter(account)
        else:
            with pytest.raises(ServerUnavailable, match="does not answer"), open_mailbox(account, None) as mailbox:
                list(mailbox.headers("INBOX", 1, None))
    assert [line for line in server.heard if line.upper().startswith(command)]


def test_a_server_that_drips_is_given_up() -> None:
    """One byte now and then keeps a socket's own timeout from ever ending; the deadline of a command does not care."""
    drip = b"* OK still at it\r\n" * 2_000_000
    with Scripted({"LIST": drip}) as server, pytest.raises(ServerUnavailable, match=r"not finished within 0\.2 s"):
        enter(server.account(deadline=0.2))


def test_the_deadline_holds_after_starttls_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The socket is another one then."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.make(tmp_path)[0]))
    with _starttls(tmp_path) as server:
        server.script = {**server.script, "LIST": b"* OK still at it\r\n" * 2_000_000}
        with pytest.raises(ServerUnavailable, match=r"not finished within 0\.2 s"):
            enter(server.account(security="starttls", deadline=0.2))


def test_a_closed_port_and_an_unknown_host_are_told_with_advice() -> None:
    """Host, port, and what to check."""
    port = free_port()
    with pytest.raises(ServerUnavailable, match=f"127.0.0.1:{port} accepts no connections; check `port`"):
        enter(Account("work", host="127.0.0.1", port=port, security="none", user="anna", password=CANARY))
    with pytest.raises(ServerUnavailable, match=r"no-such-host\.invalid:993 cannot be found; check `host`"):
        enter(Account("work", host="no-such-host.invalid", user="anna", password=CANARY))


def test_a_server_that_speaks_no_tls_is_told(dovecot: Server) -> None:
    """The usual mix-up of ports 993 and 143."""
    with pytest.raises(ServerUnavailable, match="check `port` and `security`"):
        enter(dovecot.user("mixed").account(security="tls"))


def test_a_goodbye_instead_of_a_greeting_is_passed_on() -> None:
    """Scenario 107. Too many connections, maintenance."""
    goodbye = b"* BYE Down for maintenance.\r\n"
    with Scripted(greeting=goodbye) as server, pytest.raises(ServerUnavailable, match=r"lost: .*Down for maintenance"):
        enter(server.account())


def test_a_wrong_password_is_told_without_it() -> None:
    """Scenario 115. With what the server says, never what it was sent, even if it repeats it."""
    said = f"TAG NO [AUTHENTICATIONFAILED] no such password: {CANARY}\r\n".encode()
    with Scripted({"LOGIN": said}) as server, pytest.raises(AuthFailed, match="refuses the login of “anna”") as caught:
        enter(server.account())
    assert "[AUTHENTICATIONFAILED]" in str(caught.value)
    assert CANARY not in _everything(caught.value)


def _everything(problem: BaseException | None) -> str:
    """Return all that a log could ever show of an error."""
    return f"{problem!r} {_everything(problem.__cause__)}" if problem else ""


@pytest.mark.parametrize("said", [b"NO [UNAVAILABLE] later", b"BAD Request is throttled.", b"NO Too many connections"])
def test_a_login_that_may_work_later_is_no_wrong_password(said: bytes) -> None:
    """Scenario 115. The account is tried again instead of being stopped."""
    with Scripted({"LOGIN": b"TAG " + said + b"\r\n"}) as server, pytest.raises(ServerUnavailable, match="for now"):
        enter(server.account())


@pytest.mark.parametrize(
    "said",
    [
        b"[AUTHENTICATIONFAILED] Invalid user name or password, please try again.",
        b"[AUTHENTICATIONFAILED] Too many failures, try again later",
        b"Login failed. Please check your password and try again.",
    ],
)
def test_a_wrong_password_that_may_be_tried_again_is_one(said: bytes) -> None:
    """Scenario 115. Many servers say so to a person at a keyboard; a daemon that believed it would be locked out."""
    with Scripted({"LOGIN": b"TAG NO " + said + b"\r\n"}) as server, pytest.raises(AuthFailed):
        enter(server.account())


@pytest.mark.parametrize("password", ['quo"ted', "back\\slash", "geheim\u00fc"])
@pytest.mark.parametrize("echo", ["{0}", '"{1}"', "{2}"], ids=["as it is", "in LOGIN", "in AUTHENTICATE"])
def test_a_server_that_repeats_what_it_was_sent_is_not_quoted(password: str, echo: str) -> None:
    """Promise 22. Whatever shape the password has on the line."""
    quoted = password.replace("\\", "\\\\").replace('"', '\\"')
    coded = base64.b64encode(f"\0anna\0{password}".encode()).decode()
    said = "TAG NO bad: " + echo.format(password, quoted, coded) + " <<<\r\n"
    offer = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nTAG OK done\r\n"
    script: dict[str, Answer] = {"CAPABILITY": offer, "LOGIN": said.encode(), "AUTHENTICATE": said.encode()}
    with Scripted(script) as server, pytest.raises(AuthFailed, match=r"NO|bad: \S+ <<<") as caught:
        enter(server.account(password=password))
    shown = _everything(caught.value)
    forms = (password, quoted, coded, repr(password)[1:-1], repr(password.encode())[2:-1])
    assert [form for form in forms if form in shown] == []


def test_the_server_is_quoted_in_its_own_letters() -> None:
    """And not as Python would write them."""
    said = "TAG NO falsches Paßwort für „anna“\r\n".encode()
    with Scripted({"LOGIN": said}) as server, pytest.raises(AuthFailed, match="falsches Paßwort für „anna“; check"):
        enter(server.account())


def test_a_line_that_breaks_during_the_login_is_no_wrong_password() -> None:
    """Scenario 107."""
    with Scripted({"LOGIN": b""}) as server, pytest.raises(ServerUnavailable, match="was lost"):
        enter(server.account())


def test_a_line_that_breaks_right_after_the_login_is_told_as_well() -> None:
    """What the server can do is asked for once more then."""
    with Scripted({"CAPABILITY": [CAPABILITY, b""]}) as server, pytest.raises(ServerUnavailable, match="was lost"):
        enter(server.account())
    assert server.heard[-1] == "CAPABILITY"


@pytest.mark.parametrize(("user", "password"), [("änna", "secret"), ("anna", "geheim\u00fc")])
def test_letters_outside_ascii_go_by_authenticate(user: str, password: str) -> None:
    """LOGIN cannot carry them; PLAIN takes UTF-8 (RFC 4616)."""
    offer = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nTAG OK done\r\n"
    with Scripted({"CAPABILITY": offer, "AUTHENTICATE": b"+ \r\n"}) as server:
        enter(server.account(user=user, password=password))
    assert f"\0{user}\0{password}".encode() in _continued(server)
    with Scripted() as server, pytest.raises(ConfigError, match="ASCII"):
        enter(server.account(user=user, password=password))


def test_where_login_is_switched_off_authenticate_is_used() -> None:
    """RFC 9051 section 6.2.3."""
    offer = b"* CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN\r\nTAG OK done\r\n"
    with Scripted({"CAPABILITY": offer, "AUTHENTICATE": b"+ \r\n"}) as server:
        enter(server.account())
    assert _continued(server) == [b"\0anna\0canary"]


@pytest.mark.parametrize(
    ("mechanism", "first", "later"),
    [
        ("XOAUTH2", "user=anna\x01auth=Bearer canary\x01\x01", b""),
        ("OAUTHBEARER", "n,a=anna,\x01host=127.0.0.1\x01port=PORT\x01auth=Bearer canary\x01\x01", b"\x01"),
    ],
)
def test_a_token_is_sent_once_and_an_error_only_acknowledged(mechanism: str, first: str, later: bytes) -> None:
    """RFC 7628 section 3.2.3: after a refusal the server tells why, and waits for an answer before it says NO."""
    offer = f"* CAPABILITY IMAP4rev1 AUTH={mechanism}\r\nTAG OK done\r\n".encode()
    script: dict[str, Answer] = {"CAPABILITY": offer, "AUTHENTICATE": b"+ \r\n"}
    with Scripted(script) as server:
        expected = first.replace("PORT", str(server.address[1])).encode()
        enter(server.account(token_command=("echo", CANARY)))
        assert _continued(server) == [expected]
    answer = base64.b64encode(b'{"status":"401"}')
    start = (
        f"CONTINUE {base64.b64encode(b'user=anna' if mechanism == 'XOAUTH2' else b'n,a=anna,').decode()[:8]}".upper()
    )
    refusing = {start: b"+ " + answer + b"\r\n", "CONTINUE": b"TAG NO [AUTHENTICATIONFAILED] expired\r\n"}
    with Scripted({**script, **refusing}) as server:
        with pytest.raises(AuthFailed, match=r"\[AUTHENTICATIONFAILED\] expired.*check the token command"):
            enter(server.account(token_command=("echo", CANARY)))
        assert _continued(server)[1:] == [later]


def _continued(server: Scripted) -> list[bytes]:
    return [base64.b64decode(line[9:]) for line in server.heard if line.startswith("CONTINUE ")]


@pytest.mark.parametrize("secret", ["line\r\nm9 DELETE Sent", "tab\tulator", "nul\0"])
def test_a_password_with_a_control_character_is_not_sent(secret: str) -> None:
    """It would be the beginning of another command."""
    with Scripted() as server:
        with pytest.raises(ConfigError, match="control character"):
            enter(server.account(password=secret))
        assert not [line for line in server.heard if line.startswith("LOGIN")]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged, from the lowest level on."""
    with caplog.at_level(1):
        yield caplog


def test_neither_password_nor_mail_gets_into_the_log(login: Login, log: pytest.LogCaptureFixture) -> None:
    """Scenario 117. imapclient would log each line that is sent and received."""
    login.append("INBOX", b"Subject: canary in a coal mine\r\n\r\ncanary\r\n")
    log.clear()
    with open_mailbox(login.account(), None) as mailbox:
        assert [raw.size for raw in mailbox.bodies("INBOX", list(mailbox.uids("INBOX")))] == [42]
        mailbox.save_draft(b"Message-ID: <canary@mine.example>\r\n\r\n", CANARY, 1)
    assert CANARY not in log.text
    assert login.password not in log.text
