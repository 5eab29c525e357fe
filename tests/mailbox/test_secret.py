"""Where a password comes from, and that nothing ever shows it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from mailfollow.errors import AuthFailed, ConfigError, MailfollowError
from mailfollow.mailbox.secret import Secret, secret, variable
from mailfollow.model import Account

CANARY = "s3cret-canary"
ACCOUNT = Account("work", host="mail.example", user="anna")


def printing(text: str, status: int = 0) -> tuple[str, ...]:
    """Return a command that prints `text` to both outputs."""
    script = "import os, sys; said = os.fsencode(sys.argv[1]); os.write(1, said); os.write(2, said); "
    return (sys.executable, "-c", script + "sys.exit(int(sys.argv[2]))", text, str(status))


def with_(**settings: object) -> Account:
    """Return the settings of an account."""
    return Account("work", host="mail.example", user="anna", **settings)  # type: ignore[arg-type]  # test data


def test_the_first_line_that_a_command_prints_is_the_password() -> None:
    """As `pass` and others print it; spaces belong to it, line ends and notes below do not."""
    account = with_(password_command=printing(f" {CANARY} ü \r\nuser: anna\n"))
    assert secret(account, {}) == Secret(f" {CANARY} ü ")


def test_a_token_command_gives_a_token() -> None:
    """It comes before anything else that is set."""
    account = with_(token_command=printing(CANARY), password_command=printing("other"), password="third")
    assert secret(account, {}) == Secret(CANARY, is_token=True)


def test_arguments_are_not_read_by_a_shell(tmp_path: Path) -> None:
    """A password manager's entry may be called anything."""
    name = f"$(touch {tmp_path}/made); `id` > {tmp_path}/made"
    assert secret(with_(password_command=printing(name)), {}) == Secret(name)
    assert list(tmp_path.iterdir()) == []


def test_settings_come_before_the_environment_and_that_before_systemd(tmp_path: Path) -> None:
    """One after the other, whatever is there."""
    (tmp_path / "mailfollow-work").write_text("third\n")
    environment = {"CREDENTIALS_DIRECTORY": str(tmp_path), "MAILFOLLOW_PASSWORD_WORK": "second"}
    assert secret(with_(password="first"), environment) == Secret("first")
    assert secret(ACCOUNT, environment) == Secret("second")
    del environment["MAILFOLLOW_PASSWORD_WORK"]
    assert secret(ACCOUNT, environment) == Secret("third")


@pytest.mark.parametrize(
    ("name", "expected"), [("work", "WORK"), ("my work.2", "MY_WORK_2"), ("büro", "B_RO"), ("a-b", "A_B")]
)
def test_the_variable_is_named_after_the_account(name: str, expected: str) -> None:
    """With what a shell allows in a name."""
    assert variable(Account(name)) == f"MAILFOLLOW_PASSWORD_{expected}"


@pytest.mark.parametrize("environment", [{}, {"CREDENTIALS_DIRECTORY": "/nowhere"}, {"MAILFOLLOW_PASSWORD_WORK": ""}])
def test_without_any_password_the_sentence_says_where_to_put_one(environment: dict[str, str]) -> None:
    """Exit code 78: it is a matter of the settings."""
    with pytest.raises(ConfigError, match=r"“work” has no password: set `password_command`.*MAILFOLLOW_PASSWORD_WORK"):
        secret(ACCOUNT, environment)


@pytest.mark.parametrize(
    ("command", "error", "sentence"),
    [
        (("/nowhere/pass", CANARY), ConfigError, r"`password_command` \(/nowhere/pass\) cannot be started"),
        (("nul\0byte", CANARY), ConfigError, "cannot be started"),
        (printing(CANARY, 3), AuthFailed, "ended with status 3; run it by hand"),
        (printing(f"\n{CANARY}"), AuthFailed, "printed no password in its first line"),
        (printing(f"\udcff{CANARY}"), AuthFailed, "printed no password in its first line"),
    ],
)
def test_a_command_that_fails_is_told_without_what_it_printed(
    command: tuple[str, ...], error: type[MailfollowError], sentence: str
) -> None:
    """What it printed may be the password."""
    with pytest.raises(error, match=sentence) as caught:
        secret(with_(password_command=command), {})
    assert CANARY not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_command_that_waits_for_somebody_is_given_up_with_all_it_started() -> None:
    """A helper that it leaves running keeps its output open, and must not keep us waiting."""
    script = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(3)']); "
    account = with_(password_command=(sys.executable, "-c", script + "time.sleep(3)"))
    with pytest.raises(AuthFailed, match=r"did not finish within 0\.3 s; does it wait"):
        secret(account, {}, patience=0.3)


def test_a_credential_that_cannot_be_read_is_a_matter_of_settings(tmp_path: Path) -> None:
    """Not the same as none."""
    (tmp_path / "mailfollow-work").mkdir()
    with pytest.raises(ConfigError, match=r"mailfollow-work cannot be read"):
        secret(ACCOUNT, {"CREDENTIALS_DIRECTORY": str(tmp_path)})


def test_a_secret_does_not_show_when_printed() -> None:
    """Nor in a traceback with locals."""
    assert CANARY not in f"{Secret(CANARY)!r} {Secret(CANARY)} {[Secret(CANARY)]}"


def test_the_real_environment_is_used_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """For the daemon."""
    monkeypatch.setitem(os.environ, "MAILFOLLOW_PASSWORD_WORK", CANARY)
    assert secret(ACCOUNT) == Secret(CANARY)
