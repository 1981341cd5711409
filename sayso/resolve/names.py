"""Find the names in a text: runs of capitalised words, cut where a title ends and the name begins.

Rules and word lists only. What a name plainly is stands in `sorts`, what the
article shows it to be in `evidence`; who bears it is for `cast` to say.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.model import Named
from sayso.resolve.gazetteer import ABBREVIATED, ADJECTIVES, DESCRIBING, LINKS, PARTISAN, PLACES, THINGS, given_names
from sayso.resolve.grammar import FUNCTION
from sayso.resolve.kinds import BODIES, ROLES, singular
from sayso.resolve.runs import SMALL, TITLES, joins, run_end, starts_run
from sayso.resolve.sorts import Name, build_name
from sayso.resolve.words import Word, Words
from sayso.wordlist import fold

NO_PERSON = BODIES | PLACES
#: Peoples and parties whose plural is not told by its ending.
PEOPLES = frozenset({"french", "british", "english", "irish", "welsh", "dutch", "chinese", "japanese", "swiss"})


def read_names(words: Words, named: Iterable[Named]) -> tuple[Name, ...]:
    """The names that a model has found, as the places of their words; those of peoples and parties are added by
    list.
    """
    found: list[Name] = []
    taken: set[int] = set()
    for start, end, kind, sure in sorted(named):
        places = words.within(start, end)
        first, last = places.start, places.stop
        if kind == "other" or first >= last or first in taken or _is_bare_title(words, first, last):
            continue
        while (
            first < last - 1 and words.items[first].low in TITLES and kind == "person" and not _is_given(words, first)
        ):
            first += 1
        title = first
        while title and words.items[title - 1].low in TITLES and joins(words.items, title) and title - 1 not in taken:
            title -= 1
        if kind == "organisation" and (place := _place_before(words, first, last, found)):
            found.pop()
            first = title = place.first
        name = build_name(words, first, last, title)
        found.append(replace(name, sort="person" if kind == "person" else "organisation", sure=sure))
        taken.update(range(first, last))
    groups = [
        build_name(words, n, n + 1, n)
        for n, word in enumerate(words.items)
        if n not in taken
        and word.capital
        and word.paragraph not in words.loud
        and (word.low[:-1] in DESCRIBING or word.low in PEOPLES)
    ]
    found += [name for name in groups if name.sort == "group" and name.words[0].lower() not in FUNCTION]
    return tuple(sorted(found, key=lambda name: name.first))


def _place_before(words: Words, first: int, last: int, found: Sequence[Name]) -> Name | None:
    """The place right before a body that is told by what it is alone ("Court"), and belongs to its name: a state's
    Supreme Court is another than the country's.
    """
    beside = found and found[-1].last == first and joins(words.items, first)
    return found[-1] if beside and found[-1].text.lower() in PLACES and words.items[last - 1].low in BODIES else None


def _is_bare_title(words: Words, first: int, last: int) -> bool:
    """Whether a name is a shortened title alone: "Del." of "Del. Ada Lund"."""
    word = words.items[first]
    return last - first == 1 and word.low in ABBREVIATED and words.text[word.end : word.end + 1] == "."


def _is_given(words: Words, place: int) -> bool:
    return words.items[place].low in given_names()


def find_names(words: Words) -> tuple[Name, ...]:
    """The names of a text in order; headlines lend names only that are known from elsewhere or begin
    with a common given name.
    """
    found = list(_body_names(words))
    known = {tuple(fold(part) for part in name.words) for name in found}
    known |= {key[-1:] for key in known if key[0] in given_names()}
    found += _headline_names(words, known)
    return tuple(sorted(found, key=lambda name: name.first))


def _body_names(words: Words) -> Iterator[Name]:
    place = 0
    while place < len(words.items):
        end = place
        if words.items[place].paragraph not in words.loud and starts_run(words, place):
            end = run_end(words, place)
            last = _trimmed(words, place, end)
            if last > place and not _is_shouted(words, place, last):
                yield from _split(words, place, last)
        place = max(end, place + 1)


def _trimmed(words: Words, start: int, end: int) -> int:
    """Where a run ends without the adjectives behind its name ("Harbour Republican leaders")."""
    while end - start > 1 and words.items[end - 1].low in DESCRIBING and words.items[end - 1].low in ADJECTIVES:
        end -= 1
    return end


def _is_shouted(words: Words, start: int, end: int) -> bool:
    """Whether a run is set in capitals for their own sake, which show no name."""
    run = words.items[start:end]
    loud = [w for w in run if w.text.isupper() and len(w.text) > 4]
    return len(loud) == len(run) and run[0].low not in given_names() and (len(run) > 1 or len(run[0].text) > 6)


def _headline_names(words: Words, known: set[tuple[str, ...]]) -> Iterator[Name]:
    place = 0
    while place < len(words.items):
        end = _headline_end(words, place, known) if words.items[place].paragraph in words.loud else place
        if end > place:
            yield build_name(words, place, end, place)
        place = max(end, place + 1)


def _headline_end(words: Words, place: int, known: set[tuple[str, ...]]) -> int:
    run = [place]
    while run[-1] + 1 < len(words.items) and len(run) < 4 and joins(words.items, run[-1] + 1):
        run.append(run[-1] + 1)
    lows = [words.items[n].low for n in run]
    for size in range(len(run), 0, -1):
        if tuple(lows[:size]) in known and words.items[place].capital:
            return place + size
    plain = len(run) > 1 and lows[0] in given_names() and lows[0] not in FUNCTION and words.items[run[1]].capital
    return place + 2 if plain and lows[1] not in FUNCTION | words.common | TITLES | BODIES else place


def _split(words: Words, start: int, end: int) -> Iterator[Name]:
    """The names in a run: what stands before a title, and what stands after it."""
    cut = _after_title(words, start, end)
    if cut is None:
        first = _skip_describing(words, start, end)
        middle = _second_name(words, first, end)
        if middle > first:
            yield build_name(words, first, middle, first)
        if middle < end:
            yield build_name(words, middle, end, middle)
        return
    title = cut[0]
    if title > start and (first := _skip_describing(words, start, title)) < title and _is_proper(words, first, title):
        yield build_name(words, first, title, first)
    if cut[1] < end:
        yield build_name(words, cut[1], end, start)


def _is_proper(words: Words, first: int, last: int) -> bool:
    return not all(words.items[n].low in DESCRIBING | LINKS for n in range(first, last))


def _after_title(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """The places where the last title of a run begins and where the name after it begins."""
    lows = [words.items[n].low for n in range(start, end)]
    for at in range(len(lows) - 1, -1, -1):
        if (
            not _is_title(words.items[start + at])
            or lows[at] in given_names()
            or (at > 1 and len(lows[at - 1]) == 1)
            or (at and lows[at - 1] in given_names() and not words.items[start + at].text.endswith("."))
        ):
            continue
        after = at + 1
        if lows[at] == "general" and lows[after:] and lows[after] in ("electric", "motors", "mills", "dynamics"):
            return None
        if after < len(lows) and lows[after] == "of":
            rest = [n for n in range(after + 2, len(lows)) if lows[n] in given_names()]
            after = rest[0] if rest else min(after + (3 if lows[after + 1] == "the" else 2), len(lows))
        elif after < len(lows) and lows[after] in ("general", "elect", "emeritus"):
            after += 1
        if after < len(lows) and any(low in BODIES for low in lows[after:]) and lows[after] not in given_names():
            return None
        begin = at
        while begin and lows[begin - 1] in TITLES | DESCRIBING:
            begin -= 1
        return start + begin, start + after
    return None


def _is_title(word: Word) -> bool:
    tail = word.text.rsplit("-", 1)
    return word.low in TITLES or (len(tail) == 2 and tail[1] in TITLES)  # "Oscar-winner"


def _skip_describing(words: Words, start: int, end: int) -> int:
    """Where the name begins behind parties, peoples and roles ("Republican Ada Lund", "Actors Ada Lund")."""
    first = start
    word, known = words.items[start], end - start > 2 and words.items[start + 1].low in given_names()
    if known and word.initial and word.low not in given_names() and word.low.endswith(("ing", "ly")):
        return start + 1
    while first < end - 1 and _describes(words.items[first].low):
        first += 1
    if first > start and words.items[first].low in given_names():
        return first
    lone = first == end - 1 and words.items[first].low not in NO_PERSON | THINGS
    return first if lone and first > start and words.items[first - 1].low in PARTISAN else start


def _describes(low: str) -> bool:
    return low in DESCRIBING or (singular(low) in ROLES and low not in given_names()) or low in ("staff", "year")


def _second_name(words: Words, start: int, end: int) -> int:
    """Where a person's name begins right after a body's ("Harbour News Ada Lund"), else the end."""
    lows = [words.items[n].low for n in range(start, end)]
    for at in range(1, len(lows) - 1):
        # "Grand Old Society President-for-Life Ada Lund": behind several words a given name begins anew.
        anew = at > 1 and len(lows) - at <= 3 and lows[0] not in given_names() and lows[-1] not in BODIES | THINGS
        if lows[at] in given_names() and (lows[at - 1] in BODIES or anew) and not set(lows[at - 2 : at]) & SMALL:
            return start + at
    return end
