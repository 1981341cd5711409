"""Train the model that compares two statements: does one follow from the other, contradict it, or neither?

    python -m lab.train.compare --shared ../shared --weights build/weights --out build/compare.pt

A cross-encoder: both texts in one sequence, the second marked by the feature that elsewhere marks the ends of
paragraphs (Devlin et al. 2019 mark it by segment embeddings). Taught by public sets of entailment; where a set tells
only "entailed or not", the shares of the two others are taken together. Pairs of which one follows are made into
contradictions by another number, a negation or an opposite (as counterfactual augmentation: Kaushik et al. 2020).
"""

import argparse
import csv
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from lab.corpora import read_jsonl
from lab.train.course import Course
from lab.train.encoder import Encoder, load_minilm, load_mpnet
from sayso.attribute.tokens import CLS, SEP, Tokenizer, Tokens
from sayso.resolve.grammar import words_of

LABELS = ("neutral", "entailment", "contradiction")
#: What a set's own labels allow.
ALLOWED = {
    "neutral": (0,),
    "entailment": (1,),
    "contradiction": (2,),
    "not_entailment": (0, 2),
    "SUPPORTS": (1,),
    "REFUTES": (2,),
}
SETS = ("snli/dev", "sick/train", "sick/dev", "joci/train", "joci/dev", "rte/train", "rte/dev", "scitail/dev",
        "add_one_rte/train", "fracas/train", "fracas/dev", "commitment_bank/train")  # fmt: skip
#: Sets of few labels, or of labels that careful readers doubt: a teacher does without.
DOUBTFUL = ("joci/train", "joci/dev", "add_one_rte/train")
#: Steps between two looks at what is kept, and how many pairs of a set are looked at on the way.
LOOK, FEW = 150, 500
#: MNLI's dev is its matched half and then the mismatched one; the first is kept for measuring.
MATCHED = 9815
LONGEST = 96  # subwords of one text
#: Pairs of news that are learned beside each batch, and how much likeness counts.
BESIDE, ALIKE = 20, 10.0
_TAGS = re.compile(r"</?[a-z]+>")

_OPPOSITES = """
    increase/decrease increased/decreased rise/fall rose/fell rising/falling more/fewer most/least higher/lower
    best/worst first/last before/after support/oppose supports/opposes supported/opposed win/lose won/lost
    success/failure successful/unsuccessful always/never accept/reject accepted/rejected begin/end began/ended
    guilty/innocent legal/illegal safe/dangerous likely/unlikely true/false open/closed strong/weak large/small
"""
OPPOSITES: dict[str, str] = dict(pair.split("/") for pair in words_of(_OPPOSITES))
OPPOSITES |= {b: a for a, b in OPPOSITES.items()}
_VERB = re.compile(r"\b(is|are|was|were|will|would|can|could|should|has|have|had|did|does|do)\b(?! not\b)(?!n't)")
_NOT = re.compile(r"\s+not\b|n['’]t\b")
_NUMBER = re.compile(r"\b\d[\d,]*\b")


class Pair(NamedTuple):
    """Two texts and which labels (places in `LABELS`) are right."""

    premise: str
    hypothesis: str
    allowed: tuple[int, ...]


def read_set(folder: Path, name: str) -> list[Pair]:
    """A set of entailment in `data/entailment`."""
    path = folder / f"{name}.csv.gz"
    if not path.exists():
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        return [Pair(row["evidence"], row["claim"], ALLOWED[row["label"]]) for row in rows]
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    plain = ((_TAGS.sub("", row["premise"]), _TAGS.sub("", row["hypothesis"]), row["label"]) for row in rows)
    return [Pair(" ".join(a.split()), " ".join(b.split()), ALLOWED[label]) for a, b, label in plain]


def read_claims(folder: Path) -> tuple[list[Pair], list[Pair]]:
    """ClaimDiff's pairs, (to train on, kept) by topic: what weakens is taken as contradicting, or as not following."""
    with gzip.open(folder / "weaken-train.json.gz", "rt", encoding="utf-8") as file:
        rows = json.load(file)["data"]
    topics = sorted({row["topic"] for row in rows})
    kept = set(topics[::5])
    pairs = [
        (row["topic"] in kept, Pair(row["claim_a"], row["claim_b"], (2,) if row["relation"] else (0, 1)))
        for row in rows
    ]
    return [pair for is_kept, pair in pairs if not is_kept], [pair for is_kept, pair in pairs if is_kept]


