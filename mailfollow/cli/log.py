"""The daemon's log: a line for each thing that happened, of which nothing is anybody's mail.

What a server says, or a reason that quotes a mail, may hold what steers a terminal, addresses, or text: a log is
kept, copied and sent around, so it gets the domain of an address only, and of an unexpected error its type and place.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator
from types import TracebackType

from mailfollow.cli.terminal import line, plain

_LOCAL_PART = re.compile(r"[^\s<>\"“”„«»'()\[\],;:@]{1,64}@(?=[\w\[])")


def set_up(*, verbose: bool) -> None:
    """Log to standard error; `verbose` also what is no news."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler])


class Discreet(logging.Formatter):
    """Formats a record without addresses, steering characters, or the text of unexpected errors."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is logging's
        """Return the record as one line, with each address as its domain."""
        return _LOCAL_PART.sub("…@", line(super().formatMessage(record)))

    def formatException(  # noqa: N802 - the name is logging's
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Return where an error came from, and its type; its text may quote a mail."""
        return plain("\n".join(_traced(ei[1]))) if ei[1] is not None else ""


def _traced(error: BaseException) -> Iterator[str]:
    """Yield the places of an error, those of what caused it first."""
    before = error.__cause__ or error.__context__
    if before is not None:
        yield from _traced(before)
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield type(error).__qualname__
