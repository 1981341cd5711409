"""Settle each source: a party of the cast, a party of its own words, or nobody."""

from collections.abc import Sequence

from sayso.resolve.cast import Party
from sayso.resolve.described import owned_body, settle_body, settle_role
from sayso.resolve.grammar import PRONOUNS
from sayso.resolve.kinds import FILED, is_people
from sayso.resolve.nouns import Phrase, read_phrase
from sayso.resolve.pronouns import CLEAR, DOUBTFUL
from sayso.resolve.sorts import surname
from sayso.resolve.story import NOBODY, Found, Story, begins_phrase, can_make, own_words, source_start, taken_up
from sayso.wordlist import word_set

#: Words that stand for people by themselves.
CLASSES = word_set("many some others few several most everyone everybody nobody anyone anybody")


def settle_all(story: Story) -> None:
    """Settle every attribution, as the text goes."""
    for number in sorted(range(len(story.attributions)), key=lambda n: (source_start(story.attributions[n]), n)):
        settle(story, number)


def settle(story: Story, number: int) -> Found:
    """Settle the attribution of this number, and before it the one that it stands in."""
    if number in story.settled:
        return story.settled[number]
    story.settled[number] = NOBODY  # a ring of parents ends here
    attribution, phrase = story.attributions[number], story.phrases.get(number)
    if not attribution.source:
        found = _carried_on(story, number) or Found(story.party("unknown", ""), "unknown")
    elif phrase is None:
        found = NOBODY
    else:
        found = _settle_phrase(story, number, phrase)
    story.settled[number] = found
    if phrase and found.party:
        story.history.append((phrase.first, found))
    return found


def _carried_on(story: Story, number: int) -> Found | None:
    """ "Lund praised the plan, adding that …": the speaker before a participle in the same sentence."""
    cue = story.attributions[number].cue
    place = story.words.place(cue[0].start) if cue else len(story.words.items)
    if not 0 < place < len(story.words.items):
        return None
    word, before = story.words.items[place], story.words.items[place - 1]
    if not word.low.endswith("ing") or not ("," in word.gap or before.low in ("while", "by", "before", "after")):
        return None
    for at, found in reversed(story.history):
        if at < place and found.party and story.words.items[at].sentence == word.sentence:
            return Found(found.party, "carried on") if found.rule != "unknown" else None
    return None


def _settle_phrase(story: Story, number: int, phrase: Phrase) -> Found:
    if phrase.names:
        return _settle_names(story, phrase)
    if plain := _lone_surname(story, phrase) or _class_of_people(story, phrase):
        return plain
    people = phrase.kind is None and is_people(story.words.items[phrase.last - 1].low)
    if people and (phrase.pronoun is not None or phrase.owner is not None):
        return own_words(story, phrase, "group")
    if phrase.apposed is not None and _is_named_beside(story, phrase, phrase.apposed):
        return Found(story.cast.parties[phrase.apposed], "apposition")
    if phrase.kind is None and phrase.pronoun is not None:
        return _settle_pronoun(story, number, phrase.pronoun)
    if phrase.kind == "unnamed":
        return settle_role(story, phrase)
    if phrase.kind == "organisation":
        return settle_body(story, phrase)
    if phrase.kind in ("document", None):
        return _settle_document(story, number, phrase)
    apposed = story.cast.parties[phrase.apposed] if phrase.definite and phrase.apposed is not None else None
    if apposed and apposed.kind == "organisation":
        return Found(apposed, "apposition")  # "the builders, Nordkai,"
    return taken_up(story, phrase) or own_words(story, phrase, "group")


def _is_named_beside(story: Story, phrase: Phrase, apposed: int) -> bool:
    """Whether an apposition names the source whatever its noun is: "One of the dockers, Per Holm", a group by its
    noun and one person by its name; "her opposite number, Per Holm".
    """
    owned = phrase.pronoun is not None and story.cast.parties[apposed].kind == "person"
    return owned or story.words.items[phrase.first].low == "one"


def _lone_surname(story: Story, phrase: Phrase) -> Found | None:
    """A surname that is a common word as well ("Will said"): as a whole source it is the one person who bears it."""
    word = story.words.items[phrase.first]
    if phrase.last - phrase.first > 1 or not word.capital or word.low in PRONOUNS:
        return None
    bearers = {
        id(party): party
        for party in story.cast.parties
        if party.kind == "person" and party.evident and " " in party.name and surname(party.name.split()) == word.low
    }
    return Found(next(iter(bearers.values())), "surname") if len(bearers) == 1 else None


def _class_of_people(story: Story, phrase: Phrase) -> Found | None:
    """ "Many", "others": a class that has no other name."""
    places = range(phrase.first, phrase.last)
    lows = [story.words.items[place].low for place in places]
    if not CLASSES.issuperset(lows) and lows != ["no", "one"]:
        return None
    return Found(story.party("group", " ".join(story.words.items[place].text for place in places)), "own words, group")


def _settle_names(story: Story, phrase: Phrase) -> Found:
    parties = [story.cast.parties[n] for n in phrase.names]
    if len(parties) > 1:
        return join_parties(story, parties)
    name, party = story.cast.names[phrase.names[0]], parties[0]
    if story.cast.firm[phrase.names[0]] is None:
        return NOBODY
    if party.kind != "person":
        return Found(party, party.kind)
    if not story.cast.firm[phrase.names[0]]:
        return Found(party, "shared surname" if len(party.name.split()) > 1 else "lone name")
    return Found(party, "full name" if len(name.words) > 1 else "surname")


