"""A message taken apart: the text to read, attachments, embedded messages, delivery reports."""

from __future__ import annotations

import base64
import quopri

import pytest

from mailfollow.reading.message.parts import Parsed, field_groups, parse


def message(content_type: str, body: bytes | str, *headers: str) -> bytes:
    """Build a message or part of given type."""
    lines = (f"Content-Type: {content_type}", *headers, "", "")
    return "\n".join(lines).encode() + (body.encode() if isinstance(body, str) else body)


def multipart(kind: str, *parts: bytes, boundary: str = "b") -> bytes:
    """Join parts to a multipart."""
    mark = f"--{boundary}".encode()
    body = b"".join(mark + b"\n" + part + b"\n" for part in parts) + mark + b"--\n"
    return message(f'multipart/{kind}; boundary="{boundary}"', body)


def plain(text: str) -> bytes:
    """A text/plain part."""
    return message("text/plain; charset=utf-8", text)


def attached(name: str, content_type: str = "application/pdf") -> bytes:
    """A part with a file name."""
    return message(
        content_type, "eA==", f"Content-Disposition: attachment; {name}", "Content-Transfer-Encoding: base64"
    )


def test_a_message_without_mime_is_its_text() -> None:
    parsed = parse(b"Subject: Hi\r\n\r\nHello\r\nMax\r\n")

    assert (parsed.text, parsed.html, parsed.attachments) == ("Hello\nMax\n", False, ())
    assert parsed.content_type == "text/plain"
    assert parsed.headers.get("subject") == "Hi"
    assert parsed.envelope.subject == "Hi"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit", "BASE64 ", "x-unknown"])
def test_transfer_encodings_are_undone(encoding: str) -> None:
    text = "Grüße, = 10 €\n"
    raw = text.encode()
    data = {"b": base64.encodebytes, "q": quopri.encodestring}.get(encoding[:1].lower(), bytes)(raw)

    assert parse(message("text/plain; charset=utf-8", data, f"Content-Transfer-Encoding: {encoding}")).text == text


def test_uuencoded_text_is_decoded() -> None:
    body = "begin 644 a.txt\n+2&5L;&\\@36%X(0H \n`\nend\n"

    assert parse(message("text/plain", body, "Content-Transfer-Encoding: x-uuencode")).text == "Hello Max!\n"


def test_plain_text_is_preferred_to_html() -> None:
    data = multipart("alternative", plain("Hello"), message("text/html", "<p>Hello</p>"))

    assert (parse(data).text.strip(), parse(data).html) == ("Hello", False)


def test_html_is_read_where_the_plain_part_is_blank_or_missing() -> None:
    for plain_text in ("", " \n\n"):
        parsed = parse(multipart("alternative", plain(plain_text), message("text/html", "<p>Hello</p>")))
        assert (parsed.text.strip(), parsed.html) == ("Hello", True)
    assert parse(message("text/html", "<b>Hello</b> Max")).text == "Hello Max"


def test_html_keeps_quote_marks_in_the_text() -> None:
    assert parse(message("text/html", "Yes<blockquote type=cite>Really?</blockquote>")).text.strip() == "Yes\n> Really?"


def test_the_charset_of_html_may_stand_in_its_meta_tag() -> None:
    html = '<html><head><meta charset="iso-8859-2"></head><body>\u0159</body></html>'

    assert parse(message("text/html", html.encode("iso-8859-2"))).text.strip() == "\u0159"


def test_several_text_parts_are_joined_in_order() -> None:
    """Apple Mail splits the text around an attachment."""
    parsed = parse(multipart("mixed", plain("Above"), attached("filename=a.pdf"), plain("Below")))

    assert parsed.text.split() == ["Above", "Below"]
    assert parsed.attachments == ("a.pdf",)


