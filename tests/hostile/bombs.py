"""Mail that is large, deep or endless in some way: each costs its reader seconds or the memory, or should not."""

# ruff: noqa: E501 - payloads are data, and stand side by side
from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from functools import partial

from tests.hostile.case import ANY, EVIL, ME, Aim, Build, Case, Mail, answer, mail, proposal

KB = 1_000


def _nested(depth: int, kind: str) -> bytes:
    parts = b"".join(b"Content-Type: %s; boundary=b%d\r\n\r\n--b%d\r\n" % (kind.encode(), n, n) for n in range(depth))
    return parts + b"\r\nHello\r\n"


def _rfc822(depth: int) -> bytes:
    return b"Content-Type: message/rfc822\r\n\r\n" * depth + b"Hello\r\n"


def _parts(count: int, kind: str = "text/plain") -> bytes:
    part = f"--b\r\nContent-Type: {kind}; name=x\r\n\r\nx\r\n".encode()
    return b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * count


def _typed(kind: str, body: bytes, encoding: str = "7bit") -> bytes:
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + body


MIME: dict[str, Callable[[], bytes]] = {
    "nested multiparts": lambda: _nested(2_000, "multipart/mixed"),
    "nested alternatives": lambda: _nested(500, "multipart/alternative"),
    "nested messages": lambda: _rfc822(3_000),
    "nested reports": lambda: _nested(300, "multipart/report; report-type=delivery-status"),
    "thousands of parts": lambda: _parts(10_000),
    "thousands of attachments": lambda: _parts(8_000, "application/pdf"),
    "parts with no boundary": lambda: b'Content-Type: multipart/mixed; boundary=""\r\n\r\n' + b"--\r\n" * 30_000,
    "a boundary of 60 kB": lambda: b"Content-Type: multipart/mixed; boundary=" + b"b" * 60_000 + b"\r\n\r\n--" + b"b" * 60_000,
    "the same boundary twice": lambda: _nested(1, "multipart/mixed") + b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n--b0\r\n" * 900,
    "base64 of 250 kB": lambda: _typed("text/plain", base64.b64encode(b"A" * 180_000), "base64"),
    "base64 that is none": lambda: _typed("text/plain", b"\xff=!" * 80_000, "base64"),
    "quoted-printable": lambda: _typed("text/plain", b"=41" * 80_000, "quoted-printable"),
    "soft line breaks": lambda: _typed("text/plain", b"=\r\n" * 80_000, "quoted-printable"),
    "uuencoded": lambda: _typed("text/plain", b"begin 644 x\n" + b"M" * 200_000, "x-uuencode"),
    "flowed quotes": lambda: _typed("text/plain; format=flowed", b"> > > x \r\n" * 20_000),
    "unknown charset": lambda: _typed('text/plain; charset="x-klingon"', b"\xff" * 9_000),
    "UTF-7": lambda: _typed("text/plain; charset=utf-7", b"+ADw-script+AD4-" * 9_000),
    "UTF-16 without end": lambda: _typed("text/plain; charset=utf-16", b"\xff\xfe\x00" * 50_000),
    "UTF-32": lambda: _typed("text/plain; charset=utf-32", b"\x00\x00\xd8\x00" * 50_000),
    "ISO-2022": lambda: _typed("text/plain; charset=iso-2022-jp", b"\x1b$B" * 50_000),
    "a codec that is none": lambda: _typed("text/plain; charset=zlib_codec", base64.b64encode(b"x" * 9_000), "base64"),
    "a codec that runs": lambda: _typed("text/plain; charset=idna", b"xn--" * 30_000),
    "unicode_escape": lambda: _typed("text/plain; charset=unicode_escape", b"\\N{DIGIT ONE}" * 10_000),
    "parameters": lambda: b"Content-Type: text/plain" + b"; a=b" * 9_000 + b"\r\n\r\nx\r\n",
    "parameters in pieces": lambda: b"Content-Type: text/plain" + b"".join(b"; name*%d=x" % n for n in range(4_000)) + b"\r\n\r\nx",
    "a calendar of 200 kB": lambda: _typed("text/calendar; method=REPLY", b"BEGIN:VEVENT\r\n" * 15_000),
    "a delivery status of 200 kB": lambda: _parts(1, "message/delivery-status") + b"Final-Recipient: rfc822; a@b.example\r\n\r\n" * 5_000,
}  # fmt: skip
HTML: dict[str, bytes] = {
    "tags": b"<a " * 80_000, "divs": b"<div>" * 40_000, "tables": b"<table><tr><td>" * 15_000, "quotes": b"<blockquote>" * 20_000,
    "attributes": b"<a " + b"x=y " * 50_000, "comments": b"<!--" * 60_000, "entities": b"&amp" * 60_000, "numbers": b"&#x10FFFF;" * 25_000,
    "styles": b"<style>" + b"a{}" * 70_000, "scripts": b"<script>" * 30_000, "conditions": b"<![if !x]>" * 25_000, "names": b"<" + b"a" * 200_000,
    "images": b"<img src='http://evil.example/p?%d'>" * 7_000, "closing": b"</div>" * 40_000, "forms": b"<form><input>" * 15_000,
    "base": b"<base href=http://evil.example><link rel=stylesheet href=x>" * 3_000, "doctypes": b"<!DOCTYPE x [<!ENTITY a 'b'>]>" * 6_000,
    "lists": b"<ul><li>" * 20_000, "breaks": b"<br>" * 60_000, "nul": b"<p>\0" * 40_000, "templates": b"<template>" * 20_000,
}  # fmt: skip
HEADER: dict[str, Callable[[Aim], list[tuple[str, str]]]] = {
    "a subject of 1 MB": lambda _: [("Subject", "x" * KB * KB)],
    "a folded subject": lambda _: [("Subject", "x\r\n " * 50_000)],
    "thousands of fields": lambda _: [(f"X-{n}", "x") for n in range(20_000)],
    "thousands of Received": lambda _: [("Received", "from a by b; Mon, 1 Jan 2024 00:00:00 +0000")] * 3_000,
    "thousands of From": lambda _: [("From", EVIL)] * 2_000,
    "thousands of Message-IDs": lambda _: [("Message-ID", "<a@b.example>")] * 2_000,
    "encoded words": lambda _: [("Subject", "=?utf-8?Q?a?= " * 1_000)],
    "encoded words without end": lambda _: [("Subject", "=?utf-8?B?" * 1_500)],
    "encoded words in turns": lambda _: [("Subject", "=?utf-8?Q?=C3?= =?iso-8859-1?B?w?=" * 400)],
    "comments": lambda _: [("From", "(" * 15_000 + EVIL)],
    "closed comments": lambda _: [("From", "(" * 5_000 + ")" * 5_000 + f"<{EVIL}>")],
    "quotes": lambda _: [("From", '"\\' * 7_000)],
    "groups": lambda _: [("To", "g: a@b.example; " * 900)],
    "recipients": lambda _: [("To", ", ".join(f"p{n}@x.example" for n in range(10_000)))],
    "copies": lambda _: [("Cc", f"{EVIL}, " * 10_000)],
    "blind copies": lambda _: [("Bcc", f"{EVIL}, " * 10_000)],
    "references": lambda aim: [("References", "<a@b.example> " * 5_000 + aim.proposal_id)],
    "many references": lambda aim: [("References", aim.proposal_id + "".join(f" <r{n}@b.example>" for n in range(3_000)))],
    "references without brackets": lambda _: [("References", "a@b " * 4_000)],
    "one reference of 15 kB": lambda _: [("References", f"<{'a' * 15_000}@b.example>")],
    "an id of 15 kB": lambda _: [("Message-ID", f"<{'a' * 15_000}@b.example>")],
    "a date": lambda _: [("Date", "Mon, " * 3_000 + "99 Foo 99999 99:99:99 +9999")],
    "a date of the year 9999": lambda _: [("Date", "Fri, 31 Dec 9999 23:59:59 -2359")],
    "a date of the year 1": lambda _: [("Date", "Mon, 1 Jan 0001 00:00:00 +2359")],
    "a date in parentheses": lambda _: [("Date", "(" * 9_000)],
    "results": lambda _: [("Authentication-Results", "mx.hale-studio.example; " + "dmarc=(" * 2_000)],
    "list headers": lambda _: [("List-Id", "<" * 9_000), ("List-Unsubscribe", "<mailto:" * 2_000)],
    "apple criteria": lambda _: [("X-Apple-Criteria", "{" * 9_000)],
    "failed recipients": lambda _: [("X-Failed-Recipients", "a@b.example, " * 3_000), ("Auto-Submitted", "auto-replied")],
    "a bare header": lambda _: [("", ""), (" ", ":"), ("\t", "\t")],
}  # fmt: skip


