"""One row of the table of offices, and how names and days are written in it."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

#: Parts of names that are written small inside a name.
SMALL = re.compile(r"(?:of|and|the|d[aei]|das|dos?|du|del|della|de[rn]|v[ao]n|l[ae]|bin|ibn|[aeu]l|ud|[ye])")
ROMAN = re.compile(r"I[IVX]+|VI*|I?X")


@dataclass(frozen=True, slots=True)
class Row:
    """A person in an office of a country from the first to the last day that the source vouches for."""

    office: str
    country: str
    first: date | None
    last: date | None
    name: str
    wikidata: str
    bioguide: str
    source: str
    acting: bool = False
    seat: str = ""
    #: Whether the list has the coarsest code for it, under which it runs spans of different offices together.
    coarse: bool = False

    def ending(self, last: date) -> "Row":
        """The same, ending on that day or where it ends already, whichever is earlier."""
        return self if self.last is not None and self.last <= last else replace(self, last=last)


def to_day(digits: str) -> date | None:
    """The day of YYYYMMDD or YYMMDD, a day beyond the month's end being its last; None where it is none."""
    if len(digits) == 6:
        digits = ("20" if digits[:2] < "30" else "19") + digits
    if len(digits) != 8 or not digits.isdigit():
        return None
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not (year and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(day - 1), following - timedelta(1))


def to_name(printed: str) -> str:
    """A name in ordinary case: "JAAP_DE_HOOP_SCHEFFER_" is "Jaap de Hoop Scheffer"."""
    words = [word for word in printed.replace(",", ", ").replace("_", " ").split() if word != ","]
    return " ".join(_cased(word, n) for n, word in enumerate(words))


def _cased(word: str, place: int) -> str:
    if ROMAN.fullmatch(word) or "." in word[:-1]:  # "III", "H.R."
        return word
    if place and SMALL.fullmatch(word.lower()):
        return word.lower()
    parts = [_capital(part) for part in word.split("-")]
    return "-".join(parts)


def _capital(word: str) -> str:
    low = word.lower()
    for lead in ("mc", "o'", "d'"):
        if low.startswith(lead) and len(low) > len(lead) + 1:
            return lead.capitalize() + low[len(lead) :].capitalize()
    return low.capitalize()


def key_of(row: Row) -> tuple[str, str]:
    """The office of the row and its country."""
    return row.office, row.country


def same_person(left: str, right: str) -> bool:
    """Whether two names may be one person's: one within the other, or surname and initial alike ("Fuad", "Fouad")."""
    one, other = _plain(left), _plain(right)
    return within(left, right) or (one[-1] == other[-1] and one[0][0] == other[0][0])


def within(left: str, right: str) -> bool:
    """Whether all words of one name are in the other; a surname shared is not enough, for families hold offices."""
    one, other = set(_plain(left)), set(_plain(right))
    return one <= other or other <= one


def _plain(name: str) -> list[str]:
    low = name.lower().replace(".", "").replace(",", "").replace("-", " ")
    return low.replace("oe", "o").replace("ue", "u").replace("ou", "u").split()
