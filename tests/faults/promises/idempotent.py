"""Promise 29: the same pass again, after each step of a draft's life in each mail client, only reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.clients.actions import ACTIONS
from tests.clients.expected import cells
from tests.clients.models import Client
from tests.clients.play import begin
from tests.end_to_end.stage import Stage
from tests.faults.promise import Effort, Found, Promise
from tests.servers.dovecot import dovecot
from tests.servers.proxy import CuttingProxy, commands

READS = ("CAPABILITY", "ID ", "LOGIN", "AUTHENTICATE", "ENABLE", "NAMESPACE", "LIST", "EXAMINE", "STATUS", "NOOP")
READS += ("UID SEARCH", "UID FETCH", "LOGOUT")


def run(effort: Effort, folder: Path) -> Found:
    """Play the matrix of client and action on a server, and repeat each pass with every byte recorded."""
    found = Found()
    chosen = cells()[:: effort.of(29, 1)]
    with dovecot() as server:
        for number, (client, action) in enumerate(chosen):
            stage = Stage(server.user(f"again{number}"), folder / str(number))
            stage.folder.mkdir()
            _cell(found, stage, client, action)
    return found


def _cell(found: Found, stage: Stage, client: Client, action: str) -> None:
    """Do `action` with `client`; after each pass, make it again."""
    seat, watched = begin(client, stage)
    _again(found, stage, f"{client.name}, {action}, the draft")
    for step, minutes in enumerate(ACTIONS[action](seat)):
        stage.at(minutes=minutes)
        watched.look()
        _again(found, stage, f"{client.name}, {action}, step {step}")


def _again(found: Found, stage: Stage, where: str) -> None:
    """Make the same pass again: what it sends must only read, and whatever lies there must stay."""
    before = stage.login.snapshot()
    with CuttingProxy(stage.login.host, stage.login.port) as proxy:
        host, port = proxy.address
        replace(stage, login=replace(stage.login, host=host, port=port)).look()
        sent = commands(bytes(proxy.sent))
    found.count("repeated passes")
    found.count("commands", len(sent))
    found.wrong += [f"{where}: {command}" for command in sent if command and not command.startswith(READS)]
    if any("BODY[" in command for command in sent):
        found.wrong.append(f"{where}: a message was read without PEEK")
    if stage.login.snapshot() != before:
        found.wrong.append(f"{where}: the mailbox changed")


PROMISE = Promise(29, "The same pass again only reads", run, minutes=2)
