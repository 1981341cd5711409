"""Settle sources that describe: "the senator", "her campaign", "a statement from Lund’s office"."""

from collections.abc import Iterator
from datetime import date

from sayso.resolve.cast import Party
from sayso.resolve.gazetteer import DESCRIBING
from sayso.resolve.nouns import Phrase
from sayso.resolve.offices import traits
from sayso.resolve.pronouns import CLEAR
from sayso.resolve.sorts import surname
from sayso.resolve.story import NOBODY, Found, Story, named_body, near_body, nearest, own_words, taken_up
from sayso.wordlist import word_set

#: Roles that many in one article may have: they stand for the one bearer only where he was just named.
COMMON = word_set("candidate nominee politician lawmaker leader official rival lawyer man woman senator")
#: Which of several that were told of by one noun.
ORDINALS = {"first": 0, "second": 1, "third": 2}
#: Bodies that a word before them names: "the fisheries ministry".
PUBLIC = word_set("ministry government department embassy parliament")
#: Bodies that are called by the person whose they are.
OWNED = word_set("campaign team administration camp office staff")


def settle_role(story: Story, phrase: Phrase) -> Found:
    """Who "the senator" is: whoever the article describes so, else a party of these words."""
    if phrase.apposed is not None and story.cast.parties[phrase.apposed].kind == "person":
        return Found(story.cast.parties[phrase.apposed], "apposition")
    if phrase.definite:
        told = traits(story.words.items[phrase.first : phrase.last])
        plain = told and not told <= DESCRIBING
        fits = {id(p): p for p in story.cast.parties if p.kind == "person" and plain and told <= p.traits}
        if len(fits) == 1 and (len(told) > 1 or phrase.head not in COMMON or nearest(story, phrase.first, set(fits))):
            return Found(next(iter(fits.values())), "epithet")
        near = nearest(story, phrase.first, set(fits)) or _by_role(story, phrase, told)
        if near:
            return Found(near, "near epithet")
    told_before = _in_order(story, phrase) or taken_up(story, phrase)
    return told_before or _holder(story, phrase) or own_words(story, phrase, "unnamed")


def _in_order(story: Story, phrase: Phrase) -> Found | None:
    """ "The first official" of several: the party told of first by that noun, "the second" the second."""
    items = story.words.items[phrase.first : phrase.last]
    place = ORDINALS.get(items[1].low) if len(items) == 3 and items[0].low == "the" else None
    if place is None:
        return None
    told = sorted((p for p in _singles(story, phrase.head) if p[0] < phrase.first), key=lambda p: p[0])
    parties = list(dict.fromkeys(party for _, party in told))
    return Found(parties[place], "in order", phrase.head) if len(parties) > max(place, 1) else None


def _singles(story: Story, head: str) -> Iterator[tuple[int, Party]]:
    """Single unnamed persons who spoke under this noun, with the place of each."""
    for at, found in story.history:
        if found.head == head and found.party is not None and found.party.kind == "unnamed":
            yield at, found.party


def _holder(story: Story, phrase: Phrase) -> Found | None:
    """The one who holds the office on the article's day by the table: named in the article, or by the table alone."""
    items = story.words.items
    words = story.article.text[items[phrase.first].start : items[phrase.last - 1].end]
    holders = story.register.holders(words, _day(story.article.published))
    if len(holders) != 1:
        return None
    (holder,) = holders
    family = surname(holder.name.split())
    fits = {id(p): p for p in story.cast.parties if p.kind == "person" and surname(p.name.split()) == family}
    party = next(iter(fits.values())) if len(fits) == 1 else story.party("person", holder.name)
    party.wikidata = party.wikidata or holder.wikidata
    days = f"{holder.first or '…'} to {holder.last or '…'}"
    return Found(party, "office", office=f"{holder.office}, {holder.country}, {days} ({holder.source})")


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _by_role(story: Story, phrase: Phrase, told: set[str]) -> Party | None:
    """The one person of this role in the article, if just named: "the veteran surgeon" after "Ada Lund, a surgeon"."""
    fits = {id(p): p for p in story.cast.parties if p.kind == "person" and phrase.head in p.traits}
    if len(fits) != 1 or phrase.head in COMMON or any(n is not None for n in (phrase.owner, phrase.pronoun)):
        return None
    (party,) = fits.values()
    if (told - party.traits) & (DESCRIBING | {"other", "another", "new", "unnamed", "second"}):
        return None
    return nearest(story, phrase.first, set(fits))


def settle_body(story: Story, phrase: Phrase) -> Found:
    """Which body a common noun means: one that is named, a person's own, else a party of these words."""
    if phrase.apposed is not None and story.cast.parties[phrase.apposed].kind == "organisation":
        return Found(story.cast.parties[phrase.apposed], "apposition")
    items = story.words.items
    names = story.cast.within(phrase.first, phrase.last)
    if phrase.head in OWNED and names and (body := owned_body(story, names[-1])):
        return body
    guess = story.guesses.get(phrase.pronoun) if phrase.pronoun is not None else None
    if phrase.head in OWNED and guess and guess.lead >= CLEAR:
        return body_of(story, guess.party, phrase.head)
    if items[phrase.first].low == "the" and phrase.last - phrase.first == 2:
        found = named_body(story, phrase) or near_body(story, phrase) or taken_up(story, phrase)
        if found:
            return found
    several = any(word.low == "and" for word in items[phrase.first : phrase.last])
    public = phrase.head in PUBLIC and phrase.last - phrase.first > 2
    owned = phrase.owner is not None and story.cast.parties[phrase.owner].kind == "person"
    named = public or (bool(names) and not owned)
    return own_words(story, phrase, "group" if several else "organisation" if named else "unnamed")


def owned_body(story: Story, name: int) -> Found | None:
    """The body that a person's name makes with the word after it: "Lund’s office", "the Lund campaign"."""
    party, place = story.cast.parties[name], story.cast.names[name].last
    word = story.words.items[place] if place < len(story.words.items) else None
    if party.kind != "person" or word is None or word.low not in OWNED or word.gap != " ":
        return None
    last = story.words.items[place - 1]
    return body_of(story, party, word.low, story.article.text[last.end : last.after])


def body_of(story: Story, party: Party, head: str, link: str = "") -> Found:
    """The campaign, the office or the like of a person; nobody where the party is none."""
    if party.kind != "person":
        return NOBODY
    link = link or ("’s" if head in ("office", "staff") else "")
    known = story.own.get(("organisation", f"{party.name}’s {head}".lower()))
    body = known or story.party("organisation", f"{party.name}{link} {head}")
    story.own.setdefault(("organisation", f"{party.name}’s {head}".lower()), body)
    return Found(body, "body of a person", head)
