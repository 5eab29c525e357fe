"""When two texts are the same, and how alike they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.writing.choice.sameness import fold_text, same_opening, similarity

TEXT = "Hello Anna,\n\nan idea — “quite small” — that isn’t in the proposal… yet.\n\nWhich part first?\n"


@pytest.mark.parametrize(
    "rewritten",
    [
        'Hello Anna,\n\nan idea -- "quite small" -- \nthat isn\'t in the \nproposal... yet.\n\nWhich part first?',
        TEXT.replace("\n", "\r\n"),
        TEXT.replace(" ", "\u00a0"),
        "  " + TEXT.replace("\n", " \n "),
        TEXT.replace("—", "–").replace("…", "..."),
        TEXT + "\n\n",
    ],
)
def test_what_clients_do_to_a_text_is_folded_away(rewritten):
    """Scenarios 7 and 126."""
    assert fold_text(rewritten) == fold_text(TEXT)


def test_a_changed_word_is_not_folded_away():
    """Scenario 6."""
    assert fold_text(TEXT.replace("idea", "offer")) != fold_text(TEXT)


def test_an_mbox_mark_before_from_is_folded_away():
    assert fold_text("x\n>From here on") == fold_text("x\nFrom here on")


def test_similarity_is_1_for_the_same_and_0_for_the_unlike():
    assert similarity(TEXT, TEXT.upper()) == 1
    assert similarity(TEXT, "Something else entirely, with no words in common at all") == 0


def test_a_text_with_half_its_words_changed_is_less_than_half_alike():
    a = " ".join(f"word{n}" for n in range(40))
    b = " ".join(f"word{n}" if n < 20 else f"other{n}" for n in range(40))

    assert 0.25 < similarity(a, b) < 0.5
    assert similarity(a, a.replace("word39", "last")) > 0.9


def test_short_and_empty_texts_can_be_compared():
    assert similarity("", "") == 1
    assert similarity("", "a") == 0
    assert similarity("yes please", "Yes, please!") == 1


@given(st.text(), st.text())
def test_similarity_is_symmetric_and_within_bounds(a, b):
    assert 0 <= similarity(a, b) == similarity(b, a) <= 1


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold_text(fold_text(text)) == fold_text(text)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Hello Anna,\n\nThree ways to begin.", "Hello Tom,\n\nThree ways to *begin*, and one to stop.", True),
        ("Hello Anna,\n\nThree ways to begin.", "Hello Anna,\n\nTwo ways to begin.", False),
        ("Three ways to begin", "three ways\nto begin", True),
        ("", "", False),
    ],
)
def test_two_texts_that_begin_alike_below_the_greeting_have_the_same_opening(a, b, same):
    assert same_opening(a, b) is same
