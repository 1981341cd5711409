"""Tags of proper names for training: persons, organisations, places and other names, from our labels and from GUM."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from lab.corpora import read_jsonl
from lab.gum import Document
from lab.own_labels import LABELS
from sayso.attribute.tokens import Ints, Tokens
from sayso.resolve.gazetteer import PARTICLES, PLACES
from sayso.resolve.grammar import FUNCTION
from sayso.resolve.runs import TITLES

KINDS = ("person", "organisation", "place", "other")
GUM_KINDS = {"person": 0, "organization": 1, "place": 2, "time": -1}
#: Words that begin a description, not a name, though they may have a capital.
LEADS = FUNCTION | {"mr", "mrs", "ms"}

ARTICLE = re.compile(r"(?:the\s+)?", re.IGNORECASE)
#: What stands before a person's name and is no part of it.
TITLED = re.compile(
    rf"(?:(?:the|{'|'.join(map(re.escape, sorted(TITLES, key=len, reverse=True)))})(?:\.|\b)\s+)*", re.IGNORECASE
)


def label_names(tokens: Tokens, names: Sequence[tuple[int, int, int]]) -> Ints:
    """Tags [t] of names (start, end, kind) in code points: 0 outside, 1 + 2k begin, 2 + 2k inside."""
    tags = np.zeros(len(tokens), np.int32)
    for start, end, kind in sorted(names, key=lambda n: n[1] - n[0]):  # longer ones last: they stay
        low = int(np.searchsorted(tokens.ends, start, side="right"))
        high = int(np.searchsorted(tokens.starts, end, side="left"))
        if low < high:
            tags[low:high] = 2 * kind + 2
            tags[low] = 2 * kind + 1
    return tags


def read_party_names(
    items: dict[str, Any], file: str = "parties.jsonl"
) -> Iterator[tuple[str, list[tuple[int, int, int]]]]:
    """(article, names) of our labels of parties."""
    for row in read_jsonl(LABELS / file):
        text = items[row["id"]]["text"]
        names = []
        for party in row["parties"]:
            if party["kind"] not in KINDS:
                continue
            full = text[party["name"][0] : party["name"][1]]
            for start, end in [*party["at"], *party.get("maybe", [])]:
                if text[start:end].endswith(full):
                    start = end - len(full)
                lead = TITLED if party["kind"] == "person" else ARTICLE
                start += len(found[0]) if (found := lead.match(text[start:end])) else 0
                words = text[start:end].split()
                if not words or not words[0][0].isupper() or (len(words) > 1 and words[0].lower().rstrip(".") in LEADS):
                    continue
                if len(words) > 1 and words[-1].islower():
                    continue  # "the Lund campaign": a name and a noun
                if party["kind"] == "person" and any(w.islower() and w not in PARTICLES for w in words):
                    continue
                kind = KINDS.index(party["kind"])
                if text[start:end].lower() in PLACES and kind == 1:
                    kind = 2
                names.append((start, end, kind))
        yield row["id"], names


def gum_names(document: Document) -> list[tuple[int, int, int]]:
    """The names of one of GUM's documents; days and months are none."""
    found = {
        (m.name.start, m.name.end, GUM_KINDS.get(m.kind or "", 3))
        for m in document.mentions
        if m.name and m.kind != "time"
    }
    return sorted(n for n in found if n[2] >= 0)
