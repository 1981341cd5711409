"""What came of the resolving of an article: its speakers, and for each attribution its own and the reason."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.model import Meant, Reason, Span, Speaker
from sayso.resolve.answers import Answer
from sayso.resolve.cast import Party
from sayso.resolve.choices import Judged
from sayso.resolve.mentions import Mention
from sayso.resolve.story import Story, source_span, source_start
from sayso.resolve.why import explain


class Resolution(NamedTuple):
    """The speakers of an article; for each attribution the id of its own (None: left open), the reason for the
    choice, and the probability, from 0 to 1, that speaker and content are right.

    `meant` are the mentions of parties, in the order of their beginnings, longer ones first, with whom each means.
    """

    speakers: tuple[Speaker, ...]
    chosen: tuple[str | None, ...]
    reasons: tuple[Reason, ...]
    confidences: tuple[float, ...]
    meant: tuple[Meant, ...] = ()


def build_resolution(story: Story, judged: Sequence[Judged], meant: Sequence[Meant] = ()) -> Resolution:
    """The speakers in the order of their first mention, with ids p1, p2, …"""
    for number, one in enumerate(judged):
        if one.party and number in story.phrases:
            one.party.mentions.add(_mention(story, number))
    reasons = tuple(explain(story, number, one) for number, one in enumerate(judged))
    first: dict[Party, tuple[int, int]] = {}
    for number, one in enumerate(judged):
        if one.party is not None:
            place = min((span.start for span in one.party.mentions), default=source_start(story.attributions[number]))
            first[one.party] = min(first.get(one.party, (place, number)), (place, number))
    ids = {party: f"p{n}" for n, party in enumerate(sorted(first, key=first.__getitem__), 1)}
    speakers = tuple(_speaker(party, name) for party, name in ids.items())
    chosen = tuple(ids[one.party] if one.party else None for one in judged)
    return Resolution(speakers, chosen, reasons, tuple(round(one.statement, 4) for one in judged), tuple(meant))


def find_meant(story: Story, mentions: Sequence[Mention], answers: Mapping[int, Answer]) -> Iterator[Meant]:
    """Every mention that means a named party, with whom and how surely."""
    items = story.words.items
    for place, mention in enumerate(mentions):
        party, sure = mention.party, 1.0
        if party is None and place in answers:
            party, sure = answers[place].party, answers[place].probability
        if party is not None and party.name and mention.first < len(items):
            last = items[min(mention.last, len(items)) - 1]
            yield Meant(Span(items[mention.first].start, last.end), party.name, party.kind, round(sure, 4))


def _mention(story: Story, number: int) -> Span:
    phrase = story.phrases[number]
    if len(phrase.names) == 1:
        name = story.cast.names[phrase.names[0]]
        return Span(story.words.items[name.first].start, story.words.items[name.last - 1].end)
    return source_span(story.words, phrase)


def _speaker(party: Party, name: str) -> Speaker:
    return Speaker(name, party.name, party.kind, tuple(party.offices), party.wikidata, tuple(sorted(party.mentions)))
