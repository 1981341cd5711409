"""Train the model of relations: which statements bear on each other, and how.

    python -m lab.train.relate --shared ../shared --records build/records.jsonl --weights build/compare.pt \
        --gate build/gate.npz --out build/relate.pt

A gate of features alone passes on the pairs that are worth reading; a cross-encoder reads both statements, and a head
decides by what it read and the features. The labels are those of the hand-made records and
`lab/labels/relations.jsonl`; the records are the product's own readings (`sayso read --json`) of PolNeAR's training
set. Every so often a batch of entailment is learned along, so that what `lab.train.compare` taught is not forgotten.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from lab.corpora import read_jsonl
from lab.own_labels import LABELS
from lab.train import compare
from lab.train.arrays import save_weights
from lab.train.course import Course
from lab.train.encoder import Encoder, load_minilm
from lab.train.train import held_out
from sayso.attribute.tokens import Tokenizer
from sayso.model import Json, RelationKind
from sayso.relate.encode import Encoded, encode_side, join
from sayso.relate.features import FEATURES, Floats
from sayso.relate.features import compare as compare_sides
from sayso.relate.sides import Party, Side, build_sides

KINDS = ("none", *get_args(RelationKind))
GATE, HIDDEN = 48, 128
#: Pairs without a relation, for each that has one, in an epoch.
OTHERS = 2.5
#: How often a pair is shown as if its statements stood in different articles.
APART = 0.25


@dataclass(slots=True)
class Lesson:
    """An article's outer statements in order, the kinds of their pairs (later, earlier), and the pairs' features."""

    name: str
    recorded: bool
    sides: list[Side]
    kinds: dict[tuple[int, int], int]
    pairs: list[tuple[int, int]]
    features: Floats
    encoded: list[Encoded]
    chances: Floats


class Model(nn.Module):
    """Ids and features of pairs -> scores of the relations [pairs, 6], and of entailment [pairs, 3]."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(encoder.width, len(compare.LABELS))
        self.relate = nn.Sequential(
            nn.Linear(encoder.width + FEATURES, HIDDEN), nn.ReLU(), nn.Dropout(0.2), nn.Linear(HIDDEN, len(KINDS))
        )
        self.dropout = nn.Dropout(0.1)

    def read(self, ids: Tensor, marks: Tensor, lengths: Tensor) -> Tensor:
        """The vectors of pairs."""
        states: Tensor = self.encoder(ids, marks, lengths)[:, 0]
        return self.dropout(states)

    def forward(self, ids: Tensor, marks: Tensor, lengths: Tensor, features: Tensor) -> Tensor:
        found: Tensor = self.relate(torch.cat([self.read(ids, marks, lengths).float(), features], 1))
        return found


def read_relations(shared: Path) -> dict[str, list[tuple[int, int, str]]]:
    """The labelled relations of articles, by the numbers of the first annotator's attributions."""
    found = {
        row["id"]: [(r["from"], r["to"], r["kind"]) for r in row["relations"]]
        for row in read_jsonl(LABELS / "relations.jsonl")
    }
    for row in read_jsonl(shared / "record/train.jsonl"):
        found[row["id"]] = [(r["from"], r["to"], r["kind"]) for r in row["relations"]]
    return found


def build_lessons(shared: Path, records: Path) -> list[Lesson]:
    """What is taught: the product's readings of labelled articles."""
    relations = read_relations(shared)
    recorded = {row["id"] for row in read_jsonl(shared / "record/train.jsonl")}
    gold = {
        row["id"]: row["annotations"][0]["attributions"] for row in read_jsonl(shared / "data/polnear/train.jsonl.gz")
    }
    tokenizer = Tokenizer(Path("sayso/data/tokenizer.json"))
    made = []
    for record in read_jsonl(records):
        name = record["article"]["ref"]
        if name in relations:
            made.append(build_lesson(record, relations[name], gold[name], name in recorded, tokenizer))
    return [lesson for lesson in made if lesson.pairs]


def build_lesson(
    record: Json, relations: Sequence[tuple[int, int, str]], gold: Sequence[Json], recorded: bool, tokenizer: Tokenizer
) -> Lesson:
    """An article's outer statements with the labels of those that were found."""
    parties = {s["id"]: Party(s["id"], s["name"], s["kind"]) for s in record["speakers"]}
    outer = [s for s in record["statements"] if s["parent"] is None]
    sides = build_sides(record["article"], outer, parties)
    by_id = {s["id"]: _cover(s["content"]) for s in outer}
    place = {n: _find(_cover(a["content"]), sides, by_id) for n, a in enumerate(gold)}
    kinds = {}
    for one, other, kind in relations:
        a, b = place.get(one), place.get(other)
        if a is not None and b is not None and a != b:
            kinds[max(a, b), min(a, b)] = KINDS.index(kind)
    pairs = [(j, i) for j in range(len(sides)) for i in range(j)]
    features = np.array([compare_sides(sides[j], sides[i]) for j, i in pairs], np.float32).reshape(-1, FEATURES)
    encoded = [encode_side(side, tokenizer) for side in sides]
    return Lesson(
        record["article"]["ref"], recorded, sides, kinds, pairs, features, encoded, np.zeros(len(pairs), np.float32)
    )


