"""Message-IDs, tokens and References."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.writing.letter.ids import header_domain, message_id_for, reference_chain, token_for, usable_id

T, PARENT = "t0ken@weber.example", "parent@acme.example"


def test_the_same_touch_has_the_same_message_id_and_every_other_another():
    one = message_id_for("work", "root@weber.example", 0, 1, "weber.example")

    others = {
        message_id_for(*parts, "weber.example")
        for parts in (
            ("home", "root@weber.example", 0, 1),
            ("work", "root2@weber.example", 0, 1),
            ("work", "root@weber.example", 1, 1),
            ("work", "root@weber.example", 0, 2),
            ("work", "root@weber.example", 0, 11),
            ("workr", "oot@weber.example", 0, 1),
        )
    }

    assert one == message_id_for("work", "root@weber.example", 0, 1, "weber.example")
    assert one.endswith("@weber.example")
    assert len(others | {one}) == 7
    assert usable_id(one)


def test_a_touch_that_is_drafted_once_more_has_another_message_id():
    """Scenario 13. The withdrawn draft may have been sent to somebody else, under its own."""
    parts = ("work", "root@weber.example", 0, 1, "weber.example")

    assert len({message_id_for(*parts, again=again) for again in range(3)} | {message_id_for(*parts)}) == 3


def test_a_token_holds_128_bits_and_looks_like_an_id():
    assert token_for(bytes(range(20)), "weber.example") == "000102030405060708090a0b0c0d0e0f@weber.example"
    with pytest.raises(ValueError, match="16 random bytes"):
        token_for(b"short", "weber.example")


@pytest.mark.parametrize(
    ("domain", "ascii_"),
    [
        ("Weber.Example", "weber.example"),
        ("büro.example", "xn--bro-hoa.example"),
        ("a b.example", "localhost"),
        ("x\r\nBcc: y", "localhost"),
        ("", "localhost"),
        (".example", "localhost"),
        ("ü" * 70 + ".example", "localhost"),
    ],
)
def test_the_domain_of_an_id_is_ascii(domain, ascii_):
    assert header_domain(domain) == ascii_


@pytest.mark.parametrize("broken", [None, "", "a b@x", "a<b@x", "a\r\nBcc: x", "ü@x", "x" * 901, "a@b>", "\x00@x"])
def test_a_broken_id_is_not_used(broken):
    """Scenario 29."""
    assert usable_id(broken) is None


def test_the_token_is_second_last_and_the_parent_last():
    """Scenarios 28 and 118."""
    assert reference_chain(("a@x", "b@x"), T, PARENT) == ("a@x", "b@x", T, PARENT)


def test_without_a_parent_the_token_is_last():
    """Scenario 29."""
    assert reference_chain(("a@x",), T, None) == ("a@x", T)
    assert reference_chain(("a@x",), T, "not an id") == ("a@x", T)


def test_repetitions_and_broken_ids_are_left_out():
    assert reference_chain(("a@x", "a@x", "b b@x", PARENT, T), T, PARENT) == ("a@x", T, PARENT)


def test_a_long_conversation_keeps_its_first_and_its_latest_ids():
    """Scenarios 30 and 125."""
    older = tuple(f"{number}@x" for number in range(100))

    chain = reference_chain(older, T, PARENT)

    assert len(chain) == 17
    assert chain[0] == "0@x"
    assert chain[1:] == (*older[-14:], T, PARENT)


@given(st.lists(st.text(max_size=20)), st.one_of(st.none(), st.text(max_size=20)))
def test_the_token_survives_clients_that_trim(older, parent):
    """Scenario 125: mutt keeps the last 10, Thunderbird the first and the last 16."""
    chain = reference_chain(tuple(older), T, parent)

    assert chain[-2 if usable_id(parent) and parent != T else -1] == T
    assert T in chain[-10:]
    assert T in (chain[0], *chain[-16:])
    assert len(set(chain)) == len(chain) <= 17
