"""Promise 26: a database of any earlier release is brought up to date with all that it holds, however often that dies.

SIGKILL at every n-th line of ours and at every n-th step of SQLite itself, from opening the file to the commit. The
copy of the old database lies beside it afterwards, whole.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from unittest.mock import patch

from mailfollow import schema
from mailfollow.store import Store, opening
from tests.end_to_end.stage import Stage
from tests.faults.kill import dying_at, in_child, lines_in
from tests.faults.older import content, make_older, version_of
from tests.faults.promise import Effort, Found, Promise
from tests.faults.runs import trying
from tests.faults.scene import RECOVERY, Scene, database
from tests.servers.dovecot import dovecot

STEP = 20
"""Instructions of SQLite's machine between two moments to die at."""


def run(effort: Effort, folder: Path) -> Found:
    """Upgrade from each released version, undisturbed and dying on the way."""
    found = Found()
    with dovecot() as server:
        scene = Scene.make(server, "upgrade", folder)
        for minutes in RECOVERY:
            scene.model.at(minutes=minutes).look()
        for version in range(1, schema.VERSION):
            with trying(scene) as stage:
                found.count("schemas")
                make_older(database(stage), version)
                found.wrong += _cases(stage, version, effort, found)
    return found


def _cases(stage: Stage, version: int, effort: Effort, found: Found) -> Iterator[str]:
    """Upgrade copies of a stage's database, and say what is wrong with any; in the end the stage goes on with it."""
    old = stage.folder / "old.db"
    shutil.copy2(database(stage), old)
    rows = content(old)
    found.count("rows kept", sum(map(len, rows.values())))
    assert all(rows.values()), "each table must hold something"
    for name, die in _deaths(old, effort):
        shutil.rmtree(stage.folder / "state")
        (stage.folder / "state").mkdir()
        shutil.copy2(old, database(stage))
        code = in_child(partial(die, database(stage)))
        found.count("kills on the way")
        found.count("died", code == -signal.SIGKILL)
        if code not in {0, -signal.SIGKILL}:
            yield f"schema {version}, {name}: it ended with {code}"
        Store.open(database(stage)).close()
        yield from (f"schema {version}, {name}: {one}" for one in _wrong(database(stage), old, version))
    report = stage.at(minutes=5).look()
    if report.problems or report.written or report.withdrawn or report.proposals:
        yield f"schema {version}: the pass after it was no quiet one: {report}"


def _wrong(path: Path, old: Path, version: int) -> Iterator[str]:
    """Say what is wrong with an upgraded database, or with the copy beside it."""
    backup = path.with_name(f"{path.name}.v{version}.bak")
    with closing(sqlite3.connect(path)) as db:
        if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            yield "it is broken"
        if db.execute("PRAGMA foreign_key_check").fetchall():
            yield "rows refer to nothing"
    if version_of(path) != schema.VERSION:
        yield f"it is of version {version_of(path)}"
    if content(path, of=old) != content(old):
        yield "it holds something else than before"
    if not backup.exists() or version_of(backup) != version or content(backup) != content(old):
        yield "there is no whole copy of the old one"
    elif backup.stat().st_mode & 0o077:
        yield "others could read the copy of the old one"
    unexpected = {file.name for file in path.parent.iterdir()} - {path.name, backup.name}
    if unexpected:
        yield f"{unexpected} were left behind"


Die = Callable[[Path], object]


def _deaths(old: Path, effort: Effort) -> Iterator[tuple[str, Die]]:
    """Yield ways to die over the upgrade of a database like `old`: at lines of ours, and within SQLite."""
    most = effort.of(6, 150)
    lines = _on_a_copy(old, lambda path: lines_in(lambda: _open(path)))
    for line in range(1, lines + 1, max(1, lines // most)):
        yield f"line {line}", partial(_die_at_line, line)
    steps = _on_a_copy(old, _steps)
    for step in range(1, steps + 1, max(1, steps // most)):
        yield f"SQLite's instruction {step * STEP}", partial(_die_at_step, step)


def _on_a_copy(old: Path, measure: Callable[[Path], int]) -> int:
    """Return what `measure` finds with a copy of `old`."""
    copy = old.with_name("measured") / old.name
    copy.parent.mkdir()
    shutil.copy2(old, copy)
    try:
        return measure(copy)
    finally:
        shutil.rmtree(copy.parent)


def _open(path: Path) -> None:
    Store.open(path).close()


def _die_at_line(line: int, path: Path) -> None:
    dying_at(line, lambda: _open(path))


def _die_at_step(step: int, path: Path) -> None:
    left = step

    def on_step() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    _stepping(path, on_step)


def _steps(path: Path) -> int:
    """Return how many times SQLite tells of its progress while `path` is upgraded."""
    count = 0

    def on_step() -> None:
        nonlocal count
        count += 1

    _stepping(path, on_step)
    return count


def _stepping(path: Path, on_step: Callable[[], None]) -> None:
    """Upgrade `path`, and call `on_step` after every so many instructions of SQLite."""
    plain = opening._open

    def watched(path: Path, wait: float) -> sqlite3.Connection:
        raw = plain(path, wait)
        raw.set_progress_handler(on_step, STEP)
        return raw

    with patch.object(opening, "_open", watched):
        _open(path)


PROMISE = Promise(26, "A database of any earlier release is upgraded with all that it holds", run, minutes=2)
