"""Which thread a message belongs to, by ids and by the people and subjects they come from, and what is never enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.model import Address, Automatic, Bounce, Envelope, FailedRecipient, Kind, MatchHow
from mailfollow.tracking.matching.match import index, interesting, is_ours, match, put
from tests.tracking.builders import (
    BOB,
    EVA,
    GUS,
    ME,
    PAUL,
    ZOE,
    absence_notice,
    at,
    bounce_message,
    conversation,
    message,
)

T1 = conversation()
JANE = Address("Jane Dean", "jane@acme.example")
TOKEN = "5ec7e7@studio.example"

OTHER = conversation(
    "t2", message_ids=frozenset({"p2"}), tokens=frozenset(), people=frozenset({ZOE.address}),
    domains=frozenset({"elsewhere.example"}), subjects=frozenset({"garden"}), number="2026-200",
)  # fmt: skip
FREE = conversation("free", message_ids=frozenset({"p3"}), tokens=frozenset(), people=frozenset({GUS.address}),
                    domains=frozenset())  # fmt: skip
INA = Address("Ina Lang", "ina@studio.example")


def found(mail, *conversations):
    return match(mail, ME, index(conversations or (T1, OTHER)))


def how(mail, *conversations):
    hit = found(mail, *conversations)
    return (hit.how, hit.threads)


NONE = (MatchHow.NONE, ())


def test_in_reply_to_is_trusted_alone():
    """Scenario 37. Whoever rewrites the subject is still answering."""
    assert how(message(subject="Quite another subject", in_reply_to="p1")) == (MatchHow.IN_REPLY_TO, ("t1",))
    assert how(message(ZOE, "Hello", in_reply_to="p1")) == (MatchHow.IN_REPLY_TO, ("t1",))


def test_an_answer_to_our_draft_s_message_id_is_an_answer():
    """Scenario 123. The client kept our Message-ID but no copy in Sent."""
    known = replace(T1, message_ids=frozenset({"p1", "touch1@studio.example"}))

    assert how(message(in_reply_to="touch1@studio.example"), known) == (MatchHow.IN_REPLY_TO, ("t1",))


def test_a_newer_reference_beats_an_older_one():
    """Scenario 38. Both are known, and the sender may refer to both."""
    second = replace(T1, id="t9", message_ids=frozenset({"p9"}))

    assert how(message(references=("p9", "p1")), T1, second) == (MatchHow.REFERENCES, ("t1",))
    assert how(message(references=("p1", "p9")), T1, second) == (MatchHow.REFERENCES, ("t9",))


@pytest.mark.parametrize("mail", [
    message(PAUL, "Summer party", references=("p1",)),
    message(ZOE, "Away", references=("p1",), kind=Kind.AUTO_REPLY, automatic=Automatic.ACKNOWLEDGEMENT),
    message(ZOE, "Summer party", references=("p1",), reply_to=(BOB,)),
])  # fmt: skip
def test_references_count_from_colleagues_machines_and_relays(mail):
    """Scenarios 44, 57 and 65. They don't recycle old mail, or speak for a person of the thread."""
    assert how(mail) == (MatchHow.REFERENCES, ("t1",))


def test_references_count_from_a_person_without_a_company():
    """Scenario 35."""
    assert how(message(GUS, "Summer party", references=("p3",)), FREE) == (MatchHow.REFERENCES, ("free",))


def test_the_newest_token_decides():
    """Scenario 124. References are cumulative: an older draft's token may stand before the newer one's."""
    second = replace(T1, id="t9", tokens=frozenset({"newer@studio.example"}))

    assert how(message(ZOE, references=(TOKEN, "newer@studio.example", "x")), T1, second) == (MatchHow.TOKEN, ("t9",))
    assert how(message(ZOE, references=("newer@studio.example", TOKEN, "x")), T1, second) == (MatchHow.TOKEN, ("t1",))
    assert how(message(ZOE, in_reply_to=TOKEN, references=("newer@studio.example",)), T1, second)[1] == ("t1",)


