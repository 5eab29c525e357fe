"""Where things lie unless the configuration says otherwise: by the rules of the system (XDG and its like)."""

from __future__ import annotations

from pathlib import Path

NAME = "mailfollow"


def default_path() -> Path:
    """Return where the configuration file is looked for if none is named."""
    import platformdirs

    return platformdirs.user_config_path(NAME) / "config.toml"


def default_state() -> Path:
    """Return the directory for the database and the lock if none is named."""
    import platformdirs

    return platformdirs.user_state_path(NAME)
