"""`mailfollow templates workshop`: a page for the browser on this machine that shows every text as it is written."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from mailfollow.cli.common import config_option
from mailfollow.cli.templates.desk import bench
from mailfollow.cli.terminal import complain

if TYPE_CHECKING:
    from mailfollow.workshop.server import Server


@click.command(short_help="See all templates in the browser while you write.")
@click.option("--port", type=click.IntRange(1, 65_535), help="Where to listen; a free port unless given.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
@config_option
def workshop(config_file: str | None, port: int | None, no_browser: bool) -> None:
    """Show every template as the mail it becomes, with notes, in a page that renews itself when you save a file.

    The page is for browsers on this machine and for whoever knows its address; it only shows. Ctrl-C ends it.
    """
    from mailfollow.workshop.page import page
    from mailfollow.workshop.server import Server
    from mailfollow.workshop.site import Site
    from mailfollow.workshop.view import Asked, view

    at = bench(config_file)
    site = Site(lambda query, nonce: page(view(at, Asked.of(query)), nonce), at.version, lambda what: complain([what]))
    with Server(site, port or 0) as server:
        click.echo(server.address(site.token))
        sys.stdout.flush()
        if not no_browser:
            _open_browser(server)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("The workshop is closed.", err=True)


def _open_browser(server: Server) -> None:
    """Open the page where there is a screen; what stands on a command line opens it once only."""
    if sys.platform != "darwin" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return  # a browser in the terminal would take it over
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(server.address(server.site.ticket),), daemon=True).start()
