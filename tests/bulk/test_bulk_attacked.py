"""What an attack on bulk found, and what is to come of it now."""

import gzip
import io
import json
import os
import signal
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bulk_runs import finish, prints_of, start
from bulk_samples import pack, record, tell, write_lines
from fsspec.implementations.local import LocalFileSystem

from sayso.bulk.inputs import find_sources
from sayso.bulk.shards import cut_shards
from sayso.bulk.store import Store
from sayso.bulk.worker import Settings, ShardReader
from sayso.errors import ReadError, UsageError
from sayso.model import Article
from sayso.reading.hints import NO_HINTS
from sayso.reading.items import cut_items, read_item
from sayso.show.cli import main


def outcomes(data: bytes, kind: str = "record") -> list[Article | ReadError]:
    items = cut_items(io.BytesIO(data), "in")
    return [one for item in items for one in read_item(kind, item, NO_HINTS, fast=True)]  # type: ignore[arg-type]


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_length_that_lies_by_much_costs_its_own_record(*, is_packed: bool) -> None:
    parts = [record(n, Content_Length="60000000") if n == 1 else record(n) for n in range(6)]
    found = outcomes(b"".join(map(pack, parts)) if is_packed else b"".join(parts))
    assert len([one for one in found if isinstance(one, Article)]) == 5
    assert len(found) == 6


def test_members_may_end_inside_records() -> None:
    whole = b"".join(record(n) for n in range(6))
    found = outcomes(b"".join(gzip.compress(whole[at : at + 700]) for at in range(0, len(whole), 700)))
    assert [one.url for one in found if isinstance(one, Article)] == [f"https://herald.example/{n}" for n in range(6)]
    assert len(found) == 6


def test_text_in_bytes_is_text_and_a_bad_row_costs_itself(tmp_path: Path) -> None:
    rows = [tell(n).replace("said", "saïd").encode() for n in range(3)]
    rows[1] = b"\xff\xfe not text"
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"text": pa.array(rows, pa.binary())}), path)
    found = outcomes(path.read_bytes(), "line")
    assert [one.text if isinstance(one, Article) else one.reason for one in found] == [
        rows[0].decode(),
        "is not UTF-8",
        rows[2].decode(),
    ]


def test_what_is_no_file_costs_itself(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    os.mkfifo(source / "a.jsonl")
    (source / "b.jsonl").symlink_to(tmp_path / "nowhere")
    write_lines(source / "c.jsonl", range(2))
    told = finish(start(source, tmp_path / "out"))
    assert told["counts"]["articles"] == 2
    assert sum(told["skipped"].values()) == 2


def test_a_dataset_inside_its_input_is_no_input(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", range(3))
    finish(start(tmp_path, tmp_path / "out"))
    before = prints_of(tmp_path / "out")
    finish(start(tmp_path, tmp_path / "out"))
    assert prints_of(tmp_path / "out") == before


def test_two_runs_do_not_write_to_one_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = write_lines(tmp_path / "a.jsonl", range(3))
    with Store(str(tmp_path / "out")).alone():
        assert main(["bulk", str(lines), str(tmp_path / "out")]) == 2
    assert "another run is writing there" in capsys.readouterr().err


def test_a_place_that_workers_do_not_share_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = write_lines(tmp_path / "a.jsonl", range(2))
    assert main(["bulk", str(lines), "memory://apart", "--workers", "1"]) == 2
    assert "what was read is not there" in capsys.readouterr().err


def test_a_damaged_mark_is_none(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", range(12))
    run = start(lines, tmp_path / "out")
    marks = tmp_path / "out" / "_work" / "marks"
    while not (marks.exists() and any(marks.iterdir())):
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGKILL)
    run.communicate()
    if marks.exists():
        next(marks.iterdir()).write_bytes(b"")
    assert finish(start(lines, tmp_path / "out"))["counts"]["articles"] == 12


def test_a_manifest_that_is_damaged_is_told(dataset: Path, lines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = (dataset / "manifest.json").read_bytes()
    try:
        (dataset / "manifest.json").write_bytes(b"[]")
        assert main(["bulk", str(lines), str(dataset), "--shard", "5"]) == 2
        assert "manifest.json is damaged" in capsys.readouterr().err
    finally:
        (dataset / "manifest.json").write_bytes(whole)


def test_a_dataset_that_lacks_a_part_is_not_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = write_lines(tmp_path / "a.jsonl", range(4))
    finish(start(lines, tmp_path / "out", "--shard", "2"))
    next((tmp_path / "out" / "articles").iterdir()).unlink()
    assert main(["add", str(tmp_path / "out"), "--ledger", str(tmp_path / "l.db")]) == 1
    assert "parts are missing" in capsys.readouterr().err


def test_what_is_stopped_while_it_is_renamed_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = write_lines(tmp_path / "a.jsonl", range(2))
    reader = ShardReader(str(tmp_path / "out"), Settings())
    (shard,) = cut_shards(find_sources(str(lines), "out"), 5)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(LocalFileSystem, "mv", stop)
        with pytest.raises(KeyboardInterrupt):
            reader.read(shard, {})
    files = [path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert [path.parts[:2] for path in files] == [("_work", "new")]


def test_an_interrupt_ends_all_without_a_word_of_python(lines: Path, tmp_path: Path) -> None:
    for seconds in (0.0, 0.5, 1.0):
        run = start(lines, tmp_path / f"out{seconds}")
        while not (tmp_path / f"out{seconds}").exists():  # before that, Python itself may still be loading
            assert run.poll() is None
            time.sleep(0.05)
        time.sleep(seconds)
        os.killpg(run.pid, signal.SIGINT)
        _, err = run.communicate(timeout=60)
        assert run.returncode == 130 or json.loads((tmp_path / f"out{seconds}" / "manifest.json").read_text())
        assert "Traceback" not in err


def test_what_a_place_refuses_is_told_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    store = Store(str(tmp_path))
    monkeypatch.setattr(LocalFileSystem, "open", refuse)
    with pytest.raises(UsageError, match=f"^{tmp_path}: cannot be written .No space left on device.$"):
        store.write("a", b"some bytes")


def test_a_wrong_table_of_offices_begins_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_lines(tmp_path / "a.jsonl", range(1))
    (tmp_path / "actors.csv").write_text("who,what\n")
    given = ["bulk", str(tmp_path / "a.jsonl"), str(tmp_path / "out"), "--actors", str(tmp_path / "actors.csv")]
    assert main(given) == 2
    assert "actors.csv" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_input_that_grows_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write_lines(path, range(3))
    sources = find_sources(str(path), str(tmp_path / "out"))
    write_lines(path, range(4))
    items = [item for shard in cut_shards(sources, 10) for item in shard.items]
    assert items[-1].problem.startswith("was changed while it was read")


def test_a_link_to_a_folder_is_told_as_one(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    write_lines(source / "a.jsonl", range(1))
    (source / "b").symlink_to(tmp_path)
    told = finish(start(source, tmp_path / "out"))
    assert told["counts"]["articles"] == 1
    assert told["skipped"] == {"is a link to a folder: give the folder itself": 1}


def test_an_unfinished_dataset_is_not_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Store(str(tmp_path / "out")).write_json("_work/plan.json", {})
    assert main(["add", str(tmp_path / "out"), "--ledger", str(tmp_path / "ledger.db")]) == 1
    assert "out: is not finished" in capsys.readouterr().err
