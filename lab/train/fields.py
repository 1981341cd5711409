"""Train the network of circumstances on the product's own vectors, and choose its thresholds.

    python -m lab.train.fields --shared ../shared --model build/model/joint.pt --cache build/cases.pkl \\
        --out sayso/data/fields.npz

`lab.train.joint` teaches the reading of words, acts and hedges with the encoder. Here the encoder is the product's and
stays as it is: what points at times, occasions and listeners learns on from the candidates that the product finds.
Articles kept from training (`lab.train.train.held_out`) choose the thresholds.
"""

import argparse
import json
import pickle
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lab.fields import Fields
from lab.judge import Tally
from lab.train.arrays import save_weights
from lab.train.cases import FIELDS, Answers, Example, answers_of, collect, fits, same_speaker, set_candidates
from lab.train.circumstances import ACTS, READING, Net
from lab.train.schedule import warm_up_and_decay
from lab.train.train import held_out
from sayso.normalise.candidates import Candidate, find_listeners, find_spots
from sayso.normalise.values import choose

TOGETHER = 4  # articles in a step
#: How much a value counts that no candidate is.
OUT_OF_REACH = 0.3
#: How much an article counts that has a hand-made record: there the labels are two readers'.
RECORDED = 2
FOLDS = 3
LEAST = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0, 1.2, 1.5, 1.8, 2.2, 3.0)


def reading_loss(net: Net, example: Example, vectors: Tensor, words: Tensor, x: Tensor, acts: float = 1.0) -> Tensor:
    """The loss of tags, hedges and acts of one article; `acts` is how much the acts count."""
    fields = [example.labelled.fields[n] for n in example.statements.order]
    logits = net.hedge(words)[:, 0]
    total = functional.cross_entropy(net.tags(net.dropout(vectors)), torch.from_numpy(example.tags))
    total = total + acts * functional.cross_entropy(net.act(x), torch.tensor([ACTS.index(f.act) for f in fields]))
    hedged = torch.tensor([float(f.hedged) for f in fields])
    said = net.hedged_logits(x, logits, example.statements)
    total = total + functional.binary_cross_entropy_with_logits(said, hedged)
    judged, mark = _hedge_labels(example, fields, len(logits))
    if len(judged):
        weight = torch.tensor(2.0)
        found = functional.binary_cross_entropy_with_logits(logits[judged], mark[judged], pos_weight=weight)
        total = total + 3 * found
    return total


def _hedge_labels(example: Example, fields: Sequence[Fields], count: int) -> tuple[Tensor, Tensor]:
    """The subwords that are judged for hedges, those of statements whose hedge is known, and which of all hedge."""
    mark = torch.zeros(count)
    seen: set[int] = set()
    unknown: set[int] = set()
    for n, parts, f in zip(example.statements.order, example.statements.parts, fields, strict=True):
        own = set(np.concatenate(parts[:3]).tolist())
        seen |= own
        unknown |= own if f.hedged and not f.hedge else set()
        mark[torch.from_numpy(example.hedges[n])] = 1
    return torch.tensor(sorted(seen - unknown), dtype=torch.long), mark


def pointing_loss(net: Net, example: Example, words: Tensor, x: Tensor, answers: Answers) -> Tensor:
    """The loss of times, occasions and listeners of one article."""
    total = torch.zeros(())
    if example.features is None:
        return total
    features = torch.from_numpy(example.features).float()
    scores = net.circumstances(words, x, same_speaker(example), example.candidates, features)
    logs = scores.log_softmax(-1)
    for sort, rows in enumerate(answers):
        part, weight = torch.zeros(()), 0
        for n, right in enumerate(rows):
            if right is None:
                continue
            missing = not right and getattr(_field(example, n), FIELDS[sort]) is not None
            log = logs[sort, n, right].logsumexp(0) if right else logs[sort, n, -1]
            part = part - (OUT_OF_REACH if missing else 1.0) * log
            weight += 1
        total = total + part / max(weight, 4)
    return total


def _field(example: Example, n: int) -> Fields:
    return example.labelled.fields[example.statements.order[n]]


def loss_of(
    net: Net, example: Example, answers: Answers, vectors: Tensor, acts: float = 1.0, pointing: float = 1.0
) -> Tensor:
    """All of it, for the joint training, with how much acts and pointing count."""
    words = net.words(vectors)
    x = net.gather(words, example.statements)
    pointed = pointing_loss(net, example, words, x, answers)
    return reading_loss(net, example, vectors, words, x, acts) + pointing * pointed