def test_either_id_of_a_rewritten_message_will_do():
    """Scenario 48. Exchange or SES gave the sent mail another Message-ID; both are known."""
    known = replace(T1, message_ids=frozenset({"p1", "p1-rewritten@ses.example"}))

    assert how(message(in_reply_to="p1-rewritten@ses.example"), known) == (MatchHow.IN_REPLY_TO, ("t1",))


def test_the_newest_reference_decides():
    """A thread that grew out of another one carries the ids of both."""
    mail = message(references=("p1", "unknown", "p2"), sender=ZOE)

    assert how(mail) == (MatchHow.REFERENCES, ("t2",))


def test_in_reply_to_beats_references():
    """Scenario 39. The proposal that is answered is the one referred to, not one further back."""
    assert how(message(in_reply_to="p1", references=("p1", "p2"))) == (MatchHow.IN_REPLY_TO, ("t1",))


def test_of_two_proposals_with_one_subject_the_one_answered_is_meant():
    """Scenario 39."""
    second = replace(T1, id="t9", message_ids=frozenset({"p9"}))

    assert how(message(subject="Re: Proposal for the website", in_reply_to="p9"), T1, second) == (
        MatchHow.IN_REPLY_TO, ("t9",),
    )  # fmt: skip


def test_of_two_proposals_with_one_subject_both_are_held_if_no_id_says_which():
    """Scenario 39."""
    others = [replace(T1, id=f"t{n}", message_ids=frozenset({f"p{n}"})) for n in range(2, 10)]
    mail = message(subject="Re: Proposal for the website")

    assert how(mail, *others, T1) == (MatchHow.PROBABLE, tuple(f"t{n}" for n in range(1, 10)))
    assert found(mail, *others, T1).why == "a person of this thread wrote with its subject, but others fit equally"


def test_references_with_a_stranger_and_another_subject_are_no_match():
    """Scenario 38. Somebody took an old mail to start a new one."""
    assert how(message(ZOE, "Summer party", references=("p1",)), T1) == NONE


@pytest.mark.parametrize(("sender", "subject"), [
    (BOB, "Summer party"), (JANE, "Summer party"), (ZOE, "AW: Proposal for the website"),
])  # fmt: skip
def test_references_count_from_the_people_the_company_or_on_the_subject(sender, subject):
    """Scenarios 38 and 42. A person of the thread may change the subject; a colleague elsewhere may answer on it."""
    assert how(message(sender, subject, references=("p1",)), T1) == (MatchHow.REFERENCES, ("t1",))


def test_the_token_of_a_draft_links_whatever_else_was_lost():
    """Scenario 123. The answer refers to a Message-ID that nobody knows; the token is second-last."""
    mail = message(ZOE, "Summer party", in_reply_to="new-id", references=("x", TOKEN, "y"))

    assert how(mail) == (MatchHow.TOKEN, ("t1",))


def test_trimmed_references_still_hold_the_token():
    """Scenario 125. mutt keeps the last ten, Thunderbird the first and the last sixteen."""
    long = tuple(f"r{n}" for n in range(40))
    for trimmed in ((*long[-8:], TOKEN, "last"), (long[0], *long[-14:], TOKEN, "last")):
        assert how(message(references=trimmed)) == (MatchHow.TOKEN, ("t1",))


def test_a_proposal_that_is_read_late_joins_its_follow_ups():
    """What known messages refer to belongs to them, whoever is read first."""
    known = replace(T1, references=frozenset({"p0"}))

    assert how(message(INA, "Proposal", message_id="p0"), known) == (MatchHow.REFERRED, ("t1",))
    assert how(message(BOB, "Enquiry", message_id="p0"), known) == (MatchHow.REFERRED, ("t1",))


def test_stripped_headers_are_made_up_for_by_person_and_subject():
    """Scenario 36. Some phones send neither In-Reply-To nor References."""
    assert how(message(subject="Re:Proposal for the Website")) == (MatchHow.SUBJECT, ("t1",))
    assert how(message(subject="[EXTERNAL] AW: proposal for the website")) == (MatchHow.SUBJECT, ("t1",))


