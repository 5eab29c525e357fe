"""Who a follow-up goes to, as whom, in answer to what."""

import pytest

from mailfollow.model import Address, DraftPolicy, Envelope, Me, Refused
from mailfollow.writing import compose, identity_of, letter_for
from mailfollow.writing.letter.address import quoted_lines, reply_subject
from mailfollow.writing.letter.recipients import Recipients, is_robot, recipients
from tests.writing.made_up import ANNA, JONAS, ME, POST, TOM, WRITTEN, message, thread

LEE = Address("Lee", "lee@acme.example")


def addressed(of=None, proposal=None, policy=DraftPolicy(), me=ME, **more):
    return letter_for(of or thread(), proposal or message(), WRITTEN, POST, me=me, policy=policy, **more)


def test_the_first_mail_is_answered_to_those_it_went_to():
    """Scenario 23."""
    found = addressed(proposal=message(to=(ANNA, JONAS), cc=(TOM, Address("", "office+offers@weber.example"))))

    assert (found.to, found.cc) == ((ANNA,), (TOM,))


def test_the_sender_is_the_one_that_the_proposal_came_from():
    """Scenario 24."""
    alias = Address("Weber Sales", "sales@brand.example")
    found = addressed(proposal=message(sender=alias, to=(ANNA, alias), cc=(alias,)))

    assert (found.identity.name, found.identity.address) == ("Weber Sales", "sales@brand.example")
    assert (found.to, found.cc) == ((ANNA,), ())


def test_a_sender_without_a_name_gets_the_configured_one():
    assert identity_of(message(sender=Address("", "jonas@weber.example")), ME, DraftPolicy()).name == "Jonas Weber"
    assert identity_of(message(sender=None), ME, DraftPolicy()).address == "jonas@weber.example"
    assert identity_of(message(sender=None), Me(), DraftPolicy()).address == ""


def test_the_signature_can_be_left_to_the_client():
    """Scenario 104."""
    assert addressed(policy=DraftPolicy(signature=False)).identity.signature == ""
    assert addressed().identity.signature == ME.signature


def test_reply_to_is_never_a_recipient():
    """Scenario 25."""
    found = addressed(proposal=message(reply_to=(Address("", "elsewhere@weber.example"),)))

    assert found.to == (ANNA,)


def test_bcc_of_the_proposal_stays_hidden():
    """Scenario 26."""
    found = addressed(proposal=message(bcc=(TOM, LEE)))

    assert (found.to, found.cc) == ((ANNA,), ())
    assert b"tom@" not in compose(found)


def test_a_mail_merge_in_bcc_gets_no_draft():
    """Scenario 33."""
    found = addressed(proposal=message(to=(JONAS,), bcc=(TOM, LEE)))

    assert isinstance(found, Refused)
    found = addressed(proposal=message(to=(), bcc=(TOM, LEE)))
    assert "Bcc only" in found.why


def test_a_recipient_who_cannot_be_reached_is_left_out():
    """Scenario 31."""
    found = addressed(thread(failed=frozenset({TOM.address})), message(to=(ANNA, TOM), cc=(LEE,)))

    assert (found.to, found.cc) == ((ANNA,), (LEE,))


def test_with_nobody_left_in_to_those_in_cc_move_up():
    found = addressed(thread(failed=frozenset({ANNA.address})), message(cc=(TOM, LEE)))

    assert (found.to, found.cc) == ((TOM, LEE), ())


def test_with_nobody_left_there_is_no_draft():
    found = addressed(thread(failed=frozenset({ANNA.address})))

    assert found == Refused(
        "mail to anna.berger@acme.example does not arrive or is not wanted, and the proposal went to nobody else"
    )


def test_who_asked_not_to_be_written_to_is_left_out():
    found = addressed(proposal=message(cc=(TOM,)), without=frozenset({TOM.address}))

    assert (found.to, found.cc) == ((ANNA,), ())


def test_a_proposal_to_oneself_has_no_recipient():
    assert "no recipient but yourself" in addressed(proposal=message(to=(JONAS,))).why


