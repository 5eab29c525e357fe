"""What waits for the person as a text with small tables, for a font in which all letters are equally wide."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime, tzinfo

from mailfollow.model import Blind, Line, Looked, Overview
from mailfollow.model.words import counted, in_words
from mailfollow.writing.letter.headers import header_text

WIDTH = 78
"""Columns of a line (RFC 5322 section 2.1.1)."""

WHO, ABOUT = 22, 32
"""Columns of a name and of a subject, so that the age before and the id behind them fit as well."""

MOST = 25
"""How many lines a group has at most: a longer list is not read in a mail."""

NOTHING = "Nobody is to be followed up now: everything was read, and nothing waits for you."


def text_of(overview: Overview, zone: tzinfo) -> str:
    """Return the whole text; moments are shown in `zone`."""
    groups = [_group(title, lines, overview, shown) for title, lines, shown in _groups(overview)]
    sure = overview.looked.at is not None and not overview.looked.blind
    nothing = NOTHING if sure and not any([*groups, overview.stopped, overview.due]) else ""
    broken = _unusable(overview.unusable)
    told = [wrapped(overview.stopped), *groups, broken, nothing, _coming(overview), _looked(overview.looked, zone)]
    return "\n\n".join(filter(None, told)) + "\n"


def _groups(overview: Overview) -> Iterator[tuple[str, tuple[Line, ...], Callable[[date, date], str]]]:
    yield "In Drafts: send, edit or delete them", overview.drafts, _age
    yield "Taken back at the next look: do not send them", overview.unwanted, _age
    yield "Your turn: they answered", overview.your_turn, _age
    yield "Did not arrive: write to another address, or say stop", overview.undelivered, _age
    yield "Held, and why", overview.held, _age
    yield "Dates within a week", overview.dates, _day
    yield "Thrown away, withdrawn or over", overview.dropped, _age
    yield "Due, but no draft could be written", overview.unwritten, _age


def _group(title: str, lines: tuple[Line, ...], overview: Overview, shown: Callable[[date, date], str]) -> str:
    if not lines:
        return ""
    listed = lines[:MOST]
    rows = [row for line in listed for row in _rows(line, shown(line.day, overview.today) if line.day else "")]
    more = [f"  … and {len(lines) - MOST:,} more: `mailfollow status` lists all"] if len(lines) > MOST else []
    return "\n".join([f"{title} ({len(lines):,})", *rows, *more])


def _unusable(problems: tuple[str, ...]) -> str:
    """Say which files of the person's are not used as they are."""
    if not problems:
        return ""
    rows = [
        textwrap.fill(header_text(problem), WIDTH, break_long_words=False, break_on_hyphens=False)
        for problem in problems[:MOST]
    ]
    more = [f"… and {len(problems) - MOST:,} more: `mailfollow check` lists all"] if len(problems) > MOST else []
    return "\n".join([f"Files that cannot be used; what was there before is ({len(problems):,})", *rows, *more])


def _rows(line: Line, when: str) -> Iterator[str]:
    who, about = header_text(line.who) or "nobody", header_text(line.subject) or "(no subject)"
    yield f"  {when:<12}{_cell(who, WHO)}  {_cell(about, ABOUT)}  {line.thread_id}".rstrip()
    yield wrapped(header_text(line.why), " " * 14)


def wrapped(text: str, indent: str = "") -> str:
    """Return `text` broken into lines that fit, each indented."""
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _cell(text: str, width: int) -> str:
    """Return `text` in so many columns of a fixed-width font; letters of East Asia take two (UAX 11)."""
    kept, used = "", 0
    for letter in text:
        wide = 0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        if used + wide > width:
            kept, used = kept[: -1 if used == width else None] + "…", min(used + 1, width)
            break
        kept, used = kept + letter, used + wide
    return kept + " " * (width - used)


def _age(day: date, today: date) -> str:
    days = max((today - day).days, 0)
    return {0: "today", 1: "yesterday"}.get(days, counted(days, "day"))


def _day(day: date, today: date) -> str:
    return in_words(day, since=today)


def _coming(overview: Overview) -> str:
    told = [f"{counted(overview.followed, 'proposal')} followed in all."]
    if overview.due:
        told.append(f"{counted(overview.due, 'follow-up')} due now: the next look writes a draft.")
    if overview.later and overview.next_on is not None:
        first = in_words(overview.next_on, since=overview.today)
        told.append(f"{counted(overview.later, 'more follow-up')} due within a week, the first on {first}.")
    return wrapped(" ".join(told))


def _looked(looked: Looked, zone: tzinfo) -> str:
    """Say what was read, and what could not be: "nobody to follow up" is not "could not look"."""
    rows = [wrapped(_blind(one, zone), "  ") for one in looked.blind]
    if rows:
        rows = ["Could not look, so silence there means nothing", *rows]
    if looked.at is None:
        return "\n".join([*rows, "No folder has been read yet."])
    what = f"{counted(looked.folders, 'folder')}, {counted(looked.messages, 'message')}"
    return "\n".join([*rows, f"Last read{_at(looked.at, zone)}: {what}."])


def _blind(one: Blind, zone: tzinfo) -> str:
    problem = header_text(one.problem).removeprefix(f"Account “{one.where}”: ")
    return f"{header_text(one.where)}{_since(one.since, zone)}: {problem}"


def _since(at: datetime | None, zone: tzinfo) -> str:
    return f" (since{_at(at, zone)})" if at else ""


def _at(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f" {in_words(local.date(), since=local.date())} {local:%H:%M}"
