"""Where the parts of an article's statements stand: in subwords, sentences and paragraphs.

What the networks of this stage read of an article, apart from the encoder's vectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.encoded import Encoded, token_places
from sayso.model import Attribution, Span

Ints = npt.NDArray[np.int64]
#: Subwords before and after a statement that are read with it.
AROUND = 16
#: The parts of a statement that are read apart.
ROLES = ("source", "cue", "content", "before", "after")


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of an article in the order of their places.

    `order` has the attributions' numbers; `parts[n][r]` the subwords of a role of the n-th; `anchor` the subword at
    which its cue (else its source or content) begins. `facts` [s, FACTS] is what else is known.
    """

    order: tuple[int, ...]
    parts: tuple[tuple[Ints, ...], ...]
    anchor: Ints
    facts: npt.NDArray[np.float32]


FACTS = 8


def place_statements(text: str, attributions: Sequence[Attribution], encoded: Encoded) -> Statements:
    """The statements as the networks read them; `encoded` is not empty."""
    begins = [_anchor(a) for a in attributions]
    order = tuple(sorted(range(len(attributions)), key=lambda n: (begins[n], n)))
    top = len(encoded.starts)
    parts, facts, anchors = [], [], []
    for number in order:
        a = attributions[number]
        own = [token_places(spans, encoded) for spans in (a.source, a.cue, a.content)]
        whole = np.concatenate(own)
        low, high = (int(whole.min()), int(whole.max())) if len(whole) else (0, 0)
        inside = set(whole.tolist())
        before = np.arange(max(0, low - AROUND), low)
        after = np.array([t for t in range(low, min(top, high + 1 + AROUND)) if t not in inside][:AROUND], np.int64)
        parts.append((*own, before, after))
        anchors.append(min(int(encoded.ends.searchsorted(np.int32(begins[number]), "right")), top - 1))
        facts.append(_facts(text, a))
    return Statements(order, tuple(parts), np.array(anchors, np.int64), np.array(facts, np.float32).reshape(-1, FACTS))


def _anchor(a: Attribution) -> int:
    spans = a.cue or a.source or a.content
    return spans[0].start if spans else 0


def _facts(text: str, a: Attribution) -> list[float]:
    content = " ".join(text[slice(*span)] for span in a.content)
    quoted = sum(c in '“”"' for c in content) > 1
    whole = content[:1] in '“"' and content[-1:] in '”"'
    return [
        not a.source,
        not a.cue,
        a.parent is not None,
        len(a.content) > 1,
        quoted,
        whole,
        content.rstrip("”\"’' ,").endswith("?"),
        min(len(content.split()), 60) / 60,
    ]


def cover(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a span lies inside one of several."""
    return any(start <= span.start and span.end <= end for start, end in spans)
