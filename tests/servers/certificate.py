"""A self-signed certificate for localhost, made anew for each test run, so that no key lies in the repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

_REQUEST = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"


def make(folder: Path, names: str = "DNS:localhost,IP:127.0.0.1") -> tuple[Path, Path]:
    """Write a certificate valid for `names` and its key into `folder`; return both paths."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    files = ["-keyout", str(key), "-out", str(certificate)]
    command = ["openssl", *_REQUEST.split(), "-addext", f"subjectAltName={names}", *files]
    subprocess.run(command, check=True, capture_output=True, timeout=30)
    return certificate, key
