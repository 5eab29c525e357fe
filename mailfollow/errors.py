"""Every error a person can cause: one sentence (what happened, where, what to do) and an exit code.

    MailfollowError 1
    ├── UsageError 2
    ├── DataError 65          a template or a message that cannot be used
    ├── ServerUnavailable 69  no connection, a dropped one, a deadline passed
    ├── CannotCreate 73       a state directory or file that cannot be made
    ├── CannotWrite 74        disk full, quota, a draft the server refused
    ├── Busy 75               another mailfollow runs, the database is locked
    ├── AuthFailed 77         the server does not accept the login
    └── ConfigError 78        the configuration, or a folder it should name

The numbers are those of sysexits.h (BSD), so that service managers understand them.
"""

from __future__ import annotations


class MailfollowError(Exception):
    """Base of all errors with a sentence for the person. Should not be raised itself."""

    exit_code = 1

    def __init__(self, *problems: str) -> None:
        """Take one sentence, or several where one file has several problems."""
        super().__init__("\n".join(problems))
        self.problems = problems


class UsageError(MailfollowError):
    """The command was called with something that does not exist, such as an unknown thread id."""

    exit_code = 2


class DataError(MailfollowError):
    """A template or other file of the person's cannot be used."""

    exit_code = 65


class ServerUnavailable(MailfollowError):
    """The mail server could not be reached, or went away; trying again later may help."""

    exit_code = 69


class CannotCreate(MailfollowError):
    """A file or directory that mailfollow needs cannot be made."""

    exit_code = 73


class CannotWrite(MailfollowError):
    """Writing failed: the disk is full, or the server refused to store a draft."""

    exit_code = 74


class Busy(MailfollowError):
    """Something else holds what we need, for now."""

    exit_code = 75


class AuthFailed(MailfollowError):
    """The server refused the login; trying again without a change won't help."""

    exit_code = 77


class ConfigError(MailfollowError):
    """The configuration cannot be used as it is."""

    exit_code = 78
