"""What the decisions about relations are taught by: pairs of statements with what is known of them and their labels."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lab.corpora import read_jsonl
from lab.own_labels import LABELS
from sayso.attribute.tagger import Tagger
from sayso.model import Json
from sayso.relate.features import FEATURES, Floats, compare
from sayso.relate.inferred import list_pairs, sides_of
from sayso.relate.judge import KINDS, Pair
from sayso.relate.sides import Party, Side, Words, build_apart
from sayso.relate.vectors import read_statement

Ints = npt.NDArray[np.int64]
Spans = Sequence[Sequence[int]]
FOLDS = 4
#: Content of a labelled statement and of a found one must share this part of both to be one.
SHARED = 0.5


@dataclass(slots=True)
class Lesson:
    """Pairs of statements of an article, or of two, with their features and kinds (places in `KINDS`).

    `vectors` [s, width] are what the encoder reads of the statements of one article, whose rows `later` and `earlier`
    number. `passed` are the places of the pairs that are judged; `weight` is how much a pair counts, `name` the
    article's.
    """

    name: str
    pairs: list[Pair]
    features: Floats
    kinds: Ints
    weight: float = 1.0
    vectors: Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    later: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    earlier: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    passed: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    @property
    def fold(self) -> int:
        """The part of the articles that it belongs to."""
        return zlib.crc32(self.name.encode()) % FOLDS


class Labelled(NamedTuple):
    """A label: the contents of two statements of an article, and the kind of their relation, or "none"."""

    later: Spans
    earlier: Spans
    kind: str


def read_relations(shared: Path) -> dict[str, list[Labelled]]:
    """The labelled relations of articles, by their refs; what was read twice counts as the second reader has it."""
    gold = {
        row["id"]: row["annotations"][0]["attributions"] for row in read_jsonl(shared / "data/polnear/train.jsonl.gz")
    }
    made: dict[str, list[Labelled]] = {}
    for row in (*read_jsonl(LABELS / "relations.jsonl"), *read_jsonl(shared / "record/train.jsonl")):
        contents = [a["content"] for a in gold[row["id"]]]
        made[row["id"]] = [Labelled(contents[r["from"]], contents[r["to"]], r["kind"]) for r in row["relations"]]
    for row in read_jsonl(LABELS / "relations-news.jsonl"):
        made[row["id"]] = [Labelled(r["from"], r["to"], r["kind"]) for r in row["relations"]]
    for row in read_jsonl(LABELS / "relations-again.jsonl"):
        made[row["id"]].append(Labelled(row["from"], row["to"], row["kind"]))
    return made


def read_within(shared: Path, records: Iterable[Json]) -> list[Lesson]:
    """What is taught of statements of one article: the product's readings of labelled articles."""
    relations, tagger = read_relations(shared), Tagger()
    known = (record for record in records if record["article"]["ref"] in relations)
    made = [_build(record, relations[record["article"]["ref"]], tagger) for record in known]
    return [lesson for lesson in made if lesson.pairs]


def _build(record: Json, relations: Sequence[Labelled], tagger: Tagger) -> Lesson:
    sides = sides_of(record, tagger.analyse(record["article"]["text"]))
    covers = {s["id"]: _cover(s["content"]) for s in record["statements"]}
    kinds = {}
    for one, other, kind in relations:
        a, b = _find(_cover(one), sides, covers), _find(_cover(other), sides, covers)
        if a is not None and b is not None and a != b:
            kinds[sides[max(a, b)].id, sides[min(a, b)].id] = KINDS.index(kind)
    pairs = list_pairs(sides)
    rows = {side.id: n for n, side in enumerate(sides)}
    return Lesson(
        record["article"]["ref"],
        pairs,
        np.array([compare(*pair) for pair in pairs], np.float32).reshape(-1, FEATURES),
        np.array([kinds.get((pair.later.id, pair.earlier.id), 0) for pair in pairs], np.int64),
        vectors=np.array([side.vectors for side in sides], np.float32),
        later=np.array([rows[pair.later.id] for pair in pairs], np.int64),
        earlier=np.array([rows[pair.earlier.id] for pair in pairs], np.int64),
    )


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
    rows = list(read_jsonl(LABELS / "across.jsonl"))
    known = _read_ends(records, {end["article"] for row in rows for end in (row["later"], row["earlier"])})
    by_article: dict[str, list[tuple[Pair, int]]] = {}
    for row in rows:
        later, earlier = (known[end["article"]].find(end["content"]) for end in (row["later"], row["earlier"]))
        if later and earlier:
            by_article.setdefault(row["later"]["article"], []).append((Pair(later, earlier), KINDS.index(row["kind"])))
    return [build_across(name, rows) for name, rows in by_article.items()]


