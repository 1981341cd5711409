"""Train the attribution model, or distil a teacher into it: `python -m lab.train.train --help`.

With `--workers 2` two processes of one thread each train on batches of their own and take the mean of their
weights every few steps (local SGD, Stich 2019): faster on two cores than one process with two threads.
"""

import argparse
import hashlib
import json
import os
import random
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lab.corpora import read_jsonl
from lab.train import soft
from lab.train.batches import Batch, batches
from lab.train.checkpoint import load_checkpoint, save_checkpoint
from lab.train.encoder import load_minilm, load_mpnet
from lab.train.evaluate import evaluate
from lab.train.labels import IGNORE, Labelled, label, load_polnear, load_unlabelled
from lab.train.loss import gold_loss, taught_loss
from lab.train.schedule import warm_up_and_decay
from lab.train.tagger import Tagger
from sayso.attribute.tokens import Tokenizer

HELD_OUT = 20  # one training article in so many is kept for tuning and calibration
TOGETHER = 8  # steps between two exchanges of weights


def held_out(name: str) -> bool:
    """Whether a training article is kept apart, by its name alone."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD_OUT == 0


def parse() -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with data/ and bench/")
    parser.add_argument("--kind", choices=("minilm", "mpnet"), default="minilm")
    parser.add_argument("--weights", type=Path, help="folder of the pretrained model.safetensors")
    parser.add_argument("--start", type=Path, help="go on from this checkpoint instead")
    parser.add_argument("--soft", type=Path, nargs="*", default=[], help="beliefs of a teacher")
    parser.add_argument("--nested-labels", type=Path, help="the second level of articles without a record")
    parser.add_argument("--news", nargs="*", default=[], help="unannotated files of data/news to learn from")
    parser.add_argument("--gold", type=float, default=1.0, help="weight of the gold labels")
    parser.add_argument("--pointers", type=float, default=1.0, help="weight of the teacher's pointers")
    parser.add_argument("--limit", type=int, help="take at most so many articles of each file of news")
    parser.add_argument("--nested", type=float, default=1.0, help="weight of the second level's gold labels")
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, help="the heads' rate (default: five times --rate, at least 5e-4)")
    parser.add_argument("--frozen", type=int, default=2, help="a teacher's lowest layers that stay as they are")
    parser.add_argument("--budget", type=int, default=3100, help="padded tokens in a batch")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def main() -> None:
    args = parse()
    if args.workers == 1:
        run(0, args)
    else:
        with socket.create_server(("127.0.0.1", 0)) as free:
            os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free.getsockname()[1])}
        mp.spawn(run, (args,), nprocs=args.workers)


def run(rank: int, args: argparse.Namespace) -> None:
    """One worker."""
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    if args.workers > 1:
        dist.init_process_group("gloo", rank=rank, world_size=args.workers)
    tokenizer = Tokenizer(Path("sayso/data/tokenizer.json"))
    known = load_polnear(args.shared, "train", tokenizer)
    tune = [a for a in known if held_out(a.name)]
    train = [a for a in known if not held_out(a.name)]
    for name in args.news:
        train += load_unlabelled(args.shared / "data" / "news" / f"{name}.jsonl.gz", tokenizer)[: args.limit]
    soft.attach(train, args.soft)
    if args.nested_labels:
        add_nested(train, args.nested_labels)
    train = [a for a in train if a.beliefs is not None or (a.tags[0] >= 0).any()]
    if args.start:
        model = load_checkpoint(args.start)
    else:
        model = Tagger((load_minilm if args.kind == "minilm" else load_mpnet)(args.weights))
    fit(model, train, tune if rank == 0 else [], args, rank)


def add_nested(articles: list[Labelled], path: Path) -> None:
    """Label the second level of the articles that have no record (`lab.train.nested`)."""
    found = {row["id"]: row["nested"] for row in read_jsonl(path)}
    for article in articles:
        if article.name in found and (article.tags[1] == IGNORE).all():
            article.tags[1], article.pointers[1] = label(article.tokens, found[article.name])


def optimise(model: Tagger, rate: float, head_rate: float, frozen: int) -> torch.optim.AdamW:
    """The heads learn faster than the pretrained encoder."""
    if model.encoder.kind == "mpnet":
        for part in (
            model.encoder.words,
            model.encoder.positions,
            model.encoder.relative,
            *model.encoder.layers[:frozen],
        ):
            assert isinstance(part, nn.Module)
            part.requires_grad_(False)
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    body = [p for n, p in named if n.startswith("encoder") and "features" not in n]
    heads = [p for n, p in named if not n.startswith("encoder") or "features" in n]
    return torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": head_rate}], weight_decay=0.01)


def endless(train: list[Labelled], args: argparse.Namespace, rank: int) -> Iterator[Batch]:
    """This worker's share of the batches, epoch after epoch."""
    rng = random.Random(args.seed)
    while True:
        for number, batch in enumerate(batches(train, args.budget, rng)):
            if number % args.workers == rank:
                yield batch


def fit(model: Tagger, train: list[Labelled], tune: list[Labelled], args: argparse.Namespace, rank: int) -> None:
    """Train for `epochs`, with a warm-up, a linear decay and averaged weights, which are what is saved."""
    optimiser = optimise(model, args.rate, args.head_rate or max(5 * args.rate, 5e-4), args.frozen)
    per_epoch = sum(1 for _ in batches(train, args.budget, random.Random(0))) // args.workers
    steps = int(per_epoch * args.epochs)
    schedule = warm_up_and_decay(optimiser, steps)
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.99))
    began, mean = time.time(), 0.0
    for step, batch in zip(range(1, steps + 1), endless(train, args, rank), strict=False):
        model.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(batch.ids, batch.features, batch.lengths)
        loss = args.gold * gold_loss(scores, batch, args.nested) + taught_loss(scores, batch, args.pointers)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        if args.workers > 1 and step % TOGETHER == 0:
            share_weights(model, args.workers)
        average.update_parameters(model)
        mean = 0.98 * mean + 0.02 * float(loss.detach())
        if rank == 0 and step % 20 == 0:
            print(f"{step}/{steps} {time.time() - began:.0f}s loss {mean / (1 - 0.98**step):.4f}", flush=True)
        if rank == 0 and (step % per_epoch == 0 or step == steps):
            save_checkpoint(average.module, args.out)
            print("tune", step, json.dumps(evaluate(average.module, tune)), flush=True)


def share_weights(model: nn.Module, workers: int) -> None:
    """Give every worker the mean of all workers' weights, in one exchange."""
    given = [p for p in model.parameters() if p.requires_grad]
    flat = torch.cat([p.detach().flatten() for p in given])
    dist.all_reduce(flat)
    flat /= workers
    for p, mean in zip(given, flat.split([p.numel() for p in given]), strict=True):
        p.data.copy_(mean.view_as(p))


if __name__ == "__main__":
    main()
