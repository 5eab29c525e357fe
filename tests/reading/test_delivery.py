"""To which address a message was delivered, from what servers write on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.reading.message.delivery import noted, passed_on


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("Delivered-To: Robin+FollowUp@Studio.example", ("robin+followup@studio.example",)),
        ("X-Original-To: robin+followup@studio.example", ("robin+followup@studio.example",)),
        ("Envelope-to: robin+followup@studio.example", ("robin+followup@studio.example",)),
        ("Delivered-To: <a@x.example>\nDelivered-To: b@y.example", ("a@x.example", "b@y.example")),
        ("To: robin+followup@studio.example", ()),
        ("Subject: Delivered-To: robin+followup@studio.example", ()),
    ],
)
def test_the_address_that_a_server_noted_is_found(field: str, found: tuple[str, ...]) -> None:
    """In any of the fields of the usual servers, and nowhere else."""
    assert noted(f"{field}\nFrom: a@b.example\n\nDelivered-To: body@x.example\n".encode()) == found


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (
            "from a by b (Postfix) with ESMTP id 1\n\tfor <You+Tag@x.example>; Mon, 2 Mar 2026 08:00:00 +0000",
            "you+tag@x.example",
        ),
        (
            "from a by b with esmtps (Exim 4.96)\n\tid 1 for you@x.example;\n\tMon, 2 Mar 2026 08:00:00 +0000",
            "you@x.example",
        ),
        ("by b with SMTP id 1 for <you@x.example> (version=TLS1_3); Mon, 2 Mar 2026", "you@x.example"),
        ("from waiting for you by b with ESMTP id 1; Mon, 2 Mar 2026", None),
    ],
)
def test_the_address_that_received_names_is_found(field: str, found: str | None) -> None:
    """As Postfix, Exim and Gmail write it."""
    assert passed_on(f"Received: {field}\n\nHello\n".encode()) == ((found,) if found else ())


@given(st.binary(max_size=500))
def test_nothing_in_a_header_breaks_it(block: bytes) -> None:
    """A sender may write any bytes."""
    data = b"Received: for " + block + b"\nDelivered-To: " + block

    assert isinstance(noted(data), tuple)
    assert isinstance(passed_on(data), tuple)
