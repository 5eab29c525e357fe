"""Every promise that mailfollow makes, each in a module of its own that has a `PROMISE`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tests.faults.promise import Promise


def promises() -> list[Promise]:
    """Return all promises by number."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return sorted((module.PROMISE for module in modules), key=lambda promise: promise.number)