def test_of_nested_alternatives_the_plain_one_is_read_and_files_beside_the_html_count() -> None:
    html = multipart("mixed", message("text/html", "<p>Hello</p>"), attached("filename=offer.pdf"), boundary="inner")
    parsed = parse(multipart("alternative", plain("Hello"), html))

    assert (parsed.text.strip(), parsed.attachments) == ("Hello", ("offer.pdf",))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("filename=offer.pdf", "offer.pdf"),
        ('filename="Offer 2024; final.pdf"', "Offer 2024; final.pdf"),
        ("filename*=utf-8''Angebot%20f%C3%BCr%20Sie.pdf", "Angebot für Sie.pdf"),
        ("filename*0*=utf-8''Angebot%20; filename*1*=f%C3%BCr; filename*2=\" Sie.pdf\"", "Angebot für Sie.pdf"),
        ("filename*1=b.pdf; filename*0=a-", "a-b.pdf"),
        ('filename="=?utf-8?q?Angebot_f=C3=BCr?= Sie.pdf"', "Angebot für Sie.pdf"),
        ('filename="C:\\\\temp\\\\offer.pdf"', "offer.pdf"),
        ('filename="../../etc/offer.pdf"', "offer.pdf"),
        ("FileName = offer.pdf ; size=3", "offer.pdf"),
        ('filename="offer.pdf', "offer.pdf"),
        ("filename*=x-mars''offer.pdf", "offer.pdf"),
    ],
)
def test_file_names_are_decoded_however_they_are_written(name: str, found: str) -> None:
    assert parse(multipart("mixed", plain("x"), attached(name))).attachments == (found,)


def test_the_name_of_the_content_type_stands_in_for_a_missing_file_name() -> None:
    part = message('application/pdf; name="offer.pdf"', "x")

    assert parse(multipart("mixed", plain("x"), part)).attachments == ("offer.pdf",)


def test_unnamed_attachments_get_the_name_that_mail_clients_show() -> None:
    """Scenario 50."""
    parts = [
        message(kind, "x") for kind in ("application/ms-tnef", "application/pdf", "text/calendar", "application/x-y")
    ]

    names = parse(multipart("mixed", plain("x"), *parts)).attachments
    assert names == ("winmail.dat", "attachment.pdf", "invite.ics", "attachment")


@pytest.mark.parametrize("kind", ["application/pkcs7-mime; smime-type=enveloped-data", "application/ms-tnef"])
def test_a_message_that_only_outlook_can_read_has_a_named_attachment_and_no_text(kind: str) -> None:
    """Scenario 50."""
    parsed = parse(message(kind, "MIAG", "Content-Transfer-Encoding: base64"))

    assert parsed.text == ""
    assert len(parsed.attachments) == 1


def test_signatures_and_pictures_within_html_are_not_attached_by_anyone() -> None:
    picture = message("image/png; name=image001.png", "x", "Content-ID: <1>")
    html = multipart("related", message("text/html", "<p>Hello</p>"), picture, boundary="inner")
    signature = message("application/pkcs7-signature; name=smime.p7s", "x")

    assert parse(multipart("signed", html, signature)).attachments == ()


def test_a_named_text_is_an_attachment_unless_it_is_all_there_is() -> None:
    notes = message("text/plain; name=notes.txt", "Notes", "Content-Disposition: inline; filename=notes.txt")

    both = parse(multipart("mixed", plain("Hello"), notes))
    assert (both.text.strip(), both.attachments) == ("Hello", ("notes.txt",))
    assert parse(multipart("mixed", notes)).text.strip() == "Notes"


def test_a_message_in_a_message_is_attached_and_its_envelope_and_leaves_are_known() -> None:
    inner = b"Message-ID: <offer@agency.example>\nSubject: Offer\nFrom: max@agency.example\n\nOur offer"
    parsed = parse(multipart("mixed", plain("See below"), message("message/rfc822", inner)))

    assert parsed.text.strip() == "See below"
    assert parsed.attachments == ("Offer.eml",)
    assert [envelope.message_id for envelope in parsed.embedded] == ["offer@agency.example"]
    assert [(leaf.text.strip(), leaf.embedded, leaf.depth) for leaf in parsed.leaves] == [
        ("See below", False, 1),
        ("Our offer", True, 2),
    ]


def test_a_message_in_base64_is_opened_too() -> None:
    inner = base64.b64encode(b"Subject: Offer\n\nOur offer")
    parsed = parse(message("message/rfc822", inner, "Content-Transfer-Encoding: base64"))

    assert [envelope.subject for envelope in parsed.embedded] == ["Offer"]


