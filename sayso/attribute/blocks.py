"""What paragraphs tell of contents: how far one reaches, and where it cannot.

A paragraph that a colon announces belongs to its speaker to its end: in PolNeAR's training articles 39 of 45 contents
that begin the paragraph after a colon, with their cue before it, take in the whole of it. Set without marks, such a
paragraph is easily left after its first sentence.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.attribute.marks import PARAGRAPH, Quoted
from sayso.model import Attribution, Span


def complete_blocks(attributions: Sequence[Attribution], text: str) -> list[Attribution]:
    """The attributions, contents that begin an announced paragraph taken to its end.

    Not where another attribution stands in the rest of the paragraph.
    """
    starts = [Span(*match.span()) for match in PARAGRAPH.finditer(text) if match.group().strip()]
    announced = {here: before for before, here in pairwise(starts) if _announces(before, text)}
    return [_complete(a, announced, attributions, text) for a in attributions] if announced else list(attributions)


def part_far_pieces(attributions: Sequence[Attribution], text: str) -> list[Attribution]:
    """The attributions, pieces that whole paragraphs part from their cue made statements of nobody's.

    Of PolNeAR's 19,831 training attributions with a cue 3 leap over a paragraph that has no part in them: what a model
    links so is a quotation whose speaker it has not found. New ones follow the given, so that places stay.
    """
    starts = [match.start() for match in PARAGRAPH.finditer(text)]
    parted = [_part(a, starts) for a in attributions]
    return [near for near, _ in parted] + [far for _, far in parted if far]


def join_run_ons(attributions: Sequence[Attribution], text: str, quoted: Sequence[Quoted]) -> list[Attribution]:
    """The attributions, the paragraphs of one long quotation joined, where a later one was linked to others' words.

    A quotation left open goes on in the next paragraph: in 42 of PolNeAR's 47 such pairs in training articles both
    stand on one party. A paragraph that was linked to a cue outside it, beside content of that cue's own paragraph,
    goes back to where the quotation began.
    """
    made = list(attributions)
    for before, here in pairwise(quoted):
        if before.closed or text[before.end : here.start].strip():
            continue
        first = next((n for n, a in enumerate(made) if any(_overlap(span, before) for span in a.content)), None)
        for number, other in enumerate(made):
            piece = next((span for span in other.content if _overlap(span, here)), None)
            if first is None or piece is None or number == first or not _is_elsewhere(other, piece, text):
                continue
            made[number] = replace(other, content=tuple(s for s in other.content if s != piece))
            joined = tuple(sorted((*made[first].content, piece)))
            made[first] = replace(made[first], content=joined)
    return made


def _overlap(span: Span, quoted: Quoted) -> bool:
    return span.start < quoted.end and quoted.start < span.end


def _is_elsewhere(attribution: Attribution, piece: Span, text: str) -> bool:
    """Whether the cue stands in another paragraph than a piece of the content, with another piece beside it."""
    if not attribution.cue:
        return False
    cue = attribution.cue[0].start

    def parted(span: Span) -> bool:
        return "\n" in text[min(cue, span.start) : max(cue, span.start)]

    return parted(piece) and any(not parted(span) for span in attribution.content if span != piece)


def _part(attribution: Attribution, starts: Sequence[int]) -> tuple[Attribution, Attribution | None]:
    if not attribution.cue:
        return attribution, None
    home = bisect_right(starts, attribution.cue[0].start)
    places = {
        span: (bisect_right(starts, span.start), bisect_right(starts, span.end - 1)) for span in attribution.content
    }
    low = high = home
    while reached := [
        p for p in places.values() if p[0] <= high + 1 and p[1] >= low - 1 and not low <= p[0] <= p[1] <= high
    ]:
        low, high = min(low, *(p[0] for p in reached)), max(high, *(p[1] for p in reached))
    near = tuple(span for span, place in places.items() if low <= place[0] <= place[1] <= high)
    if not near or len(near) == len(places):
        return attribution, None
    far = tuple(span for span in attribution.content if span not in near)
    doubted = round(attribution.confidence / 2, 4)
    return replace(attribution, content=near), Attribution((), (), far, attribution.parent, doubted)


def _announces(paragraph: Span, text: str) -> bool:
    return text[paragraph.start : paragraph.end].rstrip().endswith(":")


def _complete(
    attribution: Attribution, announced: dict[Span, Span], others: Sequence[Attribution], text: str
) -> Attribution:
    cue = attribution.cue[-1] if attribution.cue else None
    if cue is None or not attribution.content:
        return attribution
    last = attribution.content[-1]
    for block, before in announced.items():
        begins = any(0 <= span.start - block.start <= 1 for span in attribution.content)
        end = block.start + len(text[block.start : block.end].rstrip())
        if begins and before.start <= cue.start < before.end and last.end < end and last.start < block.end:
            if any(_meets(other, Span(last.end, end)) for other in others if other is not attribution):
                return attribution
            return replace(attribution, content=(*attribution.content[:-1], Span(last.start, end)))
    return attribution


def _meets(attribution: Attribution, place: Span) -> bool:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return any(span.start < place.end and span.end > place.start for span in spans)
