"""Why a source is the party that it was taken for: the words that it was linked to, and where the name stands."""

from sayso.model import Reason, Span
from sayso.resolve.confidence import SURE
from sayso.resolve.story import Found, Story


def explain(story: Story, number: int, found: Found) -> Reason:
    """The reason for the speaker of the attribution of this number.

    The mention is the party's nearest one before the source, or failing that behind it; a source that is a name of its
    own or nobody's has none.
    """
    sure = SURE[found.rule]
    if found.party is None:
        return Reason(found.rule, sure)
    attribution = story.attributions[number]
    own = attribution.source
    others = sorted(span for span in found.party.mentions if not any(_meets(span, source) for source in own))
    start = next((spans[0].start for spans in (own, attribution.cue, attribution.content) if spans), 0)
    before = [span for span in others if span.start < start]
    near = before[-1] if before else others[0] if others else None
    if found.party.name in (_words(story, Span(*source)) for source in own):
        near = None  # the source says all
    name = next((s for s in sorted(found.party.mentions) if _words(story, s) == found.party.name), None)
    return Reason(found.rule, sure, near, name, found.office)


def _meets(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _words(story: Story, span: Span) -> str:
    return " ".join(story.article.text[span.start : span.end].split())