@pytest.mark.parametrize(("day", "joined"), [("2027-11-02", True), ("2027-11-03", False)])
def test_an_equal_subject_after_a_year_of_silence_is_another_matter(day, joined):
    """Scenario 36. A year may pass till "next spring"; whatever comes later is new."""
    assert (how(message(subject="Re: Proposal for the website", at=at(day))) == (MatchHow.SUBJECT, ("t1",))) is joined
    assert (how(message(JANE, "Offer 2026-117", at=at(day))) == (MatchHow.PROBABLE, ("t1",))) is joined


def test_the_year_counts_from_the_last_mail_of_the_thread():
    """Scenario 36. A long talk has not ended."""
    known = replace(T1, last=at("2027-06-01"))

    assert how(message(subject="Re: Proposal for the website", at=at("2028-05-31")), known)[0] is MatchHow.SUBJECT
    assert how(message(subject="Re: Proposal for the website", at=at("2028-06-02")), known) == NONE


def test_a_mail_of_the_very_second_the_thread_began_is_not_later():
    """Scenario 45."""
    assert how(message(subject="Re: Proposal for the website", at=T1.started)) == NONE


def test_an_answer_by_an_alias_that_names_the_person_in_reply_to_is_theirs():
    """Scenario 36. Mailing lists and portals write their own address into From."""
    portal = Address("Bob Byer via Portal", "noreply@portal.example")

    assert how(message(portal, "Re: Proposal for the website", reply_to=(BOB,))) == (MatchHow.SUBJECT, ("t1",))


def test_an_unknown_parent_is_like_none():
    """Scenario 48. The id in In-Reply-To was rewritten on the way, and nobody knows it."""
    mail = message(subject="Re: Proposal for the website", in_reply_to="unknown@ses.example")

    assert how(mail) == (MatchHow.SUBJECT, ("t1",))


def test_what_was_written_before_the_thread_began_is_no_answer_to_it():
    """Scenario 45. An earlier enquiry with the same subject."""
    assert how(message(subject="Proposal for the website", at=at("10-30"))) == NONE


def test_an_unreadable_answer_counts_as_one():
    """Scenario 50. Encrypted, S/MIME or winmail.dat: the headers are enough."""
    assert how(message(kind=Kind.UNREADABLE, in_reply_to="p1")) == (MatchHow.IN_REPLY_TO, ("t1",))
    assert how(message(kind=Kind.UNREADABLE, subject="Re: Proposal for the website"))[0] is MatchHow.SUBJECT


def test_two_customers_with_the_same_subject_are_never_mixed():
    """Scenario 40. A bare equal subject joins nobody."""
    known = [
        replace(T1, subjects=frozenset({"quote"})),
        replace(OTHER, subjects=frozenset({"quote"})),
        replace(FREE, subjects=frozenset({"quote"})),
    ]

    assert how(message(BOB, "Re: Quote"), *known) == (MatchHow.SUBJECT, ("t1",))
    assert how(message(ZOE, "Re: Quote"), *known) == (MatchHow.SUBJECT, ("t2",))
    assert how(message(Address("", "new@third.example"), "Re: Quote"), *known) == NONE


def test_an_empty_subject_links_nothing():
    """Two mails without a subject have nothing in common."""
    known = replace(T1, subjects=frozenset({""}))

    assert how(message(JANE, "Re: "), known) == NONE
    assert how(message(BOB, ""), known) == (MatchHow.OTHER_MATTER, ("t1",))


def test_a_colleague_who_names_the_quote_number_holds_the_thread():
    """Scenario 34."""
    assert how(message(JANE, "Your offer 2026-117")) == (MatchHow.PROBABLE, ("t1",))
    assert how(message(JANE, "Hi", own_text="About 2026-117: fine.")) == (MatchHow.PROBABLE, ("t1",))
    assert how(message(JANE, "Re: Proposal for the website")) == (MatchHow.PROBABLE, ("t1",))
    assert how(message(JANE, "2026-117", own_text="Fine", quoted_text="x")) == (MatchHow.PROBABLE, ("t1",))
    assert how(message(JANE, "Hi", own_text="2026-117", quoted_text="x")) == (MatchHow.PROBABLE, ("t1",))
    assert how(message(JANE, "Offer 2026-117", kind=Kind.UNREADABLE)) == (MatchHow.PROBABLE, ("t1",))
    assert how(message(GUS, "Offer 2026-117"), FREE) == (MatchHow.PROBABLE, ("free",))


