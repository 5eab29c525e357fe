"""How the store gets from events to where a thread stands: by a function that it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mailfollow.model import Event, Standing

Fold = Callable[[Sequence[Event]], Standing]
"""How events become a standing; in any order of arrival the same."""


def no_fold(_events: Sequence[Event]) -> Standing:
    """Stand in for a fold in a store that was opened to be read only.

    Raises:
        TypeError: always; who records events must give the store a fold.
    """
    raise TypeError("this store was opened without a fold, so it cannot record events")
