"""A real Dovecot on loopback, started in milliseconds and without root: as root it runs as nobody.

Any user name logs in with the password `secret` and gets a mailbox of its own, so tests that run side by side take a
fresh user each. `dovecot(...)` starts another server where a test needs one that lacks or refuses something.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template

from tests.servers import certificate
from tests.servers.login import Login

SPECIAL = {"Sent": "\\Sent", "Drafts": "\\Drafts", "Trash": "\\Trash", "Junk": "\\Junk", "Archive": "\\Archive"}
NOBODY = 65534

CONFIG = Template(
    """
base_dir = $base/run
state_dir = $base/state
log_path = $base/log
default_internal_user = $user
default_internal_group = $group
default_login_user = $user
default_client_limit = 4000
first_valid_uid = 1
last_valid_uid = 0
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <$certificate
ssl_key = <$key
disable_plaintext_auth = no
mail_max_userip_connections = 200
mail_fsync = never
mail_location = $location
$capabilities
mail_plugins = $plugins
protocol imap {
  mail_plugins = $plugins $imap_plugins
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=$uid gid=$gid home=$base/home/%u allow_all_users=yes
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  service_count = 0
  inet_listener imap {
    port = $port
  }
  inet_listener imaps {
    port = $tls_port
    ssl = yes
  }
}
service imap {
  service_count = 100
}
namespace inbox {
  inbox = yes
  separator = $separator
  prefix = $prefix
$mailboxes
}
$extra
"""
)


@dataclass(frozen=True, slots=True)
class Server:
    """A running Dovecot: where it listens, with TLS at once on `tls_port`, and where it keeps its files."""

    host: str
    port: int
    tls_port: int
    base: Path
    certificate: Path

    def user(self, name: str) -> Login:
        """Return the login of a user, whose mailbox is made when it is first used."""
        return Login(self.host, self.port, name, "secret")

    def home(self, name: str) -> Path:
        """Return the folder that holds the user's mail."""
        return self.base / "home" / name

    def log(self) -> str:
        """Return what the server wrote into its log."""
        files = (self.base / "output", self.base / "log")
        return "".join(path.read_text(errors="replace") for path in files if path.exists())


@contextmanager
def dovecot(
    *,
    special: bool = True,
    folders: Sequence[str] = (),
    separator: str = "/",
    prefix: str = "",
    capabilities: str = "",
    plugins: str = "",
    imap_plugins: str = "",
    location: str = "maildir:~/Maildir",
    extra: str = "",
) -> Iterator[Server]:
    """Run a Dovecot until the block ends.

    `special` gives each user the special-use folders, `folders` further ones without a mark. `capabilities` replaces
    what the server says it can do. `plugins`, `imap_plugins` and `extra` go into its configuration as they are.
    """
    base = Path(tempfile.mkdtemp(prefix="mailfollow-dovecot-"))
    boxes = [_mailbox(name, use) for name, use in SPECIAL.items()] if special else []
    boxes += [_mailbox(name, "") for name in folders]
    fields = {"separator": separator, "prefix": prefix, "plugins": plugins, "imap_plugins": imap_plugins}
    fields |= {"mailboxes": "\n".join(boxes), "location": location, "extra": extra}
    fields["capabilities"] = f"imap_capability = {capabilities}" if capabilities else ""
    try:
        with _running(base, fields) as server:
            yield server
    finally:
        shutil.rmtree(base, ignore_errors=True)


@contextmanager
def _running(base: Path, fields: dict[str, str]) -> Iterator[Server]:
    uid, gid = (NOBODY, NOBODY) if os.getuid() == 0 else (os.getuid(), os.getgid())
    made, key = certificate.make(base)
    server = Server("127.0.0.1", free_port(), free_port(), base, made)
    fields |= {"base": str(base), "uid": str(uid), "gid": str(gid), "certificate": str(made), "key": str(key)}
    fields |= {"user": pwd.getpwuid(uid).pw_name, "group": grp.getgrgid(gid).gr_name}
    fields |= {"port": str(server.port), "tls_port": str(server.tls_port)}
    (base / "dovecot.conf").write_text(CONFIG.substitute(fields), encoding="utf-8")
    for path in (base, *base.iterdir()):
        os.chown(path, uid, gid)
    with (base / "output").open("wb") as output:
        command = _command(base / "dovecot.conf", uid, gid)
        silent = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": output}
        process = subprocess.Popen(command, start_new_session=True, **silent)
    try:
        _wait(server, process)
        yield server
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # the whole server and nothing else; told to stop it takes a second
        process.wait(timeout=30)


def _command(config: Path, uid: int, gid: int) -> list[str]:
    program = shutil.which("dovecot") or "/usr/sbin/dovecot"
    command = [program, "-F", "-c", str(config)]
    if os.getuid() != 0:
        return command
    return ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--pdeathsig=TERM", *command]


def _mailbox(name: str, use: str) -> str:
    mark = f"special_use = {use}" if use else ""
    return f'mailbox "{name}" {{\n  auto = subscribe\n  {mark}\n}}'


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    pause = threading.Event()
    for _ in range(1_000):
        try:
            socket.create_connection((server.host, server.port), 5).close()
            return
        except ConnectionRefusedError:
            assert process.poll() is None, f"Dovecot stopped: {server.log()}"
            pause.wait(0.01)
    raise AssertionError(f"Dovecot does not listen: {server.log()}")


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