def vectors_of(example: Example) -> Tensor:
    """The product's vectors of an article."""
    return torch.from_numpy(example.analysis.vectors).float()


@torch.inference_mode()
def read(net: Net, example: Example) -> tuple[Tensor, Tensor]:
    """The words and statements of an article, as the network reads them."""
    net.eval()
    words = net.words(vectors_of(example))
    return words, net.gather(words, example.statements)


def fit_tags(net: Net, train: Sequence[Example], epochs: int, rate: float) -> Net:
    """A network whose tags alone learn on."""
    optimiser = torch.optim.AdamW(net.tags.parameters(), lr=rate)
    for epoch in range(epochs):
        for example in random.Random(epoch).sample(list(train), len(train)):
            net.train()
            said = net.tags(net.dropout(vectors_of(example)))
            functional.cross_entropy(said, torch.from_numpy(example.tags)).backward()
            optimiser.step()
            optimiser.zero_grad()
    return net


@torch.inference_mode()
def spots_of(net: Net, example: Example) -> list[Candidate]:
    """The occasions and listeners that a network finds."""
    net.eval()
    tags = net.tags(vectors_of(example)).softmax(-1).numpy()
    spots = find_spots(tags, example.labelled.text, example.analysis)
    return spots + find_listeners(tags, example.meant, spots, example.labelled.text, example.analysis)


