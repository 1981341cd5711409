"""Token spans -> character spans as a reader would mark them: whole words, quotation marks in pairs."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from sayso.attribute.marks import MARK, Quoted
from sayso.attribute.tokens import Tokens
from sayso.model import Form, Span, Spans

#: What does not belong at the edges of a span: white space, and marks that part clauses.
LEADING = re.compile(r"[\s,;:.…\-–—)\]]+")
TRAILING = re.compile(r"[\s,;:(\[\-–—]+$")
WORD = re.compile(r"\w+")
COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
#: Characters in a word at most, as far as its edges are looked for.
LONGEST = 60
#: Words that nothing can end with: what they begin was cut off.
DANGLING = re.compile(r"(?:[\s,]+(?:a|an|the|and|or))+$", re.IGNORECASE)
#: What may stand between a content's last word and the mark that closes its quotation.
BEFORE_CLOSING = re.compile(r"[\s,.;:!?…\-–—]{0,3}")
#: A content of these alone was cut off before it said anything.
EMPTY = frozenset(
    (
        *("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"),
        *("his", "its", "my", "our", "their", "your"),
    )
)


def says_something(content: Spans, text: str) -> bool:
    """Whether a content has a word besides articles, prepositions and possessives."""
    words = [w.group().lower() for start, end in content for w in WORD.finditer(text, start, end)]
    return not EMPTY.issuperset(words)


def to_characters(spans: Sequence[tuple[int, int]], tokens: Tokens, text: str) -> Spans:
    """Spans of tokens as spans of the text, in order; pieces with only space between are joined."""
    found: list[Span] = []
    for first, last in sorted(spans):
        start, end = _whole_words(int(tokens.starts[first]), int(tokens.ends[last - 1]), text)
        start, end = _trim(start, end, text)
        if found and not text[found[-1].end : start].strip():
            start = found.pop().start
        found.append(Span(start, end))
    return tuple(found)


def with_marks(content: Spans, text: str, quoted: Sequence[Quoted]) -> Spans:
    """Content with the quotation marks that open or close at its edges taken in, and without dangling words.

    A piece that says nothing is left out, unless it is all there is.
    """
    pieces = [_with_marks(_without_dangling(span, text), text, quoted) for span in content]
    return tuple(piece for piece in pieces if says_something((piece,), text)) or tuple(pieces)


def without_marks(spans: Spans, text: str) -> Spans:
    """Sources and cues with the quotation marks at their edges, and what follows, left out."""
    return tuple(_without_marks(span, text) for span in spans)


def find_form(content: Spans, text: str, quoted: Sequence[Quoted]) -> Form:
    """How much of the content's words stands in quotation marks: all, some or none."""
    words = [word.start() for start, end in content for word in WORD.finditer(text, start, end)]
    inside = sum(_around(at, quoted) is not None for at in words)
    if not inside:
        return "indirect"
    return "direct" if inside == len(words) else "mixed"


def _whole_words(start: int, end: int, text: str) -> tuple[int, int]:
    """Out to the edges of the words, with the parts that hyphens join ("70-year-old")."""
    first = next(COMPOUND.finditer(text, _back(start, text)), None)
    last = next(COMPOUND.finditer(text, _back(end - 1, text)), None)
    start = first.start() if first and first.start() < start < first.end() else start
    return start, last.end() if last and last.start() < end < last.end() else end


def _back(at: int, text: str) -> int:
    """Where the run of letters, digits and hyphens around a character begins (not endlessly far back)."""
    first = max(0, at - LONGEST)
    while at > first and (text[at - 1].isalnum() or text[at - 1] == "-"):
        at -= 1
    return at


def _trim(start: int, end: int, text: str) -> tuple[int, int]:
    """Without space and clause marks at the edges; a span of nothing else stays as it is."""
    if not WORD.search(text, start, end):
        return start, end
    if lead := LEADING.match(text, start, end):
        start = lead.end()
    if trail := TRAILING.search(text[start:end]):
        end = start + trail.start()
    return start, end


def _without_dangling(span: Span, text: str) -> Span:
    dangling = DANGLING.search(text[span.start : span.end])
    return Span(span.start, span.start + dangling.start()) if dangling and dangling.start() else span


def _with_marks(span: Span, text: str, quoted: Sequence[Quoted]) -> Span:
    start, end = span
    first = _around(start, quoted)
    if first and MARK.fullmatch(text, first.start, start):
        start = first.start
    last = _around(end - 1, quoted)
    if last and last.closed and last.end > end:
        gap = BEFORE_CLOSING.match(text, end, last.end)
        if gap and MARK.fullmatch(text, gap.end(), last.end):
            end = last.end
    return Span(start, end)


def _without_marks(span: Span, text: str) -> Span:
    start, end = span
    words = [m.span() for m in WORD.finditer(text, start, end)]
    if not words:
        return span
    first, last = words[0][0], words[-1][1]
    lead, trail = MARK.search(text, start, first), MARK.search(text, last, end)
    if sum(1 for _ in MARK.finditer(text, first, last)) % 2 and not (lead and trail):
        # The partner of the mark inside is at an edge: “In” campaigners.
        return Span(start if lead or trail else start - _mark_before(start, text), end)
    return Span(first if lead else start, last if trail else end)


def _mark_before(at: int, text: str) -> int:
    """How long the quotation mark is that ends at a place; 0 where none does."""
    return next((length for length in (2, 1) if at >= length and MARK.fullmatch(text, at - length, at)), 0)


def _around(at: int, quoted: Sequence[Quoted]) -> Quoted | None:
    """The quotation that a character stands in (quotations are in order and never overlap)."""
    place = bisect_left(quoted, at + 1, key=lambda q: q.start) - 1
    return quoted[place] if place >= 0 and at < quoted[place].end else None
