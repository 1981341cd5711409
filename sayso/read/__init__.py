"""Reading: files, folders, addresses and streams in, articles out.

A failing input gives a `ReadError` in place of an article, and the stream goes on.
"""

from sayso.read.hints import NO_HINTS, Hints
from sayso.read.sources import read_articles, read_text

__all__ = ["NO_HINTS", "Hints", "read_articles", "read_text"]
