"""Read the words of a source: which names stand in it, what its head noun is, who owns that noun."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Kind
from sayso.resolve.cast import Cast
from sayso.resolve.grammar import (
    ARTICLES,
    DEFINITE,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVES,
)
from sayso.resolve.kinds import SURVEYS, kind_of, singular
from sayso.resolve.words import Word, Words

#: So many words of an office may stand before the name in an apposition.
LEAD = 3
#: Words that may trail a subject.
TRAILING = frozenset({"both", "each", "all", "alike", "together", "also", "then", "once"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source's words, read.

    `names` are the names that the source is, where its head is a name; otherwise `owner` is the name whose
    the head noun is ("Lund's plan"), `maker` the one behind it ("a poll by Orion") and `apposed` the one that
    an apposition gives. Names are places in the cast, words places in the text. `pronoun` is the place of a
    pronoun, or of the possessive that owns the head noun. [first, last) is the phrase up to its first clause.
    """

    first: int
    last: int
    head: str
    kind: Kind | None
    names: tuple[int, ...] = ()
    owner: int | None = None
    maker: int | None = None
    apposed: int | None = None
    pronoun: int | None = None
    definite: bool = False
    survey: bool = False


def read_phrase(words: Words, cast: Cast, first: int, last: int) -> Phrase:
    """What the words at the places [first, last) are; there must be one at least."""
    while last - first > 1 and words.items[last - 1].low in TRAILING:
        last -= 1
    joined = _joined(words, cast, first, last)
    if joined:
        return joined
    items = words.items
    clause = _clause_end(items, cast, first, last)
    stop = _noun_end(items, cast, first, clause)
    head = items[stop - 1]
    names = cast.within(first, stop)
    if is_pronoun(items, first, clause):
        return Phrase(first, clause, head.low, None, pronoun=first)
    if names and cast.names[names[-1]].last == stop and not _is_own_words(items, cast, names[-1], first, clause):
        return Phrase(first, clause, head.low, None, names=(names[-1],))
    return Phrase(
        first,
        clause,
        singular(head.low),
        kind_of(head.low, items[first].low),
        owner=next((n for n in names if items[cast.names[n].last - 1].owns), None),
        maker=_maker(items, cast, first, stop, last),
        apposed=_apposed(items, cast, clause, last),
        pronoun=first if items[first].low in POSSESSIVES else None,
        definite=items[first].low in DEFINITE or any(items[n].owns for n in range(first, stop - 1)),
        survey=head.low in SURVEYS,
    )


def is_pronoun(items: Sequence[Word], first: int, last: int) -> bool:
    """Whether a pronoun is the phrase's head, not the owner or the article of a noun."""
    word = PRONOUNS.get(items[first].low)
    if word is None or items[first].text == "US":
        return False
    return last - first == 1 or (items[first].low not in POSSESSIVES | {"that", "her"} and word is not None)


def _joined(words: Words, cast: Cast, first: int, last: int) -> Phrase | None:
    """Two parties speaking together: "Ada Lund and Per Holm"."""
    inside = {n for name in cast.within(first, last) for n in range(cast.names[name].first, cast.names[name].last)}
    for place in range(first + 1, last - 1):
        if words.items[place].low in ("and", "&") and place not in inside:
            left = _listed(words, cast, first, place)
            right = read_phrase(words, cast, place + 1, last) if left else None
            if right and right.names:
                return Phrase(first, last, right.head, None, names=left + right.names)
            return None
    return None


def _listed(words: Words, cast: Cast, first: int, last: int) -> tuple[int, ...]:
    """The names of a list with commas, where it has nothing but names: "Ada Lund, Per Holm"."""
    cuts = [place for place in range(first + 1, last) if "," in words.items[place].gap]
    found: tuple[int, ...] = ()
    for begin, end in zip([first, *cuts], [*cuts, last], strict=True):
        phrase = read_phrase(words, cast, begin, end)
        if not phrase.names or phrase.last != end:
            return ()
        found += phrase.names
    return found


