"""What a person changed in our words: how much and where; what a mail client does to them is no edit."""

from __future__ import annotations

import textwrap

import pytest

from mailfollow.writing.choice.edits import edit

GREETING = "Hello Jane,"
OPENING = "Plans are usually counted forward from today, and then end too late."
MIDDLE = "You would get a few lines with four dates: decision, start, first result, finish."
ASK = "By which date would it have to be ready to be of use to you?"
SIGN_OFF = "Best regards,\nRobin Hale"
TEXT = f"{GREETING}\n\n{OPENING}\n\n{MIDDLE}\n\n{ASK}\n\n{SIGN_OFF}"


def text(*paragraphs: str) -> str:
    return "\n\n".join((*paragraphs, SIGN_OFF))


@pytest.mark.parametrize(
    "sent",
    [
        TEXT,
        textwrap.fill(OPENING, 30).join((f"{GREETING}\n\n", f"\n\n{MIDDLE}\n\n{ASK}\n\n{SIGN_OFF}")),
        TEXT.replace("from today", "from \ntoday"),
        TEXT.replace(" ", "\u00a0"),
        TEXT.replace("\n\n", "\n"),
        TEXT.replace("\n", "\n\n"),
        TEXT.removesuffix(SIGN_OFF),
        TEXT.removesuffix("Robin Hale"),
        TEXT.replace("Best regards,\nRobin Hale", "Cheers\nRobin"),
        TEXT.replace("Best regards,\nRobin Hale", "--\nRobin Hale, Hale Studio"),
    ],
    ids=["same", "wrapped", "flowed", "blanks", "tight", "wide", "no sign-off", "no name", "own sign-off", "signature"],
)
def test_what_a_client_does_and_how_it_is_signed_is_no_edit(sent: str) -> None:
    """Line breaks, blanks, and whatever stands below the text."""
    found = edit(TEXT, sent)

    assert (found.changed, found.length) == (0, 1)
    assert (found.removed, found.rewritten, found.added) == ((), (), ())
    assert found.paragraphs == 4


def test_typographic_signs_are_no_edit() -> None:
    """Clients turn quotes, dashes and dots into others."""
    assert edit("It's “good” – really…", 'It’s "good" -- really...').changed == 0


@pytest.mark.parametrize(
    ("kept", "number"),
    [
        ((OPENING, MIDDLE, ASK), 1),
        ((GREETING, MIDDLE, ASK), 2),
        ((GREETING, OPENING, ASK), 3),
        ((GREETING, OPENING, MIDDLE), 4),
    ],
    ids=["greeting", "opening", "middle", "last"],
)
def test_a_paragraph_that_was_taken_out_is_named_by_its_number(kept: tuple[str, ...], number: int) -> None:
    """The greeting is the first; the text is shorter by its words."""
    found = edit(TEXT, text(*kept))
    words = [len(one.split()) for one in (GREETING, OPENING, MIDDLE, ASK)]

    assert (found.removed, found.rewritten, found.added) == ((number,), (), ())
    assert found.changed == pytest.approx(words[number - 1] / sum(words))
    assert found.length == pytest.approx(1 - found.changed)


def test_two_paragraphs_that_were_taken_out_are_both_named() -> None:
    """In their order."""
    assert edit(TEXT, text(GREETING, ASK)).removed == (2, 3)


def test_a_paragraph_in_other_words_was_rewritten() -> None:
    """It is neither removed, nor is the new one added."""
    found = edit(TEXT, text(GREETING, "Last week I saw how long your printer takes, and thought of you.", MIDDLE, ASK))

    assert (found.removed, found.rewritten, found.added) == ((), (2,), ())


def test_a_word_or_two_are_an_edit_but_no_rewriting() -> None:
    """It counts by its share."""
    found = edit(TEXT, TEXT.replace("Hello Jane,", "Hi Jane,").replace("four dates", "five dates"))

    assert (found.removed, found.added) == ((), ())
    assert found.rewritten == (1,)  # half of "Hello Jane," is another greeting
    assert found.changed == pytest.approx(2 / 43)
    assert found.length == 1


@pytest.mark.parametrize(
    ("behind", "number"),
    [(GREETING, 1), (OPENING, 2), (MIDDLE, 3), (ASK, 4)],
    ids=["greeting", "opening", "middle", "last"],
)
def test_a_new_paragraph_is_told_by_what_stands_before_it(behind: str, number: int) -> None:
    """So it can be said where people add something."""
    found = edit(TEXT, TEXT.replace(behind, f"{behind}\n\nIt was good to see you at the fair in Hamburg."))

    assert (found.removed, found.rewritten, found.added) == ((), (), (number,))
    assert found.length > 1


def test_a_new_paragraph_before_the_greeting_stands_behind_none() -> None:
    """That is number 0."""
    assert edit(TEXT, f"(Sent again, with the right address this time.)\n\n{TEXT}").added == (0,)


def test_a_sentence_within_a_paragraph_is_no_new_paragraph() -> None:
    """The paragraph was changed, not rewritten."""
    found = edit(TEXT, TEXT.replace("few lines with", "few lines, on one page, with"))

    assert (found.removed, found.rewritten, found.added) == ((), (), ())
    assert 0 < found.changed < 0.1


def test_a_shorter_text_has_a_length_below_one() -> None:
    """A third of the words gone is a third shorter."""
    ours = text(GREETING, " ".join(f"word{n}" for n in range(28)))
    sent = text(GREETING, " ".join(f"word{n}" for n in range(18)))

    found = edit(ours, sent)

    assert found.length == pytest.approx(2 / 3)
    assert found.changed == pytest.approx(1 / 3)


def test_words_that_have_nothing_in_common_are_changed_throughout() -> None:
    """All of them."""
    found = edit(
        "Hello Jane,\n\none two three four five six seven.", "Quite another mail, written anew from the first letter."
    )

    assert found.changed == 1


@pytest.mark.parametrize(
    ("ours", "sent"), [("", ""), ("", "Hello"), ("Hello", ""), (SIGN_OFF, SIGN_OFF), ("\n\n", " ")]
)
def test_texts_without_words_are_compared_as_well(ours: str, sent: str) -> None:
    """A draft of an older version may have an empty text."""
    found = edit(ours, sent)

    assert found.changed == float(ours.split() != sent.split())


def test_a_very_long_text_is_compared_in_part() -> None:
    """Somebody who pastes a whole document must not make anyone wait."""
    found = edit(TEXT, TEXT + " more" * 100_000)

    assert found.length < 60
    assert found.removed == ()
