"""From what the network finds likely to the values that a record gives: each with the words that it stands on."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

import numpy as np

from sayso.dense import Floats, sigmoid
from sayso.encoded import Encoded
from sayso.model import Addressee, Meant, SaidOn, Span, Spans, Venue
from sayso.normalise.candidates import Candidate
from sayso.normalise.layout import Statements

#: How sure a pronoun or a description must be of whom it means before it is given that name.
SURE = 0.75
#: A share that changes no choice.
NEGLIGIBLE = 1e-4
#: Code points before a listener within which a mention that overlaps it begins.
NEAR = 200
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
_PREPOSITION = re.compile(r"^(?:in|on|at|during|to|by|from|via|through|with|of|for|after|before|over|into|as)\s+", re.I)
#: The day is a field of its own.
_DATED = re.compile(r"\s(?:on\s|late\s|early\s)+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*$", re.S)
_PRONOUN = re.compile(
    r"""^(?:he|him(?:self)?|she|her(?:self)?|they|them(?:selves)?|it(?:self)?|us|we|me|you|i|who|whom|which|that|one
    |each\sother|one\sanother)$""",
    re.I | re.X,
)
_GAP = re.compile(r"[\s-]{0,2}$")


def choose(
    candidates: Sequence[Candidate], shares: Floats, key: Callable[[Candidate], Hashable], least: float
) -> Candidate | None:
    """The candidate whose value is the likeliest, all places of one value together; None where "none" is likelier.

    `shares` [c + 1] ends with that of none, which `least` weighs.
    """
    likely = np.flatnonzero(shares[:-1] > NEGLIGIBLE).tolist()
    mass: defaultdict[Hashable, float] = defaultdict(float)
    for k in likely:
        mass[key(candidates[k])] += float(shares[k])
    if not mass:
        return None
    best = max(mass, key=mass.__getitem__)
    if mass[best] <= least * float(shares[-1]):
        return None
    return candidates[max((k for k in likely if key(candidates[k]) == best), key=lambda k: float(shares[k]))]


def to_said_on(candidate: Candidate | None) -> SaidOn | None:
    """The days that a time expression means."""
    when = candidate.when if candidate else None
    if when is None or when.first is None or when.last is None:
        return None
    return SaidOn(when.first.isoformat(), when.last.isoformat(), when.span)


def to_venue(candidate: Candidate | None, text: str) -> Venue | None:
    """The occasion as printed."""
    if candidate is None:
        return None
    start, end = candidate.span
    if found := _PREPOSITION.match(text[start:end]):
        start += found.end()
    if dated := _DATED.search(text, start, end):
        end = dated.start()
    return Venue(" ".join(text[start:end].split()), Span(start, end)) if end > start else None


def name_listener(candidate: Candidate, text: str, meant: Sequence[Meant]) -> str | None:
    """The party that a listener's words mean, under the fullest name; its own words where that is not sure.

    `meant` is in the order of the mentions' beginnings.
    """
    best: Meant | None = None
    most = 0.0
    begin = bisect_left(meant, candidate.span.start - NEAR, key=lambda m: m.span.start)
    end = bisect_left(meant, candidate.span.end, key=lambda m: m.span.start)
    for one in meant[begin:end]:
        both = min(one.span.end, candidate.span.end) - max(one.span.start, candidate.span.start)
        share = both / max(one.span.end - one.span.start, candidate.span.end - candidate.span.start)
        ends = one.span.end == candidate.span.end
        if both > 0 and share + ends > most and (share >= 0.5 or ends):
            best, most = one, share + ends
    words = " ".join(text[slice(*candidate.span)].split())
    if best and best.probability >= SURE and best.kind not in ("author", "unknown"):
        # "The crowd of supporters in Ohio" says more than the "crowd" that it means.
        named = best.kind in ("person", "organisation")
        return best.name if named or len(best.name) >= len(words) else _ARTICLE.sub("", words)
    return None if _PRONOUN.match(words) else _ARTICLE.sub("", words)


def to_addressee(candidate: Candidate | None, name: str | None) -> Addressee | None:
    """The party told."""
    return Addressee(name, candidate.span) if candidate and name else None


def find_hedge(statements: Statements, n: int, hedges: Floats, text: str, encoded: Encoded) -> Spans:
    """The words of the n-th statement that hedge: all likely ones, else the likeliest."""
    places = np.unique(np.concatenate(statements.parts[n][:3]))
    if not len(places):
        return ()
    likely = places[sigmoid(hedges[places]) > 0.5]
    chosen = likely if len(likely) else places[[int(hedges[places].argmax())]]
    spans: list[Span] = []
    for place in chosen.tolist():
        start, end = _whole(text, int(encoded.starts[place]), int(encoded.ends[place]))
        if spans and start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        elif spans and _GAP.match(text[spans[-1].end : start]):
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalpha() and text[start].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha() and text[end - 1].isalpha():
        end += 1
    return start, end
