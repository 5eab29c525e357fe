"""Names out of display names: right, or none at all."""

import pytest

from mailfollow.writing.facts.people import first_name, full_name, greeting_name


@pytest.mark.parametrize(
    ("display", "first"),
    [
        ("Anna Berger", "Anna"),
        ("Berger, Anna", "Anna"),
        ("BERGER, ANNA", "Anna"),
        ("'Anna Berger'", "Anna"),
        ("Anna Berger (Acme)", "Anna"),
        ("Anna Berger | Acme GmbH", "Anna"),
        ("Anna Berger - Acme", "Anna"),
        ("Anna Berger via DocuSign", "Anna"),
        ("Dr. Anna Berger", "Anna"),
        ("Prof. Dr. Anna Berger", "Anna"),
        ("Herr Tom Lee", "Tom"),
        ("Anna Berger, PhD", "Anna"),
        ("anna berger", "Anna"),
        ("JEAN-PIERRE DUPONT", "Jean-Pierre"),
        ("Seán O'Brien", "Seán"),
        ("Jürgen von der Heide", "Jürgen"),
        ("דנה לוי", "דנה"),
        ("Anna", "Anna"),
        ("J. Weber", None),
        ("M. Berger", None),
        ("Dr. Weber", None),
        ("Herr Müller", None),
        ("Mr Smith", None),
        ("AF Berger", None),
        ("System Administrator", None),
        ("ACME", None),
        ("Acme GmbH", None),
        ("Acme Sales Team", None),
        ("info", None),
        ("anna.berger@acme.example", None),
        ("Anna 2", None),
        ("田中太郎", None),
        ("[NAME]", None),
        ("{{ 7*7 }}", None),
        ("None", None),
        ("", None),
        ("A" * 200, None),
        ("one two three four five six", None),
    ],
)
def test_a_first_name_is_found_or_left_out(display, first):
    """Scenario 94. A wrong first name is worse than none."""
    assert first_name(display) == first


def test_a_single_word_that_is_the_domain_is_the_firm():
    assert first_name("Acme", "acme.example") is None
    assert first_name("Anna", "acme.example") == "Anna"


def test_a_full_name_is_in_speaking_order_and_without_titles():
    assert full_name("Dr. Berger, Anna") == "Anna Berger"
    assert full_name("BERGER, Anna (EXT)") == "Anna Berger"
    assert full_name("Anna McDonald") == "Anna McDonald"


def test_control_and_direction_marks_are_no_part_of_a_name():
    assert full_name("Anna\u202e\x1b Berger\u200b") == "Anna Berger"


@pytest.mark.parametrize(
    ("used", "again"),
    [
        ("Anna", "Anna"),
        ("Frau Berger", "Frau Berger"),
        ("Anna and Tom,", "Anna and Tom"),
        ("Anna\r\nBcc: x@evil.example", None),
        ("[First name]", None),
        ("{{name}}", None),
        ("a" * 50, None),
        (None, None),
        (" , ", None),
    ],
)
def test_the_name_in_our_own_greeting_is_used_again_if_it_is_one(used, again):
    assert greeting_name(used) == again
