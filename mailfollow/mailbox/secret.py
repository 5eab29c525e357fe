"""The password or token for an account, from wherever the person keeps it. It is never written anywhere by us.

A command is the best place: a password manager gives it out and locks it away again. No sentence here ever holds the
secret, nor what a command printed, since that may be it.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mailfollow.errors import ConfigError, NoSecret, NotThere
from mailfollow.model import Account

PATIENCE = 60.0
"""Seconds that a command may take: somebody may have to touch a key or type a passphrase."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What to log in with: a password, or an OAuth 2 access token. Not shown when printed."""

    value: str = field(repr=False)
    is_token: bool = False


def secret(account: Account, environment: Mapping[str, str] | None = None, patience: float = PATIENCE) -> Secret:
    """Return the secret of `account`.

    It comes from `token_command`, `password_command`, the settings, the variable MAILFOLLOW_PASSWORD_<ACCOUNT>, or the
    systemd credential `mailfollow-<account>`, whichever is there first. Raises ConfigError where there is none or a
    command cannot be started, NoSecret where a command fails or prints nothing.
    """
    environment = os.environ if environment is None else environment
    if account.token_command:
        return Secret(_printed_by(account, "token_command", account.token_command, patience), is_token=True)
    if account.password_command:
        return Secret(_printed_by(account, "password_command", account.password_command, patience))
    if found := account.password or environment.get(variable(account)) or _credential(account, environment):
        return Secret(found)
    raise ConfigError(
        f"Account “{account.name}” has no password: set `password_command` in its settings, or the environment "
        f"variable {variable(account)}."
    )


def variable(account: Account) -> str:
    """Return the name of the environment variable for the password of `account`."""
    return "MAILFOLLOW_PASSWORD_" + re.sub(r"\W", "_", account.name, flags=re.ASCII).upper()


def _credential(account: Account, environment: Mapping[str, str]) -> str:
    """Return a credential that systemd passed (systemd.exec(5), LoadCredential=); empty where there is none."""
    folder = environment.get("CREDENTIALS_DIRECTORY")
    path = Path(folder or "") / f"mailfollow-{account.name}"
    try:
        return path.read_text(encoding="utf-8").partition("\n")[0] if folder else ""
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError, ValueError):
        raise ConfigError(f"Account “{account.name}”: the credential {path} cannot be read.") from None


def _printed_by(account: Account, setting: str, command: Sequence[str], patience: float) -> str:
    where = f"Account “{account.name}”: `{setting}` ({command[0]})"
    try:
        status, output = _run(command, patience)
    except (OSError, ValueError):
        raise NotThere(f"{where} cannot be started; check the path of the program.") from None
    except subprocess.TimeoutExpired:
        sentence = f"{where} did not finish within {patience:g} s; does it wait for somebody to type something?"
        raise NoSecret(sentence) from None
    if status != 0:
        raise NoSecret(f"{where} ended with status {status}; run it by hand to see why.")
    found = _first_line(output)
    if not found:
        raise NoSecret(f"{where} printed no password in its first line; run it by hand to see what it prints.")
    return found


def _run(command: Sequence[str], patience: float) -> tuple[int, bytes]:
    """Run a command without a shell; a helper it leaves behind does not hold us up, as `subprocess.run` would."""
    nothing = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=nothing, stdout=subprocess.PIPE, stderr=nothing) as process:  # noqa: S603 - the person's own command
        try:
            output, _ = process.communicate(timeout=patience)
        except BaseException:
            process.kill()
            raise
    return process.returncode, output


def _first_line(output: bytes) -> str:
    try:
        return output.split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        return ""
