"""Train everything that reads an article together: attributions, names, and who is meant.

    python -m lab.train.joint --shared ../shared --start FILE.pt --soft BELIEFS.npz --out FILE.pt

The encoder and the heads of the attribution model learn on (its own beliefs and the gold labels hold them in place)
while a head for names and the linker learn beside them. Two processes exchange weights as in `lab.train.train`.
"""

import argparse
import json
import os
import pickle
import random
import socket
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lab.corpora import read_jsonl
from lab.gum import KEPT, read_documents
from lab.train import soft
from lab.train.batches import Batch, build_batch
from lab.train.cases import Answers, Example, answers_of, gold_spots, set_candidates
from lab.train.checkpoint import build_encoder
from lab.train.circumstances import Net
from lab.train.evaluate import evaluate
from lab.train.fields import load_cases
from lab.train.fields import loss_of as fields_loss
from lab.train.fields import measure as measure_fields
from lab.train.labels import Labelled, load_polnear, load_unlabelled, unknown
from lab.train.linker import Linker
from lab.train.loss import gold_loss, taught_loss
from lab.train.names import KINDS, gum_names, label_names, read_party_names
from lab.train.scenes import (
    PRONOUN,
    Taught,
    read_gap_scenes,
    read_gum_scenes,
    read_news_scenes,
    read_own_scenes,
    read_party_scenes,
    read_record_scenes,
)
from lab.train.schedule import warm_up_and_decay
from lab.train.tagger import Tagger
from lab.train.train import TOGETHER, held_out, share_weights
from sayso.attribute.tokens import Ints, Tokenizer
from sayso.attribute.windows import LENGTH, cut_windows
from sayso.resolve.mentions import SORTS
from sayso.resolve.pairs import FLAG, FLAGS, RULE, WIDTH

RULE_BITS = [WIDTH - len(FLAGS) + FLAG[f] for f in ("the rule's choice", "by another rule's chain")]
#: How often the rules' opinion is hidden, so that the linker does not lean on it.
HIDE_RULES = 0.35
#: Passages of GAP in an epoch.
GAP_SHARE = 0.5
#: The layer, from 0, whose vectors are read beside the last one's.
MIDDLE = 2


class Joint(nn.Module):
    """The attribution model with a head for names and the linker.

    Both read the vectors of a middle layer beside the last one, which the attribution's training has made poor in what
    a word is.
    """

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger
        self.names = nn.Linear(2 * tagger.encoder.width, 1 + 2 * len(KINDS))
        self.linker = Linker(2 * tagger.encoder.width)
        self.fields = Net()


@dataclass(slots=True)
class Lesson:
    """What is taught of one article: any of attributions, names and a scene."""

    corpus: str
    article: Labelled
    names: Ints | None = None
    taught: Taught | None = None
    fields: Example | None = None
    answers: Answers | None = None


