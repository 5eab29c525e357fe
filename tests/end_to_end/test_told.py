"""What a draft refers to beside the proposal: how they sign, their own words, and times at which there is time."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.end_to_end.stage import JANE, Stage

pytestmark = pytest.mark.dovecot

BERLIN = ZoneInfo("Europe/Berlin")
SLOTS = """
[slots]
free = ["Tue 10:00-10:30", "Thu 14:00-14:30"]
busy = "{busy}"
"""
TEMPLATE = """+++
angle = "two-times"
needs = ["slots"]
+++
{{ greeting }}

{{ slots[0] | slot }} and {{ slots[1] | slot }} are free here. Which one suits you?

{{ sign_off }}
"""
QUOTING = """+++
angle = "their-words"
when = ["asked-to-wait"]
needs = ["their_words"]
+++
{{ greeting }}

You wrote {{ their_words | quoted }}, so I waited. Which month would suit you?

{{ sign_off }}
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//made up//EN
BEGIN:VEVENT
UID:1@x.example
DTSTAMP:20260101T000000Z
DTSTART:20260310T090000Z
DTEND:20260310T100000Z
END:VEVENT
END:VCALENDAR
"""


def with_slots(stage: Stage, calendar: str = "") -> None:
    """Have one template only that names two free times, and a calendar."""
    folder = stage.folder / "templates" / "en"
    folder.mkdir(parents=True)
    (folder / "two-times.txt.j2").write_text(TEMPLATE)
    busy = stage.folder / "calendar.ics"
    if calendar:
        busy.write_text(calendar.replace("\n", "\r\n"))
    stage.more = SLOTS.format(busy=busy if calendar else "")


def text(stage: Stage) -> str:
    (draft,) = stage.drafts()
    return draft.get_content()


def force(stage: Stage) -> None:
    """Take away all other templates' turn: each is overridden by one for another situation."""
    from mailfollow.library import load_templates

    for template in load_templates().templates:
        if template.language == "en":
            path = stage.folder / "templates" / f"{template.name}.txt.j2"
            path.write_text(f'+++\nangle = "{template.angle}"\nwhen = ["declined"]\n+++\nShall we talk?\n')


def test_a_draft_names_two_times_that_are_free(stage: Stage) -> None:
    with_slots(stage, CALENDAR)
    force(stage)
    stage.propose(days_ago=5)

    stage.look()

    assert "Thursday, 5 March at 14:00 and Thursday, 12 March at 14:00 are free here." in text(stage)


def test_a_calendar_that_cannot_be_read_means_that_no_time_is_offered_and_it_is_said(stage: Stage) -> None:
    with_slots(stage, "nonsense")
    force(stage)
    stage.propose(days_ago=5)

    report = stage.look()

    assert stage.drafts() == []
    assert "this is no iCalendar file" in report.warnings[0].sentence
    assert len(report.warnings) == 1


def test_they_are_greeted_by_the_name_they_signed_with(stage: Stage) -> None:
    proposal = stage.propose(days_ago=5)
    stage.receive(
        JANE, "Re: Proposal: new website", "Please try again on 9 March.\n\nThanks,\nJanie\n", answers=proposal
    )
    stage.look()
    stage.now = datetime(2026, 3, 9, 9, tzinfo=BERLIN)

    stage.look()

    assert text(stage).startswith("Hello Janie,")


def test_a_full_signature_changes_no_greeting(stage: Stage) -> None:
    proposal = stage.propose(days_ago=5)
    said = "Please try again on 9 March.\n\nBest regards\nJane Miller\nAcme Ltd\n+44 113 496 0000\n"
    stage.receive(JANE, "Re: Proposal: new website", said, answers=proposal)
    stage.look()
    stage.now = datetime(2026, 3, 9, 9, tzinfo=BERLIN)

    stage.look()

    assert text(stage).startswith("Hello Jane,")


@pytest.mark.parametrize(("writer", "drafts"), [(JANE, 1), ("Bob Stone <bob@acme.example>", 0)])
def test_words_are_quoted_to_nobody_but_who_wrote_them(stage: Stage, writer: str, drafts: int) -> None:
    """What a colleague asked for, the reader has perhaps never seen."""
    folder = stage.folder / "templates" / "en"
    folder.mkdir(parents=True)
    force(stage)
    (folder / "their-words.txt.j2").write_text(QUOTING)
    proposal = stage.propose(days_ago=9, Cc="Bob Stone <bob@acme.example>")
    said = "We are busy at present. Please write again on 20 April.\n"
    stage.receive(writer, "Re: Proposal", said, answers=proposal, days_ago=1)
    stage.look()
    stage.at(days=40).look()

    stage.at(days=10).look()

    assert len(stage.drafts()) == drafts
    assert all("You wrote" in draft.get_content() for draft in stage.drafts())
