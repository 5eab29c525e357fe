"""Where things stand does not depend on the order in which the mail is seen, through the whole cycle."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailfollow.model import Standing
from tests.cycle.letterbox import JANE, ME, PROPOSAL, SUBJECT, Letter, Letterbox, letter, proposal, quoted

JIM = "Jim Miller <jim@acme.example>"
OMAR = "Omar Reyes <omar@northwind.example>"
LENA = "Lena Vogt <lena@kestrel.example>"
POSTMASTER = "Mail Delivery System <mailer-daemon@mx.example>"
LOST = (
    "This is the mail system.\n\nI'm sorry to have to inform you that your message could not be delivered.\n\n"
    "<{}>: host mx.example said: 550 5.1.1 user unknown\n"
)

FIRST, TO_OMAR, TO_LENA = proposal(), proposal(OMAR, "Quote"), proposal(LENA, "Quote", days=0.5)
ANSWER = letter(JANE, ME, f"Re: {SUBJECT}", "Could you begin in May?\n", days=3, answers=FIRST.message_id)
THANKS = letter(ME, JANE, f"Re: {SUBJECT}", "Gladly. Shall we say 4 May?\n", days=4, answers=ANSWER.message_id)
OMARS = PROPOSAL.format(name="Omar", topic="Quote", amount="4,800")
MAIL = (
    FIRST,
    TO_OMAR,
    TO_LENA,
    proposal("Ida Moreau <ida@lumen.example>", "Quote", days=0.4),
    letter(JANE, ME, "Website", "Could you make us an offer?\n", days=-2),
    ANSWER,
    THANKS,
    letter(JANE, ME, f"AW: {SUBJECT}", "The 4th is fine, see you then.\n", days=6),
    letter(JIM, ME, f"Re: {SUBJECT}", "I'll join you.\n", days=7),
    letter(OMAR, ME, "Re: Quote", f"No, thank you: we took somebody else.\n\n{quoted(OMARS)}\n", days=2),
    letter(JANE, ME, "Re: Away", "I am out of the office until 20 March.\n", days=8, Auto_Submitted="auto-replied"),
    letter(LENA, ME, "Invoice 4711", "Could you send me the invoice again?\n", days=5),
    letter(POSTMASTER, ME, "Undelivered Mail Returned to Sender", LOST.format("ida@lumen.example"), days=0.6),
    letter(POSTMASTER, ME, "Undelivered", LOST.format("omar@northwind.example"), days=0.1, answers=TO_OMAR.message_id),
)
"""Answers with and without ids, a colleague, a no, an absence, another matter, bounces, and our own part of it."""


def where_things_stand(batches: list[list[Letter]]) -> dict[str, Standing]:
    """Look after each batch has come in, and return where each thread stands in the end."""
    box = Letterbox()
    for batch in batches:
        box.put(*batch)
        box.look()
    return {thread.id: thread.standing for thread in box.threads()}


IN_ORDER = where_things_stand([[one] for one in sorted(MAIL, key=lambda one: one.at)])


def test_each_of_the_mails_says_something() -> None:
    """Otherwise their order would say nothing either."""
    without = [where_things_stand([[one for one in MAIL if one is not left]]) for left in MAIL]

    assert len(IN_ORDER) == 4
    assert [MAIL.index(left) for left, found in zip(MAIL, without, strict=True) if found == IN_ORDER] == [4]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(MAIL), st.sets(st.integers(1, len(MAIL) - 1), max_size=4))
def test_the_order_of_arrival_makes_no_difference(mail: list[Letter], cuts: set[int]) -> None:
    """Scenario 14. Bounces and answers may be seen before the proposal, in as many passes as it takes."""
    edges = [0, *sorted(cuts), len(mail)]

    batches = [mail[start:end] for start, end in pairwise(edges)]

    assert where_things_stand(batches) == IN_ORDER
