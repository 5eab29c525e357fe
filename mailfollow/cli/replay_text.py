"""A replay for a person to read: a summary with charts, what is worth a follow-up, and a line for each proposal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import tzinfo

import click

from mailfollow.cli.chart import bars, marks
from mailfollow.cli.terminal import day, heading, line, paragraph, quote
from mailfollow.model.words import counted
from mailfollow.replay.outcome import days_to_answer, median_days
from mailfollow.replay.story import Outcome, Replay, Story

ANSWERED = frozenset({Outcome.ANSWERED, Outcome.DECLINED})

IN_WORDS = {
    Outcome.QUIET: "went quiet",
    Outcome.BOUNCED: "bounced",
    Outcome.REPLACED: "replaced by a newer one",
    Outcome.UNCLEAR: "for you to judge",
    Outcome.OPEN: "not due yet",
}
IN_TIME = (Outcome.ANSWERED, Outcome.DECLINED, Outcome.QUIET)
"""What is told apart in the chart over time."""

SPANS = ((0, "same day"), (1, "1 day"), (3, "2-3 days"), (7, "4-7 days"), (14, "8-14 days"), (30, "15-30 days"))
"""How many days an answer took at most, for the rows of the chart; whatever took longer is in one more."""

WHEN = "\nProposals by the time they were sent"
LONGER = "longer"
MOST_MONTHS = 24
"""More rows than this are years."""


def print_replay(found: Replay, zone: tzinfo, *, verbose: bool) -> None:
    """Print what happened, for a person."""
    click.echo(paragraph(_read(found, zone), ""))
    if not found.stories:
        click.echo("No proposals were found; `mailfollow inspect FILE` says why a message was not taken for one.")
        return
    click.echo("\n" + heading(paragraph(summary(found, zone), "")))
    for story in found.stories:
        if story.due_today:
            click.echo(f"  {story.thread.id}  {_title(story)}")
            click.echo(paragraph(story.decision.why, " " * 10))
    _print_charts(found.stories, zone)
    click.echo("\n" + paragraph(_assumed(found.stories), ""))
    click.echo(heading("\nEvery proposal"))
    for story in found.stories:
        _print_story(story, zone, verbose=verbose)


def _read(found: Replay, zone: tzinfo) -> str:
    """Say what was read and left out, and which day is taken as today."""
    span = f"{day(found.oldest, zone)} to {day(found.now, zone)}, which is taken as today"
    left_out = ", ".join(f"{count:,} {why}" for why, count in sorted(found.left_out.items()))
    rest = f" Left out: {left_out}." if left_out else ""
    return f"{counted(found.messages, 'message')} from {span}; {found.sent:,} by you.{rest}"


def summary(found: Replay, zone: tzinfo) -> str:
    """Return the whole replay as one sentence."""
    count = Counter(story.outcome for story in found.stories)
    answered = sum(count[one] for one in ANSWERED)
    refusals = f" ({count[Outcome.DECLINED]:,} with a no)" if count[Outcome.DECLINED] else ""
    parts = [counted(len(found.stories), "proposal"), f"{answered:,} answered{refusals}"]
    parts += [f"{count[one]:,} {words}" for one, words in IN_WORDS.items() if count[one]]
    middle = median_days(days_to_answer(found.stories, zone))
    after = "" if middle is None else f"; median answer after {middle:g} {'day' if middle == 1 else 'days'}"
    return f"{', '.join(parts)}{after}; {_worth(sum(story.due_today for story in found.stories))}"


def _worth(due: int) -> str:
    if not due:
        return "none is worth a follow-up today."
    return "this one is worth a follow-up today:" if due == 1 else f"these {due:,} are worth a follow-up today:"


def _print_charts(stories: Sequence[Story], zone: tzinfo) -> None:
    days, periods = days_to_answer(stories, zone), _by_time(stories, zone)
    if days:
        click.echo(heading("\nHow long answers took"))
        click.echo("\n".join(f"  {row}" for row in bars(_by_days(days))))
    if periods:
        legend = ", ".join(f"{mark} {kind.value}" for mark, kind in zip(marks(), IN_TIME, strict=True))
        click.echo(f"{heading(WHEN)}  ({legend})")
        click.echo("\n".join(f"  {row}" for row in bars(periods)))


def _by_days(days: Sequence[int]) -> list[tuple[str, list[int]]]:
    count = Counter(next((name for most, name in SPANS if took <= most), LONGER) for took in days)
    return [(name, [count[name]]) for name in (*(name for _, name in SPANS), LONGER)]


def _by_time(stories: Sequence[Story], zone: tzinfo) -> list[tuple[str, list[int]]]:
    """Return the counts of answered, declined and silent proposals by month, or by year where that is too long."""
    months = [f"{story.sent_at.astimezone(zone):%Y-%m}" for story in stories]
    labels = months if len(set(months)) <= MOST_MONTHS else [month[:4] for month in months]
    count = Counter((label, story.outcome) for label, story in zip(labels, stories, strict=True))
    rows = [(label, [count[label, kind] for kind in IN_TIME]) for label in sorted(set(labels))]
    return [row for row in rows if any(row[1])]


def _assumed(stories: Sequence[Story]) -> str:
    drafts = sum(len(story.drafts) for story in stories)
    which = counted(sum(bool(story.drafts) for story in stories), "proposal")
    missed = sum(story.missed is not None for story in stories)
    lacking = f" For {counted(missed, 'proposal')} no text could be written; -v says why." if missed else ""
    return (
        f"If you had sent each draft on its day: {counted(drafts, 'follow-up')} for {which}, each until somebody "
        f"answered or the last was sent.{lacking}"
    )


def _title(story: Story) -> str:
    return f"{line(story.thread.subject)}  ({line(story.contact or 'nobody')})"


def _print_story(story: Story, zone: tzinfo, *, verbose: bool) -> None:
    sizes = f"{counted(len(story.history.messages), 'message')}, {counted(len(story.drafts), 'draft')}"
    sent = story.sent_at.astimezone(zone).date()
    click.echo(f"  {story.thread.id}  {sent}  {story.outcome.value:<8}  {_title(story)}: {sizes}")
    if not verbose:
        return
    click.echo(paragraph(story.decision.why, " " * 10))
    _print_messages(story, zone)
    for draft in story.drafts:
        click.echo(heading(f"          {draft.on}, follow-up {draft.touch}: {draft.template}"))
        click.echo(paragraph(draft.why, " " * 12))
        click.echo(quote(draft.text, " " * 12 + "| "))
    if story.missed:
        click.echo(paragraph(f"{story.missed.on}, follow-up {story.missed.touch}: {story.missed.why}", " " * 10))


def _print_messages(story: Story, zone: tzinfo) -> None:
    """Print each message with what it means for the proposal, then what happened without one of its own."""
    messages, events = story.history.messages, story.history.events
    for name, message in messages.items():
        sender = message.envelope.sender.address if message.envelope.sender else "nobody"
        click.echo(paragraph(f"{day(message.at, zone)}, {sender}: {message.envelope.subject}", " " * 10))
        for event in events:
            if event.message_id == name:
                click.echo(paragraph(event.why, " " * 12))
    for event in events:
        if event.message_id not in messages:
            click.echo(paragraph(f"{day(event.at, zone)}: {event.why}", " " * 10))
