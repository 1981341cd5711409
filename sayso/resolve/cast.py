"""Join the names of an article to the parties that bear them.

The longer and the shorter form of a name are one party; two people of one surname are kept apart by
first name, by suffix and by the gender that a title tells.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sayso.model import Kind, Span
from sayso.resolve.gazetteer import PLACES, USUAL_NAMES, Gender
from sayso.resolve.kinds import BODIES
from sayso.resolve.sorts import Key, Name, is_full, key_of, surname
from sayso.resolve.spelling import is_near, is_short, is_slip
from sayso.resolve.words import Words
from sayso.wordlist import fold, word_set

#: So many times as often as another bearer the chief bearer of a shared surname is named.
CHIEF = 4
#: So many times as often as another bearer's must a given name stand alone.
FAMILIAR = 2
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
    `familiar` are the persons (by identity) who are called by their given names.
    """

    names: tuple[Name, ...]
    parties: tuple[Party, ...]
    firm: tuple[bool | None, ...]
    lasts: tuple[int, ...]
    familiar: Collection[int] = frozenset()

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
    bodies = _bodies(words, [name for name in names if name.sort == "organisation"])
    last: dict[str, Party] = {}
    familiar = _familiar(names, full)
    parties, firm = [], []
    for name in names:
        family = surname(name.words)
        before = last.get(family)
        party, sure = _party(name, full, bodies, last, familiar)
        if before and words.items[name.first].quoted:
            last[family] = before  # a name in a quotation does not change of whom the article speaks
        party.mentions.add(Span(words.items[name.first].start, words.items[name.last - 1].end))
        parties.append(party)
        firm.append(sure)
    return Cast(tuple(names), tuple(parties), tuple(firm), tuple(name.last for name in names), familiar)


def _full_persons(names: Sequence[Name]) -> dict[str, dict[Key, Party]]:
    """Persons by surname, then by first name, surname and suffix."""
    found: dict[str, dict[Key, Party]] = {}
    for name in filter(is_full, names):
        same = found.setdefault(surname(name.words), {})
        party = same.setdefault(_apart(name, same), Party(name.text, "person", name.gender, evident=False))
        if len(name.text) > len(party.name):
            party.name = name.text
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


def _apart(name: Name, same: Mapping[Key, Party]) -> Key:
    """The key of a full name: that of a bearer known before, unless their middle initials tell them apart."""
    key, middle = key_of(name), _middle(name.words)
    known = same.get(key)
    other = _middle(known.name.split()) if known else ""
    if middle and other and not (middle.startswith(other) or other.startswith(middle)):
        return f"{key[0]} {middle}", key[1], key[2]
    return key


def _middle(words: Sequence[str]) -> str:
    """The initials between a first name and a surname: "hw" of "George H.W. Holm"."""
    return "".join(c for word in words[1:-1] if "." in word for c in word.lower() if c.isalpha())


def _join_forms(same: dict[Key, Party], key: Key, other: Key) -> None:
    """Make two bearers of one surname one where their given names are two forms or spellings of one."""
    if same[key].gender == same[other].gender and is_slip(key[0], other[0]):
        same[other] = same[key]
    elif is_short(key[0], other[0]):
        same[key] = same[other]
    elif is_short(other[0], key[0]):
        same[other] = same[key]


def _bodies(words: Words, names: Sequence[Name]) -> dict[tuple[str, ...], Party]:
    """Bodies by their words; an acronym, another usual name and a part of one body's name are that body."""
    found: dict[tuple[str, ...], Party] = {}
    beside = _short_forms(words, names)
    for name in sorted(names, key=lambda n: -len(n.words)):
        key = body_key(name)
        if key not in found:
            whole = found.get(beside.get(key, ())) or _whole_body(name, key, found)
            found[key] = whole or Party(name.text, "organisation")
    return found


def body_key(name: Name) -> tuple[str, ...]:
    """What tells a body's name from others: its words without possessives, an acronym without full stops."""
    plain = [fold(part).strip(",").removesuffix("'s").removesuffix("'") for part in name.words]
    return tuple(
        p.replace(".", "") if part.replace(".", "").isupper() else p for p, part in zip(plain, name.words, strict=True)
    )


