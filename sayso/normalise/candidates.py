"""What a statement's circumstances may be: the time expressions, occasions and listeners that an article names.

Times come from the grammar (`sayso.normalise.dates`), occasions from tags of the subwords; a listener may be any
mention of a party, and what the tags mark beside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sayso.encoded import Encoded
from sayso.model import Kind, Meant, Span
from sayso.normalise.dates import When
from sayso.normalise.layout import cover

SORTS = ("time", "venue", "addressee")
TIME, OCCASION, LISTENER = range(len(SORTS))
#: Tags of subwords: outside, then beginning and rest of an occasion, of a listener.
TAGS = 5
#: How likely the subwords of a candidate must be on the mean.
LEAST = 0.25
Floats = npt.NDArray[np.float32]
#: Who made a report, as agencies print it below: nobody is told anything there.
_CREDIT = re.compile(
    r"\((?:additional\s)?(?:reporting|writing|editing|compiled|written)\s(?:and\s\w+\s)?by\b[^)]*\)", re.I
)
_OWNER = re.compile(r"(?:[A-Z][\w.&-]*\s)*[A-Z][\w.&-]*$")
_CLOSING = re.compile(r"[.,]?[\"”]")
#: The participle with which more is said of a phrase: "residents obtained by the station".
_PARTICIPLE = re.compile(r"(?<=\w)\s+[a-z]+ed$")
_BY = re.compile(r"\s+by\b")
#: Words that no phrase ends with.
_LOOSE = re.compile(r"(?:\s+(?:the|an?|of|in|on|at|with|by|to|for|from|and|his|her|their|its))+$", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time, an occasion or a listener at `span`, of the subwords [first, last].

    `probability` is what the tags give to its subwords, `when` a time's meaning, `kind` a mentioned party's.
    """

    sort: int
    span: Span
    first: int
    last: int
    probability: float = 1.0
    when: When | None = None
    kind: Kind | None = None


def find_times(dates: Sequence[When], encoded: Encoded) -> list[Candidate]:
    """The time expressions that mean days which are known; nobody says in which century something was said."""
    known = [when for when in dates if when.first is not None and when.unit != "century"]
    return [place_candidate(TIME, when.span, encoded, when=when) for when in known]


def find_spots(tags: Floats, text: str, encoded: Encoded) -> list[Candidate]:
    """The occasions and listeners that tags [t, 5] mark: whole words, no marks at their ends."""
    found = []
    for sort in (OCCASION, LISTENER):
        begin, rest = tags[:, 2 * sort - 1], tags[:, 2 * sort]
        inside = begin + rest
        marked = np.flatnonzero(inside >= LEAST)
        for run in _runs(marked, begin, rest):
            low, high = run
            span = _whole_words(text, int(encoded.starts[low]), int(encoded.ends[high]))
            if span:
                found.append(place_candidate(sort, span, encoded, float(inside[low : high + 1].mean())))
    return sorted(found, key=lambda c: (c.span, c.sort))


def find_listeners(
    tags: Floats, meant: Sequence[Meant], spots: Sequence[Candidate], text: str, encoded: Encoded
) -> list[Candidate]:
    """The mentions of parties who may be told something: not those that a spot is, nor an agency's own people."""
    signed = [Span(*found.span()) for found in _CREDIT.finditer(text)]
    known = {c.span for c in spots if c.sort == LISTENER}
    inside = tags[:, 2 * LISTENER - 1] + tags[:, 2 * LISTENER]
    found = []
    for one in meant:
        if one.span not in known and one.kind not in ("author", "unknown", "document") and not cover(one.span, signed):
            known.add(one.span)
            c = place_candidate(LISTENER, one.span, encoded)
            likely = float(inside[c.first : c.last + 1].mean())
            found.append(replace(c, probability=likely, kind=one.kind))
    return found


def _runs(marked: npt.NDArray[np.int64], begin: Floats, rest: Floats) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at in marked.tolist():
        if runs and runs[-1][1] == at - 1 and not (begin[at] > rest[at] and begin[at] > 0.5):
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def _whole_words(text: str, start: int, end: int) -> Span | None:
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and not text[start].isalnum() and text[start] not in "“\"'‘":
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in "”\"'’)":
        end -= 1
    if loose := _LOOSE.search(text, start, end):
        end = loose.start()
    if _BY.match(text, end) and (participle := _PARTICIPLE.search(text[start:end])):
        end = start + participle.start()
    start, end = _with_owner(text, start), _with_quote(text, start, end)
    return Span(start, end) if end > start else None


def _with_owner(text: str, start: int) -> int:
    """Where a phrase begins that was cut behind a name: "’s “This Week”" is ABC’s."""
    if text[start : start + 2] not in ("'s", "’s"):
        return start
    owner = _OWNER.search(text, max(0, start - 60), start)
    return owner.start() if owner else start + 2


def _with_quote(text: str, start: int, end: int) -> int:
    """Where a phrase ends whose quotation was cut before its closing mark."""
    words = text[start:end]
    is_open = words.count('"') % 2 == 1 or words.count("“") > words.count("”")
    closing = _CLOSING.match(text, end) if is_open else None
    return closing.end() if closing else end


def place_candidate(
    sort: int, span: Span, encoded: Encoded, probability: float = 1.0, when: When | None = None
) -> Candidate:
    """A candidate with the subwords that it covers."""
    top = len(encoded.starts) - 1
    first = min(int(encoded.ends.searchsorted(np.int32(span.start), "right")), top)
    last = min(max(int(encoded.starts.searchsorted(np.int32(span.end), "left")) - 1, first), top)
    return Candidate(sort, span, first, last, probability, when)
