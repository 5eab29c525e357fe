"""A made-up sender, buyer and proposal, to be varied by each test."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mailfollow.model import (
    Action,
    Address,
    Decision,
    DraftPolicy,
    Envelope,
    Identity,
    Letter,
    Me,
    Message,
    Proposal,
    Standing,
    State,
    Template,
    Thread,
    Used,
)
from mailfollow.writing import Post, Task, Told, Written, write
from mailfollow.writing.facts.known import Situation, facts
from mailfollow.writing.facts.table import Facts
from mailfollow.writing.languages import language
from mailfollow.writing.template.parse import parse_template

TEMPLATES = Path(__file__).parents[2] / "templates"
ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 5, 20, 8, 0, tzinfo=UTC)
SENT_AT = datetime(2025, 5, 12, 9, 30, tzinfo=UTC)

JONAS = Address("Jonas Weber", "jonas@weber.example")
ANNA = Address("Anna Berger", "anna.berger@acme.example")
TOM = Address("Tom Lee", "tom@acme.example")
ME = Me(
    name="Jonas Weber",
    addresses=("jonas@weber.example", "office@weber.example"),
    company="Weber Consulting",
    signature="Jonas Weber\nWeber Consulting\n+49 30 1234567",
    domains=frozenset({"weber.example"}),
)
OFFER = Proposal(
    score=2.0,
    is_proposal=True,
    topic="Website relaunch",
    number="2025-117",
    amount="4,800",
    currency="EUR",
    valid_until=date(2025, 6, 30),
)
TEXT = "Hello Anna,\n\nthank you for the talk. Here is the offer for Acme, EUR 4,800.\n\nBest regards\nJonas"
PROPOSAL = Message(
    envelope=Envelope(
        message_id="offer-1@weber.example",
        sender=JONAS,
        to=(ANNA,),
        subject="Proposal: Website relaunch",
        date=SENT_AT,
    ),
    at=SENT_AT,
    language="en",
    own_text=TEXT,
    proposal=OFFER,
    asks=True,
)
POST = Post("ab" * 16 + "@weber.example", "f00d@weber.example", NOW.astimezone(ZONE))
WRITTEN = Written("Hello Anna,\n\nWould that help?\n\nBest regards,\nJonas", "en/x", "x", "en", "because")


def message(**fields: Any) -> Message:
    """Return the proposal with other fields; those of its envelope are accepted too."""
    of_envelope = {key: fields.pop(key) for key in list(fields) if key in Envelope.__dataclass_fields__}
    return replace(PROPOSAL, envelope=replace(PROPOSAL.envelope, **of_envelope), **fields)


def thread(name: str = "t1", **fields: Any) -> Thread:
    """Return a waiting thread of the proposal; fields are its standing's, `company` its own."""
    company = fields.pop("company", "acme.example")
    standing = Standing(
        state=State.WAITING,
        root_id="offer-1@weber.example",
        answer_id="offer-1@weber.example",
        proposed_at=SENT_AT,
        people=(ANNA,),
    )
    return Thread(name, "work", "Website relaunch", replace(standing, **fields), company=company)


def due(touch: int = 1, when: str = "waiting") -> Decision:
    """Return the decision that a touch is due."""
    return Decision("t1", Action.WRITE, "due", date(2025, 5, 20), touch, when)


def situation(**fields: Any) -> Situation:
    """Return a situation in which the proposal's facts are known; fields replace its own or the proposal's."""
    of_proposal = {key: fields.pop(key) for key in list(fields) if key in Proposal.__dataclass_fields__}
    plain = Situation(JONAS, "Weber Consulting", ANNA, OFFER, date(2025, 5, 12), date(2025, 5, 20), 1, company="Acme")
    return replace(plain, proposal=replace(OFFER, **of_proposal), **fields)


def known(**fields: Any) -> Facts:
    """Return facts in English for `situation(**fields)`."""
    return facts(situation(**fields), language("en"))


def template(body: str, name: str = "en/x", **front: Any) -> Template:
    """Return a template parsed from a text with front matter, its angle that of its name unless given."""
    front = {"angle": name.rpartition("/")[2], **front}
    lines = "\n".join(f"{key} = {_toml(value)}" for key, value in front.items())
    return parse_template(f"+++\n{lines}\n+++\n{body}", name, f"templates/{name}.txt.j2")


def good(name: str, words: str = "", **front: Any) -> Template:
    """Return a template without faults, whose wording is its own; `words` makes it longer."""
    stem = name.rpartition("/")[2]
    unlike = " ".join(f"{stem}{letter}" for letter in "abcdefghij")
    return template(
        f"{{{{ greeting }}}}\n\n{unlike} {words}\n\nWhich {stem} suits you?\n\n{{{{ sign_off }}}}", name, **front
    )


def shipped() -> list[Template]:
    """Return the templates that come with mailfollow."""
    files = sorted(TEMPLATES.glob("*/*.txt.j2"))
    return [_read(file) for file in files]


def _read(file: Path) -> Template:
    name = f"{file.parent.name}/{file.name.removesuffix('.txt.j2')}"
    return parse_template(file.read_text("utf-8"), name, f"templates/{name}.txt.j2")


def letter(**fields: Any) -> Letter:
    """Return a plain letter from Jonas to Anna; fields replace its own."""
    plain = Letter(
        identity=Identity("Jonas Weber", "jonas@weber.example", "Jonas Weber\nWeber Consulting"),
        to=(ANNA,),
        cc=(),
        subject="Re: Website relaunch",
        text=WRITTEN.text,
        token=POST.token,
        message_id=POST.message_id,
        parent_id="offer-1@weber.example",
        references=(),
        date=POST.date,
    )
    return replace(plain, **fields)


def written(
    templates: list[Template],
    of: Thread | None = None,
    decision: Decision | None = None,
    proposal: Message = PROPOSAL,
    used: Used = Used(),
    policy: DraftPolicy = DraftPolicy(),
    told: Told = Told(),
) -> Any:
    """Write a follow-up with everything but the named values as usual."""
    return write(
        Task(
            of or thread(),
            decision or due(),
            proposal,
            me=ME,
            templates=templates,
            used=used,
            policy=policy,
            now=NOW,
            zone=ZONE,
            told=told,
        )
    )


def _toml(value: Any) -> str:
    return (
        "[" + ", ".join(_toml(item) for item in value) + "]"
        if isinstance(value, list | tuple)
        else repr(value).replace("'", '"')
    )
