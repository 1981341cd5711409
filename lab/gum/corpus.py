"""The documents of GUM's train and dev, from the archive beside the project."""

import hashlib
import re
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Literal

from lab.gum.conllu import parse_document
from lab.gum.records import Document, Split

#: Whose coreference: the corpus's own, or the version after OntoNotes' guidelines (Zhu et al. 2021).
Scheme = Literal["gum", "ontogum"]
#: The news documents that are kept from training, as `keep` chooses them: the archive has none of GUM's dev news.
KEPT = ("GUM_news_taxes", "GUM_news_warming", "GUM_news_asylum", "GUM_news_election")
PARTS: dict[str, Split] = {"train": "train", "dev": "dev"}
HEADING = re.compile(r"## (\w+)")
ITEM = re.compile(r"\s*\* (\w+)")


def keep(ids: Iterable[str], count: int = 4) -> tuple[str, ...]:
    """The ids whose SHA-256 is least, as many as asked for."""
    return tuple(sorted(ids, key=lambda name: hashlib.sha256(name.encode()).digest())[:count])


def read_splits(path: Path) -> dict[str, str]:
    """The part (train, dev, test, test2) of each document, as GUM's splits.md lists them."""
    parts, part = {}, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if heading := HEADING.match(line):
            part = heading[1]
        elif item := ITEM.match(line):
            parts[item[1]] = part
    return parts


def read_documents(shared: Path, scheme: Scheme = "gum") -> Iterator[Document]:
    """All documents but those of GUM's tests, in the order of their ids; those of `KEPT` have the split `kept`.

    A document that splits.md does not list is left out as well, since it may be a test. Raises `ReadError` where
    the annotation cannot be read.

    Which scheme: GUM's own is the better target for "who is she, the ministry". It marks what is mentioned once,
    which a finder of mentions must learn to find and a linker to leave alone; it types every mention; it has
    "the minister" and "Lena Berg" as two mentions where one stands beside the other, which ties offices to names;
    and it links generic and nested phrases. OntoGUM drops what is mentioned once, joins appositions into one
    long mention, leaves out predicates, most modifiers of nouns and generic phrases, and has no types (they are
    taken from GUM where the span or head is the same). It serves to compare with systems trained on OntoNotes.
    """
    parts = read_splits(shared / "data" / "gum" / "splits.md")
    files: dict[str, str] = {}
    with tarfile.open(shared / "data" / "gum" / "gum.tar.gz") as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            wanted = path.parts[0] == "dep" or (scheme == "ontogum" and "ontogum" in path.parts)
            content = archive.extractfile(member) if wanted and parts.get(path.stem) in PARTS else None
            if content:
                files[path.name] = content.read().decode("utf-8")
    for file in sorted(name for name in files if name.endswith(".conllu")):
        name = file.removesuffix(".conllu")
        split = "kept" if name in KEPT else PARTS[parts[name]]
        yield parse_document(files[file], split, files[f"{name}.conll"] if scheme == "ontogum" else None)
