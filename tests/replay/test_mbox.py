"""Where the messages of an mbox begin and end, whatever program wrote it."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.mailbox.export import mbox

DATED = b"From jane@mill.example Thu Nov  5 10:00:00 2026\n"
MAIL = b"From: Jane <jane@mill.example>\nSubject: %d\n\nHello,\n\nsee you.\n\n"


def cut(data: bytes) -> list[bytes]:
    """Return the messages of an mbox."""
    return [mbox.message(data[start:end]) for start, end in mbox.pieces(io.BytesIO(data))]


def test_each_message_is_found() -> None:
    """One after the other, without the separators."""
    found = cut(b"".join(DATED + MAIL % number for number in range(3)))

    assert found == [MAIL % 0, MAIL % 1, MAIL % 2]


def test_escaped_from_lines_are_unescaped_once() -> None:
    """As mboxrd writes them: one more ">" in front of each."""
    escaped = DATED + b"From: a@b.example\n\n>From here on it is easy.\n>>From there too.\n> From afar\n"

    assert cut(escaped) == [b"From: a@b.example\n\nFrom here on it is easy.\n>From there too.\n> From afar\n"]


@pytest.mark.parametrize(
    "line",
    [
        b"From the beginning it was clear.",
        b"From Jane Mill on Thursday, at 10:00",
        b"From 10:00 to 12:00 on Thu Nov 5 we are closed.",
        b"From",
        b"From ",
        b"From jane@mill.example Thu Nov  5 10:00:00 2026",
        b"From jane@mill.example",
    ],
)
def test_a_from_line_in_a_text_separates_nothing(line: bytes) -> None:
    """Not every program escapes them; here no header field follows."""
    text = b"From: a@b.example\n\nHello,\n\n" + line + b"\nthat is how it went.\n"

    assert cut(DATED + text + DATED + MAIL % 1) == [text, MAIL % 1]


@pytest.mark.parametrize(
    "separator",
    [
        b"From jane@mill.example Thu Nov  5 10:00:00 2026",
        b"From jane@mill.example Thu Nov 05 10:00 2026",
        b"From 1834@xxx Thu Nov 05 10:00:00 +0000 2026",
        b"From - Thu Nov 05 10:00:00 2026",
        b"From MAILER-DAEMON Thu Nov  5 11:00:00 2026 +0100",
        b"From jane@mill.example Thu Nov  5 05:00:00 EST 2026",
        b"From Jane Mill Thu, 5 Nov 2026 10:00:00 +0000",
    ],
)
def test_separators_of_many_programs_are_known_with_their_dates(separator: bytes) -> None:
    """Takeout, Thunderbird, Dovecot, mutt and others write them differently."""
    data = DATED + MAIL % 0 + separator + b"\n" + MAIL % 1

    assert cut(data) == [MAIL % 0, MAIL % 1]
    assert mbox.separator_date(separator) == datetime(2026, 11, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize("bare", [b"From -", b"From - ", b"From ", b"From jane@mill.example"])
def test_a_separator_without_a_date_is_known_by_what_surrounds_it(bare: bytes) -> None:
    """Thunderbird and others write such ones: a blank line before, a header field behind."""
    assert cut(bare + b"\n" + MAIL % 0 + bare + b"\n" + MAIL % 1) == [MAIL % 0, MAIL % 1]
    assert mbox.separator_date(bare) is None


def test_a_missing_blank_line_before_a_separator_is_forgiven() -> None:
    """Some programs end a message without one."""
    short = b"From: a@b.example\n\nHello."

    for separator in (DATED, b"From - \n"):
        assert cut(separator + short + b"\n" + separator + MAIL % 1) == [short + b"\n", MAIL % 1]


def test_line_ends_of_windows_make_no_difference() -> None:
    """CRLF throughout, as exports on Windows have it."""
    data = (DATED + MAIL % 0 + DATED + MAIL % 1).replace(b"\n", b"\r\n")

    assert cut(data) == [(MAIL % number).replace(b"\n", b"\r\n") for number in range(2)]


@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n"])
def test_the_last_message_ends_with_the_file(end: bytes) -> None:
    """Also without a line break, and in the midst of a message."""
    assert cut(DATED + MAIL % 0 + DATED + b"From: a@b.example\n\ncut o" + end)[1] == b"From: a@b.example\n\ncut o" + end


@pytest.mark.parametrize("size", [mbox.BLOCK - 50, mbox.BLOCK, 3 * mbox.BLOCK + 7])
def test_a_huge_message_is_one_message(size: int) -> None:
    """Wherever the blocks end in which the file is read, and with lines that never end."""
    huge = b"From: a@b.example\n\n" + b"x" * size + b"\n\n"

    assert [len(one) for one in cut(DATED + huge + DATED + MAIL % 1)] == [len(huge), len(MAIL % 1)]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.integers(40, 200))
def test_it_makes_no_difference_where_blocks_end(lines: list[int], block: int) -> None:
    """The same messages for any size of a block."""
    data = b"".join(DATED + MAIL % number + b"a line\n" * count for number, count in enumerate(lines))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mbox, "BLOCK", block)
        patch.setattr(mbox, "LINE", 1_024)
        assert cut(data) == [MAIL % number + b"a line\n" * count for number, count in enumerate(lines)]


@given(st.binary(max_size=400), st.integers(1, 64))
def test_any_bytes_are_cut_without_loss(data: bytes, block: int) -> None:
    """From the first separator on, everything belongs to a message."""
    whole = DATED + b"From: a@b.example\n\n" + data

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mbox, "BLOCK", block)
        found = list(mbox.pieces(io.BytesIO(whole)))

    assert b"".join(whole[start:end] for start, end in found) == whole


def test_what_is_no_mbox_has_no_messages() -> None:
    """Nothing is found, and it is not taken for one."""
    assert cut(b"Subject: a message\n\nFrom nobody\n") == []
    assert not mbox.is_mbox(b"Subject: a message\n")
    assert not mbox.is_mbox(b"")
    assert mbox.is_mbox(b"\n\r\n" + DATED)
