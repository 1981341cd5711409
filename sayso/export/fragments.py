"""Spans as brat holds them: in order, apart from each other, and never over the end of a line."""

import re
from collections.abc import Iterable, Sequence

from sayso.model import Span, Spans

# All that Python takes for the end of a line: brat reads its files by that.
_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAKS}]+")
_ONLY_BREAKS = re.compile(f"[{_BREAKS}]*")


def split_spans(text: str, spans: Iterable[Sequence[int]]) -> Spans:
    """What the spans cover, cut at the ends of lines, which are left out; in the order of the text, no part twice."""
    found: list[Span] = []
    covered = 0
    for start, end in sorted((max(0, start), end) for start, end in spans):
        found += [Span(*line.span()) for line in _LINE.finditer(text, max(start, covered), max(end, covered))]
        covered = max(covered, end)
    return tuple(found)


def join_fragments(text: str, fragments: Sequence[Span]) -> Spans:
    """The spans of which these are the fragments: those with nothing but ends of lines between them are one."""
    joined: list[Span] = []
    for start, end in fragments:
        if joined and _ONLY_BREAKS.fullmatch(text, joined[-1].end, start):
            joined[-1] = Span(joined[-1].start, end)
        else:
            joined.append(Span(start, end))
    return tuple(joined)


def to_spans(spans: Iterable[Sequence[int]]) -> Spans:
    """Spans from the lists of JSON."""
    return tuple(Span(start, end) for start, end in spans)
