"""brat's standoff: every span comes back, and brat itself could read each line."""

import gzip
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from export_samples import make_hostile, make_silent, make_usual, spans_of
from hypothesis import given
from hypothesis import strategies as st
from read_brat import Document, read_brat

from sayso.errors import ReadError
from sayso.export import Entry, write_entries
from sayso.export.fragments import join_fragments, split_spans
from sayso.model import Json, Span, Spans

PARTS = ("source", "cue", "content")


def round_trip(entry: Entry, folder: Path) -> Document:
    assert write_entries([entry], "brat", folder) == 1
    return read_brat(folder / f"{entry.record['article']['id'][:16]}.ann")


def to_lists(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]


def check_lines(path: Path) -> None:
    """What brat 1.3 checks as it reads: the words of each annotation, and that its fragments stand apart."""
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    data = path.read_bytes().decode("utf-8")
    # brat takes all that Unicode has for the end of a line for one.
    assert data.splitlines() == data.split("\n")[:-1]
    names = []
    for line in data.split("\n")[:-1]:
        name, kind, *rest = line.split("\t", 2)
        names.append(name)
        if name.startswith("T"):
            spans = [tuple(map(int, s.split())) for s in kind.split(" ", 1)[1].split(";")]
            assert rest == [" ".join(text[start:end] for start, end in spans)]
            assert all(0 <= start <= end <= len(text) for start, end in spans)
            assert all(a[1] <= b[0] for a, b in pairwise(spans))
        else:
            targets = set(re.findall(r"\bT\d+\b", kind))
            assert targets <= {n for n in names if n.startswith("T")} or name.startswith("R")
    assert len(names) == len(set(names))


@pytest.mark.parametrize("entry", [make_usual(), make_hostile(), make_silent()])
def test_statements_offsets_and_speakers_come_back(entry: Entry, tmp_path: Path) -> None:
    read = round_trip(entry, tmp_path)
    check_lines(tmp_path / f"{entry.record['article']['id'][:16]}.ann")
    speakers = {speaker["id"]: speaker for speaker in entry.record["speakers"]}
    assert len(read.statements) == len(entry.record["statements"])
    for back, statement in zip(read.statements, entry.record["statements"], strict=True):
        assert {part: to_lists(getattr(back, part)) for part in PARTS} == {part: statement[part] for part in PARTS}
        assert (back.id, back.parent) == (statement["id"], statement["parent"])
        assert (back.form, back.act, back.hedged) == (statement["form"], statement["act"], statement["hedged"])
        speaker = speakers.get(statement["speaker"], {"name": None, "kind": None})
        assert back.kind == speaker["kind"]
        assert back.speaker == (speaker["name"] and speaker["name"].replace("\ud83d", "\ufffd"))
    assert read.text == entry.record["article"]["text"].replace("\ud83d", "\ufffd")
    assert list(read.relations) == [(r["from"], r["to"], r["kind"]) for r in entry.record["relations"]]


def test_files_are_as_brat_has_them(tmp_path: Path) -> None:
    entry = make_usual()
    write_entries([entry], "brat", tmp_path)
    name = entry.record["article"]["id"][:16]
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{name}.ann", f"{name}.txt", "annotation.conf"]
    lines = (tmp_path / f"{name}.ann").read_text(encoding="utf-8").split("\n")
    pieces = "“The ferry loses about 2 million crowns,”", "“and nobody", "rides it.", "We have seen enough.”"
    places = ";".join(f"{start} {end}" for start, end in spans_of(*pieces))
    assert f"T4\tContent {places}\t{' '.join(pieces)}" in lines
    assert "R4\tCuedBy Arg1:T4 Arg2:T6" in lines
    assert "R7\tReportedIn Arg1:T7 Arg2:T4" in lines
    assert "R8\tdisputes Arg1:T7 Arg2:T4" in lines
    assert {"A1\tForm T1 indirect", "A2\tAct T1 promise", "A3\tHedged T1 no"} <= set(lines)
    note = {"statement": "s2", "speaker": "Maria Lindqvist", "kind": "person", "party": "p1f0c2"}
    assert f"#4\tAnnotatorNotes T4\t{json.dumps(note)}" in lines


def test_an_id_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    entry = make_silent()
    entry.record["article"]["id"] = "../../../escaped"
    write_entries([entry], "brat", tmp_path / "a" / "b" / "c" / "d")
    assert sorted(path.name for path in tmp_path.rglob("*.txt")) == ["_________escaped.txt"]
    assert (tmp_path / "a" / "b" / "c" / "d" / "_________escaped.txt").exists()


