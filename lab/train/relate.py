"""Train the decision about relations: which statements bear on each other, and how.

    python -m lab.train.relate --shared ../shared --records build/records.jsonl --out sayso/data

The networks are taught, for statements of one article and of several, by the labels of the hand-made records and of
`lab/labels/relations*.jsonl` and `across.jsonl`. The records are the product's own readings (`sayso read --json`) of
the labelled articles. Each article is judged by networks that were taught without it: by that the probabilities are
calibrated and the least ones chosen. Then the networks that are shipped are taught by all.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from lab.corpora import read_jsonl
from lab.train import apart, within
from lab.train.arrays import save_weights
from lab.train.lessons import FOLDS, Lesson, read_across, read_within, set_apart
from sayso.model import Json
from sayso.relate.comparer import ACROSS, WITHIN
from sayso.relate.features import Floats
from sayso.relate.judge import KINDS

GATE_WIDTH, EPOCHS, BATCH = 32, 6, 512
#: The part of the relations that the gate lets pass.
PASSED = 0.8
#: How much a pair of one article counts, taken as if it were of two.
APART = 0.3
#: Pairs of one article with less chance than this are none.
CHANCE = 0.05
#: With what confidence a relation is kept at the least.
LEAST = {WITHIN: 0.0, ACROSS: 0.2}


class Rows(NamedTuple):
    """Pairs to learn from: what is known of them, which kind they have, and how much each counts."""

    inputs: Floats
    kinds: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    weights: Floats


def build_gate(rows: Rows) -> nn.Sequential:
    """Teach a network of two layers; the scale of its inputs is part of the first one's weights."""
    torch.manual_seed(1)
    x, y, weights = (torch.from_numpy(part) for part in rows)
    mean, scale = x.mean(0), x.std(0) + 1e-2
    x = (x - mean) / scale
    network = nn.Sequential(nn.Linear(x.shape[1], GATE_WIDTH), nn.ReLU(), nn.Dropout(0.2), nn.Linear(GATE_WIDTH, 2))
    optimiser = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=0.01)
    steps = EPOCHS * -(-len(x) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps)
    for _ in range(EPOCHS):
        for some in torch.randperm(len(x)).split(BATCH):
            loss = (functional.cross_entropy(network(x[some]), y[some], reduction="none") * weights[some]).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    first, last = network[0], network[3]
    assert isinstance(first, nn.Linear)
    with torch.no_grad():
        first.weight /= scale
        first.bias -= first.weight @ mean
    return nn.Sequential(first, nn.ReLU(), last).eval()


@torch.inference_mode()
def apply(gate: nn.Module, features: Floats) -> Floats:
    """The chances [pairs] that a gate gives."""
    scores: Tensor = gate(torch.from_numpy(features))
    return scores.softmax(-1)[:, 1].numpy()


def gather(lessons: Sequence[Lesson]) -> Rows:
    """All pairs of lessons, and whether they are related."""
    return Rows(
        np.concatenate([lesson.features for lesson in lessons]),
        np.concatenate([np.minimum(lesson.kinds, 1) for lesson in lessons]),
        np.concatenate([np.full(len(lesson.kinds), lesson.weight, np.float32) for lesson in lessons]),
    )


def parts(lessons: Sequence[Lesson], fold: int) -> tuple[list[Lesson], list[Lesson]]:
    """The lessons to learn from, and those of a fold."""
    return [v for v in lessons if v.fold != fold], [v for v in lessons if v.fold == fold]


def pass_gate(lessons: Sequence[Lesson], measured: Sequence[Lesson]) -> float:
    """Set which pairs pass a gate that was taught without them; return the least chance that passes."""
    chances: dict[int, Floats] = {}
    for fold in range(FOLDS):
        train, held = parts(lessons, fold)
        gate = build_gate(gather(train))
        chances |= {id(lesson): apply(gate, lesson.features) for lesson in held}
    there = np.concatenate([chances[id(lesson)][lesson.kinds > 0] for lesson in measured])
    least = float(np.quantile(there, 1 - PASSED))
    for lesson in lessons:
        lesson.passed = np.flatnonzero(chances[id(lesson)] >= least)
    kept = sum(len(lesson.passed) for lesson in measured)
    print("gate", round(least, 4), "passes", kept, "of", sum(len(lesson.pairs) for lesson in measured), flush=True)
    return least


def judge_apart(lessons: Sequence[Lesson]) -> dict[int, Floats]:
    """The shares of the pairs that passed, by networks that were taught without their articles."""
    found: dict[int, Floats] = {}
    for fold in range(FOLDS):
        train, held = parts(lessons, fold)
        network = apart.build(train)
        found |= {id(lesson): apart.judge(network, lesson) for lesson in held}
    return found


def judge_within(lessons: Sequence[Lesson]) -> dict[int, Floats]:
    """The same for the pairs of single articles that have any chance, and which these are."""
    found: dict[int, Floats] = {}
    for fold in range(FOLDS):
        train, held = parts(lessons, fold)
        networks = [within.build(train, seed) for seed in range(apart.NETWORKS)]
        for lesson in held:
            shares = within.judge(networks, lesson)
            lesson.passed = np.flatnonzero(1 - shares[:, 0] >= CHANCE)
            found[id(lesson)] = shares[lesson.passed]
    return found


