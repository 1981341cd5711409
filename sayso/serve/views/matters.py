"""What texts are about, by the telling words that several of them share."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sayso.relate.terms import terms_of, weigh
from sayso.words import find_words, stem

#: A word that less of the texts share names no matter; nor does one that says little.
LEAST, TELLING = 2, 0.35


class Matter(NamedTuple):
    """A matter by its word, as printed most often, and the places of the texts that are about it."""

    word: str
    places: list[int]


def group_by_matter(texts: Sequence[str], most: int = 12) -> tuple[list[Matter], list[int]]:
    """Each text under the matter that most of the texts left share, the largest first; and those of no matter."""
    weights = {term: weigh(term) for text in texts for term in terms_of(text)}
    terms = [{term for term in terms_of(text) if weights[term] >= TELLING} for text in texts]
    counts = Counter(term for some in terms for term in some)
    left = set(range(len(texts)))
    made: list[Matter] = []
    while len(made) < most:
        best = max(counts, key=lambda term: (counts[term] * weights[term], term), default=None)
        if best is None or counts[best] < LEAST:
            break
        places = sorted(place for place in left if best in terms[place])
        made.append(Matter(_name(best, [texts[place] for place in places]), places))
        for place in places:
            counts.subtract(terms[place])
        left -= set(places)
    return sorted(made, key=lambda matter: -len(matter.places)), sorted(left)


def _name(term: str, texts: Sequence[str]) -> str:
    """How a stem is most often printed, without a possessive; of forms that are as common the shortest."""
    printed = Counter(
        re.sub(r"['’]s$", "", text[word.start : word.end])
        for text in texts
        for word in find_words(text)
        if stem(word.text) == term
    )
    alike = Counter(word.lower() for word in printed.elements())
    return max(printed, key=lambda word: (alike[word.lower()], -len(word), printed[word], word), default=term)
