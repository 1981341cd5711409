"""Which words of two statements meet, and which clash."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sayso.model import Json
from sayso.relate.terms import terms_of
from sayso.words import find_words, stem

_NEGATIONS = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|\w+n[’']t)\b", re.I)


#: A page shows the same content beside several others.
_terms_of = lru_cache(4096)(terms_of)


class Mark(NamedTuple):
    """Words of a content: `kind` is "same" where the other one has them too, "clash" where they speak against it."""

    text: str
    kind: str | None


def mark_words(own: Json, other: Json) -> list[Mark]:
    """The content of a statement (the ledger's) in marked parts: the telling words that both have; negations and
    figures that only one has.
    """
    text, theirs = own["text"], other["text"]
    shared = _terms_of(text) & _terms_of(theirs)
    same = [(word.start, word.end, "same") for word in find_words(text) if stem(word.text) in shared] if shared else []
    negated = bool(_NEGATIONS.search(text)) != bool(_NEGATIONS.search(theirs))
    clash = [(*found.span(), "clash") for found in _NEGATIONS.finditer(text)] if negated else []
    known = {(figure["low"], figure["high"]) for figure in other["figures"]}
    for figure in own["figures"] if known else ():
        at = text.find(figure["text"])
        if at >= 0 and (figure["low"], figure["high"]) not in known:
            clash.append((at, at + len(figure["text"]), "clash"))
    return _cut(text, [*same, *clash])


def _cut(text: str, found: Sequence[tuple[int, int, str]]) -> list[Mark]:
    edges = sorted({0, len(text), *(edge for start, end, _ in found for edge in (start, end))})
    made: list[Mark] = []
    for start, end in pairwise(edges):
        kinds = {kind for a, b, kind in found if a <= start and end <= b}
        kind = "clash" if "clash" in kinds else "same" if kinds else None
        if made and made[-1].kind == kind:
            made[-1] = Mark(made[-1].text + text[start:end], kind)
        else:
            made.append(Mark(text[start:end], kind))
    return made