def join_parties(story: Story, parties: Sequence[Party]) -> Found:
    """Parties who speak together, as one under all their names."""
    kinds = {party.kind for party in parties}
    names = list(dict.fromkeys(party.name for party in parties))
    joined = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return Found(story.party(kinds.pop() if len(kinds) == 1 else "group", joined), "joined")


def _settle_document(story: Story, number: int, phrase: Phrase) -> Found:
    items = story.words.items
    if items[phrase.first].text == "Q" and phrase.last < len(items) and items[phrase.last].gap.startswith((":", ".")):
        return Found(story.party("author", " and ".join(story.article.byline)), "author")
    if phrase.head in FILED:
        return taken_up(story, phrase) or own_words(story, phrase, "document")
    if phrase.owner is not None:
        return Found(story.cast.parties[phrase.owner], "owner")
    if phrase.pronoun is not None:
        return _settle_pronoun(story, number, phrase.pronoun)
    if phrase.maker is not None and phrase.kind == "document":
        party = story.cast.parties[phrase.maker]
        body = owned_body(story, phrase.maker)
        if body:
            return body
        if can_make(party):
            return Found(party, "maker", phrase.head)
    if phrase.kind == "document":
        return taken_up(story, phrase) or own_words(story, phrase, "document")
    plural = story.words.items[phrase.last - 1].low != phrase.head
    return taken_up(story, phrase) or own_words(story, phrase, "group" if plural else "unnamed")


def _settle_pronoun(story: Story, number: int, place: int) -> Found:
    word = story.words.items[place]
    sort = PRONOUNS[word.low]
    if sort in ("man", "woman"):
        return _settle_person(story, number, place)
    if sort == "self":
        return _settle_self(story, number, place)
    if sort == "relative":
        return _settle_relative(story, number, place)
    wanted = {"many": ("group", "organisation"), "thing": ("organisation", "document")}.get(sort, ())
    near = [f for at, f in story.history if at < place and story.words.items[at].sentence >= word.sentence - 1]
    if near and (party := near[-1].party) and (party.kind in wanted or (sort == "many" and near[-1].rule == "joined")):
        return Found(party, sort)
    return NOBODY


def _settle_person(story: Story, number: int, place: int) -> Found:
    word, parent = story.words.items[place], _parent(story, number)
    if parent is not None and not word.quoted:
        speaker = settle(story, parent).party
        if speaker and speaker.kind == "person" and speaker.gender in ("", PRONOUNS[word.low]):
            return Found(speaker, "pronoun of its speaker")
    guess = story.guesses.get(place)
    if guess is None or guess.lead < DOUBTFUL:  # a wrong name is worse than none
        return NOBODY
    return Found(guess.party, "clear pronoun" if guess.lead >= CLEAR else "pronoun")


def _parent(story: Story, number: int) -> int | None:
    parent = story.attributions[number].parent
    return parent if parent is not None and 0 <= parent < len(story.attributions) and parent != number else None


def _settle_self(story: Story, number: int, place: int) -> Found:
    """ "I" is whoever is quoted; outside quotation marks it is the article's author."""
    word = story.words.items[place]
    if not word.quoted and _parent(story, number) is None:
        return Found(story.party("author", " and ".join(story.article.byline)), "author")
    around = [
        (end - start, n)
        for n, other in enumerate(story.attributions)
        for start, end in other.content
        if n != number and start <= word.start < end
    ]
    parent = _parent(story, number)
    quoting = parent if parent is not None else min(around)[1] if around else None
    found = settle(story, quoting) if quoting is not None else NOBODY
    return Found(found.party, "quoted self") if found.party and found.party.kind != "unknown" else NOBODY


def _settle_relative(story: Story, number: int, place: int) -> Found:
    """ "Who" and "which" are the noun phrase right before them."""
    items, at, place = story.words.items, place, _before_aside(story, place)
    first = place
    while (
        first
        and items[first].sentence == items[place].sentence
        and place - first < 7
        and not (first < place and begins_phrase(story, first))
    ):
        first -= 1
    if first == place or items[place - 1].sentence != items[place].sentence:
        return NOBODY
    phrase = read_phrase(story.words, story.cast, first, place)
    before = story.cast.within(first - 1, first) if first and "," in items[first].gap else []
    if before and phrase.kind == "unnamed" and story.cast.parties[before[0]].kind == "person":
        return Found(story.cast.parties[before[0]], "relative")
    found = _settle_phrase(story, number, phrase)
    if items[at].low in ("who", "whom") and found.party is not None and found.party.kind == "organisation":
        return NOBODY  # "the mayor of Velmar, who": a body is "which"
    named = found.party is not None and found.party.kind in ("person", "organisation")
    return found._replace(rule="relative" if named else "relative, own words")


def _before_aside(story: Story, place: int) -> int:
    """The place where an aside between dashes, right before this one, begins: "rivals — Lund, Holm — who"."""
    items = story.words.items
    if not set(items[place].gap) & set("—–"):
        return place
    for at in range(place - 1, 0, -1):
        if items[at].sentence != items[place].sentence:
            break
        if set(items[at].gap) & set("—–"):
            return at
    return place
