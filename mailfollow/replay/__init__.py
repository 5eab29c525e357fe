"""What mailfollow would have done over an export of mail: `run.replay` is the whole of it. Nothing is written anywhere.

What really happened is read by the same code as the daemon's, into a database in memory (`history`); then the days are
gone through once more, each draft taken as sent on the day it is written (`walk`).
"""
