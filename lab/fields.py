"""What stands behind each statement, as labelled: the hand-made records and our own labels in one form.

`lab/labels/fields.jsonl` has offsets alone; the records have words, whose places are looked up here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab.corpora import read_jsonl
from lab.own_labels import LABELS
from sayso.model import Attribution, Span, Spans

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Value:
    """A labelled value: its words (or, of a date, None), and where it stands in the text, if that is known."""

    words: str
    at: Spans = ()
    days: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """The labels of one statement; None where the label says that there is no value."""

    act: str
    hedged: bool
    hedge: Spans = ()
    addressee: Value | None = None
    venue: Value | None = None
    said_on: Value | None = None
    figures: tuple[Row, ...] = ()
    only_act: bool = False  # a nested statement: the other fields are not labelled


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its gold attributions and the fields of each."""

    name: str
    published: str
    text: str
    attributions: tuple[Attribution, ...]
    fields: tuple[Fields, ...]
    title: str | None = None
    recorded: bool = False


def read_labelled(shared: Path) -> Iterator[Labelled]:
    """The labelled articles to learn from: PolNeAR's training set, with and without record, and world news."""
    items = {a["id"]: a for a in read_jsonl(shared / "data/polnear/train.jsonl.gz")}
    for record in read_jsonl(shared / "record/train.jsonl"):
        yield _of_record(items[record["id"]], record)
    yield from read_polnear(shared, "fields")
    yield from read_news(shared, "news", "fields-news")


def read_polnear(shared: Path, fields: str) -> Iterator[Labelled]:
    """The articles of PolNeAR's training set in a file of our own labels."""
    items = {a["id"]: a for a in read_jsonl(shared / "data/polnear/train.jsonl.gz")}
    for row in read_jsonl(LABELS / f"{fields}.jsonl"):
        item = items[row["id"]]
        yield _of_labels(item, item["date"], item["annotations"][0]["attributions"], row)


def read_news(shared: Path, parties: str, fields: str) -> Iterator[Labelled]:
    """The labelled articles of world news: `fields` has the labels of the attributions that `parties` has."""
    items = {a["id"]: a for a in read_jsonl(shared / "data/news/rss2016.jsonl.gz")}
    found = {r["id"]: r["attributions"] for r in read_jsonl(LABELS / f"{parties}.jsonl")}
    for row in read_jsonl(LABELS / f"{fields}.jsonl"):
        item = items[row["id"]]
        marked = [{"source": a[0], "cue": a[1], "content": a[2]} for a in found[row["id"]]]
        yield _of_labels(item, item["published"][:10], marked, row)


def _of_labels(item: Row, published: str, marked: Sequence[Row], row: Row) -> Labelled:
    text = item["text"]
    made: list[Attribution] = []
    fields: list[Fields] = []
    for s in row["statements"]:
        made.append(_attribution(marked[s["n"]]))
        where, place, when = s["addressee"], s["venue"], s["said_on"]
        fields.append(
            Fields(
                s["act"], s["hedged"], _spans(s["hedge"]),
                where and Value(_words(text, where["name"]), _spans(where["at"])),
                place and Value(_words(text, place[0]), _spans(place)),
                when and Value("", _spans(when["at"]), (when["from"], when["to"])),
                tuple(s["figures"]),
            )
        )  # fmt: skip
    return Labelled(row["id"], published, text, tuple(made), tuple(fields), item.get("title"))


def _of_record(item: Row, record: Row) -> Labelled:
    text = item["text"]
    marked = item["annotations"][0]["attributions"]
    made: list[Attribution] = []
    fields: list[Fields] = []
    place: dict[Any, int] = {}
    for s in record["statements"]:
        a = _attribution(marked[s["n"]])
        place[s["n"]] = len(made)
        made.append(a)
        near = _bounds(a)
        when = s["said_on"]
        fields.append(
            Fields(
                s["act"], s["hedged"], _locate_hedges(text, s.get("hedge") or [], near),
                Value(s["addressee"], _locate(text, s["addressee"])) if s["addressee"] else None,
                Value(s["venue"], _locate(text, s["venue"])) if s["venue"] else None,
                Value("", (), (when[0], when[1])) if when else None,
                tuple(s["figures"]),
            )
        )  # fmt: skip
    for k, n in enumerate(record.get("nested", [])):
        place[f"nested:{k}"] = len(made)
        made.append(_attribution(n, place.get(n["in"], 0)))
        fields.append(Fields(n["act"], n["hedged"], only_act=True))
    title = item.get("title")
    return Labelled(record["id"], record["published"], text, tuple(made), tuple(fields), title, recorded=True)


def _attribution(marked: Row, parent: int | None = None) -> Attribution:
    return Attribution(_spans(marked["source"]), _spans(marked["cue"]), _spans(marked["content"]), parent)


def _spans(pairs: Sequence[Sequence[int]]) -> Spans:
    return tuple(Span(*pair) for pair in sorted(map(tuple, pairs)))


def _words(text: str, span: Sequence[int]) -> str:
    return " ".join(text[span[0] : span[1]].split())


def _bounds(a: Attribution) -> Span:
    spans = [*a.source, *a.cue, *a.content]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _locate(text: str, words: str, most: int = 6) -> Spans:
    """The places where words stand, blanks and small differences of marks aside."""
    pattern = r"\s+".join(re.sub(r"[’']", "[’']", re.sub(r"[“”\"]", '[“”"]', re.escape(w))) for w in words.split())
    return tuple(Span(*m.span()) for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text))[:most]


def _locate_hedges(text: str, hedges: Sequence[str], near: Span) -> Spans:
    found = []
    for words in hedges:
        inside = [s for s in _locate(text, words, 500) if near.start - 40 <= s.start and s.end <= near.end + 40]
        found += inside[:1]
    return tuple(sorted(found))
