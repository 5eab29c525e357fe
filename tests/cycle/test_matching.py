"""Which thread a mail belongs to, through the whole cycle: from mail that lies in a folder to where things stand.

What is said here of drafts holds three weeks after the proposal, when a follow-up would long be due.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from mailfollow.model import Close, State
from tests.cycle.letterbox import JANE, ME, PROPOSAL, SUBJECT, Letter, Letterbox, letter, proposal, quoted

OFFER = PROPOSAL.format(name="Jane", topic="new website", amount="4,800")
JIM = "Jim Miller <jim@acme.example>"
ZOE = "Zoe Park <zoe@partner.example>"
QUESTION = "Hi Robin,\n\ncould you begin in May instead?\n\nJane\n"
OTHER_MATTER = "a person of this thread wrote on another matter"
OMAR = "Omar Reyes <omar@northwind.example>"


@pytest.fixture
def box() -> Letterbox:
    return Letterbox()


def test_silence_is_followed_up(box: Letterbox) -> None:
    """The counter-proof of all tests here: without an answer, a draft is due."""
    box.put(proposal())

    box.look()

    assert box.due() == [box.thread().id]


def test_a_colleague_of_theirs_who_names_the_number_holds_the_thread(box: Letterbox) -> None:
    """Scenario 34. Another address of the same domain, a new subject, the quote number, and soon after."""
    box.put(proposal(subject="Proposal no. 2026-117: new website"))
    box.put(letter(JIM, ME, "Your offer", "Hello,\n\nI take over offer 2026-117 from Jane.\n\nJim\n", days=3))

    box.look()

    assert box.due() == []
    standing = box.thread().standing
    assert standing.state is State.WAITING
    assert standing.held
    assert standing.held.startswith("probably an answer: somebody there names the proposal's number")


def test_a_stranger_at_the_same_mail_provider_is_nobody(box: Letterbox) -> None:
    """Scenario 35."""
    box.put(proposal("Jane Miller <jane@gmail.com>", "Proposal no. 2026-117: new website"))
    box.put(letter("Pat <pat@gmail.com>", ME, "Your offer 2026-117", "How much was 2026-117?\n", days=3))

    box.look()

    assert box.due() == [box.thread().id]


@pytest.mark.parametrize("subject", ["Re:Proposal: new website", "AW: [EXTERNAL] Proposal – new website", SUBJECT])
def test_an_answer_without_any_id_is_found_by_person_subject_and_time(box: Letterbox, subject: str) -> None:
    """Scenarios 36 and 49. Some phones send neither In-Reply-To nor References."""
    box.put(proposal(), letter(JANE, ME, subject, QUESTION, days=3))

    box.look()

    assert box.thread().standing.state is State.YOUR_TURN
    assert box.thread().standing.why.endswith("(a person of this thread wrote with its subject; 90% sure)")


def test_an_answer_with_another_subject_is_one(box: Letterbox) -> None:
    """Scenario 37."""
    first = proposal()
    box.put(first, letter(JANE, ME, "May?", QUESTION, days=3, answers=first.message_id))

    box.look()

    assert box.thread().standing.state is State.YOUR_TURN


def test_a_stranger_who_recycles_an_old_mail_answers_nothing(box: Letterbox) -> None:
    """Scenario 38. References alone, with another subject, are no answer."""
    first = proposal()
    box.put(first, letter(ZOE, ME, "Summer party", "Who brings the salad?\n", days=3, References=first.message_id))

    box.look()

    assert box.due() == [box.thread().id]


def test_of_two_equal_proposals_the_one_that_is_quoted_is_answered(box: Letterbox) -> None:
    """Scenario 39. No id says which, but the text does."""
    number = "Proposal no. {}: new website"
    box.put(proposal(subject=number.format("2026-117")))
    box.put(proposal(subject=number.format("2026-118"), amount="9,100", days=1))
    text = PROPOSAL.format(name="Jane", topic="new website", amount="9,100")
    box.put(letter(JANE, ME, "From my phone", f"Could you begin in May?\n\n{quoted(text)}\n", days=3))

    box.look()

    assert [thread.standing.state for thread in box.threads()] == [State.WAITING, State.YOUR_TURN]


def test_of_two_equal_proposals_both_are_held_if_nothing_says_which(box: Letterbox) -> None:
    """Scenario 39. They went out on two matters, and the answer names neither."""
    box.put(*(proposal(subject=f"Proposal: new website for the {customer}") for customer in ("shop", "club")))
    box.put(letter(JANE, ME, "Re: Proposal: new website", "Good, let us talk.\n", days=3))

    box.look()

    assert box.due() == []
    assert all("probably an answer" in (thread.standing.held or "") for thread in box.threads())


def test_two_customers_with_one_subject_are_never_mixed(box: Letterbox) -> None:
    """Scenario 40. Not even if the texts are from one template."""
    box.put(proposal(subject="Quote"), proposal(OMAR, "Quote"))
    text = PROPOSAL.format(name="Omar", topic="Quote", amount="4,800")
    box.put(letter(OMAR, ME, "Re: Quote", f"Fine!\n\n{quoted(text)}\n", days=3))

    box.look()

    standings = {thread.standing.people[0].address: thread.standing.state for thread in box.threads()}
    assert standings == {"jane@acme.example": State.WAITING, "omar@northwind.example": State.YOUR_TURN}


@pytest.mark.parametrize("first", [0, 1])
def test_two_customers_with_one_partner_in_copy_and_one_subject_are_never_mixed(box: Letterbox, first: int) -> None:
    """Scenario 40. A partner who gets a copy of every proposal makes no matter the same."""
    mail = [proposal(to, "Proposal", Cc=ZOE, days=n) for n, to in enumerate((JANE, OMAR))]
    box.put(mail[first])
    box.look(days=2)
    box.put(mail[1 - first])
    box.look(days=2)

    assert [thread.standing.state for thread in box.threads()] == [State.WAITING, State.WAITING]


def test_a_newer_proposal_to_a_colleague_with_a_copy_to_the_first_goes_on(box: Letterbox) -> None:
    """The counter-proof: whom each was written to got both."""
    box.put(proposal(), proposal(JIM, Cc=JANE, days=1))

    box.look(days=2)

    assert [thread.standing.close for thread in box.threads()] == [Close.SUPERSEDED, None]


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("answer", [QUESTION, "No thank you, we took somebody else.\n"])
def test_an_answer_to_the_proposal_before_the_revised_one_reaches_the_revised_one(
    box: Letterbox, answer: str, order: tuple[int, int, int]
) -> None:
    """Scenario 41. The older is superseded and the newer your turn; nobody is nagged, whichever mail was seen first."""
    first = proposal()
    reply = letter(JANE, ME, f"Re: {SUBJECT}", answer, days=3, answers=first.message_id)
    mail = (first, proposal(amount="4,200", days=2), reply)
    for n in order:
        box.put(mail[n])
        box.look(days=4)

    assert box.due() == []
    if order.index(0) < 2:  # else the answer was taken for one to the newer, and the older for a part of that talk
        older, newer = box.threads()
        assert (older.standing.close, newer.standing.state) == (Close.SUPERSEDED, State.YOUR_TURN)
        assert "to your older proposal" in newer.standing.why


def test_an_answer_to_the_proposal_before_the_revised_one_reaches_it_in_the_first_look(box: Letterbox) -> None:
    """Scenario 41. All mail is there already when mailfollow is started, the answer included."""
    first = proposal()
    box.put(first, proposal(days=2), letter(JANE, ME, f"Re: {SUBJECT}", QUESTION, days=3, answers=first.message_id))

    box.look(days=20)

    older, newer = box.threads()
    assert (older.standing.close, newer.standing.state) == (Close.SUPERSEDED, State.YOUR_TURN)
    assert box.due(days=20) == []


def test_an_answer_before_the_revised_proposal_is_no_answer_to_it(box: Letterbox) -> None:
    """Scenario 41. The revised one was our answer to it."""
    first = proposal()
    box.put(first, letter(JANE, ME, f"Re: {SUBJECT}", "Too much.\n", days=1, answers=first.message_id))
    box.put(proposal(amount="4,200", days=2))

    box.look()

    older, newer = box.threads()
    assert (older.standing.close, newer.standing.state) == (Close.SUPERSEDED, State.WAITING)


@pytest.mark.parametrize("looks", [1, 4])
def test_our_answer_in_the_older_thread_is_one_in_the_newer(box: Letterbox, looks: int) -> None:
    """Scenario 41. The talk goes on where the customer left it; the clock runs in one thread only."""
    first = proposal()
    answer = letter(JANE, ME, f"Re: {SUBJECT}", QUESTION, days=3, answers=first.message_id)
    mine = letter(ME, JANE, f"Re: {SUBJECT}", "Gladly. Shall we say 4 May?\n", days=4, answers=answer.message_id)
    for one in (first, proposal(amount="4,200", days=2), answer, mine):
        box.put(one)
        if looks > 1:
            box.look()

    box.look()

    older, newer = box.threads()
    assert (older.standing.close, newer.standing.state) == (Close.SUPERSEDED, State.WAITING)
    assert box.due() == [newer.id]


def test_a_colleague_elsewhere_to_whom_it_was_forwarded_answers(box: Letterbox) -> None:
    """Scenario 42. Another domain, no id that is known; what is quoted names whom it went to."""
    box.put(proposal())
    passed_on = f"To: jane@acme.example\nSubject: {SUBJECT}\n\n{OFFER}"
    box.put(letter(ZOE, ME, f"AW: WG: {SUBJECT}", f"Jane asked me.\nIs VAT included?\n\n{quoted(passed_on)}\n", days=3))

    box.look()

    assert box.thread().standing.state is State.YOUR_TURN


def test_a_stranger_on_the_same_subject_who_quotes_nothing_is_nobody(box: Letterbox) -> None:
    """Scenarios 40 and 42."""
    box.put(proposal(), letter(ZOE, ME, f"AW: {SUBJECT}", "Is VAT included?\n", days=3))

    box.look()

    assert box.due() == [box.thread().id]


@pytest.mark.parametrize("headers", [{"answers": "yes"}, {}])
def test_our_own_follow_up_is_a_touch_and_no_answer(box: Letterbox, headers: dict[str, str]) -> None:
    """Scenarios 12 and 43. Also where our client sent no ids: "Re:" to the same person on the subject is enough."""
    first = proposal()
    given = {"answers": first.message_id} if headers else {}
    box.put(first, letter(ME, JANE, f"Re: {SUBJECT}", "Hi Jane,\n\nany news?\n", days=4, **given))

    box.look(days=5)

    assert (box.thread().standing.state, box.thread().standing.touch) == (State.WAITING, 1)


@pytest.mark.parametrize("colleague", ["Kim <kim@hale-studio.example>", ZOE])
def test_a_colleague_s_mail_in_the_thread_is_no_answer(box: Letterbox, colleague: str) -> None:
    """Scenario 44. Of our domain, or of another one that the configuration names."""
    me = replace(box.config.me, domains=box.config.me.domains | {"partner.example"})
    box.config = replace(box.config, me=me)
    first = proposal()
    box.put(first, letter(colleague, ME, f"Re: {SUBJECT}", "Well done!\n", days=3, answers=first.message_id))

    box.look()

    assert box.due() == [box.thread().id]


@pytest.mark.parametrize("subject", [f"Re: {SUBJECT}", "New website"])
def test_an_enquiry_before_the_proposal_is_no_answer_to_it(box: Letterbox, subject: str) -> None:
    """Scenario 45. On the same subject without ids, or as what the proposal answers."""
    enquiry = letter(JANE, ME, subject, "Could you make us an offer?\n", days=-3)
    given = {"answers": enquiry.message_id} if subject == "New website" else {}
    box.put(enquiry, proposal(**given))

    box.look()

    assert box.due() == [box.thread().id]


@pytest.mark.parametrize("folder", ["Archive", "Junk", "All Mail", "Customers/Acme", "Trash"])
def test_an_answer_in_any_folder_is_found(box: Letterbox, folder: str) -> None:
    """Scenarios 46 and 47. Filed by a rule, taken for junk, or deleted before it was seen."""
    box.put(proposal(), letter(JANE, ME, f"Re: {SUBJECT}", QUESTION, days=3, folder=folder))

    box.look()

    assert box.thread().standing.state is State.YOUR_TURN


def test_an_answer_that_is_gone_shows_in_ours(box: Letterbox) -> None:
    """Scenario 47. It was deleted for good before the first look; our answer to it restarts the clock."""
    first = proposal()
    headers = {"In_Reply_To": "<gone@acme.example>", "References": f"{first.message_id} <gone@acme.example>"}
    box.put(first, letter(ME, JANE, f"Re: {SUBJECT}", "Gladly. Shall we say 4 May?\n", days=20, **headers))

    box.look(days=21)

    assert box.due(days=21) == []


@pytest.mark.parametrize("header", ["X_Microsoft_Original_Message_ID", "X_Google_Original_Message_ID"])
def test_either_id_of_a_mail_that_was_renamed_will_do(box: Letterbox, header: str) -> None:
    """Scenario 48. The copy in Sent tells both; an answer on another subject refers to the older one."""
    box.put(proposal(Message_ID="<new@prod.outlook.example>", **{header: "<mine@hale-studio.example>"}))
    box.put(letter(JANE, ME, "May?", QUESTION, days=3, answers="<mine@hale-studio.example>"))

    box.look()

    assert box.thread().standing.state is State.YOUR_TURN


def test_an_answer_to_an_id_that_nobody_knows_is_found_by_person_and_subject(box: Letterbox) -> None:
    """Scenario 48. The service that delivered the mail gave it an id of its own."""
    box.put(proposal(), letter(JANE, ME, f"Re: {SUBJECT}", QUESTION, days=3, answers="<0100-7@ses.example>"))

    box.look()

    assert box.thread().standing.state is State.YOUR_TURN


def test_two_copies_of_a_proposal_under_two_ids_are_one(box: Letterbox) -> None:
    """Scenarios 15 and 48. The client filed its copy, and the server filed another under the new id."""
    box.put(proposal(Message_ID="<mine@hale-studio.example>"), proposal(Message_ID="<new@prod.outlook.example>"))

    box.look()

    assert (box.thread().standing.state, box.thread().standing.touch) == (State.WAITING, 0)


@pytest.mark.parametrize("content_type", ["application/pkcs7-mime; smime-type=enveloped-data", "application/ms-tnef"])
def test_an_answer_that_cannot_be_read_is_one(box: Letterbox, content_type: str) -> None:
    """Scenario 50. Encrypted, or a winmail.dat."""
    first = proposal()
    answer = letter(JANE, ME, f"Re: {SUBJECT}", "x", days=3, answers=first.message_id)
    data = answer.data.replace(b'text/plain; charset="utf-8"', content_type.encode())
    assert data != answer.data
    box.put(first, replace(answer, data=data))

    box.look()

    assert box.due() == []
    assert box.thread().standing.held or box.thread().standing.state is State.YOUR_TURN


@pytest.mark.parametrize("date", ["Sat, 7 Mar 2099 10:00:00 +0000", "yesterday", "Thu, 1 Jan 1970 00:00:00 +0000"])
def test_an_answer_with_a_wrong_date_is_one(box: Letterbox, date: str) -> None:
    """Scenario 51. In the future, unreadable, or of a phone whose clock was never set."""
    first = proposal()
    box.put(first, letter(JANE, ME, f"Re: {SUBJECT}", QUESTION, days=3, answers=first.message_id, Date=date))

    box.look()

    assert box.thread().standing.state is State.YOUR_TURN


def test_an_answer_that_comes_while_a_draft_is_planned_stops_it(box: Letterbox) -> None:
    """Scenario 52. The mailbox is looked at once more just before anything is saved."""
    first = proposal()
    box.put(first)
    box.between.append(letter(JANE, ME, f"Re: {SUBJECT}", QUESTION, days=30, answers=first.message_id))

    report = box.make_a_pass()

    assert (report.written, box.drafts) == ([], [])
    assert box.thread().standing.state is State.YOUR_TURN


def test_a_mail_on_another_matter_pauses_the_thread(box: Letterbox) -> None:
    """Scenario 53. It is shown, and it is no answer."""
    box.put(proposal(), letter(JANE, ME, "Invoice 4711", "Could you send me the invoice again?\n", days=3))

    box.look()

    assert box.due() == []
    assert (box.thread().standing.state, box.thread().standing.held) == (State.WAITING, OTHER_MATTER)


def test_a_mail_in_our_name_that_goes_to_nobody_else_is_no_touch(box: Letterbox) -> None:
    """Anyone can send us mail from our own address, and the Message-ID of a draft follows from that of the proposal."""
    box.put(offer := proposal())
    box.make_a_pass(days=9)
    (draft,) = box.store.drafts.open("work")
    box.put(Letter("Drafts", draft.data, draft.reserved_at))
    ids = {"answers": offer.message_id, "Message_ID": f"<{draft.message_id}>"}
    box.put(letter(ME, ME, f"Re: {SUBJECT}", "Done.\n", days=10, folder="INBOX", **ids))

    box.look(days=11)

    assert (box.thread().standing.state, box.thread().standing.touch) == (State.DRAFTED, 0)
