"""The bytes of a draft, read back with the standard library's parser and with our own eyes."""

import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailfollow.errors import DataError
from mailfollow.model import Address, Identity
from mailfollow.writing import compose
from mailfollow.writing.letter.recheck import recheck
from tests.writing.made_up import ANNA, POST, TOM, letter

NAMES = ["Date", "From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type",
         "Content-Transfer-Encoding"]  # fmt: skip
UGLY = [
    "Müller, Jürgen",
    "O'Brien & Söhne <GmbH>",
    'Anna "the boss" Berger',
    "Berger\\Anna",
    "Anna (Acme)",
    "anna@acme.example, evil@evil.example",
    "evil@evil.example <evil@evil.example>",
    "=?utf-8?q?evil?= <evil@evil.example>,",
    "Anna\r\nBcc: evil@evil.example",
    "Anna\nX: y",
    "Anna\x00\x1b[31m",
    "דנה לוי",
    "田中太郎" * 20,
    "👩‍💻 Anna",
    "a" * 300,
    "group: x@evil.example;",
    ';:,.<>@\\"()[]',
    "",
    " ",
    "\u202eanna",
    "Anna\u2028Bcc: evil@evil.example",
    "\ud800",
]


def parsed(data):
    return message_from_bytes(data)


def subject_of(data):
    return str(make_header(decode_header(re.sub(r"\r?\n", "", parsed(data)["Subject"]))))


def body_of(data):
    return parsed(data).get_payload(decode=True).decode().replace("\r\n", "\n")


def test_a_draft_is_plain_text_with_its_headers_in_the_usual_order():
    data = compose(letter())

    assert parsed(data).keys() == NAMES
    assert data.decode("ascii") == (
        "Date: Tue, 20 May 2025 10:00:00 +0200\r\n"
        "From: Jonas Weber <jonas@weber.example>\r\n"
        "To: Anna Berger <anna.berger@acme.example>\r\n"
        "Subject: Re: Website relaunch\r\n"
        "Message-ID: <f00d@weber.example>\r\n"
        "In-Reply-To: <offer-1@weber.example>\r\n"
        f"References: <{POST.token}>\r\n"
        " <offer-1@weber.example>\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "\r\n"
        "Hello Anna,\r\n\r\nWould that help?\r\n\r\nBest regards,\r\nJonas\r\n\r\n"
        "--=20\r\nJonas Weber\r\nWeber Consulting\r\n"
    )


def test_equal_letters_give_equal_bytes():
    assert compose(letter()) == compose(letter())


def test_lines_are_short_on_the_wire_and_paragraphs_are_whole_when_read():
    paragraph = "A long paragraph with ümläuts that goes on and on. " * 20
    data = compose(letter(text=paragraph))

    assert max(len(line) for line in data.split(b"\r\n")) <= 78
    assert paragraph.strip() in body_of(data).split("\n")
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_nothing_is_flowed_and_there_is_no_html():
    assert b"flowed" not in compose(letter()).lower()
    assert not parsed(compose(letter())).is_multipart()


def test_cc_stays_cc_and_there_is_no_bcc():
    """Scenario 26."""
    data = compose(letter(cc=(TOM,)))

    assert parsed(data).keys() == [*NAMES[:3], "Cc", *NAMES[3:]]
    assert parsed(data)["Cc"] == "Tom Lee <tom@acme.example>"


def test_the_parent_is_named_in_both_headers_and_the_token_second_last():
    """Scenario 28."""
    data = compose(letter(references=("first@acme.example", "second@acme.example")))

    ids = re.findall(r"<([^>]+)>", parsed(data)["References"])
    assert ids == ["first@acme.example", "second@acme.example", POST.token, "offer-1@weber.example"]
    assert parsed(data)["In-Reply-To"] == "<offer-1@weber.example>"