def save_joint(model: Joint, path: Path) -> None:
    """Write the model, replacing an older one only when the new one is whole."""
    torch.save({k: v.half() for k, v in model.state_dict().items()}, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def load_joint(path: Path) -> Joint:
    """A model that `save_joint` or `lab.train.checkpoint` wrote; what the file lacks is as new."""
    stored = torch.load(path, map_location="cpu", weights_only=True)
    state = stored.get("state")
    state = {f"tagger.{k}": v for k, v in state.items()} if state else stored
    model = Joint(Tagger(build_encoder("minilm", 6)))
    own = model.state_dict()
    fits = {k: v.float() for k, v in state.items() if k in own and own[k].shape == v.shape}
    model.load_state_dict(own | fits)
    return model.eval()


def load_lessons(shared: Path, tokenizer: Tokenizer, args: argparse.Namespace) -> list[Lesson]:
    """All lessons; those kept for measuring are of the corpora `held`, `kept` and `validation`."""
    items = {r["id"]: r for r in read_jsonl(shared / "data/polnear/train.jsonl.gz")}
    news = {r["id"]: r for r in read_jsonl(shared / "data/news/rss2016.jsonl.gz")}
    names = dict(read_party_names(items))
    named = dict(read_party_names(news, "news.jsonl"))
    documents = list(read_documents(shared))
    spans = {name: [(a, b, KINDS[k]) for a, b, k in found] for name, found in (names | named).items()}
    spans |= {d.id: [(a, b, KINDS[k]) for a, b, k in gum_names(d)] for d in documents if d.id not in KEPT}
    spans |= json.loads(args.spans.read_text()) if args.spans else {}
    scenes: dict[str, Taught] = {}
    for scene in (
        *read_record_scenes(shared, "train", tokenizer, spans),
        *read_own_scenes(shared, tokenizer, spans),
        *read_party_scenes(shared, tokenizer, spans),
    ):
        scenes[scene.name] = scene
    lessons = []
    for item, taught in read_news_scenes(shared, tokenizer, spans):
        article = _bare(item["id"], item["text"], tokenizer)
        lessons.append(Lesson("news", article, label_names(article.tokens, named[item["id"]]), taught))
    for article in load_polnear(shared, "train", tokenizer):
        corpus = "held" if held_out(article.name) else "polnear"
        tags = label_names(article.tokens, names[article.name]) if article.name in names else None
        lessons.append(Lesson(corpus, article, tags, scenes.get(article.name)))
    for document, (text, taught) in zip(documents, read_gum_scenes(documents, tokenizer, spans), strict=True):
        corpus = "kept" if document.id in KEPT else "gum"
        article = _bare(document.id, text, tokenizer)
        lessons.append(Lesson(corpus, article, label_names(article.tokens, gum_names(document)), taught))
    for part, corpus in (("development", "gap"), ("validation", "validation")):
        for pair, taught in read_gap_scenes(shared, part, tokenizer, spans):
            lessons.append(Lesson(corpus, _bare(pair.id, pair.text, tokenizer), None, taught))
    for name in args.news:
        for article in load_unlabelled(shared / "data/news" / f"{name}.jsonl.gz", tokenizer)[: args.limit]:
            if article.name not in named:
                lessons.append(Lesson("news", article))
    soft.attach([x.article for x in lessons], args.soft)
    return lessons


def _bare(name: str, text: str, tokenizer: Tokenizer) -> Labelled:
    tokens = tokenizer.split(text)
    tags, pointers = unknown(tokens)
    return Labelled(name, text, tokens, [tags, tags], [pointers, pointers])


def groups(lessons: Sequence[Lesson], budget: int, rng: random.Random) -> Iterator[list[Lesson]]:
    """Lessons of one corpus together, of about `budget` tokens; shuffled."""
    made: list[list[Lesson]] = []
    by_corpus: defaultdict[str, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        if lesson.corpus != "gap" or rng.random() < GAP_SHARE:
            by_corpus[lesson.corpus].append(lesson)
    for corpus in by_corpus.values():
        rng.shuffle(corpus)
        size = budget
        for lesson in corpus:
            if size + len(lesson.article.tokens) > budget:
                made.append([])
                size = 0
            made[-1].append(lesson)
            size += len(lesson.article.tokens)
    rng.shuffle(made)
    yield from made


def prepare(group: Sequence[Lesson], rng: random.Random | None) -> tuple[Batch, list[Tensor]]:
    """The windows of a group as one batch, and for each article where its tokens are in the flattened batch."""
    articles = [lesson.article for lesson in group]
    places = []
    for number, article in enumerate(articles):
        length = rng.choice((LENGTH, LENGTH, LENGTH, 300, 200)) if rng else LENGTH
        places += [(number, w) for w in cut_windows(article.tokens, article.text, length)]
    batch = build_batch(articles, places)
    longest = batch.ids.shape[1]
    where = [np.zeros(len(a.tokens), np.int64) for a in articles]
    for row, (number, w) in enumerate(places):
        kept = np.arange(w.keep_start, w.keep_end)
        where[number][kept] = row * longest + 1 + kept - w.start
    return batch, [torch.from_numpy(w) for w in where]


def encode(model: Joint, batch: Batch) -> tuple[Tensor, Tensor]:
    """The last layer's vectors [windows, tokens, width], and with a middle layer's before them [windows * tokens, 2
    width].
    """
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model.tagger.encoder.states(batch.ids, batch.features, batch.lengths)
    return states[-1].float(), torch.cat([states[MIDDLE].float(), states[-1].float()], -1).flatten(0, 1)


def answers(model: Joint, lesson: Lesson, flat: Tensor, where: Tensor, hide: bool = False) -> Tensor | None:
    """The linker's answers to a lesson's scene."""
    taught = lesson.taught
    if taught is None or not len(taught.scene.questions) or not len(where):
        return None
    bits = torch.from_numpy(taught.scene.bits).float()
    categories = torch.from_numpy(taught.scene.categories).clone()
    if hide:
        bits[:, RULE_BITS] = 0
        categories[:, 2] = RULE[""]
    vectors = flat[where[torch.from_numpy(taught.places)]]
    found: Tensor = model.linker(vectors, taught.scene, bits, categories)
    return found


def link_loss(said: Tensor, taught: Taught) -> tuple[Tensor, float]:
    """The sum over labelled questions of -log of what was given to right answers, and the questions' weight."""
    total, weight = torch.zeros(()), 0.0
    for number, right, worth in taught.right:
        total = total - worth * said[number, right].sum().clamp(1e-6, 1).log()
        weight += worth
    for number, wrong in taught.wrong:
        total = total - (1 - said[number, wrong].sum()).clamp(1e-6, 1).log()
        weight += 1
    return total, weight


def loss_of(model: Joint, group: Sequence[Lesson], args: argparse.Namespace, rng: random.Random) -> Tensor:
    """What one step minimises."""
    batch, where = prepare(group, rng)
    x, flat = encode(model, batch)
    total = torch.zeros(())
    if group[0].corpus in ("polnear", "news"):
        dropped = model.tagger.dropout(x)
        padding = (torch.arange(batch.ids.shape[1]) >= batch.lengths[:, None])[:, None, :]
        tags = [head(dropped) for head in model.tagger.tags]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            pointers = [[p(dropped) for p in level] for level in model.tagger.pointers]
        pointers = [[p.float().masked_fill(padding, -1e4) for p in level] for level in pointers]
        total = args.gold * gold_loss((tags, pointers), batch) + taught_loss((tags, pointers), batch)
    named = [(flat[w], torch.from_numpy(lesson.names).long()) for lesson, w in zip(group, where, strict=True)
             if lesson.names is not None]  # fmt: skip
    if named:
        said = model.names(model.tagger.dropout(torch.cat([a for a, _ in named])))
        total = total + args.names * functional.cross_entropy(said, torch.cat([b for _, b in named]))
    links, weight = torch.zeros(()), 0.0
    for lesson, w in zip(group, where, strict=True):
        found = answers(model, lesson, flat, w, rng.random() < HIDE_RULES)
        if found is not None and lesson.taught:
            one, worth = link_loss(found, lesson.taught)
            links, weight = links + one, weight + worth
    known = [(x, flat[w]) for x, w in zip(group, where, strict=True) if x.fields is not None]
    for lesson, vectors in known:
        assert lesson.fields
        assert lesson.answers
        one = fields_loss(model.fields, lesson.fields, lesson.answers, vectors, args.acts, args.pointing)
        total = total + args.fields * one / len(known)
    # Groups with few labelled questions count less.
    return total + args.links * links / max(weight, 20.0)


def fit(model: Joint, lessons: Sequence[Lesson], args: argparse.Namespace, rank: int) -> None:
    """Train with a warm-up, a linear decay and averaged weights, which are what is saved."""
    train = [x for x in lessons if x.corpus in ("polnear", "gum", "gap", "news")]
    for table in (model.tagger.encoder.words, model.tagger.encoder.positions):
        table.requires_grad_(False)  # it learnt them in its first lessons; most words are rare here
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    body = [p for n, p in named if n.startswith("tagger.encoder")]
    old = [p for n, p in named if n.startswith("tagger.") and not n.startswith("tagger.encoder")]
    new = [p for n, p in named if not n.startswith("tagger.")]
    optimiser = torch.optim.AdamW(
        [
            {"params": body, "lr": args.rate},
            {"params": old, "lr": 2 * args.rate},
            {"params": new, "lr": args.head_rate},
        ],
        weight_decay=0.01,
    )
    per_epoch = sum(1 for _ in groups(train, args.budget, random.Random(0))) // args.workers
    steps = int(per_epoch * args.epochs)
    schedule = warm_up_and_decay(optimiser, steps, warm=0.06)
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.99))
    rng = random.Random(args.seed)
    began, step, mean = time.time(), 0, 0.0
    while step < steps:
        for number, group in enumerate(groups(train, args.budget, rng)):
            if number % args.workers != rank:
                rng.random()  # the workers' chances part
                continue
            model.train()
            loss = loss_of(model, group, args, random.Random(f"{args.seed} {step} {rank}"))
            if loss.requires_grad:
                loss.backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
            optimiser.zero_grad()
            schedule.step()
            step += 1
            if args.workers > 1 and step % TOGETHER == 0:
                share_weights(model, args.workers)
            average.update_parameters(model)
            mean = 0.98 * mean + 0.02 * float(loss.detach())
            if rank == 0 and step % 50 == 0:
                print(f"{step}/{steps} {time.time() - began:.0f}s loss {mean / (1 - 0.98**step):.4f}", flush=True)
            if rank == 0 and (step % per_epoch == 0 or step == steps):
                save_joint(average.module, args.out)
                print("tune", step, measure(average.module, lessons), flush=True)
            if step >= steps:
                break


