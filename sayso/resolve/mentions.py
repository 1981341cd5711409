"""All mentions of parties in an article, in order: names, pronouns, descriptions, and the places where nobody is named.

What stands for a party beyond doubt is *anchored* in it (a full name, a surname that one party bears); everything
else is a *question*, which the linker answers (`sayso.resolve.linker`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.model import Attribution
from sayso.resolve.cast import Cast, Party
from sayso.resolve.gazetteer import Gender
from sayso.resolve.grammar import ARTICLES, FINITE, FUNCTION, POSSESSIVES, PREPOSITIONS, PRONOUNS
from sayso.resolve.kinds import GENDERED_NOUNS, is_people, kind_of, singular
from sayso.resolve.offices import traits
from sayso.resolve.people import LONGEST, phrase_places
from sayso.resolve.salience import weigh
from sayso.resolve.sorts import surname
from sayso.resolve.story import Found, Story
from sayso.resolve.words import Word, Words
from sayso.wordlist import fold

#: What a mention is by its form; a model's tables number them in this order.
SORTS = (
    "person", "organisation", "group", "name", "man", "woman", "many", "thing", "self", "hearer", "relative",
    "unnamed", "body", "people", "document", "noun", "nobody", "joined",
)  # fmt: skip
SORT = {sort: number for number, sort in enumerate(SORTS)}
NAMED = frozenset(SORT[sort] for sort in ("person", "organisation", "group", "name"))
NOUNS = {"unnamed": "unnamed", "organisation": "body", "group": "people", "document": "document", None: "noun"}
#: Pronouns that are mentions wherever they stand; the others only as sources.
THIRD = frozenset({"man", "woman", "many"})
BEGINNINGS = ARTICLES | POSSESSIVES | {"another", "one", "some", "many", "two", "three", "several"}


@dataclass(slots=True, eq=False)
class Mention:
    """The words at the places [first, last); `sort` is a place in `SORTS`.

    `party` is whom an anchored mention means, None for a question. `bearers` are the parties that a name of several
    bearers may mean. `sources` numbers the attributions whose source it is.
    """

    first: int
    last: int
    sort: int
    party: Party | None = None
    bearers: tuple[Party, ...] = ()
    gender: Gender = ""
    weight: float = 0.0
    head: str = ""
    told: frozenset[str] = frozenset()
    sources: list[int] = field(default_factory=list)
    own: Found | None = None
    rule: Found | None = None

    @property
    def named(self) -> bool:
        """Whether it is one name."""
        return self.sort in NAMED


def find_mentions(story: Story) -> list[Mention]:
    """The mentions of an article whose sources the rules have settled, in order, longer ones first."""
    found: dict[tuple[int, int], Mention] = {}
    for mention in (*_names(story), *_pronouns(story), *_descriptions(story)):
        found.setdefault((mention.first, mention.last), mention)
    for number in range(len(story.attributions)):
        first, last, sort = _source_place(story, number)
        mention = found.setdefault((first, last), Mention(first, last, sort))
        mention.sources.append(number)
        mention.rule = mention.rule or story.settled.get(number)
    for mention in found.values():
        _describe(story, mention)
    return sorted(found.values(), key=lambda m: (m.first, -m.last, m.sort))


def _names(story: Story) -> Iterator[Mention]:
    cast = story.cast
    full = [p for p in dict.fromkeys(cast.parties) if p.kind == "person" and len(p.name.split()) > 1]
    for name, party, firm in zip(cast.names, cast.parties, cast.firm, strict=True):
        bearers: tuple[Party, ...] = ()
        if not firm and len(name.words) == 1:
            family = fold(name.words[0])
            bearers = tuple(p for p in full if family in (surname(p.name.split()), fold(p.name.split()[0])))
            if name.title < name.first:
                bearers = tuple(p for p in bearers if id(p) not in cast.familiar) or bearers
        sort = party.kind if party.kind in SORT and (party.evident or " " in party.name) else "name"
        anchored = party if len(bearers) < 2 else None
        yield Mention(name.first, name.last, SORT[sort], anchored, bearers, party.gender)


def _pronouns(story: Story) -> Iterator[Mention]:
    for place, word in enumerate(story.words.items):
        sort = PRONOUNS.get(word.low)
        if sort in THIRD and word.text != "US":
            gender: Gender = "man" if sort == "man" else "woman" if sort == "woman" else ""
            yield Mention(place, place + 1, SORT[sort], gender=gender)


def _descriptions(story: Story) -> Iterator[Mention]:
    """Noun phrases for persons, bodies, people and documents: "the senator", "a senior aide", "officials"."""
    words, cast = story.words, story.cast
    for place, word in enumerate(words.items):
        if word.paragraph in words.loud or cast.within(place, place + 1):
            continue
        if word.low in BEGINNINGS and not _is_relative(story, place):
            end = _noun_end(words.items, cast, place)
        elif word.text.islower() and kind_of(word.low) == "group" and word.low not in FUNCTION:
            end = place + 1
            if place and words.items[place - 1].sentence == word.sentence and _joined_before(words, place):
                continue
        else:
            continue
        if end:
            head = words.items[end - 1].low
            kind = kind_of(head, word.low)
            if kind in ("unnamed", "organisation", "group", "document"):
                yield Mention(place, end, SORT[NOUNS[kind]])


def _is_relative(story: Story, place: int) -> bool:
    """Whether "that" begins a clause on the noun right before it: "a court that warned judges"."""
    word = story.words.items[place]
    if word.low != "that" or not place or word.gap != " ":
        return False
    return kind_of(story.words.items[place - 1].low) is not None or story.cast.holds(place - 1)


def _joined_before(words: Words, place: int) -> bool:
    """Whether a lone noun is the head of a phrase that began with an article before it."""
    items = words.items
    for at in range(place - 1, max(place - LONGEST, -1), -1):
        if items[at + 1].gap not in (" ", "-") or items[at].low in PREPOSITIONS or items[at].low in FINITE:
            return False
        if items[at].low in BEGINNINGS:
            return True
    return False


def _noun_end(items: Sequence[Word], cast: Cast, place: int) -> int:
    """The place after the head noun of the phrase that begins here; 0 where it names nothing that can speak."""
    end = 0
    for at in phrase_places(items, place):
        if items[at].sentence != items[place].sentence:
            break
        told = kind_of(items[at].low) is not None
        end = at + 1 if told and not items[at].owns and not cast.within(at, at + 1) else 0
        if items[at].owns:
            break
    return end


def _source_place(story: Story, number: int) -> tuple[int, int, int]:
    """Where the source of an attribution stands, and its sort; without one, where its cue or content begins."""
    phrase = story.phrases.get(number)
    if phrase is None:
        attribution = story.attributions[number]
        spans = attribution.cue or attribution.content or attribution.source
        place = min(story.words.place(spans[0].start), max(len(story.words.items) - 1, 0)) if spans else 0
        return place, place + 1, SORT["nobody"]
    if len(phrase.names) == 1:
        name = story.cast.names[phrase.names[0]]
        return name.first, name.last, SORT["name"]
    if phrase.names:
        return phrase.first, phrase.last, SORT["joined"]
    alone = phrase.kind is None and phrase.pronoun is not None
    if alone and not is_people(story.words.items[phrase.last - 1].low):
        assert phrase.pronoun is not None
        word = story.words.items[phrase.pronoun]
        return phrase.pronoun, phrase.pronoun + 1, SORT[PRONOUNS[word.low]]
    kind = "group" if alone else phrase.kind
    return phrase.first, phrase.last, SORT[NOUNS.get(kind, "noun")]


def _describe(story: Story, mention: Mention) -> None:
    items = story.words.items
    if not items:
        return
    mention.weight = weigh(story.words, mention.first, mention.last, bool(mention.sources))
    head = items[mention.last - 1].low
    if mention.sources and (phrase := story.phrases.get(mention.sources[0])) is not None:
        head = phrase.head
    mention.head = singular(head)
    mention.told = frozenset(traits(items[mention.first : mention.last]))
    if not mention.gender and mention.sort >= SORT["unnamed"]:
        mention.gender = GENDERED_NOUNS.get(mention.head, "")


def contents_of(attributions: Sequence[Attribution], words: Words) -> list[int]:
    """For each word the number of the narrowest attribution in whose content it stands, -1 for none."""
    inside = [-1] * len(words.items)
    widths = [sum(end - start for start, end in a.content) for a in attributions]
    for number in sorted(range(len(attributions)), key=lambda n: -widths[n]):
        for start, end in attributions[number].content:
            for place in words.within(start, end):
                inside[place] = number
    return inside
