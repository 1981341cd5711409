"""Why a source is the party that it was taken for: the words that it was linked to, and where the name stands."""

from sayso.model import Candidate, Reason, Span
from sayso.resolve.choices import Judged
from sayso.resolve.story import Story


def explain(story: Story, number: int, judged: Judged) -> Reason:
    """The reason for the speaker of the attribution of this number.

    The mention is the one that the source was linked to, or where rules alone decided the party's nearest one before
    the source, failing that behind it; a source that is a name of its own or nobody's has none.
    """
    choice, party = judged.choice, judged.party
    candidates = tuple(Candidate(p.name, p.kind, round(share, 4)) for p, share in choice.candidates)
    sure = round(judged.speaker, 4)
    if party is None:
        return Reason("unsure" if judged.open else choice.found.rule, sure, candidates=candidates)
    attribution = story.attributions[number]
    near = choice.via
    if near is None and party.name not in (_words(story, Span(*source)) for source in attribution.source):
        near = _nearest(
            party.mentions, attribution.source or attribution.cue or attribution.content, attribution.source
        )
    name = next((s for s in sorted(party.mentions) if _words(story, s) == party.name), None)
    return Reason(choice.found.rule, sure, near, name, choice.found.office, candidates)


def _nearest(mentions: set[Span], spans: tuple[Span, ...], own: tuple[Span, ...]) -> Span | None:
    start = spans[0][0] if spans else 0
    others = sorted(span for span in mentions if not any(_meets(span, source) for source in own))
    before = [span for span in others if span.start < start]
    return before[-1] if before else others[0] if others else None


def _meets(span: Span, other: Span) -> bool:
    return span.start < other[1] and other[0] < span.end


def _words(story: Story, span: Span) -> str:
    return " ".join(story.article.text[span.start : span.end].split())
