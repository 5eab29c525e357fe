"""One draft for several proposals to the same people, and what becomes of it."""

from dataclasses import replace
from datetime import date

import pytest

from mailfollow.model import Action, DraftPolicy, DraftState, EventKind, Intent
from mailfollow.tracking.planning.limits import always
from mailfollow.tracking.planning.plan import plan
from mailfollow.tracking.planning.several import named_in
from tests.tracking.builders import (
    BOB,
    CADENCE,
    CALENDAR,
    EVA,
    GUS,
    OFFER,
    at,
    calendar,
    draft,
    event,
    gone,
    reply,
    saved,
    sent,
    thread,
)

DUE = "11-05"


def decide(*threads, when=DUE, fits=always, policy=None, calendar=CALENDAR):
    decisions = plan(threads, at(when), CADENCE, calendar, policy or DraftPolicy(), 0, fits)
    return {one.thread_id: one for one in decisions}


def two(first="11-02", second="11-02", **more):
    return thread(sent(first), name="t1"), thread(sent(second, **more), name="t2")


def covers(decisions):
    return {name: one.covers for name, one in decisions.items() if one.action is Action.WRITE}


def test_two_proposals_to_one_person_get_one_draft_in_the_thread_of_the_older():
    """The other waits, and says for what."""
    decisions = decide(*two("10-30"))

    assert covers(decisions) == {"t1": ("t2",)}
    assert decisions["t2"].action is Action.WAIT
    assert decisions["t2"].why.endswith("; the follow-up in thread t1 names this proposal as well")


def test_one_that_falls_due_the_next_business_day_is_named_as_well():
    """Two drafts on two days are one too many; one of the week after is another matter."""
    assert covers(decide(*two(second="11-03"))) == {"t1": ("t2",)}
    assert covers(decide(*two(second="11-04"))) == {"t1": ()}


def test_at_most_three_proposals_are_named():
    """The fourth comes after them."""
    four = [thread(sent(f"10-{26 + n}"), name=f"t{n}") for n in range(4)]
    decisions = decide(*four)

    assert covers(decisions) == {"t0": ("t1", "t2")}
    assert decisions["t3"].why.endswith("; another follow-up to acme.example comes first")


@pytest.mark.parametrize("people", [(EVA,), (BOB, EVA), ()])
def test_nobody_reads_of_a_proposal_that_was_not_sent_to_them(people):
    """Only the very same readers are written to together, colleagues one after the other."""
    assert covers(decide(*two(people=people))) == {"t1": ()}


def test_an_address_that_failed_makes_no_difference():
    """Who is left is who reads it."""
    both = thread(sent(people=(BOB, EVA)), name="t2")
    both = replace(both, standing=replace(both.standing, failed=frozenset({EVA.address})))

    assert covers(decide(thread(sent(), name="t1"), both)) == {"t1": ("t2",)}


def test_accounts_are_not_mixed():
    """A draft lies in one of them, and speaks for one sender."""
    first, second = two()

    assert covers(decide(first, replace(second, account="other"))) == {"t1": ()}


@pytest.mark.parametrize("named", [{"promise": date(2026, 11, 5)}, {"valid_until": date(2026, 11, 9)}])
def test_a_date_that_somebody_named_has_a_text_of_its_own(named):
    """A promise is kept, and the other proposal comes after it."""
    decisions = decide(*two(proposal=replace(OFFER, **named)))

    assert covers(decisions) == {"t2": ()}
    assert decisions["t1"].why.endswith("comes first")


def test_people_at_free_mail_providers_are_written_to_once_too():
    """Scenario 35. One person is one person, wherever the address is."""
    threads = [thread(sent(people=(GUS,)), name=f"t{n}", company=None) for n in range(2)]

    assert covers(decide(*threads)) == {"t0": ("t1",)}


def test_where_no_text_fits_they_come_one_after_the_other():
    """As if nothing could be said together."""
    decisions = decide(*two(), fits=lambda _, one: not one.covers)

    assert covers(decisions) == {"t1": ()}
    assert decisions["t2"].why.endswith("; another follow-up to acme.example comes first")


def test_a_held_or_snoozed_one_is_not_named():
    """Nobody is to be written to about it."""
    first, _ = two()
    for hold in (event(EventKind.HELD, "11-03"), event(EventKind.SNOOZED, "11-03", until=date(2026, 12, 1))):
        assert covers(decide(first, thread(sent(), hold, name="t2"))) == {"t1": ()}


def named(*events, state=DraftState.OPEN, **more):
    """Return a thread that the draft of t1 names as well, with that draft saved."""
    joint = draft(state, id=1, thread_id="t1", covers=("t2",), **more)
    return thread(sent(), *events, name="t2", covered_by=joint)


def test_a_proposal_that_an_open_draft_names_gets_none_of_its_own():
    """The draft is told where it lies, and is left alone."""
    (decision,) = decide(named(saved(DUE)), when="11-20").values()

    assert (decision.action, decision.touch) == (Action.LEAVE, 1)
    assert decision.why == (
        "the draft of Thu 5 Nov 2026 in thread t1 names this proposal as well: "
        "it is yours to send, to edit or to delete"
    )


