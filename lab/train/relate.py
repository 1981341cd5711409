"""Train the decision about relations: which statements bear on each other, and how.

    python -m lab.train.relate --shared ../shared --records build/records.jsonl --out sayso/data

The networks are taught, for statements of one article and of several, by the labels of the hand-made records and of
`lab/labels/relations*.jsonl`, `across.jsonl` and `events.jsonl`. The records are the product's own readings
(`sayso read --json`) of the labelled articles. Each article is judged by networks that were taught without it: by that
the probabilities are calibrated and the least ones chosen. Then the networks that are shipped are taught by all.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from lab.corpora import read_jsonl
from lab.train import apart, within
from lab.train.arrays import save_weights
from lab.train.lessons import FOLDS, Lesson, read_across, read_events, read_within, set_apart
from sayso.model import Json
from sayso.relate.comparer import ACROSS, WITHIN
from sayso.relate.features import Floats
from sayso.relate.judge import KINDS

#: How much a pair of one article counts, taken as if it were of two.
APART = 0.3
#: Pairs of one article with less chance than this are none.
CHANCE = 0.05
#: With what confidence a relation is kept at the least.
LEAST = {WITHIN: 0.0, ACROSS: 0.2}


def judge_within(lessons: Sequence[Lesson]) -> dict[int, Floats]:
    """The shares of pairs of single articles, by networks that were taught without them."""

    def taught(train: Sequence[Lesson]) -> Callable[[Lesson], Floats]:
        networks = [within.build(train, seed) for seed in range(apart.NETWORKS)]
        return lambda lesson: within.judge(networks, lesson)

    return judge_unseen(lessons, lessons, taught)


def judge_across(lessons: Sequence[Lesson], measured: Sequence[Lesson]) -> dict[int, Floats]:
    """The same of pairs of several articles."""
    return judge_unseen(lessons, measured, lambda train: partial(apart.judge, apart.build(train)))


def judge_unseen(
    lessons: Sequence[Lesson],
    measured: Sequence[Lesson],
    teach: Callable[[Sequence[Lesson]], Callable[[Lesson], Floats]],
) -> dict[int, Floats]:
    """The shares of pairs that have any chance, and which these are, by what was taught without their articles."""
    found: dict[int, Floats] = {}
    for fold in range(FOLDS):
        judge = teach([lesson for lesson in lessons if lesson.fold != fold])
        for lesson in measured:
            if lesson.fold == fold:
                shares = judge(lesson)
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
    settings = choose(ACROSS, measured, judge_across(lessons, measured))
    network = apart.build(lessons)
    networks: dict[str, nn.Module] = {"read": network.read}
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
    far = [*read_across(records.values()), *read_events(records.values())]
    counts = [sum(int((lesson.kinds == k).sum()) for lesson in far) for k in range(len(KINDS))]
    print("across", dict(zip(KINDS, counts, strict=True)), flush=True)
    lent = [set_apart(lesson, records[lesson.name], APART) for lesson in near]
    settings[ACROSS], several = teach_across([*far, *lent], far)
    save_weights(nn.ModuleDict({WITHIN: nn.ModuleDict(one), ACROSS: nn.ModuleDict(several)}), args.out / "relate.npz")
    (args.out / "relate.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
