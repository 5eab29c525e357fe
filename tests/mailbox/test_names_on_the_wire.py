"""Folder names, numbers and words on their way to the server and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.errors import DataError
from mailfollow.mailbox import guard, lines, utf7


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Entw&APw-rfe", "Entwürfe"),
        (b"&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-", "Отправленные"),
        (b"&XfJT0ZAB-", "已发送"),
        (b"R&-D", "R&D"),
        (b"INBOX.&AMk-l&AOk-ments envoy&AOk-s", "INBOX.Éléments envoyés"),
        (b"~peter/mail/&U,BTFw-/&ZeVnLIqe-", "~peter/mail/台北/日本語"),  # RFC 9051 section A.1
    ],
)
def test_folder_names_are_decoded(raw: bytes, text: str) -> None:
    """Scenario 106."""
    assert utf7.decode(raw) == text
    assert utf7.encode(text) == raw


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Tom & Jerry", "Tom & Jerry"),
        (b"broken &AP-", "broken &AP-"),
        (b"&", "&"),
        ("Büro".encode(), "Büro"),
        (b"B\xfcro", "Büro"),
        (b"&2AA-", "&2AA-"),
    ],
)
def test_names_that_no_rule_allows_are_shown_as_they_are(raw: bytes, text: str) -> None:
    """Scenario 106. One such folder must not hide the others."""
    assert utf7.decode(raw) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_every_name_survives_the_way_there_and_back(name: str) -> None:
    """Whatever people call their folders."""
    raw = utf7.encode(name)
    assert raw.isascii()
    assert utf7.decode(raw) == name


@given(st.binary())
def test_decoding_a_name_never_fails(raw: bytes) -> None:
    """A server may send any bytes."""
    assert isinstance(utf7.decode(raw), str)


@given(st.lists(st.binary(), min_size=1))
def test_no_control_character_goes_on_the_wire(words: list[bytes]) -> None:
    """A line break in an argument would begin another command."""
    joined = b" ".join(words)
    if any(byte < 0x20 or byte == 0x7F for byte in joined):
        with pytest.raises(DataError, match="control character"):
            guard.line(words)
        assert not guard.clean(joined)
    else:
        assert guard.line(words) == joined


def test_a_quoted_name_cannot_end_early() -> None:
    """Quotes and backslashes are escaped, line breaks refused."""
    assert guard.quoted(rb'a"b\c') == rb'"a\"b\\c"'
    with pytest.raises(DataError):
        guard.quoted(b"INBOX\r\nm9 DELETE Sent")


@pytest.mark.parametrize("value", [0, -1, 2**32, True, "1:*", 1.0, None, b"1"])
def test_only_message_numbers_pass_as_numbers(value: int) -> None:
    """A range as text would reach the server before anybody noticed."""
    with pytest.raises(DataError):
        guard.number(value)


def test_ranges_are_written_as_sequence_sets() -> None:
    """RFC 9051 section 9, sequence-set."""
    assert guard.numbers([(1, 5), (7, 7), (9, 4_294_967_295)]) == b"1:5,7,9:4294967295"


@given(st.binary())
def test_line_ends_make_no_difference_and_nothing_else_is_lost(data: bytes) -> None:
    """The bytes of a draft are compared after this."""
    assert lines.crlf(lines.crlf(data)) == lines.crlf(data)
    assert lines.same(lines.lf(data), data)
    assert not lines.same(data + b"x", data)