def test_a_colleague_who_names_nothing_of_it_is_about_something_else():
    """Scenario 34. The domain alone is no sign."""
    assert how(message(JANE, "Your invoice")) == NONE


@pytest.mark.parametrize("text", ["12026-1170", "2026-1171", "A2026-117", "2026-11"])
def test_a_number_within_another_number_is_not_named(text):
    """Scenario 34. A phone number or another offer."""
    assert how(message(JANE, f"Your {text}")) == NONE


def test_a_short_quote_number_is_no_sign():
    """A plain 7 stands in every text."""
    assert how(message(JANE, "All 7 of us"), replace(T1, number="7")) == NONE
    assert how(message(JANE, "All 77 of us"), replace(T1, number="77")) == NONE
    assert how(message(JANE, "Your offer A77"), replace(T1, number="A77")) == (MatchHow.PROBABLE, ("t1",))
    assert how(message(JANE, "Your offer None"), replace(T1, number=None)) == NONE


def test_free_mail_addresses_are_not_colleagues():
    """Scenario 35."""
    stranger = Address("", "stranger@gmail.example")

    assert how(message(stranger, "Re: Proposal for the website, 2026-117"), FREE) == NONE
    assert how(message(GUS, "Re: Proposal for the website"), FREE) == (MatchHow.SUBJECT, ("free",))


@pytest.mark.parametrize("subject", [
    "Re: Proposal for the website - questions", "Accepted: Proposal for the website", "Re: Proposal for the web",
])  # fmt: skip
@pytest.mark.parametrize("sender", [BOB, JANE])
def test_a_subject_that_was_made_longer_or_cut_off_holds_the_thread(sender, subject):
    """Scenarios 34 and 36. Nearly the same subject is nearly a sign."""
    assert how(message(sender, subject)) == (MatchHow.PROBABLE, ("t1",))


@pytest.mark.parametrize(("subject", "known"), [
    ("Re: Website relaunch", "website"), ("Re: Proposals", "proposal"), ("Re: Website", "new website"),
    ("Proposal", "proposal for the website"), ("Websitesandmore", "websitesandmore gmbh"),
    ("Re: New website today", "new website"), ("Proposal for the garden", "proposal for the website"),
    ("An offer", "an offer for the website"),
])  # fmt: skip
def test_a_short_subject_is_like_no_other(subject, known):
    """Scenario 53. A word or two stand in many subjects."""
    assert how(message(BOB, subject), replace(T1, subjects=frozenset({known}))) == (MatchHow.OTHER_MATTER, ("t1",))


@pytest.mark.parametrize("subjects", [{"new web shop"}, {"new web shop", "garden"}])
def test_twelve_letters_in_two_words_are_enough_to_be_like(subjects):
    """Scenario 36. Any of the subjects that the talk has had."""
    known = replace(T1, subjects=frozenset(subjects))

    assert how(message(BOB, "Re: New web shop today"), known) == (MatchHow.PROBABLE, ("t1",))


def test_the_very_subject_beats_a_similar_one():
    """Scenario 39. Two proposals whose subjects begin alike."""
    second = replace(T1, id="t9", subjects=frozenset({"proposal for the website and the shop"}))

    assert how(message(subject="Re: Proposal for the website and the shop"), T1, second) == (MatchHow.SUBJECT, ("t9",))
    assert how(message(JANE, "Re: Proposal for the website and the shop"), T1, second) == (MatchHow.PROBABLE, ("t9",))


def test_a_person_with_a_new_subject_who_names_the_number_holds_the_thread():
    """Scenario 34. It is about the proposal, but nobody knows what it answers."""
    assert how(message(BOB, "News", own_text="As to 2026-117, ...")) == (MatchHow.PROBABLE, ("t1",))


