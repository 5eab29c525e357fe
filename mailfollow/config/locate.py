"""Where things lie unless the configuration says otherwise: by the XDG rules, on macOS too; on Windows by its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs.api import PlatformDirsABC

NAME = "mailfollow"


def default_path() -> Path:
    """Return where the configuration file is looked for if none is named."""
    return _dirs().user_config_path / "config.toml"


def default_state() -> Path:
    """Return the directory for the database and the lock if none is named."""
    return _dirs().user_state_path


def _dirs() -> PlatformDirsABC:
    if sys.platform == "win32":
        from platformdirs import PlatformDirs

        return PlatformDirs(NAME)
    from platformdirs.unix import Unix

    return Unix(NAME)
