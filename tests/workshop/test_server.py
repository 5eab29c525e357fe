"""Who is answered what: the page is for browsers on this machine that know its address, and only to be read."""

from __future__ import annotations

import http.client
import secrets
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from mailfollow.errors import Busy, DataError, UsageError
from mailfollow.workshop import site as module
from mailfollow.workshop.server import Server, names
from mailfollow.workshop.site import HEADERS, Query, Site

METHODS = ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Visitor:
    """Somebody who sends requests to the server."""

    server: Server
    told: list[str]

    @property
    def home(self) -> str:
        return f"/{self.server.site.token}/"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def ask(self, target: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """Send one request; Host is the right one unless given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        try:
            connection.request(method, target, body or None, {"Host": self.host, **headers})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def say(self, data: bytes) -> bytes:
        """Send these bytes as they are; return all that comes back."""
        with socket.create_connection(("127.0.0.1", self.server.server_port), timeout=10) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65_536), b""))


def shown(query: Query, nonce: str) -> str:
    if "unknown" in query:
        raise UsageError("There is no thread 'x'.")
    if "broken" in query:
        raise DataError("The database is damaged.")
    if "bug" in query:
        raise ZeroDivisionError("a mistake")
    return f"<p>{dict(query)} {nonce}"


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    told: list[str] = []
    with Server(Site(shown, lambda: "abc", told.append)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Visitor(server, told)
        server.shutdown()
        thread.join()


def test_who_knows_the_token_gets_the_page(visitor: Visitor) -> None:
    """With what was asked for behind the question mark, taken apart."""
    answer = visitor.ask(f"{visitor.home}?with=a%20b&touch=2&language=")

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.body.startswith(b"<p>{'with': 'a b', 'touch': '2'} ")


@pytest.mark.parametrize("path", ["", "version", "wrong", "?with=x"])
def test_every_answer_says_what_a_browser_may_do_with_it(visitor: Visitor, path: str) -> None:
    """Nothing is kept, guessed, framed or told to others, whatever was asked."""
    answer = visitor.ask(visitor.home + path)

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "Server" not in answer.headers


def test_a_page_may_run_its_own_script_only(visitor: Visitor) -> None:
    """By a nonce that is new each time."""
    pages = [visitor.ask(visitor.home) for _ in range(2)]

    nonces = [page.body.decode().rpartition(" ")[2] for page in pages]
    assert nonces[0] != nonces[1]
    for page, nonce in zip(pages, nonces, strict=True):
        policy = page.headers["Content-Security-Policy"]
        assert f"script-src 'nonce-{nonce}';" in policy
        assert f"style-src 'nonce-{nonce}';" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


@pytest.mark.parametrize("path", ["/", "//", "/index.html", "/favicon.ico", "/version", "/%2e%2e/", "/../", "/é/"])
def test_without_the_token_there_is_nothing(visitor: Visitor, path: str) -> None:
    """404, and not a word on what is served, or that anything is."""
    answer = visitor.say(f"GET {path} HTTP/1.0\r\nHost: {visitor.host}\r\n\r\n".encode())

    assert answer.startswith(b"HTTP/1.0 404 ")
    assert answer.endswith(b"\r\n\r\nNot found.\n")
    assert b"mailfollow" not in answer.lower()


def test_a_token_that_is_nearly_right_is_wrong(visitor: Visitor) -> None:
    """Shorter, longer, in other letters, or in another place."""
    token = visitor.server.site.token
    wrong = [token[:-1], f"{token}x", token.swapcase(), f"x/{token}", f"?token={token}", f"{token}%00", f"./{token}"]

    assert {visitor.ask(f"/{one}/").status for one in wrong} == {404}
    assert visitor.ask(f"/{token}").headers["Location"] == visitor.home  # people copy it without the last slash
    assert [visitor.ask(f"/{token}/{path}").status for path in ("x", "version/x", "../", "/version")] == [404] * 4


def test_the_token_is_compared_in_constant_time(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the function made for it: the answer must not come sooner the earlier a letter is wrong."""
    compared: list[tuple[bytes, bytes]] = []
    real = secrets.compare_digest
    monkeypatch.setattr(
        module.secrets, "compare_digest", lambda given, wanted: compared.append((given, wanted)) or real(given, wanted)
    )

    visitor.ask("/guess/")

    assert (b"guess", visitor.server.site.token.encode()) in compared


def test_the_token_cannot_be_guessed() -> None:
    """Each run has its own, of 192 bits."""
    sites = [Site(shown, str, print) for _ in range(2)]

    assert len({text for site in sites for text in (site.token, site.ticket)}) == 4
    assert all(len(site.token) == 32 for site in sites)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", "", "[::1]:80", "localhost.evil.example"]
)
def test_another_host_is_misdirected(visitor: Visitor, host: str) -> None:
    """A page of the web whose name leads to 127.0.0.1 asks by that name: 421, even with the token."""
    answer = visitor.ask(visitor.home, Host=host)

    assert (answer.status, answer.body) == (421, b"Not here.\n")


@pytest.mark.parametrize("lines", ["", "Host: {host}\r\nHost: evil.example\r\n"])
def test_no_host_or_two_are_misdirected(visitor: Visitor, lines: str) -> None:
    answer = visitor.say(f"GET {visitor.home} HTTP/1.1\r\n{lines.format(host=visitor.host)}\r\n".encode())

    assert answer.startswith(b"HTTP/1.0 421 ")


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}"])
def test_this_machine_may_be_named_in_two_ways(visitor: Visitor, host: str) -> None:
    assert visitor.ask(visitor.home, Host=host.format(port=visitor.server.server_port)).status == 200


