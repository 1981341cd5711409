"""Reading: files, folders, addresses and streams in, articles out (`read` is the library's function).

A failing input gives a `ReadError` in place of an article, and the stream goes on.
"""

from sayso.reading.hints import NO_HINTS, Hints
from sayso.reading.sources import read_articles, read_text

__all__ = ["NO_HINTS", "Hints", "read_articles", "read_text"]
