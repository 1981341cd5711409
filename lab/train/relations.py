"""Train the network of relations within an article: which statements bear on each other, and how.

    python -m lab.train.relations --shared ../shared --cache build/cases.pkl --out sayso/data/relations.npz

The labels are those of the hand-made records and `lab/labels/relations.jsonl`; the articles are as the product reads
them (`lab.train.fields` makes the cache), with the gold attributions. Articles kept from training
(`lab.train.train.held_out`) choose how sure a relation must be, and calibrate its confidence.
"""

import argparse
import json
import pickle
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lab.corpora import read_jsonl
from lab.own_labels import LABELS
from lab.relate.pairs import FACTS, FEATURES, Known, Side, describe
from lab.train.among import Among
from lab.train.arrays import save_weights
from lab.train.cases import Example
from lab.train.schedule import warm_up_and_decay
from lab.train.train import held_out
from sayso.normalise.layout import Ints, token_places

KINDS = ("none", "disputes", "supports", "reverses", "responds", "repeats")
WIDTH, READ, HIDDEN, PAIR, RANK = 768, 96, 160, 96, 48
PARTS = 3
HEADS, LAYERS, FAR = 5, 1, 24


class Net(nn.Module):
    """Vectors and what is known of pairs -> scores [s, s, 6] of the kinds, the later statement first."""

    def __init__(self, dropout: float = 0.25) -> None:
        super().__init__()
        self.read = nn.Linear(WIDTH, READ)
        self.parts = nn.Linear(2 * READ * PARTS + FACTS, HIDDEN)
        self.layers = nn.ModuleList(Among(HIDDEN, HEADS, FAR, dropout, same=True) for _ in range(LAYERS))
        self.norm = nn.LayerNorm(HIDDEN)
        self.later, self.earlier = nn.Linear(HIDDEN, PAIR + RANK), nn.Linear(HIDDEN, PAIR + RANK)
        self.features = nn.Linear(FEATURES + 2, PAIR, bias=False)
        self.product = nn.Linear(RANK, PAIR, bias=False)
        self.scores = nn.Sequential(nn.Linear(PAIR, PAIR), nn.ReLU(), nn.Linear(PAIR, len(KINDS)))
        self.dropout = nn.Dropout(dropout)

    def forward(self, lesson: "Lesson") -> Tensor:
        vectors = torch.from_numpy(lesson.vectors).float()
        words = torch.relu(self.read(self.dropout(vectors)))
        rows, means = [], []
        for parts in lesson.places:
            row = []
            for places in parts:
                part = words[torch.from_numpy(places)] if len(places) else words.new_zeros(1, READ)
                row += [part.mean(0), part.max(0).values]
            rows.append(torch.cat(row))
            content = parts[-1]
            means.append(vectors[torch.from_numpy(content)].mean(0) if len(content) else vectors.new_zeros(WIDTH))
        x = functional.gelu(
            self.parts(self.dropout(torch.cat([torch.stack(rows), torch.from_numpy(lesson.known.facts)], 1)))
        )
        same = torch.from_numpy(lesson.known.features[:, :, SAME])
        for layer in self.layers:
            x = layer(x, same + same.T)
        x = self.norm(x)
        (a, r), (b, s) = self.later(x).split([PAIR, RANK], 1), self.earlier(x).split([PAIR, RANK], 1)
        near = torch.stack(means)
        alike = torch.stack([_cosines(near[:, : WIDTH // 2]), _cosines(near[:, WIDTH // 2 :])], -1)
        known = torch.cat([torch.from_numpy(lesson.known.features), alike], -1)
        hidden = a[:, None] + b[None] + self.features(known) + self.product(r[:, None] * s[None])
        scores: Tensor = self.scores(self.dropout(torch.relu(hidden)))
        return scores


#: Where "of the same speaker" stands among the features of a pair.
SAME = 8


def _cosines(x: Tensor) -> Tensor:
    y = functional.normalize(x, dim=1)
    return y @ y.T


@dataclass(slots=True)
class Lesson:
    """An article's statements in order, and the kinds [s, s] of their pairs, the later one first."""

    name: str
    recorded: bool
    vectors: Any
    places: Sequence[Sequence[Ints]]
    known: Known
    kinds: Tensor


def read_relations(shared: Path) -> dict[str, list[tuple[int, int, str]]]:
    """The labelled relations of articles: places in the labelled order, and the kind."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for record in read_jsonl(shared / "record/train.jsonl"):
        at = {s["n"]: place for place, s in enumerate(record["statements"])}
        rows = [(at.get(r["from"]), at.get(r["to"]), r["kind"]) for r in record["relations"]]
        found[record["id"]] = [(a, b, kind) for a, b, kind in rows if a is not None and b is not None]
    order = {
        row["id"]: {s["n"]: k for k, s in enumerate(row["statements"])} for row in read_jsonl(LABELS / "fields.jsonl")
    }
    for row in read_jsonl(LABELS / "relations.jsonl"):
        at = order[row["id"]]
        found[row["id"]] = [
            (at[r["from"]], at[r["to"]], r["kind"]) for r in row["relations"] if {r["from"], r["to"]} <= at.keys()
        ]
    return found


def build_lesson(example: Example, relations: Sequence[tuple[int, int, str]]) -> Lesson:
    """What is taught of an article; statements that are reported in others take no part."""
    labelled = example.labelled
    outer = [n for n in example.statements.order if labelled.attributions[n].parent is None]
    place = {number: k for k, number in enumerate(outer)}
    names = {m.span: m.name for m in example.meant}
    sides = [Side(labelled.attributions[n], example.speakers[n], _name(example, n, names)) for n in outer]
    kinds = torch.zeros(len(outer), len(outer), dtype=torch.long)
    for a, b, kind in relations:
        if a in place and b in place:
            later, earlier = max(place[a], place[b]), min(place[a], place[b])
            kinds[later, earlier] = KINDS.index(kind)
    known = describe(labelled.text, sides)
    parts = [(side.attribution.source, side.attribution.cue, side.attribution.content) for side in sides]
    places = tuple(tuple(token_places(spans, example.analysis) for spans in own) for own in parts)
    return Lesson(labelled.name, labelled.recorded, example.analysis.vectors, places, known, kinds)


def _name(example: Example, n: int, names: dict[Any, str]) -> str:
    source = example.labelled.attributions[n].source
    inside = [name for span, name in names.items() if any(s <= span.start and span.end <= e for s, e in source)]
    return inside[0] if inside else " ".join(example.labelled.text[s:e] for s, e in source)


def loss_of(net: Net, lesson: Lesson, none: float) -> Tensor:
    """Cross-entropy over all pairs; those without a relation count less."""
    scores = net(lesson)
    low = torch.tril(torch.ones(scores.shape[:2], dtype=torch.bool), -1)
    weight = torch.tensor([none, *[1.0] * (len(KINDS) - 1)])
    return functional.cross_entropy(scores[low], lesson.kinds[low], weight=weight, reduction="sum") / 8


@torch.inference_mode()
def shares_of(net: Net, lessons: Sequence[Lesson]) -> list[tuple[Tensor, Tensor]]:
    """For each article the shares [pairs, 6] and the right kinds [pairs]."""
    net.eval()
    made = []
    for lesson in lessons:
        low = torch.tril(torch.ones(lesson.kinds.shape, dtype=torch.bool), -1)
        made.append((net(lesson)[low].softmax(-1), lesson.kinds[low]))
    return made


def measure(shares: Sequence[tuple[Tensor, Tensor]], least: float) -> dict[str, float]:
    """F1 of pairs, and of pairs with the right kind, where a pair must have no more than 1 - `least` for none."""
    gold = said = pair = kind = 0
    for p, right in shares:
        chosen = (1 - p[:, 0]) >= least
        gold += int((right > 0).sum())
        said += int(chosen.sum())
        pair += int((chosen & (right > 0)).sum())
        kind += int((chosen & (right > 0) & (p[:, 1:].argmax(-1) + 1 == right)).sum())
    total = max(gold + said, 1)
    return {"least": least, "pair": 200 * pair / total, "kind": 200 * kind / total, "said": said, "gold": gold}


def choose(shares: Sequence[tuple[Tensor, Tensor]]) -> dict[str, float]:
    """What is measured where a pair must be as sure as serves best."""
    return max((measure(shares, t / 40) for t in range(6, 38)), key=lambda m: m["pair"] + m["kind"])


def fit(train: Sequence[Lesson], epochs: int, rate: float, none: float, seed: int, held: Sequence[Lesson]) -> Net:
    """The network as the mean of its weights on the way."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = Net()
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.03)
    often = [lesson for lesson in train for _ in range(2 if lesson.recorded else 1)]
    steps = epochs * len(often) // 4
    schedule = warm_up_and_decay(optimiser, steps)
    average = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(0.99))
    order: list[Lesson] = []
    began = time.time()
    for step in range(1, steps + 1):
        net.train()
        for _ in range(4):
            order = order or rng.sample(often, len(often))
            (loss_of(net, order.pop(), none) / 4).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        schedule.step()
        average.update_parameters(net)
        if step % max(1, steps // 6) == 0:
            told = max(
                (measure(shares_of(average.module, held), t / 20) for t in range(4, 18)), key=lambda m: m["pair"]
            )
            print(f"{step}/{steps} {time.time() - began:.0f}s", {k: round(v, 2) for k, v in told.items()}, flush=True)
    made: Net = average.module
    return made


def main() -> None:
    """Train, choose how sure a relation must be, and write weights and settings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--none", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    relations = read_relations(args.shared)
    with args.cache.open("rb") as file:
        examples: list[Example] = pickle.load(file)
    lessons = [build_lesson(e, relations[e.labelled.name]) for e in examples if e.labelled.name in relations]
    lessons = [lesson for lesson in lessons if len(lesson.kinds) > 1]
    train = [lesson for lesson in lessons if not held_out(lesson.name)]
    held = [lesson for lesson in lessons if held_out(lesson.name)]
    print(len(train), len(held), flush=True)
    net = fit(train, args.epochs, args.rate, args.none, args.seed, held)
    shares = shares_of(net, held)
    best = choose(shares)
    print(json.dumps(best))
    save_weights(net, args.out)
    settings = {"least": best["least"]}
    args.out.with_suffix(".json").write_text(json.dumps(settings) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