def measure(model: Joint, lessons: Sequence[Lesson]) -> str:
    """Accuracy of links by sort on what is kept, the names' token accuracy and the attributions' figures, in one
    line.
    """
    model.eval()
    rows: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    with torch.inference_mode():
        for lesson in lessons:
            if lesson.corpus not in ("held", "kept", "validation"):
                continue
            batch, where = prepare([lesson], None)
            _, flat = encode(model, batch)
            if lesson.names is not None:
                said = model.names(flat[where[0]]).argmax(-1).numpy()
                both = (said > 0) | (lesson.names > 0)
                rows[f"names {lesson.corpus}"] += Counter((said == lesson.names)[both].tolist())
            found = answers(model, lesson, flat, where[0])
            if found is None or lesson.taught is None:
                continue
            for number, right, worth in lesson.taught.right:
                mention = lesson.taught.scene.mentions[int(lesson.taught.scene.questions[number])]
                hit = int(found[number].argmax()) in right
                place = "source" if mention.sources else "pronoun" if worth == PRONOUN else "noun"
                rows[f"{lesson.corpus} {place}"][hit] += 1
                if mention.sources:
                    rows[SORTS[mention.sort]][hit] += 1
    shown = _measure_fields(model, lessons)
    shown += " ".join(f"{k} {v[True] / v.total():.3f}/{v.total()}" for k, v in rows.items() if v.total() > 9)
    return shown + " " + json.dumps(evaluate(model.tagger, [x.article for x in lessons if x.corpus == "held"]))


