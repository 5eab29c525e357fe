"""How many drafts are written at a time: what is overdue comes bit by bit, most urgent first, each with its day."""

from dataclasses import replace
from datetime import date

import pytest

from mailfollow.model import Action, DraftPolicy, DraftState, EventKind
from mailfollow.tracking.planning.limits import always
from mailfollow.tracking.planning.plan import plan
from tests.tracking.builders import CADENCE, CALENDAR, EVA, GUS, OFFER, at, calendar, day, draft, event, sent, thread

FRIDAY = "11-20"


def decide(*threads, when=FRIDAY, calendar=CALENDAR, policy=None, written=0, fits=always, stopped=None, lately=None):
    moment = at(when) if isinstance(when, str) else when
    return plan(threads, moment, CADENCE, calendar, policy or DraftPolicy(), written, fits, stopped, lately)


def to(company, **more):
    """Return what a thread with somebody of `company` is made of."""
    return {"people": (replace(EVA, address=f"eva@{company}"),), **more}


def one(when, name, *events, **more):
    """Return a thread with a company of its own."""
    return thread(sent(when, **to(f"{name}.example", **more)), *events, name=name, company=f"{name}.example")


def many(n, first="11-02", name="t"):
    """Return n threads with n companies, each proposed a business day after the one before, three a day."""
    days = [CALENDAR.add(day(first), i // 3) for i in range(n)]
    return [one(on, f"{name}{i:02}") for i, on in enumerate(days)]


def written(decisions):
    return [each.thread_id for each in decisions if each.action is Action.WRITE]


def test_after_an_outage_five_overdue_ones_come_on_each_business_day():
    """Scenario 86. The oldest first; each of the others says on which day it comes, and why."""
    decisions = decide(*many(12))

    assert written(decisions) == ["t00", "t01", "t02", "t03", "t04"]
    assert decisions[:5] == [each for each in decisions if each.action is Action.WRITE]
    later = {each.thread_id: each for each in decisions[5:]}
    assert [later[f"t{n:02}"].due_on for n in range(5, 12)] == [date(2026, 11, 23)] * 5 + [date(2026, 11, 24)] * 2
    assert later["t11"].why == (
        "sent on Thu 5 Nov; first follow-up after 3 business days, on Tue 10 Nov; "
        "12 follow-ups overdue: 5 a business day, the most urgent first, so on Tue 24 Nov"
    )


def test_what_is_due_today_comes_besides_what_is_overdue():
    """Scenario 86. An outage does not delay what is in time; a day late, as after a day off, is in time."""
    today = [one("11-17", "today"), one("11-16", "late")]
    decisions = decide(*many(9), *today)

    assert written(decisions) == ["t00", "t01", "t02", "t03", "t04", "late", "today"]


def test_the_overdue_of_the_day_are_not_written_twice():
    """Scenario 86. What was written today counts, so that the next pass of the day adds nothing."""
    assert written(decide(*many(9), written=5)) == []
    assert written(decide(*many(9), written=3)) == ["t00", "t01"]


def test_a_weekend_adds_nothing_to_what_came_on_friday():
    """Three days' worth on Monday morning would be a flood again; who begins on a weekend gets one day's."""
    decisions = decide(*many(9), when="11-21", lately=5)

    assert written(decisions) == []
    assert {each.due_on for each in decisions[:5]} == {date(2026, 11, 23)}
    begun = decide(*many(9), when="11-21")
    assert len(written(begun)) == 5
    assert {each.due_on for each in begun if each.action is Action.WAIT} == {date(2026, 11, 23)}


def test_the_first_day_back_is_no_flood():
    """The absence moves each follow-up to the day of the return; it was planned for before all the same."""
    away = calendar(away=((date(2026, 11, 5), date(2026, 11, 19)),))
    decisions = decide(*many(18), calendar=away)

    assert written(decisions) == ["t00", "t01", "t02", "t03", "t04"]
    assert {each.due_on for each in decisions if each.action is Action.WAIT} == {
        date(2026, 11, day) for day in (23, 24, 25)
    }


def test_the_days_told_leave_out_absences():
    """Scenario 86. Whoever goes away again gets the rest afterwards."""
    away = calendar(away=((date(2026, 11, 23), date(2026, 11, 27)),))

    assert {each.due_on for each in decide(*many(9), calendar=away)[5:]} == {date(2026, 11, 30)}


def test_the_days_told_come_true():
    """Scenario 86. Day after day the listed ones are written, and only they."""
    threads = many(23)
    told = {each.thread_id: each.due_on for each in decide(*threads) if each.action is Action.WAIT}
    for today in sorted(set(told.values())):
        gone = {name for name, on in told.items() if on < today} | {f"t{n:02}" for n in range(5)}
        left = [each for each in threads if each.id not in gone]
        assert set(written(decide(*left, when=at(today)))) == {name for name, on in told.items() if on == today}


def test_the_cap_of_the_day_holds_for_everything():
    """Scenario 86. What was written before in the day counts."""
    due = [one("11-17", f"d{n}") for n in range(10)]
    decisions = decide(*due, written=18)

    assert len(written(decisions)) == 2
    assert decisions[2].why.endswith("; cap of 20 a day reached: tomorrow at the earliest")
    assert written(decide(*due, written=25)) == []


def test_with_no_drafts_a_day_all_say_so():
    """Tomorrow will be no better."""
    decisions = decide(*many(7), policy=DraftPolicy(daily=0))

    assert written(decisions) == []
    assert {each.why.rpartition("; ")[2] for each in decisions} == {
        "no drafts are written, as `daily` is 0 in the configuration"
    }


def test_one_a_day_comes_one_a_day():
    """Each says its own day."""
    days = [each.due_on for each in decide(*many(4), policy=DraftPolicy(batch=1)) if each.action is Action.WAIT]

    assert days == [date(2026, 11, day) for day in (23, 24, 25)]


def test_a_small_cap_bounds_the_overdue_ones_as_well():
    """With two a day, the rest comes two a day."""
    decisions = decide(*many(6), policy=DraftPolicy(daily=2))

    assert len(written(decisions)) == 2
    assert "cap of 2 a day reached" in decisions[2].why


def test_a_date_that_somebody_named_comes_before_our_own_habit():
    """A promise is kept before an older silence is broken."""
    old = one("10-20", "old")
    promised = one("11-02", "promised", proposal=replace(OFFER, promise=date(2026, 11, 5)))
    decisions = decide(old, promised, policy=DraftPolicy(batch=1))

    assert [(d.thread_id, d.action) for d in decisions] == [("promised", Action.WRITE), ("old", Action.WAIT)]


def test_nobody_waits_for_ever_behind_dates_that_were_named():
    """A promise a day and one draft a day: after a month it is the turn of who was only written to out of habit."""
    old, turns = one("10-20", "old"), []
    for n in range(40):
        today = CALENDAR.add(date(2026, 11, 6), n)
        named = replace(OFFER, promise=CALENDAR.add(today, -2))
        promised = one(CALENDAR.add(today, -4), f"p{n}", proposal=named)
        turns += written(decide(old, promised, when=at(today), policy=DraftPolicy(daily=1)))

    assert turns[0] == "p0"
    assert turns.index("old") == 12


def test_the_queue_keeps_its_order_from_day_to_day():
    """What is behind somebody else today is behind them tomorrow."""
    threads = many(14)
    queue = [each.thread_id for each in decide(*threads)]

    for day_later in ("11-21", "11-23", "11-24"):
        assert [each.thread_id for each in decide(*threads[::-1], when=day_later)][:5] == queue[:5]


def test_of_one_company_only_the_first_is_given_a_day():
    """The others wait until that one is sent, whenever that is."""
    same = [replace(one("11-10", f"x{n}"), company="x.example") for n in range(2)]
    decisions = {each.thread_id: each for each in decide(*many(5, first="10-20"), *same)}

    assert decisions["x0"].due_on == date(2026, 11, 23)
    assert decisions["x1"].why.endswith("; another follow-up to x.example comes first")


def test_a_draft_that_cannot_be_written_takes_nobody_s_place():
    """It stays listed as due, and the next one takes its place."""
    decisions = decide(*many(6), policy=DraftPolicy(batch=1), fits=lambda each, _: each.id != "t00")

    assert written(decisions) == ["t00", "t01"]


@pytest.mark.parametrize("n", [1, 40])
def test_while_new_drafts_are_stopped_everything_due_waits_and_says_why(n):
    """Nothing else changes: what is not due yet keeps its day."""
    early = one("11-19", "early")
    decisions = decide(*many(n, first="10-01"), early, stopped="no new drafts: nobody uses them")

    assert written(decisions) == []
    assert [each.why.endswith("; no new drafts: nobody uses them") for each in decisions] == [True] * n + [False]


def test_resumed_threads_do_not_come_all_at_once():
    """Scenario 89. Twelve that were snoozed until the same day are due on it; later they are overdue."""
    snooze = event(EventKind.SNOOZED, "11-03", until=day("11-18"))
    snoozed = [one("11-02", f"s{n}", snooze) for n in range(12)]

    assert len(written(decide(*snoozed, when="11-18"))) == 12
    assert len(written(decide(*snoozed, when="11-20"))) == 5


def followed_up(when, name="first", **more):
    """Return a thread with Eva whose first follow-up was sent then."""
    return thread(sent("11-02", people=(EVA,)), sent(when, "f1"), name=name, **more)


@pytest.mark.parametrize(("today", "day"), [("11-19", 20), ("11-20", 23), ("11-21", 23), ("11-22", 23)])
def test_nobody_gets_two_follow_ups_on_one_morning(today, day):
    """Whoever sends a follow-up finds none to the same person behind it, also over a weekend."""
    again = followed_up(min(today, FRIDAY))
    other = thread(sent("11-13", people=(EVA,)), name="other")
    decisions = {each.thread_id: each for each in decide(again, other, when=today)}

    assert (decisions["other"].action, decisions["other"].due_on) == (Action.WAIT, date(2026, 11, day))
    assert "; eva@acme.example has just had another follow-up, so on " in decisions["other"].why
    assert written(decide(again, other, when=f"11-{day}")) == ["other"]


def test_a_named_date_and_another_person_do_not_wait_for_that():
    """A promise is kept on its day, and colleagues are not the same person."""
    promised = thread(sent("11-13", people=(EVA,), proposal=replace(OFFER, promise=date(2026, 11, 20))), name="named")
    colleague = thread(sent("11-13", people=(GUS,)), name="gus")

    assert written(decide(followed_up(FRIDAY), promised)) == ["named"]
    assert written(decide(followed_up(FRIDAY), colleague)) == ["gus"]
    assert written(decide(followed_up(FRIDAY), colleague, policy=DraftPolicy(daily=0))) == []


def test_while_the_person_writes_to_a_company_nobody_else_there_gets_a_draft():
    """A draft of one's own counts as one; in a closed thread it says nothing."""
    mine = thread(sent("11-19", people=(EVA,)), name="mine", foreign_draft=True)
    over = thread(sent("11-02"), event(EventKind.WON, "11-03"), name="over", foreign_draft=True)
    due = thread(sent("11-13", people=(GUS,)), name="due")

    assert written(decide(mine, due)) == []
    assert written(decide(over, due)) == ["due"]


JANE = replace(EVA, address="jane@acme.example")
BOB = replace(EVA, address="bob@agency.example")
FREE = replace(EVA, address="bob@gmail.example")
RESELLER = replace(EVA, address="rita@reseller.example")


def with_people(when, name, *people, company="acme.example", **more):
    """Return a thread whose proposal went to those people, the first of them at `company`."""
    return thread(sent(when, people=people), name=name, company=company, **more)


@pytest.mark.parametrize("who", [BOB, FREE])
@pytest.mark.parametrize("first", ["both", "alone"])
def test_who_is_written_to_beside_somebody_else_gets_one_draft_as_well(who, first):
    """Whichever comes first; also at a free mail provider."""
    company = None if who is FREE else "agency.example"
    both = with_people("11-16" if first == "both" else "11-17", "both", JANE, who)
    alone = with_people("11-17" if first == "both" else "11-16", "alone", who, company=company)
    decisions = {each.thread_id: each for each in decide(both, alone)}

    (waiting,) = (each for each in decisions.values() if each.action is Action.WAIT)
    assert written(decisions.values()) == [first]
    assert waiting.why.endswith(f"; another follow-up to {company or who.address} comes first")


def test_two_with_another_person_of_the_same_company_beside_exclude_each_other():
    """A company is one, whoever of it is written to."""
    colleague = replace(BOB, address="kim@mail.agency.example")
    first, second = with_people("11-16", "a", JANE, BOB), with_people("11-17", "b", EVA, colleague, company="b.example")

    assert written(decide(first, replace(second, standing=with_people("11-17", "b", GUS, colleague).standing))) == ["a"]


def lying(when, *people, state=DraftState.OPEN, **more):
    """Return a thread with a draft to those people that was saved then."""
    saved = event(EventKind.DRAFT_SAVED, when, draft_id=1)
    made = draft(state, reserved_at=at(when), thread_id="lying")
    return thread(sent("11-02", people=people), saved, name="lying", draft=made, **more)


@pytest.mark.parametrize("state", [DraftState.OPEN, DraftState.EDITED, DraftState.MISSING])
@pytest.mark.parametrize("who", [BOB, FREE])
def test_a_draft_that_lies_there_for_days_keeps_all_its_readers_from_a_second_one(who, state):
    """Until it is sent or thrown away, not only for a day."""
    company = None if who is FREE else "agency.example"
    alone = with_people("11-13", "alone", who, company=company)

    assert written(decide(lying("11-05", JANE, who, state=state), alone)) == []
    assert written(decide(lying("11-05", JANE, state=state), alone)) == ["alone"]


def test_a_draft_that_the_person_began_counts_for_all_who_read_it():
    """As for the company that comes first."""
    mine = with_people("11-19", "mine", JANE, BOB, foreign_draft=True)

    assert written(decide(mine, with_people("11-13", "due", BOB, company="agency.example"))) == []


def test_whose_mail_came_back_keeps_nobody_waiting():
    """The draft does not go to them."""
    both = with_people("11-16", "both", JANE, BOB)
    both = replace(both, standing=replace(both.standing, failed=frozenset({BOB.address})))

    assert written(decide(both, with_people("11-17", "alone", BOB, company="agency.example"))) == ["both", "alone"]


def beside(n, *more, when="11-17"):
    """Return n proposals to n companies, all with the reseller beside."""
    firms = [f"firm{number}.example" for number in range(n)]
    return [
        with_people(when, f"f{number}", replace(EVA, address=f"eva@{firm}"), RESELLER, *more, company=firm)
        for number, firm in enumerate(firms)
    ]


def test_who_is_beside_everybody_stops_nobody_for_ever():
    """One a business day, each told its own; what lies there unsent does not end it."""
    threads = beside(4)
    decisions = decide(*threads)
    later = [each for each in decisions if each.action is Action.WAIT]

    assert written(decisions) == ["f0"]
    assert [each.due_on for each in later] == [date(2026, 11, day) for day in (23, 24, 25)]
    assert later[0].why.endswith("; another follow-up to reseller.example comes first, so on Mon 23 Nov")
    lies = replace(lying("11-20", JANE, RESELLER), account="work")
    assert written(decide(lies, *threads)) == []
    assert written(decide(lies, *threads, when="11-22")) == []
    assert written(decide(lies, *threads, when="11-23")) == ["f0"]


def test_who_is_beside_only_two_waits_until_the_first_is_gone():
    """That stops one proposal, not everything."""
    assert written(decide(lying("11-05", JANE, RESELLER), *beside(1))) == []
    assert written(decide(lying("11-05", JANE, RESELLER), *beside(2))) == ["f0"]


def test_who_is_beside_everybody_still_has_one_draft_of_their_own():
    """However long it lies there; and none of their own on the morning of another."""
    more = ((), (JANE,))
    own = [with_people("11-13", f"own{n}", RESELLER, *more[n], company="reseller.example") for n in range(2)]
    copies = beside(3)

    assert written(decide(*own, *copies)) == ["own0"]
    assert written(decide(lying("11-05", RESELLER), *own, *copies)) == ["f0"]
    assert written(decide(lying("11-20", JANE, RESELLER), *own, *copies)) == []


def test_a_date_that_somebody_named_does_not_wait_for_who_is_in_copy_everywhere():
    """As it waits for nobody who has just had another one."""
    named = replace(OFFER, promise=date(2026, 11, 20))
    promised = thread(sent("11-16", people=(BOB, RESELLER), proposal=named), name="named", company="agency.example")

    assert written(decide(lying("11-20", JANE, RESELLER), *beside(3), promised)) == ["named"]


def test_clients_at_free_mail_with_one_company_beside_are_not_one_company():
    """What they have in common is only in copy."""
    clients = [with_people("11-17", f"c{n}", replace(GUS, address=f"gus{n}@gmail.example"), RESELLER) for n in range(4)]
    clients = [replace(each, company="reseller.example") for each in clients]
    first = replace(lying("11-05", FREE, RESELLER), company="reseller.example")

    assert written(decide(first, *clients)) == ["c0"]
