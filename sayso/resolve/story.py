"""One article while its sources are settled, and what can be looked up in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.model import Article, Attribution, Kind, Span
from sayso.resolve.cast import Cast, Party
from sayso.resolve.gazetteer import NEWSPAPERS, PLACE_LEADS, PLACES
from sayso.resolve.grammar import ARTICLES, FUNCTION, PREPOSITIONS, RELATIVES
from sayso.resolve.kinds import SURVEYS
from sayso.resolve.nouns import Phrase
from sayso.resolve.pronouns import Guess
from sayso.resolve.register import Register
from sayso.resolve.words import Words
from sayso.wordlist import word_set

#: Nouns that take up a body of any name.
GENERAL = word_set("company firm organization organisation group agency network website site museum school")
#: Nouns that are the names of bodies of their own, which other bodies' names may end in as well.
CHAMBERS = frozenset({"house", "court"})
#: What may stand before a source and is no part of it.
LEADING = word_set("according to by from")


class Found(NamedTuple):
    """Who a source is, and by which rule (a key of `confidence.SURE`); a party of None is left open.

    `office` is the row of the table of offices that told.
    """

    party: Party | None
    rule: str
    head: str = ""
    office: str | None = None


NOBODY = Found(None, "open")


@dataclass(slots=True, eq=False)
class Story:
    """One article while its sources are settled."""

    article: Article
    attributions: Sequence[Attribution]
    words: Words
    cast: Cast
    phrases: Mapping[int, Phrase]
    guesses: Mapping[int, Guess]
    register: Register
    settled: dict[int, Found] = field(default_factory=dict)
    own: dict[tuple[Kind, str], Party] = field(default_factory=dict)
    history: list[tuple[int, Found]] = field(default_factory=list)

    def party(self, kind: Kind, name: str) -> Party:
        """The party that bears these words, made on first use."""
        return self.own.setdefault((kind, name.lower()), Party(name, kind, named=False))


def nearest(story: Story, place: int, wanted: set[int]) -> Party | None:
    """The one of these parties that was named last in this sentence or the two before it."""
    sentence = story.words.items[place].sentence
    for name, party in zip(reversed(story.cast.names), reversed(story.cast.parties), strict=True):
        if name.last <= place and id(party) in wanted:
            return party if story.words.items[name.first].sentence >= sentence - 2 else None
    return None


def named_body(story: Story, phrase: Phrase) -> Found | None:
    """The body named last before the phrase whose name has the phrase's noun, or that is a newspaper."""
    if phrase.head in CHAMBERS:
        return None  # "the House" is no "White House"
    wanted = NEWSPAPERS if phrase.head in ("paper", "newspaper", "daily", "publication") else {phrase.head}
    for name, party in zip(reversed(story.cast.names), reversed(story.cast.parties), strict=True):
        if name.last <= phrase.first and party.kind == "organisation" and wanted & set(party.name.lower().split()):
            return Found(party, "named body")
    return None


def near_body(story: Story, phrase: Phrase) -> Found | None:
    """The one body named in the sentence of "the company", "the group", or in the two before it."""
    if phrase.head not in GENERAL:
        return None
    sentence = story.words.items[phrase.first].sentence
    near: dict[int, Party] = {}
    for name, party in zip(story.cast.names, story.cast.parties, strict=True):
        if name.last <= phrase.first and story.words.items[name.first].sentence >= sentence - 2 and can_make(party):
            near[id(party)] = party
    bodies = [party for party in near.values() if party.kind == "organisation"]
    return Found(bodies[0], "near body") if len(bodies) == 1 else None


def can_make(party: Party) -> bool:
    """Whether a party can stand behind a document: a body that is no place, or a person named in full."""
    parts = party.name.lower().split()
    if party.kind == "organisation":
        return parts[-1] not in PLACES and parts[0] not in PLACE_LEADS
    return party.kind == "person" and len(parts) > 1


def taken_up(story: Story, phrase: Phrase) -> Found | None:
    """What "the report", "the groups" took up: the last party told by the same noun."""
    if story.words.items[phrase.first].low not in ("the", "this", "these", "those") or phrase.last - phrase.first > 2:
        return None
    heads = SURVEYS if phrase.survey else {phrase.head}
    for place, found in reversed(story.history):
        if place < phrase.first and found.head in heads:
            return found._replace(rule="taken up")
    return None


def own_words(story: Story, phrase: Phrase, kind: Kind) -> Found:
    """A party that is called by the phrase's own words, without the article."""
    items, first = story.words.items, phrase.first
    while first < phrase.last - 1 and items[first].low in ("the", "a", "an"):
        first += 1
    if items[first].low in ARTICLES and phrase.last - first == 1:
        return NOBODY
    name = story.article.text[items[first].start : items[phrase.last - 1].end]
    # A number is nobody, and neither is "and" before "who".
    if not any(word.low.isalpha() and word.low not in FUNCTION for word in items[first : phrase.last]):
        return NOBODY
    return Found(story.party(kind, " ".join(name.split())), f"own words, {kind}", phrase.head)


def begins_phrase(story: Story, place: int) -> bool:
    """Whether a noun phrase begins at this word."""
    items = story.words.items
    word, before = items[place], items[place - 1]
    if story.cast.within(place - 1, place) and story.cast.within(place - 1, place) == story.cast.within(
        place, place + 1
    ):
        return False
    closed = (
        (before.low in FUNCTION or before.low in PREPOSITIONS)
        and before.low not in ARTICLES
        and before.low not in RELATIVES
    )
    return word.low in ARTICLES or closed or bool(word.gap.strip(" '’‘\"“”")) or before.sentence != word.sentence


def source_places(words: Words, attribution: Attribution) -> range:
    """The places of the words of a source's first span that has any."""
    for start, end in attribution.source:
        places = words.within(start, end)
        while len(places) > 1 and words.items[places[0]].low in LEADING:
            places = places[1:]
        if len(places) > 1 or (places and words.items[places[0]].start >= start and words.items[places[0]].end <= end):
            return places
    return range(0)  # nothing, or a part of a word ("self" of "self-described")


def source_start(attribution: Attribution) -> int:
    """Where an attribution stands: at its source, else its cue, else its content."""
    spans = attribution.source or attribution.cue or attribution.content
    return spans[0][0] if spans else 0


def source_span(words: Words, phrase: Phrase) -> Span:
    """The span of a phrase in the text, up to its first clause."""
    return Span(words.items[phrase.first].start, words.items[phrase.last - 1].end)
