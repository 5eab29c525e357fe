"""How buyers answer, indirectly and politely; and how ordinary mail uses the same words for something else.

The sentences are in `answers/<language>.toml`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mailfollow.model import Intent
from mailfollow.reading.intent.esign import judge_notice
from tests.reading.test_intent import intent_of
from tests.reading.words import lexicon

FOLDER = Path(__file__).parent / "answers"
ANSWERS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
DECISIONS = {Intent.NO, Intent.STOP, Intent.YES, Intent.LEFT}


def each(meaning: str) -> list[object]:
    """Give each sentence of that meaning, named by its language."""
    return [pytest.param(text, id=f"{code}-{text[:50]}") for code, table in ANSWERS.items() for text in table[meaning]]


@pytest.mark.parametrize("text", each("no"))
def test_a_decline_is_one_however_kindly_it_is_said(text):
    """Scenarios 73 and 75."""
    assert intent_of(text) is Intent.NO


@pytest.mark.parametrize("text", each("stop"))
def test_who_wants_no_more_mail_gets_none(text):
    """Scenario 76."""
    assert intent_of(text) is Intent.STOP


@pytest.mark.parametrize("text", each("yes"))
def test_a_consent_is_one(text):
    """A yes ends the follow-ups."""
    assert intent_of(text) is Intent.YES


@pytest.mark.parametrize("text", each("other"))
def test_the_same_words_about_something_else_decide_nothing(text):
    """A wrong decision ends a live deal."""
    assert intent_of(text) not in DECISIONS


@pytest.mark.parametrize("words", ["We are not interested.", "We accept your proposal.", "Please stop emailing me."])
def test_in_the_midst_of_a_long_mail_nothing_is_decided(words):
    """Who writes a page speaks of more than the proposal."""
    filling = "The third chapter tells how the wires run along the northern wall. " * 25

    assert intent_of(f"{filling}\n\n{words}\n\n{filling}") not in DECISIONS


def test_a_line_of_its_own_needs_no_full_stop():
    assert intent_of("Hi Max\n\nnot interested\n\nJane") is Intent.NO
    assert intent_of("Hi Max,\nnot interested\nJane Hill\nHill Ltd") is Intent.NO


def test_a_request_to_be_asked_again_is_no_question():
    """Scenario 74."""
    assert intent_of("The budget is frozen until March. Could you ping me then?") is Intent.NOT_NOW


def test_who_took_over_and_asks_is_answered():
    text = "Bob is no longer with us, I have taken over his projects. Shall we have a call?"

    assert intent_of(text) is Intent.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "The invoice is still pending on your side.",
        "Take a look at the attached screenshot.",
        "For now we use a spreadsheet for it.",
        "In the future the tool should export PDF as well.",
    ],
)
def test_ordinary_words_put_nothing_off(text):
    assert intent_of(text) not in {Intent.HOLDING, Intent.NOT_NOW}


@pytest.mark.parametrize(
    ("subject", "text", "intent"),
    [
        ("Declined: Proposal", "Jane Hill has declined to sign.", Intent.NO),
        ("Jane Hill hat das Dokument abgelehnt", "", Intent.NO),
        ("Voided: Proposal", "Voided because Jane Hill declined to sign.", Intent.NO),
        ("Voided: Proposal", "The sender voided it.", Intent.OTHER),
        ("Completed: Proposal", "All parties have signed.", Intent.YES),
        ("Completed: declined items", "", Intent.YES),
        ("Please sign: declined items", "Review the document.", Intent.OTHER),
        ("Reminder: Proposal", "You can decline until it expires.", Intent.OTHER),
        ("Jane Hill viewed Proposal", "", Intent.OTHER),
    ],
)
def test_a_signing_service_tells_of_a_signature_and_of_a_refusal(subject, text, intent):
    """Scenario 70."""
    assert judge_notice(subject, text, lexicon()).intent is intent
