"""Text from mail cannot steer a terminal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.cli import terminal


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2Jgone", "\\x1b[2Jgone"),
        ("\x9b31mred", "\\x9b31mred"),
        ("invoice\u202egpj.exe", "invoice\\u202egpj.exe"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("Jürgen 👍 日本", "Jürgen 👍 日本"),
    ],
)
def test_steering_characters_are_made_visible(text: str, shown: str) -> None:
    """Escape sequences, C1 controls, bidi overrides and zero-width characters are shown, letters stay."""
    assert terminal.plain(text) == shown


@given(st.text())
def test_a_line_is_one_line_without_control_characters(text: str) -> None:
    """Whatever a subject holds, it takes one line and steers nothing."""
    shown = terminal.line(text)

    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in shown)


@pytest.mark.parametrize("letter", ["\x9b", "\x7f", "\u202e", "\u2028", "\u00ad", "\U000e0041", "\x1b"])
def test_json_says_the_same_without_what_steers_a_terminal(letter: str) -> None:
    written = terminal.json_line({"subject": f"a{letter}b"})

    assert letter not in written
    assert json.loads(written) == {"subject": f"a{letter}b"}
