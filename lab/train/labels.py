"""Gold labels: PolNeAR's attributions and the nested ones of the records, as tags and pointers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lab.corpora import read_jsonl
from lab.train.tagger import LEVELS as LEVELS
from lab.train.tagger import POINTERS
from sayso.attribute.tokens import Ints, Tokenizer, Tokens

Attribution = dict[str, list[list[int]]]
NONE, IGNORE = -1, -2  # a pointer to nothing; a pointer (or tag) that is not to be learnt
ROLES = ("source", "cue", "content")


@dataclass(slots=True)
class Labelled:
    """One article: its tokens, and for each level tags [t] and pointers [2, t] (token numbers)."""

    name: str
    text: str
    tokens: Tokens
    tags: list[Ints]
    pointers: list[Ints]
    beliefs: Any = None  # a teacher's (`lab.train.soft.Beliefs`), where there are any


def load_polnear(shared: Path, part: str, tokenizer: Tokenizer) -> list[Labelled]:
    """The articles of one part with the first annotator's attributions, and nested ones where known."""
    record = shared / "record" / f"{part}.jsonl"
    nested = {row["id"]: row["nested"] for row in read_jsonl(record)} if record.exists() else {}
    articles = []
    for row in read_jsonl(shared / "data" / "polnear" / f"{part}.jsonl.gz"):
        tokens = tokenizer.split(row["text"])
        outer = label(tokens, row["annotations"][0]["attributions"])
        inner = (
            label(tokens, [n for n in nested[row["id"]] if not isinstance(n["in"], str)])
            if row["id"] in nested
            else unknown(tokens)
        )
        articles.append(Labelled(row["id"], row["text"], tokens, [outer[0], inner[0]], [outer[1], inner[1]]))
    return articles


def load_unlabelled(path: Path, tokenizer: Tokenizer) -> list[Labelled]:
    """News articles that nobody has annotated."""
    articles = []
    for row in read_jsonl(path):
        tokens = tokenizer.split(row["text"])
        tags, pointers = unknown(tokens)
        if len(tokens):
            articles.append(Labelled(row["id"], row["text"], tokens, [tags, tags], [pointers, pointers]))
    return articles


def unknown(tokens: Tokens) -> tuple[Ints, Ints]:
    """Labels of a level that nobody has annotated."""
    return (np.full(len(tokens), IGNORE, np.int32), np.full((len(POINTERS), len(tokens)), IGNORE, np.int32))


def label(tokens: Tokens, attributions: list[Attribution]) -> tuple[Ints, Ints]:
    """Tags [t] and pointers [2, t] of the attributions; the first to claim a token keeps it."""
    tags = np.zeros(len(tokens), np.int32)
    pointers = np.full((len(POINTERS), len(tokens)), IGNORE, np.int32)
    for item in attributions:
        spans = {role: [_cover(tokens, span) for span in sorted(item[role])] for role in ROLES}
        spans = {role: [s for s in found if s[0] < s[1]] for role, found in spans.items()}
        source = spans["source"][0][0] if spans["source"] else NONE
        cue = spans["cue"][0][0] if spans["cue"] else source
        for number, role in enumerate(ROLES):
            anchor = source if role == "source" else cue
            for low, high in spans[role]:
                free = tags[low:high] == 0
                mine = np.arange(low, high)[free]
                if not len(mine):
                    continue
                tags[mine] = 2 * number + 2
                tags[mine[0]] = 2 * number + 1
                pointers[0, mine] = anchor
                if role == "cue":
                    pointers[1, mine] = source
    return tags, pointers


def _cover(tokens: Tokens, span: list[int]) -> tuple[int, int]:
    """The tokens that a span of characters touches, as [low, high)."""
    return (
        int(np.searchsorted(tokens.ends, span[0], side="right")),
        int(np.searchsorted(tokens.starts, span[1], side="left")),
    )
