"""A self-signed certificate for localhost, made anew for each test run, so that no key lies in the repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

_REQUEST = "req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost"


def make(folder: Path, names: str = "DNS:localhost,IP:127.0.0.1", days: int = 2) -> tuple[Path, Path]:
    """Write a certificate valid for `names` and its key into `folder`; return both paths.

    It is valid for so many `days`; with -1 it has expired already.
    """
    certificate, key, request = folder / "certificate.pem", folder / "key.pem", folder / "request.pem"
    extensions = ["-addext", f"subjectAltName={names}", "-addext", "basicConstraints=critical,CA:TRUE"]
    _openssl(*_REQUEST.split(), *extensions, "-keyout", str(key), "-out", str(request))
    files = ["-in", str(request), "-signkey", str(key), "-out", str(certificate)]
    _openssl("x509", "-req", "-copy_extensions", "copy", "-days", str(days), *files)
    return certificate, key


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True, timeout=30)
