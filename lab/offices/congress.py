"""Reading the lists of the United States' Congress: presidents, vice-presidents, leaders and senators, with ids.

Only those senators are listed who sit today, so of many years the table knows one of a state's two.
"""

from collections.abc import Iterator
from datetime import date

from lab.offices.rows import Row
from lab.offices.titles import office_of

SOURCE = "us_congress"
#: The newest change in the lists: what they say of later days is only foreseen.
NEWEST = date(2026, 6, 10)
OFFICES = {"prez": "president", "viceprez": "vice president"}
#: What a record of the file is: section -> its fields, or its list of fields.
Person = dict[str, list[dict[str, str]]]


def read_people(text: str) -> Iterator[Person]:
    """The records of a YAML file of this project: two levels, of plain values; what lies deeper is left out."""
    person: Person = {}
    section = ""
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        key, _, value = line.strip().removeprefix("- ").partition(":")
        value = value.strip().strip("'\"")
        if line.startswith("- "):
            if person:
                yield person
            person, section = {key: [{}]}, key
        elif indent == 2 and not line.lstrip().startswith("- "):
            section = key
            person[section] = []
        elif section and value and (indent == 2 or (indent == 4 and not line.lstrip().startswith("- "))):
            if indent == 2 or not person[section]:
                person[section].append({})
            person[section][-1][key] = value
    if person:
        yield person


def executive(people: Iterator[Person]) -> Iterator[Row]:
    """Presidents and vice-presidents, a row for each term."""
    for person in people:
        for term in person["terms"]:
            yield _row(person, OFFICES[term["type"]], "USA", term)


def legislators(people: Iterator[Person]) -> Iterator[Row]:
    """The leaders of both chambers, and senators by state and seat."""
    for person in people:
        for role in person.get("leadership_roles", []):
            if office := office_of(role["title"]):
                yield _row(person, office, "USA", role)
        for term in person["terms"]:
            if term["type"] == "sen":
                yield _row(person, "senator", f"US-{term['state']}", term, seat=term["class"])


def _row(person: Person, office: str, country: str, term: dict[str, str], seat: str = "") -> Row:
    name, ids = person["name"][0], person["id"][0]
    # The title of the person's article is the name that news uses ("Joe Biden", not "Joseph R. Biden").
    printed = ids.get("wikipedia", "").partition(" (")[0] or _called(name)
    first = date.fromisoformat(term["start"])
    last = min(date.fromisoformat(term.get("end", "9999-12-31")), NEWEST)
    return Row(
        office, country, first, last, printed, ids.get("wikidata", ""), ids.get("bioguide", ""), SOURCE, seat=seat
    )


def _called(name: dict[str, str]) -> str:
    """ "Bill Clinton", "George H. W. Bush": the first name that is used, and initials where it is the first given."""
    initials = [f"{middle[0]}." for middle in name.get("middle", "").split()]
    given = [name["nickname"]] if "nickname" in name else [name["first"], *initials]
    return " ".join((*given, name["last"]))
