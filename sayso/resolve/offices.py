"""Offices and descriptions that an article gives to persons: by a title, or by an apposition."""

from collections.abc import Sequence, Set

from sayso.resolve.cast import Cast, Party
from sayso.resolve.gazetteer import DESCRIBING, GENDERED_TITLES
from sayso.resolve.grammar import ARTICLES, FUNCTION, PREPOSITIONS, RELATIVES
from sayso.resolve.kinds import GENDERED_NOUNS, ROLES, singular
from sayso.resolve.words import Word, Words

EMPTY = ARTICLES | PREPOSITIONS
#: The longest office, in words.
LONGEST = 14
#: Words that may stand inside a description that precedes a name though they are function words.
PARTIES = {"R": "republican", "D": "democrat", "I": "independent"}
EXPANDED = {
    "sen": "senator",
    "gov": "governor",
    "rep": "representative",
    "gen": "general",
    "prof": "professor",
}
FORMER = frozenset({"former", "then", "vice", "late", "first"})


def add_offices(text: str, words: Words, cast: Cast, cues: Set[int] = frozenset()) -> None:
    """Give every person of the cast the offices and traits that the text ties to the name; `cues` are the places of
    words that are cues of attributions, over which no description reaches.
    """
    for name, party in zip(cast.names, cast.parties, strict=True):
        if party.kind != "person":
            continue
        party.traits |= _short_traits(words.items, name.first, name.last)
        for first, last in (_before(words.items, name.title, name.first, cues), _after(words.items, name.last)):
            if first < last:
                _add(party, text, words.items[first:last])


def _add(party: Party, text: str, office: Sequence[Word]) -> None:
    printed = text[office[0].start : office[-1].after]
    if printed not in party.offices:
        party.offices.append(printed)
    party.traits.update(traits(office))
    told = {gender for word in office if (gender := GENDERED_NOUNS.get(word.low))}
    if len(told) == 1 and not party.gender:
        party.gender = told.pop()


def traits(words: Sequence[Word]) -> set[str]:
    """The words that tell: no articles, no prepositions."""
    return {word.low for word in words if word.low not in EMPTY and word.text != "%"}


def _short_traits(items: Sequence[Word], first: int, last: int) -> set[str]:
    """What "Sen. … (D-Ohio)" and "of Ohio" say in short."""
    found = {EXPANDED[items[first - 1].low]} if first and items[first - 1].low in EXPANDED else set()
    if last < len(items) and "(" in items[last].gap and items[last].text[0] in PARTIES:
        party, _, state = items[last].low.partition("-")
        found |= {PARTIES[party.upper()], state} - {""} if party.upper() in PARTIES else set()
    if last + 1 < len(items) and items[last].low == "of" and items[last + 1].capital:
        found.add(items[last + 1].low)
    return found


def _before(items: Sequence[Word], title: int, first: int, cues: Set[int]) -> tuple[int, int]:
    """The title and the description right before a name: "former harbour master"."""
    begin = title
    if begin == first and not (begin and items[begin - 1].low in ROLES and _beside(items, begin)):
        return first, first
    while begin and begin > first - LONGEST and _beside(items, begin) and _describes(items[begin - 1]):
        if begin - 1 in cues:
            break  # "the agency cited security chief Ada Lund"
        if begin < first and items[begin].capital and not items[begin - 1].capital and not _leads(items[begin - 1]):
            break  # "… signed orders President Lund drafted"
        begin -= 1
    while begin < first and items[begin].low.rstrip(".") in GENDERED_TITLES and items[begin].low not in ROLES:
        begin += 1
    return begin, first


def _beside(items: Sequence[Word], place: int) -> bool:
    return items[place].gap == " " and items[place - 1].sentence == items[place].sentence


def _leads(word: Word) -> bool:
    return word.low in FORMER or word.low in DESCRIBING or word.low.startswith(("then-", "ex-"))


def _describes(word: Word) -> bool:
    return word.low in FORMER or (word.low not in FUNCTION and word.low not in PREPOSITIONS)


def _after(items: Sequence[Word], last: int) -> tuple[int, int]:
    """The apposition right after a name: ", the town's tax commissioner,"."""
    if last >= len(items) or items[last].gap != ", " or items[last].low in RELATIVES:
        return last, last
    first = last + (items[last].low in ARTICLES)
    end = first
    while end < len(items) and end < first + LONGEST and (end == last or items[end].gap in (" ", "-", " “", "” ")):
        end += 1
    closed = end < len(items) and items[end].gap.strip()[:1] in (",", ".", ";", ")", "—", "–", "-")
    return (first, end) if closed and _is_office(items[first:end]) else (last, last)


def _is_office(phrase: Sequence[Word]) -> bool:
    """Whether the noun before the first preposition is a role."""
    for before, word in zip(phrase, [*phrase[1:], None], strict=False):
        if word is None or word.low in PREPOSITIONS or word.low in RELATIVES:
            return before.low in ROLES and singular(before.low) == before.low and not before.owns
    return False
