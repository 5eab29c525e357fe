"""A Thunderbird profile with one account on loopback, which asks nothing, fetches nothing and reports nothing."""

from __future__ import annotations

import json
from pathlib import Path

from tests.servers.login import Login

NOWHERE = 9
"""The discard port of loopback, where nobody listens: whatever Thunderbird wants from the web ends there."""

QUIET: dict[str, bool | int | str] = {
    "app.update.enabled": False,
    "browser.search.update": False,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.blocklist.enabled": False,
    "extensions.update.enabled": False,
    "mail.accounthub.enabled": False,
    "mail.inappnotifications.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.rights.version": 1,
    "mail.shell.checkDefaultClient": False,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "mailnews.start_page_override.mstone": "ignore",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": NOWHERE,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": NOWHERE,
    "network.proxy.type": 1,
    "toolkit.telemetry.unified": False,
}

ACCOUNT: dict[str, bool | int | str] = {
    "mail.accountmanager.accounts": "account1",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.account.account1.server": "server1",
    "mail.account.account1.identities": "id1",
    "mail.server.server1.type": "imap",
    "mail.server.server1.name": "work",
    "mail.server.server1.socketType": 0,
    "mail.server.server1.authMethod": 3,
    "mail.server.server1.check_new_mail": False,
    "mail.server.server1.login_at_startup": False,
    "mail.identity.id1.fullName": "Robin Hale",
    "mail.identity.id1.useremail": "robin@hale-studio.example",
    "mail.identity.id1.valid": True,
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.smtpservers": "smtp1",
    "mail.smtp.defaultserver": "smtp1",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1",
    "mail.smtpserver.smtp1.authMethod": 1,
    "mail.smtpserver.smtp1.try_ssl": 0,
}


def make_profile(folder: Path, login: Login, smtp_port: int, marionette_port: int) -> None:
    """Write the profile of a person who reads the mailbox of `login` and sends through `smtp_port`."""
    server = f"imap://{login.user}@{login.host}"
    own = {
        "marionette.port": marionette_port,
        "mail.server.server1.hostname": login.host,
        "mail.server.server1.port": login.port,
        "mail.server.server1.userName": login.user,
        "mail.identity.id1.draft_folder": f"{server}/Drafts",
        "mail.identity.id1.fcc_folder": f"{server}/Sent",
        "mail.smtpserver.smtp1.port": smtp_port,
    }
    prefs = {**QUIET, **ACCOUNT, **own}
    lines = [f'user_pref("{name}", {json.dumps(value)});\n' for name, value in prefs.items()]
    folder.mkdir()
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")
