"""Take in what a mailbox holds: new headers, the messages that matter, and what each means for its thread."""
