"""Every error a person can cause: one sentence (what happened, where, what to do) and an exit code.

    MailfollowError 1
    ├── UsageError 2
    ├── DataError 65          a template or a message that cannot be used
    ├── ServerUnavailable 69  no connection, a dropped one, a deadline passed
    │   ├── Unreachable 69    the network did not bring us there: nobody minds if we try again soon
    │   └── Withheld 69       it does not give messages that lie there
    ├── CannotCreate 73       a state directory or file that cannot be made
    ├── CannotWrite 74        disk full, quota, a draft the server refused
    ├── Busy 75               another mailfollow runs, the database is locked
    │   └── Doubled 75        a thread has an open draft already
    ├── AuthFailed 77         the server does not accept the login
    │   └── NoSecret 77       no password or token could be had, and no login was tried
    └── ConfigError 78        the configuration, or a folder it should name
        └── NotThere 78       what it names is not there, and may be again

The numbers are those of sysexits.h (BSD), so that service managers understand them.
"""

from __future__ import annotations


class MailfollowError(Exception):
    """Base of all errors with a sentence for the person. Should not be raised itself."""

    exit_code = 1
    retry: float | None = None
    """Seconds after which the daemon tries again at the latest; None where that depends on the exit code."""

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


class Unreachable(ServerUnavailable):
    """The network did not bring us to the server, or it fell silent: it has not sent us away."""

    retry = 45.0


class Withheld(ServerUnavailable):
    """The server refuses to give messages that lie there; asked for one by one, it may give most of them."""


class CannotCreate(MailfollowError):
    """A file or directory that mailfollow needs cannot be made."""

    exit_code = 73


class CannotWrite(MailfollowError):
    """Writing failed: the disk is full, or the server refused to store a draft."""

    exit_code = 74


class Busy(MailfollowError):
    """Something else holds what we need, for now."""

    exit_code = 75


class Doubled(Busy):
    """A thread would have had a second draft: another process was quicker, and the table refused ours."""


class AuthFailed(MailfollowError):
    """The server refused the login; trying again without a change won't help."""

    exit_code = 77


class NoSecret(AuthFailed):
    """The command for the password or token failed; the server was not asked, so that nobody is locked out."""

    retry = 900.0


class ConfigError(MailfollowError):
    """The configuration cannot be used as it is."""

    exit_code = 78


class NotThere(ConfigError):
    """A directory or program that the configuration names is not there; it may be mounted or made again."""

    retry = 900.0
