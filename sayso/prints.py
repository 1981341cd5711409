"""Prints of a text: a sample of its runs of words, by which copies are told.

Two texts are compared by the runs of four words that they share (shingles: Broder 1997), as far as these are in a
sample that depends on the run alone, so that the samples of two texts can be compared. Which articles are compared at
all is found by a smaller sample, which is indexed.
"""

import zlib
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.words import split_words

Prints = NDArray[np.uint32]

RUN = 4  # words
#: One run in so many is in the sketch, by which articles are compared, and in the index, by which they are found.
SKETCHED, INDEXED = 2, 16
#: A copy shares this part of the runs of the shorter text, and more where it came out on another day: the next day's
#: story recycles paragraphs. Both lie between copies and others among one half of `lab/labels/copies.jsonl`.
LEAST, LEAST_LATER = 0.41, 0.6
#: Texts with fewer sampled runs than these are short.
SHORT = 25
#: Runs of the index that two texts must share to be compared; of a text of a line or two there are too few.
SHARED = 2


class Sketch(NamedTuple):
    """What of an article tells its copies: sampled runs, and the day of publication."""

    prints: Prints
    day: str | None


def build_prints(text: str) -> Prints:
    """The sampled runs of a text, hashed; sorted, each once."""
    words = split_words(text)
    hashed = np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint64, len(words))
    if len(hashed) < RUN:
        return np.zeros(0, np.uint32)
    runs = np.zeros(len(hashed) - RUN + 1, np.uint64)
    for place in range(RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + hashed[place : len(hashed) - RUN + 1 + place]
        runs ^= runs >> np.uint64(29)
    mixed = (runs * np.uint64(0xBF58476D1CE4E5B9) >> np.uint64(32)).astype(np.uint32)
    return np.unique(mixed[mixed % SKETCHED == 0])


def are_copies(one: Sketch, other: Sketch) -> bool:
    """Whether two articles are copies of one."""
    fewer, more = sorted((len(one.prints), len(other.prints)))
    if not fewer:
        return False
    # A text of a few lines may be all quotation; it is a copy of its like alone.
    whole = fewer if fewer >= SHORT else more
    shared = len(np.intersect1d(one.prints, other.prints, assume_unique=True)) / whole
    return shared >= (LEAST_LATER if one.day and other.day and one.day != other.day else LEAST)