def measure(lessons: Sequence[Lesson], shares: dict[int, Floats], least: float) -> dict[str, float]:
    """F1 of pairs, and of pairs with the right kind, in percent, of the relations whose ends were found."""
    gold = said = pair = kind = 0
    for lesson in lessons:
        p, right = shares[id(lesson)], lesson.kinds[lesson.passed]
        chosen = 1 - p[:, 0] >= least
        gold += int((lesson.kinds > 0).sum())
        said += int(chosen.sum())
        pair += int((chosen & (right > 0)).sum())
        kind += int((chosen & (p[:, 1:].argmax(1) + 1 == right)).sum())
    total = max(gold + said, 1)
    return {"least": least, "pair": 200 * pair / total, "kind": 200 * kind / total, "said": said, "gold": gold}


def calibrate(lessons: Sequence[Lesson], shares: dict[int, Floats]) -> dict[str, tuple[float, float]]:
    """For each kind the slope and offset that make log-odds of shares those of being right (Platt 1999)."""
    p = np.concatenate([shares[id(lesson)] for lesson in lessons])
    right = np.concatenate([lesson.kinds[lesson.passed] for lesson in lessons])
    best = p[:, 1:].argmax(1) + 1
    settings = {}
    for number, name in enumerate(KINDS[1:], 1):
        chosen = best == number
        share = np.clip(p[chosen, number], 1e-6, 1 - 1e-6)
        odds = torch.from_numpy(np.log(share / (1 - share)))
        is_right = torch.from_numpy((right[chosen] == number).astype(np.float32))
        line = torch.tensor([1.0, 0.0], requires_grad=True)
        optimiser = torch.optim.LBFGS([line], max_iter=100)

        def closure(
            line: Tensor = line, odds: Tensor = odds, is_right: Tensor = is_right, o: torch.optim.Optimizer = optimiser
        ) -> Tensor:
            o.zero_grad()
            loss = functional.binary_cross_entropy_with_logits(line[0] * odds + line[1], is_right)
            loss = loss + 0.002 * (line[0] - 1) ** 2
            loss.backward()  # type: ignore[no-untyped-call]
            return loss

        optimiser.step(closure)  # type: ignore[no-untyped-call]
        settings[name] = (round(line[0].item(), 4), round(line[1].item(), 4))
    return settings


def tell_best(lessons: Sequence[Lesson], shares: dict[int, Floats], name: str) -> float:
    """Print the measures at the best least share, and how right the surest ones of each kind are; return the share."""
    best = max((measure(lessons, shares, t / 40) for t in range(4, 36)), key=lambda m: m["pair"] + m["kind"])
    print(name, json.dumps({k: round(v, 2) for k, v in best.items()}), flush=True)
    p = np.concatenate([shares[id(lesson)] for lesson in lessons])
    right = np.concatenate([lesson.kinds[lesson.passed] for lesson in lessons])
    for number, kind in enumerate(KINDS[1:], 1):
        order = np.argsort(-p[:, number])
        told = [f"{int((right[order[:n]] == number).sum())}/{n}" for n in (20, 50, 100, 200)]
        print("  ", kind, *told, "of", int((right == number).sum()), flush=True)
    return best["least"]


def choose(where: str, lessons: Sequence[Lesson], shares: dict[int, Floats]) -> Json:
    """The settings of what judges pairs of one sort."""
    least = tell_best(lessons, shares, where)
    lines = calibrate(lessons, shares)
    return {"least": least, "kinds": {k: [*line, LEAST[where]] for k, line in lines.items()}}


def teach_within(lessons: Sequence[Lesson]) -> tuple[Json, dict[str, nn.Module]]:
    """Teach what judges pairs of one article."""
    settings = choose(WITHIN, lessons, judge_within(lessons))
    networks: dict[str, nn.Module] = {}
    for seed in range(apart.NETWORKS):
        network = within.build(lessons, seed)
        kinds = nn.Sequential(network.kinds[0], nn.ReLU(), network.kinds[-1])
        networks[str(seed)] = nn.ModuleDict({"read": network.read, "kinds": kinds})
    return settings, networks


def teach_across(lessons: Sequence[Lesson], measured: Sequence[Lesson]) -> tuple[Json, dict[str, nn.Module]]:
    """Teach what judges pairs of several articles; `measured` are the lessons that thresholds are chosen by."""
    gate = pass_gate(lessons, measured)
    settings = {"gate": gate, **choose(ACROSS, measured, judge_apart(lessons))}
    network = apart.build(lessons)
    networks: dict[str, nn.Module] = {"gate": build_gate(gather(lessons)), "read": network.read}
    for n, kinds in enumerate(network.kinds):
        assert isinstance(kinds, nn.Sequential)
        networks[f"kinds{n}"] = nn.Sequential(kinds[0], nn.ReLU(), kinds[-1])
    return settings, networks


def main() -> None:
    """Teach both, and write the networks and their settings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--records", type=Path, required=True, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    records = {record["article"]["ref"]: record for path in args.records for record in read_jsonl(path)}
    near = read_within(args.shared, records.values())
    print(len(near), "articles", sum(int((v.kinds > 0).sum()) for v in near), "relations", flush=True)
    settings: dict[str, object] = {"networks": apart.NETWORKS}
    settings[WITHIN], one = teach_within(near)
    far = read_across(records.values())
    counts = [sum(int((lesson.kinds == k).sum()) for lesson in far) for k in range(len(KINDS))]
    print("across", dict(zip(KINDS, counts, strict=True)), flush=True)
    lent = [set_apart(lesson, records[lesson.name], APART) for lesson in near]
    settings[ACROSS], several = teach_across([*far, *lent], far)
    save_weights(nn.ModuleDict({WITHIN: nn.ModuleDict(one), ACROSS: nn.ModuleDict(several)}), args.out / "relate.npz")
    (args.out / "relate.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
