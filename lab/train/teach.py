"""Write down what trained models believe of a corpus: `python -m lab.train.teach --help`."""

import argparse
from pathlib import Path

import torch

from lab.train import soft
from lab.train.checkpoint import load_checkpoint
from lab.train.evaluate import predict_together
from lab.train.labels import Labelled, load_polnear, load_unlabelled
from sayso.attribute.tokens import Tokenizer


def load_corpus(name: str, shared: Path) -> list[Labelled]:
    """`polnear` is PolNeAR's training part; any other name a file of data/news."""
    tokenizer = Tokenizer(Path("sayso/data/tokenizer.json"))
    if name == "polnear":
        return load_polnear(shared, "train", tokenizer)
    return load_unlabelled(shared / "data" / "news" / f"{name}.jsonl.gz", tokenizer)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="their mean is what is believed")
    parser.add_argument("--weights", type=float, nargs="+", help="how much each model counts (default: the same)")
    parser.add_argument("--corpus", default="polnear")
    parser.add_argument("--share", default="0/1", help="which part of the corpus, as number/of")
    parser.add_argument("--limit", type=int, help="take at most so many articles")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    number, of = map(int, args.share.split("/"))
    articles = load_corpus(args.corpus, args.shared)[: args.limit][number::of]
    models = [load_checkpoint(path) for path in args.models]
    names, beliefs = [], []
    for start in range(0, len(articles), 50):
        some = articles[start : start + 50]
        for at, readings in predict_together(models, some, args.weights):
            names.append(some[at].name)
            beliefs.append(soft.gather(readings, len(some[at].tokens)))
        print(f"{start + len(some)}/{len(articles)}", flush=True)
    soft.save(args.out, names, beliefs)


if __name__ == "__main__":
    main()