@pytest.mark.parametrize("parent", [None, "two words", "<>"])
def test_without_a_usable_parent_the_draft_is_unthreaded_but_carries_its_token(parent):
    """Scenario 29."""
    data = compose(letter(parent_id=parent))

    assert "In-Reply-To" not in parsed(data)
    assert parsed(data)["References"] == f"<{POST.token}>"


@pytest.mark.parametrize("length", [77, 78, 79, 200, 890])
def test_long_ids_are_neither_cut_nor_encoded(length):
    """Outlook loses the thread where an id became an encoded word."""
    long = "x" * (length - 12) + "@acme.example"[:12]
    data = compose(letter(parent_id=long, references=(long + "1", long + "2")))

    head = data.partition(b"\r\n\r\n")[0]
    assert b"=?" not in head
    for one in (long, long + "1", long + "2"):
        assert f"<{one}>".encode() in head
    assert f"\r\nIn-Reply-To: <{long}>\r\n".encode() in head


def test_a_very_long_subject_is_folded_and_read_back_whole():
    for subject in (
        "Re: " + "word " * 80 + "end",
        "Re: " + "Größe " * 60 + "Ende",
        "Re: " + "x" * 500,
        "Re: " + "件名" * 100,
    ):
        data = compose(letter(subject=subject))

        assert max(len(line) for line in data.split(b"\r\n")) <= 78
        assert subject_of(data) == subject


def test_a_company_with_every_sign_is_right_in_the_text_and_in_every_header():
    """Scenario 95."""
    company = "O'Brien & Söhne <GmbH>"
    data = compose(
        letter(to=(Address(company, "info@obrien.example"),), subject=f"Re: {company}", text=f"For {company}")
    )

    name, address = getaddresses([parsed(data)["To"]])[0]
    assert (str(make_header(decode_header(name))), address) == (company, "info@obrien.example")
    assert subject_of(data) == f"Re: {company}"
    assert body_of(data).startswith(f"For {company}\n")


@pytest.mark.parametrize("name", UGLY)
def test_no_name_and_no_subject_can_add_a_header_or_a_recipient(name):
    """Scenarios 27 and 95."""
    data = compose(
        letter(
            to=(Address(name, "anna@acme.example"), TOM),
            subject=f"Re: {name}",
            identity=Identity(name, "jonas@weber.example", name),
        )
    )

    assert parsed(data).keys() == NAMES
    assert [address for _, address in getaddresses([parsed(data)["To"]])] == ["anna@acme.example", "tom@acme.example"]
    modern = message_from_bytes(data, policy=policy.default)
    assert [one.addr_spec for one in modern["To"].addresses] == ["anna@acme.example", "tom@acme.example"]
    assert modern["Bcc"] is None


ANY = st.text(st.characters(codec=None), max_size=120)


@given(ANY, ANY, ANY, ANY, st.lists(ANY, max_size=4), ANY)
@example("\r\nBcc: e@e.example", "\r\n\r\nbody", "\r", "-- \n", ["<a@b>\r\nBcc: x"], "> x\r\n\r\n")
@example("=?utf-8?q?=0D=0ABcc:_e@e.example?=", "=?utf-8?b?DQpCY2M6IGVAZS5leGFtcGxl?=", "", "", [], "")
def test_whatever_stands_in_a_letter_the_same_people_get_it(name, subject, text, signature, older, quoted):
    """Names and addresses of mail are hostile: the header fields and recipients are always those of the plan."""
    plan = letter(
        to=(Address(name, ANNA.address),),
        cc=(Address(subject, TOM.address),),
        subject=subject,
        text=text,
        identity=Identity(name, "jonas@weber.example", signature),
        references=tuple(older),
        parent_id=older[0] if older else None,
        quoted=quoted,
        quoted_from=name,
    )

    data = compose(plan)

    again = parsed(data)
    assert set(again.keys()) <= {*NAMES, "Cc"}
    assert len(again.keys()) == len(set(again.keys()))
    assert [address for _, address in getaddresses([again["To"]])] == [ANNA.address]
    assert [address for _, address in getaddresses([again["Cc"]])] == [TOM.address]
    assert [address for _, address in getaddresses([again["From"]])] == ["jonas@weber.example"]
    assert f"<{POST.token}>" in again["References"]
    assert body_of(data).count("\n-- \n") <= 1
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert all(byte in b"\t\r\n" or 32 <= byte < 127 for byte in data)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("anna@acme.example", "anna@acme.example"),
        ("anna@büro.example", "anna@xn--bro-hoa.example"),
        ("a..b@acme.example", '"a..b"@acme.example'),
        ('"a b"@acme.example', None),
        ("a,b@acme.example", '"a,b"@acme.example'),
        ("o'brien+x@acme.example", "o'brien+x@acme.example"),
    ],
)
def test_an_address_is_written_as_it_must_be(address, written):
    if written is None:
        with pytest.raises(DataError, match="cannot be written"):
            compose(letter(to=(Address("Anna", address),)))
    else:
        assert written in parsed(compose(letter(to=(Address("Anna", address),))))["To"]