def _cover(spans: Sequence[Sequence[int]]) -> set[int]:
    return {n for start, end in spans for n in range(start, end)}


def _find(gold: set[int], sides: Sequence[Side], covers: dict[str, set[int]]) -> int | None:
    shares = [(len(gold & covers[s.id]) / max(len(gold | covers[s.id]), 1), -n) for n, s in enumerate(sides)]
    best, n = max(shares, default=(0.0, 0))
    return -n if best >= 0.5 else None


def train_gate(lessons: Sequence[Lesson], path: Path) -> None:
    """Teach the gate, write it, and set every pair's chance."""
    torch.manual_seed(1)
    train = [lesson for lesson in lessons if not held_out(lesson.name)]
    x = torch.from_numpy(np.concatenate([lesson.features for lesson in train]))
    y = torch.tensor([float(pair in lesson.kinds) for lesson in train for pair in lesson.pairs])
    gate = nn.Sequential(nn.Linear(FEATURES, GATE), nn.ReLU(), nn.Linear(GATE, 1))
    optimiser = torch.optim.AdamW(gate.parameters(), lr=2e-3, weight_decay=0.01)
    for _ in range(6):
        for some in torch.randperm(len(x)).split(512):
            loss = functional.binary_cross_entropy_with_logits(gate(x[some])[:, 0], y[some])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    with torch.inference_mode():
        for lesson in lessons:
            lesson.chances = gate(torch.from_numpy(lesson.features))[:, 0].sigmoid().numpy()
    held = [lesson for lesson in lessons if held_out(lesson.name)]
    for least in (0.01, 0.02, 0.03, 0.05, 0.08):
        kept = sum(int((lesson.chances >= least).sum()) for lesson in held)
        right = sum(p >= least for v in held for pair, p in zip(v.pairs, v.chances, strict=True) if pair in v.kinds)
        total = sum(len(lesson.kinds) for lesson in held)
        print("gate", least, f"recall {100 * right / total:.1f}", f"kept {kept} of {sum(len(v.pairs) for v in held)}")
    save_weights(gate, path)


class Item(NamedTuple):
    """A pair to learn: of which article, which pair, and its kind."""

    lesson: Lesson
    number: int
    kind: int


def epoch(lessons: Sequence[Lesson], rng: random.Random) -> list[Item]:
    """All pairs with a relation, and others, the likelier ones more often."""
    items = [
        Item(lesson, n, lesson.kinds[pair])
        for lesson in lessons
        for n, pair in enumerate(lesson.pairs)
        if pair in lesson.kinds
        for _ in range(2 if lesson.recorded else 1)
    ]
    others = [
        Item(lesson, n, 0) for lesson in lessons for n, pair in enumerate(lesson.pairs) if pair not in lesson.kinds
    ]
    weights = [0.01 + float(item.lesson.chances[item.number]) for item in others]
    return items + rng.choices(others, weights, k=int(OTHERS * len(items)))


