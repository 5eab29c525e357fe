"""The person's configuration: one TOML file, checked as a whole, as values that cannot be wrong any more.

`spec` lists every key once; checking, did-you-mean and the example file all come from that list.
"""

from mailfollow.config.load import load
from mailfollow.config.locate import default_path
from mailfollow.config.values import Config, Paths

__all__ = ["Config", "Paths", "default_path", "load"]
