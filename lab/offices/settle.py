"""From what the lists print to what may be vouched for: whose last days are late, unknown or contradicted.

Every rule here shortens or drops; none makes a span longer than a source has it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from lab.offices.rows import Row, key_of, same_person, within

#: Governments come from monthly lists. Where leaders are known to the day as well, the list is late by 22 days in the
#: middle and by at most 62 in 46 of 49 cases: so much is taken off each last day.
LATE = timedelta(62)
#: The last list is of February 2011; by the same lateness this is what it vouches for.
LISTED = date(2010, 12, 31)
#: Until then the leaders of all countries were kept; of later changes many are missing.
LED = date(2008, 5, 31)
#: Offices that may have several holders, so that a later one does not end an earlier one.
SHARED = frozenset({"vice president"})
#: Offices that leaders' lists give.
LEADERS = frozenset({"president", "prime minister", "chancellor", "monarch", "governor general", "chief executive"})
#: A president for less time than this who is prime minister as well only acts as president.
ACTS = timedelta(366)

#: Offices that do not stay empty: if one is left and nobody is listed after, somebody went there unseen.
FILLED = frozenset({"foreign minister", "finance minister", "interior minister", "prime minister"})
#: A successor is listed at most this long after (or before) the last day of who went.
SOON = timedelta(62)

Groups = dict[tuple[str, str], list[Row]]


def grouped(rows: Iterable[Row]) -> Groups:
    """The rows of each office, first to last."""
    found: Groups = defaultdict(list)
    for row in sorted(set(rows), key=lambda r: (key_of(r), r.first or date.min, r.name)):
        found[key_of(row)].append(row)
    return found


def settle_leaders(leaders: list[Row], government: list[Row], newest: dict[str, date]) -> list[Row]:
    """Leaders with the last days that they are vouched for, then those whom only the government's lists know.

    Who led still when the file was last touched counts as leader until `LED`, or until the newest change of the
    country in the file where that is later, and beyond it as far as the government's lists have the same name.
    """
    groups, listed = grouped(leaders), grouped(government)
    found: list[Row] = []
    for key in sorted(groups.keys() | {k for k in listed if k[0] in LEADERS}):
        known, later = groups.get(key, []), _cut(listed.get(key, []))
        for row in known:
            if row.last is None:
                ends = [r.last for r in later if r.last and not r.acting and same_person(r.name, row.name)]
                follows = [r.first for r in later if r.first and r.first > (row.first or date.min)]
                others = [r.first - LATE for r in later if r.first in follows and not same_person(r.name, row.name)]
                end = max([*ends, LED, newest.get(row.country, LED)])
                row = row.ending(min([end, *others]))
            found.append(row)
        new = [r for r in later if not r.acting and not any(same_person(r.name, k.name) for k in known)]
        begun = max((k.first for k in known if k.first), default=date.min)
        found += [r for r in new if r.first and r.first > begun]
    # A name that the government's lists spell too differently has cut itself short: that spelling stands alone.
    return [r for r in found if r.first and r.last and r.first <= r.last and not _acts(r, found)]


def _acts(row: Row, rows: list[Row]) -> bool:
    """Whether a president of a few months is prime minister at the same time, and so only acts."""
    if row.office != "president" or not (row.first and row.last) or row.last - row.first > ACTS:
        return False
    return any(
        r.office == "prime minister" and r.country == row.country and same_person(r.name, row.name)
        and r.first and r.last and r.first <= row.last and r.last >= row.first
        for r in rows
    )  # fmt: skip


def unseen_moves(rows: list[Row]) -> list[Row]:
    """The rows, those with the coarsest code ended where one of their holders may have moved unseen.

    A minister who goes from one office to another under one code has one span, with the first office's title. All
    that shows is that the office he goes to has nobody listed after its last holder: from that day on, whoever was
    in a span of that code and went on in it may be the one.
    """
    moves: dict[str, set[date]] = defaultdict(set)
    for (office, country), group in grouped(rows).items():
        if office in FILLED:
            ends = [r.last for r in group if r.coarse and r.last]
            moves[country] |= {e for e in ends if not any(r.first and abs(r.first - e) <= SOON for r in group)}
    return [_before(row, moves[row.country]) if row.coarse else row for row in rows]


def _before(row: Row, moves: set[date]) -> Row:
    inside = [day for day in moves if row.first and row.first < day and (row.last is None or day < row.last)]
    return row.ending(min(inside)) if inside else row


def settle_government(rows: list[Row]) -> list[Row]:
    """Ministers and the like, each ended where the next begins, and earlier by the lists' lateness.

    Countries with several vice-presidents at once lose them all: the lists may lack some.
    """
    groups = [g for key, g in grouped(rows).items() if key[0] not in SHARED or not _several(g)]
    return [r for group in groups for r in _cut(group) if not r.acting]


def _several(group: list[Row]) -> bool:
    """Whether two persons hold the office at once."""
    pairs = [(a, b) for n, a in enumerate(group) for b in group[n + 1 :] if not same_person(a.name, b.name)]
    return any(b.first is None or a.last is None or b.first <= a.last for a, b in pairs)


def _cut(group: list[Row]) -> list[Row]:
    """The rows of one office without the days that are late or belong to who begins later.

    The lists run spans together in which a person changed from one office to another, under the first of the titles.
    So where two overlap, the later beginning is right.
    """
    found: list[Row] = []
    for place, row in enumerate(group):
        ends = [row.last - LATE if row.last else LISTED]
        if row.office not in SHARED:
            later = [r.first for r in group[place + 1 :] if r.first != row.first and not same_person(r.name, row.name)]
            ends += [first - LATE for first in later if first]
        ended = replace(row, last=min(ends))
        if row.acting:
            found.append(row)
        elif ended.first and ended.last and ended.first <= ended.last:
            found.append(ended)
    return found


def joined(rows: Iterable[Row]) -> list[Row]:
    """The rows with terms and spellings of one person run together where they touch or overlap."""
    return [row for group in grouped(rows).values() for row in _run_together(group)]


def _run_together(group: list[Row]) -> list[Row]:
    found: list[Row] = []
    for row in group:
        place = next((n for n, before in enumerate(found) if _follows(before, row)), None)
        if place is None:
            found.append(row)
        else:
            before = found[place]
            last = max(before.last, row.last) if before.last and row.last else None
            found[place] = replace(before, last=last, wikidata=before.wikidata or row.wikidata)
    return found


def _follows(before: Row, row: Row) -> bool:
    touches = before.last is None or row.first is None or row.first <= before.last + timedelta(3)
    return touches and within(before.name, row.name) and before.seat == row.seat and before.source == row.source