def change(text: str, rng: random.Random) -> str | None:
    """A text that says otherwise: another number, a negation put in or taken out, or an opposite."""
    words = text.split(" ")
    places = [n for n, word in enumerate(words) if word.lower().strip(".,") in OPPOSITES]
    ways = [_NUMBER.search(text) is not None, bool(_NOT.search(text) or _VERB.search(text)), bool(places)]
    if not any(ways):
        return None
    way = rng.choice([n for n, there in enumerate(ways) if there])
    if way == 0:
        return _NUMBER.sub(lambda found: _another_number(found[0], rng), text)
    if way == 1:
        return _NOT.sub("", text, 1) if _NOT.search(text) else _VERB.sub(r"\1 not", text, 1)
    at = rng.choice(places)
    words[at] = OPPOSITES[words[at].lower().strip(".,")]
    return " ".join(words)


def _another_number(number: str, rng: random.Random) -> str:
    value = int(number.replace(",", ""))
    if 1900 < value < 2100:
        return str(value + rng.choice((-1, 1)) * rng.randrange(1, 30))
    return (
        f"{max(1, round(value * rng.choice((0.2, 0.5, 2, 3, 10)))):,}"
        if value > 1
        else str(value + rng.randrange(2, 9))
    )


def augment(pairs: Sequence[Pair], rng: random.Random) -> list[Pair]:
    """Contradictions made of pairs of which one follows, and texts that follow from themselves."""
    made = []
    for pair in pairs:
        if pair.allowed == (1,) and (other := change(pair.hypothesis, rng)) not in (None, pair.hypothesis):
            made.append(Pair(pair.premise, str(other), (2,)))
    for pair in rng.sample(list(pairs), len(pairs) // 12):
        made.append(Pair(pair.premise, pair.premise, (1,)))
        if (other := change(pair.premise, rng)) not in (None, pair.premise):
            made.append(Pair(pair.premise, str(other), (2,)))
    return made


def read_training(shared: Path, rng: random.Random, without: Sequence[str] = ()) -> list[Pair]:
    """All pairs that are taught, but for some sets."""
    folder = shared / "data/entailment"
    sets = [name for name in SETS if name not in without]
    train = [pair for name in sets for pair in read_set(folder, name)] + read_set(folder, "mnli/dev")[MATCHED:]
    train += read_claims(shared / "data/claimdiff")[0]
    return train + augment(train, rng)


def read_kept(shared: Path) -> dict[str, list[Pair]]:
    """The pairs that are kept to measure on."""
    folder = shared / "data/entailment"
    return {
        "mnli matched": read_set(folder, "mnli/dev")[:MATCHED],
        "fever": read_set(folder, "fever_symmetric/dev"),
        "claimdiff": read_claims(shared / "data/claimdiff")[1],
    }


class Comparer(nn.Module):
    """Ids and features of pairs -> scores [pairs, 3]."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(encoder.width, len(LABELS))
        self.alike = nn.Linear(encoder.width, 1)
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, features: Tensor, lengths: Tensor) -> Tensor:
        return self.compare(ids, features, lengths)[0]

    def compare(self, ids: Tensor, features: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """The scores [pairs, 3], and how alike the two texts are [pairs], as a cosine."""
        states = self.dropout(self.encoder(ids, features, lengths)[:, 0])
        return self.head(states).float(), self.alike(states)[:, 0].float()


def build(tokens: Sequence[tuple[Tokens, Tokens]]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids [b, t], features [3, b, t] and lengths [b] of pairs."""
    rows, marks = [], []
    for one, other in tokens:
        first, second = one.ids[:LONGEST].tolist(), other.ids[:LONGEST].tolist()
        rows.append([CLS, *first, SEP, *second, SEP])
        cases = [0, *one.cases[:LONGEST].tolist(), 0, *other.cases[:LONGEST].tolist(), 0]
        marks.append((cases, [0] * (len(first) + 2) + [1] * (len(second) + 1)))
    lengths = torch.tensor([len(row) for row in rows])
    longest = int(lengths.max())
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    features = torch.zeros(3, len(rows), longest, dtype=torch.long)
    for n, (cases, edges) in enumerate(marks):
        features[0, n, : len(cases)] = torch.tensor(cases)
        features[2, n, : len(edges)] = torch.tensor(edges)
    return ids, features, lengths


def loss_of(scores: Tensor, pairs: Sequence[Pair]) -> Tensor:
    """-log of the share that the allowed labels have."""
    logs = scores.log_softmax(-1)
    return torch.stack([-logs[n, list(pair.allowed)].logsumexp(0) for n, pair in enumerate(pairs)]).mean()


class News(NamedTuple):
    """A pair of statements of news with a teacher's answers: how alike they are, and the shares of `LABELS`, if any."""

    tokens: tuple[Tokens, Tokens]
    alike: float
    shares: Sequence[float] | None


def read_news(path: Path, tokenizer: Tokenizer) -> list[News]:
    """The pairs that `lab.train.news_pairs` wrote."""
    rows = read_jsonl(path)
    return [
        News((tokenizer.split(row["earlier"]), tokenizer.split(row["later"])), row["alike"], row.get("shares"))
        for row in rows
    ]


def loss_of_news(scores: Tensor, alike: Tensor, news: Sequence[News]) -> Tensor:
    """The square error of likeness, and the cross-entropy with the teacher's shares."""
    loss = ALIKE * functional.mse_loss(alike, torch.tensor([one.alike for one in news]))
    if news[0].shares is not None:
        wanted = torch.tensor([one.shares for one in news])
        loss = loss - (wanted * scores.log_softmax(-1)).sum(-1).mean()
    return loss


def batches(order: Sequence[int], sizes: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Pairs of like length together, of about `budget` subwords."""
    for start in range(0, len(order), 2048):
        some = sorted(order[start : start + 2048], key=lambda n: sizes[n])
        made: list[list[int]] = [[]]
        for n in some:
            if made[-1] and (len(made[-1]) + 1) * sizes[n] > budget:
                made.append([])
            made[-1].append(n)
        random.Random(start).shuffle(made)
        yield from made


@torch.inference_mode()
def measure(model: Comparer, pairs: Sequence[Pair], tokenizer: Tokenizer) -> tuple[float, Tensor]:
    """Accuracy in percent, and the shares [pairs, 3]."""
    model.eval()
    shares = []
    for start in range(0, len(pairs), 64):
        some = pairs[start : start + 64]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(*build([(tokenizer.split(p.premise), tokenizer.split(p.hypothesis)) for p in some]))
        shares.append(scores.float().softmax(-1))
    found = torch.cat(shares)
    right = sum(int(row.argmax()) in pair.allowed for row, pair in zip(found, pairs, strict=True))
    return 100 * right / len(pairs), found


def main() -> None:
    """Train and print the accuracy on what is kept after each epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--teacher", action="store_true", help="MPNet instead of MiniLM, without the doubtful sets")
    parser.add_argument("--news", type=Path, help="pairs of lab.train.news_pairs to learn from beside")
    parser.add_argument("--start", type=Path, help="a comparer to go on from")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--budget", type=int, default=2000)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    rng = random.Random(1)
    train = read_training(args.shared, rng, DOUBTFUL if args.teacher or args.news else ())
    kept = read_kept(args.shared)
    tokenizer = Tokenizer(Path("sayso/data/tokenizer.json"))
    tokens = [(tokenizer.split(pair.premise), tokenizer.split(pair.hypothesis)) for pair in train]
    sizes = [min(len(a), LONGEST) + min(len(b), LONGEST) + 3 for a, b in tokens]
    model = Comparer(load_mpnet(args.weights / "mpnet") if args.teacher else load_minilm(args.weights / "minilm"))
    if args.start:
        model.load_state_dict({k: v.float() for k, v in torch.load(args.start, weights_only=True).items()})
    news = read_news(args.news, tokenizer) if args.news else []
    head = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    body = list(model.encoder.parameters())
    groups = [{"params": body, "lr": args.rate}, {"params": head, "lr": 1e-3}]
    per_epoch = sum(1 for _ in batches(range(len(train)), sizes, args.budget))
    steps = int(per_epoch * args.epochs)
    course = Course(model, groups, steps, decay=0.01, keep=0.995)
    print(len(train), "pairs", steps, "steps", flush=True)
    step = 0
    while step < steps:
        for some in batches(rng.sample(range(len(train)), len(train)), sizes, args.budget):
            model.train()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(*build([tokens[n] for n in some]))
            loss = loss_of(scores.float(), [train[n] for n in some])
            loss.backward()  # type: ignore[no-untyped-call]
            if news:
                asked = rng.sample(news, BESIDE)
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    likely, alike = model.compare(*build([one.tokens for one in asked]))
                loss_of_news(likely, alike, asked).backward()  # type: ignore[no-untyped-call]
            step = course.step(loss)
            if step % LOOK == 0 or step == steps:
                torch.save({k: v.half() for k, v in course.average.state_dict().items()}, args.out)
                few = len(train) if step == steps else FEW
                told = {name: measure(course.average, pairs[:few], tokenizer)[0] for name, pairs in kept.items()}
                print("kept", step, {name: round(value, 1) for name, value in told.items()}, flush=True)
            if step >= steps:
                break


if __name__ == "__main__":
    main()