def read_events(records: Iterable[Json]) -> list[Lesson]:
    """What is taught of all statements of articles about one event, read together; by the first of them."""
    rows = list(read_jsonl(LABELS / "events.jsonl"))
    known = _read_ends(records, {name for row in rows for name in row["articles"]})
    return [_build_event([known[name] for name in row["articles"]], row["relations"]) for row in rows]


class Ends(NamedTuple):
    """The outer statements of an article, as they are compared with those of others, and what they cover."""

    name: str
    sides: list[Side]
    covers: dict[str, set[int]]

    def find(self, content: Spans) -> Side | None:
        """The statement whose content is the labelled one."""
        place = _find(_cover(content), self.sides, self.covers)
        return None if place is None else self.sides[place]


def _read_ends(records: Iterable[Json], names: set[str]) -> dict[str, Ends]:
    tagger = Tagger()
    made = {}
    for record in records:
        if (name := record["article"]["ref"]) in names:
            encoded = tagger.analyse(record["article"]["text"])
            outer = [told for told in record["statements"] if told["parent"] is None]
            apart = sides_apart(record)
            sides = [replace(apart[told["id"]], vectors=read_statement(told, encoded)) for told in outer]
            made[name] = Ends(name, sides, {told["id"]: _cover(told["content"]) for told in outer})
    return made


def _build_event(articles: Sequence[Ends], relations: Iterable[Json]) -> Lesson:
    kinds = {}
    for told in relations:
        ends = [articles[told[end]["article"]].find(told[end]["content"]) for end in ("later", "earlier")]
        kinds[frozenset(side.id for side in ends if side)] = KINDS.index(told["kind"])
    rows = []
    for one, other in combinations(articles, 2):
        for pair in product(one.sides, other.sides):
            later, earlier = sorted(pair, key=lambda side: (side.day or "", side.id), reverse=True)
            rows.append((Pair(later, earlier), kinds.get(frozenset((later.id, earlier.id)), 0)))
    return build_across(articles[0].name, rows)


def build_across(name: str, rows: Sequence[tuple[Pair, int]], weight: float = 1.0) -> Lesson:
    """A lesson of labelled pairs of statements of two articles."""
    pairs = [pair for pair, _ in rows]
    features = np.array([compare(*pair, across=True) for pair in pairs], np.float32).reshape(-1, FEATURES)
    vectors = {side.id: side.vectors for pair in pairs for side in pair}
    places = {id_: place for place, id_ in enumerate(vectors)}
    return Lesson(
        name,
        pairs,
        features,
        np.array([kind for _, kind in rows], np.int64),
        weight,
        vectors=np.array([*vectors.values()], np.float32),
        later=np.array([places[pair.later.id] for pair in pairs], np.int64),
        earlier=np.array([places[pair.earlier.id] for pair in pairs], np.int64),
    )


def set_apart(lesson: Lesson, record: Json, weight: float) -> Lesson:
    """An article's lesson as if its statements stood in two."""
    vectors = {side.id: side.vectors for pair in lesson.pairs for side in pair}
    sides = {id_: replace(side, vectors=vectors.get(id_)) for id_, side in sides_apart(record).items()}
    rows = [
        (Pair(sides[pair.later.id], sides[pair.earlier.id]), int(kind))
        for pair, kind in zip(lesson.pairs, lesson.kinds, strict=True)
    ]
    return build_across(lesson.name, rows, weight)


def _cover(spans: Spans) -> set[int]:
    return {n for start, end in spans for n in range(start, end)}


def _find(gold: set[int], sides: Sequence[Side], covers: dict[str, set[int]]) -> int | None:
    """The place of the statement whose content is that of a labelled one."""
    shares = [(len(gold & covers[s.id]) / max(len(gold | covers[s.id]), 1), -n) for n, s in enumerate(sides)]
    best, n = max(shares, default=(0.0, 0))
    return -n if best >= SHARED else None
