"""A draft with a file that goes along, read back with the standard library's parser and with our own."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailfollow.errors import DataError
from mailfollow.model import Attachment
from mailfollow.reading.message.parts import parse
from mailfollow.writing import compose
from mailfollow.writing.letter.compose import body_of
from mailfollow.writing.letter.recheck import recheck
from tests.writing.made_up import letter

PDF = Attachment("returns.pdf", "application/pdf", b"%PDF-1.7\r\n\x00\xff" * 700)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=150)


def test_the_text_is_first_and_the_file_second() -> None:
    """Both as they were, under a line that is in neither."""
    read = message_from_bytes(compose(letter(attachment=PDF)), policy=policy.default)
    text, file = read.iter_parts()

    assert read.get_content_type() == "multipart/mixed"
    assert (text.get_content_type(), text["Content-Transfer-Encoding"]) == ("text/plain", "quoted-printable")
    plain = message_from_bytes(compose(letter()), policy=policy.default)
    assert text.get_content() == plain.get_content()
    assert (file.get_filename(), file.get_content_type()) == ("returns.pdf", "application/pdf")
    assert file.get_content_disposition() == "attachment"
    assert file.get_content() == PDF.data


def test_without_a_file_a_draft_is_text_and_nothing_else() -> None:
    """As it always was."""
    assert b"multipart" not in compose(letter())


def test_no_line_is_longer_than_a_server_must_take() -> None:
    """RFC 5322 section 2.1.1: 998 octets; all that is encoded, and every header that can be folded, stays below 79."""
    data = compose(
        letter(attachment=Attachment("Wärmepumpen im Altbau, zweite Auflage " * 2 + ".pdf", "a/b", b"x" * 999))
    )

    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert b"\n" not in data.replace(b"\r\n", b"")


@given(NAMES, st.binary(min_size=1, max_size=300))
@example('a"; filename="evil.exe', b"--")
@example("../../etc/passwd", b"\r\n--=_\r\n")
@example("C:\\fakepath\\Käse & Söhne.pdf", b"From me")
@example("x\r\nBcc: evil@evil.example\r\n.pdf", b".")
@example("\u202egpj.exe", b".")
@example("", b".")
@example("=?utf-8?q?a=2Epdf?=", b".")
@example("a'b'c%41.pdf", b".")
def test_any_name_and_any_bytes_come_back(name: str, data: bytes) -> None:
    """Without paths, quotes and invisible characters, and with no header that we did not write."""
    composed = compose(letter(attachment=Attachment(name, "application/pdf", data)))
    read = message_from_bytes(composed, policy=policy.default)
    _, file = read.iter_parts()

    assert file.get_content() == data
    assert "Bcc" not in read
    assert file.keys() == ["Content-Type", "Content-Transfer-Encoding", "Content-Disposition"]
    assert file.get_filename()
    assert not set('/\\"<>|:\r\n\u202e') & set(file.get_filename())
    assert parse(composed).attachments == (file.get_filename(),)


@pytest.mark.parametrize("kind", ["multipart/mixed", "message/rfc822", "pdf", "a/b\r\nBcc: evil@evil.example", ""])
def test_a_media_type_that_cannot_be_said_is_bytes(kind: str) -> None:
    """RFC 2045 section 6.4: base64 is for no part that has parts."""
    _, file = message_from_bytes(
        compose(letter(attachment=Attachment("a", kind, b"."))), policy=policy.default
    ).iter_parts()

    assert file.get_content_type() == "application/octet-stream"


def test_the_same_letter_makes_the_same_bytes() -> None:
    """A preview and the draft are one; another draft has another line between its parts."""
    first = letter(attachment=PDF)

    assert compose(first) == compose(first)
    lines = {compose(one).partition(b"boundary=")[2][:36] for one in (first, letter(attachment=PDF, token="other@x"))}
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'filename="returns.pdf"', b'filename="other.pdf"'),
        (b"application/pdf", b"application/zip"),
        (b"JVBERi0x", b"JVBERi0y"),
    ],
)
def test_what_would_be_read_as_another_file_is_refused(before: bytes, after: bytes) -> None:
    """The last look sees name, type and every byte."""
    one = letter(attachment=PDF)
    data = compose(one)
    names = message_from_bytes(data).keys()
    text = body_of(one)
    recheck(data, one, names, text)

    assert before in data
    with pytest.raises(DataError, match="what is attached"):
        recheck(data.replace(before, after, 1), one, names, text)
    with pytest.raises(DataError, match="what is attached"):
        recheck(data, letter(), names, text)
