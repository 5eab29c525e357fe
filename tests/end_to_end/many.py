"""A mailbox with proposals in every state, and the digest of it: `python -m tests.end_to_end.many` prints it."""

from __future__ import annotations

import email.policy
import sys
import tempfile
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from mailfollow.cli.common import open_store
from mailfollow.model import Event, EventKind
from tests.end_to_end.stage import Stage
from tests.servers.dovecot import dovecot

DIGEST = """
[digest]
daily = true

[account.home]
kind = "maildir"
path = "/nowhere/Maildir"
"""

PEOPLE = {
    "open": "Jane Miller <jane@acme.example>",
    "edited": "Omar Reyes <omar@northwind.example>",
    "question": "Lena Vogt <lena@kestrel.example>",
    "colleague": "Kim Sato <kim@harbour.example>",
    "probable": "Ida Brandt <ida@lumen.example>",
    "asked to wait": "Tess Moor <tess@loom.example>",
    "promised": "Noa Reef <noa@reef.example>",
    "away": "Paul Ost <paul@ostwind.example>",
    "won": "Ana Cruz <ana@cruz.example>",
    "declined": "Ben Holt <ben@holt.example>",
    "bounced": "Old Box <old@vanished.example>",
    "stopped": "Eve Lund <eve@lund.example>",
    "discarded": "Max Orr <max@orr.example>",
    "answered late": "Ivy Moss <ivy@moss.example>",
    "Italian": "Ada Russo <ada@russo.example>",
}
"""What becomes of each proposal, and to whom it went."""

ITALIAN = (
    "Buongiorno,\n\nin allegato trova la nostra offerta per il nuovo sito. Il prezzo totale è di 4.800 EUR e "
    "l'offerta è valida fino alla fine del mese. I tempi le vanno bene?\n\nCordiali saluti\nRobin Hale\n"
)
BOUNCE = (
    "This is the mail system. I'm sorry to have to inform you that your message could not be delivered.\n\n"
    "<old@vanished.example>: host mx.vanished.example said: 550 5.1.1 User unknown\n"
)


def fill(stage: Stage) -> dict[str, str]:
    """Send all proposals nine days ago, let the world answer, and make a pass; return their Message-IDs."""
    roots = {what: _propose(stage, what, who) for what, who in PEOPLE.items()}
    _answers(stage, roots)
    stage.look()
    _at_the_desk(stage)
    late = f"Re: {subject('answered late')}"
    stage.receive(PEOPLE["answered late"], late, "Yes, what about June?\n", answers=roots["answered late"])
    return roots


def subject(what: str) -> str:
    """Return the subject of a proposal."""
    return "Offerta: nuovo sito" if what == "Italian" else f"Proposal: {what} matter"


def _propose(stage: Stage, what: str, who: str) -> str:
    if what == "Italian":
        return stage.send(who, subject(what), ITALIAN, days_ago=9)
    root = stage.propose(who, f"{what} matter", days_ago=9)
    if what == "promised":
        body = "One more thing: I will call you on Thursday, 5 March 2026.\n"
        stage.send(who, f"Re: {subject(what)}", body, days_ago=8.9, answers=root)
    return root


def _answers(stage: Stage, roots: dict[str, str]) -> None:
    def answer(what: str, body: str, days_ago: float = 3, sender: str = "", **more: str) -> None:
        stage.receive(
            sender or PEOPLE[what], f"Re: {subject(what)}", body, days_ago=days_ago, answers=roots[what], **more
        )

    answer("question", "How long would it take?\n")
    answer(
        "colleague", "Kim asked me to look at it. Could we start in May?\n", sender="Yuki Abe <yuki@harbour.example>"
    )
    stage.receive(
        "Rosa Lind <rosa@lumen.example>", "probable matter", "About the probable matter: we talked.\n", days_ago=2
    )
    answer("asked to wait", "Not now, please try me again on Friday, 6 March.\n")
    answer("away", "I am out of the office until 13 March 2026.\n", **{"Auto-Submitted": "auto-replied"})
    answer("declined", "Thank you, but we have decided to go with another vendor.\n")
    answer("stopped", "Please stop emailing me.\n")
    stage.receive(
        "MAILER-DAEMON@mail.example",
        "Undelivered Mail Returned to Sender",
        BOUNCE + f"\nMessage-ID: {roots['bounced']}\n",
        days_ago=8,
        answers=roots["bounced"],
    )


def _at_the_desk(stage: Stage) -> None:
    """Edit one draft, throw one away, and close a proposal as won."""
    for uid, draft in stage.drafts_by_uid():
        if "omar@" in draft["To"]:
            changed = bytes(draft).replace(b"Hello", b"Dear", 1) + b"\nOne more line.\n"
            stage.login.append("Drafts", changed, ["\\Draft"], stage.now)
            stage.login.remove("Drafts", uid)
        if "max@" in draft["To"]:
            stage.login.move("Drafts", uid, "Trash")
    with open_store(stage.config) as store:
        won = next(thread for thread in store.threads.all() if thread.subject == subject("won"))
        store.threads.add_events(won.id, [Event(EventKind.WON, stage.now, "you said: won")])


def digest(stage: Stage) -> EmailMessage:
    """Return the only digest in the inbox."""
    with stage.login.session("INBOX") as client:
        uids = client.search(["HEADER", "List-Id", "mailfollow"])
        (items,) = client.fetch(uids, ["BODY.PEEK[]"]).values()
    message = BytesParser(policy=email.policy.default).parsebytes(items[b"BODY[]"])
    assert isinstance(message, EmailMessage)
    return message


def play(stage: Stage) -> EmailMessage:
    """Fill the mailbox, and return the digest of the next morning."""
    fill(stage)
    stage.at(days=1).look()
    return digest(stage)


def main() -> int:
    """Print the digest."""
    with dovecot() as server, tempfile.TemporaryDirectory() as folder:
        message = play(Stage(server.user("many"), Path(folder), more=DIGEST))
    for name in ("From", "To", "Subject", "Auto-Submitted", "List-Id"):
        print(f"{name}: {message[name]}")
    print()
    print(message.get_content())
    return 0


if __name__ == "__main__":
    sys.exit(main())