def build(items: Sequence[Item], rng: random.Random | None = None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The inputs of the model for some pairs."""
    rows, features = [], []
    for lesson, n, _ in items:
        j, i = lesson.pairs[n]
        rows.append(join(lesson.encoded[j], lesson.encoded[i]))
        apart = rng is not None and rng.random() < APART
        features.append(compare_sides(lesson.sides[j], lesson.sides[i], across=True) if apart else lesson.features[n])
    lengths = torch.tensor([len(ids) for ids, _ in rows])
    ids = torch.zeros(len(rows), int(lengths.max()), dtype=torch.long)
    marks = torch.zeros(3, len(rows), int(lengths.max()), dtype=torch.long)
    for n, (own, more) in enumerate(rows):
        ids[n, : len(own)] = torch.from_numpy(own.astype(np.int64))
        marks[:, n, : len(own)] = torch.from_numpy(more.astype(np.int64))
    return ids, marks, lengths, torch.from_numpy(np.stack(features))


def batches(items: Sequence[Item], budget: int) -> Iterator[list[Item]]:
    """Pairs of like length together."""
    size = lambda item: sum(len(item.lesson.encoded[k].ids) for k in item.lesson.pairs[item.number]) + 3  # noqa: E731
    for start in range(0, len(items), 1024):
        made: list[list[Item]] = [[]]
        for item in sorted(items[start : start + 1024], key=size):
            if made[-1] and (len(made[-1]) + 1) * size(item) > budget:
                made.append([])
            made[-1].append(item)
        random.Random(start).shuffle(made)
        yield from made


@torch.inference_mode()
def shares_of(model: Model, lessons: Sequence[Lesson], least: float) -> list[tuple[Tensor, Tensor, int]]:
    """For each article the shares [pairs, 6] and right kinds of the pairs that pass the gate, and how many it has."""
    model.eval()
    made = []
    for lesson in lessons:
        items = [
            Item(lesson, n, lesson.kinds.get(pair, 0))
            for n, pair in enumerate(lesson.pairs)
            if lesson.chances[n] >= least
        ]
        rows = []
        for some in batches(items, 4000):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(*build(some)).float()
            rows += list(zip(some, scores.softmax(-1), strict=True))
        shares = torch.stack([row for _, row in rows]) if rows else torch.zeros(0, len(KINDS))
        made.append((shares, torch.tensor([item.kind for item, _ in rows], dtype=torch.long), len(lesson.kinds)))
    return made


def measure(shares: Sequence[tuple[Tensor, Tensor, int]], least: float) -> dict[str, float]:
    """F1 of pairs, and of pairs with the right kind."""
    gold = said = pair = kind = 0
    for p, right, count in shares:
        chosen = (1 - p[:, 0]) >= least
        gold += count
        said += int(chosen.sum())
        pair += int((chosen & (right > 0)).sum())
        kind += int((chosen & (p[:, 1:].argmax(-1) + 1 == right)).sum()) if len(p) else 0
    total = max(gold + said, 1)
    return {"least": least, "pair": 200 * pair / total, "kind": 200 * kind / total, "said": said, "gold": gold}


def main() -> None:
    """Train, and tell what the kept articles give after each epoch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("shared", "records", "weights", "gate", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--budget", type=int, default=2400)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--entail", type=int, default=4, help="a batch of entailment after so many")
    args = parser.parse_args()
    torch.set_num_threads(1)
    rng = random.Random(1)
    lessons = build_lessons(args.shared, args.records)
    train = [lesson for lesson in lessons if not held_out(lesson.name)]
    held = [lesson for lesson in lessons if held_out(lesson.name)]
    print(len(train), len(held), "articles", sum(len(v.kinds) for v in lessons), "relations", flush=True)
    train_gate(lessons, args.gate)
    torch.manual_seed(1)
    model = (
        Model(Encoder("bert", args.layers, 384, 12, 1536, 30522, 512))
        if args.weights.is_file()
        else Model(load_minilm(args.weights, list(range(args.layers))))
    )
    if args.weights.is_file():
        state = {k: v.float() for k, v in torch.load(args.weights, weights_only=True).items()}
        state = {
            k: v for k, v in state.items() if not k.startswith("encoder.layers.") or int(k.split(".")[2]) < args.layers
        }
        model.load_state_dict(state, strict=False)
    fit(model, train, held, args, rng)


def fit(
    model: Model, train: Sequence[Lesson], held: Sequence[Lesson], args: argparse.Namespace, rng: random.Random
) -> None:
    """Train, keeping the mean of the weights on the way."""
    tokenizer = Tokenizer(Path("sayso/data/tokenizer.json"))
    pairs = compare.read_training(args.shared, rng)
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    groups = [{"params": list(model.encoder.parameters()), "lr": args.rate}, {"params": heads, "lr": 1e-3}]
    per_epoch = sum(1 for _ in batches(epoch(train, rng), args.budget))
    steps, step = int(per_epoch * args.epochs), 0
    course = Course(model, groups, steps, decay=0.02, keep=0.99)
    while step < steps:
        items = epoch(train, rng)
        rng.shuffle(items)
        for some in batches(items, args.budget):
            model.train()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(*build(some, rng))
            loss = functional.cross_entropy(scores.float(), torch.tensor([item.kind for item in some]))
            loss.backward()  # type: ignore[no-untyped-call]
            if args.entail and step % args.entail == 0:
                few = rng.sample(pairs, 24)
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    told = [(tokenizer.split(p.premise), tokenizer.split(p.hypothesis)) for p in few]
                    scores = model.head(model.read(*compare.build(told)))
                (0.5 * compare.loss_of(scores.float(), few)).backward()  # type: ignore[no-untyped-call]
            step = course.step(loss)
            if step % per_epoch == 0 or step == steps:
                torch.save({k: v.half() for k, v in course.average.state_dict().items()}, args.out)
                shares = shares_of(course.average, held, 0.03)
                best = max((measure(shares, t / 20) for t in range(4, 19)), key=lambda m: m["pair"] + m["kind"])
                print("kept", step, json.dumps({k: round(v, 2) for k, v in best.items()}), flush=True)
            if step >= steps:
                break


if __name__ == "__main__":
    main()