@pytest.mark.parametrize(
    "address", ["", "anna", "anna@", "@acme.example", "a\r\nb@x.example", "mühl@acme.example", "a@b c"]
)
def test_an_address_that_cannot_be_written_stops_the_draft(address):
    with pytest.raises(DataError, match="cannot be written in a mail header"):
        compose(letter(to=(Address("Anna", address),)))


def test_a_broken_id_of_our_own_stops_the_draft():
    with pytest.raises(DataError, match="cannot be a Message-ID"):
        compose(letter(message_id="a b@weber.example"))


@pytest.mark.parametrize(
    ("spoilt", "part"),
    [
        (b"Bcc: evil@evil.example\r\n", "its header fields"),
        (b"Subject: more\r\n", "its header fields"),
    ],
)
def test_bytes_with_another_header_are_refused(spoilt, part):
    plan = letter()

    with pytest.raises(DataError, match=part):
        recheck(spoilt + compose(plan), plan, NAMES, body_of(compose(plan)))


def test_bytes_with_another_recipient_are_refused():
    plan = letter()
    data = compose(plan)

    with pytest.raises(DataError, match="as To would not be read"):
        recheck(data.replace(b"To: Anna", b"To: x@evil.example, Anna"), plan, NAMES, body_of(data))
    with pytest.raises(DataError, match="as References"):
        recheck(data.replace(POST.token.encode(), b"other@weber.example"), plan, NAMES, body_of(data))
    with pytest.raises(DataError, match="as its text"):
        recheck(data + b"more", plan, NAMES, body_of(data))


def test_the_signature_follows_its_delimiter_which_is_there_once():
    """Scenario 104."""
    for signature in ("Jonas", "-- \nJonas", "--\n-- \nJonas\n"):
        body = body_of(
            compose(letter(identity=Identity("J", "jonas@weber.example", signature), text="Hello\n--\nwell"))
        )

        assert body.endswith("well\n\n-- \nJonas\n")
        assert body.count("--") == 1


def test_without_a_signature_there_is_no_delimiter():
    """Scenario 104."""
    assert body_of(compose(letter(identity=Identity("J", "jonas@weber.example")))) == (
        "Hello Anna,\n\nWould that help?\n\nBest regards,\nJonas\n"
    )


def test_the_proposal_is_quoted_below_the_signature():
    data = compose(letter(quoted="Dear Anna,\n\n> older\n-- \nFrom here", quoted_from="On 12 May 2025, Jonas wrote:"))

    assert body_of(data).endswith(
        "Weber Consulting\n\nOn 12 May 2025, Jonas wrote:\n> Dear Anna,\n>\n>> older\n> --\n> From here\n"
    )


def test_a_line_that_begins_with_from_or_is_a_dot_is_safe_in_any_store():
    data = compose(letter(text="One\n\nFrom here on\n.\nEnd"))

    assert b"\r\n=46rom here on\r\n" in data
    assert b"\r\n.\r\n" not in data
    assert "\nFrom here on\n.\nEnd" in body_of(data)
