"""Keys by which statements of one matter, and articles of one event, find each other in a ledger: pairs of the words
that tell most, hashed. Two texts that share a key share two telling words.
"""

import zlib
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from sayso.relate.terms import find_terms, weigh
from sayso.words import split_words, stem

#: The words of a statement, and of an article, that keys are made of.
STATEMENT_TERMS, ARTICLE_TERMS = 6, 10


def statement_keys(terms: Iterable[str]) -> frozenset[int]:
    """The keys of a statement by its telling stems."""
    return _pairs(sorted(terms, key=lambda term: (-weigh(term), term))[:STATEMENT_TERMS])


def article_keys(text: str) -> frozenset[int]:
    """The keys of an article: of the stems that it has often and others rarely."""
    words = split_words(text)
    telling = find_terms(words)
    counts = Counter(term for term in map(stem, words) if term in telling)
    best = sorted(counts, key=lambda term: (-counts[term] * weigh(term), term))
    return _pairs(best[:ARTICLE_TERMS])


def _pairs(terms: Iterable[str]) -> frozenset[int]:
    return frozenset(zlib.crc32(" ".join(pair).encode()) for pair in combinations(sorted(terms), 2))
