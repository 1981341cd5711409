"""What the decision about relations is taught by: pairs of statements with features and labels."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lab.corpora import read_jsonl
from lab.own_labels import LABELS
from lab.train.entailment import READ, Entailment
from sayso.model import Json
from sayso.relate.features import FEATURES, Floats, compare
from sayso.relate.inferred import list_pairs, sides_of
from sayso.relate.judge import KINDS, Pair
from sayso.relate.sides import Party, Side, Words, build_apart

Ints = npt.NDArray[np.int64]
FOLDS = 4
#: Content of a labelled statement and of a found one must share this part of both to be one.
SHARED = 0.5


@dataclass(slots=True)
class Lesson:
    """Pairs of statements of an article, or of two, with their features and kinds (places in `KINDS`).

    `passed` are the places of those that pass the gate, `read` what an encoder tells of them, if one is tried; `weight`
    is how much a pair counts, `name` the article's.
    """

    name: str
    pairs: list[Pair]
    features: Floats
    kinds: Ints
    weight: float = 1.0
    passed: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    read: Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32))

    @property
    def fold(self) -> int:
        """The part of the articles that it belongs to."""
        return zlib.crc32(self.name.encode()) % FOLDS

    @property
    def inputs(self) -> Floats:
        """What is known of the pairs that passed."""
        features = self.features[self.passed]
        return np.concatenate([features, self.read], 1) if self.read.size else features

    def read_passed(self, entailment: Entailment) -> None:
        """Let the encoder read the pairs that passed."""
        rows = [entailment.read(*self.pairs[n]) for n in self.passed]
        self.read = np.stack(rows) if rows else np.zeros((0, READ), np.float32)


def read_relations(shared: Path) -> dict[str, list[tuple[int, int, str]]]:
    """The labelled relations of articles, by the numbers of the first annotator's attributions."""
    rows = [*read_jsonl(LABELS / "relations.jsonl"), *read_jsonl(shared / "record/train.jsonl")]
    return {row["id"]: [(r["from"], r["to"], r["kind"]) for r in row["relations"]] for row in rows}


def read_within(shared: Path, records: Iterable[Json]) -> list[Lesson]:
    """What is taught of statements of one article: the product's readings of labelled articles."""
    relations = read_relations(shared)
    gold = {
        row["id"]: row["annotations"][0]["attributions"] for row in read_jsonl(shared / "data/polnear/train.jsonl.gz")
    }
    known = (record for record in records if record["article"]["ref"] in relations)
    made = [_build(r, relations[r["article"]["ref"]], gold[r["article"]["ref"]]) for r in known]
    return [lesson for lesson in made if lesson.pairs]


def _build(record: Json, relations: Sequence[tuple[int, int, str]], gold: Sequence[Json]) -> Lesson:
    sides = sides_of(record)
    covers = {s["id"]: _cover(s["content"]) for s in record["statements"]}
    place = [_find(_cover(a["content"]), sides, covers) for a in gold]
    kinds = {}
    for one, other, kind in relations:
        a, b = place[one], place[other]
        if a is not None and b is not None and a != b:
            kinds[sides[max(a, b)].id, sides[min(a, b)].id] = KINDS.index(kind)
    pairs = list_pairs(sides)
    features = np.array([compare(*pair) for pair in pairs], np.float32).reshape(-1, FEATURES)
    right = np.array([kinds.get((pair.later.id, pair.earlier.id), 0) for pair in pairs], np.int64)
    return Lesson(record["article"]["ref"], pairs, features, right)


def sides_apart(record: Json) -> dict[str, Side]:
    """The statements of a record by id, as they are compared with those of other articles."""
    text, published = record["article"]["text"], record["article"]["published"]
    speakers = {s["id"]: s for s in record["speakers"]}
    made = {}
    for told in record["statements"]:
        s = speakers.get(told["speaker"])
        named = s is not None and s["kind"] in ("person", "organisation", "group") and s["name"]
        party = Party(s["name"].lower() if s and named else None, s["name"] if s else "", s["kind"] if s else None)
        words = Words(*(" … ".join(text[a:b] for a, b in told[part]) for part in ("content", "cue", "source")))
        made[told["id"]] = build_apart(told, party, words, published)
    return made


def read_across(records: Iterable[Json]) -> list[Lesson]:
    """What is taught of statements of two articles, by the later article."""
    known = {record["article"]["ref"]: (record, sides_apart(record)) for record in records}

    def find(end: Json) -> Side | None:
        record, sides = known[end["article"]]
        covers = {told["id"]: _cover(told["content"]) for told in record["statements"]}
        order = list(sides.values())
        place = _find(_cover(end["content"]), order, covers)
        return None if place is None else order[place]

    by_article: dict[str, list[tuple[Pair, int]]] = {}
    for row in read_jsonl(LABELS / "across.jsonl"):
        later, earlier = find(row["later"]), find(row["earlier"])
        if later and earlier:
            by_article.setdefault(row["later"]["article"], []).append((Pair(later, earlier), KINDS.index(row["kind"])))
    return [build_across(name, rows) for name, rows in by_article.items()]


def build_across(name: str, rows: Sequence[tuple[Pair, int]], weight: float = 1.0) -> Lesson:
    """A lesson of labelled pairs of statements of two articles."""
    pairs = [pair for pair, _ in rows]
    features = np.array([compare(*pair, across=True) for pair in pairs], np.float32).reshape(-1, FEATURES)
    return Lesson(name, pairs, features, np.array([kind for _, kind in rows], np.int64), weight)


def set_apart(lesson: Lesson, record: Json, weight: float) -> Lesson:
    """An article's lesson as if its statements stood in two."""
    sides = sides_apart(record)
    rows = [
        (Pair(sides[pair.later.id], sides[pair.earlier.id]), int(kind))
        for pair, kind in zip(lesson.pairs, lesson.kinds, strict=True)
    ]
    return build_across(lesson.name, rows, weight)


def _cover(spans: Sequence[Sequence[int]]) -> set[int]:
    return {n for start, end in spans for n in range(start, end)}


def _find(gold: set[int], sides: Sequence[Side], covers: dict[str, set[int]]) -> int | None:
    """The place of the statement whose content is that of a labelled one."""
    shares = [(len(gold & covers[s.id]) / max(len(gold | covers[s.id]), 1), -n) for n, s in enumerate(sides)]
    best, n = max(shares, default=(0.0, 0))
    return -n if best >= SHARED else None