def fit(net: Net, train: Sequence[Example], epochs: float, rate: float, seed: int, held: Sequence[Example]) -> Net:
    """The network after its pointing learnt on, as the mean of its weights on the way; its reading stays."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    frozen = {id(e): read(net, e) for e in train}
    answers = {id(e): answers_of(e) for e in train}
    own = [p for n, p in net.named_parameters() if n.split(".")[0] not in READING]
    optimiser = torch.optim.AdamW(own, lr=rate, weight_decay=0.03)
    often = [e for e in train for _ in range(RECORDED if e.labelled.recorded else 1)]
    steps = int(epochs * len(often) / TOGETHER)
    schedule = warm_up_and_decay(optimiser, steps)
    average = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(0.99))
    order: list[Example] = []
    began = time.time()
    for step in range(1, steps + 1):
        net.train()
        total = torch.zeros(())
        for _ in range(TOGETHER):
            order = order or rng.sample(often, len(often))
            example = order.pop()
            words, x = frozen[id(example)]
            total = total + pointing_loss(net, example, words.clone(), x.clone(), answers[id(example)])
        if total.requires_grad:
            (total / TOGETHER).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(own, 1.0)
            optimiser.step()
            optimiser.zero_grad()
        schedule.step()
        average.update_parameters(net)
        if step % max(1, steps // 5) == 0:
            print(f"{step}/{steps} {time.time() - began:.0f}s {measure(average.module, held)}", flush=True)
    made: Net = average.module
    return made


@torch.inference_mode()
def measure(
    net: Net, held: Sequence[Example], least: Sequence[float] = (1.0, 1.0, 1.0), vectors: Sequence[Tensor] = ()
) -> str:
    """Accuracy of acts and F1 of the others on what is kept apart, in one line."""
    net.eval()
    tally, right, count = Tally(), 0, 0
    for number, example in enumerate(held):
        words = net.words(vectors[number] if vectors else vectors_of(example))
        x = net.gather(words, example.statements)
        fields = [_field(example, n) for n in range(len(example.statements.order))]
        acts = net.act(x).argmax(-1)
        right += sum(ACTS[int(a)] == f.act for a, f in zip(acts, fields, strict=True))
        count += len(fields)
        hedged = net.hedged_logits(x, net.hedge(words)[:, 0], example.statements) > 0
        for f, said in zip(fields, hedged.tolist(), strict=True):
            tally.add("hedged", f.hedged, said, f.hedged and said)
        count_circumstances(tally, example, shares_of(net, example, words, x), least)
    shown = " ".join(f"{name} {tally.f1(name):.1f}" for name in ("hedged", *FIELDS))
    return f"act {100 * right / max(count, 1):.1f} {shown}"


@torch.inference_mode()
def shares_of(net: Net, example: Example, words: Tensor, x: Tensor) -> Any:
    """How likely each candidate and "none" is [sorts, s, c + 1]; None without candidates."""
    net.eval()
    if example.features is None:
        return None
    features = torch.from_numpy(example.features).float()
    return net.circumstances(words, x, same_speaker(example), example.candidates, features).softmax(-1).numpy()


def count_circumstances(tally: Tally, example: Example, shares: Any, least: Sequence[float]) -> None:
    """Count the times, occasions and listeners of an article."""
    for n in range(len(example.statements.order)):
        f = _field(example, n)
        for sort, name in enumerate(FIELDS):
            value = getattr(f, name)
            if f.only_act:
                continue
            said = None if shares is None else choose_value(example, shares[sort, n], sort, least[sort])
            tally.add(name, value is not None, said is not None, bool(value and said and fits(value, said, example)))


def choose_value(example: Example, shares: Any, sort: int, least: float) -> Candidate | None:
    """The candidate that the product would take."""
    chosen = [k for k, c in enumerate(example.candidates) if c.sort == sort]
    candidates = [example.candidates[k] for k in chosen]

    def value(c: Candidate) -> object:
        words = example.labelled.text[slice(*c.span)].lower()
        return (c.when.first, c.when.last) if c.when else example.names.get(c.span) or words

    said = choose(candidates, shares[[*chosen, -1]], value, least)
    return None if said and said.sort == 2 and not example.names.get(said.span) else said


def tune(net: Net, held: Sequence[Example]) -> dict[str, Any]:
    """The thresholds that are best on what is kept apart: for each sort, and for hedges."""
    pages = [(e, *read(net, e)) for e in held]
    shares = [shares_of(net, e, w, x) for e, w, x in pages]
    best = []
    for name in FIELDS:
        scores = []
        for least in LEAST:
            tally = Tally()
            for (e, _, _), s in zip(pages, shares, strict=True):
                count_circumstances(tally, e, s, [least] * len(FIELDS))
            scores.append((tally.f1(name), -abs(least - 1), least))
        best.append(max(scores)[2])
        print(name, [f"{s[2]}: {s[0]:.1f}" for s in scores], flush=True)
    return {"least": best, "hedged": _tune_hedged(net, pages)}


@torch.inference_mode()
def _tune_hedged(net: Net, pages: Sequence[tuple[Example, Tensor, Tensor]]) -> float:
    rows = []
    for e, words, x in pages:
        said = torch.sigmoid(net.hedged_logits(x, net.hedge(words)[:, 0], e.statements)).tolist()
        rows += [(p, _field(e, n).hedged) for n, p in enumerate(said)]
    scores = []
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        tally = Tally()
        for p, hedged in rows:
            tally.add("hedged", hedged, p > least, hedged and p > least)
        scores.append((tally.f1("hedged"), -abs(least - 0.5), least))
    print("hedged", [f"{s[2]}: {s[0]:.1f}" for s in scores], flush=True)
    return max(scores)[2]


def load_net(model: Path) -> Net:
    """The network that the joint training taught."""
    stored = torch.load(model, map_location="cpu", weights_only=True)
    state = {k.removeprefix("fields."): v.float() for k, v in stored.items() if k.startswith("fields.")}
    net = Net()
    own = net.state_dict()
    net.load_state_dict(own | {k: v for k, v in state.items() if k in own and own[k].shape == v.shape})
    return net


def load_cases(shared: Path, cache: Path) -> list[Example]:
    """The labelled articles as the product reads them, from the cache if there is one."""
    if not cache.exists():
        with cache.open("wb") as file:
            pickle.dump(list(collect(shared)), file, protocol=5)
    with cache.open("rb") as file:
        made: list[Example] = pickle.load(file)
    return made


def main() -> None:
    """Write the network's files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="what `lab.train.joint` wrote")
    parser.add_argument("--cache", type=Path, required=True, help="the labelled articles as the product reads them")
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--rate", type=float, default=7e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    examples = load_cases(args.shared, args.cache)
    held = [e for e in examples if held_out(e.labelled.name)]
    train = [e for e in examples if not held_out(e.labelled.name)]
    # Candidates for training are found by tags that have not learnt from the article.
    for fold in range(FOLDS):
        others = [e for n, e in enumerate(train) if n % FOLDS != fold]
        net = fit_tags(Net(), others, 2, 2e-3)
        for example in train[fold::FOLDS]:
            set_candidates(example, spots_of(net, example))
    net = load_net(args.model)
    # What the joint training taught of tags it has learnt by heart: they are learnt anew, as in the folds.
    net.tags = fit_tags(Net(), train, 2, 2e-3).tags
    for example in held:
        set_candidates(example, spots_of(net, example))
    print("begin", measure(net, held), flush=True)
    net = fit(net, train, args.epochs, args.rate, args.seed, held)
    settings = tune(net, held)
    print("end", measure(net, held, settings["least"]), flush=True)
    save_weights(net, args.out)
    args.out.with_suffix(".json").write_text(json.dumps(settings) + "\n")


if __name__ == "__main__":
    main()
