"""From where the walks end to whom a question means: what form and grammar rule out, and who is meant together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.resolve.cast import Party
from sayso.resolve.grammar import POSSESSIVES
from sayso.resolve.mentions import SORT, SORTS, Mention
from sayso.resolve.own import author_of, own_party
from sayso.resolve.pairs import Scene
from sayso.resolve.story import Story
from sayso.resolve.walk import walk
from sayso.wordlist import word_set

Floats = npt.NDArray[np.float32]
Ranked = list[tuple[Party | None, float]]
#: Two persons are meant together where each has at least so much of a plural's walks.
TOGETHER = 0.22
#: Plurals that can mean two persons, and their words.
PLURALS = frozenset({SORT["many"], SORT["people"]})
BOTH = word_set("both two pair duo candidate senator they them their theirs couple man woman brother sister")
#: Kinds of parties that a form of mention never stands for.
BODIES, PEOPLE = frozenset({"organisation", "document", "group"}), frozenset({"person", "unnamed"})
BARRED = {
    "man": BODIES,
    "woman": BODIES,
    "unnamed": BODIES,
    "many": PEOPLE,
    "people": PEOPLE,
    "thing": PEOPLE,
    "body": PEOPLE,
}
WHO = {"who": BODIES - {"group"}, "whom": BODIES - {"group"}, "which": PEOPLE}
#: What a title or a given name counts, in pronouns; how many of them make a gender plain, and how many more of one than
#: of the other; and the share that must be left for an answer to change.
TOLD, PLAIN, FAR_MORE, LEAST = 3.0, 0.8, 1.5, 0.02
#: What is never the one whose it is: "her aide", "his campaign", "their friends".
OWNED = frozenset({SORT["unnamed"], SORT["body"], SORT["people"]})
#: Candidates that are kept.
KEPT = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """Who a question means: the likeliest of `candidates`, which are sorted; a party of None is nobody that is told of.

    `via` is the place among the mentions of the one that it most points at, -1 where that is an end.
    """

    candidates: tuple[tuple[Party | None, float], ...]
    via: int = -1

    @property
    def party(self) -> Party | None:
        """The likeliest."""
        return self.candidates[0][0]

    @property
    def probability(self) -> float:
        """How likely it is."""
        return self.candidates[0][1]


def build_answers(story: Story, scene: Scene, shares: Floats) -> dict[int, Answer]:
    """The answers by the question's place among the mentions; `shares` [q, m + 3] is what each question points at."""
    said = _of_gender(scene, walk(shares, scene))
    answers = {place: _answer(story, scene, shares[n], said[n], n) for n, place in enumerate(scene.questions.tolist())}
    return {place: _without_owner(story, scene.mentions, place, answers) for place in answers}


def _barred(story: Story, mention: Mention) -> frozenset[str]:
    """The kinds of parties that a question cannot mean by its form: "he" is no body, "it" no person."""
    if mention.sort == SORT["relative"]:
        return WHO.get(story.words.items[mention.first].low, frozenset())
    return BARRED.get(SORTS[mention.sort], frozenset())


def _of_gender(scene: Scene, said: Floats) -> Floats:
    """The answers without persons whom "he" or "she" cannot mean: those whom the article calls otherwise elsewhere.

    A person's gender is told by a title or a given name, else by the pronouns whose walks end at him.
    """
    made = said.copy()
    count = len(scene.parties)
    asked = [scene.mentions[q] for q in scene.questions.tolist()]
    sorts = np.array([mention.sort for mention in asked], int)
    genders = np.array([mention.gender for mention in asked], str)
    told = {
        gender: said[sorts == SORT[gender], :count].sum(axis=0)
        + TOLD * np.array([party.gender == gender for party in scene.parties], np.float32)
        for gender in ("man", "woman")
    }
    for gender, other in (("man", "woman"), ("woman", "man")):
        barred = np.flatnonzero((told[other] >= PLAIN) & (told[other] > FAR_MORE * told[gender]))
        rows = np.flatnonzero(genders == gender)  # "his wife" too
        if len(barred) and len(rows):
            made[np.ix_(rows, barred)] = 0
            left = made[rows].sum(axis=1, keepdims=True)
            made[rows] = np.where(left > LEAST, made[rows] / np.maximum(left, LEAST), said[rows])
    return made


