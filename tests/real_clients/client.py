"""What a person does in a mail client; each client does it by its own buttons and keys."""

from __future__ import annotations

from typing import Protocol


class MailClient(Protocol):
    """A running mail client whose Drafts folder holds one draft. Each method ends when the client says it is done."""

    def read(self) -> None:
        """Show the draft in the list of messages, and its text."""

    def open(self) -> None:
        """Open the draft in the editor."""

    def write(self, words: str) -> None:
        """Type `words` and an empty line above the text."""

    def take_back(self) -> None:
        """Delete what was typed: the first two lines."""

    def save(self) -> None:
        """Save what is in the editor as a draft."""

    def close(self) -> None:
        """Close the editor, in which nothing was changed."""

    def send(self) -> None:
        """Send what is in the editor."""

    def discard(self) -> None:
        """Delete the draft in the list of messages."""

    def undo(self) -> None:
        """Bring the deleted draft back."""

    def picture(self) -> bytes:
        """Return what is on the screen, as PNG."""
