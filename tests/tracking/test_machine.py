"""A person, four customers and a mail client at random, day after day: what must never happen, never does.

The machine plays the pass of the program over values: it plans, saves what is to be written, takes back what is to
be withdrawn, and ends what is to end, while people answer, are away, edit, send and delete drafts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from mailfollow.model import (
    Action,
    Address,
    Cadence,
    Decision,
    Draft,
    DraftPolicy,
    DraftState,
    Event,
    EventKind,
    Intent,
    State,
    Thread,
)
from mailfollow.tracking.planning.limits import Limits
from mailfollow.tracking.planning.plan import open_draft, plan
from mailfollow.tracking.standing.fold import fold
from tests.tracking.builders import BERLIN, BOB, EVA, GUS, OFFER, ZOE, at, draft
from tests.tracking.builders import calendar as calendar_with

CADENCE = Cadence(waits=(2, 2), then=4, most=2, gap=3, hours=(8, 18))
CALENDAR = calendar_with(hours=(8, 18), away=((at("12-23").date(), at("12-31").date()),))
POLICY = DraftPolicy(daily=3, batch=2)

ANSWERED = {Intent.YES, Intent.NO, Intent.STOP, Intent.QUESTION, Intent.OTHER}
AGAIN = {EventKind.SENT, EventKind.REOPENED, EventKind.TRACKED}


@dataclass
class Customer:
    """One thread with all that has happened to it."""

    name: str
    who: Address
    company: str | None
    events: list[Event] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    @property
    def thread(self) -> Thread:
        newest = self.drafts[-1] if self.drafts else None
        return Thread(self.name, "work", "Website", fold(self.events, CALENDAR), self.company, newest)

    @property
    def open_draft(self) -> Draft | None:
        return open_draft(self.thread)


class FollowingUp(RuleBasedStateMachine):
    """What the person and the customers do; the rules of the house as invariants."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = at("11-02", 9)
        self.count = 0
        self.written: list[datetime] = []
        self.customers = [
            Customer("bob", BOB, "acme.example"),
            Customer("eva", EVA, "acme.example"),
            Customer("gus", GUS, None),
            Customer("zoe", ZOE, "elsewhere.example"),
        ]
        for customer in self.customers:
            self.happen(customer, EventKind.SENT, people=(customer.who,), proposal=OFFER)

    def happen(self, customer: Customer, kind: EventKind, **more: object) -> None:
        self.count += 1
        self.now += timedelta(minutes=1)
        named = {"message_id": f"m{self.count}"} if kind in {EventKind.SENT, EventKind.REPLY} else {}
        event = Event(kind, self.now, f"{kind} {self.count}", **(named | more))  # type: ignore[arg-type]
        customer.events.append(event)

    def mark(self, customer: Customer, state: DraftState) -> None:
        customer.drafts[-1] = replace(customer.drafts[-1], state=state)

    pick = st.integers(0, 3)

    @rule(hours=st.integers(0, 72))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule(days=st.integers(1, 15))
    def days_go_by(self, days):
        """Let days pass with a look at each, at ten in the morning, weekends and holidays included."""
        for _ in range(days):
            tomorrow = CALENDAR.today(self.now) + timedelta(days=1)
            self.now = at(tomorrow, 10)
            self.a_pass()

    @rule()
    def a_pass(self):
        threads = [customer.thread for customer in self.customers]
        today = [moment for moment in self.written if CALENDAR.local_date(moment) == CALENDAR.today(self.now)]
        decisions = plan(threads, self.now, CADENCE, CALENDAR, POLICY, len(today))
        assert sorted(one.thread_id for one in decisions) == sorted(one.id for one in threads)
        late = Limits(POLICY, CALENDAR, CALENDAR.today(self.now)).is_overdue
        assert sum(one.action is Action.WRITE and late(one) for one in decisions) <= POLICY.batch
        for decision in decisions:
            self.act(next(one for one in self.customers if one.name == decision.thread_id), decision)

    def act(self, customer: Customer, decision: Decision) -> None:
        match decision.action:
            case Action.WRITE:
                self.check_writing(customer, decision)
                self.count += 1
                new = draft(id=self.count, touch=decision.touch, round=customer.thread.standing.round)
                customer.drafts.append(replace(new, thread_id=customer.name, reserved_at=self.now))
                self.written.append(self.now)
                self.happen(customer, EventKind.DRAFT_SAVED, draft_id=self.count)
            case Action.WITHDRAW:
                assert customer.drafts[-1].state is DraftState.OPEN
                self.mark(customer, DraftState.WITHDRAWN)
                self.happen(customer, EventKind.DRAFT_WITHDRAWN, draft_id=customer.drafts[-1].id)
            case Action.END:
                self.happen(customer, EventKind.ENDED, close=decision.close)

    def check_writing(self, customer: Customer, decision: Decision) -> None:
        s, today, local = customer.thread.standing, CALENDAR.today(self.now), self.now.astimezone(BERLIN)
        assert decision.why
        assert s.state is State.WAITING
        assert s.held is None
        assert not CALENDAR.is_away(today), "written while the person was away"
        assert 8 <= local.hour < 18, "written outside the hours"
        for until in (s.not_before, s.snoozed):
            assert until is None or until <= today, "written before the day until which it was held"
        assert decision.touch <= CADENCE.most or s.asked_to_wait, "more touches than configured"
        used = [one for one in customer.drafts if one.state is not DraftState.WITHDRAWN]
        assert (s.round, decision.touch) not in [(one.round, one.touch) for one in used], "a touch made twice"
        self.check_no_answer(customer)
        if s.touch and not s.asked_to_wait and s.clock is not None:
            gap = CALENDAR.add(CALENDAR.local_date(s.clock), CADENCE.gap)
            assert today >= gap, "touches too close to each other"

    def check_no_answer(self, customer: Customer) -> None:
        for event in reversed(customer.events):
            if event.kind in AGAIN or event.intent in {Intent.NOT_NOW, Intent.HOLDING}:
                return  # whoever asks to wait after an answer, expects to hear of us then
            assert event.kind is not EventKind.REPLY or event.intent not in ANSWERED, "written after an answer"

    @rule(n=pick, intent=st.sampled_from(list(Intent)), days=st.none() | st.integers(1, 60))
    def they_answer(self, n, intent, days):
        until = CALENDAR.today(self.now) + timedelta(days=days) if days else None
        who = self.customers[n].who.address
        self.happen(self.customers[n], EventKind.REPLY, intent=intent, person=who, until=until)

    @rule(n=pick, days=st.none() | st.integers(0, 30))
    def they_are_away(self, n, days):
        until = CALENDAR.today(self.now) + timedelta(days=days) if days is not None else None
        self.happen(self.customers[n], EventKind.AUTO_REPLY, away=True, until=until)

    @rule(n=pick, permanent=st.booleans())
    def mail_bounces(self, n, permanent):
        who = self.customers[n].who.address
        self.happen(self.customers[n], EventKind.BOUNCED, person=who, permanent=permanent)

    @rule(n=pick)
    def something_is_unclear(self, n):
        self.happen(self.customers[n], EventKind.HELD)

    @rule(n=pick, asks=st.booleans(), offer=st.booleans())
    def i_write_myself(self, n, asks, offer):
        proposal = replace(OFFER, amount=str(self.count)) if offer else None
        who = self.customers[n].who
        self.happen(self.customers[n], EventKind.SENT, people=(who,), asks=asks, proposal=proposal)

    @precondition(lambda self: any(one.open_draft for one in self.customers))
    @rule(pick=st.randoms(use_true_random=False), what=st.sampled_from(["send", "edit", "delete", "send elsewhere"]))
    def i_take_a_draft(self, pick, what):
        customer = pick.choice([one for one in self.customers if one.open_draft])
        mine = customer.drafts[-1].id
        match what:
            case "send" | "send elsewhere":
                to = customer.who if what == "send" else Address("", "somebody@else.example")
                # Sent to somebody else it was no touch, so that its number is free again.
                self.mark(customer, DraftState.SENT if what == "send" else DraftState.WITHDRAWN)
                self.happen(customer, EventKind.SENT, people=(to,), draft_id=mine)
            case "edit":
                self.mark(customer, DraftState.EDITED)
                self.happen(customer, EventKind.DRAFT_EDITED, draft_id=mine)
            case "delete":
                self.mark(customer, DraftState.DISCARDED)
                self.happen(customer, EventKind.DRAFT_GONE, draft_id=mine)

    @rule(n=pick, kind=st.sampled_from([EventKind.STOPPED, EventKind.WON, EventKind.LOST, EventKind.REOPENED]))
    def i_say_so(self, n, kind):
        self.happen(self.customers[n], kind)

    @rule(n=pick, days=st.none() | st.integers(1, 40))
    def i_snooze(self, n, days):
        until = CALENDAR.today(self.now) + timedelta(days=days) if days else None
        self.happen(self.customers[n], EventKind.SNOOZED, until=until)

    @invariant()
    def a_company_has_at_most_one_open_draft(self):
        companies = [one.company or one.who.address for one in self.customers if one.open_draft]
        assert len(companies) == len(set(companies))

    @invariant()
    def a_thread_has_at_most_one_open_draft(self):
        for customer in self.customers:
            assert sum(open_draft(replace(customer.thread, draft=one)) is not None for one in customer.drafts) <= 1

    @invariant()
    def no_more_drafts_than_allowed_are_written_in_a_day(self):
        days = [CALENDAR.local_date(moment) for moment in self.written]
        assert all(days.count(one) <= POLICY.daily for one in days)

    @invariant()
    def the_order_of_arrival_makes_no_difference(self):
        for customer in self.customers:
            assert fold(customer.events[::-1], CALENDAR) == fold(customer.events, CALENDAR)

    @invariant()
    def a_thread_with_a_draft_of_its_own_waits_for_it(self):
        for customer in self.customers:
            if customer.thread.standing.state is State.DRAFTED:
                assert customer.open_draft is not None, "drafted, but nothing lies in Drafts: it would wait for ever"


FollowingUp.TestCase.settings = settings(max_examples=50, stateful_step_count=30)
TestFollowingUp = FollowingUp.TestCase
