"""How fast the IMAP mailbox is, as ratios to a floor measured in the same run: `python tests/benchmarks/imap.py`.

The floor is a raw socket that sends the same FETCH and throws the answer away. Everything runs against a Dovecot on
loopback, so that the network costs nothing and what remains is the work of both sides.
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from mailfollow.mailbox import open_mailbox
from mailfollow.mailbox.imap import runs, stream
from mailfollow.mailbox.port import Mailbox
from tests.servers.dovecot import Server, dovecot
from tests.servers.login import Login
from tests.servers.proxy import CuttingProxy, commands

FOLDER = "Archive"
START = datetime(2023, 1, 2, 8, tzinfo=UTC)
PEOPLE = ("bob@his.example", "carla@firma.example", "dora@agence.example", "emil@oficina.example")

MESSAGE = """\
Return-Path: <{sender}>
Delivered-To: anna@mine.example
Received: from mx{number}.his.example (mx.his.example [192.0.2.7])
\tby mail.mine.example (Postfix) with ESMTPS id 4XyZ{number:07}
\tfor <anna@mine.example>; {date}
Authentication-Results: mail.mine.example; dkim=pass header.d=his.example; dmarc=pass
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=his.example; s=s1;
\tbh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=dGhpcyBpcyBub3QgYSBzaWduYXR1cmU
Message-ID: <{number}.{previous}@his.example>
In-Reply-To: <{previous}.0@mine.example>
References: <{previous}.0@mine.example> <{previous}.1@his.example>
From: =?utf-8?q?B=C3=B6b?= Bobson <{sender}>
To: Anna Anderson <anna@mine.example>
Cc: "Carl, Project" <carl@his.example>
Subject: Re: Offer {number} for the new warehouse
Date: {date}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hello Anna,

thank you for the offer; we shall look at it next week.

Bob
"""


def main() -> None:
    """Print the table."""
    options = sizes(__doc__)
    with dovecot(extra="maildir_very_dirty_syncs = yes") as server:
        for row in (*first_sync(server, options.headers, options.repeat), *idle(server, options.idle)):
            print(row)


def sizes(purpose: str | None) -> argparse.Namespace:
    """Return what the command line asks to measure: `headers`, `idle`, `repeat`."""
    parser = argparse.ArgumentParser(description=purpose)
    parser.add_argument("--headers", type=int, default=50_000, help="messages of the first sync")
    parser.add_argument("--idle", type=int, nargs="*", default=[10_000, 100_000], help="sizes for a pass without news")
    parser.add_argument("--repeat", type=int, default=3)
    return parser.parse_args()


def first_sync(server: Server, count: int, repeat: int) -> Iterator[str]:
    """Measure reading all headers against the floor; the server's cache is warm for both."""
    login = filled(server, count)
    floor(login, count)
    floors, ours = [], []
    for _ in range(repeat):
        floors.append(timed(lambda: floor(login, count)))
        ours.append(timed(lambda: read_headers(login, count)))
    lowest, mine = median(floors), median(ours)
    for what, spent in (("raw socket", lowest), ("Mailbox.headers", mine)):
        speed = f"{spent:8.3f} s {spent / lowest:6.2f} x {count / spent:9,.0f} a second"
        yield f"headers of {count:7,} messages, {what:15} {speed}"


def idle(server: Server, sizes: list[int]) -> Iterator[str]:
    """Measure `folders()` and `cursors()` where nothing is new."""
    for count in sizes:
        login = filled(server, count)
        with open_mailbox(login.account(), None) as mailbox:
            look(mailbox)
            spent = median(timed(lambda: look(mailbox)) for _ in range(50))
        yield f"pass without news, {count:7,} messages      {1_000 * spent:8.2f} ms {trips(login)} round trips"


def look(mailbox: Mailbox) -> None:
    """Ask what a pass asks when nothing happened."""
    mailbox.folders()
    mailbox.cursors()


def trips(login: Login) -> int:
    """Count the commands of such a pass."""
    with (
        CuttingProxy(login.host, login.port) as proxy,
        open_mailbox(login.account(port=proxy.address[1]), None) as mailbox,
    ):
        look(mailbox)
        before = len(commands(proxy.sent))
        look(mailbox)
        return len(commands(proxy.sent)) - before


def read_headers(login: Login, count: int) -> None:
    """Read all headers as a first sync does."""
    with open_mailbox(login.account(timeout=60.0), None) as mailbox:
        assert sum(map(len, mailbox.headers(FOLDER, 1, None))) == count


def floor(login: Login, count: int) -> None:
    """Fetch the same with a bare socket, looking at nothing but the end of each answer."""
    with talking(login) as ask:
        ask(f'EXAMINE "{FOLDER}"'.encode())
        for [(first, last)] in runs.ranges(1, count + 1):
            ask(b"UID FETCH %d:%d " % (first, last) + stream.HEADERS)


@contextmanager
def talking(login: Login) -> Iterator[Callable[[bytes], None]]:
    """Log in on a bare socket."""
    with socket.create_connection((login.host, login.port), 60) as line:
        buffer = memoryview(bytearray(262_144))

        def ask(command: bytes) -> None:
            line.sendall(b"x " + command + b"\r\n")
            tail = b""
            while b"\r\nx OK" not in tail:
                size = line.recv_into(buffer)
                assert size, "the server closed the connection"
                tail = tail[-200:] + bytes(buffer[max(0, size - 200) : size])

        line.recv_into(buffer)
        line.sendall(f"x LOGIN {login.user} {login.password}\r\n".encode())
        line.recv_into(buffer)
        yield ask


def timed(work: Callable[[], object]) -> float:
    """Return how long `work` takes, in seconds."""
    start = perf_counter()
    work()
    return perf_counter() - start


def filled(server: Server, count: int) -> Login:
    """Return a user with `count` messages, written straight into the Maildir and read by the server once."""
    login = server.user(f"filled{count}")
    login.create(f"{FOLDER}/2022")
    folder = server.home(login.user) / "Maildir" / f".{FOLDER}" / "cur"
    owner = folder.stat()
    for number in range(count):
        when = START + timedelta(minutes=number)
        path = folder / f"{int(when.timestamp())}.M{number}.host:2,S"
        path.write_text(message(number, when))
        os.utime(path, (when.timestamp(), when.timestamp()))
        os.chown(path, owner.st_uid, owner.st_gid)
    with login.session() as client:
        assert client.folder_status(FOLDER, ["MESSAGES"])[b"MESSAGES"] == count
    return login


def message(number: int, when: datetime) -> str:
    """Return a message as they are on a server: three times as much header as we read."""
    date = when.strftime("%a, %d %b %Y %H:%M:%S +0000")
    return MESSAGE.format(number=number, previous=max(0, number - 7), sender=PEOPLE[number % len(PEOPLE)], date=date)


if __name__ == "__main__":
    main()
