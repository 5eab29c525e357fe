"""A whole replay: survey the export, see what really happened, go through the days, and sum up."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from mailfollow.config import Config
from mailfollow.cycle.desk import Desk, Progress, Visit, quiet
from mailfollow.library import Library
from mailfollow.mailbox.export import TELL, ExportMailbox, Span, Survey, survey
from mailfollow.model import Action, Decision
from mailfollow.reading import Lexicon
from mailfollow.replay.assumed import Assumed
from mailfollow.replay.history import histories, look
from mailfollow.replay.outcome import answered_at, outcome, sent_at
from mailfollow.replay.story import History, Replay, Story
from mailfollow.replay.walk import walk
from mailfollow.store import Store
from mailfollow.tracking.planning.plan import plan
from mailfollow.tracking.standing.fold import fold

EVER = 36_500
"""Days to look back: the export itself says how old the mail may be."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to replay: the paths, the time to look at, and whether its last moment is to be taken as the present one."""

    paths: Sequence[Path]
    span: Span
    until_last: bool = False


def replay(request: Request, config: Config, library: Library, lexicon: Lexicon, progress: Progress = quiet) -> Replay:
    """Return what happened to the proposals in an export, and what would have been drafted.

    Raises:
        DataError: a path holds no mail or cannot be read, or nothing is from the person.
    """

    def told(done: int, total: int) -> None:
        progress("looking through the export (MB)", done // TELL, max(total // TELL, 1))

    found = survey(request.paths, config.me, request.span, told)
    now = request.span.last if request.until_last else found.newest
    me = replace(config.me, name=config.me.name or _usual_name(found))
    ever = replace(config, me=me, detect=replace(config.detect, lookback_days=EVER))
    with (
        Store.in_memory(partial(fold, calendar=config.calendar)) as store,
        closing(ExportMailbox(_account(config), found)) as mailbox,
    ):
        desk = Desk(ever, store, library, lexicon, now, entropy=bytes, dry=True, progress=progress)
        visit = look(desk, mailbox)
        happened = histories(visit)
        return _summed_up(found, _stories(visit, happened, config), now)


def _usual_name(found: Survey) -> str:
    """Return the name that stands most often in the person's own From."""
    return next((name for name, _ in sorted(found.my_names.most_common(), key=lambda pair: (-pair[1], pair[0]))), "")


def _account(config: Config) -> str:
    """Return the name of the only account, so that ids are those that `mailfollow status` shows; else another one."""
    return config.accounts[0].name if len(config.accounts) == 1 else "export"


def _stories(visit: Visit, happened: Sequence[History], config: Config) -> list[Story]:
    assumed = walk(visit, happened)
    earliest = visit.desk.now - timedelta(days=config.detect.lookback_days)
    recent = [one for one in happened if (one.thread.standing.proposed_at or visit.desk.now) >= earliest]
    worth = {one.thread_id for one in _decisions(visit, recent) if one.action is Action.WRITE}
    decisions = {one.thread_id: one for one in _decisions(visit, happened)}
    stories = [_story(visit, one, decisions[one.thread.id], assumed[one.thread.id], worth) for one in happened]
    return sorted(stories, key=lambda story: (story.sent_at, story.thread.id))


def _decisions(visit: Visit, happened: Sequence[History]) -> list[Decision]:
    """Return what is to be done now, after what really happened, whatever a day's cap."""
    config, threads = visit.desk.config, [one.thread for one in happened]
    limits = replace(config.drafts, batch=len(threads) + 1, daily=len(threads) + 1)
    return plan(threads, visit.desk.now, config.cadence, config.calendar, limits, 0)


def _story(visit: Visit, history: History, decision: Decision, assumed: Assumed, worth: set[str]) -> Story:
    today = visit.desk.calendar.local_date(visit.desk.now)
    return Story(
        history,
        decision,
        outcome(history, decision, today),
        sent_at(history),
        answered_at(history),
        history.thread.id in worth,
        tuple(assumed.drafts),
        assumed.missed,
    )


def _summed_up(found: Survey, stories: Sequence[Story], now: datetime) -> Replay:
    oldest = min(entries[0].at for entries in (found.sent, found.others) if entries)
    messages = len(found.sent) + len(found.others)
    start = datetime.fromtimestamp(oldest, UTC)
    return Replay(tuple(stories), now, start, len(found.sent), messages, found.left_out)
