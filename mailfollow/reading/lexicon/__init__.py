"""The words that reading knows, in every language, and how a text is divided and searched."""

from mailfollow.reading.lexicon.lexicon import Lexicon, merge_tables

__all__ = ["Lexicon", "merge_tables"]