def test_the_same_person_on_another_matter_pauses_the_thread():
    """Scenario 53."""
    assert how(message(BOB, "Lunch on Friday?")) == (MatchHow.OTHER_MATTER, ("t1",))
    assert how(message(BOB, "Lunch on Friday?", at=at("10-30"))) == NONE
    assert how(message(BOB, "Lunch on Friday?", kind=Kind.UNREADABLE)) == (MatchHow.OTHER_MATTER, ("t1",))


@pytest.mark.parametrize("kind", [Kind.LIST, Kind.RECEIPT, Kind.CALENDAR])
def test_newsletters_and_receipts_of_the_same_person_pause_nothing(kind):
    """Scenario 70. Only a real person's own mail does."""
    assert how(message(BOB, "Our November news", kind=kind)) == NONE
    if kind is not Kind.LIST:
        assert how(message(JANE, "Receipt for 2026-117", kind=kind)) == NONE


def test_our_own_follow_up_in_sent_joins_the_thread_and_is_no_reply():
    """Scenario 43."""
    hit = found(message(INA, "Re: Proposal for the website", in_reply_to="p1"))

    assert (hit.how, hit.threads) == (MatchHow.IN_REPLY_TO, ("t1",))
    assert hit.why.endswith("from our own side, so it is no answer")


def test_our_colleague_in_the_thread_is_no_answer():
    """Scenario 44."""
    mail = message(PAUL, "Re: Proposal for the website", in_reply_to="p1")

    assert found(mail).threads == ("t1",)
    assert "no answer" in found(mail).why
    assert is_ours(mail, ME)
    assert is_ours(message(Address("", "ina@lang.example")), ME)
    assert not is_ours(message(BOB), ME)
    assert is_ours(message(None), ME) is False
    assert "no answer" not in found(message(PAUL, "Website")).why


@pytest.mark.parametrize(
    "sender", [INA, PAUL, Address("", "ina+offers@studio.example"), Address("", "ina@lang.example")]
)
def test_a_new_mail_from_our_own_side_is_a_new_matter(sender):
    """Scenarios 43 and 44. With the same subject, the number, and even if we were among the people."""
    own = replace(T1, people=T1.people | {sender.address}, domains=T1.domains | {"studio.example"})
    mail = message(sender, "Proposal for the website 2026-117", to=(BOB,))

    assert how(mail, own) == NONE
    assert found(mail, own).why == "it is from our own side, and nothing links it to one thread"
    assert how(message(sender, "Proposal for the website", to=(BOB,)), own) == NONE


def test_our_answer_on_the_subject_to_a_person_of_the_thread_joins_it():
    """Scenario 43. Our client sent no ids; the recipient and the subject are enough."""
    subject = "Re: Proposal for the website"
    garden = replace(OTHER, people=T1.people)

    assert how(message(INA, subject, to=(BOB,)), T1, garden) == (MatchHow.SUBJECT, ("t1",))
    assert how(message(INA, subject, to=(ZOE,), cc=(EVA,))) == (MatchHow.SUBJECT, ("t1",))
    assert how(message(INA, subject, to=(ZOE,))) == NONE
    assert how(message(INA, "Re: Something else", to=(BOB,))) == NONE
    assert how(message(INA, subject, to=(BOB,), at=at("2028-01-01"))) == NONE
    assert how(message(INA, subject, to=(BOB,)), T1, replace(T1, id="t9")) == NONE


def test_a_second_copy_of_our_mail_joins_the_thread_of_the_first():
    """Scenarios 15 and 48. By either of its ids, or by second, recipient and subject."""
    copied = message(INA, "Offer", message_id="new", other_ids=("p1",), to=(BOB,))
    subject = "Proposal for the website"

    assert how(copied) == (MatchHow.REFERRED, ("t1",))
    assert how(message(INA, "Offer", message_id="p1")) == (MatchHow.REFERRED, ("t1",))
    assert how(message(INA, subject, to=(BOB,), at=T1.started)) == (MatchHow.SUBJECT, ("t1",))
    assert how(message(INA, subject, to=(BOB,), at=at("11-05")), replace(T1, last=at("11-05"))) == (
        MatchHow.SUBJECT, ("t1",),
    )  # fmt: skip
    assert how(message(BOB, "Hello", message_id="p1"))[0] is MatchHow.OTHER_MATTER, "anybody can take an id of ours"


