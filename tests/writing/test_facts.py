"""Facts: always all of them, cleaned, and never invented."""

from datetime import date

import pytest

from mailfollow.model import Address
from mailfollow.writing.facts.known import company_name, facts
from mailfollow.writing.facts.table import FACTS, GROUPS, PATHS, missing, texts, value
from mailfollow.writing.languages import LANGUAGES
from tests.writing.made_up import known, situation


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_fact_of_the_table_is_there_in_every_language_and_no_other(code):
    found = facts(situation(), LANGUAGES[code])
    flat = {f"{key}.{name}" for key in GROUPS for name in found[key]} | {key for key in found if key not in GROUPS}

    assert set(PATHS) == flat


def test_facts_that_are_always_known_are_known_where_nothing_else_is():
    bare = known(
        me=Address("", "jonas@weber.example"), my_company="", contact=Address("", "info@acme.example"), company=None,
        topic=None, number=None, amount=None, currency=None, valid_until=None,
    )  # fmt: skip

    for row in FACTS:
        found = value(bare, row.path)
        assert (found is not None) if row.always else (found is None), row.path


def test_the_facts_of_a_proposal_are_its_own():
    found = known(promise=date(2025, 5, 20), promise_text="I'll call you")["proposal"]

    assert found == {
        "topic": "Website relaunch",
        "number": "2025-117",
        "amount": "4,800",
        "currency": "EUR",
        "valid_until": date(2025, 6, 30),
        "sent_on": date(2025, 5, 12),
        "days_ago": 8,
    }


@pytest.mark.parametrize(
    ("topic", "fact"),
    [
        ("Website relaunch!", "Website relaunch"),
        ("Website\r\n relaunch", "Website relaunch"),
        ("\u202eWeb\u200bsite\x07", "Website"),
        ("{{ 7*7 }}", None),
        ("{% for x in y %}", None),
        ("Offer for [Company]", None),
        ("Offer XXX", None),
        ("None", None),
        ("x" * 81, None),
        ("<b>Website</b>", "<b>Website</b>"),
        ("...", None),
        ("“Website relaunch”", "Website relaunch"),
        ('Relaunch "Phoenix"', 'Relaunch "Phoenix"'),
        ("« Phénix », la refonte.", "« Phénix », la refonte"),
    ],
)
def test_a_topic_is_a_line_that_can_stand_in_a_sentence_or_unknown(topic, fact):
    """Scenario 96."""
    assert known(topic=topic)["proposal"]["topic"] == fact


def test_a_company_keeps_its_signs():
    """Scenario 95."""
    assert known(company="O'Brien & Söhne <GmbH>")["company"] == "O'Brien & Söhne <GmbH>"


@pytest.mark.parametrize(
    ("domain", "text", "name"),
    [
        ("acme.example", "an offer for Acme, as agreed", "Acme"),
        ("acme.example", "an offer for ACME", "ACME"),
        ("acme-widgets.example", "for Acme Widgets", "Acme Widgets"),
        ("acmewidgets.example", "for Acme Widgets", "Acme Widgets"),
        ("obrien.example", "for O'Brien", "O'Brien"),
        ("acme.example", "write to anna@acme.example or see www.acme.example, Acmeville", None),
        ("acme.example", "nothing of the kind", None),
        ("go.example", "so we can go on", None),
        (None, "an offer for Acme", None),
    ],
)
def test_a_company_is_named_only_as_the_proposal_names_it(domain, text, name):
    assert company_name(domain, text) == name


def test_a_company_that_is_the_reader_s_own_name_is_unknown():
    """At anna-berger.example nobody asks anybody at Anna Berger."""
    assert known(company="Anna Berger", contact=Address("Anna Berger", "hello@anna-berger.example"))["company"] is None
    assert (
        known(company="Berger", greeting_name="Ms Berger", contact=Address("", "a@berger.example"))["company"] is None
    )


def test_a_price_that_is_no_longer_offered_is_not_named():
    """The day itself still counts; the situation is that of 20 May 2025."""
    assert known(valid_until=date(2025, 5, 20), amount="4,800")["proposal"]["amount"] == "4,800"
    assert known(valid_until=date(2025, 5, 19), amount="4,800")["proposal"]["amount"] is None


@pytest.mark.parametrize("signed", ["Berger", "M. Berger", "Frau Berger", "Dr. Berger"])
def test_a_surname_that_they_signed_with_is_no_first_name(signed):
    assert known(greeting_name="Ms Berger", signed=signed)["greeting"] == "Hello Ms Berger,"


def test_the_greeting_is_that_of_the_proposal_unless_its_reader_is_gone():
    assert known(greeting_name="Ms Berger")["greeting"] == "Hello Ms Berger,"
    assert known(greeting_name="Ms Berger", greet_as_before=False)["greeting"] == "Hello Anna,"


def test_several_recipients_are_greeted_without_a_name_or_as_before():
    assert known(alone=False)["greeting"] == "Hello,"
    assert known(alone=False, greeting_name="Anna and Tom")["greeting"] == "Hello Anna and Tom,"


def test_their_words_fit_into_a_sentence_of_ours():
    assert known(their_words=' "Please try again in June!"\n')["their_words"] == "Please try again in June"
    assert known(their_words="x" * 111)["their_words"] is None
    assert known(their_words='ask me "after the fair".')["their_words"] == 'ask me "after the fair"'


def test_what_is_missing_is_named():
    assert missing(known(topic=None), ("proposal.topic", "proposal.amount", "slots")) == ("proposal.topic", "slots")


def test_texts_holds_every_text_that_is_put_in():
    found = texts(known(number="ACME-WERK-7"))

    assert "ACME-WERK-7" in found
    assert "Anna Berger" in found
