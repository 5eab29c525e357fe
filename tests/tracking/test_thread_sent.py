"""What our own mail does to a thread: it starts it, counts as a touch, answers, or changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mailfollow.model import Close, Intent, Proposal
from tests.tracking.builders import (
    BOB,
    CLOSED,
    DRAFTED,
    EVA,
    GUS,
    OFFER,
    PAUL,
    REVISED,
    WAITING,
    YOUR_TURN,
    ZOE,
    at,
    away,
    bounced,
    day,
    draft,
    ended,
    reply,
    saved,
    sent,
    standing,
)


def test_the_proposal_starts_the_clock():
    """The first mail of ours is the root, and the mail that a follow-up answers."""
    s = standing(sent(people=(BOB, EVA)))

    assert (s.state, s.round, s.touch, s.clock) == (WAITING, 0, 0, at("11-02"))
    assert (s.root_id, s.answer_id, s.people, s.proposal) == ("p1", "p1", (BOB, EVA), OFFER)
    assert (s.proposed_at, s.since, s.why) == (at("11-02"), at("11-02"), "sent on Mon 2 Nov 2026")


def test_whatever_we_send_in_the_thread_counts_as_that_touch():
    """Scenario 12. The clock restarts from it, and the next follow-up answers it."""
    s = standing(sent(), saved("11-05"), sent("11-06", "own"))

    assert (s.state, s.touch, s.clock, s.answer_id) == (WAITING, 1, at("11-06"), "own")
    assert s.draft_id is None


def test_a_draft_sent_from_the_phone_is_touch_one():
    """Scenario 11."""
    s = standing(sent(), saved("11-05"), sent("11-05", "phone", draft_id=1))

    assert (s.state, s.touch, s.why) == (WAITING, 1, "follow-up 1 sent on Thu 5 Nov 2026")


def test_a_draft_sent_to_somebody_else_is_no_touch():
    """Scenario 13. It has left Drafts, so the thread waits again; the customer has not heard from us."""
    s = standing(sent(), saved("11-05", 3), sent("11-06", "elsewhere", people=(ZOE,), draft_id=3))

    assert (s.state, s.touch, s.clock, s.answer_id) == (WAITING, 0, at("11-02"), "p1")
    assert "somebody else" in s.why


def test_a_forward_to_our_own_colleague_counts_for_nothing():
    """Scenario 13."""
    before = standing(sent(), saved("11-05"))

    assert standing(sent(), saved("11-05"), sent("11-06", "fwd", people=(PAUL,))) == before


def test_mail_to_a_colleague_of_the_recipient_counts():
    """The company has heard from us, so a follow-up the next day would be too much."""
    assert standing(sent(), sent("11-06", "f1", people=(EVA,))).touch == 1


def test_a_stranger_at_the_same_free_mail_provider_is_no_colleague():
    """Scenario 35. Free-mail domains never group."""
    other = replace(GUS, address="someone.else@gmail.example")

    assert standing(sent(people=(GUS,)), sent("11-06", "f1", people=(other,))).touch == 0


def test_mail_without_visible_recipients_counts_for_nothing():
    """Scenario 33. A mailing to many in Bcc says nothing about this customer."""
    assert standing(sent(), sent("11-06", "merge", people=())).touch == 0


def test_where_the_proposal_named_nobody_any_recipient_counts():
    """A proposal in Bcc has no people; the next mail tells who it is about."""
    assert standing(sent(people=()), sent("11-06", "f1")).touch == 1


def test_the_same_sent_mail_seen_twice_is_one():
    """Scenario 15. Sent and All Mail; one server even gave the copy another Message-ID."""
    s = standing(sent(), sent(), sent("11-05", "f1"), sent("11-05", "f1"), sent("11-05", "f1-rewritten"))

    assert (s.touch, s.root_id, s.answer_id) == (1, "p1", "f1")


def test_a_copy_of_the_sent_mail_that_arrives_late_makes_no_false_silence():
    """Scenario 14. Time decides, not the order of arrival."""
    s = standing(sent(), reply("11-05", Intent.QUESTION), sent("11-04", "f1"))

    assert (s.state, s.answer_id) == (YOUR_TURN, "r1")


def test_a_proposal_without_a_message_id_is_followed_all_the_same():
    """Scenario 29. A follow-up then answers no message, and says so by having no parent."""
    s = standing(sent(name=None, proposal=OFFER))

    assert (s.state, s.root_id, s.answer_id) == (WAITING, None, None)


def test_a_follow_up_without_an_id_leaves_the_proposal_as_the_one_to_answer():
    """Scenario 29."""
    assert standing(sent(), sent("11-05", None)).answer_id == "p1"


@pytest.mark.parametrize("changed", [
    {"amount": "4,200"}, {"number": "2026-118"}, {"valid_until": date(2026, 12, 1)},
])  # fmt: skip
def test_a_revised_offer_starts_a_new_round_with_its_own_facts(changed):
    """Another number, amount or validity is another offer."""
    offer = replace(OFFER, **changed)
    s = standing(sent(), sent("11-05", "f1"), sent("11-10", "p2", proposal=offer, people=(EVA,)))

    assert (s.state, s.round, s.touch, s.clock) == (WAITING, 1, 0, at("11-10"))
    assert (s.proposal, s.people, s.proposed_at) == (offer, (EVA,), at("11-10"))
    assert (s.root_id, s.answer_id) == ("p1", "p2")


@pytest.mark.parametrize("proposal", [
    OFFER, replace(OFFER, score=1.1, topic="Site", amount=None), Proposal(amount="9"),
])  # fmt: skip
def test_the_same_offer_sent_once_more_is_a_touch(proposal):
    """Attaching the proposal again is a follow-up; so is a mail with an amount that is no proposal."""
    s = standing(sent(), sent("11-05", "f1", proposal=proposal))

    assert (s.round, s.touch, s.proposal) == (0, 1, OFFER)


def test_a_follow_up_of_ours_is_never_taken_for_a_revised_offer():
    """A smaller first step names another amount; taking it for an offer would go on for ever."""
    s = standing(sent(), saved("11-05"), sent("11-05", "f1", proposal=REVISED, draft_id=1))

    assert (s.round, s.touch, s.proposal) == (0, 1, OFFER)


def test_the_proposal_after_a_first_letter_is_the_proposal():
    """What we wrote before it belongs to the thread, but is not what is followed."""
    s = standing(sent("11-02", "hello", proposal=None), sent("11-04", "p1"))

    assert (s.touch, s.proposal, s.proposed_at, s.clock) == (0, OFFER, at("11-04"), at("11-04"))


def test_a_promise_in_a_later_mail_replaces_the_one_before():
    """Announcing a call on Thursday counts wherever we say it."""
    said = Proposal(promise=date(2026, 11, 12), promise_text="I'll call on Thursday")
    s = standing(sent(), sent("11-05", "f1", proposal=said))

    assert s.proposal == replace(OFFER, promise=said.promise, promise_text=said.promise_text)


def test_our_answer_that_asks_starts_a_new_round():
    """The ball is with them again, from the first touch on."""
    s = standing(sent(), sent("11-05", "f1"), reply("11-06", Intent.QUESTION), sent("11-09", "my", asks=True))

    assert (s.state, s.round, s.touch, s.clock, s.answer_id) == (WAITING, 1, 0, at("11-09"), "my")


def test_a_bare_thanks_leaves_it_our_turn():
    """The answer still waits for something from us."""
    s = standing(sent(), reply("11-06", Intent.YES), sent("11-09", "thanks", asks=False))

    assert (s.state, s.touch, s.round, s.answer_id) == (YOUR_TURN, 0, 0, "thanks")


def test_answering_the_colleague_who_answered_counts():
    """Scenario 42. The proposal was passed on to somebody elsewhere; the conversation goes on with that person."""
    heard = reply("11-06", Intent.QUESTION, person=ZOE.address)
    s = standing(sent(), heard, sent("11-09", "my", people=(ZOE,)))

    assert (s.state, s.round, s.people) == (WAITING, 1, (ZOE,))


def test_passing_their_answer_on_to_our_colleague_leaves_it_our_turn():
    """Scenario 13. Our side talks about it; the customer is still waiting."""
    assert standing(sent(), reply("11-06", Intent.YES), sent("11-09", "fyi", people=(PAUL,))).state is YOUR_TURN


@pytest.mark.parametrize("close", [Close.WON, Close.STOPPED])
@pytest.mark.parametrize("proposal", [None, REVISED])
def test_no_mail_of_ours_undoes_a_decision(close, proposal):
    """A contract or an invoice after the yes, and anything after a stop, is not to be followed up."""
    before = standing(sent(), ended("11-09", close))

    assert standing(sent(), ended("11-09", close), sent("11-10", "more", proposal=proposal)) == before


@pytest.mark.parametrize("close", [Close.DECLINED, Close.LOST])
def test_after_a_no_only_a_new_offer_is_followed(close):
    """A gracious goodbye is not; a better price is. What was given up as lost is no different."""
    start = (sent(), ended("11-09", close))

    assert standing(*start, sent("11-10", "bye")).state is CLOSED
    assert standing(*start, sent("11-10", "same", proposal=OFFER)).state is CLOSED
    again = standing(*start, sent("11-10", "p2", proposal=REVISED))
    assert (again.state, again.close, again.round, again.touch, again.proposal) == (WAITING, None, 1, 0, REVISED)


@pytest.mark.parametrize("close", [Close.EXHAUSTED, Close.EXPIRED])
def test_writing_once_more_after_the_last_touch_is_followed(close):
    """Only a decision ends it: whoever writes again, wants an answer. A goodbye asks for none."""
    start = (sent(), ended("11-09", close))

    assert standing(*start, sent("11-10", "again")).state is WAITING
    assert standing(*start, sent("11-10", "again")).touch == 0
    assert standing(*start, sent("11-10", "bye", asks=False)).state is CLOSED
    assert standing(*start, sent("11-10", "elsewhere", people=(ZOE,))).state is CLOSED


def test_after_a_bounce_another_address_is_followed():
    """The offer had reached nobody, so that this is its first day."""
    right = replace(BOB, address="bob.byer@acme.example")
    s = standing(sent(), bounced("11-02"), sent("11-03", "p2", people=(right,)))

    assert (s.state, s.touch, s.people, s.reachable) == (WAITING, 0, (right,), (right,))


def test_after_a_bounce_the_offer_may_go_to_another_company_s_address():
    """The domain may have been the mistake; a note to somebody else about it is none."""
    start = (sent(), bounced("11-02"))

    assert standing(*start, sent("11-03", "p2", people=(ZOE,), proposal=OFFER)).state is WAITING
    assert standing(*start, sent("11-03", "fyi", people=(PAUL,))).state is CLOSED


def test_trying_the_same_address_again_gives_it_another_chance():
    """A full mailbox may have been emptied; if not, it bounces once more."""
    s = standing(sent(), bounced("11-02"), sent("11-04", "again"))

    assert (s.state, s.failed) == (WAITING, frozenset())
    assert standing(sent(), bounced("11-02"), sent("11-04", "again"), bounced("11-05", name="b2")).state is CLOSED


def test_an_absence_known_before_the_proposal_holds_it():
    """Scenario 61. The person is away whatever we write to them."""
    s = standing(away("10-30", "11-10"), sent())

    assert (s.state, s.not_before) == (WAITING, date(2026, 11, 11))


def test_an_absence_that_was_over_before_the_proposal_holds_nothing():
    """Scenario 61."""
    assert standing(away("10-01", "10-12"), sent()).not_before is None


def test_writing_before_the_day_they_named_keeps_that_day():
    """They said March; what we send in January does not change it. Writing in March does."""
    wait = reply("11-05", Intent.NOT_NOW, until=day("2027-03-01"))
    early = standing(sent(), wait, sent("2027-01-11", "f1"))
    then = standing(sent(), wait, sent("2027-03-01", "f1"))

    assert (early.not_before, early.asked_to_wait) == (date(2027, 3, 1), True)
    assert (then.not_before, then.asked_to_wait, then.touch) == (None, False, 1)


def test_a_draft_is_the_touch_that_comes_next():
    """The state says which follow-up it is, and since when it lies there."""
    s = standing(sent(), sent("11-05", "f1"), saved("11-12", draft().id))

    assert (s.state, s.draft_id) == (DRAFTED, 1)
    assert s.why == "follow-up 2 lies in Drafts since Thu 12 Nov 2026"