def _short_forms(words: Words, names: Sequence[Name]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The short forms that an article gives in brackets, with the long: "the Harbour Workers’ League (HWL)"."""
    ends = {name.last: name for name in names}
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in names:
        long = ends.get(name.first)
        closed = name.last < len(words.items) and words.items[name.last].gap.lstrip("”\"’'").startswith(")")
        bracket = words.items[name.first].gap.strip(" “\"‘'") in ("(", "[")
        if long and bracket and (closed or name.last == len(words.items)) and len(name.words) < len(long.words):
            found[body_key(name)] = body_key(long)
    return found


def _whole_body(name: Name, key: tuple[str, ...], found: dict[tuple[str, ...], Party]) -> Party | None:
    usual = {tuple(full.split()) for full in USUAL_NAMES.get(" ".join(key), ())}
    lone = len(key) == 1
    letters = key[0] if lone and name.words[0].replace(".", "").isupper() and len(key[0]) > 1 else ""
    part = not (lone and (key[0] in PLACES or letters))
    whole = {
        id(party): party
        for words, party in found.items()
        if (part and set(key) < set(words) and not _is_part(key, words))
        or (letters and _are_initials(letters, words))
        or words in usual
    }
    return next(iter(whole.values())) if len(whole) == 1 else None


def _are_initials(letters: str, words: tuple[str, ...]) -> bool:
    """Whether an acronym is made of the first letters of a name's last words, small words left out or not."""
    every = "".join(w[0] for w in words)
    telling = "".join(w[0] for w in words if w not in ("of", "for", "the", "and", "on", "&", "in"))
    return len(words) > 1 and any(
        run.endswith(letters) and len(letters) >= max(2, len(run) - 1) for run in (every, telling)
    )


def _is_part(key: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether a name is that of a body which another's name contains: "Rail League", "Rail League Drivers Union"."""
    return len(key) > 1 and key[-1] in BODIES and key[-1] != _head(words)


def _head(words: tuple[str, ...]) -> str:
    """The noun that says what a body is: the last one before "of" or "for"."""
    cut = next((n for n, word in enumerate(words) if n and word in ("of", "for")), len(words))
    return words[cut - 1]


def _familiar(names: Sequence[Name], full: dict[str, dict[Key, Party]]) -> set[int]:
    """Persons, by identity, whom the article calls by the given name alone, and far more often than another bearer of
    the surname: the surname with a title is the other's.
    """
    lone = Counter(fold(name.words[0]) for name in names if len(name.words) == 1 and name.title == name.first)
    found: set[int] = set()
    for same in full.values():
        often = {id(party): lone[key[0]] for key, party in same.items()}
        if len(often) > 1:
            found |= {who for who, times in often.items() if times >= FAMILIAR * max(1, min(often.values()))}
    return found


def _party(
    name: Name,
    full: dict[str, dict[Key, Party]],
    bodies: dict[tuple[str, ...], Party],
    last: dict[str, Party],
    familiar: Collection[int],
) -> tuple[Party, bool | None]:
    if name.sort == "organisation":
        return bodies[body_key(name)], True
    family = surname(name.words)
    if is_full(name) and (key := _apart(name, full.get(family, {}))) in full.get(family, {}):
        party = last[family] = full[family][key]
        return party, True
    return _short(name, family, full, bodies, last, familiar)


def _short(
    name: Name,
    family: str,
    full: dict[str, dict[Key, Party]],
    bodies: dict[tuple[str, ...], Party],
    last: dict[str, Party],
    familiar: Collection[int],
) -> tuple[Party, bool | None]:
    """The bearer of a surname, or of a given name, alone; failing that a party of its own."""
    fits = _fitting(_once(full.get(family, {}).values()), name.gender if name.title < name.first else "")
    if name.title < name.first:  # "Mr. Lund" is not he who is called "Freddy"
        fits = [p for p in fits if id(p) not in familiar] or fits
    if not fits:
        fits = _once(p for same in full.values() for key, p in same.items() if key[0] == family)
        fits = fits or _once(p for same in full.values() for key, p in same.items() if is_short(family, key[0]))
    if not fits and not body_like(name):
        near = _once(p for other, same in full.items() if is_near(family, other) for p in same.values() if p.mentions)
        if len(near) == 1:
            return near[0], False
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
    own = Party(name.text, kind, name.gender, named=kind != "group", evident=name.sort == "person")
    return last.setdefault(key, own), name.sort != ""


def body_like(name: Name) -> bool:
    """Whether a lone word is known to be no person."""
    return name.sort in ("organisation", "group")


def _lead_body(word: str, bodies: dict[tuple[str, ...], Party]) -> Party | None:
    """The one body whose name begins with this word: "Orion" of "Orion News"."""
    fits = {id(p): p for words, p in bodies.items() if words[0] == word and len(words) > 1 and words[-1] in SHORTENED}
    return next(iter(fits.values())) if len(fits) == 1 else None


def _once(parties: Iterable[Party]) -> list[Party]:
    return list(dict.fromkeys(parties))


def _fitting(parties: Sequence[Party], gender: Gender) -> list[Party]:
    return [p for p in parties if not gender or not p.gender or p.gender == gender]
