"""Join the names of an article to the parties that bear them.

The longer and the shorter form of a name are one party; two people of one surname are kept apart by
first name, by suffix and by the gender that a title tells.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sayso.model import Kind, Span
from sayso.resolve.gazetteer import PLACES, Gender
from sayso.resolve.grammar import word_set
from sayso.resolve.kinds import BODIES
from sayso.resolve.sorts import Key, Name, is_full, key_of, surname
from sayso.resolve.spelling import fold, is_short, is_slip
from sayso.resolve.words import Words

#: So many times as often as another bearer the chief bearer of a shared surname is named.
CHIEF = 4
#: Last words of bodies' names that are left off in a second mention.
SHORTENED = word_set("news university college bank corp corporation company group inc industries")


@dataclass(slots=True, eq=False)
class Party:
    """One party while an article is read; it becomes a `Speaker` if it speaks."""

    name: str
    kind: Kind
    gender: Gender = ""
    offices: list[str] = field(default_factory=list)
    traits: set[str] = field(default_factory=set)
    mentions: set[Span] = field(default_factory=set)
    named: bool = True
    evident: bool = True
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of an article in order with the party of each.

    `firm` is True where only one party could bear the name, and None where several could and nothing decides.
    """

    names: tuple[Name, ...]
    parties: tuple[Party, ...]
    firm: tuple[bool | None, ...]
    lasts: tuple[int, ...]

    def holds(self, place: int) -> bool:
        """Whether a word stands in a name or in the title before it."""
        at = bisect_left(self.lasts, place + 1)
        return at < len(self.names) and self.names[at].title <= place

    def within(self, first: int, last: int) -> list[int]:
        """Which names share a word with the places [first, last)."""
        begin = bisect_left(self.lasts, first + 1)
        return [n for n in range(begin, min(begin + last - first, len(self.names))) if self.names[n].first < last]


def join_names(words: Words, names: Sequence[Name], extra: Sequence[Name] = ()) -> Cast:
    """The cast of an article: its names, and those of its title (`extra`), which stand outside the text."""
    full = _full_persons([*names, *extra])
    bodies = _bodies([name for name in names if name.sort == "organisation"])
    last: dict[str, Party] = {}
    parties, firm = [], []
    for name in names:
        family = surname(name.words)
        before = last.get(family)
        party, sure = _party(name, full, bodies, last)
        if before and words.items[name.first].quoted:
            last[family] = before  # a name in a quotation does not change of whom the article speaks
        party.mentions.add(Span(words.items[name.first].start, words.items[name.last - 1].end))
        parties.append(party)
        firm.append(sure)
    return Cast(tuple(names), tuple(parties), tuple(firm), tuple(name.last for name in names))


def _full_persons(names: Sequence[Name]) -> dict[str, dict[Key, Party]]:
    """Persons by surname, then by first name, surname and suffix."""
    found: dict[str, dict[Key, Party]] = {}
    for name in filter(is_full, names):
        same = found.setdefault(surname(name.words), {})
        party = same.setdefault(key_of(name), Party(" ".join(name.words), "person", name.gender, evident=False))
        if len(" ".join(name.words)) > len(party.name):
            party.name = " ".join(name.words)
        party.gender = name.gender or party.gender
        party.evident = party.evident or name.sort == "person"
    counts = Counter(key_of(name) for name in names if is_full(name))
    for same in found.values():
        # Of forms named as often the later one counts: headlines and abstracts are written by others.
        order = list(same)[::-1]
        order.sort(key=lambda key: -counts[key])
        for key, other in combinations(order, 2):
            if same[key] is not same[other] and key[2] == other[2]:
                _join_forms(same, key, other)
    return found


def _join_forms(same: dict[Key, Party], key: Key, other: Key) -> None:
    """Make two bearers of one surname one where their given names are two forms or spellings of one."""
    if same[key].gender == same[other].gender and is_slip(key[0], other[0]):
        same[other] = same[key]
    elif is_short(key[0], other[0]):
        same[key] = same[other]
    elif is_short(other[0], key[0]):
        same[other] = same[key]


