"""Block quotations: a paragraph that a colon announces belongs to its speaker to its end.

In PolNeAR's training articles 39 of 45 contents that begin the paragraph after a colon, with their cue before it,
take in the whole paragraph. Set without marks, such a paragraph is easily left after its first sentence.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.attribute.marks import PARAGRAPH
from sayso.model import Attribution, Span


def complete_blocks(attributions: Sequence[Attribution], text: str) -> list[Attribution]:
    """The attributions, contents that begin an announced paragraph taken to its end.

    Not where another attribution stands in the rest of the paragraph.
    """
    starts = [Span(*match.span()) for match in PARAGRAPH.finditer(text) if match.group().strip()]
    announced = {here: before for before, here in pairwise(starts) if _announces(before, text)}
    return [_complete(a, announced, attributions, text) for a in attributions] if announced else list(attributions)


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
