"""The name under a mail is how its writer wants to be addressed."""

import pytest

from mailfollow.reading.own_words.signed import signed_name
from tests.reading.words import lexicon


@pytest.mark.parametrize(
    ("own", "signature", "name"),
    [
        ("Can we talk in May?\n\nBest regards,\nAnna", "", "Anna"),
        ("Can we talk in May?\n\nThanks, Anna", "", "Anna"),
        ("Passt gut.\n\nViele Grüße\nAnna Berger", "", "Anna Berger"),
        ("Passt gut.", "Viele Grüße\nAnna\n\nAnna Berger\nEinkauf", "Anna"),
        ("D'accord.\n\nCordialement,\nMarie-Claire", "", "Marie-Claire"),
        ("De acuerdo.\n\nUn saludo,\nÍñigo", "", "Íñigo"),
        ("Can we talk in May?", "Kind regards\nAnna Berger\nAcme Ltd", "Anna Berger"),
        ("Best regards from a rainy Leeds,\nwe will talk in May.", "", None),
        ("Can we talk in May?\nAnna", "", None),
        ("Can we talk in May?", "", None),
        ("", "", None),
        ("Thanks", "", None),
        ("Best regards\nwe are all on holiday until Monday.", "", None),
        ("Regards\nThe Whole Purchasing Team Of Acme", "", None),
    ],
)
def test_the_name_under_a_sign_off_is_the_name(own, signature, name):
    assert signed_name(own, signature, lexicon()) == name