def test_the_copy_of_a_sent_draft_is_recognised_by_its_token():
    """Scenarios 11 and 118. New Message-ID; what it answers is not known here."""
    mail = message(INA, "Re: Proposal", in_reply_to="lost", references=("lost-root", TOKEN, "lost"))

    assert how(mail) == (MatchHow.TOKEN, ("t1",))


def test_a_bounce_belongs_to_the_message_that_it_returns():
    """Scenario 67. Also where that is one of our drafts' Message-IDs."""
    assert how(bounce_message(BOB, original="p1")) == (MatchHow.BOUNCE, ("t1",))
    failed = FailedRecipient(BOB.address, permanent=True, original_message_id="p1")
    assert how(message(ZOE, kind=Kind.BOUNCE, bounce=Bounce((failed,)))) == (MatchHow.BOUNCE, ("t1",))
    assert how(bounce_message(BOB, original="p1"), *(replace(T1, id=f"t{n}") for n in range(9, 0, -1)))[1] == tuple(
        f"t{n}" for n in range(1, 10)
    )


def test_a_bounce_without_a_known_id_belongs_to_all_threads_with_that_address():
    """Scenario 67. The address is dead for each of them, and for no colleague's."""
    second = replace(OTHER, people=frozenset({BOB.address}))

    assert how(bounce_message(BOB), T1, second) == (MatchHow.PERSON, ("t1", "t2"))
    assert how(bounce_message(BOB, original="rewritten@ses.example"), T1) == (MatchHow.PERSON, ("t1",))
    assert how(bounce_message(JANE), T1) == NONE


def test_a_bounce_from_our_own_mail_server_is_not_from_our_own_side():
    """Scenario 67. Most bounces come from there."""
    mail = bounce_message(BOB, original="p1", sender=Address("", "mailer-daemon@studio.example"))

    assert not is_ours(mail, ME)
    assert "no answer" not in found(mail).why


def test_an_absence_holds_all_threads_with_that_person():
    """Scenario 61. Whether it says which mail it answers, or not."""
    second = replace(OTHER, people=frozenset({BOB.address, ZOE.address}))

    assert how(absence_notice(BOB), T1, second) == (MatchHow.PERSON, ("t1", "t2"))
    assert how(absence_notice(BOB, in_reply_to="p2"), T1, second) == (MatchHow.IN_REPLY_TO, ("t2", "t1"))
    third = [replace(T1, id=f"t{n}", message_ids=frozenset({f"p{n}"})) for n in range(9, 2, -1)]
    held = how(absence_notice(BOB, in_reply_to="p2"), T1, second, *third)[1]
    assert held == ("t2", "t1", *(f"t{n}" for n in range(3, 10)))
    gone = message(BOB, kind=Kind.AUTO_REPLY, automatic=Automatic.LEFT, in_reply_to="p2")
    assert how(gone, T1, second) == (MatchHow.IN_REPLY_TO, ("t2", "t1"))


def test_an_absence_belongs_to_the_person_in_reply_to():
    """Scenario 57. A gateway sends it as noreply."""
    mail = absence_notice(Address("", "noreply@gateway.example"), reply_to=(BOB,))

    assert how(mail) == (MatchHow.PERSON, ("t1",))


def test_an_absence_of_somebody_else_concerns_nobody():
    """A colleague's absence is not the contact's."""
    assert how(absence_notice(JANE)) == NONE
    assert found(absence_notice(JANE)).why == "this auto-reply concerns nobody we wrote a proposal to"
    assert how(absence_notice(None)) == NONE


def test_an_acknowledgement_stays_with_the_mail_that_it_answers():
    """Scenario 65. It says nothing about the person."""
    second = replace(OTHER, people=frozenset({BOB.address}))
    mail = message(BOB, kind=Kind.AUTO_REPLY, automatic=Automatic.ACKNOWLEDGEMENT, in_reply_to="p1")

    assert how(mail, T1, second) == (MatchHow.IN_REPLY_TO, ("t1",))


