"""Programs that run beside the script, each with all that it starts, until a block ends."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str], **options: Any) -> Iterator[None]:
    """Run a program, without a word from it, until the block ends; then it and its children are told to stop."""
    silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=environment, start_new_session=True, **silent, **options)
    try:
        yield
    finally:
        _stop(process, signal.SIGTERM)


def _stop(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    try:
        os.killpg(process.pid, how)
        process.wait(timeout=20)
    except ProcessLookupError:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        _stop(process, signal.SIGKILL)
