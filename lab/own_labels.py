"""The labels of our own (`lab/labels`, its README tells how they were made) as records of the shared folder's form."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lab.corpora import read_jsonl

Row = dict[str, Any]
LABELS = Path(__file__).parent / "labels"


def read_own_labels(name: str, articles: Mapping[str, Row]) -> Iterator[Row]:
    """The records of a file of labels, speakers only; `articles` are PolNeAR's by id.

    A statement has `n`, `speaker` and `open`: whether a careful reader could not be sure.
    """
    for row in read_jsonl(LABELS / f"{name}.jsonl"):
        text = articles[row["id"]]["text"]
        yield {
            "id": row["id"],
            "statements": [_statement(label, text) for label in row["speakers"]],
            "nested": [],
            "relations": [],
        }


def _statement(label: Row, text: str) -> Row:
    name = " and ".join(" ".join(text[start:end].split()) for start, end in label["name"])
    empty: Row = {"addressee": None, "venue": None, "said_on": None, "act": "", "hedged": False, "figures": []}
    speaker = {"name": name, "kind": label["kind"]}
    return {"n": label["n"], "speaker": speaker, "open": label.get("open", False), **empty}
