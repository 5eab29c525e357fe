"""A text becomes a letter: its recipients, its headers, its bytes."""
