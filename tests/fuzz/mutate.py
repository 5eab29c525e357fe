"""Changes to a message's bytes, of the kinds that broken software and hostile people make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

MOST = 1_000_000
"""Bytes of a mutated message; a mailbox hands over 256 kB of one at most."""
TOKENS = (
    b"\r\n\r\n", b"\n", b"\r", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\x1b[2J", b" ", b"\t", b"<", b">", b"> ",
    b"@", b":", b"=?utf-8?B?", b"=?utf-8?Q?=", b"?=", b"=?iso-2022-jp?B?GyRC?=", b"=\n", b"=3D=", b"--", b"----=_x",
    b"--\n--\n", b'Content-Type: multipart/mixed; boundary=""\n', b"Content-Type: text/html; charset=utf-7\n",
    b"Content-Type: message/rfc822\n\n", b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n",
    b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: x-uuencode\n", b"charset=unknown-8bit",
    b"begin 644 x\n", b"Final-Recipient: rfc822; ", b"Status: 5.1.1\n", b"Auto-Submitted: auto-replied\n",
    b"References: " + b"<a@b> " * 200 + b"\n", b"From: ", b"To: (((((((", b"Subject: =?",
    b"Date: Mon, 99 Foo 99999 99:99:99 +9999\n", b"In-Reply-To: <", b"-----Original Message-----\n",
    b"On Mon, 5 Jan 2026 at 10:11, X wrote:\n", b"> > > > > ", b"<blockquote>", b"<div><table><tr><td>", b"</",
    b"<!--", b"<![CDATA[", b"&#x110000;", b"&#0;", b"until 99/99/9999", b"back on 31.02.", b"EUR 1.000.000,00.000",
    b"@@@@",
)  # fmt: skip
"""What stands for something in mail, and what often breaks its readers."""

Change = Callable[[Random, bytes, Sequence[bytes]], bytes]


def mutated(rng: Random, seeds: Sequence[bytes]) -> bytes:
    """Return one of the messages after one to eight changes."""
    data = rng.choice(seeds)
    for _ in range(rng.randint(1, 8)):
        data = rng.choice(CHANGES)(rng, data, seeds)[:MOST]
    return data


def _span(rng: Random, data: bytes, most: int = 2_000) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + rng.randint(0, most))


def _overwrite(rng: Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    start, end = _span(rng, data, 8)
    return data[:start] + rng.randbytes(end - start) + data[end:]


def _delete(rng: Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    start, end = _span(rng, data)
    return data[:start] + data[end:]


def _insert(rng: Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(TOKENS) * rng.choice((1, 1, 1, 2, 50, 3_000)) + data[at:]


def _cut_off(rng: Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    return data[: rng.randint(0, len(data))]


def _repeat(rng: Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    start, end = _span(rng, data, 200)
    return data[:end] + data[start:end] * rng.choice((1, 2, 100, 5_000)) + data[end:]


def _splice(rng: Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    other = rng.choice(seeds)
    return data[: rng.randint(0, len(data))] + other[rng.randint(0, len(other)) :]


def _shuffle(rng: Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    start, end = sorted((rng.randint(0, len(lines)), rng.randint(0, len(lines))))
    part = lines[start:end][:500]
    rng.shuffle(part)
    return b"\n".join([*lines[:start], *part, *lines[start + len(part) :]])


def _join_lines(rng: Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    start, end = _span(rng, data, 20_000)
    return data[:start] + data[start:end].replace(b"\n", rng.choice((b"", b" ", b"\r", b"\n\n", b"\n\t"))) + data[end:]


CHANGES: tuple[Change, ...] = (_overwrite, _delete, _insert, _insert, _cut_off, _repeat, _splice, _shuffle, _join_lines)
