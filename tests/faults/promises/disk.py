"""Promise 16: a disk that is full, at whichever write, loses and doubles nothing; with room again, all goes on.

Scenario 3. An older database is brought up to date in half of the cases, so that its copy has to fit as well. While the
disk is full, mailfollow goes on trying for more than an hour.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mailfollow.errors import CannotCreate, CannotWrite, MailfollowError
from tests.end_to_end.stage import Stage
from tests.faults.disk import PAGE, with_free_pages, with_no_file_above
from tests.faults.older import make_older
from tests.faults.promise import Effort, Found, Promise
from tests.faults.runs import trying
from tests.faults.scene import Scene, database
from tests.servers.dovecot import dovecot

FULL = {CannotWrite.exit_code, CannotCreate.exit_code}
MOST_FREE = (28, 60)
"""Free pages with which a pass fits; and where an older database is copied first."""

FULL_FOR = (0, 11, 31, 31)
"""Minutes between the passes while the disk is full: long enough to believe that a draft never arrived."""

GROWS = 10 * PAGE
"""More than the bytes by which the database grows in a pass."""

Fill = Callable[[Stage, Callable[[], int]], int]
"""Runs passes where the disk is full, and returns their exit code."""


def run(effort: Effort, folder: Path) -> Found:
    """Fill the disk up to every n-th page, and limit files to every n-th size."""
    found = Found()
    with dovecot() as server:
        scenes = {"": Scene.make(server, "disk", folder), " with a migration": Scene.make(server, "older", folder)}
        make_older(database(scenes[" with a migration"].model), version=1)
        largest = database(scenes[""].model).stat().st_size + GROWS
        for old, scene in scenes.items():
            for size in range(effort.of(PAGE, 1_024), largest, effort.of(largest // 4, PAGE // 2)):
                _try(scene, _limited(size), f"no file above {size:,} bytes{old}", "file sizes", found)
            if effort.full:
                for free in range(MOST_FREE[bool(old)]):
                    _try(scene, _filled(free), f"{free} free pages{old}", "free pages", found)
    return found


def _limited(size: int) -> Fill:
    return lambda _stage, work: with_no_file_above(size, work)


def _filled(free: int) -> Fill:
    return lambda stage, work: with_free_pages(free, stage.folder / "state", work)


def _try(scene: Scene, fill: Fill, name: str, what: str, found: Found) -> None:
    """Make passes on a full disk, then some with room, and note what is wrong."""
    with trying(scene) as stage:
        found.count(what)
        code = fill(stage, lambda: _passes(stage))
        found.count("told with exit code 74", code == CannotWrite.exit_code)
        if code not in {0, *FULL}:
            found.wrong.append(f"{name}: it ended with {code}")
        stage.at(minutes=sum(FULL_FOR))
        outcome = scene.judge(stage)
        if not outcome.right:
            found.wrong.append(f"{name}: {outcome}")


def _passes(stage: Stage) -> int:
    """Make passes as `mailfollow once` does, and return the highest exit code."""
    return max(_pass(stage.at(minutes=minutes)) for minutes in FULL_FOR)


def _pass(stage: Stage) -> int:
    try:
        return max((problem.exit_code for problem in stage.look().problems), default=0)
    except MailfollowError as error:
        return error.exit_code


PROMISE = Promise(16, "A full disk loses and doubles nothing, at whichever write", run, minutes=3)