def _measure_fields(model: Joint, lessons: Sequence[Lesson]) -> str:
    held = [x for x in lessons if x.corpus == "held" and x.fields is not None]
    vectors = []
    with torch.inference_mode():
        for lesson in held:
            batch, where = prepare([lesson], None)
            vectors.append(encode(model, batch)[1][where[0]])
    return measure_fields(model.fields, [x.fields for x in held if x.fields], vectors=vectors) + " "


def attach_fields(lessons: Sequence[Lesson], shared: Path, cache: Path) -> None:
    """Give the lessons what is labelled of their statements; the labelled places are the candidates."""
    found = {e.labelled.name: e for e in load_cases(shared, cache)}
    for lesson in lessons:
        lesson.fields = lesson.answers = None
        if (example := found.get(lesson.article.name)) is not None:
            set_candidates(example, gold_spots(example))
            lesson.fields, lesson.answers = example, answers_of(example)
            example.analysis = replace(example.analysis, vectors=example.analysis.vectors[:0].copy())


def run(rank: int, args: argparse.Namespace) -> None:
    """One worker."""
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    if args.workers > 1:
        dist.init_process_group("gloo", rank=rank, world_size=args.workers)
    with args.lessons.open("rb") as file:
        lessons: list[Lesson] = pickle.load(file)
    model = load_joint(args.start)
    if args.labelled:
        attach_fields(lessons, args.shared, args.labelled)
    fit(model, lessons, args, rank)


def main() -> None:
    """Write the lessons, then train on them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--soft", type=Path, nargs="*", default=[])
    parser.add_argument("--news", nargs="*", default=[])
    parser.add_argument("--limit", type=int, default=500)
    parser.add_argument("--spans", type=Path, help="names found by an earlier model: {article: [[start, end, kind]]}")
    parser.add_argument("--lessons", type=Path, required=True, help="where the lessons are written")
    parser.add_argument("--labelled", type=Path, help="the cache of `lab.train.fields`")
    parser.add_argument("--fields", type=float, default=1.0)
    parser.add_argument("--acts", type=float, default=1.0, help="how much the acts count among the fields")
    parser.add_argument("--pointing", type=float, default=1.0, help="how much times, occasions and listeners count")
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--gold", type=float, default=0.5)
    parser.add_argument("--names", type=float, default=1.0)
    parser.add_argument("--links", type=float, default=1.0)
    parser.add_argument("--budget", type=int, default=3100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    if not args.lessons.exists():
        tokenizer = Tokenizer(Path("sayso/data/tokenizer.json"))
        made: Any = load_lessons(args.shared, tokenizer, args)
        with args.lessons.open("wb") as file:
            pickle.dump(made, file)
    if args.labelled:
        load_cases(args.shared, args.labelled)  # made once, before the workers want it
    if args.workers == 1:
        run(0, args)
        return
    with socket.create_server(("127.0.0.1", 0)) as free:
        os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free.getsockname()[1])}
    mp.spawn(run, (args,), nprocs=args.workers)


if __name__ == "__main__":
    main()
