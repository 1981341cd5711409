"""Pairs of statements that plain words decide: the same words said and denied, confirmed or taken back.

Few pairs of real articles are so plain, but who denies what another says is what this is for; so it is not left to what
networks learnt. Figures are: most that exclude each other count two things (docs/relations.md).
"""

import re
from typing import NamedTuple

from sayso.model import RelationKind
from sayso.relate.features import are_one, days_between, is_turned
from sayso.relate.judge import Judged, Pair
from sayso.relate.sides import Side
from sayso.relate.terms import weight_of
from sayso.words import split_words

#: How often such a relation is right, by reading some twenty (docs/relations.md).
RIGHT = 0.75
#: Two statements share this part of the telling words of one of them at least, so many words, and so much weight.
COVERED, SHARED, WEIGHT = 0.8, 2, 0.7
#: The part of both that they share where nobody says outright that he denies, and where a party takes back its own.
ALIKE, OWN_ALIKE = 0.8, 0.6
#: Letters by which a name and its forms agree: Russia, Russian.
STEM = 5
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|will|would|has|have|had|can|could|should|must|do|does|did|cannot)\b|n['’]t\b", re.I
)
#: What says less, or more, than that something is so or not so.
_OPEN = re.compile(
    r"\?|\b(?:if|unless|whether|in case|not (?:only|just|merely|simply|necessarily|sure|aware)|no idea)\b"
    r"|(?:\bnot|n['’]t) (?:know|think|believe|remember|recall|expect)\b",
    re.I,
)
#: Verbs that may turn down a thing as well as a saying.
_REFUSES = re.compile(r"reject|dismiss|rebuff|repudiat|challeng|push", re.I)
#: Contents that are clauses of their own: what they say does not hang on who says it.
_CLAUSE = re.compile(r"\W*that\b", re.I)


class _Shared(NamedTuple):
    """The part of each statement's telling words, by weight, that the other has too."""

    of_later: float
    of_earlier: float

    @property
    def of_both(self) -> float:
        return min(self)

    @property
    def of_one(self) -> float:
        return max(self)


def judge_plainly(pair: Pair, *, across: bool = False) -> Judged | None:
    """The relation of a pair that plain words decide, None for all others; `across` where it stands in two articles."""
    later, earlier = pair
    shared = _share(later, earlier)
    if shared.of_one < COVERED or _OPEN.search(later.said) or _OPEN.search(earlier.said):
        return None
    if are_one(later, earlier):
        return Judged("reverses", RIGHT) if _takes_back(later, earlier, shared) else None
    if not later.party.key or not earlier.party.key:
        return None
    if _denies(later, earlier, shared.of_later, across=across) or _denies(
        earlier, later, shared.of_earlier, across=across
    ):
        return Judged("disputes", RIGHT)
    if is_turned(later) != is_turned(earlier):
        return Judged("disputes", RIGHT) if shared.of_both >= ALIKE and _are_clauses(later, earlier) else None
    return Judged("supports", RIGHT) if _says(later, "supports") and _confirms(later, shared) else None


def _share(later: Side, earlier: Side) -> _Shared:
    both = later.terms & earlier.terms
    weight = weight_of(both)
    if len(both) < SHARED or weight < WEIGHT:
        return _Shared(0.0, 0.0)
    return _Shared(weight / weight_of(later.terms), weight / weight_of(earlier.terms))


def _denies(one: Side, other: Side, covered: float, *, across: bool) -> bool:
    """Whether one party says outright that what the other says is not so.

    A denial that is no clause ("denied any wrongdoing") is about the party itself: what another article says must name
    it. A rejection that is none ("rejected the plan") says nothing of what is so.
    """
    if not _says(one, "disputes") or not one.denies or other.denies or one.negative or other.negative:
        return False
    is_clause = bool(_CLAUSE.match(one.said))
    if not is_clause and one.verb and _REFUSES.match(one.verb.words):
        return False
    return covered >= COVERED and (is_clause or not across or _is_named(one, other))


def _says(side: Side, kind: RelationKind) -> bool:
    """Whether the cue of a statement says outright that it bears on another in this way."""
    return side.verb is not None and side.verb.kind == kind


def _is_named(party: Side, other: Side) -> bool:
    """Whether a statement names another's party, or what is called after it."""
    names = {word[:STEM] for word in split_words(party.party.name) if len(word) >= STEM - 1}
    return not names.isdisjoint(word[:STEM] for word in other.around)


def _takes_back(later: Side, earlier: Side, shared: _Shared) -> bool:
    """Whether a party says that what it said is not so, and says outright that it takes it back, or says it later."""
    if is_turned(later) == is_turned(earlier) or shared.of_both < OWN_ALIKE or not _are_clauses(later, earlier):
        return False
    return _says(later, "reverses") or bool(days_between(later, earlier))


def _confirms(later: Side, shared: _Shared) -> bool:
    """Whether what one confirms outright is a clause, and no more than the other says."""
    return shared.of_later >= COVERED and _are_clauses(later)


def _are_clauses(*sides: Side) -> bool:
    return all(_VERB.search(side.said) for side in sides)
