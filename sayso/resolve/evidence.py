"""Weigh over a whole article what an unknown name is: a person, a body, a group, or no name at all.

A list of given names knows few of the world's, so a name that no list tells is judged by the company it
keeps: an article before it, an age or an office after it, which of its words returns alone.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sayso.resolve.gazetteer import BODY_LEADS, DESCRIBING, SURNAMES_TOO, THINGS, given_names
from sayso.resolve.grammar import ARTICLES, FINITE, POSSESSIVES, PREPOSITIONS, RELATIVES
from sayso.resolve.kinds import BODIES, ROLES, singular
from sayso.resolve.sorts import Name, surname
from sayso.resolve.words import Word, Words
from sayso.wordlist import fold

#: How many words after a name may hold the office that an apposition gives.
WINDOW = 9
#: Plurals that end the name of a class of people: "State Troopers".
PLURALS = frozenset({"troopers", "officers", "officials", "workers", "fathers", "parents", "voters"})
#: What may stand right after a word without being a part of it.
CLOSERS = frozenset("’'”»\",.;:!?)]}…—–-/<&*|’") | {""}
SITES = (".com", ".org", ".net")
GENERIC = {"super", "pac"}


def judge_names(words: Words, names: Sequence[Name]) -> tuple[Name, ...]:
    """The names with what the article shows them to be; capitals that only begin a sentence are dropped."""
    votes: Counter[tuple[str, ...]] = Counter()
    lone = Counter(fold(name.words[0]) for name in names if len(name.words) == 1 and name.sort != "group")
    persons = {surname(name.words) for name in names if name.sort == "person" and len(name.words) > 1}
    for name in names:
        votes[_key(name)] += _vote(words, name)
    placed = {fold(word) for name in names for word in name.words if not _only_begins(words, name)}
    return tuple(
        _judged(name, votes[_key(name)], lone, persons)
        for name in names
        if (not _only_begins(words, name) or fold(name.words[0]) in placed) and not _is_broken(words, name)
    )


def _key(name: Name) -> tuple[str, ...]:
    return tuple(fold(part) for part in name.words)


def _judged(name: Name, vote: int, lone: Counter[str], persons: set[str]) -> Name:
    """The name with its sort, where it had none and has several words."""
    if name.sort:
        return name
    if len(name.words) == 1:
        return _judged_lone(name, vote, persons)
    first, last = fold(name.words[0]), surname(name.words)
    loose = name.initial or first in THINGS or first in BODIES
    if loose and len(name.words) == 2 and last in persons and vote <= 0:
        # "Alongside Lund said", "Secretary of State Lund": what stands before is no given name.
        return replace(
            name, first=name.first + 1, title=name.first + 1, words=name.words[1:], text=" ".join(name.words[1:])
        )
    if _is_people(name.words[-1].lower()):
        return replace(name, sort="group")
    if vote > 0:
        return replace(name, sort="person")
    # "The Lund Train": a known surname first is no given name.
    if vote < 0 or first in persons or last in THINGS - SURNAMES_TOO or first in BODY_LEADS:
        return replace(name, sort="organisation")
    return replace(name, sort="person") if lone[last] else name


def _judged_lone(name: Name, vote: int, persons: set[str]) -> Name:
    """A lone word: a body where it stands like one and no full name ends in it."""
    low = fold(name.words[0])
    if low.endswith("s") and low[:-1] in persons and low not in persons:
        return replace(name, sort="group")  # "the Lunds"
    return replace(name, sort="organisation") if vote < 0 and low not in persons | set(given_names()) else name


def _is_people(last: str) -> bool:
    """Whether a name's last word is a people or a party in the plural: "Harbour Democrats"."""
    tail = last.split("-")[-1]
    if tail in PLURALS:
        return True
    return tail.endswith("s") and (tail[:-1] in DESCRIBING or tail.endswith(("ians", "icans")))


def _vote(words: Words, name: Name) -> int:
    """How much one mention speaks for a person (above 0) or a body (below 0)."""
    items = words.items
    if name.title < name.first:
        return 2
    before = items[name.first - 1] if name.first else None
    beside = before is not None and items[name.first].gap in (" ", " “") and before.end == before.after
    if before is not None and beside and before.low in ROLES and before.text.islower():
        return 2
    if len(name.words) == 1 and (_is_body(items, name) or name.words[0].endswith(SITES)):
        return -2
    if len(name.words) == 1 and before and before.low in ("at", "in") and not _modifies(items, name.last):
        return -1 if items[name.first].gap == " " and not items[name.first].owns else 0
    if before is not None and beside and before.low in ARTICLES | POSSESSIVES:
        return 0 if len(name.words) == 1 and _modifies(items, name.last) else -2
    return 2 if _is_described(items, name.last) else 0


def _modifies(items: Sequence[Word], place: int) -> bool:
    """Whether a noun follows right after a name ("the Lund campaign")."""
    return place < len(items) and items[place].gap == " " and items[place].low not in FINITE | PREPOSITIONS


def _is_body(items: Sequence[Word], name: Name) -> bool:
    """Whether an apposition says so: "Nordkai, the company that …", "the builders, Nordkai, …"."""
    if name.last < len(items) and items[name.last].gap == ", " and items[name.last].low in ARTICLES:
        phrase: list[str] = []
        for word in items[name.last : name.last + WINDOW]:
            if word.low in PREPOSITIONS | RELATIVES or (phrase and word.gap != " "):
                break
            phrase.append(word.low)
        return len(phrase) > 1 and phrase[-1] in BODIES
    before = items[name.first - 1].low if name.first and items[name.first].gap == ", " else ""
    closed = name.last < len(items) and items[name.last].gap.startswith(",")
    return closed and (before in BODIES or (singular(before) in ROLES and singular(before) != before))


def _is_described(items: Sequence[Word], place: int) -> bool:
    """Whether an age, a party, an office or "who" follows a name."""
    if place >= len(items) or items[place].sentence != items[place - 1].sentence:
        return False
    word = items[place]
    if word.low == "who" or ("(" in word.gap and word.text[:2] in ("R-", "D-", "I-", "R", "D", "I")):
        return True
    if word.gap != ", ":
        return False
    if word.text.isdigit() and len(word.text) == 2:
        return True
    phrase: list[str] = []
    for other in items[place : place + WINDOW]:
        if phrase and other.gap.strip() not in ("", "'", "’"):
            break
        phrase.append(other.low)
    return any(low in ROLES for low in phrase) and not set(phrase[:-1]) & FINITE


def _is_broken(words: Words, name: Name) -> bool:
    """Whether a sign that is no letter cuts a word of the name short, or no word of it names anything."""
    after = words.items[name.last].gap if name.last < len(words.items) else ""
    return (after[:1] not in CLOSERS and not after[:1].isspace()) or set(_key(name)) <= GENERIC


def _only_begins(words: Words, name: Name) -> bool:
    """Whether a lone word owes its capital to the start of a sentence, as far as can be seen."""
    if len(name.words) > 1 or not name.initial or name.sort or name.title < name.first:
        return False
    if fold(name.words[0]) in given_names() or words.items[name.first].owns:
        return False
    if _is_body(words.items, name) or _is_described(words.items, name.last):
        return False
    follows = words.items[name.last : name.last + 1]
    return not (follows and follows[0].low in FINITE and follows[0].gap == " ") or fold(name.words[0]).endswith("ing")