def test_at_the_usual_port_it_is_named_without_one() -> None:
    """Browsers leave it out."""
    assert names(80) == ["127.0.0.1:80", "localhost:80", "127.0.0.1", "localhost"]
    assert names(8080) == ["127.0.0.1:8080", "localhost:8080"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("body", [b"", b"x" * 50_000], ids=["empty", "with a body"])
def test_only_reading_is_allowed(visitor: Visitor, method: str, body: bytes) -> None:
    """405 with what is allowed; the answer is heard although the body was not asked for."""
    answer = visitor.ask(visitor.home, method, body)

    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert b"<p>" not in answer.body


def test_another_host_may_not_even_know_what_is_allowed(visitor: Visitor) -> None:
    assert visitor.ask("/", "POST", Host="evil.example").status == 421


def test_a_head_is_the_same_without_the_page(visitor: Visitor) -> None:
    """RFC 9110 section 9.3.2."""
    page, head = visitor.ask(visitor.home), visitor.ask(visitor.home, "HEAD")

    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(page.body))


def test_the_version_is_a_short_text(visitor: Visitor) -> None:
    """Asked for each second, so it is little."""
    assert visitor.ask(f"{visitor.home}version").body == b"abc"


def test_a_ticket_opens_the_page_once(visitor: Visitor) -> None:
    """It stands on the browser's command line, which everybody on the machine can read; then it is worth nothing."""
    ticket = visitor.server.site.ticket
    first, second = visitor.ask(f"/{ticket}/"), visitor.ask(f"/{ticket}/")

    assert (first.status, first.headers["Location"]) == (303, visitor.home)
    assert (second.status, second.body) == (404, b"Not found.\n")
    assert visitor.ask("//").status == 404


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [("unknown=1", 404, b"There is no thread 'x'.\n"), ("broken=1", 503, b"The database is damaged.\n")],
)
def test_what_a_person_can_mend_is_told(visitor: Visitor, query: str, status: int, told: bytes) -> None:
    """As text, not as HTML: it may name what came by mail."""
    answer = visitor.ask(f"{visitor.home}?{query}")

    assert (answer.status, answer.body) == (status, told)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_mistake_of_ours_ends_one_page_only(visitor: Visitor) -> None:
    """The terminal hears of it, the browser that there was one, and the next page is made."""
    answer = visitor.ask(f"{visitor.home}?bug=1")

    assert (answer.status, answer.body) == (500, b"This page could not be made; the terminal says why.\n")
    assert visitor.told == ["The page could not be made (ZeroDivisionError: a mistake)."]
    assert visitor.ask(visitor.home).status == 200


@pytest.mark.parametrize(
    "data",
    [b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x00\xa5\x01\x00\r\n\r\n", b"GET / HTTP/9\r\n\r\n", b"x" * 70_000],
)
def test_what_is_no_request_is_refused(visitor: Visitor, data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    """In few words, and none of the sender's; the next one is answered."""
    answer = visitor.say(data)

    assert b"Python" not in answer
    assert data[:20].strip() not in answer or not data.strip()
    assert visitor.ask(visitor.home).status == 200
    assert capfd.readouterr() == ("", "")


def test_a_body_of_unbelievable_length_is_refused_like_others(visitor: Visitor) -> None:
    """Python reads no number of thousands of digits."""
    head = f"POST {visitor.home} HTTP/1.1\r\nHost: {visitor.host}\r\nContent-Length: {'9' * 5_000}\r\n\r\n"

    assert visitor.say(head.encode()).startswith(b"HTTP/1.0 405 ")
    assert visitor.told == []


def test_a_browser_that_leaves_early_does_no_harm(visitor: Visitor, capfd: pytest.CaptureFixture[str]) -> None:
    """No traceback in the terminal, and the next one is served."""
    with socket.create_connection(("127.0.0.1", visitor.server.server_port)) as connection:
        connection.sendall(f"GET {visitor.home} HTTP/1.0\r\nHost: {visitor.host}\r\n\r\n".encode())
    assert visitor.ask(visitor.home).status == 200

    assert capfd.readouterr() == ("", "")


def test_a_connection_on_which_nothing_is_said_keeps_nobody_waiting(visitor: Visitor) -> None:
    """Browsers open some in advance."""
    with socket.create_connection(("127.0.0.1", visitor.server.server_port)):
        assert visitor.ask(visitor.home).status == 200


def test_it_listens_on_this_machine_only(visitor: Visitor) -> None:
    """Nobody in the network can reach it, whatever they know."""
    assert visitor.server.socket.getsockname()[0] == "127.0.0.1"


def test_nobody_is_asked_for_the_name_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """http.server would, and some resolvers ask the network."""

    def asked(*_: object) -> str:
        raise AssertionError("asked")

    monkeypatch.setattr(socket, "getfqdn", asked)

    with Server(Site(shown, str, print)) as server:
        assert server.address("x") == f"http://127.0.0.1:{server.server_port}/x/"


def test_a_port_that_is_taken_is_told(visitor: Visitor) -> None:
    """Exit code 75, and what to do."""
    with pytest.raises(
        Busy, match=rf"^Port {visitor.server.server_port} cannot be used \(.+\): name another one, or none\.$"
    ):
        Server(Site(shown, str, print), visitor.server.server_port)
