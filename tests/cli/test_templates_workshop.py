"""`templates workshop` as a person starts and ends it: one line with the address, and Ctrl-C."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mailfollow.workshop.server import Server
from mailfollow.workshop.site import Site
from tests.cli.command import Person, arguments, environment, process
from tests.cli.conftest import Call
from tests.workshop.stage import workshop

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/([\w-]{32})/")


def get(url: str) -> tuple[int, str]:
    """Return status and text of an address."""
    found = ADDRESS.match(url)
    assert found
    connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=30)
    try:
        connection.request("GET", url[url.index("/", 8) :])
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def test_it_prints_one_address_and_ends_with_control_c(looked: Person) -> None:
    """Exit code 0, no traceback, and nothing was written by looking."""
    before = {path: path.stat().st_mtime_ns for path in sorted(looked.folder.rglob("*"))}
    with workshop(looked) as shop:
        assert ADDRESS.fullmatch(shop.url)
        status, page = get(shop.url)
        assert status == 200
        assert "<h1>Proofs</h1>" in page
        assert "Proposal: new website" in page

        assert shop.end() == (0, "", "The workshop is closed.\n")

    assert {path: path.stat().st_mtime_ns for path in sorted(looked.folder.rglob("*"))} == before


def test_each_run_has_its_own_address(looked: Person) -> None:
    with workshop(looked) as first, workshop(looked) as second:
        assert len({*first.url.split("/"), *second.url.split("/")}) == 6


def test_a_port_can_be_named(looked: Person) -> None:
    """So that a page that is open stays near; one that is taken ends it with exit code 75."""
    with Server(Site(lambda _query, _nonce: "", str, print)) as other:
        port = other.server_port
        taken = process(
            arguments("--config", looked.config, "templates", "workshop", "--no-browser", "--port", port), looked.folder
        )
    assert (taken.code, taken.out) == (75, "")
    assert taken.sentence.startswith(f"Port {port} cannot be used (")

    with workshop(looked, "--port", port) as shop:
        assert shop.url.startswith(f"http://127.0.0.1:{port}/")


def test_without_a_configuration_there_are_the_shipped_texts(tmp_path: Path) -> None:
    """It is for trying out as well."""
    shop = subprocess.Popen(
        arguments("templates", "workshop", "--no-browser"), env=environment(tmp_path), stdout=subprocess.PIPE, text=True
    )
    try:
        assert shop.stdout
        status, page = get(shop.stdout.readline().strip())
    finally:
        shop.kill()
        shop.communicate()

    assert status == 200
    assert "three-options" in page
    assert "Your proposals" not in page
    assert list(tmp_path.rglob("*")) == []


def test_a_proposal_that_does_not_exist_is_told(looked: Person) -> None:
    """An address may be kept longer than the proposal."""
    with workshop(looked) as shop:
        status, text = get(f"{shop.url}?with=nosuch")

    assert status == 404
    assert text.startswith("There is no thread 'nosuch': there are, for example, ")


@pytest.mark.parametrize(("screen", "opened"), [({"DISPLAY": ":0"}, 1), ({"WAYLAND_DISPLAY": "w"}, 1), ({}, 0)])
def test_the_browser_is_opened_where_there_is_a_screen(
    looked: Person, call: Call, monkeypatch: pytest.MonkeyPatch, screen: dict[str, str], opened: int
) -> None:
    """With a ticket instead of the token, which everybody could read on the browser's command line."""
    import webbrowser

    heard, asked = threading.Event(), []
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in screen.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(webbrowser, "open", lambda url: (asked.append(url), heard.set()))

    def served(server: Server) -> None:
        assert heard.wait(10) or not opened
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "serve_forever", served)
    outcome = call("templates", "workshop", "--config", looked.config)

    assert outcome.code == 0
    assert len(asked) == opened
    assert all(url not in outcome.out for url in asked)


def test_other_commands_do_not_wait_for_it(looked: Person) -> None:
    """Nothing that only the workshop needs is loaded by the commands that are used every day."""
    code = (
        "import sys; sys.argv = ['mailfollow', '--config', sys.argv[1], *sys.argv[2:]]\n"
        "import contextlib\n"
        "from mailfollow.cli import cli\n"
        "with contextlib.suppress(SystemExit): cli.main(standalone_mode=False)\n"
        "print(sorted({'http.server', 'jinja2', 'webbrowser', 'mailfollow.workshop.server'} & set(sys.modules)))"
    )
    for words in (["status"], ["templates", "--help"]):
        ran = process([sys.executable, "-c", code, str(looked.config), *words], looked.folder)
        loaded = ran.out.splitlines()[-1]
        assert loaded == "[]" or words != ["status"], loaded
        assert "http.server" not in loaded
        assert "webbrowser" not in loaded
