"""How well quantities are read, on NewsQuant: `python -m lab.bench.quantities --shared ../shared`.

A sentence's quantities are paired one to one with the set's: by value (a single number, or both ends of a range; a
share may be a fraction, as the set writes "one in three"), and by value with unit. A unit is right if its words, in
the singular, are those of the set's `unit` or `normalized_unit` (which has its own names: `NAMES`). The grammar was
made looking at the sentences of even number alone.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lab.corpora import read_jsonl
from sayso.normalise.dates import find_dates
from sayso.normalise.figures import Quantity, find_quantities
from sayso.normalise.figures.units import make_singular

#: The set's names for what we name otherwise.
NAMES = {
    "percentage": "percent", "dollar": "USD", "australian dollar": "AUD", "japanese yen": "JPY", "euro": "EUR",
    "malaysian ringgit": "MYR",
    "pound sterling": "GBP", "new zealand dollar": "NZD", "canadian dollar": "CAD", "chinese yuan": "CNY",
    "danish krone": "DKK", "croatian kuna": "HRK",
    "south african rand": "ZAR", "shekel": "ILS",
    "count": "time", "percentage point": "percentage point", "fahrenheit": "fahrenheit", "year of age": "year",
    "pound-mass": "pound", "metric ton": "tonne", "gigaton": "gigatonne",
    "%": "percent",
}  # fmt: skip
#: The roles that the set counts as quantities.
ROLES = ("figure", "age", "time", "one of", "one", "compound")
#: Nor does it count "doubled" and "twice", nor lengths of time that qualify a noun ("a five-year plan").
PERIODS = frozenset(["second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"])
Row = dict[str, Any]


def main() -> None:
    """Print the figures of both halves and of the whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--errors", action="store_true", help="print what is wrong in the even half")
    args = parser.parse_args()
    print(json.dumps(measure(args.shared)))
    if args.errors:
        rows = list(read_jsonl(args.shared / "data/newsquant/half.jsonl.gz"))
        for row in (row for n, row in enumerate(rows) if n % 4 != 3):
            show_errors(row)


def measure(shared: Path) -> dict[str, dict[str, float]]:
    """F1 of values and of values with units, for the half that was looked at, for the other, and for both."""
    rows = list(read_jsonl(shared / "data/newsquant/half.jsonl.gz"))
    return {name: score(part) for name, part in (("unseen", rows[3::4]), ("all", rows))}


def score(rows: Sequence[Row]) -> dict[str, float]:
    """F1, in percent, over sentences."""
    counts: Counter[str] = Counter()
    for row in rows:
        found = predict(row["text"])
        pairs = pair_up(row["quantities"], found)
        counts["gold"] += len(row["quantities"])
        counts["found"] += len(found)
        counts["value"] += len(pairs)
        counts["unit"] += sum(same_unit(gold, said) for gold, said in pairs)
    f1 = {k: round(200 * counts[k] / (counts["gold"] + counts["found"]), 1) for k in ("value", "unit")}
    return f1 | {"gold": counts["gold"], "found": counts["found"]}


def predict(text: str) -> list[Quantity]:
    """The quantities of a sentence that the set would count."""
    dates = [date.span for date in find_dates(text, None)]
    found = [q for q in find_quantities(text, dates) if q.role in ROLES]
    return [
        q
        for q in found
        if q.shape not in ("times", "couple") and not (q.hyphen and q.role != "age" and q.unit in PERIODS)
    ]


def pair_up(gold: Sequence[Row], found: Sequence[Quantity]) -> list[tuple[Row, Quantity]]:
    """Pairs of equal value, those of equal unit first."""
    left = list(found)
    pairs = []
    rest = []
    for one in gold:
        same = [q for q in left if same_value(one["value"], q)]
        best = next((q for q in same if same_unit(one, q)), None)
        if best:
            left.remove(best)
            pairs.append((one, best))
        else:
            rest.append(one)
    for one in rest:
        if best := next((q for q in left if same_value(one["value"], q)), None):
            left.remove(best)
            pairs.append((one, best))
    return pairs


def same_value(value: str, said: Quantity) -> bool:
    """Whether a value of the set, a number or two joined by a hyphen, is the quantity's."""
    parts = re.fullmatch(r"(-?[\d.]+(?:E-?\d+)?)(?:-([\d.]+))?", value)
    if not parts:
        return False
    wanted = [abs(float(p)) for p in parts.groups() if p]
    own = sorted(n for n in {said.low, said.high} if n is not None)
    if said.shape == "plural" and own and wanted[0] in (own[0], own[0] / 2):
        return True  # "hundreds" begins at 100 there, at 200 in the guidelines
    for scale in (1.0, 100.0) if said.shape == "fraction" else (1.0,):
        numbers = [n / scale for n in own]
        if len(numbers) == len(wanted) and all(abs(a - b) <= 0.005 * b for a, b in zip(numbers, wanted, strict=True)):
            return True
    return False


def same_unit(gold: Row, said: Quantity) -> bool:
    """Whether a quantity has the set's unit."""
    own = said.unit or ("percent" if said.shape == "fraction" else "-")
    names = {own, f"{own} per {said.per}" if said.per else own}
    return bool({fold(n) for n in names} & {fold(gold["unit"]), fold(gold["normalized_unit"])})


def fold(unit: str) -> str:
    """A unit's words in the singular, under our names."""
    unit = unit.lower().strip()
    money, _, per = unit.partition(" per ")
    money = NAMES.get(money, money)
    words = " ".join(
        make_singular(w) for w in money.lower().split() if w not in ("the", "of", "and", "new", "different")
    )
    return f"{words} per {per}" if per else words


def show_errors(row: Row) -> None:
    """Print a sentence whose quantities are not all right."""
    for line in list_errors(row):
        print(line)


def list_errors(row: Row) -> Iterator[str]:
    """What is missing, too much, or of another unit in a sentence."""
    found = predict(row["text"])
    pairs = pair_up(row["quantities"], found)
    missed = [g for g in row["quantities"] if all(g is not one for one, _ in pairs)]
    extra = [q for q in found if all(q is not one for _, one in pairs)]
    other = [(g, q) for g, q in pairs if not same_unit(g, q)]
    if missed or extra or other:
        yield "- " + row["text"]
        yield from (f"    missed {g['value']} {g['normalized_unit']}" for g in missed)
        yield from (f"    extra {q.low} {q.high} {q.unit} {q.role} {row['text'][slice(*q.span)]!r}" for q in extra)
        yield from (f"    unit {g['unit']} / {g['normalized_unit']}: {q.unit} per {q.per}" for g, q in other)


if __name__ == "__main__":
    main()
