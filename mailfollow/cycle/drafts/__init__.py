"""Drafts, from a due touch to finished bytes, saved exactly once, found again, taken back or written anew."""
