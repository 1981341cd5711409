"""Choose the party of each attribution: an anchored name, or what the linker answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.model import Span
from sayso.resolve.answers import Answer
from sayso.resolve.cast import Party
from sayso.resolve.described import OWNED, body_of
from sayso.resolve.mentions import SORT, Mention
from sayso.resolve.own import own_party
from sayso.resolve.settle import join_parties
from sayso.resolve.story import NOBODY, Found, Story

JOINED = SORT["joined"]
#: Below 1, which a choice without a question has.
ALMOST = 0.999
#: Rules that say what a model need not guess.
PLAIN = frozenset({"in order", "apposition", "office"})
#: How likely a possessive's person must be before a body is called by the name: "his campaign".
SURE_OWNER = 0.6


@dataclass(frozen=True, slots=True)
class Choice:
    """The party of an attribution with the share of the linker's walks that end there, and the other candidates.

    `agreed` says whether the rules name the same party, `other` whether they name another. `via` is the mention to
    which the source was linked; `own` the party of the source's own words, `name` the probability that a name is one.
    """

    found: Found
    probability: float
    candidates: tuple[tuple[Party, float], ...] = ()
    via: Span | None = None
    sort: int = 0
    agreed: bool = True
    other: bool = False
    own: Found = NOBODY
    name: float = 1.0

    @property
    def plain(self) -> bool:
        """Whether the source is a name of one bearer, or an apposition of one: nothing was linked."""
        return self.probability >= 1


class Judged(NamedTuple):
    """A choice with the probabilities that its speaker, and that speaker and content, are right.

    `open` says that the speaker is not sure enough to be named.
    """

    choice: Choice
    speaker: float
    statement: float
    open: bool = False

    @property
    def party(self) -> Party | None:
        """Who is named."""
        return None if self.open else self.choice.found.party


def choose_parties(story: Story, mentions: Sequence[Mention], answers: Mapping[int, Answer]) -> list[Choice]:
    """The choice of every attribution."""
    made: dict[int, Choice] = {}
    at = {mention.first: place for place, mention in enumerate(mentions) if mention.last == mention.first + 1}
    for place, mention in enumerate(mentions):
        for number in mention.sources:
            ruled = story.settled[number]
            if mention.sort == JOINED:
                made[number] = _joined(story, mentions, number, answers)
            elif place not in answers:
                made[number] = _anchored(story, mention, number, ruled)
            else:
                made[number] = _chosen(story, mentions, place, answers, at, ruled)
    return [made.get(n, Choice(NOBODY, 0.0)) for n in range(len(story.attributions))]


def _anchored(story: Story, mention: Mention, number: int, ruled: Found) -> Choice:
    """The party of a source that is a name."""
    phrase = story.phrases.get(number)
    sure = story.cast.names[phrase.names[0]].sure if phrase and phrase.names else 1.0
    return Choice(ruled._replace(party=mention.party or ruled.party), 1.0, sort=mention.sort, name=sure)


def _joined(story: Story, mentions: Sequence[Mention], number: int, answers: Mapping[int, Answer]) -> Choice:
    """Parties who speak together, each as it is meant."""
    names = {story.cast.names[n].first for n in story.phrases[number].names}
    parties: list[Party] = []
    sure = 1.0
    for place, mention in enumerate(mentions):
        if mention.first in names and mention.named:
            names.discard(mention.first)
            party = mention.party or (answers[place].party if place in answers else None)
            if party is None:
                return Choice(NOBODY, 0.0, sort=JOINED)
            parties.append(party)
            sure *= 1.0 if mention.party else answers[place].probability
    return Choice(join_parties(story, parties), min(sure, ALMOST), sort=JOINED)


def _chosen(
    story: Story,
    mentions: Sequence[Mention],
    place: int,
    answers: Mapping[int, Answer],
    at: Mapping[int, int],
    ruled: Found,
) -> Choice:
    answer, mention = answers[place], mentions[place]
    own = own_party(story, mention)
    party = answer.party
    if party is not None and party.kind == "author" and _is_told_by_another(story, mention):
        party = story.party("unknown", "")
    agreed = party is ruled.party
    if party is None:
        found = NOBODY
    elif ruled.rule in PLAIN and ruled.party is not None:
        return Choice(ruled, 1.0, sort=mention.sort)
    elif party is own.party:
        found = _owned(story, mention, answers, at) or _fuller(story, mention, ruled) or own
    elif party is ruled.party:
        found = ruled
    else:
        found = Found(party, {"unknown": "unknown", "author": "author"}.get(party.kind, "linked"))
    named = tuple((p, share) for p, share in answer.candidates if p is not None and p.kind != "unknown")
    via = _span(story, mentions[answer.via]) if answer.via >= 0 else None
    other = not agreed and ruled.party is not None and ruled.party.named
    return Choice(found, answer.probability, named, via, mention.sort, agreed, other, own)


def _is_told_by_another(story: Story, mention: Mention) -> bool:
    """Whether somebody else tells what nobody is named for: "she denied the allegations" are not the writer's."""
    return mention.sort == SORT["nobody"] and all(story.attributions[n].parent is not None for n in mention.sources)


def _fuller(story: Story, mention: Mention, ruled: Found) -> Found | None:
    """ "The ministry": told of before as "the fisheries ministry"."""
    phrase = story.phrases.get(mention.sources[0])
    short = phrase is not None and phrase.definite and phrase.last - phrase.first == 2
    return ruled if short and ruled.rule == "taken up" and ruled.party is not None else None


def _owned(story: Story, mention: Mention, answers: Mapping[int, Answer], at: Mapping[int, int]) -> Found | None:
    """ "His campaign": the body of the person that the possessive means."""
    phrase = story.phrases.get(mention.sources[0])
    if phrase is None or phrase.pronoun is None or phrase.head not in OWNED:
        return None
    owner = answers.get(at.get(phrase.pronoun, -1))
    if owner is None or owner.party is None or owner.probability < SURE_OWNER or owner.party.kind != "person":
        return None
    return body_of(story, owner.party, phrase.head)


def _span(story: Story, mention: Mention) -> Span:
    items = story.words.items
    return Span(items[mention.first].start, items[min(mention.last, len(items)) - 1].end)
