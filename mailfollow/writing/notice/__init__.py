"""The digest: what waits for the person, as a message."""