def test_a_signing_service_that_names_number_and_person_is_believed():
    """Scenario 70. One of the two alone only holds."""
    service = Address("", "noreply@sign.example")
    text = "Completed: 2026-117, signed by bob@acme.example"

    assert how(message(service, text, kind=Kind.ESIGN, own_text=text)) == (MatchHow.SUBJECT, ("t1",))
    assert how(message(service, "Completed: 2026-117", kind=Kind.ESIGN))[0] is MatchHow.PROBABLE
    assert how(message(service, "Completed", kind=Kind.ESIGN, cc=(EVA,)))[0] is MatchHow.PROBABLE
    assert how(message(service, "Completed: Offer", kind=Kind.ESIGN)) == NONE
    assert how(message(service, text, kind=Kind.ESIGN, own_text=text, at=at("10-30"))) == NONE
    both = [T1, replace(T1, id="t9", number="2026-999")]
    assert how(message(service, text, kind=Kind.ESIGN, own_text=text), *both) == (MatchHow.SUBJECT, ("t1",))
    assert how(message(service, "Completed", kind=Kind.ESIGN, reply_to=(EVA,)))[0] is MatchHow.PROBABLE
    for other in ("xbob@acme.example", "bob@acme.example.org", "jim.bob@acme.example", "bob@acme.example-mail.org"):
        assert how(message(service, f"Completed for {other}", kind=Kind.ESIGN)) == NONE


def test_mail_from_nobody_matches_by_ids_only():
    """A missing From header is no person."""
    assert how(message(None, "Proposal for the website")) == NONE
    assert how(message(None, in_reply_to="p1")) == (MatchHow.IN_REPLY_TO, ("t1",))


def test_an_answer_to_a_superseded_proposal_reaches_those_that_took_its_place():
    """Scenario 41. However often it was revised."""
    second = replace(T1, id="t2", message_ids=frozenset({"p2"}), superseded_by=frozenset({"p3"}))
    third = replace(T1, id="t3", message_ids=frozenset({"p3"}), superseded_by=frozenset({"p1"}))
    known = (replace(T1, superseded_by=frozenset({"p2"})), second, third)

    assert found(message(in_reply_to="p1"), *known).heirs == ("t2", "t3")
    assert found(message(in_reply_to="p1"), *known).threads == ("t1",)
    assert found(message(in_reply_to="p2"), second, replace(third, superseded_by=frozenset())).heirs == ("t3",)
    assert found(message(in_reply_to="p2"), second, replace(third, started=at("11-04"))).heirs == ()
    many = [replace(T1, id=f"t{n}", message_ids=frozenset({f"p{n}"})) for n in range(9, 1, -1)]
    revised = replace(T1, superseded_by=frozenset(f"p{n}" for n in range(2, 10)))
    assert found(message(in_reply_to="p1"), revised, *many).heirs == tuple(f"t{n}" for n in range(2, 10))


def test_each_sign_has_its_score():
    """One is beyond doubt; what several threads share is less sure for each of them."""
    second = replace(T1, id="t9", message_ids=frozenset({"p9"}))
    mails = (message(in_reply_to="p1"), message(references=("p1",)), message(subject="Re: Proposal for the website"))

    assert [found(mail).score for mail in mails] == [1, 0.95, 0.9]
    assert found(mails[2], T1, second).score == 0.25
    assert found(message(JANE, "Offer 2026-117")).score == 0.5
    assert (found(message(BOB)).score, found(message(ZOE)).score) == (0.2, 0.2)
    assert found(message(Address("", "x@third.example"))).score == 0
    assert found(mails[0]).reason == "it answers a message of this thread (In-Reply-To)"
    assert found(mails[2]).reason == "a person of this thread wrote with its subject; 90% sure"


def test_every_match_says_why():
    """Also the one that found nothing."""
    assert found(message(ZOE, "Garden")).why == "a person of this thread wrote with its subject"
    assert found(message(Address("", "x@third.example"))).why == "nothing links it to a thread"