def _answer(story: Story, scene: Scene, shares: Floats, said: Floats, number: int) -> Answer:
    """The candidates of one question: columns of one party together."""
    mass: dict[Party | None, float] = {}
    for column in np.flatnonzero(said > 1e-3).tolist():
        party = _party_of(story, scene, column)
        mass[party] = mass.get(party, 0.0) + float(said[column])
    count, mention = len(scene.mentions), scene.mentions[int(scene.questions[number])]
    if mention.rule and mention.rule.rule == "owner" and own_party(story, mention).party in mass:
        # "Lund’s plan" is no party of its own, whatever it is.
        mass[mention.rule.party] = mass.get(mention.rule.party, 0.0) + mass.pop(own_party(story, mention).party)
    if _may_be_two(mention):
        mass = _absorbed(mass)
    ranked = sorted(mass.items(), key=lambda item: -item[1]) or [(None, 0.0)]
    pair = _together(mention, ranked)
    if pair is not None:
        party = story.party("person", f"{pair[0].name} and {pair[1].name}")
        ranked = [(party, ranked[0][1] + ranked[1][1]), *ranked]
    else:
        ranked = _fitting(story, mention, ranked)
    via = int(shares[:count].argmax()) if count else -1
    return Answer(tuple(ranked[:KEPT]), via if via >= 0 and shares[via] > shares[count:].max() else -1)


def _fitting(story: Story, mention: Mention, ranked: Ranked) -> Ranked:
    """The candidates that can be; what was given to others is its own words', or nobody's."""
    barred = _barred(story, mention)
    mass: dict[Party | None, float] = {}
    own = own_party(story, mention).party
    for party, share in ranked:
        to = own if party is not None and _is_barred(party, barred) else party
        mass[to] = mass.get(to, 0.0) + share
    return sorted(mass.items(), key=lambda item: -item[1])


def _is_barred(party: Party, barred: Collection[str]) -> bool:
    # Two persons who speak together are of kind "person" too, but no name in the text.
    return party.kind in barred and (party.named or party.kind != "person")


def _without_owner(story: Story, mentions: Sequence[Mention], place: int, answers: Mapping[int, Answer]) -> Answer:
    """The answer without the party whose the description says it is: "his son", "Lund’s spokesman"."""
    mention, answer = mentions[place], answers[place]
    if mention.sort not in OWNED or mention.last - mention.first < 2:
        return answer
    owner: Party | None = None
    for at in range(place + 1, len(mentions)):
        inner = mentions[at]
        if inner.first >= mention.last - 1:
            break
        if inner.first == mention.first and _owns(story, inner):
            owner = inner.party or (answers[at].party if at in answers else None)
    left = tuple((party, share) for party, share in answer.candidates if party is not owner)
    if owner is None or not left or len(left) == len(answer.candidates):
        return answer
    whole = sum(share for _, share in left) + max(0.0, 1 - sum(share for _, share in answer.candidates))
    return Answer(tuple((party, share / whole) for party, share in left), answer.via)


def _owns(story: Story, mention: Mention) -> bool:
    word = story.words.items[mention.last - 1]
    return word.owns or word.low in POSSESSIVES


def _party_of(story: Story, scene: Scene, column: int) -> Party | None:
    own = len(scene.parties)
    nobody = own + len(scene.questions)
    if column < own:
        return scene.parties[column]
    if column < nobody:
        return own_party(story, scene.mentions[int(scene.questions[column - own])]).party
    return story.party("unknown", "") if column == nobody else author_of(story)


def _absorbed(mass: Mapping[Party | None, float]) -> dict[Party | None, float]:
    """The candidates of a plural, what one person has given to the two who speak together and of whom he is one."""
    made = dict(mass)
    for two in [p for p in mass if p is not None and p.kind == "person" and not p.named]:
        for one in [p for p in made if p is not None and p.kind == "person" and p.named and p.name in two.name]:
            made[two] += made.pop(one)
    return made


def _together(mention: Mention, ranked: Sequence[tuple[Party | None, float]]) -> tuple[Party, Party] | None:
    """The two persons whom a plural means, in the order in which the article names them."""
    if not _may_be_two(mention) or len(ranked) < 2:
        return None
    (one, first), (two, second) = ranked[:2]
    if one is None or two is None or min(first, second) < TOGETHER:
        return None
    if any(party.kind != "person" or not party.named for party in (one, two)):
        return None
    early = min(one.mentions, default=None), min(two.mentions, default=None)
    return (one, two) if early[1] is None or (early[0] is not None and early[0] <= early[1]) else (two, one)


def _may_be_two(mention: Mention) -> bool:
    return mention.sort in PLURALS and bool((mention.told | {mention.head}) & BOTH)
