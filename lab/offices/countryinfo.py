"""Reading CountryInfo: countries, their words, their leaders since about 1960 and governments from 2003 to 2011.

The format is documented in the file's own head. `<Leaders>` has exact days; `<Government>` was coded from monthly
lists, so its first days are late and its last days too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lab.offices.rows import Row, to_day, to_name
from lab.offices.titles import office_of

#: "<" in a government: in office when the first list was made.
FIRST_LIST = date(2003, 1, 1)
#: When the part on the United States, which has exact days, was last touched.
AMERICAN_LIST = date(2012, 1, 6)
SOURCE = "countryinfo"
#: Two listings that some claim and some do not, or that hold several persons at once.
DISPUTED = "conflicting"
FIELDS = ("Nationality", "Leaders", "Government")
#: Countries whose officials the file mixes with another's: Guinea with Guinea-Bissau, Serbia with Yugoslavia and
#: Montenegro, Kosovo with Kiribati; and Micronesia, which by the file's own head is wrongly formatted.
MIXED = ("GIN", "SRB", "KSV", "FSM")
#: Countries whose ministers are called secretaries; elsewhere a secretary of state is below a minister.
SECRETARIES = frozenset({"GBR", "MEX", "PHL"})
#: What a code has behind the country; another part stands between where the office is that of a region.
NATIONAL = "(?:GOV|MIL|SPY)"
SPAN = re.compile(r"\[(?:([A-Z]+) )?\s*([<>]?)\s*(\d{8})(?:\s*-\s*(\d{8}))?\s*\]")
NAMED = re.compile(r"\s*(?:\{([^}]+)\}(?:\{[^}]*\})*|([^\[{#\t]+))")
TITLES = re.compile(r" & (?=[A-Z])")
#: Words in a name that show the list to have lost the name or to have put a title in its place.
NO_NAME = re.compile(r"MINISTER|ACTING|VACANT|GOVERNMENT|COUNCIL|COMMITTEE|JUNTA|MEMBER")
#: Titles before a name; not part of it.
STYLED = re.compile(r"^(?:HOJATOLISLAM|HOJJAT_OL_ESLAM|GENERAL|GEN\.|COL\.|DR\.|SIR)_")


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the list: its code, its name and the lines of its fields."""

    code: str
    name: str
    fields: dict[str, tuple[str, ...]]


def read_countries(text: str) -> Iterator[Country]:
    """The countries of the file in order; of two with one code the first, the other being a part of it."""
    seen = set(MIXED)
    for block in re.findall(r"(?m)^<Country>$(.*?)^</Country>", text, re.S):
        code = re.search(r"<CountryCode>(\w+)", block)
        name = re.search(r"<CountryName>([^<]+)", block)
        if code and name and (code[1] in MIXED or code[1] not in seen):
            seen.add(code[1])
            fields = {n: _field(block, n) for n in FIELDS if n == "Nationality" or code[1] not in MIXED}
            yield Country(code[1], to_name(name[1]), fields)


def _field(block: str, name: str) -> tuple[str, ...]:
    found = re.search(f"<{name}>(.*?)(?:</{name}>|$(?![\\s\\S]))", block, re.S)
    return tuple(line.rstrip() for line in found[1].splitlines() if line.strip()) if found else ()


def leaders(country: Country) -> Iterator[Row]:
    """The rows of the leaders; who leads still when the file was last touched has no last day."""
    office: str | None = None
    for line in country.fields.get("Leaders", ()):
        heading = re.match(r"\s*<([^>]+)>(.*)", line)
        if heading:
            closes = heading[1].startswith("/") or DISPUTED in heading[2]
            office = None if closes else office_of(heading[1].replace("_", " "))
        elif office and not line.lstrip().startswith("#"):
            yield from _rows(country.code, line, [office])


def government(country: Country) -> Iterator[Row]:
    """The rows of the government; "acting" is kept as a mark, for it ends the holder before."""
    office: str | None = None
    for line in country.fields.get("Government", ()):
        heading = re.match(r"\s*#\s*<([^>]+)>", line)
        if heading:  # only the United States have these
            office = office_of(heading[1])
        elif not line.lstrip().startswith("#"):
            _, _, title = line.partition("#")
            titles = TITLES.split(title.strip()) if title.strip() else []
            if titles:
                offices = [office_of(t, country.code in SECRETARIES) for t in titles]
                yield from _rows(country.code, line, offices, ['"Acting"' in t for t in titles])
            elif office:
                yield from _rows(country.code, line, [office])


def _rows(code: str, line: str, offices: list[str | None], acting: list[bool] | None = None) -> Iterator[Row]:
    """A row for each span; titles and spans go together in order, and a line whose counts differ tells too little."""
    named = NAMED.match(line)
    spans = SPAN.findall(line.partition("#")[0])
    if any(cameo and not re.match(code + NATIONAL, cameo) for cameo, *_ in spans):
        return
    if not named or not spans or (len(offices) > 1 and len(offices) != len(spans)):
        return
    printed = STYLED.sub("", (named[1] or named[2]).strip(" {}"))
    if (
        not printed.strip("_ ")
        or NO_NAME.search(printed)
        or (len(offices) == 1 and len({cameo for cameo, *_ in spans}) > 1)
    ):
        return
    marks = acting or [False] * len(offices)
    for place, (cameo, sign, start, end) in enumerate(spans):
        which = place if len(offices) > 1 else 0
        office, first = offices[which], to_day(start)
        if office and first:
            begins, ends = (FIRST_LIST, first) if sign == "<" else (first, to_day(end) if end else None)
            coarse = cameo == f"{code}GOV"
            yield Row(office, code, begins, ends, to_name(printed), "", "", SOURCE, marks[which], coarse=coarse)
