"""Roundcube on PHP's own web server, with a configuration, a database and folders for one run."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template

from tests.real_clients.needs import ROUNDCUBE
from tests.real_clients.patience import until
from tests.real_clients.program import running
from tests.servers.dovecot import free_port
from tests.servers.login import Login

SHIPPED = Path("/etc/roundcube")
"""Where Debian puts the files of the configuration that nobody changes."""

CONFIG = Template(
    """<?php
$$config = [
  'db_dsnw' => 'sqlite:///$home/roundcube.db?mode=0600',
  'imap_host' => '$host:$port', 'smtp_host' => '127.0.0.1:$smtp_port', 'smtp_user' => '', 'smtp_pass' => '',
  'drafts_mbox' => 'Drafts', 'sent_mbox' => 'Sent', 'trash_mbox' => 'Trash', 'junk_mbox' => 'Junk',
  'des_key' => 'for one run on loopback.', 'plugins' => [], 'language' => 'en_US', 'enable_spellcheck' => false,
  'temp_dir' => '$home', 'log_dir' => '$home', 'log_driver' => 'file',
];
"""
)
IDENTITY = "UPDATE identities SET name = 'Robin Hale', email = 'robin@hale-studio.example'"


@contextmanager
def webmail(home: Path, login: Login, smtp_port: int) -> Iterator[str]:
    """Run Roundcube for the mailbox of `login`, with its files in `home`, until the block ends; yields its address."""
    fields = {"home": home, "host": login.host, "port": login.port, "smtp_port": smtp_port}
    (home / "config.inc.php").write_text(CONFIG.substitute(fields), encoding="utf-8")
    for name in ("defaults.inc.php", "mimetypes.php"):
        shutil.copy(SHIPPED / name, home / name)
    with sqlite3.connect(home / "roundcube.db") as database:
        database.executescript((ROUNDCUBE / "SQL" / "sqlite.initial.sql").read_text(encoding="utf-8"))
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "ROUNDCUBE_CONFIG_DIR": str(home), "PHP_CLI_SERVER_WORKERS": "4"}
    with running(["php", "-S", f"127.0.0.1:{port}", "-t", str(ROUNDCUBE)], environment):
        until(lambda: _listens(port), "PHP's web server answers")
        yield f"http://127.0.0.1:{port}/"


def introduce(home: Path) -> None:
    """Give the person who has just logged in for the first time a name and an address."""
    with sqlite3.connect(home / "roundcube.db") as database:
        assert database.execute(IDENTITY).rowcount == 1


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