@pytest.mark.parametrize("state", [DraftState.RESERVED, DraftState.UNCERTAIN, DraftState.REFUSED, DraftState.MISSING])
def test_before_it_is_known_to_be_saved_too(state):
    """Scenario 22. Its fate is open."""
    assert decide(named(state=state), when="11-20")["t2"].action is Action.LEAVE


def test_the_company_is_busy_with_it():
    """A third proposal to them waits."""
    third = thread(sent(people=(EVA,)), name="t3")

    assert decide(named(saved(DUE)), third, when="11-20")["t3"].action is Action.WAIT


def test_an_answer_on_the_other_proposal_takes_the_draft_back():
    """It would name what was answered. One that was edited stays."""
    answered = (saved(DUE), reply("11-06", Intent.QUESTION))
    decision = decide(named(*answered), when="11-06")["t2"]

    assert decision.action is Action.WITHDRAW
    assert decision.why.startswith('it names the proposal "Website" as well, and there: your turn: Bob says question')
    assert decide(named(*answered, state=DraftState.EDITED), when="11-06")["t2"].action is Action.LEAVE
    assert decide(named(*answered, kept="it was changed"), when="11-06")["t2"].action is Action.LEAVE


@pytest.mark.parametrize("events", [
    (saved(DUE), sent("11-06", "own")),
    (sent("11-06", "own"),),
    (saved(DUE), event(EventKind.WON, "11-06")),
    (saved(DUE), event(EventKind.SNOOZED, "11-06", until=date(2026, 12, 1))),
])  # fmt: skip
def test_whatever_happens_to_the_other_proposal_takes_the_draft_back(events):
    """The person wrote on their own, or wants no more."""
    assert decide(named(*events), when="11-06")["t2"].action is Action.WITHDRAW


def test_a_thrown_away_one_counts_for_the_other_proposal_too():
    """Scenario 9. The event is that of each thread."""
    over = thread(sent(), saved(DUE), gone("11-06"), name="t2")

    assert decide(over, when="11-06")["t2"].touch == 2


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('- "Website"\n- "Logo für Müller & Söhne"\n', ("t2",)),
        ("1. „Website“\n2. „Logo für Müller & Söhne“\n", ("t2",)),
        ("- «\xa0Website\xa0»\n- «\xa0Logo für Müller & Söhne\xa0»\n", ("t2",)),
        ('What would the "Website" need from you?', ()),
        ('the Website and the "Logo für Müller & Söhne"', ()),
        ('"Website", and logo für Müller & Söhne', ()),
        ("", ()),
    ],
)
def test_a_text_names_what_stands_in_it_in_quotation_marks(text, named):
    """Of a draft that another mailfollow wrote nothing else is known."""
    first, second = (about("Website", "t1"), about("Logo für Müller & Söhne", "t2"))

    assert named_in(text, first, [first, second]) == named
    assert named_in(text, first, [about("Logo für Müller & Söhne", "t3", people=(EVA,))]) == ()


def test_quotation_marks_in_a_topic_are_no_hindrance():
    """The texts turn them into single ones."""
    first, second = about('The "big" relaunch', "t1"), about("Logo", "t2")

    assert named_in('- "The \'big\' relaunch"\n- "Logo"', first, [second]) == ("t2",)
    assert named_in('"Logo"', about(None, "t1"), [second]) == ()


def about(topic, name, **more):
    """Return a thread on that topic."""
    return thread(sent(proposal=replace(OFFER, topic=topic), **more), name=name)


def test_the_day_of_a_joint_draft_is_no_day_off():
    """Absence holds for both."""
    off = calendar(away=((date(2026, 11, 5), date(2026, 11, 6)),))

    assert covers(decide(*two(), calendar=off)) == {}


ENDS = replace(OFFER, valid_until=date(2026, 11, 20))


def ending(*events, proposal=ENDS, state=DraftState.OPEN, **more):
    """Return a thread whose offer ends, named by the draft of t1 that was written before."""
    joint = draft(state, id=1, thread_id="t1", covers=("t2",), **more)
    return thread(sent(proposal=proposal), saved(DUE), *events, name="t2", covered_by=joint)


def test_a_joint_draft_that_offers_what_has_ended_is_taken_back():
    """Scenario 88, for a proposal that is only named in it; one that was edited stays."""
    decision = decide(ending(), when="11-21")["t2"]

    assert decision.action is Action.WITHDRAW
    assert decision.why == (
        'it names the proposal "Website" as well, and there: '
        "the offer ended on Fri 20 Nov 2026, after the draft was written"
    )
    left = decide(ending(state=DraftState.EDITED), when="11-21")["t2"]
    assert left.action is Action.LEAVE
    assert "the offer ended on Fri 20 Nov 2026, after the draft was written; the draft of" in left.why
    assert decide(ending(kept="it was changed"), when="11-21")["t2"].action is Action.LEAVE


def test_a_joint_draft_stays_while_the_offer_is_valid_and_where_it_had_ended_before():
    """On its last day it is valid; and a text that was written afterwards knew."""
    assert decide(ending(), when="11-20")["t2"].action is Action.LEAVE
    assert decide(ending(proposal=OFFER), when="11-21")["t2"].action is Action.LEAVE
    after = ending(reserved_at=at("11-21", 0, 30))  # still the 20th by UTC
    assert decide(after, when="11-23")["t2"].action is Action.LEAVE
