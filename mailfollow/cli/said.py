"""What the person put into a folder under `Mailfollow` and that did not do all that was meant: for `status`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mailfollow.store.orders import Order

SHOWN_FOR = timedelta(days=14)
"""How long `status` speaks of it."""


def said_object(orders: Sequence[Order]) -> list[dict[str, Any]]:
    """Return what came of each, for `--json`."""
    return [
        {
            "account": order.account,
            "at": order.at.isoformat(),
            "folder": _folder(order),
            "message_id": order.message_id,
            "thread": order.thread,
            "outcome": order.outcome,
        }
        for order in orders
    ]


def print_said(orders: Sequence[Order]) -> None:
    """Say what came of each, so that nobody waits for something that was not understood."""
    from mailfollow.cli.terminal import paragraph

    for order in orders:
        click.echo(paragraph(f"A message in {_folder(order)}: {order.outcome}.", ""))
    if orders:
        click.echo()


def _folder(order: Order) -> str:
    return order.sign.split(" ", 2)[2]