@pytest.mark.parametrize(
    "local",
    [
        *("noreply", "no-reply", "do_not_reply", "donotreply", "NoReply", "nicht-antworten", "mailer-daemon"),
        *("ticket+123", "tickets", "support+id42", "notifications", "bounce-1", "reply+a"),
    ],
)
def test_addresses_that_nobody_reads_get_no_draft(local):
    """Scenario 32."""
    address = f"{local}@acme.example"

    assert is_robot(address)
    found = addressed(proposal=message(to=(Address("", address),)))
    assert isinstance(found, Refused)
    assert address in found.why


@pytest.mark.parametrize("local", ["anna", "support", "info", "robert", "norea", "ticketing"])
def test_addresses_of_people_and_offices_are_written_to(local):
    assert not is_robot(f"{local}@acme.example")


def test_a_ticket_address_beside_a_person_stays():
    """Scenario 32."""
    ticket = Address("", "ticket+1@acme.example")

    assert addressed(proposal=message(cc=(ticket,))).cc == (ticket,)


def test_nobody_is_listed_twice():
    people = recipients(Envelope(sender=JONAS, to=(ANNA, ANNA), cc=(Address("A.", ANNA.address), TOM)), ME)

    assert people == Recipients((ANNA,), (TOM,))


@pytest.mark.parametrize(
    ("subject", "reply"),
    [
        ("Proposal: Website", "Re: Proposal: Website"),
        ("Re: Proposal", "Re: Proposal"),
        ("RE: re: AW: Proposal", "Re: Proposal"),
        ("Antw: Proposal", "Re: Proposal"),
        ("Fwd: Proposal", "Re: Proposal"),
        ("[EXTERNAL] Re: Proposal", "Re: Proposal"),
        ("Re: [EXT] Re: [ABC-12] Proposal", "Re: [ABC-12] Proposal"),
        ("[Acme] Proposal", "Re: [Acme] Proposal"),
        ("Re[2]: Proposal [v2]", "Re: Proposal [v2]"),
        ("Re: \r\nBcc: x@evil.example", "Re: Bcc: x@evil.example"),
        ("", "Re:"),
        ("Re:", "Re:"),
    ],
)
def test_the_subject_has_re_exactly_once(subject, reply):
    """Scenario 28."""
    assert reply_subject(subject) == reply


def test_the_last_message_is_answered_and_its_references_carried_on():
    """Scenario 28."""
    parent = Envelope(message_id="reply@acme.example", references=("enquiry@acme.example", "offer-1@weber.example"))
    found = addressed(thread(answer_id="reply@acme.example"), parent=parent)

    assert found.parent_id == "reply@acme.example"
    assert found.references == ("enquiry@acme.example", "offer-1@weber.example")


def test_where_the_last_message_is_not_at_hand_the_proposal_is_still_referred_to():
    found = addressed(thread(answer_id="reply@acme.example"), message(references=("enquiry@acme.example",)))

    assert found.parent_id == "reply@acme.example"
    assert found.references == ("enquiry@acme.example", "offer-1@weber.example")


def test_a_proposal_without_an_id_gets_an_unthreaded_draft():
    """Scenario 29."""
    found = addressed(thread(answer_id=None, root_id=None), message(message_id=None))

    assert found.parent_id is None
    assert b"In-Reply-To" not in compose(found)
    assert POST.token.encode() in compose(found)


def test_the_proposal_is_quoted_with_a_line_that_clients_recognise():
    found = addressed()

    assert found.quoted.startswith("Hello Anna,")
    assert found.quoted_from == "On 12 May 2025, Jonas Weber wrote:"


def test_the_day_in_that_line_is_the_local_one():
    late = message().at.replace(hour=23)

    assert addressed(proposal=message(at=late)).quoted_from.startswith("On 13 May 2025")


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("a\nb\nc", 3, "a\nb\nc"),
        ("a\nb\nc\nd", 3, "a\nb\n[…]"),
        ("\n\na\n\n", 3, "a"),
        ("a", 0, ""),
        ("", 20, ""),
        ("a\nb", 1, "[…]"),
    ],
)
def test_at_most_so_many_lines_are_quoted(text, most, lines):
    assert quoted_lines(text, most) == lines


def test_a_page_without_line_breaks_is_cut_as_well():
    assert len(quoted_lines("word " * 10_000, 20)) < 8_100


def test_nothing_is_quoted_where_that_is_not_wanted():
    found = addressed(policy=DraftPolicy(quote=0))

    assert (found.quoted, found.quoted_from) == ("", "")
    assert ">" not in found.text
