"""What a template can know of a thread, cleaned, and how each language writes it."""
