"""Runs of capitalised words: where a name may begin, and how far it may reach."""

import re

from sayso.resolve.gazetteer import (
    ABBREVIATED,
    CALENDAR,
    DESCRIBING,
    GENDERED_TITLES,
    LINKS,
    PARTICLES,
    SUFFIXES,
    given_names,
)
from sayso.resolve.grammar import FUNCTION
from sayso.resolve.kinds import BODIES, ROLES, kind_of
from sayso.resolve.words import Word, Words

#: Titles that stand before names and are no part of them.
TITLES = ROLES | frozenset(GENDERED_TITLES) | (ABBREVIATED - SUFFIXES - {"st"}) | {"ag", "mp", "mep"}
BODY_OR_TITLE = BODIES | TITLES
#: Words without a capital that may stand inside a name.
SMALL = PARTICLES | LINKS
#: "(R-Texas)": a party and a state, no name.
#: "Oslo-based", "Lund-style": adjectives.
COMPOUND = re.compile(r"-(?:[a-z]+ed|led|born|style|area|run|wide)$")
PARTY_AND_PLACE = re.compile(r"[RDI]-[A-Z]")


def joins(items: tuple[Word, ...], place: int) -> bool:
    """Whether a word stands right beside the one before it, with nothing that parts names."""
    return items[place].gap == " " and not items[place - 1].owns and items[place - 1].after == items[place - 1].end


def starts_run(words: Words, place: int) -> bool:
    """Whether a name may begin at this place."""
    word = words.items[place]
    if not word.capital or word.low in CALENDAR or (len(word.text) == 1 and not word.text.isalpha()):
        return False
    if PARTY_AND_PLACE.match(word.text) or COMPOUND.search(word.text):
        return False
    follows = place + 1 < len(words.items) and joins(words.items, place + 1) and words.items[place + 1].capital
    if word.low in FUNCTION:
        return follows and not word.initial and word.low in given_names()
    if follows and not (word.initial and word.low in words.common and words.items[place + 1].low not in BODY_OR_TITLE):
        return True
    if word.low in given_names() or word.low in DESCRIBING or (follows and word.low in PARTICLES):
        return True
    if word.low in TITLES and words.items[place + 1 : place + 2] and words.items[place + 1].low == "of":
        return True  # "Secretary of Trade": the office may precede a name
    plain = word.low in BODIES or kind_of(word.low) is not None
    return not plain and not (word.initial and word.low in words.common)


def run_end(words: Words, place: int) -> int:
    """The place after the last word of the run that begins here."""
    items, end = words.items, place + 1
    while end < len(items):
        step = _step(words, place, end)
        if not step:
            break
        end += step
    if end < len(items) and items[end].low in SUFFIXES and items[end].gap in (" ", ", ") and end - place > 1:
        end += 1
    return end


def _step(words: Words, place: int, end: int) -> int:
    """How many more words the run takes at `end`: 0 where it ends."""
    items = words.items
    if not joins(items, end):
        return 0
    word, before = items[end], items[end - 1]
    if word.capital:
        return int((word.low not in CALENDAR and word.low not in FUNCTION) or before.low in given_names())
    if word.low not in SMALL:
        return 0
    ahead = end + 1
    while ahead < len(items) and ahead < end + 2 and items[ahead].low in ("the", *PARTICLES) and joins(items, ahead):
        ahead += 1
    if ahead >= len(items) or not items[ahead].capital or not joins(items, ahead) or items[ahead].low in CALENDAR:
        return 0
    return ahead - end if _links(items, place, end) else 0


def _links(items: tuple[Word, ...], place: int, end: int) -> bool:
    """Whether a small word may stand inside the name that began at `place`."""
    word = items[end].low
    lows = [w.low for w in items[place:end]]
    if word in PARTICLES and word not in LINKS:
        return lows[-1] not in TITLES
    if word == "and" or word == "in":
        return False
    return word == "&" or any(low in BODIES for low in lows) or (word == "of" and lows[-1] in ROLES)
