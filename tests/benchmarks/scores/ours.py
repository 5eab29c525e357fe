"""How mailfollow is asked: every answer comes from `reading.read`, the one function that the program itself uses."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from mailfollow import reading
from mailfollow.library import load_lexicon
from mailfollow.model import Me, Message
from tests.benchmarks.scores.figures import Contender

NAME = "mailfollow"
ME = Me(
    name="Max Berg",
    addresses=("max@berg.example",),
    domains=frozenset({"berg.example"}),
    authserv_id="mx.berg.example",
)


@cache
def lexicon() -> reading.Lexicon:
    """Compile the shipped phrases once."""
    return load_lexicon()


def read(data: bytes) -> Message:
    """Read a mail as mailfollow does."""
    return reading.read(data, ME, lexicon())


def ours(of_case: Callable[[Any], bytes], of_message: Callable[[Message], Any]) -> Contender:
    """Return mailfollow as a contender that reads the mail of a case and answers with a part of what it understood."""
    return Contender(NAME, lambda: lambda case: of_message(read(of_case(case))))
