"""The header block: cut off, unfolded, split, under caps."""

from __future__ import annotations

import pytest

from mailfollow.reading.message import header
from mailfollow.reading.message.charset import decode
from mailfollow.reading.message.encoded_word import decode_words
from mailfollow.reading.message.envelope import read_envelope
from tests.reading.steps import steps


def test_the_block_ends_at_the_first_blank_line() -> None:
    for newline in (b"\n", b"\r\n"):
        head, body = header.cut(newline.join((b"A: 1", b"B: 2", b"", b"C: 3", b"", b"D")))
        assert header.fields(head).fields == (("a", "1"), ("b", "2"))
        assert body == newline.join((b"C: 3", b"", b"D"))


def test_a_part_that_begins_with_a_blank_line_has_no_headers() -> None:
    assert header.cut(b"\r\nA: 1\r\n") == (b"", b"A: 1\r\n")
    assert header.cut(b"\nA: 1\n") == (b"", b"A: 1\n")


def test_without_a_blank_line_the_body_begins_at_the_first_line_that_is_no_header() -> None:
    head, body = header.cut(b"Subject: x\n folded\nHello Max,\nNote: this is text\n")

    assert header.fields(head).fields == (("subject", "x folded"),)
    assert body == b"Hello Max,\nNote: this is text\n"


def test_the_from_line_of_an_mbox_is_no_header() -> None:
    found = header.fields(b"From jane@client.example Tue Mar  5 10:11:12 2024\nSubject: Hi\n")

    assert found.fields == (("subject", "Hi"),)


def test_values_are_unfolded_and_names_do_not_mind_their_case() -> None:
    found = header.fields(b"SUBJECT: one\r\n two\r\n\tthree\r\nX-Thing : a\r\n")

    assert found.get("Subject") == "one two\tthree".replace("\t", " ")
    assert found.raw("subject") == "one two\tthree"
    assert found.get("x-thing") == "a"
    assert "SUBJECT" in found
    assert "to" not in found
    assert found.get("to") == ""


def test_all_gives_every_field_of_a_name_from_the_top() -> None:
    found = header.fields(b"Received: 2\nA: x\nReceived: =?utf-8?q?1?=\n")

    assert found.all("received") == ("2", "1")


def test_a_block_is_read_to_64_kb_and_a_header_to_16_kb() -> None:
    block = b"X: " + b"a" * 20_000 + b"\n" + b"Y: b\n" * 20_000 + b"Z: late\n\nbody"
    head, body = header.cut(block)
    found = header.fields(head)

    assert len(head) == header.MOST_BLOCK
    assert body == b"body"
    assert len(found.raw("x")) == header.MOST_VALUE
    assert "z" not in found


def test_of_long_references_the_newest_are_kept() -> None:
    ids = " ".join(f"<{number}@client.example>" for number in range(2_000))
    found = header.fields(f"References: {ids}\n".encode())

    assert found.raw("references").endswith("<1999@client.example>")
    assert len(found.raw("references")) <= header.MOST_VALUE


@pytest.mark.parametrize("before", [b"", b"Received: x\r\n" * 3_900, b"Received: x\r\n" * 4_999])
@pytest.mark.parametrize("fold", [b" ", b"\r\n "])
def test_of_too_many_recipients_none_is_cut_to_another_address(before: bytes, fold: bytes) -> None:
    """Half of "peter@firm.example" is "peter@fir", who is somebody else."""
    people = [f"person{number}@a-firm.example" for number in range(9_000)]
    block = before + b"To: " + (b"," + fold).join(map(str.encode, people)) + b"\r\n\r\nHello\r\n"

    found = read_envelope(block)

    assert {who.address for who in found.to} <= set(people)
    assert header.fields(header.cut(block)[0]).raw("to").count("@") == len(found.to)


def test_eight_bit_headers_are_utf_8_or_else_windows_1252_line_by_line() -> None:
    found = header.fields("Subject: Grüße\n".encode() + "From: Müller\n".encode("latin-1"))

    assert found.get("subject") == "Grüße"
    assert found.get("from") == "Müller"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?UTF-8?b?R3LDvMOfZQ==?=", "Grüße"),
        ("=?utf-8?b?R3LDvMOfZQ?=", "Grüße"),
        ("=?iso-8859-1?q?Gr=FC=DFe?= aus =?utf-8?q?K=C3=B6ln?=", "Grüße aus Köln"),
        ("=?utf-8?q?Gr=C3?= =?utf-8?q?=BC=C3=9Fe?=", "Grüße"),
        ("=?utf-8?q?a?=\t =?iso-8859-1?q?b?=", "ab"),
        ("=?utf-8*de?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?utf-8?q?with_spaces and raw ones?=", "with spaces and raw ones"),
        ("=?x-unknown?q?caf=C3=A9?=", "café"),
        ("=?utf-8?q?a=0D=0ABcc:_x?=", "a  Bcc: x"),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("plain =? text", "plain =? text"),
    ],
)
def test_encoded_words_are_decoded_as_mail_clients_do(raw: str, text: str) -> None:
    """Scenario 27."""
    assert decode_words(raw) == text


def test_an_unknown_charset_is_guessed_and_told() -> None:
    """Scenario 114."""
    assert decode("Grüße".encode(), "x-mars") == ("Grüße", "unknown charset 'x-mars'")
    assert decode("Grüße".encode("cp1252"), "x-mars")[0] == "Grüße"
    assert decode("Grüße".encode(), "us-ascii") == ("Grüße", "")
    assert decode("“Grüße”".encode("cp1252"), "iso-8859-1") == ("“Grüße”", "")


def test_text_that_was_cut_within_a_character_is_still_utf_8() -> None:
    data = "Grüße".encode()

    assert decode(data[:-2], "utf-8")[0] == "Grü"
    assert decode(data[:3], "")[0] == "Gr"


@pytest.mark.parametrize("name", ["punycode", "idna", "unicode_escape", "zlib", "\0", "a" * 100, "..", "rot13", "hex"])
def test_what_is_no_charset_is_not_used_as_one(name: str) -> None:
    text, problem = decode(b"abc", name)

    assert text == "abc"
    assert problem.startswith("unknown charset")


def test_nothing_that_sqlite_refuses_comes_out() -> None:
    for data, name in ((b"a\0b+2AA-", "utf-7"), (b"a\0b", ""), (b"\xff\xfe\x00\xd8", "utf-16")):
        text = decode(data, name)[0]
        assert "\0" not in text
        text.encode("utf-8")


@pytest.mark.parametrize("unit", [b"a:\n", b"\n ", b"x", b"=?", b": ", b"A: b\r\n\t", b"\xff\n", b"From \n"])
def test_twice_the_bytes_take_at_most_twice_the_steps(unit: bytes) -> None:
    def work(size: int) -> int:
        return steps(lambda data: header.fields(header.cut(data)[0]), unit * (size // len(unit)))

    assert work(32_768) <= 2.2 * work(16_384) + 50
