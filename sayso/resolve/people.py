"""Unnamed single persons in the text: "a senior engineer", "a woman in the queue".

They compete with the named ones for "he" and "she": a pronoun that means one of them must not be given
to whoever was named before.
"""

from collections.abc import Iterator, Sequence

from sayso.model import Kind
from sayso.resolve.cast import Cast, Party
from sayso.resolve.grammar import ARTICLES, FINITE, FUNCTION, PREPOSITIONS
from sayso.resolve.kinds import GENDERED_NOUNS, ROLES
from sayso.resolve.words import Word, Words
from sayso.wordlist import word_set

#: The longest description, in words, from its article to its noun.
LONGEST = 7
#: Where a description of one person may begin; "the" only where it was begun before.
BEGINNINGS = frozenset({"a", "an", "another", "the", "his", "her", "their", "my", "your"})
#: After these a description says what somebody is, not who is there.
PREDICATIVE = word_set("as is was be been being are were became become becomes like of or")


def find_people(
    text: str, words: Words, cast: Cast, own: dict[tuple[Kind, str], Party]
) -> dict[int, tuple[Party, int]]:
    """The unnamed single persons by the place of their article, each with the place after its noun.

    Their parties are those of `own`, by kind and words, and are added to it.
    """
    found: dict[int, tuple[Party, int]] = {}
    introduced: dict[str, Party] = {}
    for place, word in enumerate(words.items):
        if word.low not in BEGINNINGS or word.paragraph in words.loud:
            continue
        end = _noun_end(words.items, cast, place)
        head = words.items[end - 1].low
        if end and not (word.low == "the" and head not in introduced) and not _is_described(words, cast, place, end):
            begin = place + (word.low in ARTICLES or word.low == "another")
            name = " ".join(text[words.items[begin].start : words.items[end - 1].end].split())
            party = own.setdefault(("unnamed", name.lower()), Party(name, "unnamed", named=False))
            party = introduced.setdefault(head, party) if word.low == "the" else party
            introduced[head] = party
            party.gender = GENDERED_NOUNS.get(words.items[end - 1].low, party.gender)
            found[place] = party, end
    return found


def phrase_places(items: Sequence[Word], place: int) -> Iterator[int]:
    """The places of the words that may follow the beginning of a description at `place`, one after the other."""
    for at in range(place + 1, min(place + 1 + LONGEST, len(items))):
        low = items[at].low
        if items[at].gap not in (" ", "-") or low in PREPOSITIONS or low in FINITE or low in FUNCTION:
            return
        yield at


def _noun_end(items: Sequence[Word], cast: Cast, place: int) -> int:
    """The place after the last role before the phrase ends; 0 where there is none."""
    end = 0
    for at in phrase_places(items, place):
        low = items[at].low
        if cast.holds(at) and not items[at].text.islower() and end == at:
            return 0  # "a baker Maria Gorski"
        end = at + 1 if low in ROLES and not items[at].owns else 0
        if items[at].owns:
            break
    return end


def _is_described(words: Words, cast: Cast, place: int, end: int) -> bool:
    """Whether the phrase describes somebody named beside it, or says what somebody is."""
    items = words.items
    if place and items[place - 1].sentence == items[place].sentence:
        before = items[place].gap.strip()
        if items[place - 1].low in PREDICATIVE or (before in (",", "—", "–", "-", "(") and _is_closed(items, end)):
            return True
    after = _skip_complement(items, end)
    return after < len(items) and items[after].gap in (", ", " ", " — ", " (") and cast.holds(after)


def _skip_complement(items: Sequence[Word], end: int) -> int:
    """The place after "for the ministry" in "a spokeswoman for the ministry, Hanne Berg"; else `end`."""
    if end >= len(items) or items[end].low not in PREPOSITIONS or items[end].gap != " ":
        return end
    last = min(end + LONGEST, len(items))
    return next((at for at in range(end + 1, last) if items[at].gap == ", "), end)


def _is_closed(items: Sequence[Word], end: int) -> bool:
    """Whether a description ends here, so that it can be an apposition."""
    if end >= len(items) or items[end].gap.strip()[:1] in (",", ".", ")", "—", "–"):
        return True
    return items[end].low == "who" or items[end].low in PREPOSITIONS
