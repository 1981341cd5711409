"""Let the linker learn on from what the shipped encoder says: its int8 vectors, and the names that it finds itself.

    python -m lab.train.relink --shared ../shared --model build/model/joint.pt --out sayso/data/link.npz

`lab.train.joint` trains on float vectors and labelled names; here the encoder is the product's and stays as it is, so
that what the linker sees is what it will see. Articles kept from training stay apart.
"""

import argparse
import copy
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lab.corpora import read_jsonl
from lab.gap import read_pairs
from lab.gum import KEPT, read_documents
from lab.train.arrays import save_weights
from lab.train.joint import HIDE_RULES, RULE_BITS, link_loss, load_joint
from lab.train.linker import Linker
from lab.train.scenes import (
    Taught,
    read_gap_scenes,
    read_gum_scenes,
    read_news_scenes,
    read_own_scenes,
    read_party_scenes,
    read_record_scenes,
)
from lab.train.schedule import warm_up_and_decay
from lab.train.train import held_out
from sayso.attribute.tagger import DATA, Analysis, Tagger
from sayso.attribute.tokens import Tokenizer
from sayso.model import Named
from sayso.resolve.pairs import RULE

TOGETHER = 4  # scenes in a step


class Example(NamedTuple):
    """A scene with the vectors of its mentions [m, 2, width]."""

    corpus: str
    taught: Taught
    vectors: npt.NDArray[np.float16]


class Reading(Mapping[str, Sequence[Named]]):
    """The names of articles by id, found as they are asked for; `last` is the analysis of the last one."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._tagger = Tagger()
        self.last: Analysis | None = None

    def __getitem__(self, name: str) -> Sequence[Named]:
        self.last = self._tagger.analyse(self._texts[name])
        return self.last.names

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def collect(shared: Path) -> Iterator[Example]:
    """All scenes as the product sees them."""
    texts = {r["id"]: r["text"] for r in read_jsonl(shared / "data/polnear/train.jsonl.gz")}
    texts |= {r["id"]: r["text"] for r in read_jsonl(shared / "data/news/rss2016.jsonl.gz")}
    documents = [d for d in read_documents(shared) if d.id not in KEPT]
    texts |= {d.id: d.text for d in documents}
    for part in ("development", "validation"):
        texts |= {pair.id: pair.text for pair in read_pairs(shared, part)}  # type: ignore[arg-type]
    names, tokenizer = Reading(texts), Tokenizer(DATA / "tokenizer.json")

    def seen(corpus: str, taught: Taught) -> Example:
        assert names.last is not None
        return Example(corpus, taught, names.last.vectors[taught.places])

    for scenes in (
        read_record_scenes(shared, "train", tokenizer, names),
        read_own_scenes(shared, tokenizer, names),
        read_party_scenes(shared, tokenizer, names),
    ):
        for taught in scenes:
            yield seen("held" if held_out(taught.name) else "polnear", taught)
    for _, taught in read_news_scenes(shared, tokenizer, names):
        yield seen("news", taught)
    for _, taught in read_gum_scenes(documents, tokenizer, names):
        yield seen("gum", taught)
    for part, corpus in (("development", "gap"), ("validation", "validation")):
        for _, taught in read_gap_scenes(shared, part, tokenizer, names):
            yield seen(corpus, taught)


def answer(linker: Linker, example: Example, hide: bool = False) -> Tensor:
    """The linker's answers."""
    scene = example.taught.scene
    bits = torch.from_numpy(scene.bits).float()
    categories = torch.from_numpy(scene.categories).clone()
    if hide:
        bits[:, RULE_BITS] = 0
        categories[:, 2] = RULE[""]
    found: Tensor = linker(torch.from_numpy(example.vectors).float(), scene, bits, categories)
    return found


def fit(linker: Linker, examples: Sequence[Example], epochs: float, rate: float, seed: int) -> Linker:
    """The linker after some epochs, as the mean of its weights on the way."""
    rng = random.Random(seed)
    train = [x for x in examples if x.corpus not in ("held", "validation") and (x.taught.right or x.taught.wrong)]
    train = [x for x in train if len(x.taught.scene.questions)]
    optimiser = torch.optim.AdamW(linker.parameters(), lr=rate, weight_decay=0.02)
    steps = int(epochs * len(train) / TOGETHER)
    schedule = warm_up_and_decay(optimiser, steps, warm=0.1)
    average = AveragedModel(linker, multi_avg_fn=get_ema_multi_avg_fn(0.99))
    order: list[Example] = []
    began = time.time()
    for step in range(1, steps + 1):
        linker.train()
        total, weight = torch.zeros(()), 0.0
        for _ in range(TOGETHER):
            order = order or rng.sample(train, len(train))
            example = order.pop()
            loss, worth = link_loss(answer(linker, example, rng.random() < HIDE_RULES), example.taught)
            total, weight = total + loss, weight + worth
        (total / max(weight, 10.0)).backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(linker.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        average.update_parameters(linker)
        if step % max(1, steps // 4) == 0:
            print(f"{step}/{steps} {time.time() - began:.0f}s {measure(average.module, examples)}", flush=True)
    made: Linker = average.module
    return made


def measure(linker: Linker, examples: Sequence[Example]) -> str:
    """Accuracy on the questions of what is kept apart: sources of articles, and GAP's pronouns."""
    linker.eval()
    rows: dict[str, Counter[bool]] = {"held": Counter(), "validation": Counter()}
    with torch.inference_mode():
        for x in examples:
            if x.corpus not in rows or not len(x.taught.scene.questions):
                continue
            said = answer(linker, x)
            for number, right, _ in x.taught.right:
                mention = x.taught.scene.mentions[int(x.taught.scene.questions[number])]
                if mention.sources or x.corpus == "validation":
                    rows[x.corpus][int(said[number].argmax()) in right] += 1
    return " ".join(f"{name} {row[True] / max(row.total(), 1):.4f}/{row.total()}" for name, row in rows.items())


def main() -> None:
    """Write the linker's file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="what `lab.train.joint` wrote")
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3], help="one run each; their mean is kept")
    parser.add_argument("--out", type=Path, required=True)
    args: Any = parser.parse_args()
    torch.set_num_threads(1)
    examples = list(collect(args.shared))
    print("before", measure(load_joint(args.model).linker, examples), flush=True)
    made = []
    for seed in args.seeds:
        torch.manual_seed(seed)
        made.append(fit(load_joint(args.model).linker, examples, args.epochs, args.rate, seed))
        mean = mean_of(made)
        print("mean of", len(made), measure(mean, examples), flush=True)
        save_weights(mean, args.out)


def mean_of(linkers: Sequence[Linker]) -> Linker:
    """The linker whose weights are the mean of several that began as one (Wortsman et al. 2022)."""
    made = copy.deepcopy(linkers[0])
    states = [linker.state_dict() for linker in linkers]
    made.load_state_dict({key: torch.stack([s[key] for s in states]).mean(0) for key in states[0]})
    return made


if __name__ == "__main__":
    main()
