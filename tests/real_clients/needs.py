"""What each client needs on this machine, and the line that says what is missing."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

ROUNDCUBE = Path("/usr/share/roundcube")
"""Where Debian puts it."""

PROGRAMS = {
    "thunderbird": {"thunderbird": "thunderbird", "Xvfb": "xvfb"},
    "roundcube": {
        str(ROUNDCUBE / "index.php"): "roundcube-core roundcube-sqlite3",
        "php": "php-cli",
        "chromium": "chromium",
        "chromedriver": "chromium-driver",
    },
}
"""For each client the programs, or files, and the Debian package of each."""

MODULES = {"thunderbird": "marionette_driver", "roundcube": "selenium"}


def missing(client: str) -> str:
    """Return what to do before `client` can be driven, or nothing."""
    packages = [package for program, package in PROGRAMS[client].items() if not _is_there(program)]
    if not (shutil.which("dovecot") or Path("/usr/sbin/dovecot").exists()):
        packages.append("dovecot-imapd")
    steps = [f"apt-get install {' '.join(packages)}"] if packages else []
    if not all(find_spec(module) for module in ("aiosmtpd", MODULES[client])):
        steps.append("pip install -e '.[clients]'")
    return f"{client} cannot be driven yet: run `make real-clients`, or {', and '.join(steps)}." if steps else ""


def _is_there(program: str) -> bool:
    return Path(program).exists() if program.startswith("/") else shutil.which(program) is not None
