"""What a quote of our own words shows: whose answer it is, and to which proposal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.model import Address, Kind, MatchHow
from mailfollow.tracking.matching.match import index, match
from mailfollow.tracking.matching.prints import LEAST_SHARED, MOST_PRINTS, WORDS_EACH, all_prints, prints, share
from tests.tracking.builders import BOB, ME, ZOE, conversation, message

TEXT = """\
Dear {name},

thank you for showing us the workshop last week. As promised, here is our offer for the {topic}:

- a concept with three drafts,
- building and filling the pages,
- an afternoon of training for your colleagues.

All of it comes to {amount} euros, and we can begin two weeks after your yes. The offer stands until the end of the
month.

Shall I keep the second week of the month free for you?
"""
WEBSITE = TEXT.format(name="Bob", topic="website", amount="4,800")
SHOP = TEXT.format(name="Bob", topic="online shop", amount="9,150")
T1 = conversation(prints=(prints(WEBSITE),))
T2 = conversation("t2", message_ids=frozenset({"p2"}), number="2026-118", prints=(prints(SHOP),))
JANE = Address("Jane Dean", "jane@acme.example")
STRANGER = Address("", "pat@third.example")
HEADERS = "From: Ina Lang\nTo: bob@acme.example\nSubject: Proposal for the website\n\n"


def quote(text: str, width: int = 40) -> str:
    """Return `text` as an old client quotes it: broken anew, with marks."""
    return "\n".join(f"> {text.replace(chr(10), ' ')[n : n + width]}" for n in range(0, len(text), width))


def words_apart(text: str, n: int) -> str:
    return " ".join(text.split()[:n])


def how(mail, *conversations):
    hit = match(mail, ME, index(conversations or (T1,)))
    return (hit.how, hit.threads)


@pytest.mark.parametrize("sender", [BOB, JANE])
def test_who_quotes_our_words_answers_them(sender):
    """Scenarios 34 and 36. A person of the thread or their company, on any subject, without ids."""
    assert how(message(sender, "Hello", quoted_text=WEBSITE)) == (MatchHow.QUOTED, ("t1",))
    assert how(message(sender, "Hello", own_text=f"Fine!\n{WEBSITE}")) == (MatchHow.QUOTED, ("t1",))
    assert how(message(sender, "Hello", quoted_text=WEBSITE, kind=Kind.LIST)) == (MatchHow.QUOTED, ("t1",))


def test_who_has_no_company_answers_by_quoting_too():
    """Scenario 35."""
    gus = Address("Gus Hill", "gus@gmail.com")
    free = replace(T1, people=frozenset({gus.address}), domains=frozenset())

    assert how(message(gus, "Hello", quoted_text=WEBSITE), free) == (MatchHow.QUOTED, ("t1",))
    assert how(message(Address("", "pat@gmail.com"), "Hello", quoted_text=WEBSITE), free) == (MatchHow.NONE, ())


def test_three_tenths_of_a_message_are_enough():
    """Scenario 34. A quote is often trimmed to the part that is answered."""
    told = sorted(all_prints(WEBSITE))[:15]

    assert (
        how(message(BOB, quoted_text=WEBSITE), replace(T1, prints=(frozenset({*told, *range(35)}),)))[0]
        is MatchHow.QUOTED
    )
    assert (
        how(message(BOB, quoted_text=WEBSITE), replace(T1, prints=(frozenset({*told, *range(36)}),)))[0]
        is not MatchHow.QUOTED
    )


def test_of_several_proposals_the_one_that_is_quoted_is_answered():
    """Scenario 39. The texts are from one template; the one that comes back whole is meant."""
    subject = "Re: Proposal for the website"

    assert how(message(BOB, subject, quoted_text=WEBSITE), T1, T2) == (MatchHow.QUOTED, ("t1",))
    assert how(message(BOB, subject, quoted_text=SHOP), T1, T2) == (MatchHow.QUOTED, ("t2",))
    assert how(message(BOB, subject, quoted_text=f"{SHOP}\n{WEBSITE}"), T1, T2) == (MatchHow.PROBABLE, ("t1", "t2"))


def test_the_message_that_is_quoted_best_counts_not_all_that_we_ever_wrote():
    """Scenario 39. Who quotes but our last word quotes all of it."""
    long = replace(T1, prints=(prints(SHOP), prints(WEBSITE)))
    other = replace(T2, prints=(prints(TEXT.format(name="Eva", topic="website", amount="5,000")),))

    assert how(message(BOB, "Hello", quoted_text=WEBSITE), long, other) == (MatchHow.QUOTED, ("t1",))


def test_a_few_common_words_are_no_quote():
    """Scenario 53. A phrase comes back in any mail."""
    some = "thank you for showing us the workshop last week. See you on Friday!"

    assert how(message(BOB, "Lunch?", own_text=some)) == (MatchHow.OTHER_MATTER, ("t1",))
    assert how(message(BOB, "Lunch?", own_text=words_apart(WEBSITE, 30)))[0] is MatchHow.QUOTED
    assert how(message(BOB, "Lunch?", own_text=words_apart(WEBSITE, 18)))[0] is MatchHow.OTHER_MATTER


def test_machines_quote_without_answering():
    """Scenario 65. A robot that returns our text is no person."""
    assert how(message(BOB, "Hello", quoted_text=WEBSITE, kind=Kind.RECEIPT)) == (MatchHow.NONE, ())


def test_a_stranger_to_whom_it_was_passed_on_answers():
    """Scenario 42. On its subject, with most of our text, and with the name of whom it went to."""
    mail = message(STRANGER, "AW: WG: Proposal for the website", quoted_text=HEADERS + WEBSITE)

    assert how(mail) == (MatchHow.QUOTED, ("t1",))
    assert how(replace(mail, quoted_text=HEADERS + words_apart(WEBSITE, 40))) == (MatchHow.NONE, ())
    assert how(replace(mail, quoted_text=WEBSITE)) == (MatchHow.NONE, ())
    assert how(message(STRANGER, "Hello", quoted_text=HEADERS + WEBSITE)) == (MatchHow.NONE, ())
    assert how(replace(mail, envelope=message(STRANGER, "").envelope), replace(T1, subjects=frozenset({""})))[1] == ()


def test_another_customer_with_a_text_from_the_same_template_is_never_mixed_in():
    """Scenario 40. Their own proposal is not followed, but has the same subject."""
    text = TEXT.format(name="Zoe", topic="website", amount="5,200")

    assert how(message(ZOE, "Re: Proposal for the website", quoted_text=text)) == (MatchHow.NONE, ())


def test_prints_are_of_words_in_a_row():
    """Six words make one, and each further word one more."""
    assert len(prints("one two three four five")) == 0
    assert len(prints("one two three four five six")) == 1
    assert len(prints("one two three four five six seven")) == 2
    assert WORDS_EACH == 6


def test_of_a_long_text_always_the_same_prints_are_kept():
    """So that what is quoted can be compared."""
    text = " ".join(f"word{n}" for n in range(500))

    assert len(prints(text)) == MOST_PRINTS
    assert prints(text) <= all_prints(f"{text} and more")
    assert prints(text) == prints(text.upper())
    assert max(prints(text)) < min(all_prints(text) - prints(text))


def test_too_few_common_prints_say_nothing():
    """However short the text is."""
    kept = frozenset(range(LEAST_SHARED))

    assert share(kept, set(kept)) == 1
    assert share(kept, set(range(1, LEAST_SHARED))) == 0
    assert share(frozenset(range(20)), set(range(5))) == 0.25
    assert share(frozenset(), set()) == 0


@given(st.integers(10, 90))
def test_a_quote_broken_anew_has_all_prints_of_the_text(width):
    """Marks, line ends, case and punctuation make no difference, as long as no word is broken."""
    words = WEBSITE.split()
    lines = [" ".join(words[n : n + width // 8]) for n in range(0, len(words), width // 8)]

    assert share(prints(WEBSITE), all_prints("\n".join(f"> {line}" for line in lines))) == 1


@given(st.text(max_size=300))
def test_any_text_has_prints(text):
    """Also one of broken characters."""
    assert prints(text) <= all_prints(text)
