"""Bare texts as the mails that they were, because mailfollow reads mails."""

from __future__ import annotations

from datetime import UTC, datetime

_HEADERS = """\
From: Bob Bobson <bob@hill.example>
To: Max Berg <max@berg.example>
Subject: {subject}
Date: {date:%a, %d %b %Y %H:%M:%S %z}
Message-ID: <1@hill.example>
In-Reply-To: <0@berg.example>
MIME-Version: 1.0
Content-Type: text/{subtype}; charset=utf-8
Content-Transfer-Encoding: 8bit

"""
_SOME_DAY = datetime(2026, 11, 18, 10, tzinfo=UTC)


def text_mail(text: str, date: datetime = _SOME_DAY, subject: str = "Re: Your mail") -> bytes:
    """Return a person's answer with this text."""
    return _mail(text, "plain", date, subject)


def html_mail(html: str) -> bytes:
    """Return a person's answer that consists of this HTML."""
    return _mail(html, "html", _SOME_DAY, "Re: Your mail")


def _mail(text: str, subtype: str, date: datetime, subject: str) -> bytes:
    return (_HEADERS.format(subject=subject, subtype=subtype, date=date) + text).encode("utf-8", "surrogatepass")
