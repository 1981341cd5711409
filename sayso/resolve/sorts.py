"""What a name plainly is by its own words: a person, a body, a group; or open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sayso.resolve.gazetteer import (
    DESCRIBING,
    ENDINGS,
    GENDERED_TITLES,
    KNOWN_BODIES,
    NAMES_TOO,
    PARTICLES,
    PLACE_LEADS,
    PLACES,
    SUFFIXES,
    SURNAMES_TOO,
    Gender,
    given_names,
)
from sayso.resolve.kinds import BODIES, GENDERED_NOUNS
from sayso.resolve.words import Words
from sayso.wordlist import fold

#: Particles that are given names too.
NAMED_SO = frozenset({"al", "ben", "abu", "van"})

Sort = Literal["person", "organisation", "group", ""]
#: First name, surname and suffix.
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: the places [first, last) of its words, and of its title's words before it; `text` is as
    printed, `sure` the probability that it is such a name.
    """

    first: int
    last: int
    title: int
    words: tuple[str, ...]
    sort: Sort
    gender: Gender
    initial: bool
    text: str
    sure: float = 1.0


def build_name(words: Words, first: int, last: int, title: int) -> Name:
    """The name at these places; its title, if it has one, begins at `title`."""
    parts = tuple(_printed(words, n, last) for n in range(first, last))
    titles = [words.items[n].low for n in range(title, first)]
    gender: Gender = next((g for t in titles if (g := GENDERED_TITLES.get(t) or GENDERED_NOUNS.get(t))), "")
    lows = [fold(part) for part in parts]
    return Name(
        first,
        last,
        title,
        parts,
        _sort(parts, lows, bool(titles)),
        gender or given_names().get(lows[0], ""),
        words.items[first].initial,
        " ".join(words.text[words.items[first].start : words.items[last - 1].end].split()),
    )


def _printed(words: Words, place: int, last: int) -> str:
    """A word of a name as printed, with what follows it up to the next: a possessive, a comma."""
    word = words.items[place]
    end = word.end if place == last - 1 else words.items[place + 1].start
    return words.text[word.start : end].strip()


def _sort(parts: tuple[str, ...], lows: list[str], titled: bool) -> Sort:
    if len(parts) == 1:
        return _sort_single(parts[0], lows[0], titled)
    if titled:
        return "person"
    loud = all(part.isupper() and len(part) > 3 for part in parts)
    if lows[0] in given_names() and len(parts) == 2 and (loud or lows[1] in SURNAMES_TOO):
        return "person"
    if (
        any(low in BODIES for low in lows[1:])
        or (lows[0] in DESCRIBING - NAMES_TOO and lows[0] not in given_names())
        or lows[-1] in ENDINGS
        or lows[0] in PLACE_LEADS
        or _is_acronym(parts[-1])
    ):
        return "organisation"
    return "person" if lows[0] in given_names() else ""


def _sort_single(part: str, low: str, titled: bool) -> Sort:
    if titled:
        return "person"
    if low in DESCRIBING or low[:-1] in DESCRIBING | PLACES:
        return "group"
    if low in KNOWN_BODIES or low in PLACES or low in BODIES or _is_acronym(part):
        return "organisation"
    return ""


def _is_acronym(part: str) -> bool:
    letters = [c for c in part if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) > len(letters) / 2 and part.lower() not in SUFFIXES


def surname(parts: Iterable[str]) -> str:
    """The last of a name's words that is no suffix, lower case."""
    rest = [part for part in parts if part.lower().strip(".,") not in SUFFIXES]
    last = fold(rest[-1]).strip(",") if rest else ""
    return last[3:] if last[:3] in ("al-", "el-", "ad-", "as-", "an-", "ar-", "at-") and len(last) > 5 else last


def key_of(name: Name) -> Key:
    """What tells two bearers of one surname apart."""
    suffix = name.words[-1].lower().rstrip(".")
    return fold(name.words[0]), surname(name.words), suffix if suffix in SUFFIXES else ""


def is_full(name: Name) -> bool:
    """Whether a name may be a person's with a first name."""
    plain = [part for part in name.words if part.lower().strip(".,") not in SUFFIXES]
    while plain and plain[0].lower() in PARTICLES - NAMED_SO:
        plain = plain[1:]  # "De Lund": a surname
    return len(plain) > 1 and name.sort in ("person", "")