def builds() -> Iterator[Build]:
    """Yield the cases: in an answer, and the worst of headers in our own mail too."""
    for name, make in MIME.items():
        yield partial(_mime, name, make)
    for name, body in HTML.items():
        yield partial(_html, name, body)
    for name, fields in HEADER.items():
        yield partial(_header, name, fields)
    for name in ("recipients", "copies", "references", "an id of 15 kB", "a subject of 1 MB", "groups", "quotes"):
        yield partial(_our_header, name, HEADER[name])


def _head(aim: Aim) -> list[tuple[str, str]]:
    head = [
        ("From", f"Jane Miller <{aim.buyer}>"),
        ("To", ME),
        ("Subject", "Re: Proposal: new website"),
        ("Date", aim.date(3)),
    ]
    return [
        *head,
        ("Message-ID", f"<a{aim.number}@{aim.domain}>"),
        ("In-Reply-To", aim.proposal_id),
        ("MIME-Version", "1.0"),
    ]


def _mime(name: str, make: Callable[[], bytes], aim: Aim) -> Case:
    head = mail(_head(aim), b"").removesuffix(b"\r\n")
    return Case(f"MIME: {name}", ANY, (Mail(head + make()),))


def _html(name: str, body: bytes, aim: Aim) -> Case:
    head = mail([*_head(aim), ("Content-Type", "text/html; charset=utf-8")], b"")
    return Case(f"HTML: {name}", ANY, (Mail(head + body),))


def _header(name: str, fields: Callable[[Aim], list[tuple[str, str]]], aim: Aim) -> Case:
    made = fields(aim)
    names = {one for one, _ in made}
    kept = [field for field in _head(aim) if field[0] not in names]
    return Case(
        f"header: {name}",
        ANY,
        (Mail(mail([*made, *kept], "When could you start?\r\n")), answer(aim, linked=False, sender=EVIL)),
    )


def _our_header(name: str, fields: Callable[[Aim], list[tuple[str, str]]], aim: Aim) -> Case:
    """The same in our own proposal: a draft of it goes at most to whom that went."""
    plain = proposal(aim)
    made = mail(fields(aim), b"").removesuffix(b"\r\n")
    to = frozenset({EVIL, "a@b.example", *(f"p{n}@x.example" for n in range(10_000))})
    return Case(f"our own header: {name}", ANY, (), Mail(made + plain.data, "Sent", 9), to)
