"""Measure named mentions on the documents of GUM that are kept apart (`lab.gum.KEPT`).

    python -m lab.bench.mentions --shared ../shared [--predictions FILE] [--errors N]

Without a FILE the names are those that the shipped model finds. FILE is JSON: by document id a list of [start, end,
kind], code points of the document's text. Gold are the names inside GUM's mentions of persons, organizations and
places, of nested ones the outermost, as finders of names give no others. A leading "the" and a closing "'s" count
neither in gold nor in predictions.

Whether a country or a city acts, and so is an organization, or is a place is decided otherwise in every corpus
(GUM decides by use, OntoNotes has one kind for both), hence three views: the three kinds; person and organization
only; person, and organization or place as one kind.
"""

import argparse
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lab.gum import KEPT, Document, read_documents
from sayso.attribute.tagger import Tagger

KINDS = ("person", "organization", "place")
#: Each view: what a kind counts as; kinds that are not named are left out of gold and predictions.
VIEWS: dict[str, dict[str, str]] = {
    "three kinds": {kind: kind for kind in KINDS},
    "without place": {kind: kind for kind in KINDS[:2]},
    "organization or place": {"person": "person", "organization": "either", "place": "either"},
}
TRIM = re.compile(r"(?i:the\s+)?(.*?)(?:['’]s|['’])?\s*", re.DOTALL)


class Named(NamedTuple):
    """A name in a text: [start, end) in code points, and the kind of what it names."""

    start: int
    end: int
    kind: str


class Scored(NamedTuple):
    """How many names there are, how many were found and how many of these are right; F1 is from 0 to 1."""

    gold: int
    found: int
    right: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(self.gold + self.found, 1)

    def line(self) -> str:
        """Precision, recall, F1 and counts in one line."""
        p, r = self.right / max(self.found, 1), self.right / max(self.gold, 1)
        return f"P {p:.1%} R {r:.1%} F1 {self.f1:.1%} (gold {self.gold}, found {self.found})"


def find_gold(document: Document) -> list[Named]:
    """The names of a document's persons, organizations and places, in order, none inside another."""
    names = {
        trim(document.text, Named(m.name.start, m.name.end, m.kind))
        for m in document.mentions
        if m.name and m.kind in KINDS
    }
    kept: list[Named] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end, KINDS.index(n.kind))):
        if not kept or name.end > kept[-1].end:
            kept.append(name)
    return kept


def trim(text: str, name: Named) -> Named:
    """The name without what is a matter of convention: an article before it, a possessive after it."""
    core = TRIM.fullmatch(text, name.start, name.end)
    if core is None or not core[1]:
        return name
    return name._replace(start=core.start(1), end=core.end(1))


def measure(
    documents: Iterable[Document], predictions: Mapping[str, Iterable[Named]], view: str, *, exact: bool
) -> dict[str, Scored]:
    """The figures by kind and of all (`micro`) in one of `VIEWS`.

    A predicted name is right where one of gold has its kind and its span; unless `exact`, where they share a
    character, each name of gold once. A document without predictions has none.
    """
    kinds = VIEWS[view]
    made: dict[str, Scored] = dict.fromkeys(dict.fromkeys(kinds.values()), Scored(0, 0, 0))
    for document in documents:
        gold = [n._replace(kind=kinds[n.kind]) for n in find_gold(document) if n.kind in kinds]
        said = {trim(document.text, Named(*n)) for n in predictions.get(document.id, ())}
        found = [n._replace(kind=kinds[n.kind]) for n in sorted(said) if n.kind in kinds]
        for kind, so_far in made.items():
            wanted = [n for n in gold if n.kind == kind]
            offered = [n for n in found if n.kind == kind]
            right = len(_match(wanted, offered, exact=exact))
            made[kind] = Scored(so_far.gold + len(wanted), so_far.found + len(offered), so_far.right + right)
    return made | {"micro": Scored(*(sum(column) for column in zip(*made.values(), strict=True)))}


def _match(gold: Sequence[Named], found: Sequence[Named], *, exact: bool) -> set[Named]:
    """The found names that are right, each paired with one of gold that no other has taken."""
    right: set[Named] = set()
    free = list(gold)
    for name in found:
        fits = [g for g in free if (g == name if exact else g.start < name.end and name.start < g.end)]
        if fits:
            free.remove(fits[0])
            right.add(name)
    return right


def report(documents: Sequence[Document], predictions: Mapping[str, Sequence[Named]]) -> None:
    """Print the figures of all views."""
    for view in VIEWS:
        for exact in (True, False):
            print(f"{view}, {'exact' if exact else 'overlap'}")
            for kind, scored in measure(documents, predictions, view, exact=exact).items():
                print(f"  {kind:12} {scored.line()}")


def report_errors(documents: Sequence[Document], predictions: Mapping[str, Sequence[Named]], every: int) -> None:
    """Print every Nth name that is missed or wrong, of all three kinds."""
    lines = []
    for document in documents:
        gold = set(find_gold(document))
        found = {trim(document.text, Named(*n)) for n in predictions.get(document.id, ()) if n[2] in KINDS}
        for name in sorted(gold ^ found):
            lines.append(f"{'missed' if name in gold else 'wrong'} {name.kind} {document.text[name[0] : name[1]]!r}")
    print("\n".join(lines[::every]))


def read_predictions(path: Path) -> dict[str, list[Named]]:
    """The predictions of a JSON file, by document id."""
    loaded = json.loads(path.read_text(encoding="utf-8"))
    return {name: [Named(*row) for row in rows] for name, rows in loaded.items()}


def find_names(documents: Iterable[Document]) -> dict[str, list[Named]]:
    """The names that the shipped model finds, in GUM's words for their kinds."""
    tagger = Tagger()
    kinds = {"person": "person", "organisation": "organization", "place": "place"}
    return {
        d.id: [Named(n.start, n.end, kinds[n.kind]) for n in tagger.analyse(d.text).names if n.kind in kinds]
        for d in documents
    }


def main() -> None:
    """Print the figures of a file of predictions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with data/gum")
    parser.add_argument("--predictions", type=Path, help="JSON: document id -> [[start, end, kind]]")
    parser.add_argument("--errors", type=int, default=0, help="print every Nth error")
    args = parser.parse_args()
    documents = [d for d in read_documents(args.shared) if d.id in KEPT]
    predictions = read_predictions(args.predictions) if args.predictions else find_names(documents)
    report(documents, predictions)
    if args.errors:
        report_errors(documents, predictions, args.errors)


if __name__ == "__main__":
    main()
