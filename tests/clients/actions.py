"""What a person does with a draft of ours. Each yields the minutes until the next pass, wherever one may fall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.utils import make_msgid

from tests.clients.models import Opening
from tests.clients.seat import Seat
from tests.end_to_end.stage import JANE

OMAR = "Omar Reyes <omar@northwind.example>"
TOPIC = "café website"
"""Not ASCII: how a client encodes it is seen in subject and text."""
SUBJECT = f"Re: Proposal: {TOPIC}"
WORDS = "I could call you on Thursday."
MINUTES = 5.0

Action = Callable[[Seat], Iterator[float]]


def edit(seat: Seat) -> Iterator[float]:
    """Open the draft, write something, save it, and leave."""
    seat.open()
    yield MINUTES
    seat.save(WORDS)
    yield MINUTES


def save_unchanged(seat: Seat) -> Iterator[float]:
    """Open the draft, save it as it is, and leave."""
    seat.open()
    yield MINUTES
    seat.save()
    yield MINUTES


def save_ten_times(seat: Seat) -> Iterator[float]:
    """Go on writing: each save replaces the one before."""
    for number in range(10):
        if number == 0 or seat.client.opening is not Opening.STAYS:
            seat.open()
        seat.save(f"{WORDS} {number}")
        if number in {4, 9}:
            yield MINUTES


def send_as_is(seat: Seat) -> Iterator[float]:
    """Open the draft and send it as it is; the customer answers later."""
    yield from _send(seat, "")


def send_edited(seat: Seat) -> Iterator[float]:
    """Write something, let the client save it if it does so by itself, and send it."""
    yield from _send(seat, WORDS)


def _send(seat: Seat, words: str) -> Iterator[float]:
    seat.open()
    if words and seat.client.saves_by_itself:
        seat.save(words)
        words = ""
    yield MINUTES
    yield from seat.send(words)
    if not seat.client.keeps_what_it_sent:
        yield MINUTES
        answer(seat, str(seat.draft["Message-ID"]), str(seat.draft["References"]))
    yield MINUTES


def discard(seat: Seat) -> Iterator[float]:
    """Throw it away."""
    seat.discard()
    yield MINUTES


def discard_and_undo(seat: Seat) -> Iterator[float]:
    """Throw it away, and take it back."""
    seat.discard(tidy=False)
    yield MINUTES
    seat.undo()
    yield MINUTES


def open_and_close(seat: Seat) -> Iterator[float]:
    """Have a look at it in the editor for some hours, and change nothing."""
    seat.open()
    yield from (MINUTES, 180.0)
    seat.close()
    yield MINUTES


def resend(seat: Seat) -> Iterator[float]:
    """Send its text as a message of its own; the draft stays."""
    seat.resend()
    yield MINUTES


def something_else(seat: Seat) -> Iterator[float]:
    """Answer the proposal by hand, and leave the draft alone."""
    parent = str(seat.draft["In-Reply-To"])
    seat.stage.send(JANE, SUBJECT, "Hi Jane,\n\none more thought?\n", answers=parent)
    seat.settle()
    yield MINUTES


def to_somebody_else(seat: Seat) -> Iterator[float]:
    """Open the draft and send it to another person."""
    seat.open()
    yield MINUTES
    yield from seat.send("", OMAR)
    yield MINUTES


def answered_while_open(seat: Seat) -> Iterator[float]:
    """The customer answers while the draft is being edited; it is saved nevertheless."""
    parent = str(seat.draft["In-Reply-To"])
    seat.open()
    yield MINUTES
    answer(seat, parent, parent)
    yield MINUTES
    if seat.uid is not None and seat.uid not in [uid for uid, _ in seat.stage.drafts_by_uid()]:
        seat.uid = None  # it was withdrawn below the editor; the client saves it all the same
    seat.save(WORDS)
    yield MINUTES


def answer(seat: Seat, parent: str, references: str) -> None:
    """Let the customer answer `parent`, with the References that RFC 5322 asks for."""
    everything = references if references == parent else f"{references} {parent}"
    name = make_msgid(domain="acme.example")
    text = "Could we start in May?\n"
    seat.stage.receive(JANE, SUBJECT, text, In_Reply_To=parent, References=everything, Message_ID=name)
    seat.settle()


ACTIONS: dict[str, Action] = {
    "edit": edit,
    "save as is": save_unchanged,
    "save x10": save_ten_times,
    "send as is": send_as_is,
    "send edited": send_edited,
    "discard": discard,
    "discard, undo": discard_and_undo,
    "open, close": open_and_close,
    "resend": resend,
    "write otherwise": something_else,
    "to another": to_somebody_else,
    "answered": answered_while_open,
}
