"""What one message says. Pure: bytes in, values out, and never an exception.

`read_envelope` reads a header block, fast; `read` reads a whole message. `Lexicon` holds the words of all languages.
"""

from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.message.envelope import read_envelope
from mailfollow.reading.reader import THRESHOLD, read

__all__ = ["THRESHOLD", "Lexicon", "read", "read_envelope"]
