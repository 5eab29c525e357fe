"""Words that are compiled one by one, when they are first asked for: all take two seconds, and a mail needs few."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

T = TypeVar("T", bound="Lazily")


class Lazily:
    """A dataclass of words, made by `lazily`, whose fields are filled when they are first read."""

    __slots__ = ("_make",)

    _make: Callable[[str], object]

    if not TYPE_CHECKING:  # else any misspelt name would pass as a field

        def __getattr__(self, name: str) -> object:  # called only as long as the field is empty
            if name not in self.__dataclass_fields__:
                raise AttributeError(f"{type(self).__name__} has no {name}")
            value = self._make(name)
            object.__setattr__(self, name, value)
            return value


def lazily(words: type[T], make: Callable[[str], object]) -> T:
    """Return `words` whose field of each name will be what `make` returns for it."""
    empty = object.__new__(words)
    object.__setattr__(empty, "_make", make)
    return empty
