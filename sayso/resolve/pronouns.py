"""Who is "he", who is "she": the most salient person of that gender so far.

A sweep through the text, in the spirit of Lappin and Leass (1994): near sentences before far ones,
subjects and speakers before objects and owners, the article's own words before those in quotation marks.
Persons whom the article leaves unnamed compete with the named ones.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log

from sayso.resolve.cast import Cast, Party
from sayso.resolve.grammar import PREPOSITIONS, PRONOUNS
from sayso.resolve.salience import SUBJECT, bias, weigh
from sayso.resolve.words import Word, Words

#: How many sentences back a person is remembered, and how many for a name inside quotation marks.
REACH = 8
QUOTED_REACH = 2
NEAR = 1.0
#: What a subject of the pronoun's own sentence, or of the one before it in its paragraph, is ahead by.
SAME = 0.8
OFTEN = 0.35
#: The lead of a reading that has no rival, and of one that the grammar gives.
ALONE = 3.0
#: A reading that leads by less is left open; one that is clear tells a person's gender.
DOUBTFUL = 0.8
CLEAR = 1.5


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named or meant in a sentence, with how prominent the mention is."""

    party: Party
    sentence: int
    weight: float
    quoted: bool
    paragraph: int


@dataclass(frozen=True, slots=True)
class Guess:
    """A pronoun's party, with the lead over the next candidate (0 and up)."""

    party: Party
    lead: float
    far: int = 0


def find_antecedents(
    words: Words,
    cast: Cast,
    people: Mapping[int, tuple[Party, int]],
    sources: Collection[int],
    barred: Mapping[int, Party],
) -> dict[int, Guess]:
    """The persons that "he" and "she" (with their other forms) mean, by place.

    `people` are unnamed persons by place, each with the place after it; `sources` the places of words that
    are sources of attributions; `barred` names, for places inside a quotation, the speaker of that
    quotation, who does not call himself "he".
    """
    known = {**people, **_named(cast, sources)}
    told: list[Mention] = []
    guesses: dict[int, Guess] = {}
    last: Party | None = None
    for place, word in enumerate(words.items):
        party, end = known.get(place, (None, place + 1))
        speaks = place in sources
        if party is None and PRONOUNS.get(word.low) in ("man", "woman"):
            shut = (barred.get(place), _told_party(words.items, known, place))
            on = last if speaks and word.low in ("he", "she") else None
            guess = _ahead(words.items, known, place) or _best(word, told, shut, on)
            if guess:
                guesses[place] = guess
                party = _accept(guess, word)
        if party and word.paragraph not in words.loud:
            told.append(Mention(party, word.sentence, weigh(words, place, end, speaks), word.quoted, word.paragraph))
            last = party if speaks and not word.quoted else last
    return guesses


def _accept(guess: Guess, word: Word) -> Party | None:
    """The party of a guess good enough to build on; a person of unknown gender learns it from a clear one."""
    party = guess.party
    if not party.gender and party.kind == "person" and guess.lead >= CLEAR and guess.far <= 1:
        party.gender = "man" if PRONOUNS[word.low] == "man" else "woman"
    return party if guess.lead >= DOUBTFUL else None


def _named(cast: Cast, sources: Collection[int]) -> dict[int, tuple[Party, int]]:
    """The persons by the place of each name; a lone word that nothing shows to be one only where it speaks."""
    return {
        name.first: (party, name.last)
        for name, party, firm in zip(cast.names, cast.parties, cast.firm, strict=True)
        if firm is not None and party.kind == "person" and (party.evident or " " in party.name or name.first in sources)
    }


def _told_party(items: Sequence[Word], known: Mapping[int, tuple[Party, int]], place: int) -> Party | None:
    """Whom the pronoun speaks of or to in its own clause: "he told Lund"."""
    for at in range(place + 1, min(place + 4, len(items))):
        if items[at].gap != " ":
            break
        if at in known:
            return None if items[at].owns else known[at][0]
    return None


def _ahead(items: Sequence[Word], known: Mapping[int, tuple[Party, int]], place: int) -> Guess | None:
    """The one named right after: "he (Lund)", "in his speech, Lund said", "when she left, Lund said"."""
    gender = PRONOUNS[items[place].low]
    opening = place and (items[place - 1].initial and items[place - 1].low in PREPOSITIONS | {"when", "while", "as"})
    for at in range(place + 1, min(place + 12, len(items))):
        gap = items[at].gap.strip()
        if not opening and not (at == place + 1 and gap in ("(", "[")):
            return None
        if gap and (at not in known or known[at][0].gender not in ("", gender) or items[at].owns):
            return None
        if gap:
            end = known[at][1]
            plain = end < len(items) and items[end].gap == " " and items[end].low not in PREPOSITIONS | {"and", "or"}
            return Guess(known[at][0], ALONE) if gap != "," or plain else None
    return None


def _best(word: Word, told: list[Mention], shut: tuple[Party | None, ...], last: Party | None) -> Guess | None:
    scores: dict[int, float] = {}
    parties: dict[int, Party] = {}
    counts: dict[int, int] = {}
    gender = PRONOUNS[word.low]
    for mention in reversed(told):
        party, far = mention.party, word.sentence - mention.sentence
        if far > REACH:
            break
        if any(party is other for other in shut) or (party.gender and party.gender != gender):
            continue
        if mention.quoted and (not word.quoted or far > QUOTED_REACH):
            continue
        score = mention.weight - NEAR * far + bias(party, party is last)
        fresh = far == 0 or (far == 1 and mention.paragraph == word.paragraph)
        score += SAME * (fresh and mention.weight >= SUBJECT)
        parties[id(party)] = party
        counts[id(party)] = counts.get(id(party), 0) + 1
        scores[id(party)] = max(score, scores.get(id(party), score))
    # Sorted by score alone: of equals the one mentioned last, which came first here, stays first.
    ranked = sorted(((score + OFTEN * log(counts[key]), key) for key, score in scores.items()), key=lambda r: -r[0])
    if not ranked:
        return None
    party = parties[ranked[0][1]]
    far = word.sentence - next(m.sentence for m in reversed(told) if m.party is party)
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else ALONE
    return Guess(party, lead if party.gender or far <= 2 else min(lead, DOUBTFUL / 2), far)
