"""What `stats` tells, as a person reads it in a terminal of 80 columns or more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from mailfollow.cli.chart import bar, marks
from mailfollow.cli.stats.groups import Group
from mailfollow.cli.stats.habits import Habit, sentence
from mailfollow.cli.stats.told import LIKELY, Told
from mailfollow.cli.terminal import day, heading, line, paragraph
from mailfollow.model import Became, Tally
from mailfollow.model.outcome import ENOUGH
from mailfollow.model.words import counted

NAME, BAR = 24, 12
"""Columns of the longest name and of the longest bar."""

HEAD = 12
"""Columns of the beginning of a longer name: the language, and a word."""

MOST_HABITS = 10
"""How many habits are told; `--json` has all."""

MOST_UNCHOSEN = 30
"""How many templates that were never chosen are named; `--json` has all."""

ROW = "{:<{wide}}  {:>6}  {:>10}  {:>11}  {:>7}  {:>11}"
TITLES = ("drafts", "sent as is", "sent edited", "changed", "thrown away")

NOTHING = "No follow-up was drafted yet: there is nothing to count."


def lines(told: Told, days: int | None, first: date | None) -> Iterator[str]:
    """Yield what is printed; `first` is the local day of the first draft, `days` how far back was asked for."""
    if not told.total.drafts:
        yield NOTHING if days is None else f"No follow-up was drafted in the last {counted(days, 'day')}."
        return
    groups = [*told.groups, told.total] if len(told.groups) > 1 else told.groups
    names = [_short(one.name) for one in groups]
    yield heading(f"{counted(told.total.drafts, 'follow-up')} by {told.by}, since {day(first)}")
    yield from _table(groups, names)
    yield ""
    yield heading(f"Answered within {counted(told.within, 'day')} and before your next message")
    yield from _answers(groups, names)
    yield from _habits(told.habits)
    yield from _unwanted(told)


def _short(name: str) -> str:
    """Return a name in few enough columns; variants of a template differ at its end."""
    name = line(name)
    return name if len(name) <= NAME else f"{name[:HEAD]}..{name[HEAD + 2 - NAME :]}"


def _table(groups: Sequence[Group], names: Sequence[str]) -> Iterator[str]:
    wide = max(map(len, names))
    yield ROW.format("", *TITLES, wide=wide)
    for one, name in zip(groups, names, strict=True):
        changed = "-" if one.changed is None else percent(one.changed)
        became = one.became
        row = (one.drafts, became[Became.AS_IS], became[Became.EDITED], changed, became[Became.DISCARDED])
        yield ROW.format(name, *row, wide=wide)
    if told := _rest(groups[-1].became):
        yield paragraph(f"Besides: {told}.", "")
    if groups[-1].changed is not None:
        yield paragraph('"Changed" is the share of words changed in a usual edited one (the median).', "")


def _rest(became: dict[Became, int]) -> str:
    """Say what the columns leave out."""
    said = {
        Became.OPEN: "still in Drafts",
        Became.WITHDRAWN: "withdrawn, as somebody answered or it was no longer wanted",
        Became.SENT: "sent, in words that are not known",
        Became.OTHERWISE: "not taken by the server, or sent to somebody else",
    }
    return "; ".join(f"{became[what]} {words}" for what, words in said.items() if became[what])


def _answers(groups: Sequence[Group], names: Sequence[str]) -> Iterator[str]:
    wide, most = max(map(len, names)), max(one.tally.sent for one in groups[: max(1, len(groups) - 1)])
    drawn = [_bar(one.tally, most) for one in groups]
    column = max(map(len, drawn))
    for one, name, drawing in zip(groups, names, drawn, strict=True):
        yield f"{name:<{wide}}  {drawing:<{column}}  {rate(one.tally)}"
    if any(not one.tally.too_few for one in groups):
        full, _, rest = marks()
        yield paragraph(
            f'{full} answered, {rest} not. In 9 of 10 such cases the true share lies where "likely" says.', ""
        )
    if recent := groups[-1].recent:
        yield paragraph(f"{recent} more {'was' if recent == 1 else 'were'} sent too recently to be counted here.", "")


def _bar(tally: Tally, most: int) -> str:
    """Return the bar of a group; all together are more than `most`, and have none."""
    return bar((tally.answered, 0, tally.sent - tally.answered), most, BAR) if tally.sent <= most else ""


def rate(tally: Tally) -> str:
    """Say how many were answered, and what that tells: nothing, below 20."""
    counts = f"{tally.answered} of {tally.sent}"
    if tally.too_few:
        return f"{counts}: too few to tell ({tally.sent} of {ENOUGH})"
    low, high = tally.interval(LIKELY)
    return f"{counts}: {percent(tally.rate)}, likely {100 * low:.0f} to {percent(high)}"


def percent(share: float) -> str:
    """Return "26 %"."""
    return f"{100 * share:.0f} %"


def _habits(habits: Sequence[Habit]) -> Iterator[str]:
    if habits:
        yield ""
        yield heading("What you change most")
    for one in habits[:MOST_HABITS]:
        yield paragraph(sentence(one)[0].upper() + sentence(one)[1:] + ".", "    ", "  ")


def _unwanted(told: Told) -> Iterator[str]:
    if told.discarded:
        yield ""
        yield heading("Thrown away most")
        rows = ", ".join(f"{name} {times} of {of}" for name, times, of in told.discarded)
        yield paragraph(f"{rows}.", "  ")
    if told.unchosen:
        yield ""
        yield heading(f"Never chosen ({len(told.unchosen)} of {told.templates})")
        yield paragraph(f"{_named(told.unchosen)}.", "  ")


def _named(templates: Sequence[str]) -> str:
    """Return the names, or how many there are a language where they would fill a screen."""
    if len(templates) <= MOST_UNCHOSEN:
        return ", ".join(templates)
    counts = Counter(name.partition("/")[0] for name in templates)
    return ", ".join(f"{count} in {code}" for code, count in counts.items()) + "; --json names them"
