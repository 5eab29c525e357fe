"""Watches a process that tests start: with this folder on PYTHONPATH, Python runs this file first."""

from __future__ import annotations

import atexit
import os

if "MAILFOLLOW_WATCH" in os.environ:
    from tests.watch import hook

    hook.install()
    atexit.register(hook.settle)
