"""Address headers as people and programs really write them."""

from __future__ import annotations

import pytest

from mailfollow.model import Address
from mailfollow.reading.message.address import parse_addresses
from tests.reading.steps import steps

JANE = Address("Jane Doe", "jane@client.example")


@pytest.mark.parametrize(
    "value",
    [
        "Jane Doe <jane@client.example>",
        '"Jane Doe" <jane@client.example>',
        "'Jane Doe' <Jane@Client.Example>",
        "\"'Jane Doe'\" <jane@client.example>",
        "=?utf-8?q?Jane_Doe?= <jane@client.example>",
        '"=?utf-8?q?Jane_Doe?=" <jane@client.example>',
        "Jane  \t Doe<jane@client.example>",
        "jane@client.example (Jane Doe)",
        "Jane Doe <mailto:jane@client.example>",
        "Jane Doe < jane@client.example >",
        "Jane Doe <@relay.example,@other.example:jane@client.example>",
        "Jane Doe <jane@client.example>,",
        "(a (nested) remark) Jane Doe <jane@client.example>",
        "=?utf-8?q?Jane_Doe_=3Cjane=40client=2Eexample=3E?=",
        '"Jane Doe <jane@client.example>',
    ],
)
def test_one_person_is_read_in_every_spelling(value: str) -> None:
    """Scenario 27."""
    assert parse_addresses(value) == (JANE,)


def test_a_comma_in_a_quoted_or_encoded_name_does_not_separate() -> None:
    """Scenario 27."""
    doe = Address("Doe, Jane", "jane@client.example")
    bob = Address("", "bob@client.example")

    assert parse_addresses('"Doe, Jane" <jane@client.example>, bob@client.example') == (doe, bob)
    assert parse_addresses("=?utf-8?q?Doe,_Jane?= <jane@client.example>, bob@client.example") == (doe, bob)
    assert parse_addresses("Doe, Jane <jane@client.example>, bob@client.example") == (doe, bob)


def test_the_members_of_a_group_are_read_and_its_name_is_not() -> None:
    """Scenario 27."""
    value = "Team: Jane Doe <jane@client.example>, bob@client.example; carol@client.example"

    assert parse_addresses(value) == (JANE, Address("", "bob@client.example"), Address("", "carol@client.example"))
    assert parse_addresses("undisclosed-recipients:;") == ()


def test_semicolons_separate_as_in_outlook() -> None:
    assert parse_addresses("Jane Doe <jane@client.example>; Bob <bob@client.example>") == (
        JANE,
        Address("Bob", "bob@client.example"),
    )


def test_escaped_quotes_and_company_names_come_out_right() -> None:
    """Scenario 95."""
    value = '"O\'Brien \\"Bo\\" & Söhne <GmbH>" <bo@client.example>'

    assert parse_addresses(value) == (Address('O\'Brien "Bo" & Söhne <GmbH', "bo@client.example"),)


def test_an_address_without_a_domain_counts_in_angle_brackets_only() -> None:
    assert parse_addresses("<MAILER-DAEMON>") == (Address("", "mailer-daemon"),)
    assert parse_addresses("Mail Delivery Subsystem") == ()


@pytest.mark.parametrize("value", ["", " ", ",", ";;", "<>", "Jane <>", "@", '"', "(", "<", ":", "a", "=?utf-8?q??="])
def test_what_holds_no_address_gives_none(value: str) -> None:
    assert parse_addresses(value) == ()


def test_control_characters_do_not_reach_a_name() -> None:
    (who,) = parse_addresses("=?utf-8?q?Jane=0D=0ABcc=3A_x?= <jane@client.example>")

    assert who.name.isprintable()


@pytest.mark.parametrize(
    "unit", ['"', '\\"', "(", ")", "<", "a@b,", ",", "=?", ";", ":", "<a@b>", "a ", '"a', "=?a?q?b?="]
)
def test_twice_the_text_takes_at_most_twice_the_steps(unit: str) -> None:
    def work(size: int) -> int:
        return steps(parse_addresses, unit * (size // len(unit)))

    assert work(4_000) <= 2.2 * work(2_000) + 50