def _bodies(names: Sequence[Name]) -> dict[tuple[str, ...], Party]:
    """Bodies by their words; an acronym and a part of one body's name are that body."""
    found: dict[tuple[str, ...], Party] = {}
    for name in sorted(names, key=lambda n: -len(n.words)):
        key = tuple(fold(part) for part in name.words)
        if key not in found:
            whole = _whole_body(name, key, found)
            found[key] = whole or Party(" ".join(name.words), "organisation")
    return found


def _whole_body(name: Name, key: tuple[str, ...], found: dict[tuple[str, ...], Party]) -> Party | None:
    if len(key) == 1 and (key[0] in PLACES or "." in key[0]):
        return None
    letters = key[0] if len(key) == 1 and name.words[0].isupper() else ""
    whole = {
        id(party): party
        for words, party in found.items()
        if (set(key) < set(words) and not _is_part(key, words))
        or (letters and letters == "".join(w[0] for w in words if w not in ("of", "for", "the", "and", "on")))
    }
    return next(iter(whole.values())) if len(whole) == 1 else None


def _is_part(key: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether a name is that of a body which another's name contains: "Rail League", "Rail League Drivers Union"."""
    return len(key) > 1 and key[-1] in BODIES and key[-1] != _head(words)


def _head(words: tuple[str, ...]) -> str:
    """The noun that says what a body is: the last one before "of" or "for"."""
    cut = next((n for n, word in enumerate(words) if n and word in ("of", "for")), len(words))
    return words[cut - 1]


def _party(
    name: Name,
    full: dict[str, dict[Key, Party]],
    bodies: dict[tuple[str, ...], Party],
    last: dict[str, Party],
) -> tuple[Party, bool | None]:
    if name.sort == "organisation":
        return bodies[tuple(fold(part) for part in name.words)], True
    family = surname(name.words)
    if is_full(name) and key_of(name) in full.get(family, {}):
        party = last[family] = full[family][key_of(name)]
        return party, True
    return _short(name, family, full, bodies, last)


def _short(
    name: Name,
    family: str,
    full: dict[str, dict[Key, Party]],
    bodies: dict[tuple[str, ...], Party],
    last: dict[str, Party],
) -> tuple[Party, bool | None]:
    """The bearer of a surname, or of a given name, alone; failing that a party of its own."""
    fits = _fitting(_once(full.get(family, {}).values()), name.gender if name.title < name.first else "")
    if not fits:
        fits = _once(p for same in full.values() for key, p in same.items() if key[0] == family)
    if fits:
        recent = last.get(family)
        party = max(fits, key=lambda p: (len(p.mentions), p is recent))
        level = any(p is not party and len(p.mentions) == len(party.mentions) for p in fits)
        open_ = level or (recent in fits and recent is not party and len(party.mentions) < CHIEF * len(recent.mentions))
        party.gender = party.gender or (name.gender if name.title < name.first else "")
        last[family] = recent if open_ and recent else party
        return party, None if open_ else len(fits) == 1
    body = None if name.sort or name.title < name.first else _lead_body(name.words[0].lower(), bodies)
    if body:
        return body, False
    key = f"{name.gender if name.title < name.first else ''} {family}"
    kind: Kind = "group" if name.sort == "group" else "person"
    own = Party(" ".join(name.words), kind, name.gender, named=kind != "group", evident=name.sort == "person")
    return last.setdefault(key, own), name.sort != ""


def _lead_body(word: str, bodies: dict[tuple[str, ...], Party]) -> Party | None:
    """The one body whose name begins with this word: "Orion" of "Orion News"."""
    fits = {id(p): p for words, p in bodies.items() if words[0] == word and len(words) > 1 and words[-1] in SHORTENED}
    return next(iter(fits.values())) if len(fits) == 1 else None


def _once(parties: Iterable[Party]) -> list[Party]:
    return list(dict.fromkeys(parties))


def _fitting(parties: Sequence[Party], gender: Gender) -> list[Party]:
    return [p for p in parties if not gender or not p.gender or p.gender == gender]
