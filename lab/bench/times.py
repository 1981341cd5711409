"""How well dates are read, on TimeBank and AQUAINT: `python -m lab.bench.times --shared ../shared`.

A TIMEX3 of type DATE is found if an expression overlaps it, and right if its value is the same, character for
character (a week's leading zero and the part of a day aside). Expressions with a part of a day are of type TIME and
count only where the annotators made a DATE of them; the creation time itself does not count. A third of TimeBank's
articles is kept from development (`is_kept`); the rest and AQUAINT were looked at.
"""

import argparse
import hashlib
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from sayso.normalise.dates import When, find_dates

_TAG = re.compile(r"<TIMEX3(?P<attributes>[^>]*)>|</TIMEX3>|<[^>]+>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 at [start, end) of the text."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its creation time and its TIMEX3s."""

    name: str
    corpus: str
    created: str
    text: str
    times: tuple[Timex, ...]


def read_documents(shared: Path) -> Iterator[Document]:
    """The articles of the archive, test inputs left out."""
    with tarfile.open(shared / "data/time/TBAQ-cleaned.tar.gz") as archive:
        for member in sorted(archive, key=lambda m: m.name):
            file = archive.extractfile(member) if member.name.endswith(".tml") else None
            if file and "testpipeline" not in member.name:
                corpus, name = member.name.split("/")[-2:]
                yield _parse(name, corpus, file.read().decode("utf-8"))


def _parse(name: str, corpus: str, source: str) -> Document:
    created = re.search(r'<DCT>.*?value="([^"]*)"', source, re.S)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.S)
    text, times, open_at, attributes = "", [], 0, ""
    at = 0
    content = body[1] if body else ""
    for tag in _TAG.finditer(content):
        text += unescape(content[at : tag.start()])
        at = tag.end()
        if tag["attributes"] is not None:
            open_at, attributes = len(text), tag["attributes"]
        elif tag[0] == "</TIMEX3>":
            values = dict(_ATTRIBUTE.findall(attributes))
            times.append(Timex(open_at, len(text), values.get("type", ""), values.get("value", "")))
    text += unescape(content[at:])
    return Document(name, corpus, created[1] if created else "", text, tuple(times))


def is_kept(document: Document) -> bool:
    """Whether an article is kept from development."""
    return document.corpus == "TimeBank" and hashlib.sha256(document.name.encode()).digest()[0] % 3 == 0


def main() -> None:
    """Print the figures of what was kept and of what was looked at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--errors", action="store_true", help="print what is wrong in the articles that are not kept")
    args = parser.parse_args()
    print(json.dumps(measure(args.shared)))
    if args.errors:
        for document in read_documents(args.shared):
            if not is_kept(document):
                for line in compare(document, Counter()):
                    print(line)


def measure(shared: Path) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of values, in percent, and how many were only found."""
    counts = {"kept": Counter[str](), "seen": Counter[str]()}
    for document in read_documents(shared):
        for _ in compare(document, counts["kept" if is_kept(document) else "seen"]):
            pass
    return {name: _rates(c) for name, c in counts.items()}


def _rates(c: Counter[str]) -> dict[str, float]:
    p, r = c["right"] / c["found"], c["right"] / c["gold"]
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(200 * p * r / (p + r), 1),
            "spans_f1": round(200 * c["overlap"] / (c["found"] + c["gold"]), 1), "gold": c["gold"]}  # fmt: skip


def compare(document: Document, counts: Counter[str]) -> Iterator[str]:
    """Count the dates of an article, and tell what is wrong."""
    gold = [t for t in document.times if t.kind == "DATE"]
    said = [w for w in find_dates(document.text, document.created) if not w.part or _is_dated(w, gold)]
    left = list(said)
    counts["gold"] += len(gold)
    counts["found"] += len(said)
    for time in gold:
        context = document.text[max(0, time.start - 50) : time.end + 30].replace("\n", " ")
        when = next((w for w in left if w.span.start < time.end and time.start < w.span.end), None)
        if when is None:
            yield f"missed {document.text[time.start : time.end]!r} = {time.value} (DCT {document.created}) … {context}"
            continue
        left.remove(when)
        counts["overlap"] += 1
        if _same(time.value, when):
            counts["right"] += 1
        else:
            words = document.text[time.start : time.end]
            yield f"value {words!r} = {time.value}, said {when.value} (DCT {document.created}) … {context}"
    for when in left:
        context = document.text[max(0, when.span.start - 40) : when.span.end + 30].replace("\n", " ")
        other = next((t.kind for t in document.times if when.span.start < t.end and t.start < when.span.end), "")
        yield f"extra {document.text[slice(*when.span)]!r} = {when.value} {other} … {context}"


def _is_dated(when: When, gold: Sequence[Timex]) -> bool:
    """Whether the day of "Monday night" is a DATE to the annotators, who were of two minds about it."""
    return any(when.span.start < t.end and t.start < when.span.end for t in gold)


def _same(value: str, when: When) -> bool:
    return _plain(value) == _plain(when.value)


def _plain(value: str) -> str:
    """A value without the part of its day and the zero of its week."""
    return re.sub(r"W0", "W", re.sub(r"T(?:MO|MI|AF|EV|NI)$", "", value.strip()))


if __name__ == "__main__":
    main()