def test_what_people_do_in_brat_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ann"
    (tmp_path / "a.txt").write_text("Ada said\nno.\nBo too.", encoding="utf-8")
    path.write_text(
        "T1\tContent 9 11\tno\n"
        '#1\tAnnotatorNotes T1\t{"spans": [[0, 3]], "speaker": "Ada"}\n'  # it was moved since
        "T2\tSource 0 3\tAda\n"
        "R1\tSaidBy Arg1:T1 Arg2:T2\t\n"
        "T5\tContent 13 15\tBo\n"
        "#2\tAnnotatorNotes T5\tis this one?\n"
        "T6\tPerson 13 15\tBo\n"
        "E1\tSay:T5 Who:T6\n"
        "*\tEquiv T2 T6\n"
        "R2\tReportedIn Arg1:T5 Arg2:T1\r\n",
        encoding="utf-8",
    )
    first, second = read_brat(path).statements
    assert (first.id, first.speaker, first.content, first.source) == ("T1", "Ada", ((9, 11),), ((0, 3),))
    assert (second.id, second.speaker, second.parent, second.content) == ("T5", None, "T1", ((13, 15),))


@pytest.mark.parametrize("line", ["T1\tContent\t", "T1\tContent 1 x\tno", "R1\tSaidBy T1 T2", "T1 Content 1 2 no"])
def test_a_broken_line_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no no", encoding="utf-8")
    (tmp_path / "a.ann").write_text(f"T9\tContent 0 2\tno\n{line}\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.ann: line 2"):
        read_brat(tmp_path / "a.ann")


def test_missing_and_foreign_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("", encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.txt: cannot be read"):
        read_brat(tmp_path / "a.ann")
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(ReadError, match=r"a\.txt: is not UTF-8"):
        read_brat(tmp_path / "a.ann")


def make_entry(text: str, attributions: list[Json], name: str = "0123456789abcdef") -> Entry:
    """An entry with these attributions and nothing else known."""
    fields: Json = {"speaker": None, "form": "indirect", "act": None, "hedged": None, "hedge": [], "parent": None}
    fields |= {"addressee": None, "venue": None, "said_on": None, "figures": [], "confidence": 1.0}
    statements = [{"id": f"s{n}", **{part: a[part] for part in PARTS}, **fields} for n, a in enumerate(attributions)]
    record = {"article": {"id": name, "text": text}, "speakers": [], "statements": statements, "relations": []}
    return Entry(record, {})


SIGNS = st.sampled_from(
    ["a", "é", "😀", " ", "\t", "\n", "\r", "\x0b", "\x1e", "\x85", "\u2028", "\ud83d", "\x00", ";"]
)
TEXTS = st.lists(SIGNS, max_size=40).map("".join)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4)


@given(TEXTS, st.lists(st.tuples(SPANS, SPANS, SPANS), max_size=3))
def test_any_spans_of_any_text_come_back(
    tmp_path_factory: pytest.TempPathFactory, text: str, drawn: list[tuple[list[tuple[int, int]], ...]]
) -> None:
    def fit(spans: list[tuple[int, int]]) -> list[list[int]]:
        return [sorted((min(a, len(text)), min(b, len(text)))) for a, b in spans]

    attributions = [dict(zip(PARTS, map(fit, spans), strict=True)) for spans in drawn]
    folder = tmp_path_factory.mktemp("brat")
    read = round_trip(make_entry(text, attributions), folder)
    assert [{part: to_lists(getattr(s, part)) for part in PARTS} for s in read.statements] == attributions
    check_lines(folder / "0123456789abcdef.ann")


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_a_span_with_words_at_both_ends_needs_no_note(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    if not text[start:end] or text[start].splitlines() == [""] or text[end - 1].splitlines() == [""]:
        return
    assert join_fragments(text, split_spans(text, [(start, end)])) == (Span(start, end),)


def polnear(shared: Path) -> Iterator[Json]:
    for name in ("dev", "train"):
        with gzip.open(shared / "data" / "polnear" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def test_all_attributions_of_polnear_come_back(shared: Path, tmp_path: Path) -> None:
    several, noted, count = 0, 0, 0
    for row in polnear(shared):
        attributions = row["annotations"][0]["attributions"]
        count += len(attributions)
        read = round_trip(make_entry(row["text"], attributions), tmp_path)
        assert read.text == row["text"]
        expected = [{part: a[part] for part in PARTS} for a in attributions]
        assert [{part: to_lists(getattr(s, part)) for part in PARTS} for s in read.statements] == expected, row["id"]
        lines = (tmp_path / "0123456789abcdef.ann").read_text(encoding="utf-8")
        several += len(re.findall(r"^T\d+\tContent [\d ]+;", lines, re.M))
        noted += lines.count('"spans"')
    # Not one of them would tell anything if all were whole, or all had their spans in a note.
    assert count > 10_000
    assert several > 1_000
    assert noted < count / 20