def report() -> Parsed:
    """A delivery report with the headers of the original."""
    fields = "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822;\n jane@client.example\nAction: failed\n"
    fields += "Status: 5.1.1\n"
    headers = "Message-ID: <offer@agency.example>\nSubject: Offer\n"
    parts = (message("message/delivery-status", fields), message("text/rfc822-headers", headers))
    return parse(multipart("report; report-type=delivery-status", plain("It failed."), *parts))


def test_a_delivery_report_gives_its_field_groups_and_the_original_envelope() -> None:
    """Scenarios 66 and 67."""
    parsed = report()

    assert parsed.reports == (
        (("reporting-mta", "dns; mx.example"),),
        (("final-recipient", "rfc822; jane@client.example"), ("action", "failed"), ("status", "5.1.1")),
    )
    assert [envelope.message_id for envelope in parsed.embedded] == ["offer@agency.example"]
    assert (parsed.content_type, parsed.parameters["report-type"]) == ("multipart/report", "delivery-status")
    assert parsed.text.strip() == "It failed."
    assert parsed.attachments == ()


def test_field_groups_can_be_read_from_any_text() -> None:
    assert field_groups("\n\nA: 1\n \nB: =?utf-8?q?=C3=BC?=\nno field\n") == ((("a", "1"),), (("b", "ü"),))


def test_a_truncated_message_keeps_what_there_is() -> None:
    whole = multipart("mixed", plain("Hello Max,\nwe accept."), attached("filename=offer.pdf"))

    for size in range(whole.index(b"\n\n"), len(whole)):
        parsed = parse(whole[:size])
        text = parsed.text.strip().rstrip("-b").strip()  # The boundary line may be cut as well.
        assert "Hello Max,\nwe accept.".startswith(text) or parsed.problems
    assert parse(whole[: whole.index(b"eA==")]).attachments == ("offer.pdf",)


def test_truncated_base64_and_quoted_printable_are_decoded_as_far_as_they_go() -> None:
    data = base64.b64encode("Grüße aus Köln".encode())
    for size in range(len(data)):
        text = parse(message("text/plain; charset=utf-8", data[:size], "Content-Transfer-Encoding: base64")).text
        assert "Grüße aus Köln".startswith(text)


def test_a_multipart_whose_boundary_never_comes_is_read_as_text() -> None:
    """Scenario 114."""
    parsed = parse(message("multipart/mixed; boundary=b", "Hello"))

    assert parsed.text == "Hello"
    assert parsed.problems == ("a multipart without its boundary",)


@pytest.mark.parametrize("kind", ["text", "", "/", "text/plain/x", "tëxt/plain", ";;", "text plain"])
def test_an_unreadable_content_type_counts_as_plain_text(kind: str) -> None:
    """Scenario 114."""
    assert parse(message(kind, "Hello")).text == "Hello"


def test_an_unknown_charset_is_guessed_and_named_among_the_problems() -> None:
    """Scenario 114."""
    parsed = parse(message("text/plain; charset=x-mars", "Grüße"))

    assert parsed.text == "Grüße"
    assert parsed.problems == ("unknown charset 'x-mars'",)


def test_parts_and_depth_have_bounds_that_are_told() -> None:
    """Scenario 114."""
    many = parse(multipart("mixed", *[plain("x")] * 300))
    deep = plain("x")
    for level in range(30):
        deep = multipart("mixed", deep, boundary=f"b{level}")

    assert len(many.leaves) == 200
    assert many.problems == ("more than 200 parts",)
    assert parse(deep).problems == ("parts nested too deeply",)


def test_a_text_part_is_kept_to_256_kb() -> None:
    """Scenario 114."""
    for headers in ((), ("Content-Transfer-Encoding: quoted-printable",)):
        assert len(parse(message("text/plain", b"abc \n" * 200_000, *headers)).text) == 262_144


def test_the_boundary_of_the_outer_part_ends_inner_parts_that_were_left_open() -> None:
    inner = message('multipart/alternative; boundary="inner"', "--inner\n\nHello\n")
    parsed = parse(multipart("mixed", inner, attached("filename=a.pdf")))

    assert parsed.text.strip() == "Hello"
    assert parsed.attachments == ("a.pdf",)


def test_parts_of_a_digest_are_messages() -> None:
    parsed = parse(multipart("digest", b"\nSubject: One\n\nFirst", b"\nSubject: Two\n\nSecond"))

    assert [envelope.subject for envelope in parsed.embedded] == ["One", "Two"]
