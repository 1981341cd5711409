"""Sources of relative clauses: "who" right before a cue is what says.

In PolNeAR's training articles 411 of 414 sources that stand before such a cue take in the "who", and one lies far from
it: what a model links across it is the subject of the main clause, who may be the one spoken against.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Attribution, Span

_WHO = re.compile(r"\bwho\s+(?:\w+ly\s+|has\s+|have\s+|had\s+|also\s+)?$")
#: The words between "who" and its cue are no more than so many characters.
_REACH = 30


def mend_relatives(attributions: Sequence[Attribution], text: str) -> list[Attribution]:
    """The attributions, a source that lies far before the "who" at its cue made that "who"."""
    return [_mend(a, text) for a in attributions]


def _mend(attribution: Attribution, text: str) -> Attribution:
    if not attribution.cue or not attribution.source:
        return attribution
    at = attribution.cue[0].start
    found = _WHO.search(text, max(0, at - _REACH), at)
    end = max(span.end for span in attribution.source)
    if not found or end > found.start() or not text[end : found.start()].strip(" ,"):
        return attribution
    return replace(attribution, source=(Span(found.start(), found.start() + len("who")),))