@pytest.mark.parametrize("envelope", [
    Envelope(in_reply_to="p1"), Envelope(references=("x", "p1", "y")), Envelope(references=(TOKEN,)),
    Envelope(message_id="asked-for"), Envelope(sender=BOB), Envelope(sender=JANE), Envelope(machine=True),
    Envelope(sender=Address("", "noreply@gateway.example"), reply_to=(EVA,)), Envelope(sender=GUS),
    Envelope(sender=Address("", "pat@third.example"), subject="AW: Proposal for the website"),
])  # fmt: skip
def test_headers_that_may_concern_a_thread_make_the_body_worth_reading(envelope):
    """An id, a person, a company, or a machine that may bounce or be away for somebody."""
    assert interesting(envelope, index([replace(T1, references=frozenset({"asked-for"})), FREE]))


def test_all_other_mail_is_left_unread():
    """Most mail has nothing to do with any proposal."""
    other = Envelope("a@x.example", "b@x.example", ("c@x.example",), ZOE, (INA,), reply_to=(ZOE,), subject="Hello")

    assert not interesting(other, index([T1]))
    assert not interesting(Envelope(), index([T1]))
    assert not interesting(Envelope(sender=Address("", "new@gmail.example")), index([FREE]))
    assert not interesting(Envelope(subject="Proposal for the website"), index([T1]))
    assert not interesting(Envelope(subject="Re: Proposal for the garden"), index([T1]))


def test_a_thread_that_changed_replaces_what_was_known_of_it():
    """Its old signs are gone, its new ones found, and other threads keep theirs."""
    known = index([T1, OTHER])
    put(known, replace(T1, message_ids=frozenset({"p1b"}), people=frozenset({ZOE.address})))

    assert match(message(in_reply_to="p1"), ME, known).how is not MatchHow.IN_REPLY_TO
    assert match(message(in_reply_to="p1b"), ME, known).threads == ("t1",)
    assert known.people[ZOE.address] == {"t1", "t2"}
    assert BOB.address not in known.people


signs = st.frozensets(st.sampled_from("abcdef"), max_size=3)
conversations = st.builds(
    lambda name, ids, refs, people: conversation(name, message_ids=ids, references=refs, people=people),
    st.sampled_from(["t1", "t2", "t3"]), signs, signs, signs,
)  # fmt: skip


@given(st.lists(conversations, max_size=8))
def test_an_index_built_up_is_the_index_of_what_was_put_last(changes):
    """Putting threads in one by one leaves no trace of what they were before."""
    latest = {changed.id: changed for changed in changes}

    assert index(changes) == index(latest.values())


@given(conversations, st.sampled_from("abcdef"), st.text(max_size=20))
def test_what_matches_by_an_id_was_interesting_by_its_headers(known, name, subject):
    """The quick look at headers never leaves out what the full match would take."""
    mail = message(Address("", "x@third.example"), subject, in_reply_to=name)
    hit = match(mail, ME, index([known]))

    assert hit.how is MatchHow.NONE or interesting(mail.envelope, index([known]))


def test_an_id_that_a_newer_proposal_only_inherited_counts_for_the_older():
    """Scenario 41. The answer reaches the newer one as its heir, and is not held between the two."""
    older = replace(T1, message_ids=frozenset({"p1", "r1"}), superseded_by=frozenset({"p2"}))
    newer = replace(T1, id="t2", message_ids=frozenset({"p2", "r1"}))

    answered = found(message(in_reply_to="r1"), older, newer)

    assert (answered.how, answered.threads, answered.heirs) == (MatchHow.IN_REPLY_TO, ("t1",), ("t2",))


def test_an_id_of_two_proposals_that_superseded_each_other_is_still_known():
    """Scenario 41. Recorded in an odd order they may; then both are held rather than neither."""
    first = replace(T1, message_ids=frozenset({"p1", "r1"}), superseded_by=frozenset({"p2"}))
    second = replace(T1, id="t2", message_ids=frozenset({"p2", "r1"}), superseded_by=frozenset({"p1"}))

    assert found(message(in_reply_to="r1"), first, second).threads == ("t1", "t2")