def _clause_end(items: Sequence[Word], cast: Cast, first: int, last: int) -> int:
    """Where the first apposition, relative clause or parenthesis begins."""
    for place in range(first + 1, last):
        if (
            cast.within(place - 1, place)
            and cast.within(place, place + 1)
            and cast.within(place - 1, place) == cast.within(place, place + 1)
        ):
            continue
        word = items[place]
        if (
            word.low in RELATIVES
            or word.gap.strip(" '’‘\"“”")
            or (
                word.text[-2:] in ("ed", "ng")
                and word.text.islower()
                and items[place - 1].low not in ARTICLES
                and _ends_noun(items, place)
            )
        ):
            return place
    return last


def _ends_noun(items: Sequence[Word], place: int) -> bool:
    """Whether a participle follows a noun that could end the phrase ("polls released Sunday")."""
    before, after = items[place - 1], items[place + 1] if place + 1 < len(items) else None
    if before.low in QUANTIFIERS or kind_of(items[place].low) is not None:
        return False
    return kind_of(before.low) is not None and (after is None or kind_of(after.low) is None)


def _noun_end(items: Sequence[Word], cast: Cast, first: int, last: int) -> int:
    """Where the head noun ends: before the first preposition that stands in no name."""
    for place in range(first + 1, last):
        if items[place].low in PREPOSITIONS and items[place].text.islower() and not cast.holds(place):
            quantity = items[place].low in ("of", "in") and items[place - 1].low in QUANTIFIERS
            if not quantity:
                return place
    return last - (last - first > 1 and items[last - 1].low.endswith(("self", "selves")))


def _is_own_words(items: Sequence[Word], cast: Cast, name: int, first: int, last: int) -> bool:
    """Whether a phrase says more than the name in it ("many Democrats") or is no name ("the Texan")."""
    found = cast.names[name]
    if found.sort == "group":
        return (found.first, found.last) != (first, last)
    if found.sort == "organisation":
        return any(items[n].owns for n in range(first, found.first))
    lone = found.sort == "" and len(found.words) == 1 and cast.parties[name].name == found.words[0]
    return lone and ((found.first > first and items[found.first - 1].low in ARTICLES) or len(found.words[0]) == 1)


def _describes(items: Sequence[Word], place: int, last: int) -> bool:
    """Whether a common noun for a person follows right at this place, inside a source that ends at `last`."""
    if place >= last or items[place].gap != " ":
        return False
    return items[place].text.islower() and kind_of(items[place].low) == "unnamed"


def _maker(items: Sequence[Word], cast: Cast, first: int, stop: int, last: int) -> int | None:
    """The name that modifies a survey or that "by" or "from" gives as its maker."""
    for small in ("by", "from"):
        for place in range(stop, last - 1):
            if items[place].low == small:
                return next(iter(cast.within(place + 1, last)), None)
    return next(iter(cast.within(first, stop)[::-1]), None) if items[stop - 1].low in SURVEYS else None


def _apposed(items: Sequence[Word], cast: Cast, clause: int, last: int) -> int | None:
    """The name right after the phrase: "the ministry's spokesman, Per Holm,"."""
    named = clause < last and items[clause].low in ("named", "called")
    clause += named
    if clause >= last or not (named or set(items[clause].gap) & set(",(—–")):
        return None
    found = cast.within(clause, last)
    # "His wife, Lund aide Ada Holm": a name that a noun follows only describes.
    while len(found) > 1 and _describes(items, cast.names[found[0]].last, last):
        found = found[1:]
    if not found:
        return None
    # "Gov." and "the engineer" may stand between the mark and the name.
    begin = cast.names[found[0]].title
    plain = all(items[n].low not in PREPOSITIONS and items[n + 1].gap == " " for n in range(clause, begin))
    return found[0] if begin - clause <= LEAD and plain else None
