"""Which templates and resources cannot be used as they are: kept from the last pass, for `status` and the digest.

The pass itself goes on with the version that could be read last, so nobody would notice but for the log.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mailfollow.store import Store

if TYPE_CHECKING:
    from mailfollow.cycle.desk import Desk

MARK = "unusable files"
"""The mark with the faults, as JSON; there is none where every file is fine."""


def remember_unusable(desk: Desk) -> None:
    """Keep what is wrong with files of this pass."""
    after = json.dumps(desk.library.problems) if desk.library.problems else None
    if not desk.dry and desk.store.marks.get(MARK) != after:
        desk.store.marks.put(MARK, after)


def unusable(store: Store) -> tuple[str, ...]:
    """Return what was wrong with files in the last pass, each fault as "path:line:column: sentence"."""
    return tuple(json.loads(store.marks.get(MARK) or "[]"))
